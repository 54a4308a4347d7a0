"""Slips of unit: numbers that would agree if one of them were ten, a hundred or ten thousand times as much."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from audit.checks.base import Check, Example
from audit.checks.shares import quotients
from audit.claims import Claim, Claims
from audit.ratios import telling
from audit.relations import Relation
from audit.series import is_change
from schemas import Message

FACTORS = tuple(Decimal(10) ** power for power in (1, -1, 2, -2, 4, -4, 8, -8))
KINDS = ("share", "completion", "rate")
TELLING_DIGITS = 3


def in_ratios(claims: Claims) -> Iterator[Relation]:
    """4278万元 of 60亿元 are not 71.3%; 42.78亿元 would be."""
    for kind in KINDS:
        for relation in quotients(claims, kind):
            ratio, expected = relation.tested, relation.expected
            if relation.verdict != "contradiction" or ratio is None or expected is None or not telling(ratio):
                continue
            factor = next((f for f in FACTORS if ratio.interval.overlaps(expected.scaled(f))), None)
            if factor is not None:
                yield _relation(relation.operands, relation.formula, factor)


def told_twice(claims: Claims) -> Iterator[Relation]:
    """The same indicator, once 42.78亿元 and once 42.78万元."""
    told: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims.figures:
        record = claim.record
        plain = (
            record.code is not None and record.table is None and record.status == "actual" and claim.is_exact
        )
        if (
            not plain
            or is_change(claims, claim)
            or len(record.value.normalize().as_tuple().digits) < TELLING_DIGITS
        ):
            continue
        digits = record.value.normalize().as_tuple().digits
        key = (
            record.code,
            record.indicator,
            claim.unit,
            record.subject,
            record.facets.model_dump_json(),
            digits,
        )
        for earlier in told[key][-1:]:
            if earlier.value != claim.value and earlier.record.whole == record.whole:
                factor = claim.value / earlier.value
                yield _relation((earlier, claim), f"{earlier.shown} = {claim.shown}", factor)
        told[key].append(claim)


def _relation(operands: tuple[object, ...], formula: str, factor: Decimal) -> Relation:
    times = factor if factor > 1 else 1 / factor
    return Relation(
        operands=operands,  # type: ignore[arg-type]
        formula=formula,
        verdict="not_checkable",
        why="unit_slip",
        values={"factor": format(times.normalize(), "f")},
        suspicious=True,
    )


ROWS = (
    Check(
        id="unit.ratio",
        rule="unit",
        title=Message(zh="计量单位", en="Unit of measure"),
        relate=in_ratios,
        examples=(
            Example(
                "全县到位资金4278万元，完成年度任务60亿元的71.3%。",
                {"4278万元 / 60亿元 = 71.3%": "not_checkable"},
            ),
        ),
        counterexamples=("全县到位资金42.78亿元，完成年度任务60亿元的71.3%。",),
    ),
    Check(
        id="unit.told_twice",
        rule="unit",
        title=Message(zh="同一数字的单位", en="Unit of a number told twice"),
        relate=told_twice,
        examples=(
            Example(
                "1-8月，全县到位资金42.78亿元。全县招商势头良好，到位资金42.78万元，居全市第三位。",
                {"42.78亿元 = 42.78万元": "not_checkable"},
            ),
        ),
        counterexamples=("1-8月，全县到位资金42.78亿元。到位资金42.78亿元，居全市第三位。",),
    ),
)
