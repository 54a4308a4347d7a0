"""What the rows of a table add up to: 税收收入 is the sum of the taxes below it, a total that of both halves of a list.

No word says so; that every column agrees does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.amounts import amount, sums_to
from extract.draft import Draft
from extract.kinship import additive, same_unit
from extract.table_heads import Column
from extract.table_rows import Row

# Sums are proved where they hold in so many columns, or of so many rows in one; longer runs are not tried.
LEAST_COLUMNS = 2
LEAST_ROWS = 3
LONGEST = 40
ADDED = frozenset({"level", "goal", "previous"})


def link_sums(
    drafts: Mapping[tuple[int, int], Draft], rows: Sequence[Row], columns: Sequence[Column]
) -> None:
    """Gives rows that name quantities the row above whose cells are their sums, column by column."""
    added = [column.index for column in columns if column.role in ADDED and not column.part]
    tops: list[Row] = []
    for row in reversed(rows):
        if row.told is not None or row.part or not row.indicator:
            continue
        count = _parts_of(row, tops, drafts, added)
        for part in tops[-count:] if count else ():
            for column in added:
                whole, draft = drafts.get((row.index, column)), drafts.get((part.index, column))
                if whole is not None and draft is not None and draft.whole is None:
                    draft.whole = whole
        tops = [*tops[: len(tops) - count], row][-LONGEST:]


def with_total(
    drafts: Mapping[tuple[int, int], Draft], rows: Sequence[Row], columns: Sequence[Column]
) -> list[Row]:
    """全市固定资产投资 over the industries, where no row is called a total: what all others add up to is one."""
    done = list(rows)
    plain = all(row.kind == "unit" and not row.indicator and row.parent is None for row in rows)
    if not plain or not LEAST_ROWS < len(rows) <= LONGEST:
        return done
    added = [column.index for column in columns if column.role in ADDED and not column.part]
    for place in (0, len(rows) - 1):
        others = [row for row in rows if row is not rows[place]]
        tried = [
            _is_sum([drafts[row.index, at] for row in others if (row.index, at) in drafts], whole)
            for at in added
            if (whole := drafts.get((rows[place].index, at))) is not None and additive(whole)
        ]
        if tried and all(tried):
            done[place] = replace(rows[place], kind="total")
            break
    return done


def link_sections(
    drafts: Mapping[tuple[int, int], Draft], rows: Sequence[Row], columns: Sequence[Column]
) -> None:
    """一 产业项目 over 1 甲项目 and 2 乙项目: rows are parts of the one that they stand under and add up to."""
    below: dict[int, list[Row]] = {}
    for row in rows:
        if row.parent is not None and not row.indicator and row.kind == "unit":
            below.setdefault(row.parent, []).append(row)
    for column in columns:
        for parent, parts in below.items() if column.role in ADDED and not column.part else ():
            whole = drafts.get((parent, column.index))
            cells = [
                drafts[part.index, column.index] for part in parts if (part.index, column.index) in drafts
            ]
            if whole is not None and cells and _is_sum(cells, whole):
                for draft in cells:
                    draft.whole = whole


def _parts_of(
    row: Row, below: Sequence[Row], drafts: Mapping[tuple[int, int], Draft], columns: Sequence[int]
) -> int:
    """How many of the rows below, the nearest last, add up to a row in each of its columns."""
    for count in range(2, len(below) + 1):
        parts = below[-count:]
        held = 0
        for column in columns:
            whole = drafts.get((row.index, column))
            cells = [drafts[part.index, column] for part in parts if (part.index, column) in drafts]
            if whole is None or not amount(whole):
                continue
            if len(cells) != count or not _is_sum(cells, whole):
                held = 0
                break
            held += 1
        if held >= LEAST_COLUMNS or (held and count >= LEAST_ROWS):
            return count
    return 0


def _is_sum(parts: Sequence[Draft], whole: Draft) -> bool:
    if whole.is_percent or not additive(whole):
        return False
    fitting = all(same_unit(whole, part) and 0 <= amount(part) <= amount(whole) for part in parts)
    return fitting and sums_to(list(parts), whole)


def link_halves(
    halves: Sequence[tuple[Mapping[tuple[int, int], Draft], Sequence[Row], Sequence[Column]]],
) -> None:
    """合计 below the second half of a list set side by side: the sum of both halves."""
    totals = [(drafts, row) for drafts, rows, _ in halves for row in rows if row.kind == "total"]
    if len(totals) != 1:
        return
    summed, total = totals[0]
    for column in halves[0][2]:
        whole = summed.get((total.index, column.index))
        parts = [
            drafts[row.index, column.index]
            for drafts, rows, _ in halves
            for row in rows
            if row is not total and (row.index, column.index) in drafts
        ]
        if whole is not None and column.role in ADDED and _is_sum(parts, whole):
            for part in parts:
                part.whole = whole
        elif whole is not None:
            # The total of the second half alone is none of its rows' whole
            for part in parts:
                part.whole = None if part.whole is whole else part.whole
