"""Single places: 排名全市第八, 总量居全省第2, 由第15位升至第5位, 列末位."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import regex

from extract.criteria import (
    LONGEST_CLAUSE,
    clause_start,
    criterion_words,
    strip_time,
)
from extract.enumerations import enumeration_before
from extract.extremes import extreme_place
from extract.list_patterns import compile_listed
from extract.members import RankedList, count_of
from extract.patterns import compile_pattern
from extract.periods import find_periods
from extract.place import Place, Site
from extract.place_criteria import carried_criterion, criteria_of
from extract.place_words import (
    Standing,
    among_whom,
    credible,
    measured,
    outer_scope,
    split_lead,
    standing,
    unverbed,
)

if TYPE_CHECKING:
    from extract.reader import Reader

# 由第15位升至第5位 · 从全省第9位前移5位至第4位
CHANGE = compile_listed(r"""
    (?: 由 | 从 ) (?P<before> [^，。；第]{0,24} ) 第 \s? (?P<n1> NUM ) \s? [位名]?
    [^，。；第]{0,8}? <move_word> (?: \d{1,2} [位名] )? [至到为]?
    (?P<between> [^，。；第]{0,24}? ) 第 \s? (?P<n2> NUM ) \s? [位名]?
""")
# 第8位 · 第一、二、三位 · 第五和第四 · 倒数第二、倒数第一 · 首位 · 居首 · 末位
PLACE = compile_listed(r"""
    (?P<low> 倒数 )? 第 \s? (?P<n> NUM ) \s? (?: [位名] | 把交椅 | 席 (?= \s? (?: [，。；] | $ ) ) )?
      (?P<more> (?: \s? [、和及与] \s? (?: 倒数 )? 第? \s? NUM \s? [位名]? ){1,8}
        | [至到—–~-] 第? NUM (?= [位名] ) [位名] )?
      (?: (?<= [位名] ) (?! 额 | 次 [^，。；] | 称 | 于 )
        | (?= \s? (?: [，。；：()\n] | $ | 且 | 并 | 、 (?! \s? (?: 第 | 倒数 | NUM ) ) ) ) )
  | (?<= [列居] | 排名 | <scope_word> ) (?P<n> NUM ) (?P<more> (?: \s? [、和及与] \s? NUM ){1,8} ) [位名]
  | (?P<first> 首位 | 榜首 | 之首 | 头名 | 头把交椅 | 首席 (?= \s? (?: [，。；] | $ ) ) | 魁首
      | (?<= 居 | 列 | 占 | 排 ) 首 (?= \s? (?: [，。；、)] | $ ) )
      | (?: 夺魁 | [夺称摘] 冠 | 折桂 | 登顶 | 拔得?头筹 | 独占鳌头
        | 领跑 (?: <scope_word> )? ) (?= \s? (?: [，。；、)] | $ ) ) )
  | (?P<then> 其次 [是为] (?= \p{Han} ) )
  | (?P<next> (?: 次之 | 紧[随追跟接] (?: 其后 | 而至 | 而来 ) | (?: 位居 | 排在 ) 其后 )
       (?= \s? (?: [，。；、)] | $ ) ) )
  | (?: 跻身 | 进入 | 挤进 | 位列 | 位居 | 列 | 居 | 排在 ) 前 (?P<upto> NUM ) [位名强]? (?= \s? (?: [，。；、)] | $ ) )
  | (?P<last> 末[位席] | 末尾 | 垫底 | 殿后 | 最后一 [位名]
      | (?<= 排名? | 居 | 列 ) (?: 最后 | 倒数 | 末 ) (?= \s? (?: [，。；)] | $ ) ) )
""")
BEST = compile_listed(r"""
    (?P<extreme> <best_word> | <worst_word> )
    (?: 的 (?: <roster_noun> )? (?: 是 | 为 ) (?= \p{Han} ) | (?P<bare> (?= [，。；(] ) ) )
""")
AFTER = compile_pattern(
    r"的? (?: <roster_noun> ) (?! \p{Han}{0,3} 第 ) | 约谈 | 淘汰 | 的 (?! [，。；好] ) \p{Han}{0,8} [，。；是为：]"
)
GOAL = compile_pattern(r"<rank_goal> | ^ \s* 对 (?= [^，]{2,} )")
NUMBER = regex.compile(r"(?P<low>倒数)?第?\s?(?P<n>\d{1,3}|[一二三四五六七八九十]{1,3})")
CUE = regex.compile(
    r"第|[一二三四五六七八九十\d][位名]|[首末]位|末席|前[三四五六七八九十\d]|其后|紧[随追跟接]|之首|[榜魁]首|居首|[居列排占名][首末最倒]|末尾|垫底|殿后|夺魁|[夺称摘]冠|折桂|登顶|头[名把筹]|鳌头|首席|领跑|次[之是为]|紧随|最[高低多少大小快慢好差优强弱]"
)
# 列全市第3位、全省第18位 · 、连续8年位居全市首位
WIDER = compile_listed(r"""
    [、和及，] \s? (?: 且 | 并 | 也 )? (?: (?: 已 | 连续 ) NUM [年季月] 度? )? <rank_verb>?
    在? (?P<scope> <scope_word> (?: 各? \d{0,3} 个? <roster_noun> )? ) 的?
""")
# What needs no verb: 垫底, 领跑全县
ALONE = compile_pattern(
    r"(?: 垫底 | 殿后 | 夺魁 | [夺称摘] 冠 | 折桂 | 登顶 | 拔得?头筹 | 独占鳌头 | 领跑 ) (?P<scope> <scope_word> )?"
)
GO_ON = regex.compile(r"(?:\([^()]*\))?、")
# 甲市、乙市|两市分别|垫底
THOSE = compile_listed(r"\s? (?: 等? NUM [个家]? <roster_noun> )? (?: 分别 | 则 | 仍 | 继续 | <rank_verb> )*")
# 乙镇6.6%，|第二
BARE_VALUE = regex.compile(r"(?:同比)?(?:增长|下降|完成|达)?[\d.,]+[%\p{Han}]{0,4}，?$")
PATTERNS = (("change", CHANGE), ("best", BEST), ("place", PLACE))
TIED_TAIL = regex.compile(r"并列$")
LEADING_BRACKET = regex.compile(r"^\([^()]*\)")
RANKING_TAIL = regex.compile(r"(?:排名|位次|名次)$")


def find_places(text: str, start: int, end: int, reader: Reader, rankings: list[RankedList]) -> list[Place]:
    """The single places of one sentence, once its numbers have been read."""
    if not CUE.search(text, start, end):
        return []
    found: list[Place] = []
    behind = start
    for rule, match in _matches(text, start, end, rankings):
        clause = clause_start(text, start, match.start(), [])
        clause = max(clause, behind)
        go_on = GO_ON.match(text, match.end(), end)
        behind = go_on.end() if go_on else start
        site = Site(match, text, start, clause, reader, found, rankings)
        if _is_asked(site, end):
            continue
        found += (
            extreme_place(site) if rule == "best" else _changed(site) if rule == "change" else _placed(site)
        )
    return list(_side_by_side(found))


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
    goal = GOAL.search(before)
    estimated = goal is not None and goal[0] == "预计" and "，" in before[goal.end() :]
    if goal is not None and not estimated:
        return True
    return "的是" not in site.match[0] and AFTER.match(site.text, site.match.end(), end) is not None


def _placed(site: Site) -> list[Place]:
    match, text = site.match, site.text
    words, scope, leads = split_lead(text[site.clause : match.start()])
    alone = ALONE.match(match[0])
    if alone:
        leads, scope = True, scope or alone["scope"]
    if match["next"] or match["then"] or match["upto"]:
        return _next(site)
    tied = "并列" in text[max(site.clause, match.start() - 6) : match.start()]
    if tied and not leads:
        words, leads = TIED_TAIL.sub("", words), True
    ranks = _ranks(match)
    again = _again(site, ranks)
    leads = leads or (not again and unverbed(words, site.reader))
    if again or not leads:
        return again
    owner = standing(text, site.sentence, site.clause, words, match.start(), len(ranks), tied, site.reader)
    bottom = bool(match["low"] or match["last"])
    side_by_side = _side_by_side_last(site) if match["last"] and not tied else ()
    together = len(side_by_side) > 1
    owner = Standing(side_by_side, "", site.clause) if together else owner
    if owner.subjects and (tied or together or (len(ranks) > 1 and len(owner.subjects) > 1)):
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


def _side_by_side_last(site: Site) -> tuple[str, ...]:
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
    name = BARE_VALUE.sub("", LEADING_BRACKET.sub("", between).lstrip("，、；"))
    follows = last.subject is not None and ranks[0] == last.rank + 1 and credible(name, site.reader)
    return [replace(placed, subject=name)] if follows and site.reader.names.is_name(name) else []


def _next(site: Site) -> list[Place]:
    """乙镇次之; 丙镇、丁镇紧随其后; 戊镇跻身前五: the places behind those before."""
    last = site.found[-1] if site.found else None
    names = _named_next(site)
    if last is None or last.subject is None or not names:
        return []
    rank = last.entries()[-1][1] + 1
    upto = count_of(site.match["upto"])
    if upto is not None and (last.order != "top" or rank + len(names) - 1 != upto):
        return []
    ranked = [(name, rank + step) for step, name in enumerate(names)]
    placed = replace(last, subject=names[0], rank=rank, start=site.clause, end=site.match.end())
    return [replace(placed, more=tuple(ranked[1:]))]


def _named_next(site: Site) -> tuple[str, ...]:
    """The names that a place without a number is given to."""
    match, text, names = site.match, site.text, site.reader.names
    if match["then"]:
        name = names.leading(text[match.end() : match.end() + 30])
        return (name,) if name else ()
    listed = enumeration_before(text, site.clause, match.start(), names)
    if listed is not None:
        return tuple(member.name for member in listed.members)
    name = names.leading(strip_time(text[site.clause : match.start()]))
    return (name,) if name else ()


def _ranks(match: regex.Match[str]) -> list[int]:
    if not match["n"]:
        return [1]
    numbers = [count_of(match["n"]) or 1]
    if match["more"] and match["more"][0] in "至到—–~-":
        last = NUMBER.search(match["more"])
        return list(range(numbers[0], (count_of(last["n"]) or 0) + 1)) if last else numbers
    return numbers + [count_of(more["n"]) or 1 for more in NUMBER.finditer(match["more"] or "")]


def _several(site: Site, owner: Standing, ranks: list[int], bottom: bool, scope: str | None) -> list[Place]:
    """甲县、乙县分列第一、第二; 丙镇、丁镇并列第三."""
    ranks = ranks * len(owner.subjects) if len(ranks) == 1 else ranks
    inner, contest = among_whom(scope)
    criterion = criterion_words(owner.words) or contest or carried_criterion(site, owner.clause, owner.clause)
    criterion = criterion or measured(site.reader, site.sentence, site.match.start())
    outer = outer_scope(site.text, site.sentence, owner.clause)
    scope = inner or (outer[0] if outer else None) or site.last_scope
    entries = list(zip(owner.subjects, ranks, strict=False))
    if not criterion:
        return []
    order: Literal["top", "bottom"] = "bottom" if bottom else "top"
    first, rank = entries[0]
    return [
        Place(criterion, scope, order, rank, first, owner.clause, site.match.end(), more=tuple(entries[1:]))
    ]


def _changed(site: Site) -> list[Place]:
    """由第15位升至第5位: the earlier place and the present one."""
    match = site.match
    words = RANKING_TAIL.sub("", site.text[site.clause : match.start()])
    words, scope, _ = split_lead(words + "居")
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


def _side_by_side(found: list[Place]) -> Iterator[Place]:
    """甲市居首，乙区列第二: places of different units by one criterion are one ranking."""
    last: Place | None = None
    for place in found:
        if last is not None and _says_again(last, place):
            continue
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


def _says_again(last: Place, place: Place) -> bool:
    """甲市、乙市垫底，甲市最低: what the list before has told."""
    same = (last.order, last.criterion) == (place.order, place.criterion) and place.scope in (
        None,
        last.scope,
    )
    return same and place.subject is not None and set(place.entries()) <= set(last.entries())


def _goes_on(last: Place, place: Place) -> bool:
    if last.subject is None or place.subject is None or place.subject in dict(last.entries()):
        return False
    if (last.order, last.criterion, last.scope) != (place.order, place.criterion, place.scope):
        return False
    next_one = (last.entries()[-1][1] + 1, last.entries()[0][1] + len(last.entries()))
    return place.entries()[0][1] in next_one
