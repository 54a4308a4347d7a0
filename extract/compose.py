"""Compose: the full head of a figure from the words of its clause and from what the reader carries over."""

from __future__ import annotations

import regex

from extract.composition import COUNTED, MODIFIER, OPENS_WITH_VERB, Head, spoken_of
from extract.counted import compose_counted
from extract.heads import clean, measure_of, noun_of
from extract.measured import compose_measured
from extract.situation import Situation

# 进口方面，大豆287.6万吨: goods by which way they went
DIRECTIONS = ("进口", "出口")
# 机电产品仍是出口主力，出口541亿元: what says nothing of whose trade it measures
BARE_TRADE = (
    "进口",
    "出口",
    "进出口",
    "进口额",
    "出口额",
    "进出口额",
    "进口值",
    "出口值",
    "进出口值",
    "进出口总值",
    "出口总值",
    "进口总值",
)

# 养老金再次上调，人均月增120元
EACH = regex.compile(r"(?:[人户亩月年日]均)+[月年]?")
IN_A_ROW = regex.compile(r"\s*[、和及]\p{Han}{2,10}$")
__all__ = ["MODIFIER", "Head", "compose"]


def compose(situation: Situation, words: str) -> Head:
    """The head of a figure, or of the quantity behind a percentage, whose clause says `words`."""
    head = clean(words)
    head = situation.thing + head if head in BARE_TRADE or _each_of(situation, head) else head
    meant = spoken_of(situation, head) if head and not _beside_a_change(situation) else None
    if meant is not None:
        return Head(meant.head, meant.narrowing, meant)
    number = situation.number
    counted = number.kind in COUNTED or (number.is_percent and noun_of(head))
    found = compose_counted(situation, head) if counted else compose_measured(situation, head)
    traded = _traded(situation) if found.own and situation.part else ""
    if traded and not any(word in found.words for word in DIRECTIONS):
        return found._replace(words=found.words + traded)
    if situation.topic in DIRECTIONS and found.own and not any(word in found.words for word in DIRECTIONS):
        return found._replace(words=situation.topic + found.words)
    verb = _verb_before(situation) if found.own and IN_A_ROW.match(situation.wide) else ""
    if (
        verb
        and found.source is None
        and not OPENS_WITH_VERB.match(found.words)
        and not measure_of(found.words)
    ):
        return found._replace(words=verb + found.words)
    return found


def _each_of(situation: Situation, head: str) -> bool:
    """养老金再次上调，人均月增120元: whether a mean is that of the thing spoken of, as nothing was measured yet."""
    return bool(EACH.fullmatch(head)) and next(situation.memory.levels(situation.sentence), None) is None


def _beside_a_change(situation: Situation) -> bool:
    """增长10%、总量突破8600亿元: whether the clause before tells of what all is meant."""
    last = next(situation.memory.back(1), None)
    return (
        last is not None and last.sentence == situation.sentence and last.subject == situation.context.subject
    )


def _verb_before(situation: Situation) -> str:
    """新改建农村公路320公里、桥梁12座: the verb of the figure before, which holds for a row of things."""
    last = next(situation.memory.back(1), None)
    if last is None or last.role != "level" or last.is_percent or last.sentence != situation.sentence:
        return ""
    opened = OPENS_WITH_VERB.match(last.head)
    return opened[0] if opened else ""


def _traded(situation: Situation) -> str:
    """机电产品出口741亿元，其中手机2106万台: the way that goods went which are counted beside their value."""
    number = situation.number
    if number.kind not in ("count", "weight") or number.unit in ("个", "家", "户", "项"):
        return ""
    level = next(
        (d for d in situation.memory.levels(situation.sentence, limit=4) if d.unit_kind == "money"), None
    )
    return level.head[-2:] if level is not None and level.head.endswith(DIRECTIONS) else ""
