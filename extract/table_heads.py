"""The heads of a table's columns: from the words above a column to what its cells report.

A head of several rows is a path: 到位省外资金(亿元) over 年度任务 names a quantity, its unit, and what is told of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

import regex

from extract.facets import facets_of
from extract.lexicon import read_rows
from extract.table_levels import PART
from extract.units import unit_of
from schemas import Cell, Table
from schemas.model import Model

Role = Literal[
    "serial",
    "text",
    "rank",
    "unit",
    "level",
    "goal",
    "previous",
    "change",
    "growth",
    "completion",
    "share",
    "rate",
]
PERCENTAGES = frozenset({"", "%", "‰", "百分点", "倍"})
RATIOS = frozenset({"growth", "completion", "share", "rate"})
QUANTITIES = frozenset({"level", "goal", "previous", "rate"})
NO_FIGURES = frozenset({"serial", "text", "rank", "unit"})
BRACKET = regex.compile(r"[(（\[](?:单位[:：]?)?(?P<words>[^()（）\[\]]{1,14})[)）\]]")
SLASHED = regex.compile(r"[/／]\s*(?P<words>\p{Han}{1,4})$")
# 增减%, 完成预算%: the sign of a percentage at the end of a head, without brackets
ENDING = regex.compile(r"(?<=\p{Han})[±+]?(?P<words>[%％‰]|个?百分点)$")
POINTS = regex.compile(r"(?<=.)个?百分点$")
# 性别比(女=100), 价格指数(上年同期=100): what an index is measured by
FULL_MARK = regex.compile(r"[(（](?:满分|权重|分值)?[:：]?\d{1,3}分[)）]$")
MEASURE = regex.compile(
    r"[(（\[][^()（）\[\]]{1,12}[=＝]\s*1(?:00)?[)）\]]|(?:^|(?<=[月年期]))[上去]\p{Han}{1,3}[=＝]100$"
)
# 完成数, 累计, 金额 below what they tell of
DONE = regex.compile(
    r"""(?: 实际 | 累计 | 已 | 本年 | 今年 | 本期 | 当年 | 年 )* (?: 完成 | 实现 | 实绩 | 达到 | 执行 | 决算 | 进展 )?
        (?: 情况 | 总 | 累计 )*
        (?: 数量? | [个户家件总]数 | 合计 | 小计 | 总?额 | 值 | 总?量 | 绝对[量值数额] | 本期 | 累计 | 总计 )?""",
    regex.VERBOSE,
)
COUNTED = regex.compile(r"(?<=\p{Han})(?:个数|户数|家数|件数|起数|宗数|数量|总数|数)$")
ITS_UNIT = regex.compile(r"(?<=\p{Han}{2})([个户家件起宗])数$")
NOUN = regex.compile(
    r"(?:投资|资金|[额数量值率费款价]|收入|支出|项目|企业|单位|面积|人员|税收|贷款|存款|用电|利润|产业|得分|诉求|案件)$"
)
MONEY = regex.compile(r"(?:资金|投资|[额值]|收入|支出|税收|贷款|存款)$")
HOLDER = regex.compile(r"(?:项目|企业|单位|机构|投资|资金|主体|岗位|人员|个体户|商户)$")
CHANGE = regex.compile(r"增减[额数量值]|增加[额数量值]|净增|增量")
# 增减, 变化 without a unit: of the quantity itself where that has one, else of its percentage
CHANGED_BY = regex.compile(
    r"^(?:同比|[比较与]?(?:[上去]年(?:同期|末)?|年初|月初|上[月期周旬季日]))?(?:增减|变[化动]|增加|新增|净增|增量)$"
)
# What is left of a head once it is told that it is a change: 比上年同期…的%
CHANGED = regex.compile(
    r"""(?: 同比 | 环比 | 增长 | 增幅 | 增速 | 增减 | 升降 | 涨跌 | 涨幅 | 净增 | 增加 (?! 值 ) | 下降 | 变[化动]
        | 幅度? | 速度 | 率
        | [±+＋%％]
        | [比较与]? (?: [上去]年末? | 上[月期周旬季日] | [年月]初 | 年末 ) 同期? | 同期 | 额 $
        | [(（] [-+±/]+ [)）] )+""",
    regex.VERBOSE,
)
# 2022年|比2021年增长: it is a change of the first
THAN = regex.compile(r"[比较](?![重例])")
# 2022|年预算数: what is left of a year
YEAR_LEFT = regex.compile(r"^\d{4}年?(?=\D|$)")
SITUATION = regex.compile(r"(?:完成|落实|进展|执行)?情况$")
FILLER = regex.compile(
    r"(?:完成|落实|进展|执行|办理|办结|建设|工作)?情况$|(?:工程|施工|形象|建设|项目)?进度$"
)
TIME = regex.compile(
    r"""
    (?: \d{4} \s? 年 度? )? (?: \d{1,2} \s? [-－—–―~～至]+ \s? )? \d{1,2} \s? 月 份? [底末]?
    | \d{4} \s? 年 度? | 截[至止] | (?: 本 | 当 | 今 ) (?: 月 | 季度? | 年 | 期 ) | 年初以?来?
    | [上下]半年 | 前? [一二三四]季度? | 全年 (?! 任务|目标|计划|预算 )
    """,
    regex.VERBOSE,
)


class WordRow(Model):
    """A line of `table_words.csv`: a head that `pattern` matches has this role, or tells of a state."""

    role: Role | Literal["state"]
    pattern: str
    note: str


@dataclass(frozen=True, slots=True)
class Column:
    """What the cells of a column report.

    `indicator` names the quantity, empty where only the rows do; `time` holds the words for time of the head,
    `leaf` its last words; columns of one `family` tell of one quantity; `part` marks what stands under 其中,
    `own_unit` that the last head prints its unit, `adds` that it counts from the beginning of the year (累计).
    """

    index: int
    role: Role
    indicator: str
    unit: str = ""
    leaf: str = ""
    time: str = ""
    family: int = 0
    part: bool = False
    own_unit: bool = False
    adds: bool = False

    @property
    def is_ratio(self) -> bool:
        """Whether its cells are percentages."""
        return self.role in RATIOS

    @property
    def has_own_time(self) -> bool:
        """Whether its last head names its time, and not only one that it shares."""
        return bool(self.time) and self.time in self.leaf


@lru_cache(maxsize=1)
def _words() -> tuple[tuple[Role, regex.Pattern[str]], ...]:
    rows = read_rows("table_words.csv", WordRow)
    return tuple((row.role, regex.compile(row.pattern)) for row in rows if row.role != "state")


@lru_cache(maxsize=1)
def _states() -> tuple[regex.Pattern[str], ...]:
    return tuple(
        regex.compile(row.pattern) for row in read_rows("table_words.csv", WordRow) if row.role == "state"
    )


def is_state(words: str) -> bool:
    """Whether a head tells in which state the things are that it counts.

    >>> is_state("正在办理"), is_state("达到序时进度"), is_state("完成投资")
    (True, True, False)
    """
    return any(pattern.fullmatch(words) for pattern in _states())


def columns_of(table: Table, words_only: Set[int] = frozenset()) -> list[Column]:
    """The columns of a table, each by the words of its own head; `words_only` are those whose cells are no numbers."""
    paths = [list(path) for path in head_paths(table)]
    columns: list[Column] = []
    family = 0
    tops = [path[0] if path else "" for path in paths]
    for index, path in enumerate(paths):
        column = _column(index, path, index in words_only)
        together = len(path) > 1 and index > 0 and tops[index] == tops[index - 1]
        if index and column.part and len(path) == 1 and columns[-1].indicator:
            # 其中:新建 in a head of one row: a part of what stands before it
            column = replace(
                column, indicator=_joined([_whole(columns), column.indicator], is_counted(column.unit))
            )
        elif index and not together and (column.indicator or (len(path) > 1 and column.role in QUANTITIES)):
            family += 1
        columns.append(replace(column, family=family))
    return columns


def _whole(columns: Sequence[Column]) -> str:
    """The quantity that the last columns tell of, parts aside."""
    return next((c.indicator for c in reversed(columns) if c.indicator and not c.part), "")


def head_paths(table: Table) -> Iterator[tuple[str, ...]]:
    """For each column the words above it, top to bottom, a merged head once."""
    words = _spread([cell for cell in table.cells if cell.row < table.head_rows], table)
    for column in range(table.columns):
        path: list[str] = []
        for row in range(table.head_rows):
            text = words.get((row, column), "")
            if text and (not path or text != path[-1]):
                path.append(text)
        yield tuple(path)


def _spread(cells: Sequence[Cell], table: Table) -> dict[tuple[int, int], str]:
    """The words over each column in each head row; a cell over several stands over all of them."""
    words: dict[tuple[int, int], str] = {}
    for cell in cells:
        text = regex.sub(r"\s+", "", cell.text)
        if not text or (cell.column_span >= table.columns > 1):
            continue
        for row in range(cell.row, min(cell.row + cell.row_span, table.head_rows)):
            for column in range(cell.column, min(cell.column + cell.column_span, table.columns)):
                words[row, column] = text
    merged = any(cell.column_span > 1 or cell.row_span > 1 for cell in cells)
    if not merged:
        _fill(words, table)
    return words


def _fill(words: dict[tuple[int, int], str], table: Table) -> None:
    """Where nothing tells of merged cells, an empty head takes over its left neighbour, if there are words below it."""
    for row in range(table.head_rows - 1):
        for column in range(2, table.columns):
            left = words.get((row, column - 1))
            below = (row + 1, column) in words and (row + 1, column - 1) in words
            if left and below and (row, column) not in words:
                words[row, column] = left


def _column(index: int, path: Sequence[str], is_words: bool) -> Column:
    unit, own, bare = unit_and_words(path)
    if is_words:
        numbered = bool(bare) and any(role == "serial" and p.search(bare[-1]) for role, p in _words())
        return Column(index, "serial" if numbered else "text", "", leaf="".join(bare))
    part = any(PART.match(words) for words in bare)
    bare = [PART.sub("", words) for words in bare]
    bare = [words for words in bare if words]
    leaf = bare[-1] if bare else ""
    role, told = _role(bare, unit, own)
    changes = role in ("growth", "change")
    times = (TIME.findall(THAN.split(words)[0] if changes else words) for words in reversed(bare))
    time = next(("".join(found) for found in times if found), "")
    names = _names(bare, told, role)
    if role in RATIOS and unit not in ("%", "‰", "百分点", "倍"):
        unit = "%"
    if role == "rank":
        unit = ""
    if not unit and role == "level":
        # 项目个数 over 新建 and 续建
        unit = next((match[1] for words in bare if (match := ITS_UNIT.search(words))), "")
    if unit and unit not in ("%", "‰") and len(names) == 1:
        names = [COUNTED.sub("", names[0]) if is_counted(unit) else names[0]]
    indicator = _joined(names, is_counted(unit))
    if indicator == "投资" and (role == "completion" or "完成" in leaf):
        # 2015年投资 over 计划投资, 1-10月完成, 完成率
        indicator = "完成投资"
    return Column(
        index,
        role,
        indicator,
        unit,
        leaf,
        time,
        0,
        part,
        bool(own),
        any("累计" in words for words in bare),
    )


def unit_and_words(path: Sequence[str]) -> tuple[str, str, list[str]]:
    """The unit in the lowest brackets that hold one, that of the last head itself, and the words without brackets."""
    unit = own = ""
    bare: list[str] = []
    for words in reversed(path):
        words = MEASURE.sub("", words)
        for bracket in (*BRACKET.finditer(words), *SLASHED.finditer(words), *ENDING.finditer(words)):
            known = as_unit(bracket["words"])
            if known:
                unit = unit or known
                own = own or ("" if bare else known)
                words = words if bracket.re is ENDING else words.replace(bracket[0], "")
        if FULL_MARK.search(words):
            words = FULL_MARK.sub("", words)
            if not bare:
                # 满意度(30分): marks, of so many
                unit, own = unit or "分", own or "分"
                words = words if words.endswith("分") else words + "得分"
        bare.append(words.strip("：: "))
    return unit, own, bare[::-1]


def as_unit(words: str) -> str:
    """The unit that the words are, or nothing.

    >>> as_unit("亿元"), as_unit("±%"), as_unit("街道")
    ('亿元', '%', '')
    """
    words = words.strip(" ±+＋－-/、，").replace("％", "%").replace("／", "/").replace("个百分点", "百分点")
    if words in ("%", "百分比"):
        return "%"
    if words in ("%", "‰", "百分点", "倍", "分"):
        return words
    # 人/户: of two that are known
    return words if _is_known(words) or ("/" in words and all(map(_is_known, words.split("/")))) else ""


def _is_known(words: str) -> bool:
    try:
        unit_of(words)
    except KeyError:
        return False
    return True


def told_by(words: str, unit: str) -> Role | None:
    """What a row tells of the one above it, where its name is nothing but that: 增速 below 固定资产投资.

    >>> told_by("同比增长", "%"), told_by("城镇化率", "%")
    ('growth', None)
    """
    role, told = _role([words], unit, unit)
    return role if told and role not in NO_FIGURES and not _names([words], told, role) else None


def _role(bare: Sequence[str], unit: str, own: str) -> tuple[Role, str]:
    """What a column tells of its quantity, by the lowest words that say so, and those words."""
    if bare and is_state(bare[-1]) and unit not in ("%", "‰"):
        return "level", ""
    for words in reversed(bare):
        for role, pattern in _words():
            match = pattern.search(words)
            if match is None or (role in NO_FIGURES and words != bare[-1]):
                continue
            if role in ("completion", "share", "rate") and own not in PERCENTAGES:
                continue
            if role == "completion" and words != bare[-1] and match[0].endswith("进度") and not unit:
                # 主体在建 below 工程进度
                continue
            if role == "growth" and own == "‰":
                # 自然增长率(‰) is a rate with a name, no change of one
                return "rate", ""
            if role == "growth" and (CHANGE.search(words) or own not in PERCENTAGES):
                return "change", match[0]
            if role == "growth" and CHANGED_BY.match(words) and not own and unit not in PERCENTAGES:
                return "change", match[0]
            return role, match[0]
    return ("rate", "") if unit == "%" else ("level", "")


def _names(bare: Sequence[str], told: str, role: Role) -> list[str]:
    """The words of a path that name the quantity: without times, without what is told of it."""
    names = []
    told = told.rstrip("%％‰±")
    for words in bare:
        words = POINTS.sub("", words).rstrip("%％‰±")
        if role in ("growth", "change") and CHANGED.fullmatch(words):
            continue
        composed = words is not bare[-1] and told.endswith(("构成", "结构"))
        if (
            role != "rate"
            and told in words
            and told
            and not composed
            and not (role == "goal" and "投资" in told)
        ):
            words = words.replace(told, "")
            words = CHANGED.sub("", words) if role in ("growth", "change") else words.strip("%％")
        before = THAN.split(words)[0] if role in ("growth", "change") else ""
        timed = TIME.search(before) is not None
        words = before if timed else words
        words = YEAR_LEFT.sub("", TIME.sub("", words)).strip("的：:、，")
        if words and not DONE.fullmatch(words):
            names.append(words)
    if len(names) == 1:
        # 投资情况 over 占年度计划(%)
        return [words for words in (SITUATION.sub("", names[0]),) if words]
    return [words for words in names if not FILLER.search(words)]


def is_counted(unit: str) -> bool:
    """Whether a unit counts things."""
    return bool(unit) and _is_known(unit) and unit_of(unit).kind == "count"


def _joined(names: Sequence[str], counts: bool) -> str:
    """新签约项目 and 亿元以上: 新签约亿元以上项目; 技改项目 and 计划投资: 技改项目计划投资."""
    whole = ""
    for words in names:
        # 起数 below 事故起数 adds nothing.
        bare = COUNTED.sub("", whole + words)[len(whole) :] if counts else words
        holder = HOLDER.search(whole)
        narrows = holder is not None and not NOUN.search(words)
        if words == "金额" and MONEY.search(whole):
            continue
        if not whole or bare in whole:
            whole = whole or bare
        elif whole in bare:
            whole = bare
        elif holder is not None and narrows and facets_of(bare + holder[0]) != facets_of(holder[0]):
            whole = whole[: holder.start()] + bare + holder[0]
        elif narrows:
            whole = bare + whole
        else:
            whole += bare
    return COUNTED.sub("", whole) if counts else whole
