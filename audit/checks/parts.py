"""Parts that exceed their whole, whichever figure it is that the words leave open."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from audit.checks.base import Check, Example
from audit.claims import Claim, Claims, same_time
from audit.relations import Relation
from audit.series import dimension, is_additive, is_change
from schemas import Message, Verdict

# 其中 opens the clause of the part
AMONG = regex.compile(r"其中[:：，,]?(?P<label>[^，。；、\n\d]{0,20})$")
# 52个（工业项目35个）
BRACKET = regex.compile(r"[（(](?:其中[:：，,]?)?(?P<label>\p{Han}{2,14})$")
NOT_A_PART = regex.compile(r"上年|去年|同期|任务|目标|计划|累计|合计|预算|标准|平均|人均")
ONE_SENTENCE = 1
# How many numbers back a whole is looked for in a sentence
REACH = 60
NEW = "新"


def among(claims: Claims) -> Iterator[Relation]:
    """其中6个 after nothing but 4个: it exceeds every figure of its kind that stands before it."""
    for part in claims.figures:
        found = AMONG.search(claims.before(part, 30))
        if found is None or part.record.table is not None or not is_additive(part):
            continue
        opened = part.start - len(found[0])
        place = claims.position(part)
        before = (
            claim for claim in claims.all[max(place - REACH, 0) : place] if claims.same_sentence(claim, part)
        )
        wholes = [claim for claim in before if claim.end <= opened and _alike(claim, part)]
        if not wholes or NOT_A_PART.search(found["label"]) or is_change(claims, part):
            continue
        largest = max(wholes, key=lambda claim: claim.value)
        yield _relation(part, largest)


def bracketed(claims: Claims) -> Iterator[Relation]:
    """52个（工业项目35个）: the part stands in brackets right behind its whole."""
    for part in claims.figures:
        found = BRACKET.search(claims.before(part, 24))
        place = claims.position(part)
        if found is None or not place or part.record.table is not None or not is_additive(part):
            continue
        whole = claims.all[place - 1]
        beside = whole.end == part.start - len(found[0]) and _alike(whole, part)
        narrowed = beside and dimension(part, whole) in ("size", "industry", "origin")
        if narrowed and not NOT_A_PART.search(found["label"]):
            yield _relation(part, whole)


def _alike(whole: Claim, part: Claim) -> bool:
    same = whole.unit == part.unit and whole.record.status == part.record.status
    return same and same_time(whole.record.period, part.record.period)


def _relation(part: Claim, whole: Claim) -> Relation:
    verdict: Verdict = "part_exceeds_whole" if whole.interval.below(part.interval) else "consistent"
    return Relation(
        operands=(part, whole),
        formula=f"{part.shown} ≤ {whole.shown}",
        verdict=verdict,
        tested=part,
        reported=part.interval,
        expected=whole.interval,
    )


def started_of_signed(claims: Claims) -> Iterator[Relation]:
    """新开工项目13个, and right behind it that 15 of those newly signed have been started: more than all."""
    for part in claims.figures:
        signed = claims.get(part.record.whole)
        if signed is None or not part.is_count or part.record.code is None or part.record.table is not None:
            continue
        if signed.record.code == part.record.code:
            continue
        place = claims.position(part)
        for whole in claims.all[max(place - 6, 0) : place]:
            if _is_all_of(claims, whole, part) and whole.interval.below(part.interval):
                yield _relation(part, whole)


def _is_all_of(claims: Claims, whole: Claim, part: Claim) -> bool:
    """Whether `whole` counts all that `part` counts some of: same code, time and subject, told one sentence before."""
    one, other = whole.record, part.record
    same = one.code == other.code and one.subject == other.subject and one.facets == other.facets
    near = claims.sentence(part) - claims.sentence(whole) <= ONE_SENTENCE and "\n" not in claims.between(
        whole, part
    )
    new = one.indicator.startswith(NEW) and one.whole is None and _alike(whole, part)
    return same and near and new and whole.is_count and not is_change(claims, whole)


ROWS = (
    Check(
        id="part.among",
        rule="part",
        title=Message(zh="其中项", en="Part of a whole"),
        relate=among,
        examples=(
            Example(
                "全县有4个单位外出招商少于5次，其中6个单位少于1次。", {"6个 ≤ 4个": "part_exceeds_whole"}
            ),
            Example("全县签约项目52个，其中工业项目35个。", {"35个 ≤ 52个": "consistent"}),
        ),
        counterexamples=("引进内资9.26亿元，其中一产0.5183亿元、二产4.2169亿元、三产4.525亿元。",),
    ),
    Check(
        id="part.bracketed",
        rule="part",
        title=Message(zh="括注分项", en="Part in brackets"),
        relate=bracketed,
        examples=(
            Example("全县新签约项目52个（工业项目85个）。", {"85个 ≤ 52个": "part_exceeds_whole"}),
            Example("全县新签约项目52个（工业项目35个）。", {"35个 ≤ 52个": "consistent"}),
        ),
        counterexamples=("到位资金41.8亿元（年度任务60亿元）。",),
    ),
    Check(
        id="part.of_all",
        rule="part",
        title=Message(zh="部分与全部", en="Some and all"),
        relate=started_of_signed,
        examples=(
            Example(
                "前8个月，全县新开工项目21个，续建项目34个。新签约项目40个，实际开工项目24个，开工率60%。",
                {"24个 ≤ 21个": "part_exceeds_whole"},
            ),
        ),
    ),
)
