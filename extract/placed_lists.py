"""Lists that give each name its place: 第一名甲镇，第二名乙镇; 排名：1.甲镇；2.乙镇.

>>> text = "综合得分第一名甲镇96分，第二名乙镇、丙镇95分。"
>>> [(r.criterion, r.places()) for r in placed_lists(text, 0, len(text))]
[('综合得分', [('甲镇', 1), ('乙镇', 2), ('丙镇', 2)])]
"""

from __future__ import annotations

from dataclasses import replace

import regex

from extract.criteria import criterion_before
from extract.criterion_phrases import (
    criterion_in,
    criterion_words,
    in_points,
)
from extract.list_patterns import compile_listed
from extract.members import LONGEST_ITEM, Member, RankedList, count_of, members_of

ENTRY = compile_listed(r"""
    (?: (?P<low> 倒数 )? 第 \s? (?P<place> NUM ) \s? [名位] \s? (?: [：:] | (?! [是为的有，。；、)] ) ) \s?
      | (?<! [\d.] ) (?P<number> \d{1,2} ) [.．、] (?! \d ) ) \s?
""")
# 综合得分排名如下： · 由高到低：
ANNOUNCED = compile_listed(r"""
    (?: 排名 | 排序 | 排位 | 名次 | 位次 | 前 NUM [名位] | [到至] [低少慢差] ) [^，。；]{0,8} [：:] \s* $
""")
ANNOUNCING = regex.compile(
    r"(?:排名|排序|排位|名次|位次|情况|如下|为|是|[从由][高多快好][到至][低少慢差])*[：:]?\s*$"
)
# …，丙镇、丁镇并列第四名
TIED = compile_listed(r"""
    (?: ， [^，；。]{1,16} )?? [，；] (?P<names> [^，。；]{2,60}? )
    (?: [同均各] [得为] [\d.]+ \p{Han}{0,2} ，? )? 并列 第 (?P<rank> NUM ) [位名]?
""")
# …丙镇46%，|丁镇、戊镇并列，均为52%| · |，己镇54%: what goes on behind a sorted list
TIED_NEXT = compile_listed(r"""
    [，；] (?P<names> [^，。；\d]{2,60}? ) 并列 (?: 其后 )?
    (?P<values> ， [同均各] [得为] [\d.]+ [%\p{Han}/]{0,8} )? (?= [，；。] | $ )
""")
SINGLE_NEXT = regex.compile(r"[，；](?P<name>\p{Han}{2,12}?)(?P<value>[\d.]+[%\p{Han}/]{0,8})(?=[，；。]|$)")
# 第一名甲局，|98.2分
BARE_VALUE = regex.compile(r"[近约]?[\d.]+[%\p{Han}]{0,3}(?=[；。，])")
# 由第4位|跃升至第2位: a place, and no name behind it
MOVES = compile_listed(r"<move_word> [至到为 ]?")
ENDS = regex.compile(r"[，；;。\n]")


def placed_lists(text: str, start: int, end: int, before: RankedList | None = None) -> list[RankedList]:
    """The lists of one sentence in which every name follows its place; without words it goes on from `before`."""
    found: list[RankedList] = []
    for run in _runs(list(ENTRY.finditer(text, start, end))):
        ranking = _ranking(run, text, found[-1].end if found else start, end, found[-1] if found else before)
        if ranking is not None:
            found.append(ranking)
    return found


def with_ties(ranking: RankedList, text: str, end: int) -> RankedList:
    """A sorted list that goes on over ties: 甲镇41%、乙镇45%，丙镇、丁镇并列，均为52%，戊镇54%.

    >>> text = "指数由低到高依次是：甲镇41%、乙镇45%，丙镇、丁镇并列，均为52%，戊镇54%。"
    >>> stop = text.index("，")
    >>> first = RankedList("指数", None, "top", tuple(members_of(text, 10, stop)), 2, stop, "")
    >>> with_ties(first, text, len(text)).places()[2:]
    [('丙镇', 3), ('丁镇', 3), ('戊镇', 5)]
    """
    members, ranks = list(ranking.members), [rank for _, rank in ranking.places()]
    left, tied = ranking.end, TIED_NEXT.match(text, ranking.end, end)
    while tied is not None:
        also = members_of(text, tied.start("names"), tied.end("names"))
        ranks += [len(members) + 1] * len(also)
        members, left = members + also, tied.end()
        while (single := SINGLE_NEXT.match(text, left, end)) is not None:
            ranks.append(len(members) + 1)
            members.append(Member(single["name"], *single.span("name"), *single.span("value"), True))
            left = single.end()
        tied = TIED_NEXT.match(text, left, end)
    return (
        ranking
        if left == ranking.end
        else replace(ranking, members=tuple(members), ranks=tuple(ranks), end=left)
    )


def with_tied_last(ranking: RankedList, text: str, end: int) -> RankedList:
    """前三个镇是甲镇6人、乙镇5人，丙镇与丁镇并列第三: what shares the place behind those listed."""
    tied = (
        TIED.match(text, ranking.end, end)
        if "并列" in text[ranking.end : ranking.end + LONGEST_ITEM]
        else None
    )
    rank = count_of(tied["rank"]) if tied else None
    if tied is None or ranking.tied or rank != ranking.places()[-1][1] + 1:
        return ranking
    also = members_of(text, tied.start("names"), tied.end("names"))
    ranks = (*(rank for _, rank in ranking.places()), *([rank] * len(also)))
    return replace(ranking, members=(*ranking.members, *also), ranks=ranks, end=tied.end())


def _runs(marks: list[regex.Match[str]]) -> list[list[regex.Match[str]]]:
    """The marks that count on from 1, one after the other; those that name the place (第五名) from any."""
    runs: list[list[regex.Match[str]]] = []
    for mark in marks:
        if runs and _counts_on(runs[-1][-1], mark):
            runs[-1].append(mark)
        elif _rank(mark) == 1 or mark["place"]:
            runs.append([mark])
    return runs


def _counts_on(last: regex.Match[str], mark: regex.Match[str]) -> bool:
    near = mark.start() - last.end() < LONGEST_ITEM
    shared = mark.string.count("、", last.end(), mark.start())
    return (
        near
        and 1 <= _rank(mark) - _rank(last) <= 1 + shared
        and (mark["place"] is None) == (last["place"] is None)
        and (mark["low"] is None) == (last["low"] is None)
    )


def _rank(mark: regex.Match[str]) -> int:
    return count_of(mark["place"] or mark["number"]) or 0


def _ranking(
    run: list[regex.Match[str]], text: str, sentence: int, end: int, before: RankedList | None
) -> RankedList | None:
    """The ranking of a run; none where a place has no name, or nothing tells what is ranked."""
    mark = run[0].start()
    if run[0]["number"] and not ANNOUNCED.search(text[sentence:mark]):
        return None
    entries = _entries(run, text, end)
    if entries is None:
        return None
    members, ranks, said = entries
    tied = TIED.match(text, members[-1].values_end, end)
    if tied is not None:
        also = members_of(text, tied.start("names"), tied.end("names"))
        members += also
        ranks += [count_of(tied["rank"]) or 0] * len(also)
    if len(run) < 2 and tied is None:
        return None
    lead = ANNOUNCING.sub("", text[sentence:mark])
    criterion, scope = criterion_before(text, sentence, sentence + len(lead), [])
    criterion = criterion or said
    if not criterion and before is not None:
        criterion, scope = before.criterion, before.scope
    criterion = in_points(criterion, text[members[0].values_start : members[0].values_end])
    if not criterion:
        return None
    return RankedList(
        criterion,
        scope,
        "bottom" if run[0]["low"] else "top",
        tuple(members),
        run[0].start(),
        tied.end() if tied else members[-1].values_end,
        "ranking.placed",
        ranks=tuple(ranks),
    )


def _entries(run: list[regex.Match[str]], text: str, end: int) -> tuple[list[Member], list[int], str] | None:
    """The names behind the marks with their ranks, and what is said there; none where a place has no name."""
    members: list[Member] = []
    ranks: list[int] = []
    said = ""
    stops = [other.start() for other in run[1:]] + [end]
    for entry, stop in zip(run, stops, strict=True):
        close = ENDS.search(text, entry.end(), stop)
        placed = members_of(text, entry.end(), close.start() if close else stop)
        if not placed or MOVES.match(placed[0].name):
            return None
        comma = close is not None and close[0] in ",，"
        value = BARE_VALUE.match(text, close.end(), stop) if close and comma else None
        if value is not None and len(placed) == 1 and not placed[0].bare:
            placed = [placed[0]._replace(values_end=value.end())]
        members += placed
        ranks += [_rank(entry)] * len(placed)
        rest = text[close.end() : stop] if close and comma else ""
        said = said or criterion_in(criterion_words(ENDS.split(rest)[0]))
    return members, ranks, said
