"""Links inside a table: what a ratio is taken of, what the cells of a column or of a row add up to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import regex

from extract.amounts import amount, sums_to
from extract.draft import Draft
from extract.kinship import additive, opposed, same_unit
from extract.table_heads import QUANTITIES, Column
from extract.table_ratios import (
    LEAST_ROWS,
    MOST,
    TableDrafts,
    link_by_name,
    link_shares,
    prove_ratios,
    share_of_last,
)
from extract.table_rows import Row

# What a row has told so far, by family and role
Levels = dict[tuple[int, str], Draft]
# Start and end of a period
Span = tuple[str | None, str | None] | None
# Pairs of columns are tried only in tables of a printed size.
WIDEST = 40
NO_SUM = regex.compile(r"指数|系数|得分|评分|分数|浓度|均|度$|位$|速$|率$|比$|比[例重]$")


def link_cells(drafts: TableDrafts, rows: Sequence[Row], columns: Sequence[Column]) -> None:
    """Fills `of`, `base_of` and `whole` of the cells of one table."""
    for row in rows:
        _link_row(drafts, row, columns)
    _link_told(drafts, rows)
    if len(columns) <= WIDEST:
        prove_ratios(drafts, rows, columns)
        _prove_parts(drafts, rows, columns)
    for column in columns:
        if column.role in ("level", "goal", "previous") and not column.part:
            _link_column(
                [
                    (row, drafts[row.index, column.index])
                    for row in rows
                    if (row.index, column.index) in drafts
                ]
            )
    link_shares(drafts, rows, columns)


def link_areas(drafts: TableDrafts, rows: Sequence[Row], areas: Mapping[int, str | None]) -> None:
    """甲区|乙县|合计 as columns: the cells of a row are parts of the one under the total."""
    total = next((column for column, subject in areas.items() if subject is None), None)
    for row in rows if total is not None else ():
        whole = drafts.get((row.index, total)) if total is not None else None
        if whole is None or whole.is_percent or not additive(whole) or NO_SUM.search(whole.head):
            continue
        for column in areas:
            draft = drafts.get((row.index, column))
            if draft is not None and draft is not whole and _is_part(draft, whole):
                draft.whole = whole


def _link_row(drafts: TableDrafts, row: Row, columns: Sequence[Column]) -> None:
    levels: Levels = {}
    parts: dict[int, Draft] = {}
    told: list[Draft] = []
    last: Draft | None = None
    for column in columns:
        draft = drafts.get((row.index, column.index))
        if draft is None:
            continue
        level = _level_of(draft, column, levels, told, bool(row.indicator))
        if column.part and column.is_ratio:
            level = parts.get(column.family, level)
        if column.part and column.role == "level":
            # 其中:税收 with columns of its own: a part of what stands before it
            level = level or last
            parts[column.family] = draft
        _link_cell(draft, column, level, levels)
        if column.role == "growth" and draft.base_of is None:
            draft.base_of = _year_before(draft, told)
        if column.is_ratio:
            link_by_name(draft, column, told[-WIDEST:])
        if column.role == "share":
            levels[column.family, "rate"] = draft
            share_of_last(draft, last)
        if column.role in QUANTITIES:
            told.append(draft)
            if not column.part:
                levels[column.family, column.role] = draft
                last = draft if column.role == "level" else last


def _level_of(
    draft: Draft, column: Column, levels: Levels, told: Sequence[Draft], by_indicator: bool
) -> Draft | None:
    """What a cell tells of: the quantity of its family, of its time where it names one."""
    level = levels.get((column.family, "level"))
    if (column.time or column.adds) and column.is_ratio:
        # 本月增速 behind 本月 and 累计
        strict = column.time and (column.has_own_time or column.role != "completion")
        level = _of_time(draft, told) or (None if strict or by_indicator else level)
    if column.role == "growth" and draft.unit == "百分点":
        level = levels.get((column.family, "rate"), level)
    return level


def _of_time(ratio: Draft, told: Sequence[Draft]) -> Draft | None:
    """The quantity of a ratio among those of its time."""
    return next(
        (
            draft
            for draft in reversed(told[-WIDEST:])
            if _span(draft) == _span(ratio) and draft.head.startswith(ratio.head)
        ),
        None,
    )


def _year_before(growth: Draft, told: Sequence[Draft]) -> Draft | None:
    """2021年|2022年|2023年|比2022年增长: the year before that of what grew."""
    of = growth.of
    if of is None or of.period is None or of.period.end is None or growth.comparison != "yoy":
        return None
    before = of.period.year_before()
    return next(
        (
            draft
            for draft in told[-WIDEST:]
            if draft.head == of.head and same_unit(draft, of) and _span(draft) == (before.start, before.end)
        ),
        None,
    )


def _link_cell(draft: Draft, column: Column, level: Draft | None, levels: Levels) -> None:
    if column.is_ratio and column.role != "rate":
        draft.of = level
        if level is not None and level.head.startswith(draft.head):
            # 同比 below 来访, behind 人次: that of 来访人次
            draft.head = level.head
    if level is not None and column.role in ("growth", "completion", "share", "change"):
        shared = column.role == "completion" and not column.has_own_time
        draft.period = level.period if shared or not column.time else draft.period
    if column.role == "growth":
        draft.base_of = levels.get((column.family, "previous"))
    elif column.role == "completion":
        draft.base_of = levels.get((column.family, "goal"))
    elif column.part and level is not None and not draft.is_percent and _is_part(draft, level):
        draft.whole = level


def _span(draft: Draft) -> Span:
    return (draft.period.start, draft.period.end) if draft.period is not None else None


def _link_told(drafts: TableDrafts, rows: Sequence[Row]) -> None:
    """增速 below 固定资产投资: of the cell above it."""
    for row in rows:
        if row.told is None or row.above is None:
            continue
        for (index, column), draft in drafts.items():
            above = drafts.get((row.above, column))
            if (
                index == row.index
                and above is not None
                and draft.kind not in (None, "rate")
                and draft.of is None
            ):
                draft.of = above


def _is_part(part: Draft, whole: Draft) -> bool:
    return same_unit(whole, part) and amount(whole) >= amount(part) >= 0


def _adds(draft: Draft) -> bool:
    return not draft.is_percent and additive(draft) and not NO_SUM.search(draft.head)


def _belongs(part: Draft, whole: Draft) -> bool:
    return _adds(whole) and _is_part(part, whole)


def _link_column(cells: Sequence[tuple[Row, Draft]]) -> None:
    """The rows of a class are parts of its sub-total, sub-totals and other rows parts of the total."""
    if cells and cells[0][0].indicator:
        _link_indicators(cells)
        return
    if not cells or not _adds(cells[0][1]):
        return
    total = next((draft for row, draft in cells if row.kind == "total"), None)
    for draft in _link_classes([(row, draft) for row, draft in cells if row.kind != "total"]):
        if total is not None and draft.whole is None and _is_part(draft, total):
            draft.whole = total


def _link_classes(cells: Sequence[tuple[Row, Draft]]) -> list[Draft]:
    """Gives rows their sub-total, which may stand below or above them; what comes back is no part of one."""
    at = [place for place, (row, _) in enumerate(cells) if row.kind == "subtotal"]
    above = _stand_above(cells, at)
    for number, place in enumerate(at):
        start, end = (
            at[number - 1] + 1 if number else 0,
            at[number + 1] if number + 1 < len(at) else len(cells),
        )
        run = cells[place + 1 : end] if above else cells[start:place]
        subtotal = cells[place][1]
        run = [(row, draft) for row, draft in run if not above or row.group == cells[place][0].group]
        if all(_is_part(draft, subtotal) for _, draft in run):
            for _, draft in run:
                draft.whole = draft.whole or subtotal
    return [draft for row, draft in cells if row.kind == "subtotal" or draft.whole is None]


def _stand_above(cells: Sequence[tuple[Row, Draft]], at: Sequence[int]) -> bool:
    """Whether sub-totals stand above what they add up: by their sums, else by where the first of them stands."""
    sums = [0, 0]
    for number, place in enumerate(at):
        start, end = (
            at[number - 1] + 1 if number else 0,
            at[number + 1] if number + 1 < len(at) else len(cells),
        )
        for side, run in enumerate((cells[start:place], cells[place + 1 : end])):
            drafts = [draft for _, draft in run]
            sums[side] += bool(drafts) and sums_to(drafts, cells[place][1])
    if sums[0] != sums[1]:
        return sums[1] > sums[0]
    return bool(at) and at[0] == 0


def _link_indicators(cells: Sequence[tuple[Row, Draft]]) -> None:
    """其中：住户存款 below 各项存款: a part of the last row that is none."""
    whole: Draft | None = None
    by_row = {row.index: (row, draft) for row, draft in cells}
    for row, draft in cells:
        if row.told is not None:
            continue
        above = by_row.get(row.parent) if row.parent is not None else None
        if above is not None:
            if _adds(draft) and _belongs(draft, above[1]) and not opposed(above[1].head, draft.head):
                draft.whole = above[1]
        elif row.part and whole is not None and _belongs(draft, whole):
            draft.whole = whole
        if not row.part:
            whole = draft


def _prove_parts(drafts: TableDrafts, rows: Sequence[Row], columns: Sequence[Column]) -> None:
    """按时办结 and 逾期 behind 转办量: columns that add up to one before them, row by row."""
    levels = [c for c in columns if c.role == "level"]
    for place, whole in enumerate(levels):
        # 其中:5月 of the whole itself stands between it and its parts.
        behind = [c for c in levels[place + 1 :] if not (c.part and c.family == whole.family)]
        for count in range(2, min(6, len(behind) + 1)):
            parts = behind[:count]
            if _adds_up(drafts, rows, whole, parts):
                for row in rows:
                    total = drafts.get((row.index, whole.index))
                    for part in parts:
                        draft = drafts.get((row.index, part.index))
                        if draft is not None and total is not None:
                            draft.whole = total
                break


def _adds_up(drafts: TableDrafts, rows: Sequence[Row], whole: Column, parts: Sequence[Column]) -> bool:
    held = tried = 0
    for sum_, cells in _sums(drafts, rows, whole, parts):
        tried += 1
        held += sums_to(cells, sum_)
    return tried >= LEAST_ROWS and held >= MOST * tried


def _sums(
    drafts: TableDrafts, rows: Sequence[Row], whole: Column, parts: Sequence[Column]
) -> Iterator[tuple[Draft, list[Draft]]]:
    for row in rows:
        total = drafts.get((row.index, whole.index))
        cells = [drafts[row.index, part.index] for part in parts if (row.index, part.index) in drafts]
        if total is None or len(cells) != len(parts) or any(not same_unit(total, cell) for cell in cells):
            continue
        if amount(total):
            yield total, cells
