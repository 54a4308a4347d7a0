"""Single places: 排名全市第八, 总量居全省第2, 由第15位升至第5位, 列末位."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import regex

from extract.criteria import LONGEST_CLAUSE, clause_start, criterion_before
from extract.list_patterns import compile_listed
from extract.members import RankedList, count_of
from extract.patterns import compile_pattern
from extract.periods import find_periods
from extract.place_words import (
    Standing,
    among_whom,
    carried,
    credible,
    criterion_words,
    full_measure,
    measured,
    measured_each,
    outer_scope,
    split_lead,
    standing,
)
from schemas import Period

if TYPE_CHECKING:
    from extract.reader import Reader

# 由第15位升至第5位 · 从全省第9位前移5位至第4位
CHANGE = r"""
    (?: 由 | 从 ) (?P<before> [^，。；第]{0,24} ) 第 \s? (?P<n1> NUM ) \s? [位名]?
    [^，。；第]{0,8}? <move_word> (?: \d{1,2} [位名] )? [至到为]?
    (?P<between> [^，。；第]{0,24}? ) 第 \s? (?P<n2> NUM ) \s? [位名]?
"""
# 第8位 · 第一、二、三位 · 第五和第四 · 倒数第二、倒数第一 · 首位 · 居首 · 末位
PLACE = r"""
    (?P<low> 倒数 )? 第 \s? (?P<n> NUM ) \s? [位名]?
      (?P<more> (?: \s? [、和及与] \s? (?: 倒数 )? 第? \s? NUM \s? [位名]? ){1,8} )?
      (?: (?<= [位名] ) (?! 额 | 次 [^，。；] | 称 | 于 ) | (?= \s? (?: [，。；：)] | $ | 且 | 并 | ， | \n ) ) )
  | (?P<first> 首位 | 榜首 | 之首 | (?<= 居 | 列 | 占 | 排 ) 首 (?= \s? (?: [，。；)] | $ ) ) )
  | (?P<last> 末位 | 末尾 | 垫底 | 最后一 [位名]
      | (?<= 排名? | 居 | 列 ) (?: 最后 | 倒数 | 末 ) (?= \s? (?: [，。；)] | $ ) ) )
"""
BEST = r"(?P<extreme> <best_word> | <worst_word> ) 的 (?: <roster_noun> )? (?: 是 | 为 ) (?= \p{Han} )"
AFTER = r"的? (?: <roster_noun> ) (?! \p{Han}{0,3} 第 ) | 约谈 | 淘汰 | 的 (?! [，。；好] ) \p{Han}{0,8} [，。；是为：]"
GOAL = r"<rank_goal> | ^ \s* 对 (?= [^，]{2,} )"
NUMBER = regex.compile(r"(?P<low>倒数)?第?\s?(?P<n>\d{1,3}|[一二三四五六七八九十]{1,3})")
SHARED = regex.compile(r"分别|均|都|双双|分列|分居")
JOINTS = regex.compile(r"[、和及与]")


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the bulletin's area (`subject` is `None`), or of a named one.

    `more` holds further names with their ranks where the text places several side by side; `period` is the one that
    the place itself names, `earlier` marks the first of a change (由第15位).
    """

    criterion: str
    scope: str | None
    order: Literal["top", "bottom"]
    rank: int
    subject: str | None
    start: int
    end: int
    earlier: bool = False
    period: Period | None = None
    more: tuple[tuple[str, int], ...] = ()

    def entries(self) -> list[tuple[str | None, int]]:
        """Every name with its rank, by rank."""
        return sorted([(self.subject, self.rank), *self.more], key=lambda entry: entry[1])


@dataclass(frozen=True, slots=True)
class Site:
    """Where a place stands: its match, its sentence, its clause and what was found before it."""

    match: regex.Match[str]
    text: str
    sentence: int
    clause: int
    reader: Reader
    found: list[Place]
    lists: list[RankedList]

    @property
    def last(self) -> str:
        """The criterion of the nearest place or list before, in the same sentence."""
        before = [(place.end, place.criterion) for place in self.found]
        before += [
            (ranking.end, ranking.criterion) for ranking in self.lists if ranking.end <= self.match.start()
        ]
        return max(before)[1] if before else ""

    @property
    def last_scope(self) -> str | None:
        """The scope of the nearest place or list before, in the same sentence."""
        before = [(place.end, place.scope or "") for place in self.found]
        before += [
            (ranking.end, ranking.scope or "") for ranking in self.lists if ranking.end <= self.match.start()
        ]
        return (max(before)[1] or None) if before else None


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, regex.Pattern[str]], ...]:
    return tuple(
        (rule, compile_listed(source))
        for rule, source in (("change", CHANGE), ("best", BEST), ("place", PLACE))
    )


def find_places(text: str, start: int, end: int, reader: Reader, rankings: list[RankedList]) -> list[Place]:
    """The single places of one sentence, once its numbers have been read."""
    if not regex.search(r"第|[首末]位|之首|榜首|居首|[居列排名][首末最倒]|末尾|垫底|最.的", text[start:end]):
        return []
    found: list[Place] = []
    for rule, match in _matches(text, start, end, rankings):
        clause = clause_start(text, start, match.start(), [])
        site = Site(match, text, start, clause, reader, found, rankings)
        if _is_asked(site, end):
            continue
        found += _best(site) if rule == "best" else _changed(site) if rule == "change" else _placed(site)
    return list(_side_by_side(found))


def _matches(
    text: str, start: int, end: int, rankings: list[RankedList]
) -> list[tuple[str, regex.Match[str]]]:
    """Every mark of a place outside the ranked lists, in the order of the text."""
    kept: list[tuple[str, regex.Match[str]]] = []
    for rule, pattern in _patterns():
        for match in pattern.finditer(text, start, end):
            if any(match.start() < r.end and match.end() > r.start for r in rankings):
                continue
            if not any(match.start() < other.end() and match.end() > other.start() for _, other in kept):
                kept.append((rule, match))
    return sorted(kept, key=lambda pair: pair[1].start())


def _is_asked(site: Site, end: int) -> bool:
    """Whether the place is wished for (力争进入第一), or only says which units are meant (末位的乡镇)."""
    barrier = max(site.sentence, site.match.start() - LONGEST_CLAUSE)
    barrier = max(barrier, site.text.rfind("；", barrier, site.match.start()) + 1)
    if compile_pattern(GOAL).search(site.text[barrier : site.match.start()]):
        return True
    return (
        "的是" not in site.match[0]
        and compile_pattern(AFTER).match(site.text, site.match.end(), end) is not None
    )


def _placed(site: Site) -> list[Place]:
    match, text = site.match, site.text
    words, scope, leads = split_lead(text[site.clause : match.start()])
    if match["last"] == "垫底":
        leads = True
    tied = "并列" in text[max(site.clause, match.start() - 6) : match.start()]
    if tied and not leads:
        words, leads = regex.sub(r"并列$", "", words), True
    ranks = _ranks(match)
    again = _again(site, ranks)
    if again or not leads:
        return again
    owner = standing(text, site.sentence, site.clause, words, match.start(), len(ranks), tied, site.reader)
    bottom = bool(match["low"] or match["last"])
    if owner.subjects and (tied or len(ranks) > 1):
        return _several(site, owner, ranks, bottom, scope)
    criteria, scope, periods = _criteria(site, owner, words, scope, len(ranks))
    ranks = ranks * len(criteria) if len(ranks) == 1 else ranks
    subject = owner.subjects[0] if owner.subjects else None
    return [
        Place(
            criterion,
            scope,
            "bottom" if bottom else "top",
            rank,
            subject,
            match.start(),
            match.end(),
            period=period,
        )
        for criterion, rank, period in zip(criteria, ranks, periods, strict=False)
        if criterion
    ]


def _again(site: Site, ranks: list[int]) -> list[Place]:
    """列全市第3位、全省第18位; 甲镇排名第一，乙镇第二: a place that leans on the one before it."""
    last = site.found[-1] if site.found else None
    if last is None or len(ranks) > 1:
        return []
    between = site.text[last.end : site.match.start()].strip()
    wider = compile_pattern(
        r"[、和及] \s? (?: 在? (?P<scope> <scope_word> (?: 各? \d{0,3} 个? <roster_noun> )? ) 的? )"
    ).fullmatch(between)
    placed = replace(last, rank=ranks[0], start=site.match.start(), end=site.match.end(), more=())
    if wider is not None:
        return [replace(placed, scope=wider["scope"])]
    name = between.lstrip("，、")
    follows = last.subject is not None and ranks[0] == last.rank + 1 and credible(name, site.reader)
    return [replace(placed, subject=name)] if follows and site.reader.names.is_name(name) else []


def _ranks(match: regex.Match[str]) -> list[int]:
    if not match["n"]:
        return [1]
    numbers = [count_of(match["n"]) or 1]
    return numbers + [count_of(more["n"]) or 1 for more in NUMBER.finditer(match["more"] or "")]


def _several(site: Site, owner: Standing, ranks: list[int], bottom: bool, scope: str | None) -> list[Place]:
    """甲县、乙县分列第一、第二; 丙镇、丁镇并列第三."""
    ranks = ranks * len(owner.subjects) if len(ranks) == 1 else ranks
    criterion = criterion_words(owner.words) or carried(
        site.text, site.sentence, owner.clause, owner.clause, site.last
    )
    outer = outer_scope(site.text, site.sentence, owner.clause)
    scope = scope or (outer[0] if outer else None) or site.last_scope
    entries = list(zip(owner.subjects, ranks, strict=False))
    if not criterion:
        return []
    order: Literal["top", "bottom"] = "bottom" if bottom else "top"
    first, rank = entries[0]
    return [
        Place(criterion, scope, order, rank, first, owner.clause, site.match.end(), more=tuple(entries[1:]))
    ]


def _criteria(
    site: Site, owner: Standing, words: str, scope: str | None, count: int
) -> tuple[list[str], str | None, list[Period | None]]:
    """What is ranked, among whom, and in which periods: by the clause's own words, or by what stands before it."""
    outer = outer_scope(site.text, site.sentence, site.clause)
    inner, contest = among_whom(scope)
    outside, event = among_whom(outer[0] if outer else None)
    scope = inner or outside or site.last_scope
    own = criterion_words(owner.words if owner.clause == site.clause else words)
    behind = owner.subjects and owner.clause < site.clause
    if not own and behind and criterion_words(owner.words):
        return [criterion_words(owner.words)], scope, _periods(site, 1)
    shared = bool(SHARED.search(site.text, site.clause, site.match.start()))
    since = outer[1] if outer else site.sentence
    if own and (shared or count > 1):
        members = [member for member in JOINTS.split(own) if member]
        if len(members) == 1 and count > 1 and compile_pattern(r"^<bare_measure>$").match(own):
            each = measured_each(site.reader, since, site.clause, count)
            if each:
                return [full_measure(base, own) for base in each], scope, [None] * count
        if len(members) in (1, count) or count == 1:
            base = measured(site.reader, site.sentence, site.clause)
            return [full_measure(base, member) for member in members], scope, _periods(site, len(members))
    if not own and count > 1:
        each = measured_each(site.reader, since, site.clause, count)
        if each:
            return each, scope, [None] * count
    if own:
        base = measured(site.reader, site.sentence, site.clause) or site.last
        return [full_measure(base, own)], scope, _periods(site, 1)
    name = "" if owner.subjects and site.last else measured(site.reader, since, site.clause)
    if not name and (contest or event):
        return _by_period(site, contest or event or "", outer, max(1, count), scope)
    return (
        [name or carried(site.text, site.sentence, owner.clause, site.clause, site.last)],
        scope,
        _periods(site, 1),
    )


def _by_period(
    site: Site, contest: str, outer: tuple[str, int] | None, count: int, scope: str | None
) -> tuple[list[str], str | None, list[Period | None]]:
    """一季度和上半年招商引资考核: one place for each period named."""
    left = outer[1] if outer else site.clause
    mentions = find_periods(site.text, site.reader.anchor, left, site.match.start())
    for mention in mentions:
        contest = contest.replace(site.text[mention.start : mention.end], "")
    contest = regex.sub(r"(?:的|排名|排位|中|结果)+$", "", contest.lstrip("、和及与的"))
    periods: list[Period | None] = [mention.period for mention in mentions]
    return [contest] * max(1, len(mentions), count), scope, periods or [None] * count


def _periods(site: Site, count: int) -> list[Period | None]:
    """The period that the place's own clause names."""
    mentions = find_periods(site.text, site.reader.anchor, site.clause, site.match.start())
    period = mentions[-1].period if mentions and not mentions[-1].reference else None
    return [period] * count


def _changed(site: Site) -> list[Place]:
    """由第15位升至第5位: the earlier place and the present one."""
    match = site.match
    words = site.text[site.clause : match.start()]
    words, scope, _ = split_lead(words + "居")
    owner = standing(site.text, site.sentence, site.clause, words, match.start(), 1, False, site.reader)
    before, now = (_scope_between(match[name]) for name in ("before", "between"))
    criteria, scope, _ = _criteria(site, owner, words, before or now or scope, 1)
    subject = owner.subjects[0] if owner.subjects else None
    mentions = find_periods(site.text, site.reader.anchor, match.start("before"), match.end("before"))
    period = mentions[-1].period if mentions else None
    first = Place(
        criteria[0],
        scope,
        "top",
        count_of(match["n1"]) or 1,
        subject,
        match.start(),
        match.end(),
        period is None,
        period,
    )
    second = replace(first, rank=count_of(match["n2"]) or 1, earlier=False, period=None)
    return [first, second] if criteria[0] else []


def _scope_between(words: str) -> str | None:
    """The scope in 由(去年同期全省的)第9位, without the time."""
    return split_lead("居" + words)[1] if words else None


def _best(site: Site) -> list[Place]:
    """PM2.5浓度最低的是甲镇: the first place, or the last, of a named unit."""
    match, text = site.match, site.text
    name = site.reader.names.leading(text[match.end() : match.end() + 30])
    if name is None or not credible(name, site.reader) or len(name) < 2:
        return []
    if regex.match(
        r"(?:\([^()]*\))?(?:、|和|及|的)", text[match.end() + len(name) : match.end() + len(name) + 30]
    ):
        return []
    criterion, scope = criterion_before(text, site.sentence, match.start(), [], site.clause)
    criterion, scope = criterion or site.last, scope or site.last_scope
    best = compile_pattern(r"<best_word>").match(match["extreme"]) is not None
    low_is_good = compile_pattern(r"<low_is_good>").search(criterion) is not None
    order: Literal["top", "bottom"] = "top" if best != low_is_good else "bottom"
    if not criterion:
        return []
    return [Place(criterion, scope, order, 1, name, match.start(), match.end() + len(name))]


def _side_by_side(found: list[Place]) -> Iterator[Place]:
    """甲市居首，乙区列第二: places of different units by one criterion are one ranking."""
    last: Place | None = None
    for place in found:
        if last is not None and _goes_on(last, place):
            last = replace(
                last, end=place.end, more=(*last.more, (place.subject or "", place.rank), *place.more)
            )
            continue
        if last is not None:
            yield last
        last = place
    if last is not None:
        yield last


def _goes_on(last: Place, place: Place) -> bool:
    if last.subject is None or place.subject is None or place.subject in dict(last.entries()):
        return False
    if (last.order, last.criterion, last.scope) != (place.order, place.criterion, place.scope):
        return False
    return place.entries()[0][1] == last.entries()[-1][1] + 1
