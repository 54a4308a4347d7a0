"""The same quantity stated twice: in two places of the text, in the text and a table, in two lists of what is left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import regex

from audit.checks.base import Check, Example
from audit.claims import Claim, Claims, Place
from audit.intervals import Interval
from audit.relations import Relation
from audit.series import is_change
from schemas import Message, Verdict

BACK_REFERENCE = "figure.number_first"
# 46个新签约项目中, at the head of a sentence or an item: it speaks of what has been told
OPENS = regex.compile(
    r"(?:^|[。；;：:\n]|[一二三四五六七八九十]是)\s*(?:上述|这|目前|全[市县区省]|今年以来)?$"
)
# 其余17家招引成效均为零
REST = regex.compile(
    r"其余\s?(?P<list>(?:[^，。；\n\d]{0,20}\d{1,6}\s?[家个户名][^，。；\n\d]{0,12}[、和]?){1,4})"
)
COUNT = regex.compile(r"(?P<n>\d+)\s?(?P<unit>[家个户名])")
ADVERBS = regex.compile(r"[均都仍然还依也全]+")
PREDICATE = 6
# An indicator of fewer characters, such as 项目数, may mean another number in each section.
TELLING = 5
TELLING_DIGITS = 3
REMEMBERED = 30
CLOSE = Decimal("0.2")


def restated(claims: Claims) -> Iterator[Relation]:
    """A number that opens a sentence as known, against the one that was told before; and money told twice."""
    told: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims.figures:
        record = claim.record
        if record.table is not None or record.status != "actual" or is_change(claims, claim):
            continue
        key = _key(claim)
        earlier = told[key] = told[key][-REMEMBERED:]
        if earlier and (record.code or _refers_back(claims, claim)):
            relation = _relation(claims, earlier, claim)
            if relation:
                yield relation
        earlier.append(claim)


def _key(claim: Claim) -> tuple[object, ...]:
    record = claim.record
    period = record.period
    span = (period.start, period.end) if period else None
    facets = record.facets.model_dump_json()
    return (record.code, record.indicator, claim.unit, record.subject, facets, span)


def _refers_back(claims: Claims, claim: Claim) -> bool:
    opens = OPENS.search(claims.text[max(claim.start - 8, 0) : claim.start]) is not None
    return claim.record.rule == BACK_REFERENCE and opens


def _relation(claims: Claims, earlier: list[Claim], claim: Claim) -> Relation | None:
    last = earlier[-1]
    if any(one.interval.overlaps(claim.interval) for one in earlier):
        same = next(one for one in reversed(earlier) if one.interval.overlaps(claim.interval))
        return _told(same, claim, "consistent")
    alone = all(one.interval.overlaps(last.interval) for one in earlier)
    known = (
        _refers_back(claims, claim)
        and claim.record.code is not None
        and len(claim.record.indicator) >= TELLING
    )
    close = abs(claim.value - last.value) <= last.value * CLOSE
    exact = claim.is_exact and last.is_exact
    if alone and known and close and exact:
        return _told(last, claim, "contradiction")
    if alone and exact and claim.record.whole == last.record.whole and one_digit_apart(last, claim):
        if not claims.same_sentence(last, claim) and claim.record.code:
            return replace(_told(last, claim, "not_checkable"), why="one_digit", suspicious=True)
    return None


def one_digit_apart(one: Claim, other: Claim) -> bool:
    """Whether the printed numbers differ in one digit: 42.78 and 42.73."""
    first, second = (format(claim.record.value, "f") for claim in (one, other))
    long_enough = len(first) >= TELLING_DIGITS and one.record.unit == other.record.unit
    return (
        long_enough
        and len(first) == len(second)
        and sum(a != b for a, b in zip(first, second, strict=True)) == 1
    )


def _told(one: Claim, other: Claim, verdict: Verdict) -> Relation:
    return Relation(
        operands=(one, other),
        formula=f"{one.shown} = {other.shown}",
        verdict=verdict,
        tested=other,
        reported=other.interval,
        expected=one.interval,
        why="told_before",
        values={"earlier": one.shown},
    )


def in_table(claims: Claims) -> Iterator[Relation]:
    """A number of the text against the cell of a table that reports the same."""
    cells: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims.figures:
        if claim.record.table is not None:
            cells[_key(claim)].append(claim)
    for claim in claims.figures:
        found = cells.get(_key(claim), ())
        if claim.record.table is not None or len(found) != 1 or claim.record.status != "actual":
            continue
        cell = found[0]
        if claim.interval.overlaps(cell.interval):
            yield _told(cell, claim, "consistent")
        elif claim.record.code and claim.record.subject and claim.record.whole == cell.record.whole:
            yield _told(cell, claim, "contradiction")


def remainders(claims: Claims) -> Iterator[Relation]:
    """其余17家…均为零 in one paragraph, 其余18家…依然为零 in another, the other counts beside them the same."""
    told: dict[str, dict[int, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for match in REST.finditer(claims.text):
        line = claims.line(match.start())
        predicate = ADVERBS.sub("", claims.text[match.start() : _clause_end(claims, match.end())])[
            -PREDICATE:
        ]
        for count in COUNT.finditer(claims.text, match.start("list"), match.end("list")):
            told[predicate][line].append(_place(claims, count.start(), count.end()))
    for lines in told.values():
        paragraphs = list(lines.values())
        for one, other in pairwise(paragraphs):
            yield from _compared(one, other)


def _compared(one: list[Place], other: list[Place]) -> Iterator[Relation]:
    left = [place for place in one if place.quote not in {p.quote for p in other}]
    right = [place for place in other if place.quote not in {p.quote for p in one}]
    shared = len(one) - len(left)
    if len(one) != len(other) or not shared or len(left) > 1 or len(right) > 1:
        return
    if not left:
        return
    numbers = [Interval.exactly(int(COUNT.search(place.quote)["n"])) for place in (left[0], right[0])]  # type: ignore[index]
    yield Relation(
        operands=(left[0], right[0]),
        formula=f"{left[0].quote} = {right[0].quote}",
        verdict="contradiction",
        reported=numbers[1],
        expected=numbers[0],
        why="rest_told_before",
        values={"earlier": left[0].quote, "later": right[0].quote},
    )


def _clause_end(claims: Claims, start: int) -> int:
    match = regex.search(r"[，。；;,\n]|$", claims.text, pos=start)
    return match.start() if match else len(claims.text)


def _place(claims: Claims, start: int, end: int) -> Place:
    known = next(iter(claims.within(start, start)), None)
    return Place(known.id if known else "text", claims.text[start:end], start, end)


ROWS = (
    Check(
        id="conflict.restated",
        rule="conflict",
        title=Message(zh="同一数字两处表述", en="The same number told twice"),
        relate=restated,
        examples=(
            Example(
                "1-8月，新签约项目46个，同比增长9%。全县招商势头良好。48个新签约项目中，工业项目30个。",
                {"46个 = 48个": "contradiction"},
            ),
        ),
        counterexamples=(
            "【提前类】\n23个项目完成投资26.75亿元。\n【正常类】\n41个项目完成投资31.2亿元。\n",
        ),
    ),
    Check(
        id="conflict.table",
        rule="conflict",
        title=Message(zh="正文与表格", en="Text and table"),
        relate=in_table,
        examples=(
            Example(
                "甲镇到位资金1.2亿元。\n单位\t到位资金（亿元）\n甲镇\t1.2\n乙镇\t2.3\n",
                {"1.2亿元 = 1.2亿元": "consistent"},
            ),
        ),
    ),
    Check(
        id="conflict.rest",
        rule="conflict",
        title=Message(zh="“其余”的个数", en="How many are left"),
        relate=remainders,
        examples=(
            Example(
                "区直部门里，甲局、乙局已有成果；其余17家招引成效均为零。各乡镇中甲镇已有成果，其余20家招引成效均为零。\n"
                "各单位进展不一，其余18家区直部门、20家乡镇招引成效依然为零。\n",
                {"17家 = 18家": "contradiction"},
            ),
        ),
    ),
)
