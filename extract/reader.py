"""The reader: goes through the text once, in order, and carries what it has understood so far."""

from __future__ import annotations

from bisect import bisect_left
from typing import TypeVar

import regex

from extract.canonical import canonical, writes_han
from extract.criteria import heading_of, paragraph_topic
from extract.criterion_phrases import (
    fuller,
)
from extract.heads import stage_of
from extract.lists import NamedList, RankedList, find_rankings, find_rosters, may_rank
from extract.looking_back import last_year_alone, looks_back, returns
from extract.memory import Memory
from extract.patterns import compile_pattern
from extract.periods import Anchor, PeriodMention, find_periods
from extract.place import Place
from extract.places import find_places
from extract.project_names import named_project, run_in_project
from extract.quantities import Number, find_numbers
from extract.sentences import SentenceReader
from extract.situation import Context
from extract.subjects import SubjectReader
from extract.themes import theme_of
from extract.thresholds import is_threshold
from extract.time_scopes import narrows
from extract.time_spans import whole_year
from extract.times import Clock
from extract.transcripts import asks, is_transcript, words_from
from schemas import Document, Period, Status

SENTENCE = regex.compile(r"[^。！？!?\n]+[。！？!?]?")
RUN_IN = regex.compile(r"[●★◆■▲○•]?(?:[(（]?[一二三四五六七八九十\d]+[)）.、]\s*)?([^。：，]{2,16})[。：]")
# ▲甲山县签约3个。到位资金…: a paragraph of its own for each name
MARKED = regex.compile(r"\s*[●★◆■▲▶►◎※○•]\s*(?=[\p{Han}*×])")
PLAN = compile_pattern(
    r"""<plan_section> | (?: 年度 | 全年 | 预期 | 发展 | 奋斗 ) 目标 (?: 任务 )?
        (?: [和及与] (?! \p{Han}{0,8} (?: 完成 | 情况 ) ) \p{Han}{2,10} )? $"""
)
# 今年安排重点项目42个。: no title, as it counts something
COUNTS = regex.compile(r"\d(?!\d{0,3}\s?年)")
GOALS = regex.compile(r"(?:预期|奋斗|发展)目标")
OUTLOOK = regex.compile(r"预测|预判|研判|展望|前景")
# 【下周提示】: a heading that the layout does not tell
BRACKETED = regex.compile(r"【[^】\n]{2,14}】")
# 按产业看, 其中: what opens so goes on from the sentence before
GOES_ON = regex.compile(r"其中|[按分从]\p{Han}{1,6}(?:看|分)")
# 签约项目情况 on a line of its own is a heading without a number
TITLE_LINE = regex.compile(r"[\p{Han}“”、]{2,14}(?:情况|工作|安排|打算|措施|问题|建议|回顾|特点|进展)")
# 一、2017年工作回顾: a section on a year of its own
REVIEW = regex.compile(r"回顾|总结|执行情况|完成情况|工作情况")
REPORT = regex.compile(r"工作报告")
# 今年怎么干: in a report on the year before
THIS_YEAR = regex.compile(r"今年|新的?一年|本年度")
# (二)签约项目情况: the stage of the projects that a section counts
SECTION_STAGE = regex.compile(
    r"[(（]?[一二三四五六七八九十\d]*[)）.、]*\s*(\p{Han}{1,6}项目)(?:情况|进展|建设|管理)"
)

LONGEST_PERIOD = 40
LONGEST_TITLE = 50
# 项目总投资5亿元, 目前已完成…: what goes on about the project of the line above
OF_THE_PROJECT = regex.compile(
    r"\s*(?:该|项目|总投资|计划总?投资|建设|目前|截至|达产|投产|建成|预计|规划|占地|一期|二期|由|主要)"
)
Placed = TypeVar("Placed", Number, PeriodMention)


def _so_far(period: Period) -> bool:
    """Whether a period runs from January to a month before the end of the same year."""
    return period.kind == "cumulative" and (period.length_months or 99) < 12


def within(found: list[Placed], start: int, end: int) -> list[Placed]:
    """Those that begin in a stretch of the text; `found` is in the order of the text."""
    first = bisect_left(found, start, key=lambda placed: placed.start)
    return found[first : bisect_left(found, end, key=lambda placed: placed.start)]


def _inside(offset: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in spans)


# (一)加快…, 1.推进…: what stands below a heading of its own
SUB_HEADING = regex.compile(r"\s*(?:[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．])")


class Reader:
    """Reads one document block by block; `memory`, `rankings`, `places`, `rosters` and `unread` are what came of it."""

    def __init__(
        self, document: Document, anchor: Anchor, period: Period | None, names: SubjectReader
    ) -> None:
        self.text = canonical(document.text)
        self.anchor = anchor
        self.names = names
        self.memory = Memory()
        self.rankings: list[tuple[RankedList, Context]] = []
        self.places: list[tuple[Place, Context]] = []
        self.rosters: list[NamedList] = []
        self.unread: list[Number] = []
        several = period is not None and (period.length_months or 0) > 12
        self.base_context = Context(period=period, years=period if several else None)
        self.section = self.base_context
        self.report_period = period
        self.last_period = period
        self.looked_back_on: Period | None = None
        self.alone: Period | None = None
        self.paragraph_topics: tuple[str, ...] = ()
        self.titled: str | None = None
        self.title = ""
        self.han = writes_han(document.text)
        self.theme = theme_of(self.text)
        self.mark: int | None = None
        self.below: frozenset[str] = frozenset()
        self.spoken = is_transcript(self.text)
        self.sentence = self.paragraph = self.clause = self.opened = self.section_start = 0

    def heading(self, start: int, end: int) -> None:
        """A heading: opens a section, which may be one of plans."""
        self.below = frozenset()
        plans, period = self._plans(start, end), self.report_period
        below = plans is None and SUB_HEADING.match(self.text, start, end) is not None
        if below and (self.section.plan_section is not None or self.report_period is None):
            plans, period = self.section.plan_section, self.section.period
        # 2011年政府工作报告: the year that it was given in, whose plans stand in its second part
        report = REPORT.search(self.text, start, end)
        named = [] if report else find_periods(self.text, self.anchor, start, end)
        clock = Clock(period)
        if plans is None and named and clock.is_still_to_begin(named[0].period):
            plans = "target"
        if plans and named and clock.is_future(named[0].period):
            period = named[0].period
        coming = self._coming_year(start, end, plans)
        plans, period = ("target", coming) if coming else (plans, period)
        if plans is None and named and REVIEW.search(self.text, start, end) and whole_year(named[0].period):
            period = named[0].period
        if plans is None and named and self.report_period is None:
            # 二、三季度献血情况, in a bulletin that says nothing of its time before: what stands below is of that time
            period = named[0].period
        titled = SECTION_STAGE.match(self.text, start, end)
        stage = stage_of(titled[1]) if titled else ""
        place = self.section.plan_from if below and self.section.plan_section else (start, end)
        self.base_context = self.base_context._replace(
            plan_section=plans, plan_from=place if plans else None, period=period, stage=stage
        )
        self.section = self.section if below else self.base_context
        self.looked_back_on = self.looked_back_on if below and plans is None else None
        self.section_start = start
        self.alone = self.alone if below and plans is None else None
        self.last_period = period
        self.titled = named_project(self.text[start:end])

    def _coming_year(self, start: int, end: int, plans: Status | None) -> Period | None:
        """The year that a heading or a run-in title of a report on the year before looks ahead to."""
        base, issued = self.report_period, self.anchor.issued_year
        if base is None or not whole_year(base) or issued is None or issued - 1 != base.year:
            return None
        ahead = THIS_YEAR.search(self.text, start, end) and not REVIEW.search(self.text, start, end)
        aims = plans == "target" and GOALS.search(self.text, start, end)
        return Period.months(issued, 1, 12) if ahead or aims else None

    def _plans(self, start: int, end: int) -> Status | None:
        """What stands under a heading or a run-in title: demands, an outlook, or what has happened."""
        if not PLAN.search(self.text, start, end):
            return None
        return "forecast" if OUTLOOK.search(self.text, start, end) else "target"

    def block(self, start: int, end: int) -> None:
        """A paragraph, sentence by sentence."""
        if BRACKETED.fullmatch(self.text, start, end) or TITLE_LINE.fullmatch(self.text, start, end):
            self.heading(start, end)
            return
        if self.spoken:
            if asks(self.text, start, end):
                self.heading(start, end)
            start = words_from(self.text, start, end)
        titled = named_project(self.text[start:end]) if end - start <= LONGEST_TITLE else None
        if titled:
            self.titled = titled
            return
        self.paragraph += 1
        self.opened = start
        self.paragraph_topics = ()
        numbers = find_numbers(self.text, start, end, self.han)
        periods = find_periods(self.text, self.anchor, start, end)
        run_in = RUN_IN.match(self.text, start, end)
        run_in = None if run_in and COUNTS.search(run_in[1]) else run_in
        context = self._below_mark(start, numbers)
        plans = self._plans(*run_in.span(1)) if run_in else None
        if run_in and plans is not None:
            coming = self._coming_year(*run_in.span(1), plans)
            context = context._replace(
                plan_section=plans, plan_from=run_in.span(1), period=coming or context.period
            )
        if run_in and self.names.is_name(run_in[1]):
            context = context._replace(home=run_in[1])
        project = run_in_project(self.text, start, end) or self._titled(start)
        if project:
            self.titled, context = project, context._replace(home=project)
        marked = MARKED.match(self.text, start, end)
        if marked and not (run_in and context.home):
            named = self.names.leading(self.text[marked.end() : min(end, marked.end() + 24)])
            context = context._replace(home=named or context.home)
        opens = True
        for match in SENTENCE.finditer(self.text, start, end):
            self.sentence += 1
            announced = opens and not within(numbers, *match.span())
            context = self._looking_back(*match.span(), context, announced)
            context = self._sentence(match.span(), numbers, periods, context, opens)
            opens = opens and not within(numbers, *match.span())

    def _looking_back(self, start: int, end: int, context: Context, announced: bool) -> Context:
        """The context of a sentence in a report on one year that may look back on several: 五年来，….

        `announced` tells that no number has been reported in the paragraph up to its end: then the paragraphs behind
        look back as well, up to one that opens with the year itself.
        """
        if context.plan_section is not None:
            return context
        opening = self.text[start : min(end, start + LONGEST_PERIOD)]
        years = looks_back(opening, self.report_period)
        alone = last_year_alone(opening, self.report_period, self.alone if start == self.opened else None)
        if alone is not None:
            self.alone = alone if announced or start == self.opened else self.alone
            return context._replace(period=alone)
        if start == self.opened:
            self.alone = None
        if start == self.opened and returns(opening):
            self.looked_back_on = None
        if years is not None and announced:
            self.looked_back_on = years
        if start == self.opened:
            years = years or self.looked_back_on
        return context._replace(period=years, years=years) if years is not None else context

    def _below_mark(self, start: int, numbers: list[Number]) -> Context:
        """其中：, and below it a line for each of the parts, up to the first that ends in a full stop.

        As long as the lines tell of the same units, they are of the time of what stands above the mark.
        """
        before = self.text[max(0, start - 40) : start].rstrip()
        if before.endswith("其中："):
            self.mark = max(0, start - 40) + len(before) - len("其中：")
            self.below = frozenset(draft.unit_kind for draft in self.memory.levels(None, self.paragraph - 1))
        elif not before.endswith("；"):
            self.mark = None
        self.below = self.below if numbers and numbers[0].kind in self.below else frozenset()
        return self.base_context._replace(period=self.last_period) if self.below else self.base_context

    def _titled(self, start: int) -> str | None:
        """The project whose name stands on the line before, as long as paragraphs speak of no more than it."""
        project = self.titled
        if not OF_THE_PROJECT.match(self.text, start):
            self.titled = None
        return project

    def _sentence(
        self,
        span: tuple[int, int],
        numbers: list[Number],
        periods: list[PeriodMention],
        context: Context,
        opens: bool,
    ) -> Context:
        """Reads one sentence; gives the context that the rest of the paragraph inherits."""
        start, end = span
        here = within(periods, start, end)
        reported = [number for number in within(numbers, start, end) if self._reports(number, here, end)]
        rankings = []
        if may_rank(self.text, start, end):
            said = self.said_before(start)
            rankings = find_rankings(self.text, start, end, self.names, self._ranked_before(), said)
        rosters = find_rosters(self.text, start, end, self.names, rankings)
        if GOES_ON.match(self.text, start, end):
            context = context._replace(period=self._goes_on(start, context.period))
        times = [mention for mention in here if not narrows(mention, self.text, self.report_period)]
        sentence = SentenceReader(self, span, context, times, (rankings, rosters))
        if self.mark is not None and opens:
            sentence.breakdown.begin(self.mark, False, None, self.memory, ())
        sentence.read(reported)
        self.last_period = sentence.context.period
        if opens and not reported and sentence.topics:
            self.paragraph_topics = sentence.topics
        self.rosters += rosters
        self.rankings += [(ranking, sentence.context_at(ranking.start)) for ranking in rankings]
        places = find_places(self.text, start, end, self, rankings)
        self.places += [(place, sentence.context_at(place.start)) for place in places]
        opening = sentence.opening_period
        self.below = self.below if opening is None else frozenset()
        first = opens and (start == self.opened or (opening is not None and not whole_year(opening)))
        if opening is not None and (first or _so_far(opening)) and not self._passed(opening, sentence):
            context = context._replace(period=sentence.opening_period, period_from=sentence.opening_span)
        return context

    def _passed(self, opening: Period, sentence: SentenceReader) -> bool:
        """2016年越过三千亿，2020年达到…, in a review: a year on the way, and not that of the paragraph."""
        ended = sentence.context.period
        review = self.report_period is not None and (self.report_period.length_months or 0) > 12
        return (
            review and whole_year(opening) and ended is not None and (ended.year or 0) > (opening.year or 0)
        )

    def _goes_on(self, start: int, period: Period | None) -> Period | None:
        """The period of the sentence before, which a breakdown in a paragraph of its own takes over if cumulative."""
        last = self.last_period
        if self.text.startswith("其中", start):
            return last
        return last if start == self.opened and last is not None and last.kind == "cumulative" else period

    def take_lists(self, rankings: list[RankedList], rosters: list[NamedList]) -> None:
        """Lists that do not stand in one sentence; places read in their lines are theirs."""
        spans = [(ranking.start, ranking.end) for ranking in rankings]
        self.places = [pair for pair in self.places if not _inside(pair[0].start, spans)]
        self.rankings = [pair for pair in self.rankings if not _inside(pair[0].start, spans)]
        self.rankings += [(ranking, self.base_context) for ranking in rankings]
        self.rosters += rosters

    def drop_lists(self, start: int, title: str) -> None:
        """What the title says in short (甲市增速领跑) is told in full below it."""
        span = [(start, start + len(title))]
        self.places = [pair for pair in self.places if not _inside(pair[0].start, span)]
        self.rankings = [pair for pair in self.rankings if not _inside(pair[0].start, span)]

    def last_criterion(self) -> str:
        """By what the last list or place of the paragraph ranks."""
        ranked = self._ranked_before()
        before = [(ranked.end, ranked.criterion)] if ranked is not None else []
        place = self.places[-1][0] if self.places else None
        before += [(place.end, place.criterion)] if place is not None and place.start >= self.opened else []
        return max(before)[1] if before else ""

    def said_before(self, sentence: int) -> str:
        """What the text before a sentence ranks or speaks of: its paragraph, its heading, its section."""
        ranked = self.last_criterion()
        topic = paragraph_topic(self.text, self.opened, sentence) or (
            "" if ranked else heading_of(self.text, sentence)
        )
        wider = ranked or ("" if topic == "人均" else self.section_criterion())
        return fuller(topic, wider) if topic else ranked

    def section_criterion(self) -> str:
        """By what the last list or place of the section ranks."""
        before = [(r.end, r.criterion) for r, _ in self.rankings[-1:] if r.start >= self.section_start]
        before += [(p.end, p.criterion) for p, _ in self.places[-1:] if p.start >= self.section_start]
        return max(before)[1] if before else ""

    def _ranked_before(self) -> RankedList | None:
        """The last ranked list of the paragraph."""
        last = self.rankings[-1][0] if self.rankings else None
        return last if last is not None and last.start >= self.opened else None

    def _reports(self, number: Number, periods: list[PeriodMention], end: int) -> bool:
        """Whether a number reports something: it is no date and no threshold."""
        near = within(periods, number.start - LONGEST_PERIOD, number.end) if periods else []
        dated = any(mention.start < number.end and number.start < mention.end for mention in near)
        return not dated and not is_threshold(self.text, number, end)
