"""The reader: goes through the text once, in order, and carries what it has understood so far."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TypeVar

import regex

from extract.canonical import canonical, writes_han
from extract.lists import NamedList, RankedList, find_rankings, find_rosters
from extract.memory import Memory
from extract.patterns import compile_pattern
from extract.periods import Anchor, PeriodMention, find_periods
from extract.places import Place, find_places
from extract.quantities import Number, find_numbers
from extract.sentences import SentenceReader
from extract.situation import Context
from extract.subjects import SubjectReader
from extract.thresholds import is_threshold
from extract.times import Clock
from schemas import Document, Period

SENTENCE = regex.compile(r"[^。！？!?\n]+[。！？!?]?")
RUN_IN = regex.compile(r"(?:[(（]?[一二三四五六七八九十\d]+[)）.、]\s*)?([^。：，]{2,16})[。：]")
PLAN = compile_pattern(r"<plan_section>")
# 占全年任务的…: the period belongs to the task, not to the number
GOAL_WORDS = compile_pattern(r"(?: 的 )? [^，。；]{0,10}? <goal>")
QUALIFIES = compile_pattern(r"(?: 占 | 完成 | 达 | 超 | 为 | 较 | 距 | 的 | 年度 ) [^，。；]{0,6} $")


LONGEST_PERIOD = 40
Placed = TypeVar("Placed", Number, PeriodMention)


def within(found: list[Placed], start: int, end: int) -> list[Placed]:
    """Those that begin in a stretch of the text; `found` is in the order of the text."""
    first = bisect_left(found, start, key=lambda placed: placed.start)
    return found[first : bisect_left(found, end, key=lambda placed: placed.start)]


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
        self.base_context = Context(period=period)
        self.report_period = period
        self.last_period = period
        self.paragraph_topics: tuple[str, ...] = ()
        self.han = writes_han(document.text)
        self.sentence = self.paragraph = self.clause = self.opened = 0

    def heading(self, start: int, end: int) -> None:
        """A heading: opens a section, which may be one of plans."""
        plans = bool(PLAN.search(self.text, start, end))
        period = self.report_period
        named = find_periods(self.text, self.anchor, start, end) if plans else []
        if named and Clock(period).is_future(named[0].period):
            period = named[0].period
        self.base_context = replace(self.base_context, plan_section=plans, period=period)

    def block(self, start: int, end: int) -> None:
        """A paragraph, sentence by sentence."""
        self.paragraph += 1
        self.opened = start
        self.paragraph_topics = ()
        numbers = find_numbers(self.text, start, end, self.han)
        periods = find_periods(self.text, self.anchor, start, end)
        run_in = RUN_IN.match(self.text, start, end)
        context = self.base_context
        if run_in and PLAN.search(run_in[1]):
            context = replace(context, plan_section=True)
        if run_in and self.names.is_name(run_in[1]):
            context = replace(context, home=run_in[1])
        for match in SENTENCE.finditer(self.text, start, end):
            self.sentence += 1
            context = self._sentence(match.span(), numbers, periods, context, match.start() == start)

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
        rankings = find_rankings(self.text, start, end, self.names, self._ranked_before())
        rosters = find_rosters(self.text, start, end, self.names, rankings)
        if self.text.startswith("其中", start):
            context = replace(context, period=self.last_period)
        times = [mention for mention in here if not self._qualifies_goal(mention)]
        sentence = SentenceReader(self, span, context, times, (rankings, rosters), opens)
        sentence.read(reported)
        self.last_period = sentence.context.period
        if opens and not reported and sentence.topics:
            self.paragraph_topics = sentence.topics
        self.rosters += rosters
        self.rankings += [(ranking, sentence.context_at(ranking.start)) for ranking in rankings]
        places = find_places(self.text, start, end, self, rankings)
        self.places += [(place, sentence.context_at(place.start)) for place in places]
        if opens and sentence.opening_period is not None:
            context = replace(context, period=sentence.opening_period, period_from=sentence.opening_span)
        return context

    def take_lists(self, rankings: list[RankedList], rosters: list[NamedList]) -> None:
        """Lists that do not stand in one sentence."""
        self.rankings += [(ranking, self.base_context) for ranking in rankings]
        self.rosters += rosters

    def _ranked_before(self) -> RankedList | None:
        """The last ranked list of the paragraph."""
        last = self.rankings[-1][0] if self.rankings else None
        return last if last is not None and last.start >= self.opened else None

    def _reports(self, number: Number, periods: list[PeriodMention], end: int) -> bool:
        """Whether a number reports something: it is no date and no threshold."""
        near = within(periods, number.start - LONGEST_PERIOD, number.end)
        dated = any(mention.start < number.end and number.start < mention.end for mention in near)
        return not dated and not is_threshold(self.text, number, end)

    def _qualifies_goal(self, mention: PeriodMention) -> bool:
        before = self.text[max(0, mention.start - 8) : mention.start]
        if not GOAL_WORDS.match(self.text, mention.end, mention.end + 16):
            return False
        return bool(QUALIFIES.search(before)) or self.text[mention.start : mention.end] == "全年"
