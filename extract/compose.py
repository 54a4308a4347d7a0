"""Composition: the full head of a figure from its own words and from what the reader carries over."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extract.codes import code_of
from extract.draft import Draft
from extract.facets import Narrowing, facets_of
from extract.heads import clean, is_verb, measure_of, noun_of, resembles, stage_of
from extract.patterns import compiled
from extract.situation import Situation

# Words that only narrow a head that was said before: 工业类, 5亿元以上, 省级, 亿元以上的
MODIFIER = regex.compile(
    r"(?:.{1,12}(?:类|级|型|系|产业|业|领域|地区|方面|行业|性)|.*元(?:以上|以下|以内)?(?:的|\(含\))?|\d.*元|其余|其他.{0,4}|第[一二三]|[一二三]产|.*以[上下]的?|城镇|乡村|农村|城市|对\p{Han}{2,8}|日均|月均|年均|人均|户均|亩均|场均|平均|均)$"
)
PERCENT_RANGE = regex.compile(r"(?:不足|超过|低于|高于|少于|在)?\d+(?:\.\d+)?%(?:以上|以下|以内)?(?:的)?")
LEVELS = regex.compile(r"^(?:[省市县区国州]|新|续|其他|其余|产业类|重点)")
# What a bare verb of money measures
VERB_MEASURE = {"到位": "到位资金", "实际到位": "实际到位资金", "签约": "签约金额", "完成": "完成投资"}
COUNTED = ("count", "people", "times")


@dataclass(frozen=True, slots=True)
class Head:
    """A head with its facets; `source` is the draft that lent what was left out, `own` whether anything was said.

    `part` tells that the words make it a part of `source` (主导产业项目 after 新签约项目).
    """

    words: str
    narrowing: Narrowing
    source: Draft | None = None
    own: bool = True
    part: bool = False
    stem: str = ""


def compose(situation: Situation, words: str) -> Head:
    """The head of a figure, or of the quantity behind a percentage, whose clause says `words`."""
    head = clean(words)
    kind = situation.number.kind
    if kind in COUNTED or (situation.number.is_percent and noun_of(head)):
        return _counted(situation, head)
    return _measured(situation, head)


def _near(situation: Situation, kinds: tuple[str, ...], unit: str = "") -> Draft | None:
    """The newest level of the paragraph with that kind of unit; those in closed brackets do not count.

    Behind 其中 and the like it is the newest before the mark that is no part itself.
    """
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


def _counted(situation: Situation, head: str) -> Head:
    number = situation.number
    own = facets_of(head)
    unit = "" if number.is_percent else number.unit
    kinds = COUNTED if number.is_percent else (number.kind,)
    parent = situation.bracket if situation.bracket and situation.bracket.unit_kind in COUNTED else _near(situation, kinds, unit)
    words_end_open = situation.cue.rstrip().endswith("的")
    if parent is None and MODIFIER.match(head) and unit not in ("个", "家", "项", "人"):
        parent = situation.memory.of_kind(number.kind, unit=unit)
    if not head or (number.kind == "people" and is_verb(head)):
        return _people(situation, head, own, parent)
    noun, stage = noun_of(head), stage_of(head)
    if situation.by_industry and not noun and not stage and not own.size and len(head) <= 10:
        own = Narrowing(head, own.size, own.origin)
    ranged = PERCENT_RANGE.match(head)
    if ranged and parent is not None and PERCENT_RANGE.search(parent.head):
        return Head(PERCENT_RANGE.sub(head, parent.head), own.over(parent.narrowing), parent)
    if noun or (stage == head and unit in ("个", "项", "宗")):
        return _with_noun(situation, head if noun else head + "项目", noun or "项目", stage, own, parent)
    if parent is not None and noun_of(parent.head) and (MODIFIER.match(head) or situation.listed or situation.part):
        lead = stage_of(parent.head)
        own = _industry_of(head, parent, own)
        return Head(lead + _bare(head) + noun_of(parent.head), own.over(parent.narrowing), parent, part=True)
    if words_end_open and parent is not None and noun_of(parent.head):
        return Head(_bare(head) + noun_of(parent.head), own, parent)
    known = _unit_noun(situation, unit) if not number.is_percent and unit not in ("个", "家", "项", "人", "次", "户", "") else ""
    if known and not noun and not head.endswith(("数", "量")):
        return Head(head + known, own.over(_outer(situation, parent)), parent, part=situation.part)
    if situation.part and not situation.soft and parent is not None and code_of(head, number.kind) is None and not number.is_percent:
        tail = parent.stem or parent.head
        return Head(_bare(head) + tail, own.over(parent.narrowing), parent, part=True, stem=tail)
    if is_verb(head) and unit in ("个", "项", "家"):
        source = situation.memory.with_verb(head, number.kind)
        if source is not None and source.unit == number.unit:
            return Head(source.head, own.over(source.narrowing), source)
    return Head(head, own.over(_outer(situation, parent)), parent if situation.part else None)


def _unit_noun(situation: Situation, unit: str) -> str:
    """What this unit counted before: 起 accidents, 件 petitions, 条 leads."""
    for draft in situation.memory.levels(limit=60):
        if draft.unit == unit and noun_of(draft.head):
            return noun_of(draft.head)
    return ""


def _industry_of(head: str, parent: Draft, own: Narrowing) -> Narrowing:
    """商贸旅游类, 医药健康产业: the industry that a modifier of projects names."""
    if noun_of(parent.head) != "项目" or own.size or not head.endswith(("类", "产业", "业")) or LEVELS.search(head):
        return own
    return Narrowing(head.removesuffix("类"), own.size, own.origin)


def _with_noun(
    situation: Situation, head: str, noun: str, stage: str, own: Narrowing, parent: Draft | None
) -> Head:
    """A head with its noun; a project without a stage is of the stage that was last spoken of."""
    if noun == "项目" and not stage and code_of(head, "count") is None:
        alias = _same_again(situation, head)
        if alias is not None:
            return Head(alias.head, own.over(alias.narrowing), alias)
        staged = _staged(situation, head)
        if staged is not None:
            inside = situation.part or staged.sentence == situation.sentence
            outer = staged.narrowing if inside else None
            return Head(stage_of(staged.head) + head, own.over(outer), staged, part=inside)
    return Head(head, own.over(_outer(situation, parent)), parent if situation.part else None)


def _same_again(situation: Situation, head: str) -> Draft | None:
    """An earlier figure with the same value whose head says the same and more (73个工业技改项目)."""
    for draft in situation.memory.levels(limit=50):
        if draft.value == situation.number.value and draft.unit == situation.number.unit and resembles(head, draft.head) == 1.0:
            return draft
    return None


def _staged(situation: Situation, head: str) -> Draft | None:
    """The project count with a stage that is nearest; a narrowed head (亿元以上项目) may look past the paragraph."""
    narrowed = situation.part
    for draft in situation.memory.levels(None, None if narrowed else situation.paragraph, limit=30):
        if draft.unit_kind == "count" and stage_of(draft.head) and noun_of(draft.head) == "项目" and draft.bracket is None:
            return draft
    return None


def _people(situation: Situation, head: str, own: Narrowing, parent: Draft | None) -> Head:
    """工矿商贸事故21起、死亡19人: the people of the accidents just counted, where some were told apart before."""
    if situation.number.kind == "people":
        last = next(situation.memory.levels(situation.sentence, limit=1), None)
        verb = head or (measure_verb(parent.head) if parent is not None else "")
        told = situation.memory.with_ending(verb, "people") if verb else None
        if last is not None and last.unit_kind == "count" and told is not None:
            return Head(last.head + verb, own.over(last.narrowing), last)
        if head:
            return Head(head, own, None)
    if head:
        return Head(head, own.over(_outer(situation, parent)), parent)
    return _carried(situation, parent)


def measure_verb(head: str) -> str:
    """The verb that closes a head of people (死亡, 受伤)."""
    match = compiled(r"(?:死亡|受伤|失踪|重伤|轻伤|安置|就业)$").search(head.removesuffix("人数").removesuffix("数"))
    return match[0] if match else ""


def _outer(situation: Situation, parent: Draft | None) -> Narrowing | None:
    return parent.narrowing if situation.part and parent is not None else None


def _bare(head: str) -> str:
    return head.removesuffix("的")


def _by_topic(situation: Situation, kinds: tuple[str, ...]) -> Head | None:
    """What the sentence announced for this kind of number: 合同项目、到位资金，A县58个、41.2亿元."""
    for topic in situation.topics:
        counted = noun_of(topic) != "" or topic.endswith(("个数", "数", "量"))
        if ("count" in kinds and counted) or ("money" in kinds and measure_of(topic) and not counted):
            words = topic.removesuffix("个数") if topic.endswith("个数") else topic
            return Head(words, facets_of(words), None, own=False)
    return None


def _carried(situation: Situation, parent: Draft | None) -> Head:
    if parent is None or parent.sentence != situation.sentence:
        named = _by_topic(situation, (situation.number.kind,))
        if named is not None:
            return named
    if parent is None and situation.topic:
        named = situation.memory.called(situation.topic, kinds=(situation.number.kind,))
        return Head(named.head if named else situation.topic, facets_of(situation.topic), named, own=False)
    if parent is None:
        parent = situation.memory.of_kind(situation.number.kind, unit=situation.number.unit)
    if parent is None and situation.number.kind in COUNTED:
        parent = next(situation.memory.levels(situation.sentence, limit=2), None)
    if parent is None:
        return Head("", Narrowing(), None, own=False)
    return Head(parent.head, parent.narrowing, parent, own=False)


def _measured(situation: Situation, head: str) -> Head:
    kind = situation.number.kind
    own = facets_of(head)
    parent = situation.bracket if situation.bracket and situation.bracket.unit_kind == kind else _near(situation, (kind,))
    count = _count_before(situation)
    if situation.bracket is not None and parent is not situation.bracket:
        count = None
    if not head and situation.topic and (parent is None or parent.sentence != situation.sentence):
        parent = None
    if head in ("总量", "总额", "总规模", "规模", "总数"):
        last = next((d for d in situation.memory.back(3) if d.sentence == situation.sentence), None)
        if last is not None:
            return Head(last.head + head, own.over(last.narrowing), last)
    if not head:
        carried = _carried(situation, parent)
        return Head(carried.words, count.narrowing.over(carried.narrowing), carried.source, False) if count else carried
    if is_verb(head):
        named = _by_topic(situation, (kind,))
        if named is not None and resembles(head, named.words) < 1.0:
            return Head(named.words, own.over(named.narrowing))
        source = situation.memory.with_verb(head, kind)
        if source is not None:
            outer = count.narrowing if count else source.narrowing
            return Head(source.head, own.over(outer), source)
        plain = compiled(r"^(?:累计|已|共|实际|当月|全年)+(?=完成|签约)").sub("", head)
        if kind == "money" and plain in VERB_MEASURE and (plain != "完成" or (parent is not None and "投资" in parent.head)):
            outer = count.narrowing if count else None
            return Head(VERB_MEASURE[plain], own.over(outer), count)
    if head in ("总金额", "金额", "总额", "资金总额", "合计金额") and count is not None:
        return Head(stage_of(count.head) + head, own.over(count.narrowing), count)
    if head in ("产量", "面积", "产值", "单产", "销量", "均价", "销售额", "总产量"):
        before = next(situation.memory.levels(situation.sentence, limit=1), None)
        if before is not None and before.clause == situation.clause and measure_of(before.head) not in ("", before.head):
            return Head(before.head.removesuffix(measure_of(before.head)) + head, own, before)
    if measure_of(head) or (kind != "money" and not MODIFIER.match(head)):
        outer = count.narrowing if count else _outer(situation, parent)
        if own.origin or code_of(head, kind) == "funds_foreign":
            outer = None
        return Head(head, own.over(outer), count)
    if MODIFIER.match(head) or noun_of(head):
        named = _by_topic(situation, (kind,))
        if named is not None:
            return Head(_bare(head) + named.words, own.over(named.narrowing), parent, part=True, stem=named.words)
    if parent is not None and not parent.stem and not measure_of(parent.head):
        parent = next(
            (d for d in situation.memory.levels(None, situation.paragraph) if d.unit_kind == kind and (d.stem or measure_of(d.head))), parent
        )
    if parent is not None and (situation.part or situation.listed or MODIFIER.match(head) or noun_of(head)):
        if parent.stem:
            return Head(_bare(head) + parent.stem, own.over(parent.narrowing), parent, part=True, stem=parent.stem)
        tail = measure_of(parent.head) or parent.head
        return Head(_bare(head) + tail, own.over(parent.narrowing), parent, part=True, stem=tail)
    return Head(head, own.over(count.narrowing if count else None), count)


def _count_before(situation: Situation) -> Draft | None:
    """The count that a sum of money in the same chain of clauses belongs to."""
    for draft in situation.memory.levels(situation.sentence, limit=8):
        if draft.clause != situation.clause:
            return None
        if draft.unit_kind == "count" and draft.subject == situation.context.subject and draft.bracket is None:
            return draft
    return None
