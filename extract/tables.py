"""Tables: each reported cell becomes a draft, with subject, indicator, unit and period from its heads."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import regex

from extract.codes import code_of
from extract.draft import Draft
from extract.drafting import full_year
from extract.facets import facets_of
from extract.heads import clean
from extract.lists import Member, RankedList
from extract.patterns import compiled
from extract.quantities import Number, unit_kind
from extract.reader import Reader
from schemas import Cell, PercentageKind, Table, TableCell

HEAD_UNIT = regex.compile(r"[(（](?P<unit>[^()（）]{1,10})[)）]")
VALUE = regex.compile(r"^[-−－+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^[-−－+]?\d+(?:\.\d+)?$")
RANK = regex.compile(r"^(?:位次|排名|名次|排位|序位|全市排名|全县排名|位序)$|(?:排名|位次|名次)$")
SERIAL = regex.compile(r"^(?:序号|编号|号)$")
TOTAL = regex.compile(r"^(?:合\s*计|总\s*计|全[市县区省州](?:合计|总计)?|小\s*计|平均)$")
GOALS = regex.compile(r"任务|目标|计划(?!投资|总投资)")
RATIO_HEAD = compiled(r"[率比](?:重|例)?$|增幅|增长|增速")
UNIT_CAPTION = compiled(r"单位[：:]\s*([^\s，、)）]{1,6})")
GROWTH_HEAD = compiled(r"同比|环比|增|降")
COMPLETION_HEAD = compiled(r"完成|进度|占.*(?:任务|目标|计划)")
WHOLE_YEAR = compiled(r"年度|全年")


@dataclass(frozen=True, slots=True)
class Column:
    """A column's meaning, read from its head."""

    head: str
    unit: str
    kind: PercentageKind | None
    role: str


def read_table(table: Table, reader: Reader) -> None:
    """Adds the drafts of a table to the reader's memory, and a ranking for each rank column."""
    reader.paragraph += 1
    grid = {(cell.row, cell.column): cell for cell in table.cells}
    columns = _columns(table, grid)
    for row in range(table.head_rows, table.rows):
        _row(table, grid, columns, row, reader)
    for index, column in enumerate(columns):
        if column.role == "rank":
            _ranking(table, grid, columns, index, reader)


def _columns(table: Table, grid: dict[tuple[int, int], Cell]) -> list[Column]:
    """The columns; the first that is no serial number holds the names."""
    columns = [_column(table, grid, index) for index in range(table.columns)]
    name = next((index for index, column in enumerate(columns) if column.role != "serial"), 0)
    columns[name] = Column(columns[name].head, "", None, "name")
    return [_goal(column, columns[index + 1 :]) for index, column in enumerate(columns)]


def _goal(column: Column, later: list[Column]) -> Column:
    """年度任务(亿元) before 到位资金(亿元): the goal of what the later column reports."""
    if column.role != "level" or not GOALS.search(column.head):
        return column
    if code_of(column.head, unit_kind(column.unit)) is None:
        for other in later:
            if other.role == "level" and other.unit == column.unit and not GOALS.search(other.head):
                return Column(other.head + column.head, column.unit, None, "level")
    return column


def _column(table: Table, grid: dict[tuple[int, int], Cell], index: int) -> Column:
    words = [grid[row, index].text for row in range(table.head_rows) if (row, index) in grid]
    text = "".join(dict.fromkeys(words))
    unit_match = HEAD_UNIT.search(text)
    unit = unit_match["unit"] if unit_match else ""
    head = HEAD_UNIT.sub("", text).strip()
    if SERIAL.search(head):
        return Column(head, "", None, "serial")
    if RANK.search(head):
        return Column(RANK.sub("", head), "", None, "rank")
    if "%" in unit or RATIO_HEAD.search(head) or head in ("同比", "环比"):
        return Column(head, "%", _kind(head), "ratio")
    if not unit:
        caption = UNIT_CAPTION.search(table.caption)
        unit = caption[1] if caption else ("个" if head.endswith(("数", "个数")) else "")
    return Column(head, unit, None, "level")


def _kind(head: str) -> PercentageKind:
    if GROWTH_HEAD.search(head):
        return "growth"
    if COMPLETION_HEAD.search(head):
        return "completion"
    return "share" if "占" in head or head.endswith(("比重", "比例")) else "rate"


def _row(
    table: Table, grid: dict[tuple[int, int], Cell], columns: list[Column], row: int, reader: Reader
) -> None:
    name_column = next((i for i, column in enumerate(columns) if column.role == "name"), 0)
    name_cell = grid.get((row, name_column))
    subject = name_cell.text if name_cell else None
    if subject is not None and TOTAL.match(subject):
        subject = None
    levels: list[Draft] = []
    for index, column in enumerate(columns):
        cell = grid.get((row, index))
        if cell is None or column.role in ("name", "rank", "serial"):
            continue
        draft = _cell(table, cell, column, reader, subject, levels)
        if draft is not None:
            reader.memory.add(draft)
            if not draft.is_percent:
                levels.append(draft)


def _cell(
    table: Table, cell: Cell, column: Column, reader: Reader, subject: str | None, levels: list[Draft]
) -> Draft | None:
    printed = cell.text.strip().rstrip("%")
    if not VALUE.match(printed):
        return None
    value = Decimal(printed.replace(",", "").replace("−", "-").replace("－", "-"))
    unit = column.unit or ("%" if cell.text.endswith("%") else "")
    kind = column.kind or ("rate" if unit == "%" else None)
    number = Number(cell.start, cell.end, cell.text, value, unit, "percent" if kind else unit_kind(unit))
    context = reader.base_context
    goal = bool(GOALS.search(column.head)) and kind is None
    head = clean(column.head) or column.head
    of = None
    if kind in ("growth", "completion", "share"):
        of = next((d for d in reversed(levels) if d.role == "level"), None)
        head = of.head if of is not None else head
    draft = Draft(
        number=number,
        head=head,
        role="ratio" if kind else "goal" if goal else "level",
        rule="table.cell",
        kind=kind,
        subject=subject,
        period=full_year(context.period)
        if goal or (kind is None and WHOLE_YEAR.search(column.head))
        else context.period,
        status="target" if goal else "actual",
        narrowing=facets_of(head),
        value=value,
        unit=unit,
        of=of,
        sentence=-1,
        paragraph=reader.paragraph,
        part=column.head.startswith("其中"),
        table=TableCell(index=table.index, row=cell.row, column=cell.column),
    )
    if kind == "growth":
        draft.comparison = "mom" if "环比" in column.head else "yoy"
    if kind == "completion":
        draft.base_of = next((d for d in reversed(levels) if d.role == "goal"), None)
    return draft


def _ranking(
    table: Table, grid: dict[tuple[int, int], Cell], columns: list[Column], index: int, reader: Reader
) -> None:
    members = []
    named = next(place for place, column in enumerate(columns) if column.role == "name")
    for row in range(table.head_rows, table.rows):
        name, rank = grid.get((row, named)), grid.get((row, index))
        if name is not None and rank is not None and rank.text.strip().isdigit():
            members.append((int(rank.text), Member(name.text, name.start, rank.end, rank.end, rank.end)))
    if not members:
        return
    members.sort(key=lambda pair: pair[0])
    rates = [column.head for column in columns if column.kind in ("completion", "rate")]
    criterion = columns[index].head or (rates[0] if rates else columns[index - 1].head)
    start = min(member.start for _, member in members)
    end = max(member.end for _, member in members)
    ranked = RankedList(
        criterion,
        None,
        "top",
        tuple(member for _, member in members),
        start,
        end,
        "table.rank",
        ranks=tuple(rank for rank, _ in members),
    )
    reader.rankings.append((ranked, reader.base_context))
