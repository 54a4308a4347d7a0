"""What stands above a table: its title, which may name a quantity, and its unit line."""

from __future__ import annotations

import regex

from extract.heads import clean
from extract.table_heads import as_unit
from schemas import Table

UNIT_LINE = regex.compile(r"单位[：:]\s*(?P<units>[^\s)）:：]{1,40})")
UNIT_NOTE = regex.compile(r"[(（]?单位[：:][^()（）\s]{1,40}[)）]?")
# 填报时间：2018年7月4日: when the table was made, and no time that it reports on
MADE = regex.compile(
    r"""
    (?: 填 \s? [报表制写] | 制 \s? [表作] | 报 \s? [送出] | 上 \s? 报
      | 编 \s? [报制印] | 打 \s? 印 | 印 \s? 发 | 发 \s? [布文] )
    \s? (?: 时 \s? 间 | 日 \s? 期 ) \s? [:：] \s?
    (?: \d{4} \s? [-./年] \s? )? \d{1,2} \s? [-./月] \s? (?: \d{1,2} \s? [日号]? )?
    """,
    regex.VERBOSE,
)
# 2021年1-8月各镇招商引资完成情况统计表: what a table without heads for it reports
TITLE = regex.compile(
    r"""^ (?: 附 [件表] \s? [\d一二三四五六七八九十]* [:：\s]? )? (?: \d{4} 年? [-－—–~～至] )? (?: \d{4} 年 度? )?
        (?: [\d\-－—–~～至]+ 月 份? | [上下]半年 | [前一二三四]+季度 )?
        (?: \p{Han}{0,8}? 各 [\p{Han}()（）、]{0,12}? [县区市镇乡道园位门]{1,3} [)）]? )?
        (?: 关于 )? (?: \p{Han}{2,8}? [省市县区州旗盟镇乡] (?= [\p{Han}\d]{4} ) )?
        (?: \d{4} 年? [-－—–~～至] )? (?: \d{4} 年 度? )?
        (?: [\d\-－—–~～至]+ 月 份? | [上下]半年 | [前一二三四]+季度 )?
        (?: 各 [\p{Han}()（）、]{0,12}? [县区市镇乡道园位门]{1,3} (?= \p{Han}{3} ) [)）]? )?
        (?P<what> \p{Han}{2,16}? ) (?: 目标 | 任务 | 指标 | 主要 )* (?: 完成 | 进展 | 落实 | 执行 )? (?: 情况 )?
        (?: 统计 | 一览 | 明细 | 汇总 | 通报 | 排名 )* 表? $""",
    regex.VERBOSE,
)
LONGEST_TITLE = 60
# 主要工业产品产量: what rows of products report; 各县粮食生产情况: of what columns such as 面积 do
OUTPUT = regex.compile(r"产品(?:生产|产量)")
GROWN = regex.compile(r"(?P<what>\p{Han}{1,6})(?:生产|种植|收获|播种|收购)$")
OF_CROPS = regex.compile(r"(?:播种|种植|收获)?面积|单产|亩产|总产量?|产量")


def caption_of(table: Table) -> str:
    """What stands above the table, and rows of its head that stand over all columns."""
    wide = [
        cell.text
        for cell in table.cells
        if cell.row < table.head_rows and cell.column_span >= table.columns > 1
    ]
    return " ".join(filter(None, (table.caption, *wide)))


def told_times(caption: str) -> str:
    """What of a caption may tell the time of the table.

    >>> told_times("某县2018年上半年就业情况表 填报单位：县人社局 填报时间：2018年7月4日")
    '某县2018年上半年就业情况表 填报单位：县人社局'
    """
    return MADE.sub("", caption).strip()


def title_of(caption: str) -> str:
    """The quantity that a title names, for tables whose heads name none.

    >>> title_of("2021年1-8月各镇固定资产投资完成情况统计表")
    '固定资产投资'
    """
    for line in reversed(UNIT_NOTE.sub("", caption).split()):
        match = TITLE.match(line.strip()) if len(line) <= LONGEST_TITLE else None
        # 各镇情况表 names no quantity.
        if match is not None and match["what"] != "情况":
            return clean(match["what"])
    return ""


def units_of(caption: str) -> tuple[str, ...]:
    """The units of a unit line.

    >>> units_of("(单位：亿元、个)")
    ('亿元', '个')
    >>> units_of("填表单位：某县农业局 单位：亩")
    ('亩',)
    """
    lines = UNIT_LINE.finditer(caption)
    # 填报单位：某局 gives an office and no unit
    return next(filter(None, (_units(line["units"]) for line in lines)), ())


def _units(words: str) -> tuple[str, ...]:
    pieces = regex.split(r"[、,，;；]", words)
    # 万元/个 are two units, 公斤/亩 is one.
    units = (unit for piece in pieces for unit in ((piece,) if as_unit(piece) else piece.split("/")))
    return tuple(filter(None, map(as_unit, units)))


def output_of(caption: str) -> str:
    """What rows of products report where no head says so.

    >>> output_of("某市2022年规模以上工业主要产品产量"), output_of("某市主要经济指标")
    ('产量', '')
    """
    if "价格指数" in caption:
        return "价格指数"
    return "产量" if OUTPUT.search(caption) else ""


def of_crop(indicator: str, title: str) -> str:
    """单产 in a table of 粮食生产 is that of 粮食.

    >>> of_crop("单产", "粮食生产"), of_crop("产值", "粮食生产")
    ('粮食单产', '产值')
    """
    grown = GROWN.search(title) if OF_CROPS.fullmatch(indicator) else None
    return grown["what"] + indicator if grown else indicator
