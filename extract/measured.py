"""Measured heads: what an amount of money, an area, a weight measures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import regex

from extract.carrying import carried
from extract.codes import code_of
from extract.composition import (
    DEED_OF,
    OPENS_WITH_VERB,
    OWN_WORK,
    Clause,
    Head,
    added_to,
    around,
    by_topic,
    mean_of,
    parent_of,
)
from extract.draft import Draft
from extract.facets import facets_of
from extract.heads import is_verb, measure_of, noun_of, resembles, stage_of
from extract.situation import Situation

# Kinds of units in which goods and fields are measured
GOODS = ("area", "weight", "volume")
TOTALS = ("总量", "总额", "总值", "总规模", "规模", "总数")
# 铁矿砂120万吨，价值9.8亿元
WORTH = ("价值", "货值", "总值", "总价值", "货款", "案值", "价款", "金额", "总金额", "销售额", "销售收入")
SUMS = ("总金额", "金额", "总额", "资金总额", "合计金额")
MEASURES_OF_A_THING = ("产量", "面积", "产值", "单产", "销量", "均价", "销售额", "总产量", "总产")
# What a bare verb of money measures
VERB_MEASURES = {"到位": "到位资金", "实际到位": "实际到位资金", "签约": "签约金额", "完成": "完成投资"}
# The sides of an account: the second takes the name of the account from the first
ACCOUNT_SIDE = regex.compile(r"(?:当年|年终|滚存|累计)?(?:收入|支出|结余|结转|盈余)$")
# 二、政府性基金预算: the account of a section, and how many lines above it is looked for
ACCOUNT = regex.compile(
    r"[(（]?[一二三四五六七八九十\d]{1,3}[)）]?[.、．]?\s*(?:全?[省市县区]级?|本级)?"
    r"(?P<account>一般公共预算|政府性基金|国有资本经营预算|社会保险基金)[^\n。，；\d]{0,12}(?:[。：]|$)"
)
ACCOUNT_LINES = 5
# 猕猴桃种植|面积…，产量…: what is done on a field is no part of what comes from it
GROWING = regex.compile(r"(?<=.{2})(?:种植|播种|栽培|养殖|栽植|(?:累计|网上|网络)?销售)$")
ABOVE_SIZE = regex.compile(r"规(?:模以)?上工业(?!.*增加值)")
# 上级下达资金, 年需绿电: what is only meant to be done
PLANNED = regex.compile(
    r"^(?:上级|全年|年|共|应|需|计划|年度|拟|下达|安排|预算|争取|分配|筹集|到期|完成|累计)+(?=.{2})"
)
# What is all of it for the whole is less for a part: 水果总产, of which 苹果产量
OF_A_PART = {"总产": "产量", "总产量": "产量", "总面积": "面积"}
# 实际利用内资140亿元: of the whole area, whatever was counted before
OF_ALL = regex.compile(r"(?:实际)?(?:利用|引进|吸收|使用)(?:内资|市域|国内)")
LENGTH = regex.compile(r"(?:里程|长度)$")
SO_FAR = regex.compile(r"^(?:累计|已|共|实际|当月|全年)+(?=完成|签约)")


@dataclass(frozen=True, slots=True)
class Amount(Clause):
    """A clause about an amount; `count` is the count that it belongs to (…项目52个，总投资…亿元)."""

    count: Draft | None = None


def compose_measured(situation: Situation, head: str) -> Head:
    """The head of an amount whose clause says `head`."""
    kind = situation.number.kind
    parent = parent_of(situation, (kind,))
    count = _count_before(situation)
    if situation.bracket is not None and parent is not situation.bracket:
        # 签约项目31个(总投资202亿元)
        count = situation.bracket if situation.bracket.unit_kind == "count" else None
    amount = Amount(situation, head, facets_of(head), kind, situation.number.unit, parent, count)
    for step in STEPS:
        composed = step(amount)
        if composed is not None:
            return composed
    return Head(head, amount.own.over(count.narrowing if count else None), count)


def _count_before(situation: Situation) -> Draft | None:
    """The count that a sum of money in the same chain of clauses belongs to."""
    for draft in situation.memory.levels(situation.sentence, limit=8):
        if draft.clause != situation.clause:
            return None
        if (
            draft.unit_kind == "count"
            and draft.subject == situation.context.subject
            and draft.bracket is None
        ):
            return draft
    return None


def _only_counted(amount: Amount) -> bool:
    """签约8个项目、|98.4亿元: whether the words are no more than the noun of the count right before."""
    last = amount.situation.memory.last
    if last is None or last is not amount.count or amount.head != "项目" or noun_of(last.head) != "项目":
        return False
    return amount.situation.wide.strip("、，, ") == amount.head


def _silent(amount: Amount) -> Head | None:
    if amount.head and not _only_counted(amount):
        return None
    situation, parent = amount.situation, amount.parent
    if situation.topic and parent is not None and parent.sentence != situation.sentence:
        parent = None
    found = carried(situation, parent)
    if amount.count is None:
        return found
    words = _of_counted(amount.count) if amount.kind == "money" else ""
    beside = situation.memory.companion(amount.count, amount.kind) if amount.head else None
    if words and (beside is None if amount.head else not measure_of(found.words)):
        return Head(words, amount.count.narrowing, amount.count, own=False)
    told = found.source is not None and found.source.number.start > amount.count.number.start
    narrowing = found.narrowing if told else amount.count.narrowing.over(found.narrowing)
    return Head(found.words, narrowing, found.source, own=False)


def _of_counted(count: Draft) -> str:
    """签约项目8个、98.4亿元; 在建项目21个、56亿元: what an amount right behind a count of projects measures."""
    stage = stage_of(count.head) if noun_of(count.head) == "项目" else ""
    return "签约金额" if "签" in stage else "总投资" if stage and "引" not in stage else ""


def _mean(amount: Amount) -> Head | None:
    return mean_of(amount.head, amount.situation)


def _added(amount: Amount) -> Head | None:
    return added_to(amount)


def _total(amount: Amount) -> Head | None:
    """增长10%、总量突破8600亿元: of what was measured last."""
    situation = amount.situation
    last = next((d for d in situation.memory.back(3) if d.sentence == situation.sentence), None)
    if amount.head not in TOTALS or last is None:
        return None
    return Head(last.head + amount.head, amount.own.over(last.narrowing), last)


def _verb(amount: Amount) -> Head | None:
    if not is_verb(amount.head):
        return None
    situation, count, own = amount.situation, amount.count, amount.own
    named = by_topic(situation, amount.kind)
    if named is not None and resembles(amount.head, named.words) < 1.0:
        return Head(named.words, own.over(named.narrowing))
    source = situation.memory.with_verb(amount.head, amount.kind, amount.unit)
    if source is not None:
        narrowing = own.over(count.narrowing if count else source.narrowing)
        general = VERB_MEASURES.get(amount.head, "") if source.paragraph != situation.paragraph else ""
        same = general and code_of(general, amount.kind) == code_of(source.head, amount.kind)
        return Head(general if same else source.head, narrowing, source)
    again = _done_again(amount)
    if again is not None:
        return again
    verb = SO_FAR.sub("", amount.head)
    invests = amount.parent is not None and "投资" in amount.parent.head
    if amount.kind != "money" or verb not in VERB_MEASURES or (verb == "完成" and not invests):
        return None
    return Head(VERB_MEASURES[verb], own.over(count.narrowing if count else None), count)


def _done_again(amount: Amount) -> Head | None:
    """全市旅游收入128亿元。|甲县完成|9.8亿元: what was measured of others, which the verb says was reached."""
    parent, situation = amount.parent, amount.situation
    if parent is None or SO_FAR.sub("", amount.head) != "完成" or parent.unit_kind != amount.kind:
        return None
    if parent.subject == situation.context.subject or not parent.head or "投资" in parent.head:
        return None
    return carried(situation, parent)._replace(own=False)


def _next_verb(amount: Amount) -> Head | None:
    """外出经费180万元，已支出151万元: what was done with the amount before."""
    last = next(amount.situation.memory.levels(amount.situation.sentence, limit=1), None)
    if last is None or last.unit_kind != amount.kind or is_verb(last.head):
        return None
    if not (is_verb(amount.head) or amount.head == "支出"):
        return None
    thing = PLANNED.sub("", last.head)
    return Head(amount.head + thing, amount.own.over(last.narrowing), last) if 1 < len(thing) <= 8 else None


def _sum(amount: Amount) -> Head | None:
    """签约35个项目，总金额133亿元: of the stage that was counted."""
    count = amount.count
    if amount.head not in SUMS or count is None:
        return None
    parent = amount.parent
    if parent is not None and parent.sentence == count.sentence and parent.head.endswith("金额"):
        return Head(measure_of(parent.head), amount.own.over(count.narrowing), count)
    return Head(stage_of(count.head) + amount.head, amount.own.over(count.narrowing), count)


def _worth(amount: Amount) -> Head | None:
    """铁矿砂120万吨，价值9.8亿元: of the goods right before."""
    situation = amount.situation
    last = situation.memory.last
    if (
        last is None
        or amount.head not in WORTH
        or last.role != "level"
        or last.sentence != situation.sentence
    ):
        return None
    if last.unit_kind not in ("weight", "volume", "area") and not (
        last.unit_kind == "count" and noun_of(last.head) != "项目"
    ):
        return None
    thing = last.head.removesuffix(measure_of(last.head)).removesuffix(amount.head[:2])
    return Head(thing + amount.head, amount.own.over(last.narrowing), last) if thing else None


def _of_the_same_account(amount: Amount) -> Head | None:
    """政府性基金收入4126万元，支出3897万元: of the account that the figure before belongs to."""
    situation = amount.situation
    side = ACCOUNT_SIDE.fullmatch(amount.head)
    before = next(situation.memory.levels(situation.sentence, limit=6), None)
    if side is None or before is None or before.unit_kind != amount.kind:
        return None
    other = ACCOUNT_SIDE.search(before.head)
    if other is None or other[0] == amount.head or not other.start():
        return None
    return Head(before.head[: other.start()] + amount.head, amount.own.over(before.narrowing), before)


def _of_the_account_above(amount: Amount) -> Head | None:
    """二、社会保险基金预算, below it 收入4.2亿元: of the account that the heading names."""
    if amount.head not in ("收入", "支出", "总收入", "总支出"):
        return None
    text, right = amount.situation.text, amount.situation.number.start
    for _ in range(ACCOUNT_LINES):
        left = text.rfind("\n", 0, right) + 1
        named = ACCOUNT.match(text, left, right)
        if named:
            return Head(named["account"] + amount.head, amount.own)
        right = max(0, left - 1)
    return None


def _of_the_same_thing(amount: Amount) -> Head | None:
    """猕猴桃种植面积36.8万亩，产量9.6万吨: the thing of the measure before."""
    situation = amount.situation
    before = next(situation.memory.levels(situation.sentence, limit=4), None)
    if amount.head not in MEASURES_OF_A_THING:
        return None
    if situation.thing and (before is None or before.clause != situation.clause):
        return Head(situation.thing + amount.head, amount.own.over(facets_of(situation.thing)))
    if before is None:
        return None
    if before.subject != situation.context.subject:
        return None
    measure = measure_of(before.head)
    thing = before.head.removesuffix(measure)
    thing = thing.removesuffix(amount.head[:2]) or thing
    if amount.head not in ("面积", "单产"):
        thing = GROWING.sub("", thing)
    return Head(thing + amount.head, amount.own, before) if measure else None


def _length_of_part(amount: Amount) -> Head | None:
    """农村公路总里程3680公里，其中县道320公里: the measure of the whole behind the part."""
    parent, situation = amount.parent, amount.situation
    if amount.kind != "length" or not situation.part or parent is None or measure_of(amount.head):
        return None
    measure = LENGTH.search(parent.head)
    return Head(amount.head + measure[0], amount.own, parent, part=True) if measure else None


def _complete(amount: Amount) -> Head | None:
    """A head that names its measure; it takes the facets of the count or the whole that it belongs to."""
    if not measure_of(amount.head) and (amount.kind == "money" or amount.narrows or _goods_of(amount)):
        return None
    whole = _named_in_full(amount)
    if whole is not None:
        return Head(whole, amount.own.over(amount.outer), amount.parent)
    outer = amount.count.narrowing if amount.count else amount.outer
    if amount.own.origin or OF_ALL.match(amount.head) or code_of(amount.head, amount.kind) == "funds_foreign":
        outer = None
    return Head(amount.head, amount.own.over(outer), amount.count)


def _goods_of(amount: Amount) -> bool:
    """粮食播种面积382.5万亩，其中玉米316.2万亩: goods whose measure was named in the same sentence."""
    part = amount.situation.part
    parent = amount.parent if amount.kind in GOODS or (part and amount.kind == "power") else None
    if parent is None or parent.unit != amount.unit or OWN_WORK.match(amount.head):
        return False
    verbal = OPENS_WITH_VERB.match(amount.head) or is_verb(amount.head)
    short = len(amount.head) <= 4 and not verbal and parent.paragraph == amount.situation.paragraph
    near = part or short or parent.sentence == amount.situation.sentence
    return bool(near and parent and (parent.stem or measure_of(parent.head)))


def _named_in_full(amount: Amount) -> str | None:
    """三产业投资 behind 固定资产投资, 增加值 of enterprises above size: the measure as it was called before."""
    invested = amount.head in ("投资", "投资额", "投资总量", "完成投资额")
    if invested and amount.parent is not None and amount.parent.head.endswith("固定资产投资"):
        return "固定资产投资"
    if amount.head != "增加值":
        return None
    said = amount.situation.memory.levels(amount.situation.sentence, limit=8)
    return "规模以上工业增加值" if any(ABOVE_SIZE.search(draft.head) for draft in said) else None


def _as_of_others(amount: Amount) -> Head | None:
    """甲区房地产开发投资6.5亿元；乙区投资2.6亿元: the measure of others, by its last word."""
    subject, sentence = amount.situation.context.subject, amount.situation.sentence
    last = next(amount.situation.memory.levels(sentence, limit=3), None)
    if last is None or not amount.head or subject in (None, last.subject) or last.subject is None:
        return None
    if last.unit != amount.unit or last.head == amount.head or not last.head.endswith(amount.head):
        return None
    return Head(last.head, amount.own.over(last.narrowing), last) if measure_of(amount.head) else None


def _narrowed_topic(amount: Amount) -> Head | None:
    short = 0 < len(amount.head) <= 6 and not measure_of(amount.head)
    named = (
        by_topic(amount.situation, amount.kind) if amount.narrows or noun_of(amount.head) or short else None
    )
    if named is None:
        return None
    narrowing = amount.own.over(named.narrowing)
    return Head(amount.bare + named.words, narrowing, amount.parent, part=True, stem=named.words)


def _narrowed(amount: Amount) -> Head | None:
    """工业类83.7亿元: the parent's measure behind the words that narrow it."""
    situation, parent = amount.situation, _with_measure(amount)
    if situation.soft and code_of(amount.head, amount.kind):
        return None
    told = situation.part or situation.listed or amount.narrows or noun_of(amount.head)
    if parent is None or not (told or _goods_of(amount)):
        return None
    tail = _measure_beside(amount) or parent.stem or _deed_of(parent.head) or parent.head
    tail = OF_A_PART.get(tail, tail)
    # 小麦面积50万亩、油菜30万亩: goods beside goods, without a mark, are no parts of each other
    beside = not parent.part and situation.memory.last is parent and situation.wide[:1] == "、"
    part = bool(told) or not beside
    words = amount.bare if amount.bare.endswith(tail) else amount.bare + tail
    return Head(words, amount.own.over(around(parent, situation)), parent, part=part, stem=tail)


def _measure_beside(amount: Amount) -> str:
    """其中：一产实现增加值22亿元，二产48亿元: what was measured of the part before, where it is named there."""
    situation = amount.situation
    last = next(situation.memory.levels(situation.sentence, limit=3), None)
    if last is None or last.unit_kind != amount.kind or not last.own_head:
        return ""
    beside = last.part_mark is not None and last.part_mark == situation.part_mark
    return (last.stem or _deed_of(last.head)) if beside else ""


def _deed_of(head: str) -> str:
    """The measure that closes a head, with the deed before it: 新开工面积 of 住宅新开工面积."""
    deed = DEED_OF.search(head)
    return deed[0] if deed else measure_of(head)


def _with_measure(amount: Amount) -> Draft | None:
    parent = amount.parent
    if parent is None or parent.stem or measure_of(parent.head):
        return parent
    for draft in amount.situation.memory.levels(None, amount.situation.paragraph):
        if draft.unit_kind == amount.kind and (draft.stem or measure_of(draft.head)):
            return draft
    return parent


STEPS: tuple[Callable[[Amount], Head | None], ...] = (
    _of_the_account_above,
    _mean,
    _added,
    _total,
    _silent,
    _verb,
    _sum,
    _worth,
    _of_the_same_account,
    _next_verb,
    _of_the_same_thing,
    _length_of_part,
    _as_of_others,
    _complete,
    _narrowed_topic,
    _narrowed,
)
