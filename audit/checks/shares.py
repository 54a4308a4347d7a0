"""Shares, completions and rates: one number over another is the percentage printed beside them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import regex

from audit.certainty import named_base
from audit.checks.base import Check, Example
from audit.claims import Claim, Claims
from audit.ratios import formula, quotient, ratio_relation, telling
from audit.relations import Relation, tested
from audit.series import is_change
from schemas import Message, Percentage

# 开工率 is of what was started
EARLIER = regex.compile(r"上年|去年|同期|上月|以前|由|从|比|较")
RATE = regex.compile(r"(?P<stem>\p{Han}{2})[率面]数?$")


def quotients(claims: Claims, kind: str) -> Iterator[Relation]:
    """Every percentage of that kind whose part and base are given."""
    for ratio in claims.percentages:
        record = ratio.record
        if not isinstance(record, Percentage) or record.kind != kind:
            continue
        part = claims.get(record.of)
        whole = claims.get(record.base_of) or (part and unlinked_base(claims, part, ratio))
        relation = part and whole and ratio_relation(claims, part, whole, ratio)
        if part and not whole:
            relation = guessed(claims, part, ratio)
        if relation:
            yield relation


def guessed(claims: Claims, part: Claim, ratio: Claim) -> Relation | None:
    """计划新开工96个，已开工89个，开工率92.7%: what stands side by side, though nothing links it.

    It never makes an error: a relation that holds is shown, and one that does not deserves a look.
    """
    record = ratio.record
    if (
        not isinstance(record, Percentage)
        or not telling(ratio)
        or not part.is_exact
        or is_change(claims, part)
    ):
        return None
    beside = claims.position(ratio) == claims.position(part) + 1 and claims.same_sentence(part, ratio)
    actual = record.status == part.record.status == "actual" and record.table is None
    told_base = named_base(claims, ratio) is not None or EARLIER.search(claims.before(ratio, 12)) is not None
    if (
        not beside
        or not actual
        or told_base
        or (record.kind != "share" and not _names_part(claims, part, ratio))
    ):
        return None
    whole = _whole_beside(claims, part) or (claims.get(part.record.whole) if record.kind == "rate" else None)
    expected = quotient(part, whole) if whole is not None and whole.unit == part.unit else None
    if whole is None or expected is None:
        return None
    told = formula(part, whole, ratio)
    operands = (part, whole, ratio)
    return tested(ratio, expected, operands, told, doubt="linked_by_place", suspicious=whole.is_exact)


def _whole_beside(claims: Claims, part: Claim) -> Claim | None:
    """The number of the same unit right before it in the sentence, unless the two are told in one list."""
    place = claims.position(part)
    whole = claims.all[place - 1] if place else None
    if whole is None or whole.unit != part.unit or whole.value < part.value or is_change(claims, whole):
        return None
    listed = claims.between(whole, part).startswith("、")
    return whole if claims.same_sentence(whole, part) and not listed else None


def _names_part(claims: Claims, part: Claim, ratio: Claim) -> bool:
    stem = RATE.search(ratio.record.indicator)
    return stem is not None and stem["stem"] in part.record.indicator + claims.before(part, 12)


def unlinked_base(claims: Claims, part: Claim, ratio: Claim) -> Claim | None:
    """The base that the reader, who asks the numbers too, would not settle: the whole of the part, if it says so.

    Of 已开工37个，开工率63.8% it is what the 37 are part of; a share with no words for its base is of that too.
    """
    whole = claims.get(part.record.whole)
    if whole is None or whole.unit != part.unit or ratio.record.table is not None:
        return None
    if part.start < whole.start or not claims.same_sentence(whole, part, ratio):
        return None
    between = claims.all[claims.position(whole) + 1 : claims.position(ratio)]
    alone = all(claim is part or claim.unit != part.unit for claim in between)
    if not alone or EARLIER.search(claims.before(ratio, 12)):
        return None
    if isinstance(ratio.record, Percentage) and ratio.record.kind == "share":
        return whole if named_base(claims, ratio) is None else None
    return whole if _names_part(claims, part, ratio) else None


ROWS = (
    Check(
        id="share.quotient",
        rule="share",
        title=Message(zh="占比", en="Share"),
        relate=partial(quotients, kind="share"),
        examples=(
            Example("全县签约项目52个，其中工业项目35个，占67.3%。", {"35个 / 52个 = 67.3%": "consistent"}),
        ),
        counterexamples=(
            "30个乡镇中，到位资金完成年度任务75%以上的有12个，不足50%的有7个，最低的仅完成21.4%。",
            "全市共发生事故37起。甲县7起，乙县6起，丙区5起，上述三地起数占全市近五成。",
            "甲市实际到账外资156.3亿美元。全市服务业实际到账69.4亿美元，占比44.4%。乙区服务业占其到账外资的67.3%。",
        ),
    ),
    Check(
        id="completion.quotient",
        rule="completion",
        title=Message(zh="完成进度", en="Completion"),
        relate=partial(quotients, kind="completion"),
        examples=(
            Example(
                "全县到位资金41.8亿元，完成年度目标60亿元的74.5%。",
                {"41.8亿元 / 60亿元 = 74.5%": "contradiction"},
            ),
        ),
    ),
    Check(
        id="rate.quotient",
        rule="rate",
        title=Message(zh="比率", en="Rate"),
        relate=partial(quotients, kind="rate"),
        examples=(
            Example("全县签约项目38个，开工21个，开工率55.3%。", {"21个 / 38个 = 55.3%": "consistent"}),
        ),
    ),
)
