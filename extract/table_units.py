"""The unit of a cell: of its row or column, of the words of its head, or the one of the unit line that fits."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extract.quantities import unit_kind
from extract.table_heads import RATIOS, Column
from extract.table_rows import Row

COUNTS = regex.compile(r"(?:项目|企业|单位|村|机构)(?:总?数量?)?$")
# 死亡人数, 事故起数: the noun names its unit
COUNTED_BY = regex.compile(r"(?|([个户家件起人次天场宗批台辆套处条亩株只头])次?数|([批人件户台天]次))$")
# 居民消费价格指数 under 单位：亿元 is no money; 高锰酸盐指数 is a concentration
UNMEASURED = regex.compile(r"(?:(?<!高锰酸[盐钾])指数|系数|性别比)$")
SCORE = regex.compile(r"(?:总|得|评|均|积|扣|加|减)分$|分[数值]$|成绩$")
# Which kind of unit a head asks for, where the unit line of a table has several
ASKED = tuple(
    (kind, regex.compile(pattern))
    for kind, pattern in (
        ("times", r"人次|次数"),
        ("yield", r"单产|亩产|每亩产量"),
        ("area", r"面积$"),
        ("people", r"人数$|人口$|人员$|游客$|旅客$"),
        ("weight", r"总?产量?$|吞吐量|货运量"),
        ("money", r"收入|支出|资金|投资|金额|[额值]$|税$|利润|存款|贷款|费用?$|消费"),
    )
)


def unit_for(row: Row, column: Column, units: Sequence[str], title: str) -> str:
    """The unit; `units` are those of the unit line, `title` what the table reports where no head says so."""
    if column.is_ratio:
        return column.unit or "%"
    if row.told in RATIOS:
        return row.unit or "%"
    own = row.unit or column.unit
    if own:
        return own
    head = row.indicator or column.indicator or title
    if UNMEASURED.search(head) or UNMEASURED.search(column.indicator):
        return ""
    noun = COUNTED_BY.search(column.leaf) or COUNTED_BY.search(head)
    if noun is not None:
        return next((unit for unit in units if unit.endswith(noun[1])), noun[1])
    if SCORE.search(column.leaf) or SCORE.search(head):
        return "分"
    counted = bool(COUNTS.search(head))
    return _of_line(head, units, counted) or ("个" if counted else "")


def _of_line(head: str, units: Sequence[str], counted: bool) -> str:
    """The unit of the line that fits a head: its kind, or else whether it counts."""
    if len(units) == 1:
        return units[0]
    for kind, pattern in ASKED:
        asked = (
            [unit for unit in units if unit != "%" and unit_kind(unit) == kind]
            if pattern.search(head)
            else []
        )
        if asked:
            return asked[0]
    fitting = [unit for unit in units if unit != "%" and (unit_kind(unit) == "count") == counted]
    return fitting[0] if fitting else ""
