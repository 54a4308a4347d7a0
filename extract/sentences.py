"""Sentences: walks through one sentence number by number and tries the rules on each."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

import regex

from extract.bracketed import bracketed_measure, bracketed_name
from extract.breakdowns import Breakdown, levels_behind, part_mark
from extract.clause_subjects import LEAD_REACH, without_names
from extract.distribution import SHARED, overrides, runs_of
from extract.drafting import in_its_time
from extract.former_latter import pointed_back
from extract.heads import NOTE, clean
from extract.lists import NamedList, RankedList
from extract.periods import PeriodMention
from extract.quantities import Number
from extract.rows import row_context
from extract.rules import Anchor, rules_at
from extract.sharing import (
    borrow_unit,
    entries,
    entry_at,
    just_listed,
    listed_together,
    named_before,
    names_behind,
    project_values,
    ranked_values,
    subject_values,
    told_before,
    value_of,
)
from extract.situation import Context, Override, Situation
from extract.statuses import GOALS_LISTED, achieved, settled, stands, status_after
from extract.structure import read_structure
from extract.subject_reach import SubjectReach
from extract.superlatives import by_condition, cue_for, extreme, led_by, superlative
from extract.surroundings import CLAUSE_MARKS, DELIMITERS, clause_before, cue_start, open_bracket, pieces
from extract.time_spans import each_year, shared_out, still_to_come
from extract.times import Clock
from extract.topics import held_on, thing_of, topics_of
from schemas import Period

if TYPE_CHECKING:
    from extract.reader import Reader

STILL_TO_COME = regex.compile(r"再|还需|还要|尚需")
GOAL_NAMED = regex.compile(r"(?:任务|目标|指标|计划)(?:数|值)?(?:为|是|\d)")
ANCHORS: dict[str, Anchor] = {"percent": "percent", "points": "points", "times_as": "times_as"}
# 二是…: an item of a list begins anew
ITEM = regex.compile(r"\s*[，；;]?\s*[一二三四五六七八九十]是")
OPENING_REACH = 24


class SentenceReader:
    """Reads the numbers of one sentence from left to right; the context it ends with is `context`."""

    def __init__(
        self,
        reader: Reader,
        span: tuple[int, int],
        context: Context,
        times: list[PeriodMention],
        lists: tuple[list[RankedList], list[NamedList]],
    ) -> None:
        self.reader, self.text, self.memory = reader, reader.text, reader.memory
        self.start, self.end = span
        self.opening_context = context
        self.context = context._replace(subject=context.home, status="actual")
        self.times = times
        self.time_starts = [mention.start for mention in times]
        self.rankings, self.rosters = lists
        self.listed: list[RankedList | NamedList] = [*lists[0], *names_behind(lists[1])]
        self.entries = entries(reader.text, *lists, reader.names)
        self.opening_period: Period | None = None
        self.opening_span: tuple[int, int] | None = None
        self.marks: list[tuple[int, Context]] = [(self.start, self.context)]
        self.cursor, self.clause_from, self.first_number = self.start, self.start, self.end
        self.clock = Clock(reader.report_period, reader.anchor.issued_year)
        self.topics: tuple[str, ...] = reader.paragraph_topics
        self.topic, self.thing = held_on(self.topics), ""
        self.breakdown = Breakdown()
        self.reach = SubjectReach(
            self.text, self.end, reader.sentence, reader.names, reader.memory, self.breakdown, context.home
        )
        self.carried = self.plans = self.goals = False
        self.superlative: Override | None = None
        self.criterion = ""
        self.numbers: list[Number] = []

    def context_at(self, offset: int) -> Context:
        """The context in force at `offset`."""
        return [context for place, context in self.marks if place <= offset][-1]

    def read(self, numbers: list[Number]) -> None:
        """Every number of the sentence, in runs of numbers that stand side by side."""
        self.numbers = numbers
        self.first_number = numbers[0].start if numbers else self.end
        for run in runs_of(numbers, self.text):
            members = [numbers[index] for index in run]
            borrow_unit(members)
            self._run(members)
        self._advance(self.end)

    def _run(self, members: list[Number]) -> None:
        first = members[0]
        before, names = self.cursor, self.reader.names
        self._advance(first.start)
        first_cue = cue_start(self.text, self.cursor, first.start)
        cue, wide = self.text[first_cue : first.start], self.text[self.cursor : first.start]
        named = self._times_in(first_cue, first.start)
        spread = shared_out(named, self.text, first.start, len(members))
        clause = clause_before(self.text, self.start, first.start)
        spread = spread or each_year(self.text, (clause, first_cue, first.start), len(members), self.context)
        shared: list[Override] | None = [Override() for _ in spread]
        if not spread:
            shared = None if entry_at(self.entries, first.start) else self._shared(members, cue, wide)
        reference = self.clock.reference
        self.context = row_context(self.text, (self.start, before), first, self.memory, self.context, names)
        for place, number in enumerate(members):
            if place > 0:
                self._advance(number.start)
                if shared is None:
                    first_cue = cue_start(self.text, self.cursor, number.start)
                    cue, wide = self.text[first_cue : number.start], self.text[self.cursor : number.start]
                else:
                    self.clock.reference = reference
            if spread:
                self.context = self.context._replace(period=spread[place])
            situation = self._situation(number, first_cue, cue, wide, shared[place] if shared else None)
            situation.listed = place > 0 and shared is None
            situation.run_end = members[-1].end if shared is not None else 0
            self._draft(situation)
            if spread:
                self.memory.set_period(number, spread[place])
            self.cursor = number.end

    def _shared(self, members: list[Number], cue: str, wide: str) -> list[Override] | None:
        """How the numbers of a run are shared out, where they are."""
        count, first = len(members), members[0]
        if count == 1 and not SHARED.search(wide):
            return None
        kinds = [number.kind for number in members]
        shared = (
            ranked_values(self.text, [*self.rankings, *self.rosters], self.cursor, first.start, count)
            or just_listed(self.text, (self.start, first.start), cue, count, self.reader.names)
            or named_before(cue, count, self.memory)
            or project_values(cue, count, self.memory)
            or subject_values(cue, kinds, self.context.subject)
            or overrides(cue, wide, count, self.memory, self.reader.sentence, self.reader.names, kinds)
        )
        return shared and told_before(shared, self.rankings, self.cursor, self.memory, self.reader.sentence)

    def _advance(self, offset: int) -> None:
        """Takes in what stands between the cursor and `offset`: time, subject, status, topic."""
        self.clock.reference = None
        self.context = self.clock.behind_set(self.context)
        self.marks.append((self.cursor, self.context))
        for start, end in pieces(self.text, self.cursor, offset):
            self._take(start, end)
            self.marks.append((start, self.context))

    def _take(self, start: int, end: int) -> None:
        text = self.text[start:end]
        if text not in DELIMITERS:
            self._words(text, start, end)
        self._superlative(text)
        self._status(start, end)
        if text == "，":
            self.context = self.reach.behind_comma(self.context)
        self.context = self.clock.words(self.text, (self.start, start, end), self.context)
        if text[-1] == "；":
            self._clause_ends(end)

    def _words(self, text: str, start: int, end: int) -> None:
        """What is said between two delimiters: parts, topics, times and subject."""
        self._part(text, start, end)
        opening = [mention.end for mention in self._times_in(start, start + 2)]
        topics = topics_of(self.text[max([start, *opening]) : end] if opening else text)
        if topics:
            self.topics, self.topic = topics, topics[0] if len(topics) == 1 else ""
        self.thing = thing_of(text) or self.thing
        here = self._times_in(start, end)
        for mention in here:
            if mention.start <= start + 1 and self._is_past(mention) and not self.context.plan_section:
                self.context = self.context._replace(status="actual")
            self._time(mention)
        before = self.context.subject
        self._subject(text, start)
        if self.context.subject != before:
            self.thing = ""
        if self.carried and (self.context.subject != before or any(map(self._is_past, here))):
            self.context, self.carried = self.context._replace(status="actual"), False

    def _is_past(self, mention: PeriodMention) -> bool:
        return not mention.reference and not self.clock.is_future(mention.period)

    def _times_in(self, start: int, end: int) -> list[PeriodMention]:
        """The periods that begin in a stretch of the sentence."""
        if not self.times:
            return []
        return self.times[bisect_left(self.time_starts, start) : bisect_left(self.time_starts, end)]

    def _part(self, text: str, start: int, end: int) -> None:
        """其中, 分产业看: what follows are parts of what stood before."""
        if mark := part_mark(text):
            behind = levels_behind(self.numbers, self.text, self.start, end)
            self.breakdown.begin(start + mark[0], mark[1], self.context.subject, self.memory, behind)

    def _time(self, mention: PeriodMention) -> None:
        before = self.context
        self.context = self.clock.take(mention, self.text, self.start, self.context)
        opens = (
            not self.breakdown.begun and self.opening_period is None and mention.start <= self.first_number
        )
        if opens and self.context.period_from != before.period_from and mention.period.kind != "as_of":
            if mention.start - self.start <= OPENING_REACH and len(mention.period.end or "") == 7:
                self.opening_period, self.opening_span = self.context.period, (mention.start, mention.end)

    def _subject(self, text: str, start: int) -> None:
        if self.listed and any(listed.start <= start < listed.end for listed in self.listed):
            return
        if "是" in text and ITEM.match(self.text, start):
            self.context = self.context._replace(subject=self.context.home)
        settled, subject = self.reach.named(start, self._times_in(start, start + LEAD_REACH))
        if settled and subject != self.context.subject:
            self.context = self.context._replace(subject=subject)

    def _superlative(self, text: str) -> None:
        """亩均投资强度A片区最高，达452万元: the number behind belongs to that unit and criterion."""
        if self.superlative is not None and clean(text):
            self.superlative = None
        found = superlative(text, self.reader.names) if "最" in text else None
        if found is not None:
            self.criterion = found.criterion or self.criterion
            self.superlative = extreme(found._replace(criterion=self.criterion))
            self.context = self.context._replace(subject=found.name)

    def _status(self, start: int, end: int) -> None:
        future, counts = self.clock.looks_ahead(self.context), self.text[end - 1] not in CLAUSE_MARKS
        status, happened, at = status_after(self.text, (start, end), self.context, future, counts)
        if happened and self.clock.is_future(self.context.period):
            self.context = self.context._replace(period=self.reader.report_period)
        last = self.memory.drafts[-1] if status == "target" and self.memory.drafts else None
        if last is not None and last.number.end == self.cursor:
            status = "actual" if achieved(self.text, self.cursor, last.number.start) else status
        if status != self.context.status:
            self.context = self.context._replace(status=status, status_from=at)

    def _clause_ends(self, end: int) -> None:
        """A semicolon: a status holds on, but for a goal that was only named; a moment in time no longer."""
        self.reader.clause += 1
        self.thing = ""
        self.breakdown.soft = self.breakdown.begun
        subject = self.reach.behind_semicolon(self.context, end)
        status = self.context.status
        listed = status == "target" and GOALS_LISTED.search(self.text, self.clause_from, end) is not None
        self.goals = self.goals or listed
        if not (self.goals or self.context.plan_section):
            only_named = GOAL_NAMED.search(self.text, self.clause_from, end)
            if only_named or not (self.plans or self.clock.looks_ahead(self.context)):
                status = "actual"
        self.carried = status != "actual" and not self.context.plan_section
        self.clause_from = end
        period = self.clock.behind_semicolon(
            (self.text, self.start, self.end),
            self.context,
            self.first_number,
            (self.opening_period, self.opening_context.period),
        )
        self.context = self.context._replace(status=status, period=period, subject=subject)

    def _situation(self, number: Number, start: int, cue: str, wide: str, told: Override | None) -> Situation:
        opened = open_bracket(self.text, self.start, number.start)
        after = self.text[number.end : min(self.end, number.end + 40)]
        override = self._override(number, start, cue, told)
        override = override or led_by(cue, after, self.reader.names, number.is_percent)
        bracket = None
        entry = entry_at(self.entries, number.start)
        if entry is not None and override is None:
            cue, override = value_of(entry, cue, number.is_percent)
        elif opened is not None:
            bracket = next((draft for draft in self.memory.back(8) if draft.number.end == opened), None)
            if bracket is None and opened + 1 == number.start:
                override = override or bracketed_name(self.text, self.start, opened, self.reader.names)
                if override is None:
                    start, cue = bracketed_measure(self.text, (self.start, opened), number.kind, (start, cue))
        base = self.memory.base(wide)
        if base is not None:
            left = clause_before(self.text, self.start, base.number.start)
            cue = self.text[left : base.number.start].replace("(", "") + cue.lstrip(")")
        then = self.clock.stood_then(self.text, number)
        cue = self._own_words(
            cue if then is None else self.clock.own_cue(self.text, start, number, cue), start
        )
        if cue[1:2] == "者":
            cue = pointed_back(cue, self.text, (self.reader.opened, start), self.reader.names)
        cue = NOTE.sub("", cue) if "(" in cue or "[" in cue else cue
        cue = cue_for(override.criterion if number.is_percent and override is not None else "", cue)
        return Situation(
            text=self.text,
            number=number,
            limit=self.end,
            cue=cue,
            cue_start=start,
            wide=wide,
            after=after,
            context=self._settled(number, cue),
            memory=self.memory,
            override=override,
            in_bracket=opened is not None,
            bracket=bracket,
            base=base,
            part=self.breakdown.begun or bracket is not None,
            part_mark=self.breakdown.mark,
            soft=self.breakdown.soft,
            by_industry=self.breakdown.by_industry,
            topic=self.topic,
            topics=self.topics,
            thing=self.thing,
            theme=self.reader.theme,
            sums=self.breakdown.sums,
            reference=self.clock.reference,
            then=then,
            now=self.reader.report_period,
            sentence=self.reader.sentence,
            paragraph=self.reader.paragraph,
            clause=self.reader.clause,
        )

    def _override(self, number: Number, start: int, cue: str, told: Override | None) -> Override | None:
        """Whose number it is and of what, where a list or a superlative tells and not the clause's own words."""
        rate = self.memory.rate_named(self.reader.sentence) if number.is_percent and self.rankings else None
        override = told or listed_together(cue, start, self.rankings, self.context.subject, rate)
        if override is None and number.is_percent and self.listed:
            override = by_condition(self.listed, start, self._own_words(cue, start), self.memory.last)
        if override is not None or not self.superlative or clean(self._own_words(cue, start)):
            return override
        return replace(self.superlative, head=None) if number.is_percent else self.superlative

    def _own_words(self, cue: str, start: int) -> str:
        """The clause's own words: without the time and the subject that the context has taken up."""
        for mention in reversed(self._times_in(start, start + len(cue))):
            left, right = mention.start - start, mention.end - start
            if left >= 0 and (self.clock.reference is None or mention.start != self.clock.reference_at):
                if right <= len(cue) and cue[left:right] == self.text[mention.start : mention.end]:
                    cue = cue[:left] + cue[right:]
        return without_names(cue, self.context.subject, self.reader.names)

    def _settled(self, number: Number, cue: str) -> Context:
        """The context with its status settled: in a section of plans, a future span is a target."""
        context, future = self.context, self.clock.looks_ahead(self.context)
        if context.status == "actual" and self.clock.is_years_ahead(context.period):
            context = context._replace(status="target", status_from=context.plan_from or context.period_from)
        status = settled(number, self.text, cue, context, (future, self.clock.is_ahead(context.period)))
        if status != context.status:
            context = context._replace(status=status, status_from=context.plan_from)
        if status == "actual":
            return context
        if number.kind == "count" and stands(cue, self.text, number.end):
            return context._replace(status="actual", period=self.reader.base_context.period)
        if not (future and STILL_TO_COME.search(cue)):
            return self.clock.planned(context, cue)
        return context._replace(period=still_to_come(context, self.reader.report_period))

    def _of_one(self, context: Context) -> bool:
        """Whether a forecast stands behind the words for one indicator: 总值|预计|达42亿元；收入11亿元."""
        told = (context.status_from or (self.start, 0))[0]
        opened = cue_start(self.text, self.start, told)
        said = clean(self._own_words(self.text[opened:told], opened))
        return context.status == "forecast" and not context.plan_section and bool(said)

    def _draft(self, situation: Situation) -> None:
        """Tries the rules in order; what none reads is kept for a warning."""
        number = situation.number
        if number is self.numbers[0]:
            self.plans = situation.context.status != "actual" and not self._of_one(situation.context)
        last = self.memory.last
        if last and number.start < last.covers and (number.bound != "=" or "project" in last.rule):
            return
        if number.token == "ratio":
            for draft in read_structure(situation):
                self.memory.add(draft)
            return
        behind = self.text[situation.end : min(situation.end + 1, self.end)]
        for rule in rules_at(ANCHORS.get(number.kind, "figure"), situation.cue[-1:], behind):
            drafted = rule.read(situation)
            if drafted is not None:
                self.memory.add(in_its_time(drafted, situation))
                if drafted.rule == "figure.project" and self.carried:
                    drafted.status, drafted.period = "actual", self.opening_context.period
                    self.context = self.opening_context._replace(status="actual")
                if drafted.rule == "figure.project":
                    self.context = self.context._replace(subject=drafted.subject)
                return
        self.reader.unread.append(number)
