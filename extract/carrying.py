"""Carrying: the head of a number that has none of its own, from the figures before it."""

from __future__ import annotations

import regex

from extract.composition import (
    ADDED,
    COUNTED,
    Head,
    by_theme,
    by_topic,
    joined,
    spoken_of,
    theme_in,
    told_apart,
)
from extract.draft import Draft
from extract.facets import Narrowing, facets_of
from extract.heads import measure_of, noun_of, stage_of
from extract.patterns import compile_pattern
from extract.situation import Situation
from extract.spoken_measures import measure_before

# 续建公路8条、1300公里: how much of what was counted
EXTENTS = ("length", "area", "power", "volume")
STOCK = regex.compile(r"总数|总量|总计|累计|保有")
# What has an area of its own; 4宗，共13.7万平方米; the households that a head counts
HAVE_AREA = ("套", "宗", "户", "栋", "幢", "间", "处", "块", "座", "幅", "片")
# 突破50亿元，|达到52.3亿元
REACHES = regex.compile(r"(?:大关|关口|门槛|台阶)?，(?:实际)?(?:达到?|为|实现|完成)了?$")
TOTAL_OF = regex.compile(r"^(?:累计|合计|共计?|总计|总面积)$")
# 玉米种植面积: what is said of a field, behind what grows on it
GROWN = regex.compile(r"(?:种植|播种|栽培|养殖|栽植|收获|采摘)*(?:总?面积)?$")
CASES = regex.compile(r"(?<=.{2})(?:[人户]次|[笔批件宗起]数|数)$")
# 小学310所、12.4万人: who is in them
SCHOOL = regex.compile(r"(?:小学|中学|初中|高中|[大中]专|职中|技校|学校|学院|大学|高校|幼儿园)$")
# 放款, 交易, 补偿: what is done with money, so that a sum beside its count is what was paid
DONE_TO = compile_pattern(r".{0,12}? <paying>")
# 并购重组397起、1767.8亿元: what is counted deal by deal
DEALS = ("起", "笔", "宗", "单", "户次")
# 荔枝4.2万亩，收获3.1万吨
HARVESTED = regex.compile(
    r"\s*[，、](?:共|可|已|累计|预计|全年|今年)*(?:收获|采收|采摘|收成|收割|产出|产果|产粮|产鲜果|产茶|总产|产|收)"
)
HOUSEHOLDS = regex.compile(r"(?:户数|数)$")
# 养老金再次上调，达到2310元: what is a level by itself
LEVEL_ITSELF = regex.compile(r"(?:养老金|标准|[均单]?价格?|工资|薪酬|收入|补贴|补助|低保金)$")
# 确保150亿元、|冲刺|165亿元: one aim beyond the other
AIMS = regex.compile(
    r"\s*[、，]\s*(?:力争|确保|争取|冲刺|冲击|挑战|必保|保底|瞄准|剑指|奋力)+(?:达到|突破|实现|完成)?$"
)
TOTAL = compile_pattern(r"合计 | 共计 | 总计 | 一共 | <added_up>")


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
    """社会消费品零售总额增长12%，达到35亿元: the level of what has just grown; 突破50亿元，达到52.3亿元: exactly."""
    last = situation.memory.last
    if (
        last is not None
        and last.own_head
        and last.unit == situation.number.unit
        and REACHES.match(situation.wide)
    ):
        if last.sentence == situation.sentence and last.role == "level" and last.number.bound == ">":
            return Head(last.head, last.narrowing, last, own=False)
    grown = last is not None and not situation.thing and last.role == "delta" and last.of is None
    same = last is not None and (last.sentence, last.unit) == (situation.sentence, situation.number.unit)
    if last is not None and grown and same and REACHES.match(situation.wide):
        # 经营面积比上年增加21万亩，达到300万亩
        return Head(last.head.removesuffix("增加").removesuffix("减少"), last.narrowing, last, own=False)
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


def _beside(situation: Situation) -> Head | None:
    """可售库存38214套、438.6万平方米: the rooms and how large they are; 搬迁4976户16838人: the households' people."""
    number, back = situation.number, situation.memory.back(1)
    last = next(back, None)
    grown = _from_a_field(last, situation) if last is not None else None
    if grown is not None:
        return grown
    if last is None or last.sentence != situation.sentence or last.unit_kind not in COUNTED or not last.head:
        return None
    unit, counted = last.unit.lstrip("万亿千百"), number.unit.lstrip("万亿千百")
    if number.kind == "time" and last.unit_kind == "times" and TOTAL_OF.search(situation.cue.strip()):
        return Head(last.head + ("天数" if number.unit == "天" else "时长"), last.narrowing, last, own=False)
    if number.kind == "area" and unit in HAVE_AREA:
        measure = "面积"
    elif (unit, counted) == ("户", "人"):
        measure = "人数"
    elif (unit, counted) == ("所", "人") and SCHOOL.search(last.head) and _right_behind(situation):
        return Head(last.head + "在校学生", last.narrowing, last, own=False)
    else:
        return None
    bare = HOUSEHOLDS.sub("", last.head)
    if not bare or not (_right_behind(situation) or TOTAL_OF.search(situation.cue)):
        return None
    words = bare if bare.endswith(("面积", "人口", "人数")) else bare + measure
    return Head(words, last.narrowing, last, own=False)


def _from_a_field(last: Draft, situation: Situation) -> Head | None:
    """玉米120万亩、78万吨: how large the fields are, and what comes from them."""
    pair = (last.unit_kind, situation.number.kind)
    behind = _right_behind(situation) or HARVESTED.fullmatch(situation.wide)
    if pair != ("area", "weight") or last.role != "level" or not behind:
        return None
    thing = GROWN.sub("", last.head)
    return Head(thing + "产量", last.narrowing, last, own=False) if thing else None


def _right_behind(situation: Situation) -> bool:
    """Whether nothing but a separator stands between the number before and this one."""
    return situation.listed or not situation.wide.strip(" 、，")


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


def _in_a_row(situation: Situation) -> bool:
    """甲县9个，33亿元，8亿元: whether nothing stands between this number and the one before, told of one unit."""
    if situation.listed:
        return True
    last = situation.memory.last
    bare = situation.context.subject is not None and situation.wide.strip() in ("，", ",")
    return bare and last is not None and last.subject == situation.context.subject and not last.is_percent


def _paid_for(last: Draft, situation: Situation) -> bool:
    """放款312笔、6.4亿元: whether the money is that of what was just counted, as no other is spoken of."""
    if situation.number.kind != "money":
        return False
    if not DONE_TO.match(last.head) and last.unit.lstrip("万亿千百") not in DEALS:
        return False
    return not any(
        d.unit_kind == "money" and d.via is not None for d in situation.memory.levels(situation.sentence)
    )


def _with_the_last(situation: Situation, last: Draft) -> Head | None:
    """签约8个、46.5亿元: what is told of what was counted right before."""
    kind, beside_count = situation.number.kind, last.own_head and last.unit_kind in COUNTED
    if beside_count and kind in ("people", "times", *EXTENTS):
        return Head(last.head, last.narrowing, last, own=False)
    beside = situation.memory.companion(last, kind)
    if beside is not None:
        return Head(beside.head, last.narrowing.over(beside.narrowing), beside, own=False)
    if beside_count and _paid_for(last, situation):
        words = CASES.sub("", last.head) or last.head
        return Head(words + "金额", last.narrowing, last, own=False)
    return None


def _of_all(situation: Situation) -> Draft | None:
    """分地区看：甲县7起: of the whole that earlier paragraphs told, not of the last of its parts."""
    if situation.context.subject is None:
        return None
    unit = situation.number.unit
    levels = (d for d in situation.memory.levels() if d.unit == unit and d.bracket is None)
    return next((d for d in levels if not d.part and d.narrowing == Narrowing()), None)


def _said_again(situation: Situation) -> Head | None:
    """猪肉占78.5%(6.61万吨); 确保150亿元、冲刺165亿元: another number of what the last one was about."""
    bracket, last = situation.bracket, situation.memory.last
    if bracket is not None and bracket.kind == "share" and bracket.head:
        return Head(bracket.head, bracket.narrowing, own=False)
    if last is None or last.unit_kind != situation.number.kind or last.sentence != situation.sentence:
        return None
    return Head(last.head, last.narrowing, last, own=False) if AIMS.match(situation.wide) else None


def _of_topic(situation: Situation) -> Head:
    """到位资金方面，甲县3亿元: what was announced, or the figure or the theme that it stands for."""
    called = spoken_of(situation, situation.topic) or situation.memory.called(
        situation.topic, kinds=(situation.number.kind,)
    )
    words = called.head if called else by_theme(situation, situation.topic) or situation.topic
    return Head(words, facets_of(situation.topic), called, own=False)


def carried(situation: Situation, parent: Draft | None) -> Head:
    """The head of a number that has none of its own."""
    number = situation.number
    again = _said_again(situation) or _spoken(situation)
    if again is not None:
        return again
    total = summed_up(situation) or _beside(situation) or _stock(situation, parent) or _reached(situation)
    if total is not None:
        return total
    last = situation.memory.last if _in_a_row(situation) else None
    with_last = _with_the_last(situation, last) if last is not None else None
    if with_last is not None:
        return with_last
    if parent is None or parent.sentence != situation.sentence:
        named = by_topic(situation, number.kind)
        if named is not None:
            return named
    if parent is None and situation.topic:
        return _of_topic(situation)
    of_thing = _of_the_thing(situation, parent)
    if of_thing is not None:
        return of_thing
    if parent is not None:
        return _of_parent(parent, situation)
    return _of_theme(situation) or _of_parent(_further_back(situation), situation)


def _of_theme(situation: Situation) -> Head | None:
    """甲市3784亿元，列第三: what a round-up compares, where a paragraph has measured nothing yet."""
    themed = theme_in(situation) if situation.context.subject is not None else ""
    return Head(themed, facets_of(themed), own=False) if themed else None


def _further_back(situation: Situation) -> Draft | None:
    """A figure of other paragraphs that the number may go on from; a count goes on from any of its sentence."""
    number, memory = situation.number, situation.memory
    found = _of_all(situation) or memory.of_kind(number.kind, unit=number.unit)
    if found is None and number.kind in COUNTED:
        return next(memory.levels(situation.sentence, limit=2), None)
    return found


def _spoken(situation: Situation) -> Head | None:
    """甲县|工业投资|止跌回升，达到8亿元: the measure that the clause before speaks of."""
    spoken = measure_before(situation.wide, situation.number.kind)
    words = spoken.removeprefix(situation.context.subject or "") or spoken
    return Head(words, facets_of(words), own=False) if words else None


def _of_the_thing(situation: Situation, parent: Draft | None) -> Head | None:
    """养老金再次上调，达到2310元; 违规发放津补贴最突出，达到137起: of what the clause before speaks of."""
    thing = situation.thing
    told = parent is not None and parent.sentence == situation.sentence
    if LEVEL_ITSELF.search(thing) and not told:
        return Head(thing, facets_of(thing), own=False)
    if not thing or situation.number.kind not in COUNTED or situation.listed:
        return None
    counted = noun_of(parent.head) if parent is not None else ""
    return Head(joined(thing, counted) if counted else thing, facets_of(thing), own=False)


def _of_parent(parent: Draft | None, situation: Situation) -> Head:
    if parent is None:
        return Head("", Narrowing(), own=False)
    if told_apart(parent, situation):
        return _whole_again(parent, situation)
    return Head(parent.head, parent.narrowing, parent, own=False)


def _whole_again(parent: Draft, situation: Situation) -> Head:
    """事故28起，其中建筑业5起、其他行业3起。甲县6起: what was told apart before, as a whole again."""
    ending = parent.stem or measure_of(parent.head) or noun_of(parent.head)
    for draft in situation.memory.levels(limit=60):
        narrowed = draft.narrowing.industry or draft.narrowing.size
        if draft.unit == parent.unit and not narrowed and ending and draft.head.endswith(ending):
            return Head(draft.head, draft.narrowing, draft, own=False)
    words = parent.stem or stage_of(parent.head) + noun_of(parent.head) or parent.head
    return Head(words, Narrowing(origin=parent.narrowing.origin), parent, own=False)
