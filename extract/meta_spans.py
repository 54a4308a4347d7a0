"""Spans in the words of titles and first sentences: 1-8月, 前三季度, 2019-2021年, and the years.

>>> span = SPAN.search("全市前三季度")
>>> months_of(span), period_of(span, 2021, (1, 9), "前三季度").end
((1, 9), '2021-09')
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

import regex

from extract.numerals import read_numeral
from schemas.period import Period

# Years are printed, relative to the date of issue, or masked (xx年, **年, 20××年).
YEAR = r"(?: (?: 19 | 20 ) \d{2} | [一二] [〇○零一二三四五六七八九]{3} )"
NUMERAL = r"(?: 1[0-2] | [1-9] | 0[1-9] | 十[一二]? | [一二三四五六七八九元] )"
QUARTER = r"(?: [1-4] | [一二三四] )"
TO = r"(?: [-－–—―~～至到] )"
LATER_YEAR = r"(?: (?P<year2> (?: 19 | 20 ) \d{2} ) 年 | 当年 | (?P<next> 次年 | 翌年 ) )?"


def compile_span(source: str) -> regex.Pattern[str]:
    """A verbose pattern; `YEAR`, `NUM`, `QUARTER` and `TO` stand for the parts above."""
    parts = {"YEAR": YEAR, "NUM": NUMERAL, "QUARTER": QUARTER, "TO": TO, "LATER": LATER_YEAR}
    for name, part in parts.items():
        source = source.replace(f"{{{name}}}", part)
    return regex.compile(source, regex.VERBOSE | regex.VERSION1)


YEAR_WORD = compile_span(
    r"""(?P<digits> {YEAR} ) \s? 年 (?: 度 )?
      | (?P<this> 今年 | 本年度? )
      | (?P<last> 去年 | 上年度? )
      | (?P<masked> (?: 20 )? [xX×*＊某○]{1,4} \s? 年 )"""
)

SPAN = compile_span(
    r"""(?<! [\d.] ) (?: (?P<as_of> 截至 | 截止到? ) (?: {YEAR} 年 | 今年 )? \s? )?
    (?: (?P<month> {NUM} ) \s? 月? 份? \s? {TO} \s? {LATER} (?P<last> {NUM} ) \s? 月 (?! \s? \d+ \s? 日 ) 份?
      | (?P<month> {NUM} ) \s? 月 \s? (?P<day> \d{1,2} ) \s? 日? \s? {TO} \s? {LATER}
        (?: (?P<last> {NUM} ) \s? 月 )? (?P<last_day> \d{1,2} ) \s? 日
      | [前头首] (?P<first_months> {NUM} | 两 ) 个? 月 份?
      | [前头首] (?P<first_quarters> {QUARTER} | 两 ) 个? 季 度?
      | 第? (?P<quarter> {QUARTER} ) (?: 季度? )? \s? (?: {TO} | 、 ) \s? 第? (?P<last_quarter> {QUARTER} ) 季度
      | (?P<quarter> 一 ) (?P<last_quarter> 二 ) 季度
      | 第? (?P<quarter> {QUARTER} ) \s? (?: 季度 | (?<= 第 . ) 季 (?! 报 ) )
      | (?P<half> [上下] ) 半年
      # “半年报”出炉, 年中成绩单; 三季报; 首季开门红
      | (?<! [上下一大多近两个来] )
        (?P<first_half> 半年 (?= [”"]? 报 | [“”"]? (?: 成绩 | 答卷 | 盘点 | 总结 | 工作 | 考 ) )
          | 年中 (?= [“”"]? (?: 报 | 成绩 | 答卷 | 盘点 | 总结 | 工作 | 大?考 | 观察 | 回眸 ) ) | 中报 )
      | (?P<first_quarters> [一三] ) (?= 季报 )
      | (?P<first_quarter> 首季 ) 度?
      | (?P<month> {NUM} ) \s? 月 份? (?P<third> [上中下] ) 旬
      | (?<! [一二三四五六七八九十] ) (?P<month> {NUM} ) \s? 月 \s? (?P<day> \d{1,2} ) \s? 日
      | (?<! [一二三四五六七八九十] ) (?P<month> {NUM} ) \s? 月 份? (?P<end_of> 底 | 末 )?
        (?! \d{1,2} (?! \d ) | \p{Han}{1,2} 日 )
      | (?P<whole> 全年 ) )"""
)

# Spans that name their years at both ends: 2020年7月至2021年6月, 2019-2021年.
OVER_YEARS = compile_span(
    r"""(?P<from> {YEAR} ) 年? (?: (?P<month> {NUM} ) 月 )? 份? {TO}
        (?P<to> {YEAR} ) 年 (?: (?P<last> {NUM} ) 月 )?"""
)
# 比2016年全年, 与2019年同期相比: the year of comparison
BASE = regex.compile(r"(?:比|较|与|由|从|是|自|于|同|和)$")
# 与2017年计划目标持平: the goal of the year that is reported on
GOAL_OF_YEAR = regex.compile(r"(?:年度?)?(?:计划|目标|任务|预期)")
MONTHS_OF_THIRD = {"上": (1, 10), "中": (11, 20), "下": (21, 31)}


def year_of(match: regex.Match[str], issued: date | None) -> int | None:
    if match["digits"]:
        return int(read_numeral(match["digits"]))
    if issued is None or match["masked"]:
        return None
    return issued.year - 1 if match["last"] else issued.year


def own_year(text: str) -> int | None:
    """The first year printed that is no base of a comparison, else the one behind the last such base.

    >>> own_year("一季度，增速比2016年全年提高0.3个百分点")
    2017
    """
    years = [match for match in YEAR_WORD.finditer(text) if match["digits"]]
    bases = [
        match
        for match in years
        if BASE.search(text, max(0, match.start() - 4), match.start())
        and not GOAL_OF_YEAR.match(text, match.end())
    ]
    own = next((match for match in years if match not in bases), None)
    if own is not None:
        return year_of(own, None)
    return max(year_of(match, None) or 0 for match in bases) + 1 if bases else None


def printed_year(text: str) -> int | None:
    printed = next((match for match in YEAR_WORD.finditer(text) if match["digits"]), None)
    return year_of(printed, None) if printed else None


def months_of(span: regex.Match[str]) -> tuple[int, int]:
    """First and last month, 1 to 12."""
    if span["month"]:
        first = _numeral(span["month"])
        return first, _numeral(span["last"]) if span["last"] else first
    if span["first_months"]:
        return 1, _numeral(span["first_months"])
    if span["first_quarters"]:
        return 1, 3 * _numeral(span["first_quarters"])
    if span["quarter"]:
        last = span["last_quarter"] or span["quarter"]
        return 3 * _numeral(span["quarter"]) - 2, 3 * _numeral(last)
    if span["first_half"] or span["first_quarter"]:
        return 1, 6 if span["first_half"] else 3
    if span["half"]:
        return (1, 6) if span["half"] == "上" else (7, 12)
    return 1, 12


def period_of(span: regex.Match[str], year: int, months: tuple[int, int], text: str) -> Period:
    first, last = months
    if span["as_of"] or span["end_of"]:
        day = f"-{int(span['day']):02d}" if span["day"] else ""
        return Period.as_of(f"{year:04d}-{last:02d}{day}", text)
    if span["third"] or span["day"]:
        return _days(span, year, months, text)
    if span["year2"] or last < first:
        # 11月至次年2月: the year that is printed belongs to the start.
        until = int(span["year2"]) if span["year2"] else year + 1
        return Period(
            start=f"{year:04d}-{first:02d}", end=f"{until:04d}-{last:02d}", kind="interval", text=text
        )
    return Period.months(year, first, last, text)


def _days(span: regex.Match[str], year: int, months: tuple[int, int], text: str) -> Period:
    first, last = MONTHS_OF_THIRD.get(span["third"] or "", (0, 0))
    if span["day"]:
        first, last = int(span["day"]), int(span["last_day"] or span["day"])
    last = min(last, monthrange(year, months[1])[1])
    start, end = f"{year:04d}-{months[0]:02d}-{first:02d}", f"{year:04d}-{months[1]:02d}-{last:02d}"
    return Period(start=start, end=end, kind="interval", text=text)


def over_years(text: str) -> Period | None:
    match = OVER_YEARS.search(text)
    if match is None:
        return None
    first = _numeral(match["month"]) if match["month"] else 1
    last = _numeral(match["last"]) if match["last"] else 12
    start = f"{int(read_numeral(match['from'])):04d}-{first:02d}"
    end = f"{int(read_numeral(match['to'])):04d}-{last:02d}"
    return Period(start=start, end=end, kind="interval", text=match[0]) if start <= end else None


def year_if_over(year: int | None, text: str, issued: date | None) -> Period | None:
    over = year is not None and (issued is None or (issued.year, issued.month) >= (year, 12))
    return Period.months(year, 1, 12, text) if year is not None and over else None


def _numeral(text: str) -> int:
    """A numeral of a month or quarter; 元月 is January, 前两个月 two of them."""
    return 1 if text == "元" else int(read_numeral(text))
