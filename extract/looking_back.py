"""Looking back: where a report on one year goes over to a review of several, and where it comes back to the one.

>>> year = Period.months(2025, 1, 12)
>>> looks_back("过去五年，我们扎实推进", year).start, looks_back("“十四五”时期是不平凡的五年", year).start
('2021-01', '2021-01')
>>> looks_back("今后五年，发展目标是", year), returns("刚刚过去的2025年，"), returns("这五年，")
(None, True, False)
"""

from __future__ import annotations

import regex

from extract.numerals import read_numeral
from extract.time_spans import whole_year
from extract.years_reviewed import end_of_span
from schemas import Period

# ——这五年, 回望“十四五”, 各位代表，过去的五年: how a sentence opens that looks back on several years
LEAD = (
    r"(?: [\s—–\-·●◆■▲(（)）] | [一二三四五六七八九十\d]{1,2} [、.．)）] | 各位代表[，！:：] | 总的看，"
    r"| \p{Han}{2,10} (?: 指出 | 表示 | 介绍 | 强调 | 说 ) [，：:] )*"
)
LOOKS_BACK = regex.compile(
    LEAD
    + r"""(?: 回[望首顾看] | 总结 )? (?: 刚刚 )?
        (?: (?: 过去 | 这 | 近 | 前 )? 的? (?P<count> [三四五十] ) 年 (?: 来 | 间 | 里 )?
            (?: 极 | 很 | 是 | 的 (?! \p{Han}{0,6} [前后] ) | ， | 、 | $ )
          | (?: 刚刚 过去 的 | 过去 的 )? “? 十 (?P<plan> [一二三四五] ) 五 ”?
            (?: 时期 | 期间 | 以来 | 这 | 极 | ， | 发展 (?! 规划 | 目标 ) )
          | 本届政府 (?: 任期 | 任职 )? (?: 以来 | 期间 | 的? 五年 ) )""",
    regex.VERBOSE | regex.VERSION1,
)
OPENS_BACK = ("五年", "三年", "四年", "十年", "五”", "五时期", "本届政府")
# 一年来, 刚刚过去的2025年, 今年以来: the one year that is reported on
RETURNS = regex.compile(
    LEAD
    + r"""(?: [刚刚]{0,2} 过去 的? (?: 一年 | \d{4} \s? 年 ) | 一年来 | 这一年
        | \d{4} \s? 年 (?! 以?来 | 底 | 末 | [是至到—-] ) | 去年 | 今年 | 上年 | 全年 )""",
    regex.VERBOSE | regex.VERSION1,
)
# 过去的一年，我们着重抓了: the last of the years that a review is about
ONE_YEAR = regex.compile(
    LEAD
    + r"(?: [刚刚]{0,2} 过去 的? 一年 | 一年来 | 这一年 ) (?: 来 | 中 | 里 )? (?= ， | $ | 是 | 极 | 很 )",
    regex.VERBOSE | regex.VERSION1,
)
YEARS_AGAIN = ("五年", "四年", "三年", "本届政府", "五”时期", "五”期间")
FIRST_PLAN = 2001
REACH = 40


def looks_back(sentence: str, report: Period | None) -> Period | None:
    """The years that a sentence begins to look back on, in a report on one year; `None` where it does not."""
    if report is None or report.year is None or not whole_year(report):
        return None
    opening = sentence[:REACH]
    if not any(word in opening for word in OPENS_BACK):
        return None
    match = LOOKS_BACK.match(opening)
    if match is None:
        return None
    first = report.year - int(read_numeral(match["count"] or "五")) + 1
    if match["plan"]:
        first = FIRST_PLAN + 5 * ("一二三四五".index(match["plan"]) + 1)
    if not first < report.year < first + 10:
        return None
    last = min(report.year, first + 4) if match["plan"] else report.year
    return Period(start=f"{first}-01", end=f"{last}-12", kind="interval", text=match[0].strip())


def last_year_alone(sentence: str, years: Period | None, before: Period | None) -> Period | None:
    """The last year of those that are reviewed, where a sentence turns to it, or those before it have (`before`).

    >>> span = Period(start="2017-01", end="2021-12", kind="interval")
    >>> last_year_alone("过去的一年，我们抓了三件事", span, None).start, last_year_alone("五年来，", span, span)
    ('2021-01', None)
    """
    if years is None or years.start is None or (years.length_months or 0) <= 12:
        return None
    opening = sentence[:REACH]
    if "一年" in opening and ONE_YEAR.match(opening):
        return end_of_span(years, "to")
    return None if any(word in opening for word in YEARS_AGAIN) else before


def returns(sentence: str) -> bool:
    """Whether a sentence opens with the one year that is reported on."""
    return RETURNS.match(sentence[:REACH]) is not None
