"""Composition: the full head of a figure from its own words and from what the reader carries over."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extract.draft import Draft
from extract.facets import Narrowing, facets_of
from extract.heads import clean, is_verb, measure_of, noun_of, stage_of
from extract.memory import Memory
from extract.situation import Situation

# Words that only narrow a head that was said before: 工业类, 5亿元以上, 省级, 亿元以上的
MODIFIER = regex.compile(
    r"(?:.{1,12}(?:类|级|型|系|产业|业|领域|地区|方面)|.*元(?:以上|以下|以内)?(?:的|\(含\))?|\d.*元|其余|其他.{0,4}|第[一二三]|[一二三]产|.*以[上下]的?)$"
)
COUNTED = ("count", "people", "times")


@dataclass(frozen=True, slots=True)
class Head:
    """A head with its facets; `source` is the draft that lent what was left out, `own` whether anything was said."""

    words: str
    narrowing: Narrowing
    source: Draft | None = None
    own: bool = True


def compose(situation: Situation, words: str) -> Head:
    """The head of a figure whose clause says `words`."""
    head = clean(words)
    if situation.number.kind in COUNTED:
        return _counted(situation, head)
    return _measured(situation, head)


def _near(situation: Situation, kind: str) -> Draft | None:
    memory = situation.memory
    unit = situation.number.unit if kind in COUNTED else ""
    return (
        memory.of_kind(kind, situation.sentence, unit=unit)
        or memory.of_kind(kind, None, situation.paragraph, unit=unit)
    )


def _counted(situation: Situation, head: str) -> Head:
    own = facets_of(head)
    parent = situation.bracket or _near(situation, situation.number.kind)
    if parent is not None and parent.unit_kind not in COUNTED:
        parent = _near(situation, situation.number.kind)
    if not head:
        return _carried(situation, parent)
    noun, stage = noun_of(head), stage_of(head)
    if noun or (stage == head and situation.number.unit in ("个", "项", "宗")):
        full = head if noun else head + "项目"
        if noun == "项目" and not stage and parent is not None and situation.part and stage_of(parent.head):
            return Head(stage_of(parent.head) + full, own.over(parent.narrowing), parent)
        return Head(full, own.over(_outer(situation, parent)), parent if situation.part else None)
    if parent is not None and (MODIFIER.match(head) or situation.listed) and noun_of(parent.head):
        lead = stage_of(parent.head)
        return Head(lead + _bare(head) + noun_of(parent.head), own.over(_outer(situation, parent)), parent)
    if is_verb(head):
        source = situation.memory.with_verb(head, situation.number.kind)
        if source is not None and source.unit == situation.number.unit:
            return Head(source.head, own.over(source.narrowing), source)
    return Head(head, own.over(_outer(situation, parent)), parent if situation.part else None)


def _outer(situation: Situation, parent: Draft | None) -> Narrowing | None:
    return parent.narrowing if situation.part and parent is not None else None


def _bare(head: str) -> str:
    return head.removesuffix("的")


def _carried(situation: Situation, parent: Draft | None) -> Head:
    if parent is None:
        parent = situation.memory.of_kind(situation.number.kind, unit=situation.number.unit)
    if parent is None:
        return Head("", Narrowing(), None, own=False)
    return Head(parent.head, parent.narrowing, parent, own=False)


def _measured(situation: Situation, head: str) -> Head:
    kind = situation.number.kind
    own = facets_of(head)
    parent = situation.bracket if situation.bracket and situation.bracket.unit_kind == kind else _near(situation, kind)
    count = _count_before(situation)
    if not head:
        return _carried(situation, parent)
    if is_verb(head):
        source = situation.memory.with_verb(head, kind)
        if source is not None:
            outer = count.narrowing if count else source.narrowing
            return Head(source.head, own.over(outer), source)
    measure = measure_of(head)
    if measure or (kind != "money" and not MODIFIER.match(head)):
        outer = _outer(situation, parent) or (count.narrowing if count else None)
        return Head(head, own.over(outer), count)
    if parent is not None and (situation.part or situation.listed or MODIFIER.match(head)):
        tail = measure_of(parent.head) or parent.head
        return Head(_bare(head) + tail, own.over(parent.narrowing), parent)
    return Head(head, own.over(count.narrowing if count else None), count)


def _count_before(situation: Situation) -> Draft | None:
    """The count that a sum of money in the same chain of clauses belongs to."""
    for draft in situation.memory.levels(situation.sentence, limit=8):
        if draft.clause != situation.clause:
            return None
        if draft.unit_kind == "count" and draft.subject == situation.context.subject:
            return draft
    return None
