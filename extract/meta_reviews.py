r"""Reviews of a year or of several: what a report to an assembly, 五年来 or a five-year plan looks back on.

>>> annual_report("2017年政府工作报告", "一、2016年工作回顾\n去年，……", None).end
'2016-12'
>>> years_back("砥砺奋进的五年回眸", date(2022, 9, 1)).start, plan_years("“十三五”招商引资工作总结").end
('2017-01', '2020-12')
"""

from __future__ import annotations

from datetime import date

import regex

from extract.meta_spans import compile_span, printed_year, year_if_over
from extract.meta_words import meta_pattern
from extract.numerals import read_numeral
from schemas.period import Period

# “十二五”招商引资工作总结: the second plan counted from 2006; a title about the next plan's text is none.
PLAN = regex.compile(r"十 (?P<plan> [一二三四五] ) 五 [”」]? (?! 规划 )", regex.VERBOSE | regex.VERSION1)
FIRST_PLAN = 2006
# 五年之变, 十年来: a review of as many years; 三年行动 and 五年规划 are names.
YEARS_BACK = meta_pattern(r"(?<! [\d第] ) (?P<count> [三四五十] | [3-5] | 10 ) 年 (?: <review> )")
# What a delegate assembly is told in the first months of a year: the year before it
ANNUAL_REPORT = regex.compile(r"政府工作报告|(?:预算|计划)执行|工作报告$")
AT_THE_ASSEMBLY = regex.compile(r"日\s?在[^\n。]{0,30}人民代表大会[^\n。]{0,20}会议上")
ASSEMBLY_WITHIN = 600
# 一、2017年工作回顾, (一)过去五年主要工作, “十二五”发展回顾: the heading of what is reported, not of what is planned
REVIEWED = compile_span(
    r"""^ [\s*#]* (?: [(（]? (?: [一二三四五六七八九十]{1,2} | \d{1,2} ) [)）]? [、.．]
            | [(（] [一二三四五六七八九十\d]{1,2} [)）]
            | [—-]{1,2} | 第 [一二三1-3] 部分 [:：]? )? \s*
        (?P<when> (?P<since> {YEAR} ) 年? 以来 | (?P<year> {YEAR} 年 )
          | [“"]? 十 (?P<plan> [一二三四五] ) 五 [”"]? (?: 时期 | 期间 | 规划 | 的? 五年 )?
            (?= [^\n，。；]{0,20} (?: 回顾 | 总结 | 成就 | 成绩 | 历程 | 执行 | (?: 完成 | 实施 | 运行 ) 情况 ) )
          | (?: (?: 刚刚 )? 过去 的? | 这 | 近 ) (?P<count> [三四五] ) 年来? | (?P<count> [三四五] ) 年来
          | 五年 | 本届政府 | (?: 上 | 十[一二三四五六七八九]? | 二十 ) 届 (?: 人民 )? 政府 )
        (?! [^\n]{0,30} 报告 $ )
        (?! [^\n]{0,24} (?: 计划 (?! 执行 ) | 安排 | 打算 | 展望 | 建议 | 总体要求 ) $ )
        [^\n，。；]{0,16}? (?: 回顾 | 总结 | 执行 | 完成 | 情况 | 工作 | 成就 | 成绩 | 运行 | 发展 )
        [^\n，。；]{0,16} $"""
)
REVIEWED_WITHIN = 3000
# 2012年政府工作报告 that speaks of 去年, 2011年, 过去的一年: it was given when that year was over
LOOKS_BACK = regex.compile(r"去年|过去的?一年|过去的?[三四五]年|[三四五]年来|工作回顾")


def annual_report(title: str, text: str, issued: date | None) -> Period | None:
    """政府工作报告: what its first heading reviews, else the year before that of the assembly."""
    if not ANNUAL_REPORT.search(title) and not AT_THE_ASSEMBLY.search(text, 0, ASSEMBLY_WITHIN):
        return None
    named, head = printed_year(title), text[:REVIEWED_WITHIN]
    given = issued.year if issued is not None and issued.month <= 5 else None
    if issued is None and named is not None and "政府工作报告" in title:
        given = named if LOOKS_BACK.search(head) or f"{named - 1}年" in head else None
    looked_back_on = reviewed(text, issued, given)
    if looked_back_on is not None:
        return looked_back_on
    # a report that is named for the year just over (2011年工作报告, given in January 2012) is on that year as well
    return (
        Period.months(given - 1, 1, 12) if given is not None and named in (None, given, given - 1) else None
    )


def reviewed(text: str, issued: date | None, given: int | None = None) -> Period | None:
    """The year, or the years, that the first heading of a review names.

    `given` is the year of the assembly where no date of issue is printed.
    """
    lines = (REVIEWED.match(line) for line in text[:REVIEWED_WITHIN].split("\n"))
    match = next((found for found in lines if found), None)
    if match is None:
        return None
    if match["year"]:
        return year_if_over(printed_year(match["when"]), match["when"], issued)
    if match["plan"]:
        return _plan(match["plan"], match["when"], issued)
    count = int(read_numeral(match["count"] or "五"))
    last = _last_reviewed(text, issued, count) if issued else given - 1 if given else None
    if last is None:
        return None
    first = int(read_numeral(match["since"])) if match["since"] else last - count + 1
    return Period(start=f"{first}-01", end=f"{last}-12", kind="interval", text=match["when"])


def _last_reviewed(text: str, issued: date, count: int) -> int:
    """The last year of a review: one of August that counts from the year as many years ago tells of its own as well."""
    if issued.month >= 10:
        return issued.year
    counts_from = regex.search(rf"[比较是由从]{issued.year - count}年", text[:REVIEWED_WITHIN])
    earlier = regex.search(rf"[比较是由从]{issued.year - count - 1}年", text[:REVIEWED_WITHIN])
    return issued.year - (issued.month < 6 or counts_from is None or earlier is not None)


def plan_years(title: str, issued: date | None = None) -> Period | None:
    """“十二五”招商引资工作总结: its five years; “十四五”以来 the part of them that lay before the date of issue."""
    match = PLAN.search(title)
    if match is None:
        return None
    if not title.startswith("以来", match.end()):
        return _plan(match["plan"], match[0], issued)
    first = _first_year(match["plan"])
    end = min(f"{first + 4}-12", f"{issued.year:04d}-{issued.month:02d}" if issued else "9999")
    return Period(start=f"{first}-01", end=end, kind="interval", text=match[0])


def _plan(ordinal: str, text: str, issued: date | None) -> Period | None:
    """The years of a five-year plan, as far as they were over on the date of issue."""
    first = _first_year(ordinal)
    over = issued.year - (issued.month < 12) if issued else first + 4
    last = min(first + 4, over) if over > first else first + 4
    return Period(start=f"{first}-01", end=f"{last}-12", kind="interval", text=text)


def _first_year(ordinal: str) -> int:
    return FIRST_PLAN + 5 * (int(read_numeral(ordinal)) - 1)


def years_back(title: str, issued: date | None) -> Period | None:
    """从数字看某省五年之变: the whole years before the date of issue."""
    match = YEARS_BACK.search(title)
    if match is None or issued is None:
        return None
    last = issued.year - (issued.month < 12)
    first = last - int(read_numeral(match["count"])) + 1
    return Period(start=f"{first:04d}-01", end=f"{last:04d}-12", kind="interval", text=match[0])
