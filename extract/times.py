"""Times: which period a clause is about, which it only compares with, and which only narrow a noun."""

from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from extract.patterns import compile_pattern
from extract.periods import PeriodMention
from extract.quantities import Number
from extract.situation import Context
from extract.surroundings import open_bracket
from extract.time_spans import COMPARES, accumulated, after_moment, up_to_moment, whole_year
from schemas import Period

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
# 10月3日一度高达: a peak
PEAK = regex.compile(r"[^，。；\d]{0,6}(?:一度|连续|最高|最多|峰|单日)")
YEARS_BACK = regex.compile(r"[两三四五十35]年")
# 一年前两市相差…
AGO = regex.compile(r"(?:[一两二三四五六七八九十]|\d{1,2})\s?年前")
# 与2012年高峰时|的|5.36亿元相比, 由去年同期|的增长|11.3%转为
THEN = r"(?:末|底|同期|期间|高峰|高位|高点|峰值|低谷|低点|最高|最低|水平|[当那]?时|期)*"
VALUE = r"(?:同比)?(?:增长|下降|负增长|上升|回落|顺差|逆差|盈利|亏损|盈余|增|降|升)?"
# 由去年同期的81.2%|提高到: read as the start of a change; 由增长11.3%转为下降2.8% are two
CHANGES_TO = regex.compile(r"[^，。；\d转]{0,6}?[到至为](?!止)")
VALUE_BEFORE = regex.compile("(?:" + VALUE.removesuffix("?") + ")$")
OF_THEN = regex.compile(THEN + "(?:的|为|是|仅|只有|只|约|近|数)+" + VALUE)
IN_BRACKET = regex.compile(THEN + r"(?:的|为|是|仅|只有|只|约|近|数|：|有|达)*" + VALUE)
SEASON_DAYS = regex.compile(r"(?:春运|暑运|期间|假期|长假|假日|黄金周|春节|国庆|元旦|端午|清明|中秋)\s*\($")
# 其中6月当月|增长9.3%，限上零售额增长: a part of the time in force, told in passing before another measure
TOLD_IN_PASSING = compile_pattern(
    r"""(?: 当月 | 单月 | 当季 )? (?: 同比 | 环比 )? (?: <up> | <down> ) [了近约超]? [\d.]{1,6} %，
        (?! 其中 | [增降涨跌升减]幅 | 增[速长] | 降速 | 同比 | 环比 | [高低快慢好优]于 | 连续 | 回[升落] | 拉动
            | 当月 | 单月 | 当季 | [比较创为占达且并是也居列排扭由从已这与\d] )"""
)
SINGLE_MONTH = regex.compile(r"(?:其中，?|，)(?:\p{Han}{1,4}的)?$")
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
    reference_end: int = -1
    compared: int = -1
    year_named: PeriodMention | None = None
    returns: Period | None = None
    of_set: bool = False

    def take(self, mention: PeriodMention, text: str, start: int, context: Context) -> Context:
        """The context after a period has been named; a period of comparison only becomes the reference."""
        if YEARS_BACK.fullmatch(mention.period.text) and self.is_future(context.period):
            # 到2026年…，五年年均增长8.5%以上: the years until then
            return context
        mention = self._in_year_ahead(mention, context)
        before = text[max(start, mention.start - 2) : mention.start]
        beside = text[self.compared : mention.start] in ("、", "和", "与", "及")
        compares = bool(COMPARES.search(before) or TIMES_AS.match(text, mention.end)) or beside
        bracket = open_bracket(text, start, mention.start) is not None
        moment = mention.period.kind == "as_of" and text.startswith(")", mention.end)
        if bracket and (moment or SEASON_DAYS.search(text, max(start, mention.start - 12), mention.start)):
            return context._replace(period=mention.period, period_from=(mention.start, mention.end))
        if mention.reference and not compares and not bracket and TOLD_OF.match(text, mention.end):
            if mention.start == start or text[mention.start - 1] in "，；：":
                return self._told_of(mention, text, context)
        # (全年25亿元，完成49.2%): what a year that is not over is to bring
        ahead = bracket and not mention.reference and self._still_running(mention.period)
        if mention.reference or compares or (bracket and not ahead):
            self.compared = mention.end if compares else -1
            self.reference = self._same_time(mention, context)
            self.reference_at, self.reference_end = mention.start, mention.end
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
        begun = (self.issued_year or self.base.year + 1) == now.year and period.text.startswith(
            ("今年", "本年")
        )
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

    def words(self, text: str, span: tuple[int, int, int], context: Context) -> Context:
        """The context after the words of a stretch that are no times themselves: 累计, 当年, a comma.

        `span` is where the sentence begins, and where the stretch begins and ends.
        """
        sentence, start, end = span
        at = text.find("累计", start, end)
        if at >= 0:
            context = context._replace(period=accumulated(context.period, text, at))
        if text.find("当年", start, end) >= 0:
            context = self.of_the_year(context, open_bracket(text, sentence, start) is not None)
        return self.comma(context) if text[end - 1] in "，；)" else context

    def own_cue(self, text: str, start: int, number: Number, cue: str) -> str:
        """The cue of a percentage of an earlier period without that period: 投资由去年同期的增长|11.3%转为."""
        if not number.is_percent or start >= self.reference_at or CHANGES_TO.match(text, number.end):
            return cue
        return text[start : self.reference_at - 1] + value_then(cue)

    def of_the_year(self, context: Context, in_bracket: bool) -> Context:
        """当年 beside a moment (年末有企业61户，当年新增9户): the months of that year up to it."""
        so_far = up_to_moment(context.period)
        if so_far == context.period:
            return context
        self.returns = context.period if in_bracket else None
        return context._replace(period=so_far)

    def stood_then(self, text: str, number: Number) -> Period | None:
        """The earlier period of a number that stands for it: 比一季度的|-3.1%, 由去年同期的增长|11.3%."""
        if self.reference is None or number.kind == "times_as" or self.reference_at < 1:
            return None
        between = text[self.reference_end : number.start]
        before = text[self.reference_at - 1]
        pattern = IN_BRACKET if before == "(" else OF_THEN if before in "由从比较与同跟和" else None
        named = before in "由从" and not between
        return self.reference if named or (pattern and pattern.fullmatch(between)) else None

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
        ago = AGO.fullmatch(mention.period.text) and not text.startswith("，", mention.end)
        peak = ago or (len(mention.period.end or "") > 7 and PEAK.match(text, mention.end))
        self.of_set = bool(OF_A_SET.match(text, mention.end) and "以来" not in mention.period.text)
        if peak or self.of_set or _in_passing(mention, text, context.period):
            self.returns = context.period

    def behind_set(self, context: Context) -> Context:
        """The context behind the number of a set: 去年签约的211个|项目累计履约174个."""
        return self.comma(context) if self.of_set else context

    def comma(self, context: Context) -> Context:
        """The context behind a comma, or behind a bracket."""
        back, self.returns, self.of_set = self.returns, None, False
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

    def behind_semicolon(
        self,
        sentence: tuple[str, int, int],
        context: Context,
        number: int,
        opening: tuple[Period | None, Period | None],
    ) -> Period | None:
        """The period behind a semicolon: that of the clause before, unless it was said in passing.

        `sentence` is the text with where the sentence begins and ends, `number` where its first number stands,
        `opening` the period that it opens with and the one in force before it.
        """
        period, (text, start, end), (opened, before) = context.period, sentence, opening
        if period is None:
            return None
        if period.kind == "as_of" and not self.opens_with(period, context, number, end):
            return after_moment(period, before)
        if self.in_passing(period, text, start, context, number):
            return opened or before
        if opened is not None and whole_year(period):
            self.year_named = None
            return opened
        return period

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

    def is_ahead(self, period: Period | None) -> bool:
        """Whether a span begins after the bulletin's own."""
        return period is not None and self.is_still_to_begin(period)

    def planned(self, context: Context, cue: str = "") -> Context:
        """The context of a target or forecast: what no period was named for covers the year.

        累计 until a moment to come is counted from January.
        """
        if "累计" in cue:
            context = context._replace(period=up_to_moment(context.period))
        named, period = self.year_named, context.period
        if named is not None and named.start > (context.period_from or (0, 0))[0]:
            return context._replace(period=named.period, period_from=(named.start, named.end))
        if period is None or period.year is None or self.is_future(period):
            return context
        if (period.length_months or 0) > 12 and context.status == "forecast" and not context.plan_section:
            # 五年来，产值(预计，下同)年均增长9%: of years that have just ended
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


def _in_passing(mention: PeriodMention, text: str, now: Period | None) -> bool:
    """Whether a month or a quarter within the time in force is only told of beside it: 其中四季度当季增长21.3%，."""
    part, whole = mention.period.length_months, now.length_months if now is not None else None
    if now is None or part not in (1, 3) or (whole or 0) <= part or mention.period.year != now.year:
        return False
    opens = SINGLE_MONTH.search(text, max(0, mention.start - 8), mention.start)
    return opens is not None and TOLD_IN_PASSING.match(text, mention.end) is not None


def value_then(cue: str) -> str:
    """The words for growth right before a number: 由去年同期的|增长.

    >>> value_then("由去年同期的增长"), value_then("由去年同期的")
    ('增长', '')
    """
    found = VALUE_BEFORE.search(cue)
    return found[0] if found else ""
