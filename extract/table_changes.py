"""Changes in a table, by arithmetic: between which columns they lie, and whether they are differences or percentages.

变化, 增减 over a column do not say which; that every row is the difference of two columns before it does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from extract.amounts import amount, step
from extract.draft import Draft
from extract.kinship import same_unit
from extract.table_heads import PERCENTAGES, QUANTITIES, Column
from extract.table_rows import Row

# A relation between columns holds where it does in so many of their rows, and in no fewer than these.
MOST = 0.8
LEAST_ROWS = 3
# Pairs of columns are tried only so far to the left of the change.
NEAR = 5

TableDrafts = dict[tuple[int, int], Draft]


class _Trial(NamedTuple):
    """A change and the two cells of its row that it may lie between."""

    change: Draft
    now: Draft
    then: Draft


def settle_changes(drafts: TableDrafts, rows: Sequence[Row], columns: Sequence[Column]) -> None:
    """Fills the kind, unit, `of` and `base_of` of changes that two columns before them give row by row."""
    for place, column in enumerate(columns):
        if column.role not in ("growth", "change"):
            continue
        before = [c for c in columns[:place] if c.role in QUANTITIES - {"goal"} and not c.part][-NEAR:]
        for now, then in _pairs(before):
            trials = list(_trials(drafts, rows, column, now, then))
            if len(trials) < LEAST_ROWS:
                continue
            if _most(_is_growth, trials):
                for trial in trials:
                    _as_growth(trial)
                break
            if not column.own_unit and _most(_is_difference, trials):
                for trial in trials:
                    _as_difference(trial)
                break


def _pairs(before: Sequence[Column]) -> Iterator[tuple[Column, Column]]:
    """This time and an earlier one: the nearest columns first."""
    for now in reversed(before):
        for then in reversed(before):
            if (
                then is not now
                and (then.role == "previous" or then.time != now.time)
                and now.role != "previous"
            ):
                yield now, then


def _trials(
    drafts: TableDrafts, rows: Sequence[Row], column: Column, now: Column, then: Column
) -> Iterator[_Trial]:
    for row in rows:
        cells = [drafts.get((row.index, c.index)) for c in (column, now, then)]
        change, new, old = cells
        if change is None or new is None or old is None or not same_unit(new, old):
            continue
        if new.head == old.head and change.number.unit in (*PERCENTAGES, new.unit):
            yield _Trial(change, new, old)


def _most(holds: Callable[[_Trial], bool], trials: Sequence[_Trial]) -> bool:
    return sum(map(holds, trials)) >= MOST * len(trials)


def _is_growth(trial: _Trial) -> bool:
    change, now, then = trial
    if not amount(then) or change.value.is_zero() != (amount(now) == amount(then)):
        return False
    grown = (amount(now) / amount(then) - 1) * 100
    slack = step(change) / 2 + 100 * (step(now) / 2 + step(then) / 2 * amount(now) / amount(then)) / amount(
        then
    )
    return abs(grown - change.value) <= abs(slack)


def _is_difference(trial: _Trial) -> bool:
    return trial.now.value - trial.then.value == trial.change.value


def _as_growth(trial: _Trial) -> None:
    change, now, then = trial
    if change.kind == "growth" and change.unit == "%":
        change.of, change.base_of, change.period = now, then, now.period


def _as_difference(trial: _Trial) -> None:
    change, now, then = trial
    change.period = now.period
    if now.is_percent:
        change.unit = change.number.unit = "百分点"
        change.number.kind = change.unit_kind = "points"
        change.of, change.base_of = now, then
        return
    if change.kind != "growth":
        return
    change.kind, change.role, change.comparison = None, "delta", None
    change.of = change.base_of = None
    change.unit = change.number.unit = now.unit
    change.number.kind = change.unit_kind = now.number.kind
    change.head = f"{now.head}增减{'额' if now.number.kind == 'money' else ''}"
    change.size = change.step = None
