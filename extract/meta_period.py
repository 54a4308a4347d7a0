"""The period that a bulletin as a whole reports on, from its title, else from its first sentences.

>>> bulletin_period("2021年1-8月全区招商引资情况通报", "", None)
Period(start='2021-01', end='2021-08', kind='cumulative', text='2021年1-8月')
>>> bulletin_period("全市前十个月利用外资保持增长", "今年1至10月，全市", "2011-11-15").end
'2011-10'
>>> bulletin_period("全县一至四季度", "", "2010-01-20").end, bulletin_period("全区xx年1-8月", "", None)
('2009-12', None)
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

import regex

from extract.meta_dates import as_day
from extract.meta_words import meta_pattern
from extract.numerals import read_numeral
from schemas.period import Period

# Years are printed, relative to the date of issue, or masked (xx年, **年, 20××年).
YEAR = r"(?: (?: 19 | 20 ) \d{2} | [一二] [〇○零一二三四五六七八九]{3} )"
NUMERAL = r"(?: 1[0-2] | [1-9] | 0[1-9] | 十[一二]? | [一二三四五六七八九元] )"
QUARTER = r"(?: [1-4] | [一二三四] )"
TO = r"(?: [-－–—―~～至到] )"
LATER_YEAR = r"(?: (?P<year2> (?: 19 | 20 ) \d{2} ) 年 | 当年 | (?P<next> 次年 | 翌年 ) )?"


def _compile(source: str) -> regex.Pattern[str]:
    """A verbose pattern; `YEAR`, `NUM`, `QUARTER` and `TO` stand for the parts above."""
    parts = {"YEAR": YEAR, "NUM": NUMERAL, "QUARTER": QUARTER, "TO": TO, "LATER": LATER_YEAR}
    for name, part in parts.items():
        source = source.replace(f"{{{name}}}", part)
    return regex.compile(source, regex.VERBOSE | regex.VERSION1)


YEAR_WORD = _compile(
    r"""(?P<digits> {YEAR} ) \s? 年 (?: 度 )?
      | (?P<this> 今年 | 本年度? )
      | (?P<last> 去年 | 上年度? )
      | (?P<masked> (?: 20 )? [xX×*＊某○]{1,4} \s? 年 )"""
)

SPAN = _compile(
    r"""(?<! [\d.] ) (?: (?P<as_of> 截至 | 截止到? ) (?: {YEAR} 年 | 今年 )? \s? )?
    (?: (?P<month> {NUM} ) \s? 月? 份? \s? {TO} \s? {LATER} (?P<last> {NUM} ) \s? 月 (?! \s? \d+ \s? 日 ) 份?
      | (?P<month> {NUM} ) \s? 月 \s? (?P<day> \d{1,2} ) \s? 日? \s? {TO} \s? {LATER}
        (?: (?P<last> {NUM} ) \s? 月 )? (?P<last_day> \d{1,2} ) \s? 日
      | [前头] (?P<first_months> {NUM} | 两 ) 个? 月 份?
      | [前头] (?P<first_quarters> {QUARTER} | 两 ) 个? 季度
      | 第? (?P<quarter> {QUARTER} ) (?: 季度? )? \s? (?: {TO} | 、 ) \s? 第? (?P<last_quarter> {QUARTER} ) 季度
      | (?P<quarter> 一 ) (?P<last_quarter> 二 ) 季度
      | 第? (?P<quarter> {QUARTER} ) \s? 季度
      | (?P<half> [上下] ) 半年
      | (?P<month> {NUM} ) \s? 月 份? (?P<third> [上中下] ) 旬
      | (?<! [一二三四五六七八九十] ) (?P<month> {NUM} ) \s? 月 \s? (?P<day> \d{1,2} ) \s? 日
      | (?<! [一二三四五六七八九十] ) (?P<month> {NUM} ) \s? 月 份? (?P<end_of> 底 | 末 )?
        (?! \d{1,2} (?! \d ) | \p{Han}{1,2} 日 )
      | (?P<whole> 全年 ) )"""
)

# Spans that name their years at both ends: 2020年7月至2021年6月, 2019-2021年.
OVER_YEARS = _compile(
    r"""(?P<from> {YEAR} ) 年? (?: (?P<month> {NUM} ) 月 )? 份? {TO}
        (?P<to> {YEAR} ) 年 (?: (?P<last> {NUM} ) 月 )?"""
)

# “十二五”招商引资工作总结: the second plan counted from 2006; a title about the next plan's text is none.
PLAN = regex.compile(r"十 (?P<plan> [一二三四五] ) 五 [”」]? (?! 规划 )", regex.VERBOSE | regex.VERSION1)
FIRST_PLAN = 2006

# The sentence in which a bulletin says what it reports: 现将1-9月全县…情况通报如下.
REPORTS = regex.compile(r"现 (?: 将 | 就 | 对 ) [^。\n]{4,80}", regex.VERBOSE | regex.VERSION1)
# A bulletin that opens with a bare year reports on that year: 2015年，全县…
OPENS_WITH_YEAR = _compile(r"\A \s* (?P<year> {YEAR} 年 ) [，,]")
STOOD = regex.compile(r"(?:截至|截止到?|至|据)(?:今年)?(?P<month>\d{1,2})月(?P<day>[0-3]?\d)日")
STATED_YEAR = _compile(r"(?P<year> {YEAR} 年 ) (?= [，,] | 我? [全省市县区州] )")
# 五年之变, 十年来: a review of as many years; 三年行动 and 五年规划 are names.
YEARS_BACK = meta_pattern(r"(?<! [\d第] ) (?P<count> [三四五十] | [3-5] | 10 ) 年 (?: <review> )")
HOLIDAY = meta_pattern(r"(?: <holiday> )")
WEEK = regex.compile(r"第 \s? \d{1,2} \s? 周", regex.VERBOSE | regex.VERSION1)
# 比2016年全年, 与2019年同期相比: the year of comparison
BASE = regex.compile(r"(?:比|较|与|由|从|是|自|于|同|和)$")
# 与2017年计划目标持平: the goal of the year that is reported on
GOAL_OF_YEAR = regex.compile(r"(?:年度?)?(?:计划|目标|任务|预期)")
FIRST_WORDS = 200
WORDS_BETWEEN = regex.compile(r"[\p{Han}\d\s]{0,8}")
MONTHS_OF_THIRD = {"上": (1, 10), "中": (11, 20), "下": (21, 31)}


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
        return _span_with_year(title, title, body_head, day) or _holiday(title, body_head, day)
    told = _told(title, body_head, day, text)
    return told if told is None or told.text in title else _accumulated(told, text)


def _told(title: str, body_head: str, day: date | None, text: str) -> Period | None:
    announced = REPORTS.search(body_head)
    first_words = body_head[:FIRST_WORDS]
    return (
        _over_years(title)
        or _span_with_year(title, title, body_head, day)
        or (_span_with_year(announced[0], title, body_head, day) if announced else None)
        or _years_back(title, day)
        or _annual_report(title, text, day)
        or _whole_year(title, day)
        or _plan(title)
        or _over_years(first_words)
        or _span_with_year(first_words, title, body_head, day)
        or _opening_year(body_head, day)
        or _reviewed(text, day)
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
    up_to = _compile(rf"(?<! \d ) (?: 1 \s? 月? 份? \s? {{TO}} \s? {month} | [前头] {month} 个? ) \s? 月")
    return Period.months(period.year, 1, month, period.text) if month > 1 and up_to.search(text) else period


# 政府工作报告(2020年1月6日 某某), ——2007年1月23日在…会议上: when it was given, not what it covers
DATED = _compile(
    r"""[—―─–-]{1,4} \s* {YEAR} 年 \d{1,2} 月 \d{1,2} 日 在 .*
        | [（(] [^()（）]{0,12} {YEAR} 年 \d{1,2} 月 \d{1,2} 日 [^()（）]{0,20} [)）]"""
)
# What a delegate assembly is told in the first months of a year: the year before it
ANNUAL_REPORT = regex.compile(r"政府工作报告|(?:预算|计划)执行|工作报告$")
AT_THE_ASSEMBLY = regex.compile(r"日\s?在[^\n。]{0,30}人民代表大会[^\n。]{0,20}会议上")
ASSEMBLY_WITHIN = 600
# 一、2017年工作回顾, (一)过去五年主要工作: the heading of what is reported, not of what is planned
REVIEWED = _compile(
    r"""^ [\s*#]* (?: [(（]? (?: [一二三四五六七八九十]{1,2} | \d{1,2} ) [)）]? [、.．]? | [—-]{1,2} )? \s*
        (?P<when> {YEAR} 年 | (?: 过去 | 这 | 近 )? 五年来? | 本届政府 )
        (?! [^\n]{0,24} (?: 计划 (?! 执行 ) | 安排 | 打算 | 展望 | 建议 | 总体要求 ) $ )
        [^\n，。；]{0,16}? (?: 回顾 | 总结 | 执行 | 完成 | 情况 | 工作 | 成就 | 成绩 | 运行 | 发展 )
        [^\n，。；]{0,16} $"""
)
REVIEWED_WITHIN = 3000


def _annual_report(title: str, text: str, issued: date | None) -> Period | None:
    """政府工作报告: what its first heading reviews, else the year before that of the assembly."""
    if not ANNUAL_REPORT.search(title) and not AT_THE_ASSEMBLY.search(text, 0, ASSEMBLY_WITHIN):
        return None
    reviewed = _reviewed(text, issued)
    if reviewed is not None:
        return reviewed
    named = _printed_year(title)
    if issued is not None and issued.month <= 5 and named in (None, issued.year):
        return Period.months(issued.year - 1, 1, 12)
    return None


def _reviewed(text: str, issued: date | None) -> Period | None:
    """The year or the five years that the first heading of a review names."""
    lines = (REVIEWED.match(line) for line in text[:REVIEWED_WITHIN].split("\n"))
    match = next((found for found in lines if found), None)
    if match is None:
        return None
    if match["when"].endswith("年") and not match["when"].endswith("五年"):
        return _year_if_over(_printed_year(match["when"]), match["when"], issued)
    last = issued.year - (issued.month < 10) if issued else None
    return (
        Period(start=f"{last - 4}-01", end=f"{last}-12", kind="interval", text=match["when"])
        if last
        else None
    )


# 8月28日至9月5日，督查组对…进行了实地督查: when somebody looked, not what the figures cover
INSPECTION = regex.compile(r"[^。；]{0,40}?(?:督查|督导|检查|调研|暗访|抽查|核查|巡查|视察|走访|会同|组成)")


def _span_with_year(text: str, title: str, body_head: str, issued: date | None) -> Period | None:
    spans = SPAN.finditer(text)
    span = next((match for match in spans if _reports(match, text is title)), None)
    if span is None:
        return None
    months = _months(span)
    year, start = _year_beside(span, text, text is title, issued)
    if year is None:
        year = _printed_year(title)
    if year is None and issued:
        # 一季度 in April is of the same year, 四季度 in January of the year before.
        year = issued.year - (issued.month < months[1]) - (months[1] < months[0])
    year = year or _own_year(body_head)
    return _period(span, year, months, text[start : span.end()]) if year else None


def _reports(span: regex.Match[str], in_title: bool) -> bool:
    """A single day, as in a dateline, is a period of report in a title only; days of an inspection are none."""
    if span["day"] and not in_title and INSPECTION.match(span.string, span.end()):
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
    return _year(nearest, issued), min(nearest.start(), span.start()) if beside else span.start()


def _year(match: regex.Match[str], issued: date | None) -> int | None:
    if match["digits"]:
        return int(read_numeral(match["digits"]))
    if issued is None or match["masked"]:
        return None
    return issued.year - 1 if match["last"] else issued.year


def _own_year(text: str) -> int | None:
    """The first year printed that is no base of a comparison, else the one behind the last such base.

    >>> _own_year("一季度，增速比2016年全年提高0.3个百分点")
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
        return _year(own, None)
    return max(_year(match, None) or 0 for match in bases) + 1 if bases else None


def _printed_year(text: str) -> int | None:
    printed = next((match for match in YEAR_WORD.finditer(text) if match["digits"]), None)
    return _year(printed, None) if printed else None


def _months(span: regex.Match[str]) -> tuple[int, int]:
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
    if span["half"]:
        return (1, 6) if span["half"] == "上" else (7, 12)
    return 1, 12


def _period(span: regex.Match[str], year: int, months: tuple[int, int], text: str) -> Period:
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


def _over_years(text: str) -> Period | None:
    match = OVER_YEARS.search(text)
    if match is None:
        return None
    first = _numeral(match["month"]) if match["month"] else 1
    last = _numeral(match["last"]) if match["last"] else 12
    start = f"{int(read_numeral(match['from'])):04d}-{first:02d}"
    end = f"{int(read_numeral(match['to'])):04d}-{last:02d}"
    return Period(start=start, end=end, kind="interval", text=match[0]) if start <= end else None


def _plan(title: str) -> Period | None:
    match = PLAN.search(title)
    if match is None:
        return None
    first = FIRST_PLAN + 5 * (int(read_numeral(match["plan"])) - 1)
    return Period(start=f"{first}-01", end=f"{first + 4}-12", kind="interval", text=match[0])


def _holiday(title: str, body_head: str, issued: date | None) -> Period | None:
    """A title that names a holiday reports on its days, which the first sentences print."""
    days = next((span for span in SPAN.finditer(body_head[:FIRST_WORDS]) if span["last_day"]), None)
    year = _printed_year(title) or (issued.year if issued else None)
    return _period(days, year, _months(days), days[0]) if days and year else None


def _years_back(title: str, issued: date | None) -> Period | None:
    """从数字看某省五年之变: the whole years before the date of issue."""
    match = YEARS_BACK.search(title)
    if match is None or issued is None:
        return None
    last = issued.year - (issued.month < 12)
    first = last - int(read_numeral(match["count"])) + 1
    return Period(start=f"{first:04d}-01", end=f"{last:04d}-12", kind="interval", text=match[0])


def _whole_year(title: str, issued: date | None) -> Period | None:
    """A title that names a year and no part of it reports on that year, once the year is over."""
    if WEEK.search(title):
        return None
    match = next((match for match in YEAR_WORD.finditer(title) if match["digits"] or match["last"]), None)
    return _year_if_over(_year(match, issued), match[0], issued) if match else None


def _opening_year(body_head: str, issued: date | None) -> Period | None:
    match = OPENS_WITH_YEAR.match(body_head)
    return _year_if_over(_printed_year(match[0]), match["year"], issued) if match else None


def _first_months(body_head: str, title: str, issued: date | None) -> Period | None:
    """一季度, 前三季度, 1-8月 further down: the months of a year up to a point, which only a report names."""
    for span in SPAN.finditer(body_head):
        if _months(span)[0] == 1 and _months(span)[1] > 1 and not span["day"] and not span["whole"]:
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
            return _year_if_over(_printed_year(match[0]), match["year"], issued)
    return None


def _year_if_over(year: int | None, text: str, issued: date | None) -> Period | None:
    over = year is not None and (issued is None or (issued.year, issued.month) >= (year, 12))
    return Period.months(year, 1, 12, text) if year is not None and over else None


def _numeral(text: str) -> int:
    """A numeral of a month or quarter; 元月 is January, 前两个月 two of them."""
    return 1 if text == "元" else int(read_numeral(text))
