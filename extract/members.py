"""Members: the names of an enumeration, with the values printed behind them, and what rankings and rosters keep.

>>> [(m.name, m.values_start) for m in members_of("甲镇(5个)、乙镇3.2亿元和丙乡", 0, 17)]
[('甲镇', 2), ('乙镇', 9), ('丙乡', 17)]
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

import regex

from extract.list_patterns import compile_listed
from extract.numerals import read_numeral
from extract.patterns import compile_pattern, openings

# 甲镇(5个) · 甲镇3.2亿元 · 甲镇完成82.5% · 甲县三十一个
VALUES = compile_pattern(r"""
    ^ (?P<name> \S .{1,39}? )
    (?= [\s(同累实已均各共达高仅只为完得第增减提上回下+－\-\d百一二三四五六七八九十千点] | $ ) \s?
    (?P<values> \( [^()]{0,40} (?: [\d一二三四五六七八九十百零] | 并列 ) [^()]{0,40} \) (?= (?P<tail> .* ) )
      | (?: 同比 | 累计 | 实际 | 已 | 均 | 各 | 共 )? (?: 达到? | 高达 | 仅 | 只有 | 为 | 完成 | 实现 | 得 | 第
            | 增长 | 下降 | 增加 | 减少 | 提高 | 上升 | 回落 | 下滑 )? \s? [+－-]? (?: \d | 百分之 ) .*
      | (?<= [镇乡县区市道州旗办班] ) (?: 增长 | 下降 )? [一二三四五六七八九十百千点]+ [亿万个家次分项成] .* )?
    (?(tail) .* | ) $
""")
# Without one of these there is no value
VALUED = frozenset("0123456789一二三四五六七八九十百千零点并")
LONGEST_NAME = 40
LEAD = compile_pattern(
    r"""^ (?: 并列 | [而但] (?! 立 ) | 依次 | 分别 | 其中 | 为 (?! 民 ) | 是 | 由 (?= .{2,} [镇乡县区市] ) | \s )+"""
)
LEAD_OPENS = openings(LEAD)
TRAIL = compile_listed(r"""
    (?: 等 (?: 地 | 单位 | 部门 )? | [，、\s] )+ $ | 等 NUM [个家] .* $ | (?<= [镇乡县区市道] ) 等 .* $
""")
FIT = compile_pattern(r"^ (?! .* (?: 的 | 最 | 分别 | 其中 ) ) [\p{Han}A-Za-z0-9*×·“”()、]{2,30} $")
JOINT = compile_pattern(r"""
    (?<= <member_suffix> | [市县区镇乡道州旗班盟省] | 开发区 | 领导 | [)*] )
    (?: 以及 | 和 | 及 | 与 ) (?= [\p{Han}*×“]{2} )
  | (?<= 、 [^、，。；]{2,12} ) (?: 以及 | 和 (?! [平田硕静布] ) | 及 | 与 ) (?= [\p{Han}*×“]{2} )
""")


BEHIND_BRACKET = regex.compile(r"(?<=\))(?:以?及|和|与)(?=\p{Han}{2})")
# 甲县及市审计局、市财政局: what two kinds of units are joined by
BEHIND_UNIT = regex.compile(r"(?<=\p{Han}[市县区镇乡旗])以?及(?=[市县区省州]\p{Han}{1,6}局(?:$|\())")
# 甲县和乙县(并列): two members
TIED_ITEM = regex.compile(
    r"(?P<one>[^、，。；()和与及]{2,20})(?:以?及|[和与])(?:(?P<two>[^、，。；()和与及]{2,20})(?:以?及|[和与]))?(?P<other>[^、，。；()和与及]{2,20})\((?:两[县市区镇乡]|[均皆])?并列[^()]{0,8}\)"
)
MARKS = regex.compile(r"[()、]")
# How far an item of an enumeration, and a list, may reach: what is longer is prose
LONGEST_ITEM = 120
LONGEST_LIST = 2000


class Member(NamedTuple):
    """A name in a list with its place in the text; `values` is what is printed behind it, in a bracket or bare."""

    name: str
    start: int
    end: int
    values_start: int
    values_end: int
    bare: bool = False


@dataclass(frozen=True, slots=True)
class RankedList:
    """A ranking as read: its members in printed order; `ranks` where the text counts otherwise than 1, 2, 3."""

    criterion: str
    scope: str | None
    order: Literal["top", "bottom"]
    members: tuple[Member, ...]
    start: int
    end: int
    rule: str
    tied: bool = False
    ranks: tuple[int, ...] = ()

    def places(self) -> list[tuple[str, int]]:
        """Each member's name with its rank."""
        counted = self.ranks or (1 if self.tied else rank for rank in range(1, len(self.members) + 1))
        return [(member.name, rank) for member, rank in zip(self.members, counted, strict=False)]


@dataclass(frozen=True, slots=True)
class NamedList:
    """A roster as read; `count` is the number of members that the text states."""

    condition: str
    members: tuple[Member, ...]
    count: int | None
    start: int
    end: int
    rule: str


def count_of(numeral: str | None) -> int | None:
    """The value of a numeral that may be missing."""
    return int(read_numeral(numeral)) if numeral else None


def items_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans between the `、` of an enumeration; 和 / 及 / 与 joins the last two. Brackets keep their own marks.

    >>> items_of("甲镇(街道、园区)、乙镇和丙乡", 0, 15)
    [(0, 9), (10, 12), (13, 15)]
    """
    spans, depth, left = [], 0, start
    for mark in MARKS.finditer(text, start, end):
        if mark[0] != "、":
            depth += 1 if mark[0] == "(" else -1
        elif depth <= 0:
            spans += _parted(text, left, mark.start())
            left = mark.end()
    joint = None if TIED_ITEM.match(text, left, end) else _last_joint(text, left, end, start)
    if joint is not None:
        spans.append((left, joint[0]))
        left = joint[1]
    spans += _parted(text, left, end) if joint is None else [(left, end)]
    return [(a, b) for a, b in spans if text[a:b].strip()]


def _parted(text: str, left: int, right: int) -> list[tuple[int, int]]:
    """甲镇(20%)和乙镇、丙镇: a 和 right behind a bracket parts two members before the last too."""
    tied = TIED_ITEM.match(text, left, right)
    if tied is not None:
        middle = [tied.span("two")] if tied["two"] else []
        return [tied.span("one"), *middle, (tied.start("other"), right)]
    joint = BEHIND_BRACKET.search(text, left, right) or BEHIND_UNIT.search(text, left, right)
    return [(left, joint.start()), (joint.end(), right)] if joint else [(left, right)]


def _last_joint(text: str, left: int, end: int, start: int) -> tuple[int, int] | None:
    """The 和 that joins the last member, looked for outside brackets."""
    left = max(left, end - LONGEST_ITEM)
    for match in JOINT.finditer(text, left, end):
        inside = text.count("(", left, match.start()) - text.count(")", left, match.start())
        if inside <= 0 and match.start() > max(start, left):
            return match.span()
    return None


def member_of(text: str, start: int, end: int) -> Member | None:
    """The name in `text[start:end]`, apart from the values behind it."""
    if end - start > LONGEST_ITEM:
        return None
    words, values = _name_and_values(text[start:end].strip())
    name = TRAIL.sub("", LEAD.sub("", words) if words[:1] in LEAD_OPENS else words).strip()
    if not FIT.match(name):
        return None
    offset = text.find(name, start, end)
    stop = offset + len(name)
    if not values:
        return Member(name, offset, stop, stop, stop)
    inner = text.find(values, stop, end)
    return Member(name, offset, stop, inner, inner + len(values), not values.startswith("("))


def _name_and_values(item: str) -> tuple[str, str | None]:
    """The words of an item and the values behind them; none where it is too short or too long for a name."""
    if VALUED.isdisjoint(item):
        return (item, None) if 1 < len(item) <= LONGEST_NAME and "\n" not in item else ("", None)
    match = VALUES.match(item)
    return (match["name"], match["values"]) if match else ("", None)


def members_of(text: str, start: int, end: int) -> list[Member]:
    """The members of the enumeration `text[start:end]`; what does not read like a name is left out."""
    members = (member_of(text, left, right) for left, right in items_of(text, start, end))
    return [member for member in members if member is not None]


def runs_on(text: str, start: int, end: int, wanted: int | None) -> Iterator[tuple[int, int]]:
    """The clauses of a list from `start`: the first, and with `wanted` members to find, those behind commas too."""
    left, depth = start, 0
    end = min(end, start + LONGEST_LIST)
    for index in range(start, end):
        depth += (text[index] == "(") - (text[index] == ")")
        if depth < 0:
            end = index
            break
        if text[index] in "，；。\n" and depth == 0:
            yield left, index
            left = index + 1
            if text[index] != "，" or wanted is None:
                return
    if left < end:
        yield left, end
