"""The reader: goes through the text once, in order, and carries what it has understood so far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

from extract.distribution import SHARED, overrides, runs_of
from extract.draft import Draft
from extract.heads import NOTE, clean, is_head, stage_of
from extract.lists import NamedList, RankedList, find_rankings, find_rosters
from extract.memory import Memory
from extract.patterns import compile_pattern, compiled
from extract.periods import Anchor, PeriodMention, find_periods
from extract.places import Place, find_places
from extract.quantities import Number, find_numbers
from extract.rules import RULES, Rule
from extract.situation import Context, Override, Situation
from extract.subjects import SubjectReader
from extract.thresholds import is_threshold
from schemas import Document, Period

SENTENCE = regex.compile(r"[^。！？!?\n]+[。！？!?]?")
DELIMITERS = "，,；;。：:（）()\n"
PART = regex.compile(r"其中|分[\p{Han}]{1,6}看|按[\p{Han}]{1,6}(?:分|看)")
NAMED_UNIT = regex.compile(
    r"(?:走进|位于.{2,10}的|由|，|。|^|在)(?P<name>[\p{Han}A-Za-z]{4,24}?(?:有限公司|股份公司|集团|公司|项目|基地)(?:[一二三]期)?)"
)
GOAL_WORDS = compile_pattern(r"(?: 的 )? [^，。；]{0,10}? <goal>")
QUALIFIES = compile_pattern(r"(?: 占 | 完成 | 达 | 超 | 为 | 较 | 距 | 的 | 年度 ) [^，。；]{0,6} $")
COMPARES = regex.compile(r"(?:比|较|与|同|由|从|是|跟|和)(?:在)?$")
STATUS = compile_pattern(r"(?P<goal> <goal_cue> ) | (?P<forecast> <forecast_cue> ) | (?P<actual> <actual_cue> )")
SEVERAL = regex.compile(
    r"(?P<names>(?:[两二三四五六七八九十]|\d+)个?(?:园区|平台|开发区|市州|县区|[市县区镇乡州地省]|街道|部门))(?:合计|共计|累计|共)"
)
BARE_TOPIC = regex.compile(r"(?:\\s|[(（]?[一二三四五六七八九十\\d]+[)）.、]|【[^】]*】|按照?|从|各单位|各\\p{Han}{1,4}?(?=完成|引进|签约|到位)|[一二三四]是)*(?P<topic>[^，。；：\\d]{2,30}?)(?:完成)?(?:情况)?(?:看|来看|排名)?[，：。]$")
TOPIC = regex.compile(r"(?:其中|从)?(?P<topic>[^，。；：\d]{2,16}?)(?:方面|中|上|来看|看)[，：]$")
NOTES = compile_pattern(NOTE)
THRESHOLD_TAIL = regex.compile(r"(?:超过|低于|高于|不足|不到|达到|达|在)?\d+(?:\.\d+)?%?(?:以上|以下|及以上)?(?:的.*)?$")
VERB_OF_CHANGE = regex.compile(r"增|降|占|提高|下滑|回落|上升|达")
# 年加工玉米120万吨的星泰赖氨酸项目，总投资28亿元: a named project stands before its figures
APPOSITION = regex.compile(
    r"(?:[^，。；、：的]{0,20}的)?(?P<name>(?:(?![的和])[\p{Han}A-Za-z*×()]){4,24}(?:项目|公司|工程|公路|铁路|产业园|示范园|交易城|综合体))(?:，|总投资|全长|占地|已完成|累计完成|完成投资|计划投资|概算)"
)
GENERIC_PROJECT = regex.compile(r".{0,6}(?:重点|重大|工业|产业|招商|签约|开工|在建|亿元以上|引进|续建|新建|储备|技改|民生|基础设施|前期|入库|在谈|投资)\p{Han}{0,4}项目$|.*(?:全市|全县|全区|个项目)")
PLAN_CUE = compile_pattern(r"<plan_cue>")
PLAN = compile_pattern(r"<plan_section>")
WHOLE = compile_pattern(r"(?: 其中 | ， )? <whole_area>")
ANCHORS = {"percent": "percent", "points": "points", "times_as": "times_as", "ratio": "ratio"}


def canonical(text: str) -> str:
    """The text with Chinese punctuation throughout, character for character (a comma between digits stays)."""
    return compiled(r",(?!\d{3})|(?<!\d),").sub("，", text).translate({ord(";"): "；", ord("（"): "(", ord("）"): ")"})


class Reader:
    """Reads one document. `drafts`, `rankings`, `rosters` and `unread` are what came of it."""

    def __init__(self, document: Document, anchor: Anchor, period: Period | None, names: SubjectReader) -> None:
        self.text = canonical(document.text)
        self.anchor = anchor
        self.names = names
        self.memory = Memory()
        self.rankings: list[tuple[RankedList, Context]] = []
        self.places: list[tuple[Place, Context]] = []
        self.rosters: list[NamedList] = []
        self.unread: list[Number] = []
        self.base_context = Context(period=period)
        self.last_period = period
        self.paragraph_topics: tuple[str, ...] = ()
        self.han = _writes_han(document.text)
        self.sentence = self.paragraph = self.clause = 0

    def heading(self, start: int, end: int) -> None:
        """A heading: opens a section, which may be one of plans."""
        self.base_context = replace(self.base_context, plan_section=bool(PLAN.search(self.text, start, end)))

    def block(self, start: int, end: int) -> None:
        """A paragraph, sentence by sentence."""
        self.paragraph += 1
        self.paragraph_topics = ()
        numbers = find_numbers(self.text, start, end, self.han)
        periods = find_periods(self.text, self.anchor, start, end)
        opening = compiled(r"(?:[(（]?[一二三四五六七八九十\d]+[)）.、]\s*)?([^。：，]{2,16})[。：]").match(self.text[start:end])
        context = self.base_context
        if opening and PLAN.search(opening[1]):
            context = replace(context, plan_section=True)
        for match in SENTENCE.finditer(self.text, start, end):
            self.sentence += 1
            context = self._sentence(match.start(), match.end(), numbers, periods, context, match.start() == start)

    def _sentence(
        self, start: int, end: int, numbers: list[Number], periods: list[PeriodMention], context: Context, opens: bool
    ) -> Context:
        here = [p for p in periods if start <= p.start < end]
        times = [p for p in here if not self._qualifies_goal(p)]
        reported = [
            n
            for n in numbers
            if start <= n.start < end
            and not any(p.start < n.end and n.start < p.end for p in here)
            and not is_threshold(self.text, n, end)
        ]
        rankings = find_rankings(self.text, start, end)
        rosters = find_rosters(self.text, start, end, self.names, rankings)
        self.rosters += rosters
        if self.text.startswith("其中", start):
            context = replace(context, period=self.last_period)
        walker = Walker(self, start, end, context, times, rankings, rosters, opens)
        walker.read(reported)
        self.last_period = walker.context.period
        if opens and not reported and walker.topics:
            self.paragraph_topics = walker.topics
        self.rankings += [(ranking, walker.context_at(ranking.start)) for ranking in rankings]
        self.places += [
            (place, walker.context_at(place.start)) for place in find_places(self.text, start, end, self, rankings)
        ]
        if opens and walker.opening_period is not None:
            context = replace(context, period=walker.opening_period, period_from=walker.opening_span)
        return context

    def _qualifies_goal(self, mention: PeriodMention) -> bool:
        """占全年任务的…: the period belongs to the task, not to the number."""
        before = self.text[max(0, mention.start - 8) : mention.start]
        if not GOAL_WORDS.match(self.text, mention.end, mention.end + 16):
            return False
        return bool(QUALIFIES.search(before)) or self.text[mention.start : mention.end] in ("全年",)


def whole_year(period: Period) -> bool:
    """Whether a period is one calendar year."""
    return period.length_months == 12 and (period.start or "").endswith("-01")


def _writes_han(text: str) -> bool:
    """Whether the bulletin writes its figures in Chinese numerals."""
    han = len(compiled(r"百分之[一二三四五六七八九十]|[一二三四五六七八九十百千]点[一二三四五六七八九零〇]").findall(text))
    return han > len(compiled(r"\d%|\d亿|\d个").findall(text))


class Walker:
    """Walks through one sentence, number by number."""

    def __init__(
        self, reader: Reader, start: int, end: int, context: Context, times: list[PeriodMention],
        rankings: list[RankedList], rosters: list[NamedList], opens: bool,
    ) -> None:
        self.reader, self.text = reader, reader.text
        self.start, self.end = start, end
        self.opening = context
        self.context = replace(context, subject=None, status="actual")
        self.times = times
        self.entries = {
            member.values_start: (member.name, ranking.criterion) for ranking in rankings for member in ranking.members
        }
        self.inline = {
            member.end: (member.name, ranking.criterion) for ranking in rankings for member in ranking.members
        }
        for roster in rosters:
            self.entries |= {member.values_start: (member.name, roster.condition) for member in roster.members if member.values_end > member.values_start}
        self.opens = opens
        self.rankings = rankings
        self.opening_period: Period | None = None
        self.opening_span: tuple[int, int] | None = None
        self.marks: list[tuple[int, Context]] = [(start, self.context)]
        self.cursor = start
        self.part = False
        self.part_mark: int | None = None
        self.dimension = False
        self.soft = False
        self.year_named: PeriodMention | None = None
        self.topic = ""
        self.topics: tuple[str, ...] = reader.paragraph_topics
        self.sums: dict[str, Draft] = {}
        self.numbers: list[Number] = []
        self.reference: Period | None = None

    def context_at(self, offset: int) -> Context:
        """The context in force at `offset`."""
        return [context for place, context in self.marks if place <= offset][-1]

    def read(self, numbers: list[Number]) -> None:
        """Every number of the sentence, in runs."""
        self.numbers = numbers
        for run in runs_of(numbers, self.text):
            members = [numbers[index] for index in run]
            self._borrow_unit(members)
            shared: list[Override] | None = None
            for place, number in enumerate(members):
                reference = self.reference
                self._advance(number.start)
                if place > 0 and shared is not None:
                    self.reference = reference
                if place == 0:
                    ranked = self._ranked(number, len(members))
                    cue_start = self._cue_start(number)
                    cue = self.text[cue_start : number.start]
                    wide = self.text[self.cursor : number.start]
                    first_cue, first_wide = cue, wide
                    first_start = cue_start
                    shared = ranked or self._projects_shared(cue, len(members)) or self._plural_shared(cue, len(members)) or (
                        overrides(cue, self.text[max(self.start, self.cursor) : number.start], len(members), self.reader.memory, self.reader.sentence, self.reader.names, [number.kind for number in members])
                    )
                if shared is not None:
                    situation = self._situation(number, first_start, first_cue, first_wide, shared[place])
                elif place == 0:
                    situation = self._situation(number, first_start, first_cue, first_wide, None)
                else:
                    own = self._cue_start(number)
                    situation = self._situation(number, own, self.text[own : number.start], self.text[self.cursor : number.start], None)
                    situation.listed = True
                self._draft(situation)
                self.cursor = number.end
        self._advance(self.end)

    def _ranked(self, number: Number, count: int) -> list[Override] | None:
        """居前三位的是A、B、C，分别增长…: the values of the places just listed."""
        between = self.text[self.cursor : number.start]
        for ranking in self.rankings:
            gap = self.text[ranking.end : number.start] if self.cursor <= ranking.end <= number.start else None
            if gap is not None and len(gap) < 16 and compiled(r"分别|依次").search(between) and len(ranking.members) == count:
                return [Override(subject=member.name, criterion=ranking.criterion) for member in ranking.members]
        return None

    def _projects_shared(self, cue: str, count: int) -> list[Override] | None:
        """总投资…的A项目和总投资…的B项目分别完成投资…: one value for each of the projects just named."""
        marker = SHARED.search(cue)
        last = list(self.reader.memory.back(count))[::-1]
        if marker is None or count < 2 or len(last) < count or any(d.rule != "figure.project" for d in last):
            return None
        head = clean(cue[: marker.start()] + cue[marker.end() :]) or None
        return [Override(subject=draft.subject, head=head) for draft in last]

    def _plural_shared(self, cue: str, count: int) -> list[Override] | None:
        """A、B、C尚未完成…，缺口分别为…: one value for each of the plural subject's names."""
        subject = self.context.subject
        marker = SHARED.search(cue)
        if subject is None or marker is None or subject.count("、") != count - 1 or count < 2 or subject in cue:
            return None
        head = clean(cue[: marker.start()]) or None
        return [Override(subject=name, head=head) for name in subject.split("、")]

    def _borrow_unit(self, members: list[Number]) -> None:
        """分别提高4.1个、6.3个、2.8个百分点: the last unit serves all."""
        last = members[-1]
        if last.kind == "points" and any(number.kind == "count" for number in members):
            for number in members:
                number.kind, number.unit = last.kind, last.unit

    def _advance(self, offset: int) -> None:
        """Takes in what stands between the cursor and `offset`: time, subject, status."""
        self.reference = None
        segment_start = self.cursor
        for piece in self._pieces(segment_start, offset):
            self._take(piece, offset)
        self.marks.append((segment_start, self.context))

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        left = start
        for index in range(start, end):
            if self.text[index] in DELIMITERS:
                yield left, index + 1
                left = index + 1
        if left < end:
            yield left, end

    def _take(self, piece: tuple[int, int], offset: int) -> None:
        start, end = piece
        text = self.text[start:end]
        mark = PART.search(text)
        if mark:
            self.part, self.part_mark, self.soft = True, start + mark.start(), False
            self.sums = self._summed(end)
            self.dimension = bool(compiled(r"产业|行业|领域").search(mark[0]))
        self._topic(text)
        for mention in self.times:
            if start <= mention.start < end:
                self._time(mention, offset)
        self._subject(start, text)
        self._status(text)
        period = self.context.period
        if "累计" in text and period is not None and period.kind == "interval" and period.length_months == 1 and period.year:
            month = int((period.end or "0000-00")[5:7])
            if month > 1 and len(period.end or "") == 7:
                self.context = replace(self.context, period=Period.months(period.year, 1, month, text=period.text))
        if text and text[-1] in "；;":
            self._clause_ends()

    def _summed(self, offset: int) -> dict[str, Draft]:
        """For each unit behind 其中 or 分…看: the earlier level that its numbers add up to."""
        found = {}
        for unit in {number.unit for number in self.numbers if number.start >= offset}:
            members = [number for number in self.numbers if number.start >= offset and number.unit == unit]
            total = sum(number.value for number in members)
            if len(members) < 2 or members[0].is_percent:
                continue
            for draft in self.reader.memory.levels(limit=30):
                if draft.unit == unit and draft.value == total:
                    found[unit] = found[members[0].kind] = draft
                    break
        return found

    def _topic(self, text: str) -> None:
        """X方面，/ X中，/ X、Y，: what the clauses that follow speak of."""
        topic = TOPIC.match(text)
        if topic and not topic["topic"].startswith(("分", "按")):
            self.topic = topic["topic"]
            self.topics = (self.topic,)
            return
        bare = BARE_TOPIC.match(text)
        if bare:
            members = tuple(clean(part) for part in compiled(r"[、和及]").split(bare["topic"]))
            if all(len(part) > 1 and is_head(part) for part in members):
                self.topics = members

    def _time(self, mention: PeriodMention, offset: int) -> None:
        before = self.text[max(self.start, mention.start - 2) : mention.start]
        if mention.reference or COMPARES.search(before):
            if mention.reference and not COMPARES.search(before) and self.text[mention.start : mention.start + 2] == "去年" and "同期" not in mention.period.text:
                self.context = replace(self.context, period=mention.period)
            self.reference = mention.period
            return
        if self._open_bracket(mention.start) is not None:
            self.reference = mention.period
            return
        base = self.reader.base_context.period
        if whole_year(mention.period):
            self.year_named = mention
        if base is not None and whole_year(mention.period) and mention.period.year == base.year and not whole_year(base):
            if base.kind == "cumulative":
                return
        self.context = replace(self.context, period=mention.period, period_from=(mention.start, mention.end))
        if self.opens and mention.period.kind != "as_of" and mention.start - self.start <= 24 and self.opening_period is None and not self.part:
            self.opening_period = mention.period
            self.opening_span = (mention.start, mention.end)

    def _subject(self, start: int, text: str) -> None:
        lead = compiled(r"\s*(?:[(（]?[一二三四五六七八九十\d]+[)）.、]\s*|[一二三四五六七八九十]是|其中[，,：:]?|截至[^，]{2,10}|[，,；;：:、（(]|另外|同时|此外|同期|“[^”]{2,20}”|[和及与](?=\\*))*").match(text)
        at = lead.end() if lead else 0
        if any(ranking.start <= start < ranking.end for ranking in self.rankings):
            return
        for mention in self.times:
            if start + at == mention.start:
                at = mention.end - start
        several = SEVERAL.match(self.text, start + at)
        if several:
            self.context = replace(self.context, subject=several["names"])
            return
        rest = self.text[start + at : min(self.end, start + at + 60)].lstrip("，, ")
        if start > self.start and self.text[start - 1] in "（(" and self.text[max(0, start - 2)] not in "，。":
            return
        own = next((name for name in self.reader.names.own if rest.startswith(name)), None)
        if own or WHOLE.match(rest) or compiled(r"其余|其他|合计").match(rest):
            self.context = replace(self.context, subject=None)
            return
        this = compiled(r"该(?:项目|公司|企业|基地|园)").match(rest)
        if this:
            self.context = replace(self.context, subject=self._named_before(start))
            return
        named = APPOSITION.match(self.text, start + at, self.end)
        if named and not stage_of(named["name"]) and not GENERIC_PROJECT.match(named["name"]):
            self.context = replace(self.context, subject=named["name"])
            return
        names = self._plural(rest) or self.reader.names.leading(rest)
        if names and "、" in names and compiled(r"等?(?:\d+|[两三四五六七八九十])[个家]").match(rest[len(names) :]):
            return
        if names and self._is_topic(rest[len(names) :], names):
            self.context = replace(self.context, subject=names)

    def _named_before(self, offset: int) -> str | None:
        """The enterprise or project that 该项目 points back to."""
        left = self.text.rfind("\n", 0, offset) + 1
        named = None
        for named in NAMED_UNIT.finditer(self.text, left, offset):
            pass
        return named["name"] if named else None

    def _plural(self, text: str) -> str | None:
        """县一、县二 as one plural subject, where a list of names opens the clause."""
        if "、" not in text[:14]:
            return None
        taken = ""
        for part in compiled(r"(?<=、)").split(text):
            name = self.reader.names.leading(part.removesuffix("、"))
            if name is None:
                return None
            taken += name
            if not part.endswith("、") or name != part.removesuffix("、"):
                return taken if "、" in taken else None
            taken += "、"
        return None

    def _is_topic(self, rest: str, name: str) -> bool:
        return not compiled(r"(?:\([^()]*\))?(?:、|级|直|内|域|中心城|及以上|有关|相关|负责人|表示|透露|介绍|看|来看|统计|获悉|消息|党委|对|会同|牵头|按照|根据|印发)").match(rest) and not name.endswith(("年市", "年县"))

    def _status(self, text: str) -> None:
        for match in STATUS.finditer(text):
            status = "target" if match["goal"] else "forecast" if match["forecast"] else "actual"
            self.context = replace(self.context, status=status)
        if self.context.plan_section and PLAN_CUE.search(text):
            self.context = replace(self.context, status="target")

    def _clause_ends(self) -> None:
        self.reader.clause += 1
        self.soft = self.part
        status = self.context.status if self.context.plan_section else "actual"
        period = self.context.period
        if period is not None and period.kind == "as_of":
            period = self.opening.period
        self.context = replace(self.context, status=status, period=period)

    def _is_future(self, period: Period | None) -> bool:
        base = self.reader.base_context.period
        return bool(period and base and period.end and base.end and period.end[:7] > base.end[:7])

    def _cue_start(self, number: Number) -> int:
        """The start of the number's own clause; brackets without numbers belong to the words around them."""
        index = number.start - 1
        while index >= self.cursor:
            char = self.text[index]
            if char in ")）":
                opened = max(self.text.rfind("(", self.cursor, index), self.text.rfind("（", self.cursor, index))
                if opened < 0:
                    return index + 1
                index = opened - 1
                continue
            if char in DELIMITERS:
                return index + 1
            index -= 1
        return self.cursor

    def _situation(self, number: Number, cue_start: int, cue: str, wide: str, override: Override | None) -> Situation:
        memory = self.reader.memory
        opened = self._open_bracket(number.start)
        entry = self.entries.get(opened) if opened is not None else None
        bracket = None
        if override is None and compiled(r"\s*(?:均|都|各)").match(cue):
            override = self._all_listed(cue_start)
        entry = entry or self.inline.get(number.start)
        if entry is not None and override is None:
            override = Override(subject=entry[0], head=entry[1] or None)
            cue = THRESHOLD_TAIL.sub("", entry[1]) if number.is_percent else ""
            override = Override(subject=entry[0], head=None if number.is_percent else entry[1] or None)
        elif opened is not None and memory.drafts and memory.drafts[-1].number.end == opened:
            bracket = memory.drafts[-1]
        elif opened is not None:
            bracket = next((d for d in memory.back(8) if d.number.end == opened), None)
        base = None
        if memory.drafts and compiled(r"\s*[)）]?\s*(?:[^，。；、\d]{1,16})?的?\s*(?:近|约)?$").match(wide) and memory.drafts[-1].role in ("goal", "base"):
            base = memory.drafts[-1]
            cue = self._base_cue(base) + cue.lstrip(")）")
        cue = NOTES.sub("", self._without_names(cue, cue_start))
        if number.is_percent and override is not None and override.criterion and not VERB_OF_CHANGE.search(cue):
            cue = THRESHOLD_TAIL.sub("", override.criterion)
        return Situation(
            text=self.text, number=number, limit=self.end, cue=cue, cue_start=cue_start, wide=wide,
            context=self._settled(number, cue), memory=memory, override=override, in_bracket=opened is not None,
            bracket=bracket, base=base, part=self.part or (bracket is not None), part_mark=self.part_mark, dimension=self.dimension, topic=self.topic, topics=self.topics, soft=self.soft, sums=self.sums, reference=self.reference,
            sentence=self.reader.sentence, paragraph=self.reader.paragraph, clause=self.reader.clause,
            after=self.text[number.end : min(self.end, number.end + 40)],
        )

    def _without_names(self, cue: str, start: int) -> str:
        """The clause's own words: without the time and the subject that the context has taken up."""
        for mention in reversed(self.times):
            if start <= mention.start and mention.end <= start + len(cue) and self.reference is not mention.period:
                if cue[mention.start - start : mention.end - start] == self.text[mention.start : mention.end]:
                    cue = cue[: mention.start - start] + cue[mention.end - start :]
        subject = self.context.subject
        for name in (*self.reader.names.own, subject):
            if name and name in cue:
                cue = cue[cue.index(name) + len(name) :]
        return cue

    def _base_cue(self, base: Draft) -> str:
        left = max((self.text.rfind(mark, self.start, base.number.start) for mark in "，,；;：:。"), default=-1) + 1
        return self.text[max(left, self.start) : base.number.start].replace("(", "").replace("（", "")

    def _settled(self, number: Number, cue: str) -> Context:
        """The context with its status settled: in a section of plans, a future span is a target."""
        context = self.context
        if context.status == "actual" and context.plan_section and self._is_future(context.period):
            context = replace(context, status="target")
        if context.status != "actual" and self._is_definite(number, cue):
            context = replace(context, status="actual", period=self.reader.base_context.period)
        named = self.year_named
        if context.status != "actual" and named is not None and named.start > (context.period_from or (0, 0))[0]:
            return replace(context, period=named.period)
        if context.status != "actual" and not self._is_future(context.period) and context.period is not None:
            context = replace(context, period=self._year_of(context))
        return context

    def _is_definite(self, number: Number, cue: str) -> bool:
        """未开工的14个项目: a set that stands already, whatever is planned for it."""
        return number.kind == "count" and cue.rstrip().endswith("的") and bool(compiled(r"项目|企业|单位").match(self.text[number.end : number.end + 2]))

    def _year_of(self, context: Context) -> Period | None:
        period = context.period
        if period is None or period.year is None:
            return period
        return Period.months(period.year, 1, 12, text="")

    def _all_listed(self, cue_start: int) -> Override | None:
        """后两位是A、B，均只有1个: the names just listed, all of them."""
        for ranking in self.rankings:
            if 0 <= cue_start - ranking.end <= 2:
                return Override(subject="、".join(member.name for member in ranking.members), criterion=ranking.criterion)
        return None

    def _open_bracket(self, offset: int) -> int | None:
        opened = max(self.text.rfind("(", self.start, offset), self.text.rfind("（", self.start, offset))
        closed = max(self.text.rfind(")", self.start, offset), self.text.rfind("）", self.start, offset))
        return opened if opened > closed else None

    def _draft(self, situation: Situation) -> None:
        number = situation.number
        last = self.reader.memory.drafts[-1] if self.reader.memory.drafts else None
        if last is not None and number.start < last.covers and number.bound != "=":
            return
        if number.token == "ratio":
            self._structure(situation)
            return
        kind = ANCHORS.get(number.kind, "figure")
        for rule in RULES:
            if kind in rule.anchors:
                draft = rule.read(situation)
                if draft is not None:
                    self.reader.memory.add(draft)
                    if draft.rule == "figure.project":
                        self.context = replace(self.context, subject=draft.subject)
                    return
        self.reader.unread.append(number)

    def _structure(self, situation: Situation) -> None:
        """8.2:61.6:30.2 as one share each, for the figures listed before it where there are as many."""
        from extract.structure import read_structure

        for draft in read_structure(situation):
            self.reader.memory.add(draft)


def rules() -> tuple[Rule, ...]:
    """All rules, in the order in which they are tried."""
    return RULES
