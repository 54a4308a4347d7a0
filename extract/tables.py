"""Tables: each reported cell becomes a draft, each rank column a ranking; the words come from heads and rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

import regex

from extract.draft import Draft, Role
from extract.drafting import full_year
from extract.facets import facets_of
from extract.heads import clean
from extract.lists import Member, RankedList
from extract.place import Place
from extract.quantities import Number, find_numbers, unit_kind
from extract.reader import Reader
from extract.table_captions import caption_of, of_crop, output_of, title_of, units_of
from extract.table_changes import settle_changes
from extract.table_families import with_neighbours
from extract.table_heads import CHANGED, COUNTED, NO_FIGURES, Column, columns_of
from extract.table_links import link_areas, link_cells
from extract.table_ratios import TableDrafts
from extract.table_rows import (
    MEASURED,
    TOTAL,
    Row,
    Shape,
    bare_name,
    numbers_columns,
    rows_of,
    shape_of,
    with_output,
    words_only,
)
from extract.table_sums import link_halves, link_sections, link_sums, with_total
from extract.table_times import TableTimes
from extract.table_units import unit_for
from extract.table_values import NOTHING, value_of
from schemas import Cell, Comparison, PercentageKind, Table, TableCell

PERCENTS = {"%": "percent", "‰": "percent", "百分点": "points", "倍": "times_as"}
ROLES: dict[str, Role] = {"level": "level", "goal": "goal", "previous": "previous", "change": "delta"}
KINDS: dict[str, PercentageKind] = {
    "growth": "growth",
    "completion": "completion",
    "share": "share",
    "rate": "rate",
}
BY_MONTH = regex.compile(r"环比|[比较]上月")
BY_OTHER = regex.compile(r"[比较](?:年初|上年末|去年末|基期)|年均")
FALLS = regex.compile(r"(?<!升)降幅|降低率|(?<!增长|上升|[或/、(])下降(?:[率%(]|$)|减幅|减少率")
GROWS = regex.compile(r"增长|增速|增幅|同比|涨幅")
SHARES = regex.compile(r"比重|占比|占\p{Han}{1,8}%?$")
# 实际完成投资: what is planned is 投资
DONE_FIRST = regex.compile(r"^(?:实际|累计)*(?:完成|实现)(?=\p{Han}{2})")
# 与上季度相比 ↑2: of what, and whether places or amounts, is not said
COMPARED = regex.compile(r"^与?上.{1,3}相比$")
OPENERS = frozenset("已共约有")
EARLIER = regex.compile(r"[上去](?:月|年|期|季度?|周|次)|同期|前次")
OF_YEAR = regex.compile(r"^\d{4}年(?=\p{Han})")
SCOPE = regex.compile(r"全[国省市县区州]")
# A column is what is ranked by where so many neighbours stand in its order, of no fewer ranks than these.
IN_ORDER = 0.75
LEAST_RANKED = 3

# The cells of a rank column: the row, the cell, the rank.
Ranks = list[tuple[Row, Cell, int]]


class Site(NamedTuple):
    """What every cell of a table is read with."""

    table: Table
    reader: Reader
    columns: Sequence[Column]
    shape: Shape
    times: TableTimes
    units: tuple[str, ...]
    title: str
    areas: dict[int, str | None]
    shift: int


def read_table(table: Table, reader: Reader) -> None:
    """Adds the drafts of a table to the reader's memory, and a ranking for each rank column."""
    reader.paragraph += 1
    first = table.head_rows
    while first < table.rows and numbers_columns(table, first):
        first += 1
    halves = [_read(part, shift, first, reader) for part, shift in _side_by_side(table, first)]
    if len(halves) > 1:
        link_halves(halves)


def _side_by_side(table: Table, first: int) -> list[tuple[Table, int]]:
    """单位|项目数|单位|项目数: two halves of one list set side by side, each as a table."""
    heads = [""] * table.columns
    for cell in table.cells:
        if cell.row < first and cell.column < table.columns:
            heads[cell.column] += cell.text
    for width in range(2, table.columns // 2 + 1):
        if table.columns % width == 0 and all(heads) and heads == heads[:width] * (table.columns // width):
            return [(_cut(table, left, width), left) for left in range(0, table.columns, width)]
    return [(table, 0)]


def _cut(table: Table, left: int, width: int) -> Table:
    cells = tuple(
        cell.model_copy(update={"column": cell.column - left})
        for cell in table.cells
        if left <= cell.column < left + width
    )
    return table.model_copy(update={"cells": cells, "columns": width})


def _read(
    table: Table, shift: int, first: int, reader: Reader
) -> tuple[TableDrafts, Sequence[Row], Sequence[Column]]:
    columns: Sequence[Column] = with_neighbours(columns_of(table, words_only(table, first)))
    areas = _areas(columns, reader)
    columns = [replace(column, indicator="") if column.index in areas else column for column in columns]
    caption = caption_of(table)
    title = title_of(caption) or title_of(reader.title)
    columns = [replace(column, indicator=of_crop(column.indicator, title)) for column in columns]
    names = sum(
        bool(TOTAL.fullmatch(bare_name(cell.text))) or reader.names.is_name(bare_name(cell.text))
        for cell in table.cells
        if cell.row >= first and columns[cell.column].role == "text"
    )
    shape = shape_of(table, first, columns, names)
    times = TableTimes.of(caption, reader)
    site = Site(table, reader, columns, shape, times, units_of(caption), title, areas, shift)
    values = [column.index for column in columns if column.role not in NO_FIGURES]
    rows = [_of_own(row, reader) for row in rows_of(table, first, shape, values)]
    if shape.by_indicator and not any(column.indicator for column in columns):
        rows = [with_output(row, output_of(caption)) for row in rows]
    grid = {(cell.row, cell.column): cell for cell in table.cells}
    drafts: TableDrafts = {}
    for row in rows:
        for column in columns:
            cell = grid.get((row.index, column.index))
            if cell is not None and column.role not in NO_FIGURES and column.index != shape.name:
                draft = _draft(cell, row, column, site)
                if draft is not None:
                    drafts[row.index, column.index] = draft
    rows = with_total(drafts, rows, columns)
    link_cells(drafts, rows, columns)
    settle_changes(drafts, rows, columns)
    link_sums(drafts, rows, columns)
    link_sections(drafts, rows, columns)
    link_areas(drafts, rows, areas)
    for draft in drafts.values():
        reader.memory.add(draft)
    for column in columns:
        if column.role == "rank":
            _rank(column, list(_ranked_cells(column, rows, grid)), drafts, site)
    return drafts, rows, columns


def _is_own(name: str, reader: Reader) -> bool:
    return len(name) > 1 and (name in reader.names.own or name == reader.names.own_short)


def _of_own(row: Row, reader: Reader) -> Row:
    """贺州市 beside its counties in a bulletin of 贺州市 is the whole."""
    own = row.kind == "unit" and row.subject is not None and _is_own(row.subject, reader)
    return replace(row, kind="total", subject=None) if own else row


def _areas(columns: Sequence[Column], reader: Reader) -> dict[int, str | None]:
    """甲区|乙县|合计: the columns that stand for an area each, with its name."""
    values = [column for column in columns if column.role not in NO_FIGURES]
    totals = {c.index for c in values if TOTAL.fullmatch(c.leaf) or _is_own(c.leaf, reader)}
    named = {column.index for column in values if reader.names.is_name(column.leaf)}
    if len(named) < 2 or len(named | totals) < len(values):
        return {}
    return {column.index: None if column.index in totals else column.leaf for column in values}


def _draft(cell: Cell, row: Row, column: Column, site: Site) -> Draft | None:
    number = _number(cell, row, column, site)
    if number is None:
        return None
    role, kind, head = _meaning(row, column, number, site.title)
    head = _of_class(row, _cleaned(head)) if site.shape.classes else _cleaned(head)
    falls = kind == "growth" and FALLS.search(column.leaf) is not None
    if not head or (falls and number.value < 0) or COMPARED.search(head):
        # Nothing tells what is counted, or a fall (降幅) may be a rise: named rather than guessed.
        site.reader.unread.append(number)
        return None
    period = site.times.of_cell(row, column, _told(row, column))
    is_goal = role == "goal"
    draft = Draft(
        number=number,
        head=_with_change(head, role, number.kind),
        role=role,
        rule="table.cell",
        kind=kind,
        subject=site.areas.get(column.index, None if site.shape.classes else row.subject),
        period=full_year(period) if is_goal else period,
        status="target" if is_goal else "actual",
        narrowing=facets_of(head),
        value=-number.value if falls else number.value,
        unit=number.unit,
        sentence=-1,
        paragraph=site.reader.paragraph,
        part=column.part or row.part,
        table=TableCell(index=site.table.index, row=cell.row, column=cell.column + site.shift),
    )
    if kind == "growth":
        draft.comparison = _comparison(column)
    return draft


def _of_class(row: Row, head: str) -> str:
    """道路交通 below 行业 is nobody who reports: 道路交通事故起数."""
    if row.subject is None or not head:
        return head
    return row.subject + ("" if COUNTED.sub("", head) in row.subject else head)


def _cleaned(head: str) -> str:
    """A head as one in a sentence; what would open a sentence may belong to a name: 应开工项目, 因公出国(境)费."""
    bare = clean(head) or head
    return head if len(head) > 2 and head[1:] == bare and head[0] not in OPENERS else bare


def _with_change(head: str, role: Role, kind: str) -> str:
    return f"{head}增减{'额' if kind == 'money' else ''}" if role == "delta" else head


def _comparison(column: Column) -> Comparison:
    if BY_MONTH.search(column.leaf):
        return "mom"
    return "other" if BY_OTHER.search(column.leaf) else "yoy"


def _meaning(row: Row, column: Column, number: Number, title: str) -> tuple[Role, PercentageKind | None, str]:
    """The role of a cell, its kind where it is a percentage, and the words for its quantity."""
    # 生猪出栏 needs no 产量.
    bare = COUNTED.sub("", column.indicator)
    told = bare in row.indicator or (column.indicator == "产量" and MEASURED.search(row.indicator))
    named = "" if TOTAL.fullmatch(row.indicator) else row.indicator
    head = named + ("" if told else column.indicator) or title
    said = _told(row, column)
    kind = KINDS.get(said)
    if said == "goal":
        if number.is_percent:
            kind = "growth" if GROWS.search(head) else "rate"
        return "goal", kind, _goal_head(head, column.leaf if row.told is None else "目标")
    if kind is None and number.is_percent:
        kind = "growth" if GROWS.search(head) else "share" if SHARES.search(head) else "rate"
        head = CHANGED.sub("", head) if kind == "growth" else head
    if row.indicator and kind == "rate" and column.role == "rate":
        kind = "growth" if GROWS.search(row.indicator) else "rate"
    return ("ratio" if kind else ROLES[said]), kind, head


def _told(row: Row, column: Column) -> str:
    """What a cell tells of its quantity: what its column says, or its row (增速) if that says nothing."""
    return row.told if row.told is not None and column.role == "level" else column.role


def _goal_head(head: str, leaf: str) -> str:
    """完成投资 with the goal 年度计划: 投资年度计划."""
    leaf = OF_YEAR.sub("", leaf)
    if leaf in head:
        return head
    return leaf if head and head in leaf else DONE_FIRST.sub("", head) + leaf


def _number(cell: Cell, row: Row, column: Column, site: Site) -> Number | None:
    """The number of a cell in the unit of its head; what holds digits and cannot be read is kept for a warning."""
    text = cell.text.strip()
    if not text or NOTHING.fullmatch(text):
        return None
    start = cell.start + cell.text.index(text)
    read = value_of(text)
    if read is None:
        return _worded(text, start, site)
    if any(character.isdigit() for character in read.note):
        note = start + text.rindex(read.note)
        site.reader.unread.append(Number(note, note + len(read.note), read.note, Decimal(0), "", "unknown"))
    unit = read.unit or unit_for(row, column, site.units, site.title)
    kind = PERCENTS.get(unit) or unit_kind(unit)
    return Number(start, start + read.end, text[: read.end], read.value, unit, kind, bound=read.bound)


def _worded(text: str, start: int, site: Site) -> Number | None:
    """约5个, ≥95%, 3-5家: a number with words of its own around it."""
    found = find_numbers(text)
    if len(found) == 1 and len(found[0].quote) >= len(text) - 1:
        number = found[0]
        number.start, number.end = number.start + start, number.end + start
        return number
    if any(character.isdigit() for character in text):
        site.reader.unread.append(Number(start, start + len(text), text, Decimal(0), "", "unknown"))
    return None


def _rank(column: Column, ranked: Ranks, drafts: TableDrafts, site: Site) -> None:
    if EARLIER.search(column.leaf):
        # 上月排名: where they stood by figures that the table does not hold
        return
    criterion = _criterion(column, ranked, drafts, site)
    context = site.reader.base_context._replace(period=site.times.period)
    if site.shape.by_indicator:
        for row, cell, rank in ranked:
            scope = SCOPE.search(column.leaf)
            place = Place(
                row.indicator + column.indicator,
                scope[0] if scope else None,
                "top",
                rank,
                None,
                cell.start,
                cell.end,
            )
            site.reader.places.append((place, context))
        return
    members = [
        (rank, Member(row.subject, row.name.start, cell.end, cell.end, cell.end))
        for row, cell, rank in ranked
        if row.subject is not None and row.name is not None and row.kind == "unit"
    ]
    if not members:
        return
    members.sort(key=lambda pair: pair[0])
    listed = RankedList(
        criterion,
        None,
        "top",
        tuple(member for _, member in members),
        min(member.start for _, member in members),
        max(member.end for _, member in members),
        "table.rank",
        ranks=tuple(rank for rank, _ in members),
    )
    site.reader.rankings.append((listed, context))


def _ranked_cells(
    column: Column, rows: Sequence[Row], grid: dict[tuple[int, int], Cell]
) -> Iterator[tuple[Row, Cell, int]]:
    for row in rows:
        cell = grid.get((row.index, column.index))
        match = (
            regex.fullmatch(r"(?:并列)?第?\s*(\d{1,3})\s*[名位]?", cell.text.strip())
            if cell is not None
            else None
        )
        if cell is not None and match is not None:
            yield row, cell, int(match[1])


def _criterion(column: Column, ranked: Ranks, drafts: TableDrafts, site: Site) -> str:
    """By what a rank column ranks: its own words, and the column before it whose values stand in that order."""
    values = [c for c in site.columns if c.role not in NO_FIGURES]
    before = [c for c in values if c.index < column.index] or values
    if column.indicator and column.indicator not in {c.indicator for c in before}:
        return column.indicator
    family = [c for c in before if c.family == column.family]
    ordered = [c for c in before if _agrees(c, ranked, drafts)]
    done = [c for c in before if c.role == "completion"]
    choices = ([c for c in ordered if c in family], ordered, family, done, before)
    # A rank column in front of all others ranks by the first of them.
    nearest = -1 if before is not values else 0
    source = next((some[nearest] for some in choices if some), None)
    if source is None:
        return column.indicator or site.title
    words = regex.sub(r"[(（][^()（）]*[)）]", "", source.leaf).rstrip("%％‰±")
    if source.is_ratio and source.indicator and source.indicator in words:
        return words
    named = source.is_ratio and source.role != "rate"
    quantity = source.indicator or site.title
    return quantity + words if named else quantity


def _agrees(column: Column, ranked: Ranks, drafts: TableDrafts) -> bool:
    """Whether most neighbours in the order of the ranks are in that of the column's values, up or down."""
    by_rank = sorted(ranked, key=lambda each: each[2])
    values = [
        drafts[row.index, column.index].value for row, _, _ in by_rank if (row.index, column.index) in drafts
    ]
    if len(values) < max(LEAST_RANKED, len(ranked) - 1) or len(set(values)) * 2 < len(values):
        return False
    pairs = list(pairwise(values))
    return max(sum(a >= b for a, b in pairs), sum(a <= b for a, b in pairs)) >= IN_ORDER * len(pairs)
