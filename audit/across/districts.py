"""The districts of an area against what the area reports as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from audit.across.filing import Filed, Filing, days, doubt
from audit.intervals import total
from audit.relations import Relation, tested
from schemas import Verdict

ADDED_UP = ("flow", "stock")
# A formula names so many of them.
SHOWN = 12


def sums(filing: Filing) -> Iterator[Relation]:
    """The sum of the districts is no more than the total; where all have reported, it should be the total."""
    for whole in filing.preferred():
        if whole.measure != "figure" or whole.aggregation not in ADDED_UP or whole.period is None:
            continue
        parts = filing.beside.get((whole.who, whole.what, whole.measure, days(whole.period)), [])
        if len(parts) > 1 and any(part.document != whole.document for part in parts):
            yield _relation(filing, whole, parts)


def _relation(filing: Filing, whole: Filed, parts: list[Filed]) -> Relation:
    found = total(part.interval for part in parts)
    formula = f"{whole.printed}：{_added(parts)} ≤ {whole.shown}"
    missing = filing.members.get(whole.who, frozenset()) - {part.who for part in parts}
    complete = whole.who in filing.members and not missing
    operands = (*parts, whole)
    values = {"count": str(len(missing))}
    if whole.interval.below(found):
        # The districts may count what the area as a whole does not: a warning, not an error.
        open_ = doubt(whole, *parts)
        verdict: Verdict = "not_checkable" if open_ else "part_exceeds_whole"
        return Relation(
            *(operands, formula, verdict, whole.claim, whole.interval, found, open_, values),
            suspicious=open_ is None,
        )
    if not complete:
        verdict_why = "districts_missing" if filing.members.get(whole.who) else "districts_unknown"
        return Relation(
            operands, formula, "not_checkable", whole.claim, whole.interval, found, verdict_why, values
        )
    # What the area runs itself stands in no district.
    return tested(
        whole.claim,
        found,
        operands,
        f"{whole.printed}：{_added(parts)} = {whole.shown}",
        doubt="own_business",
        suspicious=True,
    )


def _added(parts: list[Filed]) -> str:
    named = " + ".join(part.shown for part in parts[:SHOWN])
    return named if len(parts) <= SHOWN else f"{named} + … ({len(parts)})"
