"""Single places: 排名全市第八, 总量居全省第2, 由第15位升至第5位, 列末位."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import regex

from extract.criteria import LONGEST_CLAUSE, clause_start, topic_of
from extract.criterion_phrases import MEASURE, fuller
from extract.enumerations import enumeration_before, is_unit
from extract.extremes import extreme_place
from extract.followers import next_places
from extract.list_patterns import compile_listed
from extract.members import RankedList, count_of, members_of, runs_on
from extract.patterns import compile_pattern
from extract.periods import find_periods
from extract.place import Place, Site
from extract.place_criteria import carried_criterion, criteria_of, fit_criterion, named_until, topic_or_figure
from extract.place_marks import AFTER, ALONE, CUE, CUE_BEGINS, GOAL, PATTERNS, ranks_of
from extract.place_runs import each_placed, next_ranks, side_by_side
from extract.place_words import (
    Standing,
    among_whom,
    credible,
    full_measure,
    is_listed,
    outer_scope,
    split_lead,
    standing,
    unverbed,
)
from extract.subjects import apart, names_in

if TYPE_CHECKING:
    from extract.reader import Reader

# 列全市第3位、全省第18位 · 、连续8年位居全市首位
WIDER = compile_listed(r"""
    [、和及，] \s? (?: 且 | 并 | 也 )? (?: (?: 已 | 连续 ) NUM [年季月] 度? )? <rank_verb>?
    在? (?P<scope> <scope_word> (?: 各? \d{0,3} 个? <roster_noun> )? ) 的? <rank_verb>?
  | [、和及，] 在? (?P<scope> \p{Han}{1,5}?
      (?: [东西南北中] 部? | 地区 | 城市群? | 三角洲? | 流域 | 经济[带区] | 省份 | 市州 | 地级市
        | (?: \d{1,3} | [两三四五六七八九十]{1,3} ) 个? <roster_noun> ) ) [中里内]? <rank_verb>?
""")
# ，而上年为第3位 · (上月第5位)
EARLIER = compile_listed(r"""
    [，；(] (?: 而 | 但 | 比 )?
    (?: [去上前] 年 | 上 (?: 月 | 个月 | 期 | 季度? | 周 ) | TIME ) (?: 同期 | 底 | 末 )? 的?
    (?: 则 | 还 | 仅 | 曾 )? (?: 为 | 是 | <rank_verb> )?
""")
# 居末位|的是乙镇
POINTS_AT = regex.compile(r"的(?:则|仍)?(?:分别|依次)?[是为](?=\p{Han}{2})")
LONGEST_NAME = 20
GO_ON = regex.compile(r"(?:\([^()]*\))?、")
# 甲市、乙市|两市分别|垫底
THOSE = compile_listed(
    r"\s? (?: 等? NUM [个家]? <roster_noun> )? (?: <bare_measure> )? (?: 分别 | 则 | 仍 | 继续 | <rank_verb> )*"
)
# 乙镇6.6%，|第二
BARE_VALUE = regex.compile(r"(?:同比)?(?:增长|下降|完成|达)?[\d.,]+[%\p{Han}]{0,4}，?$")
VALUED_CLAUSE = regex.compile(r"\d[%\p{Han}]{0,4}(?:\([^()]*\))?，(?:全[省市县区州]|为)?$")
TIED_TAIL = regex.compile(r"并列$")
# 开工率与甲县|并列第2位: with whom the unit shares its place
SHARED_WITH = regex.compile(r"[与和同跟](?P<with>\p{Han}{2,8})$")
# 全区排位|由第16位: among whom, and no word of its own
WHOLE = compile_pattern(r"<scope_word>")
# 一、二、三季度|分别列第三、第二、第一
EACH_QUARTER = regex.compile(r"(?:第?[一二三四](?:季度)?[、和及]){1,3}第?[一二三四]季度")
MARKS = frozenset("，；。：0123456789")
CLOSING_BRACKET = regex.compile(r"\([^()]*\)$")
LEADING_BRACKET = regex.compile(r"^\([^()]*\)")
RANKING_TAIL = regex.compile(r"(?:的?(?:排名|位次|名次|排位|排序|座次|排行))$")


def find_places(text: str, start: int, end: int, reader: Reader, rankings: list[RankedList]) -> list[Place]:
    """The single places of one sentence, once its numbers have been read."""
    if not CUE_BEGINS.stand_in(text[start:end]) or not CUE.search(text, start, end):
        return []
    found: list[Place] = []
    behind = told = start
    for rule, match in _matches(text, start, end, rankings):
        clause = clause_start(text, start, match.start(), [])
        clause = max(clause, behind)
        go_on = GO_ON.match(text, match.end(), end)
        behind = go_on.end() if go_on else start
        site = Site(match, text, start, clause, reader, found, rankings)
        if match.start() < told or _is_asked(site, end):
            continue
        told = named_until(site)
        found += (
            extreme_place(site) if rule == "best" else _changed(site) if rule == "change" else _placed(site)
        )
    return side_by_side(found)


def _matches(
    text: str, start: int, end: int, rankings: list[RankedList]
) -> list[tuple[str, regex.Match[str]]]:
    """Every mark of a place outside the ranked lists, in the order of the text."""
    kept: list[tuple[str, regex.Match[str]]] = []
    for rule, pattern in PATTERNS:
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
    before = site.text[barrier : site.match.start()]
    if "谁" in site.text[site.clause : site.match.start()]:
        return True
    goal = GOAL.search(before)
    estimated = goal is not None and goal[0] == "预计" and "，" in before[goal.end() :]
    if goal is not None and not estimated:
        return True
    if POINTS_AT.match(site.text, site.match.end(), end):
        return False
    if site.match.groupdict().get("last") and _listed_last(site):
        return True
    return "的是" not in site.match[0] and AFTER.match(site.text, site.match.end(), end) is not None


def _listed_last(site: Site) -> bool:
    """末三位是甲镇、乙镇、丙镇，其中丙镇连续垫底: that one of the last is among the last is told already."""
    lead = site.text[site.clause : site.match.start()]
    last = site.lists[-1] if site.lists and lead.startswith("其中") else None
    return (
        last is not None
        and last.order == "bottom"
        and site.sentence <= last.start
        and any(lead.startswith(member.name, 2) for member in last.members)
    )


def _placed(site: Site) -> list[Place]:
    match, text = site.match, site.text
    alone = ALONE.match(match[0])
    words, scope, leads = split_lead(
        EACH_QUARTER.sub("", text[site.clause : match.start()]) + ("居" if alone else "")
    )
    if alone:
        leads, scope = True, scope or alone["scope"]
    if match["next"] or match["then"] or match["upto"]:
        return next_places(site)
    pointed = POINTS_AT.match(text, match.end())
    if pointed:
        return _pointed_at(site, pointed.end(), words, scope)
    tied = "并列" in text[max(site.clause, match.start() - 6) : match.start()]
    if tied and not leads:
        words, leads = TIED_TAIL.sub("", words), True
    if tied and (alone_with := _shares_with(words, site)) is not None:
        words, tied = alone_with, False
    ranks = ranks_of(match)
    again = _again(site, ranks)
    leads = leads or (not again and (unverbed(words, site.reader) or _valued_before(site)))
    if again or not leads:
        return again or _apposed(site, ranks)
    owner = standing(text, site.sentence, site.clause, words, match.start(), len(ranks), tied, site.reader)
    bottom = bool(match["low"] or match["last"])
    side_by_side = _side_by_side_last(site) if match["last"] and not tied else ()
    if match["last"] and not side_by_side and owner.subjects and owner.clause < site.clause:
        side_by_side = names_in(site.reader.names.leading_all(text[owner.clause : site.clause].lstrip())[0])
    together = len(side_by_side) > 1
    owner = Standing(tuple(side_by_side), "", site.clause) if together else owner
    if owner.subjects and (tied or together or len(owner.subjects) > 1):
        ranks = list(range(1, len(owner.subjects) + 1)) if together and not tied else ranks
        return _several(site, owner, ranks, bottom, scope)
    if alone and not (owner.subjects or scope):
        return []
    criteria, scope, periods = criteria_of(site, owner, words, scope, len(ranks))
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


def _valued_before(site: Site) -> bool:
    """甲镇仅38%，倒数第二: a place counted from the last is a clause by itself, behind a value."""
    return (
        bool(site.match["low"])
        and VALUED_CLAUSE.search(site.text, site.sentence, site.match.start()) is not None
    )


def _shares_with(words: str, site: Site) -> str | None:
    """开工率与甲县并列第2位: what stands before the other unit, where that is no unit itself."""
    other = SHARED_WITH.search(words)
    if other is None or not site.reader.names.is_name(other["with"]):
        return None
    before = words[: other.start()]
    return (
        before
        if not apart(before, site.reader.names)[0] and site.reader.names.leading(before) is None
        else None
    )


def _pointed_at(site: Site, start: int, words: str, scope: str | None) -> list[Place]:
    """甲镇居首，居末位的是乙镇: the names behind the place, by what was ranked before."""
    left, right = next(runs_on(site.text, start, len(site.text), None), (start, start))
    names = [member.name for member in members_of(site.text, left, right)]
    ranks, last = ranks_of(site.match), bool(site.match["low"] or site.match["last"])
    if len(ranks) > 1 or not names or not all(is_unit(name, site.reader.names) for name in names):
        return []
    if len(names) > 1 and not site.match["last"]:
        return []
    criterion = fit_criterion(words, site.reader) or site.last
    order: Literal["top", "bottom"] = "bottom" if last else "top"
    more = tuple((name, rank) for rank, name in enumerate(names[1:], ranks[0] + 1))
    place = Place(
        criterion, scope or site.last_scope, order, ranks[0], names[0], site.match.start(), right, more=more
    )
    return [place] if criterion else []


def _apposed(site: Site, ranks: list[int]) -> list[Place]:
    """把第五名甲市甩开: a listed name right behind its place, by what was ranked before."""
    name = site.reader.names.leading(site.text[site.match.end() : site.match.end() + 20])
    if name is None or not is_listed(name, site.reader) or len(ranks) > 1 or not site.match["n"]:
        return []
    if any((name, ranks[0]) in place.entries() for place, _ in site.reader.places):
        return []
    criterion = site.last or site.reader.said_before(site.sentence)
    order: Literal["top", "bottom"] = "bottom" if site.match["low"] else "top"
    end = site.match.end() + len(name)
    return (
        [Place(criterion, site.last_scope, order, ranks[0], name, site.match.start(), end)]
        if criterion
        else []
    )


def _side_by_side_last(site: Site) -> Sequence[str]:
    """甲市、乙市、丙市三市垫底: the names that stand right before a last place."""
    listed = enumeration_before(site.text, site.clause, site.match.start(), site.reader.names)
    between = site.text[listed.end : site.match.start()] if listed else ""
    if listed is None or THOSE.fullmatch(between) is None:
        return ()
    return tuple(member.name for member in listed.members)


def _again(site: Site, ranks: list[int]) -> list[Place]:
    """列全市第3位、全省第18位; 甲镇排名第一，乙镇第二: a place that leans on the one before it."""
    last = site.found[-1] if site.found else None
    if last is None or len(ranks) > 1:
        return []
    between = site.text[last.end : site.match.start()].strip()
    wider = WIDER.fullmatch(between)
    placed = replace(last, rank=ranks[0], start=site.match.start(), end=site.match.end(), more=())
    if wider is not None:
        return [replace(placed, scope=wider["scope"])]
    earlier = EARLIER.fullmatch(between)
    if earlier is not None:
        mentions = find_periods(site.text, site.reader.anchor, last.end, site.match.start())
        period = mentions[-1].period if mentions else None
        return [replace(placed, earlier=period is None, period=period)]
    name = BARE_VALUE.sub("", LEADING_BRACKET.sub("", between).lstrip("，、；"))
    name = CLOSING_BRACKET.sub("", name)
    follows = (
        last.subject is not None
        and len(name) < 20
        and (ranks[0] in next_ranks(last) or each_placed(last, name, ranks[0], site.match.start()))
        and credible(name, site.reader)
    )
    told = follows and MARKS.isdisjoint(name) and site.reader.names.is_name(name)
    return [replace(placed, subject=name)] if told else []


def _several(site: Site, owner: Standing, ranks: list[int], bottom: bool, scope: str | None) -> list[Place]:
    """甲县、乙县分列第一、第二; 丙镇、丁镇并列第三."""
    ranks = ranks * len(owner.subjects) if len(ranks) == 1 else ranks
    inner, contest = among_whom(scope)
    outer = outer_scope(site.text, site.sentence, owner.clause)
    outside, event = among_whom(outer[0] if outer else None)
    criterion = fit_criterion(owner.words, site.reader) or contest
    criterion = full_measure(site.last, criterion) if criterion and site.last else criterion
    criterion = criterion or _announced(site, owner.clause) or site.last or event or ""
    criterion = criterion or topic_or_figure(site, owner.clause)
    criterion = criterion or carried_criterion(site, owner.clause, owner.clause)
    scope = inner or outside or site.last_scope
    entries = list(zip(owner.subjects, ranks, strict=False))
    if not criterion:
        return []
    order: Literal["top", "bottom"] = "bottom" if bottom else "top"
    first, rank = entries[0]
    return [
        Place(criterion, scope, order, rank, first, owner.clause, site.match.end(), more=tuple(entries[1:]))
    ]


def _announced(site: Site, owner: int) -> str:
    """收入甲市居首；增速上，乙市、丙市并列第二: the measure announced since the last place, of what it ranked."""
    measure = topic_of(site.text, site.last_end, owner) if site.last else ""
    return fuller(measure, site.last) if MEASURE.match(measure) else ""


def _changed(site: Site) -> list[Place]:
    """由第15位升至第5位: the earlier place and the present one."""
    match = site.match
    words = RANKING_TAIL.sub("", site.text[site.clause : match.start()])
    words, scope, _ = split_lead(words + "居")
    if WHOLE.fullmatch(words):
        words, scope = "", scope or words
    words = f"{words}排名" if words.endswith("综合") else words
    owner = standing(site.text, site.sentence, site.clause, words, match.start(), 1, False, site.reader)
    before, now = (_scope_between(match[name]) for name in ("before", "between"))
    criteria, scope, _ = criteria_of(site, owner, words, before or now or scope, 1)
    subject = owner.subjects[0] if owner.subjects else None
    mentions = find_periods(site.text, site.reader.anchor, match.start("before"), match.end("before"))
    period = mentions[-1].period if mentions else None
    first = Place(
        criteria[0],
        scope,
        "bottom" if match["low1"] else "top",
        count_of(match["n1"]) or 1,
        subject,
        match.start(),
        match.end(),
        period is None,
        period,
    )
    second = replace(
        first,
        order="bottom" if match["low2"] else "top",
        rank=count_of(match["n2"]) or 1,
        earlier=False,
        period=None,
    )
    between = []
    if match["n3"]:
        mentions = find_periods(site.text, site.reader.anchor, match.start("middle"), match.end("middle"))
        then = mentions[-1].period if mentions else None
        between = [replace(first, rank=count_of(match["n3"]) or 1, earlier=then is None, period=then)]
    return [first, *between, second] if criteria[0] else []


def _scope_between(words: str) -> str | None:
    """The scope in 由(去年同期全省的)第9位, without the time."""
    return split_lead("居" + words)[1] if words else None
