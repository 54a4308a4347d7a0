"""Dates of issue: `2021年10月10日`, `二〇〇八年十月十六日`, `2022/8/3 15:23:57`, as far as they are printed.

>>> first_date("（二〇〇八年十月十六日）"), first_date("2022/8/3 15:23:57"), first_date("2024年3月")
('2008-10-16', '2022-08-03', '2024-03')
>>> first_date("xx年9月5日"), is_date_line("2021年5月7日印发"), is_date_line("截至2021年5月7日")
(None, True, False)
"""

from __future__ import annotations

from datetime import date

import regex

from extract.numerals import read_numeral

# A year is four digits or four Chinese ones: 2021, 二〇〇八, 二○○八.
DATE = regex.compile(
    r"""
    (?<! \d )
    (?: (?P<year> (?: 19 | 20 ) \d{2} | [一二] [〇○◯零0Oo一二三四五六七八九]{3} ) \s? 年 \s?
        (?: (?P<month> \d{1,2} | [一二三四五六七八九十元]{1,2} ) \s? 月 \s?
            (?: (?P<day> \d{1,2} | [一二三四五六七八九十]{1,3} ) \s? [日号] )? )?
      | (?P<year> (?: 19 | 20 ) \d{2} ) (?P<mark> [-/.] ) (?P<month> \d{1,2} )
        (?: (?P=mark) (?P<day> \d{1,2} ) )? (?! [\d.%] )
      | (?P<year> (?: 19 | 20 ) \d{2} ) (?P<month> [01] \d ) (?P<day> [0-3] \d ) (?! \d ) )
    """,
    regex.VERBOSE | regex.VERSION1,
)

# What may stand on the line of a date besides the date: brackets, the weekday, the time, 印发.
BESIDE_DATE = regex.compile(
    r"""[\s()（）【】\[\],，]
      | 星期[一二三四五六日天] | 周[一二三四五六日]
      | \d{1,2} [:：] \d{2} (?: [:：] \d{2} )?
      | 农历 \p{Han}{2,6} | 印发 | 印制 | 编印 | 公布 | 发布 | 讯 | 共印 \s? \d{1,4} \s? 份
      | (?: 成文 | 发布 | 发表 | 更新 | 印发 | 公布 | 签发 ) (?: 时间 | 日期 ) [:：]""",
    regex.VERBOSE | regex.VERSION1,
)

# The label of a date in the head of a page: the words of it stand in front, so the line is more than a date.
LABELLED_DATE = regex.compile(
    r"""(?: 成文 | 发布 | 发表 | 更新 | 印发 | 公布 | 发文 | 报送 | 填报 | 上报 | 呈报 | 汇报 | 编发 | 编印 | 通报 )
        (?: 时间 | 日期 ) \s? [:：]""",
    regex.VERBOSE | regex.VERSION1,
)

# The line below a page's title: 2016-12-21 09:07 来源：……
PAGE_DATE = regex.compile(
    r"""^ [^\n，。]{0,12}? (?P<date> (?: 19 | 20 ) \d{2} (?: [-/.年] \s? \d{1,2} ){2} 日? )
        \s* (?: \d{1,2} [:：] \d{2} (?: [:：] \d{2} )? )?
        \s* (?: [|｜] \s* )? (?: [来來]源 | 作者 | 记者 | 編輯 | 编辑 | 浏览 | 阅读 | 点击 | 瀏覽
            | 字[体號号體] | 访问 ) """,
    regex.X | regex.V1 | regex.MULTILINE,
)

# 10月7日, and the year in which it lies: 〔2023〕第8期, 2023年中秋.
DAY_OF_YEAR = regex.compile(
    r"""(?P<month> \d{1,2} | [一二三四五六七八九十]{1,2} ) \s? 月
        \s? (?P<day> \d{1,2} | [一二三四五六七八九十]{1,3} ) \s? 日""",
    regex.X | regex.V1,
)
YEAR_ALONE = regex.compile(
    r"[〔\[(（] \s? (?P<year> (?: 19 | 20 ) \d{2} ) | (?<! \d ) (?P<year> (?: 19 | 20 ) \d{2} ) \s? 年",
    regex.X | regex.V1,
)


def first_date(text: str) -> str | None:
    """The first date of a text as `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; `None` where no such day exists."""
    match = DATE.search(text)
    return _as_printed(match) if match else None


def is_date_line(line: str) -> bool:
    """Whether a line holds a whole date, or at least a month, and nothing else."""
    match = DATE.search(line)
    if match is None or not match["month"]:
        return False
    return not BESIDE_DATE.sub("", line[: match.start()] + line[match.end() :])


def labelled_date(text: str) -> str | None:
    """The date behind a label such as `发布时间：`, or in the line below a page's title."""
    label = LABELLED_DATE.search(text)
    if label:
        return first_date(text[label.end() : label.end() + 20])
    page = PAGE_DATE.search(text)
    return first_date(page["date"]) if page else None


def day_in_year(line: str, context: str) -> str | None:
    """The day of a line that prints no year, in the year that the context names.

    >>> day_in_year("10月7日", "假日简报〔2023〕第8期"), day_in_year("2月30日", "2023年"), day_in_year("10月7日", "")
    ('2023-10-07', None, None)
    """
    day, year = DAY_OF_YEAR.search(line), YEAR_ALONE.search(context)
    if day is None or year is None:
        return None
    found = _calendar_day(int(year["year"]), _numeral(day["month"]), _numeral(day["day"]))
    return found.isoformat() if found else None


def as_day(issued: str | None) -> date | None:
    """The last day that a date of issue of any precision may mean.

    >>> as_day("2021-02"), as_day(None)
    (datetime.date(2021, 2, 28), None)
    """
    if issued is None:
        return None
    year, month, day = (*map(int, issued.split("-")), 0, 0)[:3]
    month = month or 12
    return next(
        found for last in (day, 31, 30, 29, 28) if last and (found := _calendar_day(year, month, last))
    )


def _as_printed(match: regex.Match[str]) -> str | None:
    year = _numeral(match["year"])
    if not match["month"]:
        return f"{year:04d}"
    month = _numeral(match["month"])
    if not match["day"]:
        return f"{year:04d}-{month:02d}" if _calendar_day(year, month, 1) else None
    day = _calendar_day(year, month, _numeral(match["day"]))
    return day.isoformat() if day else None


def _numeral(text: str) -> int:
    """A numeral of a date; 元月 is January, and a printer's O stands for 〇."""
    if text.isascii():
        return int(text)
    return int(read_numeral(text.translate(str.maketrans("元Oo0◯", "一〇〇〇〇"))))


def _calendar_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
