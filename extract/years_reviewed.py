"""Reviews of several years: which of their numbers cover all the years, and which stand for the last of them.

>>> span = Period(start="2016-01", end="2020-12", kind="interval")
>>> end_of_span(span, "from").end, end_of_span(span, "to").start
('2015-12', '2020-01')
"""

from __future__ import annotations

import regex

from extract.draft import Draft
from extract.numerals import read_numeral
from extract.patterns import compile_pattern
from extract.situation import Situation
from schemas import Period

# 年均增长8.1%, 净增70.3亿元: over all the years of a review
OVER_YEARS = regex.compile(r"年均|净增|[五5]年(?:间|来|累计|共|新增)|累计")
# 年均增长8.1%, 四年提高4.6个百分点: over the whole years of a review that goes on into the next
YEARLY_ON = regex.compile(r"年均|[三四五]年(?:来|间)?(?:平均|提高|增长|上升|下降|降低|增加|减少|翻)")
COUNTED_YEARS = regex.compile(r"净增|[三四五345]年")
# 社会消费品零售总额突破90亿元, 城镇化率达到52%: what a level has come to
REACHED = compile_pattern(
    r"""(?: 达到? | 突破 | 超过? | 逾 | 升至 | 升到 | 增至 | 增加到 | 提高到 | 稳定在 | [发扩增提上下]\p{Han} [到至]
          | [增降] [到至] | 保持在 | 站上 | 迈上 | 跨上 | 跨越 )
        了? (?: <approx_about> | <approx_over> )* [\d.,]+ \D{0,6} $"""
)
# 实有经营主体688万户, 电力总装机1.7亿千瓦: what is counted at one time
STOCK = regex.compile(
    r"^(?:现有|实有|年末|期末)|(?:保有量|拥有量|总量|余额|装机|装机容量|常住人口|户籍人口|总人口|通车里程|总里程|存栏"
    r"|在校学?生|教职工|专任教师|从业人员|参保人数|床位)(?:数|量|规模)?$"
)
# 全县共有学校86所: what there is
THERE_IS = regex.compile(r"[共现实拥设就已]有")
# 城镇居民人均可支配收入12756元, 规上工业增加值368亿元, PM2.5平均浓度35微克: told of one year, unless added up
YEARLY = regex.compile(
    r"人均|户均|亩均|浓度|能耗|(?:增加值|生产总值|产值|利税|利润|(?:零售|进出口|销售)总?额|产量|(?<!旅游总|旅游综合|旅游)收入)$"
)
# 比全省平均水平快2个百分点: how far apart two are, not by how much one has changed
BESIDE = regex.compile(r"全国|全省|全市|全区|全县|平均水平|[高快低慢优]于|高出")
YEAR_ON_YEAR = regex.compile(r"同比|同期|[比较]上年|[比较]去年")
# 累计完成投资820亿元, 引进项目超过120个: what was done in all of them
DONE_OVER_YEARS = regex.compile(
    r"累计|总计|共计|合计|完成|新[建增改引签开]|建成(?!区)|引进|投入|实施|争取|发放|解决|培育|改造|转移|脱贫|安置|签约|拨付"
)
# 粮食年产量不低于90万吨: in each of the years of a plan
IN_EACH = regex.compile(r"年产|每年|年平均|稳定|保持|始终|逐年|连续")
# 五年累计…，…: what is added up before goes on in the clauses behind
ADDED_UP = regex.compile(
    r"累计|总计|共计|合计|[三四五十345]年(?:来|间)?共?(?:引进|完成|实现|接待|新)|[五5]年共"
)
AS_MANY_YEARS = regex.compile(r"(?P<count>[三四五345])年(?=年均|累计|共|增长|平均)")
# 五年增长62%, 比2010年增长62%
OF_YEARS = regex.compile(r"[二两三四五十\d]年|年均|累计")
# 由2011年的68亿元增加到…，年均增长9%: the year that an average counts from
COUNTED_FROM = regex.compile(r"(?:比|较|是|由|从|为|相当于)(?P<year>20\d\d|19\d\d)年")


def end_of_span(span: Period, end: str) -> Period:
    """In a review of five years a change starts in the year before them and ends in their last whole one."""
    if span.start is None or span.end is None:
        return span
    year = int(span.start[:4]) - 1 if end == "from" else _last_year(span)
    return Period.months(year, 1, 12, span.text)


def _last_year(span: Period) -> int:
    """The last whole year: a review of 2021 to September 2025 tells of 2024."""
    year, month = int((span.end or "0")[:4]), int((span.end or "0000-12")[5:7])
    return year if month == 12 or (span.start or "")[:4] == str(year) else year - 1


def several(period: Period | None) -> bool:
    """Whether a period is longer than a year."""
    return period is not None and (period.length_months or 0) > 12


def over_years(situation: Situation) -> Period | None:
    """The years that a number covers which says that it covers several: 年均增长8.2%; in a plan those to come."""
    context, wide = situation.context, situation.wide
    yearly = YEARLY_ON.search(wide) is not None
    years = context.years
    ended = years is not None and context.period is not None and not beyond(context.period, years)
    if context.status != "actual" and not (context.status == "forecast" and ended):
        return _years_ahead(situation) if OVER_YEARS.search(wide) else None
    if years is None:
        return _since_base(situation) if yearly else None
    if not yearly and not OVER_YEARS.search(wide):
        return None
    named, own = context.period_from, context.period
    if named is not None and named[0] >= situation.cue_start and own is not None:
        if several(own) and own.start:
            return own
        if not yearly and not several(own) and not COUNTED_YEARS.search(wide):
            # 2020年累计完成投资31亿元
            return None
    if yearly and years.start and _last_year(years) != int((years.end or "0")[:4]):
        return Period(start=years.start, end=f"{_last_year(years)}-12", kind="interval", text=years.text)
    return years


def _years_ahead(situation: Situation) -> Period | None:
    """到2015年，总产值达到90亿元，年均增长8%以上: the years from the one that is reported on to that of the goal."""
    goal, now = situation.context.period, situation.now
    if goal is None or not goal.end or now is None or not (now.end or "").endswith("-12"):
        return None
    if goal.kind != "as_of" and goal.length_months != 12:
        return None
    last, said = int(goal.end[:4]), AS_MANY_YEARS.search(situation.wide)
    first = last - int(read_numeral(said["count"])) + 1 if said else int((now.end or "0")[:4]) + 1
    ahead = 1 < last - first + 1 <= 15
    return Period(start=f"{first}-01", end=f"{last}-12", kind="interval", text=goal.text) if ahead else None


def _since_base(situation: Situation) -> Period | None:
    """2016年产值91亿元，是2011年的2倍，年均增长15%: in a report on one year, the years since the one compared with."""
    now = situation.context.period
    if now is None or now.length_months != 12 or now.year is None:
        return None
    text, at = situation.text, situation.number.start
    begin = max(text.rfind("。", max(0, at - 120), at), text.rfind("\n", max(0, at - 120), at)) + 1
    found = list(COUNTED_FROM.finditer(text, max(begin, at - 120), at))
    base = int(found[-1]["year"]) if found else now.year
    if not 1 < now.year - base <= 15:
        return None
    return Period(start=f"{base + 1}-01", end=f"{now.year}-12", kind="interval", text=now.text)


def grows_over_years(draft: Draft, situation: Situation) -> bool:
    """Whether a change of a review of several years names no year of its own: 城镇化率达到52%，提高6.5个百分点.

    What is compared with one year or moment (比2015年下降9%) is told of the year of its level.
    """
    base, changes = situation.reference, draft.kind == "growth" or draft.role == "delta"
    if changes and over_years(situation) is not None:
        return True
    if situation.context.years is None or not several(draft.period):
        return False
    if base is not None and not several(base):
        return False
    over_one = YEAR_ON_YEAR.search(situation.wide) or BESIDE.search(situation.cue)
    return changes and not over_one


def last_of_years(draft: Draft, situation: Situation, done: str | None = None) -> Period | None:
    """In a review of five years what a level has come to is that of the last of them: 财政收入突破90亿元.

    `done` are the words that may say that all years are meant.
    """
    years, period = situation.context.years, draft.period
    if period is None or not several(period) or over_years(situation):
        return period
    ahead = years is None or beyond(period, years)
    if years is None and situation.context.status == "actual":
        return period
    words = situation.cue if done is None else done
    if DONE_OVER_YEARS.search(words):
        return period
    return end_of_span(period if ahead or years is None else years, "to")


def beyond(period: Period, years: Period) -> bool:
    """Whether a period ends after the years that are reviewed."""
    return (period.end or "") > (years.end or "")


def of_one_year(head: str, situation: Situation) -> bool:
    """Whether a level of a review is one that is told of a single year: 人均可支配收入12756元, not 五年累计….

    >>> bool(YEARLY.search("规上工业增加值")), bool(YEARLY.search("实现旅游总收入"))
    (True, False)
    """
    if situation.context.years is None or not YEARLY.search(head):
        return False
    text, at = situation.text, situation.number.start
    begin = max(text.rfind(mark, max(0, at - 160), at) for mark in "。；\n") + 1
    return ADDED_UP.search(text, max(begin, at - 160), at) is None


def plainly_yearly(of: Draft, situation: Situation) -> bool:
    """Whether a percentage is the year's growth of a level that is told as in any report: 增加值368亿元，增长9%.

    What a level has come to (达到368亿元，增长48%) has come to it over all the years.
    """
    if situation.number.kind != "percent" or of.role != "level" or not YEARLY.search(of.head):
        return False
    if of.rule == "figure.to" or several(of.period) or OF_YEARS.search(situation.wide):
        return False
    text, number = situation.text, of.number
    return REACHED.search(text[max(0, number.start - 12) : number.end]) is None
