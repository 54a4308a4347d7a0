"""Fates: the people of the accidents that were just counted, by what befell them."""

from __future__ import annotations

import regex

from extract.composition import Clause, Head
from extract.heads import is_verb

FATE = regex.compile(r"(?:死亡|受伤|失踪|重伤|轻伤|安置|就业)$")
SHORT_FATES = {"亡": "死亡", "死": "死亡", "伤": "受伤", "致死": "死亡", "致伤": "受伤"}


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
