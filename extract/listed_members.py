"""The members of a ranked list: from its mark to the end of the enumeration, and the ranks that ties give them.

>>> text = "前三名：甲镇、乙镇和丙镇(并列)。"
>>> members = listed_members(text, 4, len(text), 3, bracketed=False)
>>> [m.name for m in members], tied_ranks(text, members)
(['甲镇', '乙镇', '丙镇'], (1, 2, 2))
"""

from __future__ import annotations

from itertools import takewhile

import regex

from extract.enumerations import enumerations
from extract.list_patterns import compile_listed
from extract.members import LONGEST_ITEM, LONGEST_LIST, Member, count_of, items_of, member_of, runs_on
from extract.subjects import SubjectReader

# A place, which is no name: 排名分别为第3、第5位
PLACED = regex.compile(r"(?:倒数)?第|\d")
TIED_AT = compile_listed(r"并列 第 (?P<rank> NUM )")
JOINED = ("和", "与", "及", "以及")
# 排位：甲县|第一|(1.38亿美元)
RANKED_NAME = compile_listed(r"(?P<name> .{2,20}? ) (?: 排 | 居 | 列 )? 第 (?P<rank> NUM ) [名位]?")
# 第3位(|甲市、乙市之后): who stands before
AHEAD = regex.compile(r"(?:之[后前外]|以[后前外]|除外|后面)$")
NO_MEMBER = regex.compile(
    r"分别|均|都|同比|其中|较|比|占|增长|下降|合计|共|达|完成|为|是|平均|总|前|后|末|排|居|列|且|而|但"
)


def listed_members(text: str, start: int, end: int, wanted: int | None, bracketed: bool) -> list[Member]:
    """The names from `start` on, to the end of their enumeration."""
    itemised = _itemised(text, start, end, wanted or 0)
    if itemised:
        return itemised
    members: list[Member] = []
    for left, right in runs_on(text, start, end, wanted or LONGEST_ITEM):
        if members and text.find("并列", left, right) >= 0:
            break
        items = items_of(text, left, right)
        if wanted is None and members and not (_alone(members) and len(items) == 1):
            break
        if members and (
            len(members) >= (wanted or LONGEST_ITEM) or not all(_goes_on(text, a, b) for a, b in items)
        ):
            break
        for a, b in items:
            member = member_of(text, a, b)
            if member is None or PLACED.match(member.name):
                return members
            if bracketed and AHEAD.search(member.name):
                return []
            members.append(member)
    if (bracketed and len(members) < 2) or (
        bracketed and any(member.values_start < member.values_end for member in members)
    ):
        return []
    return members


def _alone(members: list[Member]) -> bool:
    """甲镇3.2万吨，乙镇2.8万吨: one name with its value in each clause."""
    return all(member.bare for member in members)


def _itemised(text: str, start: int, end: int, wanted: int) -> list[Member]:
    """甲类1862件，占17.1%；乙类1415件，占15.0%: as many parts as announced, each with its name first and a value."""
    end = min(end, start + LONGEST_LIST)
    parts = text[start:end].split("；")
    if wanted < 2 or len(parts) < wanted:
        return []
    members, left, clauses = [], start, parts[0].count("，") + 1
    for part in parts[:wanted]:
        first = left + len(part.split("，")[0])
        member = member_of(text, left, first) if "、" not in text[left:first] else None
        if member is None or not regex.search(r"\d", part):
            return []
        stop = left + len("，".join(part.split("，")[:clauses]).rstrip("。"))
        members.append(member._replace(values_end=stop))
        left += len(part) + 1
    return members


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether what stands behind a comma is one more member: a name, or a name with its value."""
    words = text[start:end].strip()
    if NO_MEMBER.match(
        words,
    ):
        return False
    member = member_of(text, start, end)
    return member is not None and (member.values_start < member.values_end or len(member.name) <= 8)


def as_good_as(text: str, members: list[Member], wanted: int) -> int:
    """How many members the list holds: as many as announced, and those with the value of the last of them."""
    last = text[members[wanted - 1].values_start : members[wanted - 1].values_end]
    equal = takewhile(lambda other: text[other.values_start : other.values_end] == last, members[wanted:])
    return wanted + (len(list(equal)) if last else 0)


def overflow(count: int, wanted: int | None) -> tuple[int, ...]:
    """前三名 with four names: those behind the third share its place."""
    if wanted is None or count <= wanted:
        return ()
    return tuple(min(rank, wanted) for rank in range(1, count + 1))


def tied_ranks(text: str, members: list[Member]) -> tuple[int, ...]:
    """甲县、乙县和丙县(并列)、丁县 are 1, 2, 2, 4; 甲县、乙县(并列第一)、丙县 are 1, 1, 3."""
    tied = [place for place, m in enumerate(members) if "并列" in text[m.values_start : m.values_end]]
    if not tied:
        return ()
    ranks = list(range(1, len(members) + 1))
    for place in tied:
        told = TIED_AT.search(text, members[place].values_start, members[place].values_end)
        first = place - 1
        while first > 0 and text[members[first - 1].values_end : members[first].start].strip() in JOINED:
            first -= 1
        ranks[place] = (count_of(told["rank"]) or place) if told else ranks[first]
        ranks[first + 1 : place] = [ranks[place]] * (place - first - 1)
    return tuple(ranks)


def ranked_names(members: list[Member]) -> tuple[list[Member], tuple[int, ...]]:
    """甲县第一、乙县第二: names that each hold their place, apart from it."""
    told = [RANKED_NAME.fullmatch(member.name) for member in members]
    if not members or not all(told):
        return members, ()
    return [
        member._replace(name=found["name"], end=member.start + found.end("name"))
        for member, found in zip(members, told, strict=True)
        if found
    ], tuple(count_of(found["rank"]) or 1 for found in told if found)


def apposed_members(
    text: str, start: int, end: int, wanted: int | None, names: SubjectReader
) -> list[Member]:
    """前两名的|甲县、乙县各奖励: as many units as announced, side by side right behind the mark."""
    listed = next(enumerations(text, start, end, names), None)
    fit = listed is not None and listed.start == start and len(listed.members) == wanted
    return list(listed.members) if listed is not None and fit else []
