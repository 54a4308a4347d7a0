"""The period that a bulletin as a whole reports on, from its title, else from its first sentences.

>>> bulletin_period("2021年1-8月全区招商引资情况通报", "", None)
Period(start='2021-01', end='2021-08', kind='cumulative', text='2021年1-8月')
>>> bulletin_period("全市前十个月利用外资保持增长", "今年1至10月，全市", "2011-11-15").end
'2011-10'
>>> bulletin_period("全县一至四季度", "", "2010-01-20").end, bulletin_period("全区xx年1-8月", "", None)
('2009-12', None)
"""

from __future__ import annotations

from datetime import date

import regex

from extract.meta_dates import as_day
from extract.meta_reviews import annual_report, plan_years, reviewed, years_back
from extract.meta_spans import (
    BASE,
    SPAN,
    YEAR_WORD,
    compile_span,
    months_of,
    over_years,
    own_year,
    period_of,
    printed_year,
    year_if_over,
    year_of,
)
from extract.meta_words import meta_pattern
from extract.periods import in_calendar
from schemas.period import Period

# The sentence in which a bulletin says what it reports: 现将1-9月全县…情况通报如下.
REPORTS = regex.compile(r"现 (?: 将 | 就 | 对 ) [^。\n]{4,80}", regex.VERBOSE | regex.VERSION1)
# A bulletin that opens with a bare year reports on that year: 2015年，全县…; 去年，全县…
OPENS_WITH_YEAR = compile_span(r"\A \s* (?P<year> {YEAR} 年 | 去年 | 上年 | 过去的?一年 ) [，,]")
# 2022年主要经济指标全部公布, 2022年全市…
STOOD = regex.compile(r"(?:截至|截止到?|至|据)(?:今年)?(?P<month>\d{1,2})月(?P<day>[0-3]?\d)日")
STATED_YEAR = compile_span(
    r"""(?P<year> {YEAR} 年 ) 度?
        (?= [，,] | 我? [全省市县区州] | 的? [“"]? (?: 经济 | 主要 | 国民 | 成绩单 | 年报 | GDP ) )"""
)
# 年报, 年度“成绩单”, 年终盘点: a review of a year that the title does not name
YEARLY = regex.compile(
    r"(?<![半\d])年报|年终|岁末|年度[“”\"\p{Han}]{0,6}?(?:成绩单|答卷|盘点|报告|总结|公报|年报|回顾|大考)"
)
HOLIDAY = meta_pattern(r"(?: <holiday> )")
WEEK = regex.compile(r"第 \s? \d{1,2} \s? 周", regex.VERBOSE | regex.VERSION1)
FIRST_WORDS = 200
OPENING = 40
PART_ENDS = {6: "上半年", 9: "前三季度"}
WORDS_BETWEEN = regex.compile(r"[\p{Han}\d\s]{0,8}")


def bulletin_period(title: str | None, body_head: str, issued: str | None, text: str = "") -> Period | None:
    """The period of the whole bulletin; `None` where it is masked or not told.

    Args:
        title: the title, which counts first.
        body_head: the first sentences below it; what `现将…如下` names counts before the rest.
        issued: the date of issue, `YYYY[-MM[-DD]]`, to which 今年 refers.
        text: the whole text, whose first headings count where the title and the first sentences tell nothing.
    """
    title, day = DATED.sub("", title or ""), as_day(issued)
    if (year := YEAR_WORD.search(title)) and year["masked"]:
        return None
    if HOLIDAY.search(title):
        days = (
            _span_with_year(title, title, body_head, day)
            or _holiday(title, body_head, day)
            or _days_behind_holiday(body_head, day)
        )
        return days if days is not None and in_calendar(days) else None
    told = _told(title, body_head, day, text)
    if told is None or not in_calendar(told):
        return None
    return _from_january(told, body_head) if told.text in title else _accumulated(told, text)


def _from_january(period: Period, body_head: str) -> Period:
    """三季度…分析 that opens with 1—9月: a quarter in the title, the months up to its end in the text."""
    if period.length_months != 3 or period.year is None or (period.start or "").endswith("-01"):
        return period
    opening = next(SPAN.finditer(body_head[:OPENING]), None)
    up_to = (1, int((period.end or "0")[-2:]))
    goes_on = opening is not None and not opening["whole"] and months_of(opening) == up_to
    return Period.months(period.year, *up_to, opening[0]) if opening and goes_on else period


def _told(title: str, body_head: str, day: date | None, text: str) -> Period | None:
    announced = REPORTS.search(body_head)
    first_words = body_head[:FIRST_WORDS]
    return (
        over_years(title)
        or _span_with_year(title, title, body_head, day)
        or (_span_with_year(announced[0], title, body_head, day) if announced else None)
        or years_back(title, day)
        or annual_report(title, text, day)
        or _whole_year(title, day)
        or plan_years(title, day)
        or over_years(first_words)
        or _span_with_year(first_words, title, body_head, day)
        or _opening_year(body_head, day)
        or _yearly(title, body_head, day)
        or reviewed(text, day)
        or _as_of(body_head, day)
        or _first_months(body_head, title, day)
        or _stated_year(body_head, day)
    )


def _accumulated(period: Period, text: str) -> Period:
    """7月份的通报, 截至7月底 that go on with 1—7月: such a bulletin reports on the months up to its own."""
    single = period.kind == "as_of" or period.length_months == 1
    if period.year is None or not single or len(period.end or "") > 7:
        return period
    month = int((period.end or "0")[-2:])
    up_to = compile_span(rf"(?<! \d ) (?: 1 \s? 月? 份? \s? {{TO}} \s? {month} | [前头] {month} 个? ) \s? 月")
    said = up_to.search(text) or (month in PART_ENDS and PART_ENDS[month] in text)
    return Period.months(period.year, 1, month, period.text) if month > 1 and said else period


# 政府工作报告(2020年1月6日 某某), ——2007年1月23日在…会议上: when it was given, not what it covers
DATED = compile_span(
    r"""[—―─–-]{1,4} \s* {YEAR} 年 \d{1,2} 月 \d{1,2} 日 在 .*
        | [（(] [^()（）]{0,12} {YEAR} 年 \d{1,2} 月 \d{1,2} 日 [^()（）]{0,20} [)）]"""
)


# 8月28日至9月5日，督查组对…进行了实地督查: when somebody looked, not what the figures cover
INSPECTION = regex.compile(r"[^。；]{0,40}?(?:督查|督导|检查|调研|暗访|抽查|核查|巡查|视察|走访|会同|组成)")


# 截至7月28日，14个市州上半年主要经济指标悉数公布: when the numbers were out, not what they cover
OUT = regex.compile(
    r"[^。；]{0,40}?(?:季度|[半全]年|月|\d年|年度)[^。；]{0,30}?"
    r"(?:公布|出炉|出齐|出笼|揭晓|发布|亮相|披露|公开|晒出|交卷|出全|汇总完)"
)


def _span_with_year(text: str, title: str, body_head: str, issued: date | None) -> Period | None:
    spans = SPAN.finditer(text)
    span = next((match for match in spans if _reports(match, text is title)), None)
    if span is None:
        return None
    months = months_of(span)
    year, start = _year_beside(span, text, text is title, issued)
    if year is None:
        year = printed_year(title)
    if year is None and issued:
        # 一季度 in April is of the same year, 四季度 in January of the year before.
        year = issued.year - (issued.month < months[1]) - (months[1] < months[0])
    year = year or own_year(body_head)
    return period_of(span, year, months, text[start : span.end()]) if year else None


def _reports(span: regex.Match[str], in_title: bool) -> bool:
    """A single day, as in a dateline, is a period of report in a title only; the day of an inspection or of a
    publication is none."""
    beside = (INSPECTION, OUT) if span["day"] and not in_title else ()
    if any(words.match(span.string, span.end()) for words in beside):
        return False
    return bool(span["last_day"] or span["as_of"] or not span["day"] or in_title)


def _year_beside(
    span: regex.Match[str], text: str, in_title: bool, issued: date | None
) -> tuple[int | None, int]:
    """The year that governs a span, and where the words for both begin.

    In a title any year before the span does (2021年产业招商1-3月…), in a sentence only one close by.
    """
    years = [match for match in YEAR_WORD.finditer(text) if match.end() <= span.end()]
    if not years:
        return None, span.start()
    nearest = years[-1]
    between = text[nearest.end() : max(span.start(), nearest.end())]
    if not in_title and not WORDS_BETWEEN.fullmatch(between):
        return None, span.start()
    beside = not between.strip()
    return year_of(nearest, issued), min(nearest.start(), span.start()) if beside else span.start()


def _holiday(title: str, body_head: str, issued: date | None) -> Period | None:
    """A title that names a holiday reports on its days, which the first sentences print."""
    days = next((span for span in SPAN.finditer(body_head[:FIRST_WORDS]) if span["last_day"]), None)
    year = printed_year(title) or (issued.year if issued else None)
    return period_of(days, year, months_of(days), days[0]) if days and year else None


def _days_behind_holiday(body_head: str, day: date | None) -> Period | None:
    """2025年春节假期(1月28日至2月4日): the days that the first sentences name."""
    for span in SPAN.finditer(body_head[:OPENING]):
        if span["day"] and span["last_day"] and (year := printed_year(body_head[:OPENING])):
            return period_of(span, year, months_of(span), span[0])
    return None


def _whole_year(title: str, issued: date | None) -> Period | None:
    """A title that names a year and no part of it reports on that year, once the year is over."""
    if WEEK.search(title):
        return None
    match = next((match for match in YEAR_WORD.finditer(title) if match["digits"] or match["last"]), None)
    return year_if_over(year_of(match, issued), match[0], issued) if match else None


def _opening_year(body_head: str, issued: date | None) -> Period | None:
    match = OPENS_WITH_YEAR.match(body_head)
    if match is None:
        return None
    last = issued.year - 1 if issued else None
    return year_if_over(printed_year(match[0]) or last, match["year"], issued)


def _yearly(title: str, body_head: str, issued: date | None) -> Period | None:
    """各市“年报”出齐, 年终盘点: the year that the first sentences print, else the last that is over."""
    match = YEARLY.search(title)
    if match is None:
        return None
    last = issued.year - (issued.month < 12) if issued else None
    stated = _stated_year(body_head, issued)
    return stated or year_if_over(last, match[0], issued)


def _first_months(body_head: str, title: str, issued: date | None) -> Period | None:
    """一季度, 前三季度, 1-8月 further down: the months of a year up to a point, which only a report names."""
    for span in SPAN.finditer(body_head):
        if months_of(span)[0] == 1 and months_of(span)[1] > 1 and not span["day"] and not span["whole"]:
            return _span_with_year(span[0], title, body_head, issued)
    return None


def _as_of(body_head: str, issued: date | None) -> Period | None:
    """据4月18日调度: how things stood on a day of the year of issue."""
    match = STOOD.search(body_head)
    if match is None or issued is None or not 1 <= int(match["month"]) <= 12:
        return None
    return Period.as_of(f"{issued.year:04d}-{int(match['month']):02d}-{int(match['day']):02d}", match[0])


def _stated_year(body_head: str, issued: date | None) -> Period | None:
    """与“十二五”末相比，2020年全市生产总值…: the first whole year that is no base of a comparison."""
    for match in STATED_YEAR.finditer(body_head):
        if not BASE.search(body_head, max(0, match.start() - 4), match.start()):
            return year_if_over(printed_year(match[0]), match["year"], issued)
    return None
