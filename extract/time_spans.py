"""Spans of time: what becomes of a period when it is shared out, added up, or counted from January.

>>> up_to_moment(Period.as_of("2021-08")).start, whole_year(Period.months(2021, 1, 12))
('2021-01', True)
"""

from __future__ import annotations

from itertools import pairwise

import regex

from extract.numerals import read_numeral
from extract.periods import PeriodMention
from extract.situation import Context
from schemas import Period

# 比去年同期, 由一季度: a time that is only compared with
COMPARES = regex.compile(r"(?:比|较|与|同|由|从|是|跟|和)(?:在)?$")
SHARED_OUT = regex.compile(r"分别|依次|各")
SEVERAL_QUARTERS = regex.compile(r"[一二三四][、和与][二三四]季度")
DURATION_BEHIND = regex.compile(
    r"累计(?:时长|时间|历时|持续|达|为|约)*\s*\d+(?:\.\d+)?\s*个?(?:天|日|小时|分钟|工作日)"
)


def quarters(period: Period) -> list[Period]:
    """一、二季度分别: each quarter of a span of several.

    >>> [quarter.end for quarter in quarters(Period.months(2021, 1, 6, "一、二季度"))]
    ['2021-03', '2021-06']
    """
    if not SEVERAL_QUARTERS.search(period.text) or not period.year or period.start is None:
        return [period]
    first, last = int(period.start[5:7]), int((period.end or "")[5:7])
    return [Period.months(period.year, month, month + 2, period.text) for month in range(first, last, 3)]


# 工业增加值四年分别增长6.1%、…: as many years as there are numbers, up to the last that is reviewed
EACH_YEAR = regex.compile(
    r"(?:近|过去|这|前)?的?(?P<count>[三四五345])年(?:来|间)?(?:分别|依次|逐年)[^，。；、\d]{0,8}$"
)
YEARS_NAMED = regex.compile(r"[^，。；、\d]{0,16}(?:分别|依次|逐年)[^，。；、\d]{0,8}")
LISTED = regex.compile(r"[、和与及][^，。；]*$")


def single_years(period: Period) -> list[Period]:
    """The years of a span of whole years.

    >>> [year.year for year in single_years(Period(start="2021-01", end="2023-12", kind="interval"))]
    [2021, 2022, 2023]
    """
    if not (period.start or "").endswith("-01") or not (period.end or "").endswith("-12"):
        return []
    first, last = int((period.start or "0")[:4]), int((period.end or "0")[:4])
    return [Period.months(year, 1, 12, period.text) for year in range(first, last + 1)]


def each_year(text: str, place: tuple[int, int, int], count: int, context: Context) -> list[Period]:
    """四年分别增长6.1%、…: the years that so many numbers are told of, one each, else none.

    `place` is where the clause and the words before the first number begin, and where they end.
    """
    clause, start, end = place
    if count not in (3, 4, 5) or "年" not in text[start:end]:
        return []
    said = EACH_YEAR.search(text, start, end)
    if said is None or int(read_numeral(said["count"])) != count or LISTED.search(text, clause, said.start()):
        return []
    years = single_years(context.years) if context.years is not None else []
    return years[-count:] if len(years) >= count else []


def shared_out(named: list[PeriodMention], text: str, end: int, count: int) -> list[Period]:
    """6月、7月、8月分别签约…个: the times that so many numbers behind `end` are shared out over, else none."""
    if count < 2 or not named or any(mention.reference for mention in named):
        return []
    if COMPARES.search(text, max(0, named[0].start - 2), named[0].start):
        return []
    listed = all(text[a.end : b.start] in ("、", "和", "与", "及") for a, b in pairwise(named))
    if not listed or not SHARED_OUT.search(text, named[-1].end, end):
        return []
    if len(named) == 1 and YEARS_NAMED.fullmatch(text, named[0].end, end):
        # 2021—2023年增速分别为6.1%、5.4%、7%
        years = single_years(named[0].period)
        if len(years) == count:
            return years
    spread = [period for mention in named for period in quarters(mention.period)]
    return spread if len(spread) == count else []


def still_to_come(context: Context, now: Period | None) -> Period | None:
    """再, 还需: what is added until a moment to come is counted from the end of what is reported."""
    moment = context.period
    if moment is None or moment.kind != "as_of" or now is None or not now.year or not now.end:
        return moment
    first, last = int(now.end[5:7]) % 12 + 1, int((moment.end or "0000-00")[5:7])
    year = now.year + (first == 1)
    same = moment.year == year and first <= last
    return Period.months(year, first, last, moment.text) if same else moment


def after_moment(moment: Period, back: Period | None) -> Period | None:
    """The period behind a semicolon that ends the reach of a moment; a report on years goes on with that year."""
    if back is not None and (back.length_months or 0) > 12 and (moment.end or "").endswith("-12"):
        return Period.months(moment.year or 0, 1, 12)
    return back


def whole_year(period: Period) -> bool:
    """Whether a period is one calendar year."""
    return period.length_months == 12 and (period.start or "").endswith("-01")


def up_to_moment(period: Period | None) -> Period | None:
    """From January to a moment: what a stock has grown by since the beginning of the year."""
    if period is None or period.kind != "as_of" or not period.year or len(period.end or "") != 7:
        return period
    return Period.months(period.year, 1, int((period.end or "")[5:7]), period.text)


def since_january(period: Period | None) -> Period | None:
    """From January to the end of a span of months in one year: what is done of an annual goal by then."""
    if period is None or period.start is None or len(period.end or "") != 7 or not period.year:
        return period
    same_year = period.start.startswith(f"{period.year}-")
    return Period.months(period.year, 1, int((period.end or "")[5:7]), period.text) if same_year else period


def accumulated(period: Period | None, text: str, at: int) -> Period | None:
    """累计 at `at` behind a single month: from January to that month; 累计14天 only adds up its days."""
    if period is None or period.kind != "interval" or period.length_months != 1 or period.year is None:
        return period
    month = int((period.end or "0000-01")[5:7])
    if month == 1 or len(period.end or "") != 7 or DURATION_BEHIND.match(text, at):
        return period
    return Period.months(period.year, 1, month, text=period.text)
