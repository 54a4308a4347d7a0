"""Both ends of a list told at once: 前三名和后三名分别是甲、乙、丙和丁、戊、己."""

from __future__ import annotations

from typing import Literal

import regex

from extract.criteria import criterion_before
from extract.list_patterns import compile_listed
from extract.members import Member, RankedList, count_of, members_of, runs_on

# 得分前三名和后三名分别是甲、乙、丙和丁、戊、己: the first and the last in one list
BOTH_ENDS = compile_listed(r"""
    (?: <rank_verb> )? (?P<high> <rank_high> ) (?P<n> NUM ) [位名]? 的? (?P<noun> <roster_noun> )?
    \s? [和与及、] \s? (?: <rank_verb> )? (?P<low> <rank_low> ) (?P<m> NUM ) [位名]? 的? (?P<noun> <roster_noun> )?
    (?: (?: 分别 | 依次 )* (?: 是 | 为 | 有 ) (?: 分别 | 依次 )? [：:]? | [：:] )
""")
BETWEEN_ENDS = regex.compile(r"以及|[和与及，；]")


def both_ends(
    match: regex.Match[str], text: str, span: tuple[int, int], said: str | None
) -> list[RankedList]:
    """前三名和后三名分别是…: as many names as announced on both sides of a joint."""
    sentence, end = span
    limit = next((index for index in range(match.end(), end) if text[index] in "。\n"), end)
    criterion, scope = criterion_before(text, sentence, match.start(), [], said=said)
    counts = [count_of(match["n"]), count_of(match["m"])]
    for joint in BETWEEN_ENDS.finditer(text, match.end(), limit) if criterion else ():
        behind = next(runs_on(text, joint.end(), limit, None), (joint.end(), limit))
        sides = [members_of(text, match.end(), joint.start()), members_of(text, *behind)]
        if [len(side) for side in sides] == counts:
            scope = scope or match["noun"]
            return [
                _one_end(criterion, scope, "top", sides[0], match.start()),
                _one_end(criterion, scope, "bottom", sides[1], sides[1][0].start),
            ]
    return []


def _one_end(
    criterion: str, scope: str | None, order: Literal["top", "bottom"], side: list[Member], start: int
) -> RankedList:
    return RankedList(criterion, scope, order, tuple(side), start, side[-1].values_end, "ranking.both_ends")
