"""Times: which period a clause is about, which it only compares with, and which only narrow a noun."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import regex

from extract.patterns import compile_pattern
from extract.periods import PeriodMention
from extract.situation import Context
from extract.surroundings import open_bracket
from schemas import Period

COMPARES = regex.compile(r"(?:比|较|与|同|由|从|是|跟|和)(?:在)?$")
# 去年同期: the months are those of the period in force
SAME_TIME = regex.compile(r"(?:去年|上年|上一年|前年|\d{4}\s?年)的?同期")
# 去年签约的71个项目: a time inside the words for one set
OF_A_SET = regex.compile(r"[^，。；：、\d()]{1,8}的\s*(?:\d|[两一二三四五六七八九十百]+[个家项])")
# 上年末，全县有企业…; 去年同期签约项目…个: told of, not only compared with
TOLD_OF = compile_pattern(
    r"""(?: ， (?! \d ) | (?! [为是仅只约的数] | 基数 | 相比 | 持平 | 水平 | 平均 | <up> | <down> ) \p{Han} )
        [^，。；\d]{1,16} \d"""
)
OWN_YEAR = regex.compile(r"(?:截至|截止到?|至)?(?:\d{4}|[一二][〇零○]|[今本去上当]年?[年月]|目前)")
# 为2011年的1.63倍
TIMES_AS = regex.compile(r"的\s*\d+(?:\.\d+)?\s*倍")
SHARED_OUT = regex.compile(r"分别|依次|各")
SEVERAL_QUARTERS = regex.compile(r"[一二三四][、和与][二三四]季度")
# 10月3日一度高达: a peak
PEAK = regex.compile(r"[^，。；\d]{0,6}(?:一度|连续|最高|最多|峰|单日)")
# 2018年春运(2月1日至3月12日): the days of a season, which is no year; 2018年春运期间 are those days again
SEASON = regex.compile(
    r"的?(?:春运|暑运|春节|国庆|中秋|元旦|五一|“五一”|“十一”|清明|端午|长假|假期|黄金周|小长假)"
)
SEASON_DAYS = regex.compile(r"(?:春运|暑运|期间|假期|长假|假日|黄金周|春节|国庆|元旦|端午|清明|中秋)\s*\($")
# 占全年任务的…: the period belongs to the task, not to the number
GOAL_WORDS = compile_pattern(
    r"(?: 的 )? (?: (?! 完成 | 超额 | 突破 | 力争 | 确保 | 增长 | 下降 ) [^，。；] ){0,10}? <goal>"
)
QUALIFIES = compile_pattern(r"(?: 占 | 完成 | 达 | 超 | 为 | 较 | 距 | 的 | 年度 ) [^，。；]{0,6} $")
# 举行二季度项目集中开工活动，: a time inside the name of something held or done, without a number
HELD = regex.compile(r"(?:举行|举办|召开|参加|抓好|做好|按照|根据|对照|落实|受|随着|由于)[^，。；\d]{0,6}$")
# 计划2021年12月建成，二期投资…: when something will be ready
READY = regex.compile(r"(?:计划|预计|拟|将|可望|有望)[于在到]?$")
BY_THEN = regex.compile(
    r"[^，。；\d]{0,8}(?:建成|投产|竣工|开工|完工|投用|使用|达产|试产|试生产|交付|开业|通车)[^，。；\d]{0,6}[，。；]"
)
WITHOUT_NUMBER = regex.compile(r"\p{Han}{2,30}[，。；]")
# 8月28日至9月5日，督查组对…: when somebody looked
INSPECTION = regex.compile(
    r"[^。；\d]{0,40}?(?:督查组|督导组|检查组|调研组|暗访组|督查室|进行了?(?:专项|实地|集中|现场)*(?:督查|检查|暗访|抽查))"
)
# 今年安排重点项目42个: what is set for the whole year
SET_FOR_THE_YEAR = regex.compile(
    r"[^，。；：\d]{0,10}(?:安排|确定|列入|下达|筛选)\p{Han}{0,10}(?:项目|工程|任务|指标|资金)"
)


@dataclass(slots=True)
class Clock:
    """The time of one sentence. `reference` is the period that the next number is compared with.

    A report on a whole year that was issued in the next one plans for that next one. `returns` is the period to which
    the next comma leads back.
    """

    base: Period | None
    issued_year: int | None = None
    reference: Period | None = None
    reference_at: int = -1
    compared: int = -1
    year_named: PeriodMention | None = None
    returns: Period | None = None

    def take(self, mention: PeriodMention, text: str, start: int, context: Context) -> Context:
        """The context after a period has been named; a period of comparison only becomes the reference."""
        mention = self._in_year_ahead(mention, context)
        before = text[max(start, mention.start - 2) : mention.start]
        beside = text[self.compared : mention.start] in ("、", "和", "与", "及")
        compares = bool(COMPARES.search(before) or TIMES_AS.match(text, mention.end)) or beside
        bracket = open_bracket(text, start, mention.start) is not None
        if bracket and mention.period.kind == "as_of" and text.startswith(")", mention.end):
            return context._replace(period=mention.period, period_from=(mention.start, mention.end))
        if bracket and SEASON_DAYS.search(text, max(start, mention.start - 12), mention.start):
            return context._replace(period=mention.period, period_from=(mention.start, mention.end))
        if mention.reference and not compares and not bracket and TOLD_OF.match(text, mention.end):
            if mention.start == start or text[mention.start - 1] in "，；：":
                return self._told_of(mention, text, context)
        if mention.reference or compares or bracket:
            self.compared = mention.end if compares else -1
            self.reference, self.reference_at = self._same_time(mention, context), mention.start
            looks_back = text.startswith("去年", mention.start) and "同期" not in mention.period.text
            if not looks_back or compares:
                return context
            self._local(mention, text, context)
            return context._replace(period=mention.period)
        if whole_year(mention.period):
            self.year_named = mention
            if self._still_running(mention.period):
                return context
        self._local(mention, text, context)
        period = mention.period
        if SET_FOR_THE_YEAR.match(text, mention.end) and text.startswith(("今年", "本年"), mention.start):
            period = Period.months(period.year, 1, 12, period.text) if period.year else period
        return context._replace(period=period, period_from=(mention.start, mention.end))

    def _in_year_ahead(self, mention: PeriodMention, context: Context) -> PeriodMention:
        """全年, 一季度 in plans for a later year are times of that year; so is 今年 once that year has begun."""
        period, now = mention.period, context.period
        if self.base is None or now is None or not now.year or not self.base.year:
            return mention
        if not context.plan_section and not whole_year(now):
            return mention
        begun = self.issued_year == now.year and period.text.startswith(("今年", "本年"))
        own = mention.reference or (OWN_YEAR.match(period.text) and not begun)
        if own or now.year <= self.base.year or period.year != self.base.year:
            return mention
        moved = {"end": f"{now.year}{(period.end or '')[4:]}"}
        if period.start is not None:
            moved["start"] = f"{now.year}{period.start[4:]}"
        return replace(mention, period=period.model_copy(update=moved))

    def _told_of(self, mention: PeriodMention, text: str, context: Context) -> Context:
        """An earlier period that a clause of its own tells of: for that clause, or for all behind its comma."""
        if mention.period.text.endswith("同期") and not text.startswith("，", mention.end):
            self.returns = context.period
        self._local(mention, text, context)
        place = (mention.start, mention.end)
        return context._replace(period=self._same_time(mention, context), period_from=place)

    def _same_time(self, mention: PeriodMention, context: Context) -> Period:
        """The period of comparison; 同期 has the months of the period in force."""
        period, now = mention.period, context.period
        if now is None or now.start is None or now.end is None or not period.year or whole_year(now):
            return period
        if not SAME_TIME.fullmatch(period.text) or now.start[:4] != now.end[:4]:
            return period
        return now.model_copy(
            update={
                "start": f"{period.year}{now.start[4:]}",
                "end": f"{period.year}{now.end[4:]}",
                "text": period.text,
            }
        )

    def _local(self, mention: PeriodMention, text: str, context: Context) -> None:
        """Notes where the next comma leads back, for a time that holds for its own clause only."""
        peak = len(mention.period.end or "") > 7 and PEAK.match(text, mention.end)
        if peak or (OF_A_SET.match(text, mention.end) and "以来" not in mention.period.text):
            self.returns = context.period

    def comma(self, context: Context) -> Context:
        """The context behind a comma."""
        back, self.returns = self.returns, None
        return context if back is None else context._replace(period=back)

    def _still_running(self, period: Period) -> bool:
        """Whether a year is the one that the bulletin reports a first part of (2025年安排重点项目…)."""
        base = self.base
        return (
            base is not None
            and base.kind == "cumulative"
            and period.year == base.year
            and not whole_year(base)
        )

    def is_future(self, period: Period | None) -> bool:
        """Whether a period ends after the bulletin's own."""
        last, now = period and period.end, self.base and self.base.end
        if not last or not now:
            return False
        return last > now if len(last) == len(now) else f"{last}-31"[:10] > f"{now}-31"[:10]

    def opens_with(self, moment: Period, context: Context, number: int, end: int) -> bool:
        """Whether a sentence opens with the moment that is reported on: 8月末，存款…；贷款….

        `number` is where its first number stands, `end` its end.
        """
        start, _ = context.period_from or (end, 0)
        now = self.base.end if self.base else None
        return start <= number and self.base is not None and (moment.end or "")[:7] == (now or "")[:7]

    def in_passing(self, period: Period, text: str, start: int, context: Context, number: int) -> bool:
        """Whether a past time was named within a clause behind the first `number` only: …，一季度上市8.6万吨；."""
        named, end = context.period_from or (start, start)
        if named <= number or text[named - 1] in "；：" or text.startswith("，", end):
            return False
        return not self.is_future(period) and (period.length_months or 99) < 12

    def is_still_to_begin(self, period: Period) -> bool:
        """Whether a span of months or a week begins after the bulletin's own; a day may be that of issue."""
        first = period.first_day()
        now = self.base.last_day() if self.base else None
        return first is not None and now is not None and first > now and "日" not in period.text

    def is_years_ahead(self, period: Period | None) -> bool:
        """Whether a period begins, or a moment lies, in a year after the bulletin was issued."""
        moment = (period.start or period.end) if period else None
        now = max(self.issued_year or 0, (self.base.year or 0) if self.base else 0)
        return moment is not None and now > 0 and int(moment[:4]) > now

    def looks_ahead(self, context: Context) -> bool:
        """Whether the period in force, or the year that was named last, ends after the bulletin's own."""
        named = self.year_named
        later = named is not None and named.start > (context.period_from or (0, 0))[0]
        return self.is_future(named.period if named is not None and later else context.period)

    def planned(self, context: Context) -> Context:
        """The context of a target or forecast: what no period was named for covers the year."""
        named, period = self.year_named, context.period
        if named is not None and named.start > (context.period_from or (0, 0))[0]:
            return context._replace(period=named.period)
        if period is None or period.year is None or self.is_future(period):
            return context
        year, now = period.year, self.base and self.base.end
        if now and period.year == int(now[:4]) and (period.end or "")[:7] < now[:7]:
            return context
        if self.issued_year == year + 1 and period == self.base and whole_year(period):
            if context.status == "forecast" and not context.plan_section:
                # 预计全县生产总值达到…, said of the year that has just ended
                return context
            year += 1
        return context._replace(period=Period.months(year, 1, 12))


def quarters(period: Period) -> list[Period]:
    """一、二季度分别: each quarter of a span of several.

    >>> [quarter.end for quarter in quarters(Period.months(2021, 1, 6, "一、二季度"))]
    ['2021-03', '2021-06']
    """
    if not SEVERAL_QUARTERS.search(period.text) or not period.year or period.start is None:
        return [period]
    first, last = int(period.start[5:7]), int((period.end or "")[5:7])
    return [Period.months(period.year, month, month + 2, period.text) for month in range(first, last, 3)]


def shared_out(named: list[PeriodMention], text: str, end: int, count: int) -> list[Period]:
    """6月、7月、8月分别签约…个: the times that so many numbers behind `end` are shared out over, else none."""
    if count < 2 or not named or any(mention.reference for mention in named):
        return []
    if COMPARES.search(text, max(0, named[0].start - 2), named[0].start):
        return []
    listed = all(text[a.end : b.start] in ("、", "和", "与", "及") for a, b in pairwise(named))
    if not listed or not SHARED_OUT.search(text, named[-1].end, end):
        return []
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


def narrows(mention: PeriodMention, text: str, base: Period | None) -> bool:
    """Whether a time only narrows the words around it: a goal's year, an event's name, the days of an inspection."""
    before = text[max(0, mention.start - 8) : mention.start]
    season = base is not None and base.year == mention.period.year and whole_year(mention.period)
    if season and SEASON.match(text, mention.end):
        return True
    if GOAL_WORDS.match(text, mention.end, mention.end + 16):
        if QUALIFIES.search(before) or text[mention.start : mention.end] in ("全年", "年底", "年末"):
            return True
    if HELD.search(text, max(0, mention.start - 10), mention.start):
        return bool(WITHOUT_NUMBER.match(text, mention.end))
    if READY.search(text, max(0, mention.start - 4), mention.start):
        return bool(BY_THEN.match(text, mention.end))
    days = len(mention.period.end or "") > 7 and mention.period.start is not None
    of_months = base is not None and len(base.end or "") == 7
    return days and of_months and bool(INSPECTION.match(text, mention.end))


def after_moment(moment: Period, back: Period | None) -> Period | None:
    """The period behind a semicolon that ends the reach of a moment; a report on years goes on with that year."""
    if back is not None and (back.length_months or 0) > 12 and (moment.end or "").endswith("-12"):
        return Period.months(moment.year or 0, 1, 12)
    return back


def whole_year(period: Period) -> bool:
    """Whether a period is one calendar year."""
    return period.length_months == 12 and (period.start or "").endswith("-01")


def since_january(period: Period | None) -> Period | None:
    """From January to the end of a span of months in one year: what is done of an annual goal by then."""
    if period is None or period.start is None or len(period.end or "") != 7 or not period.year:
        return period
    same_year = period.start.startswith(f"{period.year}-")
    return Period.months(period.year, 1, int((period.end or "")[5:7]), period.text) if same_year else period


def accumulated(period: Period | None) -> Period | None:
    """累计 behind a single month: from January to that month."""
    if period is None or period.kind != "interval" or period.length_months != 1 or period.year is None:
        return period
    month = int((period.end or "0000-01")[5:7])
    return (
        Period.months(period.year, 1, month, text=period.text)
        if month > 1 and len(period.end or "") == 7
        else period
    )
