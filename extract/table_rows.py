"""The rows of a table: whom each is about, which are totals and sub-totals, and where the rows name the quantities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import regex

from extract.table_heads import (
    COUNTED,
    NO_FIGURES,
    TIME,
    Column,
    Role,
    as_unit,
    told_by,
    unit_and_words,
)
from extract.table_levels import PART, Level, levels_of
from extract.table_values import NOTHING, value_of
from schemas import Cell, Table

TOTAL = regex.compile(
    r"(?:平均[/、])?(?:合\s*计|总\s*[计值额量]|共\s*计|汇\s*总|总\s*数|全[省市县区州旗盟](?:合计|总计|汇总|平均(?:水平|值)?)?|平\s*均(?:值|数)?)(?:数|值)?"
    # 合计/平均, 合计(7项)
    r"(?:\s*[/、和及]\s*(?:总?平均|均值)[值数]?)?"
    r"(?:\s*[(（]\s*(?:共?\s*\d{1,5}\s*\p{Han}{1,3}|(?:总?平均|均值)[值数]?)\s*[)）])?"
)
# 一般公共预算收入合计
SUM = regex.compile(r"(?<=\p{Han}{2})(?:合计|总计)$")
SUBTOTAL = regex.compile(r"(?P<of>.*?)(?:小\s*计|分\s*计|(?<=.)合\s*计|(?<=.)汇\s*总)")
# Numbers of a list and marks before a name: 1. 甲镇, 一、地区生产总值, #工业
NUMBERED = regex.compile(
    r"^(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）.、．]\s*|[①-⑳●★◆■▲○•※]\s*)(?=\D)"
)
# 余额, 绝对额: what does not say of what
GENERAL = regex.compile(
    r"(?:余额|金额|绝对[额值量数]|数[量值]|总[额量数值]|规模|实绩|产值|[执决]?[行算]数|预算数?)?"
)
INDICATOR_HEAD = regex.compile(
    r"指\s*标|^项\s*目(?:名称)?$|^(?:类\s*别|行\s*业|产\s*业|科\s*目|内\s*容|品\s*种|分\s*类)(?:名称)?$"
)
CLASS_HEAD = regex.compile(
    r"^(?:行\s*业|产\s*业|类\s*别|分\s*[类组]|税\s*种|品\s*种|经济类型|登记注册类型)(?:名称|类别|分类)?$"
)
INDICATORS = regex.compile(r"^指\s*标(?:名称)?$")
COLUMN_NUMBER = regex.compile(r"[甲乙丙丁戊]|\d{1,2}|[(（]\d{1,2}[)）]|\d+=[\d+\-*/÷×%()（）]+")

SERIAL = regex.compile(
    r"\d{1,3}|[一二三四五六七八九十]{1,3}|[(（](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]"
)
OF_AREA = regex.compile(r"^全[国省市县区州旗盟]")
UNIT = regex.compile(r"[\p{Han}/%]{1,8}")
INDUSTRY = regex.compile(r"(?:产业|业)$")
# What a quantity is measured by, which the rows below it leave out
MEASURE = regex.compile(
    r"(?:增加值|总?产值|用电量|投资|消费品零售总?额|[零销]售额|[产销]量|人口|收入|支出|面积|余额|利润|税收|出口|进口|存款|贷款|存栏|出栏)(?:总?[额量数])?$"
)
BRACKETS = regex.compile(r"[(（][^()（）]*[)）]")
MEASURED = regex.compile(
    r"(?:[额数量值率费款价税金]|收入|支出|投资|消费|零售|出口|进口|用电|面积|人口|[出存]栏|指数|利润|人员|项目|企业|单位)$"
)
# 地区生产总值(上半年)
TIME_NOTE = regex.compile(rf"[(（]\s*(?:{TIME.pattern})\s*[)）]", regex.VERBOSE)

RowKind = Literal["unit", "total", "subtotal"]


@dataclass(frozen=True, slots=True)
class Row:
    """A row that reports: its subject (`None` the whole area), or the quantity that it names; `group` is its class.

    `told` is what it tells of the quantity of the row `above` (增速 below 固定资产投资); `parent` is the row that it
    stands under.
    """

    index: int
    kind: RowKind
    name: Cell | None
    subject: str | None
    group: str
    indicator: str = ""
    time: str = ""
    unit: str = ""
    part: bool = False
    told: Role | None = None
    above: int | None = None
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """Which columns hold the names, the classes and the units of the rows; whether the rows name quantities, or classes
    of what the columns report."""

    name: int
    group: int | None
    unit: int | None
    by_indicator: bool
    classes: bool = False


def words_only(table: Table, first: int) -> frozenset[int]:
    """The columns from row `first` on whose cells are words rather than numbers, or that hold nothing."""
    balance = dict.fromkeys(range(table.columns), 0)
    for cell in table.cells:
        if cell.row >= first and cell.text.strip() and not NOTHING.fullmatch(cell.text):
            balance[cell.column] += 1 if value_of(cell.text) else -1
    return frozenset(column for column, sum_ in balance.items() if sum_ <= 0)


def numbers_columns(table: Table, row: int) -> bool:
    """Whether a row only numbers the columns: 甲 乙 1 2 3."""
    cells = [cell.text.strip() for cell in table.cells if cell.row == row and cell.text.strip()]
    digits = [int(text) for text in cells if text.isdigit()]
    numbered = len(digits) > 1 and digits == list(range(digits[0], digits[0] + len(digits))) and digits[0] < 3
    return numbered and len(cells) > 2 and all(COLUMN_NUMBER.fullmatch(text) for text in cells)


def shape_of(table: Table, first: int, columns: Sequence[Column], names: int) -> Shape:
    """How a table is laid out; `names` says how many of the names in its first columns are names of units."""
    body = [cell for cell in table.cells if cell.row >= first]
    texts = [c.index for c in columns if c.role == "text"]
    values = [c.index for c in columns if c.role not in NO_FIGURES]
    leading = [index for index in texts if not values or index < min(values)] or [0]
    units = next((index for index in texts if _holds_units(body, index)), None)
    leading = [index for index in leading if index != units] or leading
    group, name = None, leading[0]
    if len(leading) > 1 and _repeats(body, leading[0]):
        group, name = leading[0], leading[1]
    unnamed = all(GENERAL.fullmatch(c.indicator) for c in columns if c.role not in NO_FIGURES)
    head = columns[name].leaf if name < len(columns) else ""
    if unnamed and _hold_units(body, name):
        return Shape(name, group, units, True)
    told = bool(INDICATOR_HEAD.search(head))
    by_indicator = (
        units is not None or (unnamed and (told or names == 0)) or (INDICATORS.search(head) and not names)
    )
    totals = sum(TOTAL.fullmatch(bare_name(cell.text)) is not None for cell in body if cell.column in leading)
    classes = not by_indicator and names <= totals and CLASS_HEAD.search(head) is not None
    return Shape(name, group, units, bool(by_indicator), classes)


def _hold_units(body: Sequence[Cell], column: int) -> bool:
    """新改建农村公路(公里), 新增就业(人): names of quantities, with their units."""
    texts = [cell.text for cell in body if cell.column == column and cell.text.strip()]
    return bool(texts) and sum(bool(unit_and_words([text])[0]) for text in texts) * 2 > len(texts)


def _holds_units(body: Sequence[Cell], column: int) -> bool:
    texts = [cell.text for cell in body if cell.column == column and cell.text.strip()]
    return bool(texts) and sum(bool(as_unit(text)) for text in texts) * 2 > len(texts)


def _repeats(body: Sequence[Cell], column: int) -> bool:
    """Whether the cells of a column each stand for several rows."""
    cells = [cell for cell in body if cell.column == column]
    texts = [cell.text for cell in cells if cell.text.strip()]
    rows = len({cell.row for cell in body})
    return any(cell.row_span > 1 for cell in cells) or len(set(texts)) < len(texts) or len(texts) * 2 <= rows


def rows_of(table: Table, first: int, shape: Shape, values: Sequence[int]) -> Iterator[Row]:
    """The rows that report something, top to bottom."""
    by_row: dict[int, dict[int, Cell]] = {}
    for cell in table.cells:
        if cell.row >= first and cell.text.strip():
            by_row.setdefault(cell.row, {})[cell.column] = cell
    named = [(index, name) for index, cells in sorted(by_row.items()) if (name := _name_cell(cells, shape))]
    if not shape.by_indicator:
        named = _with_serials(named, by_row, shape.name)
    reporting = frozenset(index for index, cells in by_row.items() if not cells.keys().isdisjoint(values))
    levels = levels_of(named, reporting)
    done: dict[int, Row] = {}
    group, whole = "", ""
    last: Row | None = None
    for index, cells in sorted(by_row.items()):
        if shape.group is not None and shape.group in cells and not _is_sum(cells[shape.group].text):
            group = bare_name(cells[shape.group].text)
        name = _name_cell(cells, shape)
        if index not in reporting:
            # 一、县区 over the rows of a class
            group = bare_name(name.text) if name is not None and shape.group is None else group
            continue
        level = levels.get(index, Level(None))
        parent = done[level.parent] if level.parent is not None else None
        if shape.by_indicator:
            row = _indicator_row(index, name, cells, shape, whole)
            told = told_by(row.indicator, row.unit) if last is not None and row.indicator else None
            if told is not None and last is not None:
                row = replace(row, indicator=last.indicator, told=told, above=last.index, part=last.part)
            else:
                row = _below(row, parent, level.heading)
                whole = whole if row.part else row.indicator
                last = row
        else:
            row = _unit_row(index, name, bare_name(name.text) if name is not None else "", group)
            row = replace(row, parent=parent.index if parent is not None else None)
        done[index] = done[row.above] if row.above is not None else row
        yield row


def _with_serials(
    named: Sequence[tuple[int, Cell]], by_row: Mapping[int, Mapping[int, Cell]], column: int
) -> list[tuple[int, Cell]]:
    """The names with the numbers that stand in a column before them: 一|产业项目 over 1|甲项目."""
    found = []
    for index, name in named:
        before = [cell.text.strip() for at, cell in by_row[index].items() if at < column]
        serial = next((text for text in before if SERIAL.fullmatch(text)), "")
        found.append((index, name.model_copy(update={"text": f"{serial}、{name.text}"}) if serial else name))
    return found


def with_output(row: Row, measure: str) -> Row:
    """原煤 in a table of what is produced: 原煤产量."""
    counted = bool(row.unit) and row.unit not in ("%", "‰")
    told = not measure or counted == measure.endswith("指数") or MEASURED.search(row.indicator)
    return row if told else replace(row, indicator=row.indicator + measure)


def _below(row: Row, parent: Row | None, heading: Cell | None) -> Row:
    """A row that only says which part it is of what stands above: 采矿业 of 规模以上工业增加值, 牛 of 期末存栏."""
    if parent is not None:
        row = replace(row, parent=parent.index)
    above = parent.indicator if parent is not None else bare_name(heading.text) if heading is not None else ""
    measure = MEASURE.search(BRACKETS.sub("", above))
    if measure is None or (parent is not None and row.unit not in ("", parent.unit)):
        return row
    unit = row.unit or (parent.unit if parent is not None else "")
    if MEASURED.search(row.indicator):
        return replace(row, unit=unit) if measure[0] in row.indicator else row
    above = OF_AREA.sub("", above)
    short = parent is None or INDUSTRY.search(row.indicator) or heading is not None
    return replace(row, indicator=row.indicator + (measure[0] if short else above), unit=unit)


def _name_cell(cells: Mapping[int, Cell], shape: Shape) -> Cell | None:
    """The cell with the name; 合计 over serial number and name stands further to the left."""
    if shape.name in cells:
        return cells[shape.name]
    left = [cell for column, cell in sorted(cells.items()) if column < shape.name and not cell.text.isdigit()]
    return left[-1] if left else None


def _unit_row(index: int, name: Cell | None, text: str, group: str) -> Row:
    if TOTAL.fullmatch(text):
        return Row(index, "total", name, None, "")
    subtotal = SUBTOTAL.fullmatch(text)
    if subtotal is not None:
        return Row(index, "subtotal", name, bare_name(subtotal["of"]) or group or text, group)
    return Row(index, "unit", name, text or None, group)


def _indicator_row(index: int, name: Cell | None, cells: Mapping[int, Cell], shape: Shape, whole: str) -> Row:
    text = name.text.strip() if name is not None else ""
    time = "".join(TIME_NOTE.findall(text))
    unit, _, words = unit_and_words([TIME_NOTE.sub("", text)])
    if not unit and shape.unit is not None and shape.unit in cells:
        # 月, 元/平方米: what stands in the column of units is one
        text = cells[shape.unit].text.strip()
        unit = as_unit(text) or (text if UNIT.fullmatch(text) else "")
    head = "".join(words).rstrip("%％‰±")
    part = bool(PART.match(head))
    head = bare_name(PART.sub("", head))
    head = SUM.sub("", head)
    head = COUNTED.sub("", head) if unit and unit not in ("%", "‰") else head
    if "生产总值" in whole and INDUSTRY.search(head):
        # 第一产业, 建筑业 below 地区生产总值: what they add to it
        head, part = head + "增加值", True
    return Row(index, "unit", name, None, whole if part else "", head, time, unit, part)


def _is_sum(text: str) -> bool:
    return bool(TOTAL.fullmatch(text) or SUBTOTAL.fullmatch(text))


def bare_name(text: str) -> str:
    """A name without its number in the list and without the spaces that set it.

    >>> bare_name("1.甲 镇"), bare_name("其中：乙县"), bare_name("一、县区")
    ('甲镇', '乙县', '县区')
    """
    text = regex.sub(r"(?<=\p{Han})\s+(?=\p{Han})", "", text.strip())
    return PART.sub("", NUMBERED.sub("", text)).strip(" ：:")
