"""Sharing: values that go to names just listed, one each or all together."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extract.distribution import SHARED
from extract.heads import clean
from extract.lists import NamedList, RankedList
from extract.memory import Memory
from extract.quantities import Number
from extract.situation import Override

ALL_OF_THEM = regex.compile(r"\s*(?:均|都|各)")


def ranked_values(
    text: str, rankings: Sequence[RankedList], cursor: int, number: int, count: int
) -> list[Override] | None:
    """居前三位的是A、B、C，分别增长…: the values of the places just listed."""
    if not SHARED.search(text, cursor, number):
        return None
    for ranking in rankings:
        near = cursor <= ranking.end <= number and number - ranking.end < 16
        if near and len(ranking.members) == count:
            return [Override(subject=member.name, criterion=ranking.criterion) for member in ranking.members]
    return None


def listed_together(cue: str, cue_start: int, rankings: Sequence[RankedList]) -> Override | None:
    """后两位是A、B，均只有1个: the names just listed, all of them."""
    if not ALL_OF_THEM.match(cue):
        return None
    for ranking in rankings:
        if 0 <= cue_start - ranking.end <= 2:
            names = "、".join(member.name for member in ranking.members)
            return Override(subject=names, criterion=ranking.criterion)
    return None


def project_values(cue: str, count: int, memory: Memory) -> list[Override] | None:
    """总投资…的A项目和总投资…的B项目分别完成投资…: one value for each of the projects just named."""
    marker = SHARED.search(cue)
    last = list(memory.back(count))[::-1]
    if (
        marker is None
        or count < 2
        or len(last) < count
        or any(draft.rule != "figure.project" for draft in last)
    ):
        return None
    head = clean(cue[: marker.start()] + cue[marker.end() :]) or None
    return [Override(subject=draft.subject, head=head) for draft in last]


def subject_values(cue: str, count: int, subject: str | None) -> list[Override] | None:
    """A、B、C尚未完成…，缺口分别为…: one value for each of the plural subject's names."""
    marker = SHARED.search(cue)
    if subject is None or marker is None or count < 2 or subject.count("、") != count - 1 or subject in cue:
        return None
    head = clean(cue[: marker.start()]) or None
    return [Override(subject=name, head=head) for name in subject.split("、")]


def borrow_unit(members: list[Number]) -> None:
    """分别提高4.1个、6.3个、2.8个百分点: the last unit serves all."""
    last = members[-1]
    if last.kind == "points" and any(number.kind == "count" for number in members):
        for number in members:
            number.kind, number.unit = last.kind, last.unit


def listed_values(rankings: list[RankedList], rosters: list[NamedList]) -> dict[int, tuple[str, str]]:
    """Where the value of a listed name stands (its bracket, or right behind it): the name and what is listed by."""
    found = {}
    for roster in rosters:
        for member in roster.members:
            if member.values_end > member.values_start:
                found[member.values_start] = (member.name, roster.condition)
    for ranking in rankings:
        for member in ranking.members:
            found[member.values_start] = found[member.end] = (member.name, ranking.criterion)
    return found
