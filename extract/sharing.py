"""Sharing: values that go to names just listed, one each or all together."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extract.distribution import SHARED
from extract.enumerations import enumeration_before, is_unit
from extract.heads import clean
from extract.lists import NamedList, RankedList
from extract.memory import Memory
from extract.quantities import Number
from extract.situation import Override
from extract.subjects import SubjectReader

ALL_OF_THEM = regex.compile(r"\s*(?:均|都|各)")


def ranked_values(
    text: str, lists: Sequence[RankedList | NamedList], cursor: int, number: int, count: int
) -> list[Override] | None:
    """居前三位的是A、B、C，分别增长…; A、B排在末两位，只完成66%、57%: the values of the names just listed."""
    shared = SHARED.search(text, cursor, number) is not None
    for listed in lists:
        near = cursor <= listed.end <= number and number - listed.end < 16
        ranked = isinstance(listed, RankedList)
        if near and len(listed.members) == count > 1 and (shared or ranked):
            by = listed.criterion if isinstance(listed, RankedList) else listed.condition
            return [Override(subject=member.name, criterion=by) for member in listed.members]
    return None


def just_listed(
    text: str, span: tuple[int, int], cue: str, count: int, names: SubjectReader
) -> list[Override] | None:
    """降幅居前的是A、B，分别下降…: the names that the clause before ends in."""
    close = span[1] - len(cue) - 1
    before = enumeration_before(text, span[0], close, names) if count > 1 and SHARED.match(cue) else None
    if before is None or before.valued or before.end < close or len(before.members) != count:
        return None
    return [Override(subject=member.name) for member in before.members]


def listed_together(cue: str, cue_start: int, rankings: Sequence[RankedList]) -> Override | None:
    """后两位是A、B，均只有1个: the names just listed, all of them."""
    if not rankings or not ALL_OF_THEM.match(cue):
        return None
    for ranking in rankings:
        if 0 <= cue_start - ranking.end <= 2:
            names = "、".join(member.name for member in ranking.members)
            return Override(subject=names, criterion=ranking.criterion)
    return None


def project_values(cue: str, count: int, memory: Memory) -> list[Override] | None:
    """总投资…的A项目和总投资…的B项目分别完成投资…: one value for each of the projects just named."""
    marker = SHARED.search(cue) if count > 1 else None
    last = list(memory.back(count))[::-1] if marker else []
    if marker is None or len(last) < count or any(draft.rule != "figure.project" for draft in last):
        return None
    head = clean(cue[: marker.start()] + cue[marker.end() :]) or None
    return [Override(subject=draft.subject, head=head) for draft in last]


def subject_values(cue: str, kinds: list[str], subject: str | None) -> list[Override] | None:
    """A、B、C尚未完成…，缺口分别为…; A、B排在末位，只完成66%、57%: one value for each of the plural subject's names."""
    marker, count = SHARED.search(cue), len(kinds)
    if subject is None or count < 2 or subject.count("、") != count - 1 or subject in cue:
        return None
    if marker is None and (len(set(kinds)) > 1 or len(cue) > 4):
        return None
    head = clean(cue[: marker.start()] if marker else "") or None
    return [Override(subject=name, head=head) for name in subject.split("、")]


def borrow_unit(members: list[Number]) -> None:
    """分别提高4.1个、6.3个、2.8个百分点: the last unit serves all."""
    last = members[-1]
    if last.kind == "points" and any(number.kind == "count" for number in members):
        for number in members:
            number.kind, number.unit = last.kind, last.unit


def entries(
    rankings: list[RankedList], rosters: list[NamedList], names: SubjectReader
) -> dict[int, tuple[str, str, bool]]:
    """Where the value of a listed name stands (its bracket, or right behind it).

    Given are the name, what is listed by, and whether the list is one of units, not of kinds (噪声扰民).
    """
    found = {}
    for roster in rosters:
        for member in roster.members:
            if member.values_end > member.values_start:
                found[member.values_start] = (member.name, roster.condition, True)
    for ranking in rankings:
        units = any(is_unit(member.name, names) for member in ranking.members)
        for member in ranking.members:
            found[member.values_start] = found[member.end] = (member.name, ranking.criterion, units)
    return found


def names_behind(rosters: list[NamedList]) -> list[NamedList]:
    """Those whose names stand behind what is said of them, so that no clause of theirs opens with a subject."""
    return [roster for roster in rosters if roster.rule in ("roster.have", "roster.bracket")]
