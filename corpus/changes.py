"""Change over time: each row beside that of the same district one period before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from corpus.comparison import ComparisonRow
from corpus.groups import Group
from schemas import Period

Rows = Sequence[tuple[Group, ComparisonRow]]
PERCENT = Decimal("0.01")


def with_changes(parts: Sequence[tuple[Period, Rows]]) -> list[ComparisonRow]:
    """The rows of all parts in their order; those of one indicator with their change since the period before."""
    found: list[ComparisonRow] = []
    before: dict[tuple[str, str, str], tuple[Period, ComparisonRow]] = {}
    for period, rows in parts:
        for group, row in rows:
            key = (row.code or row.indicator, *group.key)
            earlier = before.get(key)
            found.append(changed(row, period, *earlier) if earlier else row)
            before[key] = period, row
    return found


def changed(row: ComparisonRow, period: Period, before: Period, earlier: ComparisonRow) -> ComparisonRow:
    """The row with its change; without one where units, definitions, kinds or lengths of period differ."""
    unlike = {
        "change:unit": row.base_unit != earlier.base_unit,
        "change:definition": row.definition != earlier.definition,
        "change:period": not period.comparable_with(before),
    }
    marks = tuple(mark for mark, holds in unlike.items() if holds)
    if marks:
        return replace(row, marks=(*row.marks, *marks))
    change = row.value_base - earlier.value_base
    share = change / earlier.value_base * 100 if row.measure == "figure" and earlier.value_base > 0 else None
    return replace(
        row,
        change=change,
        change_percent=None if share is None else share.quantize(PERCENT),
        rank_change=earlier.rank - row.rank,
    )
