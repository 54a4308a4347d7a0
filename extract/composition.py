"""Composition: what one head takes from its own words and what from the figures before it.

A head is composed by the first of a row of small steps that has something to say; each step is a function of the
clause (`Clause`), and gives a `Head` or `None`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import regex

from extract.draft import Draft
from extract.facets import Narrowing, facets_of
from extract.heads import measure_of, noun_of
from extract.patterns import compile_pattern
from extract.situation import Situation

# 续建公路8条、1300公里: how much of what was counted
EXTENTS = ("length", "area", "power", "volume")
COUNTED = ("count", "people", "times")
# Words that only narrow a head that was said before: 工业类, 5亿元以上, 省级, 亿元以上的, 日均
MODIFIER = regex.compile(
    r"""(?: .{1,12} (?: 类 | 级 | 型 | 系 | 产业 | 业 | 领域 | 地区 | 方面 | 行业 | 性 )
      | .* 元 (?: 以上 | 以下 | 以内 )? (?: 的 | \(含\) )? | \d .* 元 | 其余 | 其他 .{0,4} | 第[一二三] | [一二三]产
      | .* 以 [上下] 的? | 城镇 | 乡村 | 农村 | 城市 | 对 \p{Han}{2,8}
      | 日均 | 月均 | 年均 | 人均 | 户均 | 亩均 | 场均 | 平均 | 均 ) $""",
    regex.VERBOSE,
)
MEAN = regex.compile(r"[日月年周季场户人亩]均|平均每?[日月年]?")
# 2月18日达到峰值213.6万辆次
PEAK = regex.compile(r"(?:单日|当日|日)?(?:峰值|最高峰|最高值|高峰值?)")
LONGEST_MEAN = 5
STOCK = regex.compile(r"总数|总量|总计|累计|保有")
ADDED = regex.compile(r"(?:净增加?|新增|新认定|新培育|新建成?|新获批?|当年|今年)+(?=.{2})")
ADDITION = regex.compile(r"(?:当年|今年|年内|全年)?(?:新增|净增)")
# What has an area of its own; 4宗，共13.7万平方米; the households that a head counts
HAVE_AREA = ("套", "宗", "户", "栋", "幢", "间", "处", "块", "座", "幅", "片")
TOTAL_OF = regex.compile(r"^(?:合计|共计?|总计|总面积)$")
HOUSEHOLDS = regex.compile(r"(?:户数|数)$")
TOTAL = compile_pattern(r"合计 | 共计 | 总计 | 一共 | <added_up>")


class Head(NamedTuple):
    """A head with its facets; `source` is the draft that lent what was left out, `own` whether anything was said.

    `part` tells that the words make it a part of `source` (主导产业项目 after 新签约项目); `stem` is the head
    without the words that narrow it.
    """

    words: str
    narrowing: Narrowing
    source: Draft | None = None
    own: bool = True
    part: bool = False
    stem: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """What a composing step sees: the cleaned words, their facets, the kind and unit of the number, its parent."""

    situation: Situation
    head: str
    own: Narrowing
    kind: str
    unit: str
    parent: Draft | None

    @property
    def bare(self) -> str:
        """The words without a final 的."""
        return self.head.removesuffix("的")

    @property
    def outer(self) -> Narrowing | None:
        """The facets of the whole that a part stands in."""
        return self.around if self.situation.part else None

    @property
    def around(self) -> Narrowing | None:
        """The facets of what the clause is a part of: those of the parent, or those that a sibling stands in."""
        if self.parent is None:
            return None
        outer = around(self.parent, self.situation)
        if outer is self.parent.narrowing and self.head.startswith(("其他", "其余", "其它")):
            return Narrowing(origin=outer.origin)
        return outer

    @property
    def narrows(self) -> bool:
        """Whether the words only narrow what was said before."""
        return MODIFIER.match(self.head) is not None


def around(parent: Draft, situation: Situation) -> Narrowing:
    """What `parent` lends to its parts; a sibling behind the same mark lends only what it stands in itself."""
    sibling = parent.outer is not None and parent.part_mark == situation.part_mark
    return parent.outer if sibling and parent.outer is not None else parent.narrowing


def parent_of(situation: Situation, kinds: tuple[str, ...], unit: str = "") -> Draft | None:
    """The newest level of the paragraph with that kind of unit; those in closed brackets do not count.

    Behind 其中 and the like it is the newest before the mark that is no part itself, or the one that the numbers behind
    the mark add up to.
    """
    bracket = situation.bracket
    if bracket is not None and bracket.unit_kind in kinds:
        return bracket
    summed = situation.sums.get(unit or kinds[0])
    if summed is not None and summed.unit_kind in kinds:
        return summed
    fallback = None
    for draft in situation.memory.levels(None, situation.paragraph):
        if draft.bracket is not None or draft.unit_kind not in kinds or (unit and draft.unit != unit):
            continue
        if situation.part_mark is None:
            return draft
        fallback = fallback or draft
        if draft.number.start < situation.part_mark and draft.part_mark is None:
            return draft
    return fallback


def by_topic(situation: Situation, kind: str) -> Head | None:
    """What the sentence announced for this kind of number: 合同项目、到位资金，A县58个、41.2亿元."""
    for topic in situation.topics:
        counted = noun_of(topic) != "" or topic.endswith(("数", "量"))
        if (kind == "count" and counted) or (kind not in COUNTED and measure_of(topic) and not counted):
            words = topic.removesuffix("个数")
            return Head(words, facets_of(words), None, own=False)
    return None


def summed_up(situation: Situation) -> Head | None:
    """What the figures right before have in common, where the number is their sum: 分别签约17个、12个，合计29个."""
    if not TOTAL.search(situation.cue):
        return None
    parts: list[Draft] = []
    unit = "" if situation.number.is_percent else situation.number.unit
    for draft in situation.memory.levels(situation.sentence, limit=12):
        unit = unit or draft.unit
        if draft.unit != unit or draft.role != "level":
            break
        parts.append(draft)
    if len(parts) < 2 or len({draft.head for draft in parts}) == 1:
        return None
    common = _common_ending([draft.head for draft in parts])
    return Head(common, facets_of(common), own=False) if len(common) > 1 else None


def _reached(situation: Situation) -> Head | None:
    """社会消费品零售总额增长12%，达到35亿元: the level of what has just grown."""
    last = next(situation.memory.back(1), None)
    if last is None or last.kind not in ("growth", "completion") or last.of is not None or not last.own_head:
        return None
    if last.sentence != situation.sentence or last.head.startswith("拉动") or last.number.kind == "points":
        return None
    return Head(last.head, last.narrowing, last, own=False)


def _stock(situation: Situation, parent: Draft | None) -> Head | None:
    """新增规上企业20家、总数达220家: all of them, not those that came on top."""
    added = ADDED.match(parent.head) if parent is not None and STOCK.search(situation.cue) else None
    if parent is None or added is None or parent.sentence != situation.sentence:
        return None
    return Head(parent.head[added.end() :], parent.narrowing, parent, own=False)


def added_to(clause: Clause) -> Head | None:
    """风电装机达到260万千瓦，今年新增110万千瓦: what came on top of the level before."""
    parent = clause.parent
    if parent is None or not ADDITION.fullmatch(clause.head) or parent.sentence != clause.situation.sentence:
        return None
    if parent.unit != clause.unit or ADDED.match(parent.head):
        return None
    return Head(clause.head + parent.head, parent.narrowing, parent)


def mean_of(head: str, situation: Situation) -> Head | None:
    """自驾车9.83万台次，日均1.23万台次: the mean of what was measured right before."""
    number = situation.number
    of_a_level = len(head) <= LONGEST_MEAN and (MEAN.fullmatch(head) or PEAK.fullmatch(head))
    level = next(situation.memory.levels(situation.sentence, limit=4), None) if of_a_level else None
    if level is None or level.unit != number.unit:
        return None
    measured = level.head[2:] if PEAK.fullmatch(head) and MEAN.match(level.head) else level.head
    return Head(head + measured, level.narrowing, level)


def _beside(situation: Situation) -> Head | None:
    """可售库存38214套、438.6万平方米: the rooms and how large they are; 搬迁4976户16838人: the households' people."""
    number, back = situation.number, situation.memory.back(1)
    last = next(back, None)
    if last is None or last.sentence != situation.sentence or last.unit_kind not in COUNTED or not last.head:
        return None
    unit, counted = last.unit.lstrip("万亿千百"), number.unit.lstrip("万亿千百")
    if number.kind == "area" and unit in HAVE_AREA:
        measure = "面积"
    elif (unit, counted) == ("户", "人"):
        measure = "人数"
    else:
        return None
    bare = HOUSEHOLDS.sub("", last.head)
    if not bare or (not situation.listed and not TOTAL_OF.search(situation.cue)):
        return None
    words = bare if bare.endswith(("面积", "人口", "人数")) else bare + measure
    return Head(words, last.narrowing, last, own=False)


def _common_ending(heads: list[str]) -> str:
    """The words that all heads end in; not within a word (余额 of 存款余额 and 贷款余额).

    >>> _common_ending(["存款余额", "贷款余额"]), _common_ending(["新签约项目", "老签约项目"])
    ('余额', '签约项目')
    """
    shortest = min(heads, key=len)
    for length in range(len(shortest), 0, -1):
        if all(head.endswith(shortest[-length:]) for head in heads):
            measure = measure_of(shortest[-length:])
            return measure if len(measure) == length - 1 else shortest[-length:]
    return ""


def carried(situation: Situation, parent: Draft | None) -> Head:
    """The head of a number that has none of its own."""
    number = situation.number
    total = summed_up(situation) or _beside(situation) or _stock(situation, parent) or _reached(situation)
    if total is not None:
        return total
    last = next(situation.memory.back(1), None) if situation.listed else None
    beside_count = last is not None and last.own_head and last.unit_kind == "count"
    if last is not None and beside_count and number.kind in ("people", *EXTENTS):
        return Head(last.head, last.narrowing, last, own=False)
    beside = situation.memory.companion(last, number.kind) if last is not None else None
    if beside is not None and last is not None:
        return Head(beside.head, last.narrowing.over(beside.narrowing), beside, own=False)
    if parent is None or parent.sentence != situation.sentence:
        named = by_topic(situation, number.kind)
        if named is not None:
            return named
    if parent is None and situation.topic:
        called = situation.memory.called(situation.topic, kinds=(number.kind,))
        words = called.head if called else situation.topic
        return Head(words, facets_of(situation.topic), called, own=False)
    if parent is None:
        parent = situation.memory.of_kind(number.kind, unit=number.unit)
    if parent is None and number.kind in COUNTED:
        parent = next(situation.memory.levels(situation.sentence, limit=2), None)
    return (
        Head(parent.head, parent.narrowing, parent, own=False) if parent else Head("", Narrowing(), own=False)
    )
