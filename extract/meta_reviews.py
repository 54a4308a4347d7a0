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
# “十一五”规划执行情况: in a heading it is what was reviewed
NAME_OF_PLAN = regex.compile(r"十(?P<plan>[一二三四五])五")
FIRST_PLAN = 2006
# 五年之变, 十年来: a review of as many years; 三年行动 and 五年规划 are names.
YEARS_BACK = meta_pattern(r"(?<! [\d第] ) (?P<count> [三四五十] | [3-5] | 10 ) 年 (?: <review> )")
# What a delegate assembly is told in the first months of a year: the year before it
ANNUAL_REPORT = regex.compile(r"政府工作报告|(?:预算|计划)执行|工作报告$")
AT_THE_ASSEMBLY = regex.compile(r"日\s?在[^\n。]{0,30}人民代表大会[^\n。]{0,20}会议上")
ASSEMBLY_WITHIN = 600
# 一、2017年工作回顾, (一)过去五年主要工作: the heading of what is reported, not of what is planned
REVIEWED = compile_span(
    r"""^ [\s*#]* (?: [(（]? (?: [一二三四五六七八九十]{1,2} | \d{1,2} ) [)）]? [、.．]? | [—-]{1,2}
            | 第 [一二三1-3] 部分 [:：]? )? \s*
        (?P<when> {YEAR} 年 | (?: (?: 刚刚 )? 过去 的? | 这 | 近 )? 五年来? | 本届政府
            | [“"]? 十 [一二三四五] 五 [”"]? (?! 规划 \p{Han}{0,4} (?: 思路 | 目标 | 任务 ) )
                (?: 时期 | 期间 | 规划 )? )
        (?! [^\n]{0,30} 报告 $ )
        (?! [^\n]{0,24} (?: 计划 (?! 执行 ) | 安排 | 打算 | 展望 | 建议 | 总体要求 ) $ )
        [^\n，。；]{0,16}? (?: 回顾 | 总结 | 执行 | 完成 | 情况 | 工作 | 成就 | 成绩 | 运行 | 发展 )
        [^\n，。；]{0,16} $"""
)
REVIEWED_WITHIN = 3000


def annual_report(title: str, text: str, issued: date | None) -> Period | None:
    """政府工作报告: what its first heading reviews, else the year before that of the assembly."""
    if not ANNUAL_REPORT.search(title) and not AT_THE_ASSEMBLY.search(text, 0, ASSEMBLY_WITHIN):
        return None
    looked_back_on = reviewed(text, issued)
    if looked_back_on is not None:
        return looked_back_on
    named = printed_year(title)
    given = issued.year if issued is not None and issued.month <= 5 else None
    if given is None and issued is None and "政府工作报告" in title and "去年" in text[:REVIEWED_WITHIN]:
        given = named
    return Period.months(given - 1, 1, 12) if given is not None and named in (None, given) else None


def reviewed(text: str, issued: date | None) -> Period | None:
    """The year or the five years that the first heading of a review names."""
    lines = (REVIEWED.match(line) for line in text[:REVIEWED_WITHIN].split("\n"))
    match = next((found for found in lines if found), None)
    if match is None:
        return None
    if match["when"].endswith("年") and not match["when"].endswith("五年"):
        return year_if_over(printed_year(match["when"]), match["when"], issued)
    plan = NAME_OF_PLAN.search(match["when"])
    if plan:
        return _years_of(plan, issued)
    last = issued.year - (issued.month < 10) if issued else None
    return (
        Period(start=f"{last - 4}-01", end=f"{last}-12", kind="interval", text=match["when"])
        if last
        else None
    )


def plan_years(title: str, issued: date | None = None) -> Period | None:
    """“十二五”招商引资工作总结: its five years; “十四五”以来 the part of them that lay before the date of issue."""
    match = PLAN.search(title)
    if match is None:
        return None
    years = _years_of(match, issued)
    if title.startswith("以来", match.end()) and issued is not None:
        last = FIRST_PLAN + 5 * int(read_numeral(match["plan"])) - 1
        return years.model_copy(update={"end": min(f"{last}-12", f"{issued:%Y-%m}")})
    return years


def _years_of(match: regex.Match[str], issued: date | None) -> Period:
    """The years of a plan; of one that still runs those that were over when the review was issued."""
    first = FIRST_PLAN + 5 * (int(read_numeral(match["plan"])) - 1)
    last = first + 4
    if issued is not None and (first, 12) < (issued.year, issued.month) < (last, 12):
        last = issued.year - (issued.month < 12)
    return Period(start=f"{first}-01", end=f"{last}-12", kind="interval", text=match[0])


def years_back(title: str, issued: date | None) -> Period | None:
    """从数字看某省五年之变: the whole years before the date of issue."""
    match = YEARS_BACK.search(title)
    if match is None or issued is None:
        return None
    last = issued.year - (issued.month < 12)
    first = last - int(read_numeral(match["count"])) + 1
    return Period(start=f"{first:04d}-01", end=f"{last:04d}-12", kind="interval", text=match[0])
