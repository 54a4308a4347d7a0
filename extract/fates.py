"""Fates: people and households by what befell them: those of the accidents just counted, those told by a verb."""

from __future__ import annotations

import regex

from extract.composition import Clause, Head
from extract.heads import clean, is_verb, noun_of
from extract.situation import Situation

FATE = regex.compile(r"(?:死亡|受伤|失踪|重伤|轻伤|安置|就业)$")
SHORT_FATES = {"亡": "死亡", "死": "死亡", "伤": "受伤", "致死": "死亡", "致伤": "受伤"}
# 25人|因此被处理
SUFFERED = regex.compile(
    r"(?:因此|因[^，。；、\d]{2,16}?)?(?:被|受到?)(?:党纪|政纪|政务|纪律|刑事|行政|治安)*"
    r"(?:处理|处分|查处|问责|处罚|追究|起诉|逮捕|拘留|判刑|立案|留置|免职|通报|批捕|追责)"
)
# 1240户|3986人脱贫, 612户|全部搬迁入住: what became of them
BECAME = regex.compile(
    r"(?:\d+(?:\.\d+)?万?[余多]?人)?(?:如期|全部|稳定|已|顺利|陆续|实现|成功|逐步|整体|先后){0,3}"
    r"(?P<fate>脱贫|返贫|搬迁(?:入住)?|入住|迁出|受灾|受益|受损|断水|断电|停电|返乡|复工|参保|增收)(?=[，。；、]|摘帽|$)"
)

# 完成或超额完成, 未完成的: what became of some of those that were counted before
OUTCOMES = regex.compile(
    r"(?:其中|已|均|基本|尚|仍|提前|超额|未|没有|或|和|全面|如期){0,4}(?:完成|达标|达到预期|超额完成|达到序时|达序时|实现)"
    r"(?:[或和]?(?:提前|超额|基本|部分)完成)?的?(?:有|共)?"
)
OF_ANYTHING = ("个", "项", "家", "件", "条", "处", "户", "")


def what_became(situation: Situation) -> str | None:
    """1240户|3986人脱贫, 25人|因此被处理: the head that the verb behind people or households gives them."""
    number, after = situation.number, situation.after
    if number.unit[-1:] not in ("户", "人"):
        return None
    became = BECAME.match(after)
    if became and not clean(situation.cue):
        return became["fate"] + number.unit[-1]
    suffered = SUFFERED.match(after) if number.kind == "people" and not situation.listed else None
    return suffered[0] if suffered else None


def people_of(clause: Clause) -> Head | None:
    """工矿商贸事故21起、死亡19人: the people of the accidents just counted, where some were told apart before."""
    head, situation = SHORT_FATES.get(clause.head, clause.head), clause.situation
    if clause.kind != "people" or (head and not is_verb(head)):
        return None
    last = next(situation.memory.levels(situation.sentence, limit=1), None)
    parent = clause.parent
    if parent is None and last is not None and last.unit == "起":
        parent = situation.memory.of_kind("people")
    verb = head or (_fate_of(parent.head) if parent is not None else "")
    told = situation.memory.with_word(verb, "people") if verb else None
    if last is not None and last.unit_kind == "count" and told is not None:
        return Head(last.head + verb, clause.own.over(last.narrowing), last)
    return Head(head, clause.own) if head else None


def _fate_of(head: str) -> str:
    """The verb that closes a head of people.

    >>> _fate_of("较大事故死亡人数")
    '死亡'
    """
    match = FATE.search(head.removesuffix("人数").removesuffix("数"))
    return match[0] if match else ""


def outcome_of(clause: Clause) -> Head | None:
    """32项指标，完成或超额完成25项，未完成的7项中4项为总量类: what became of those counted before, by their noun."""
    said = clause.situation.cue.strip("，、；中 ")
    if clause.unit not in OF_ANYTHING or not OUTCOMES.fullmatch(said):
        return None
    near = (d for d in clause.situation.memory.levels(clause.situation.sentence, limit=8) if noun_of(d.head))
    told = next((draft for draft in near if draft.unit == clause.unit), None)
    if told is None:
        return None
    return Head(
        said.removesuffix("的") + noun_of(told.head), clause.own.over(told.narrowing), told, part=True
    )
