"""Beside: parts that are told next to one another, with the whole that the words give to one of them only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from extract.amounts import amount
from extract.codes import code_of
from extract.draft import Draft
from extract.heads import stage_of
from extract.kinship import COUNTED, DENIED, clash, comparable, same_unit

SHARED_OUT = regex.compile(r"[，,]分别(?:为|是|有)?")
# Parts may add up to a little more than the whole, as all are rounded
SLACK = Decimal("1.001")
# So many left over are hardly chance
LEAST_REST = 10
# A count so large that a sum that fits is no chance
SURE = 100
REST = ("其余", "其他", "剩余")


@dataclass(frozen=True, slots=True)
class Kin:
    """A figure, those before it of the same kind of unit (oldest first), and of these what could be its whole."""

    draft: Draft
    before: Sequence[Draft]
    candidates: Sequence[Draft]
    text: str

    @property
    def sentence(self) -> list[Draft]:
        """The candidates that stand in the sentence of the figure, the newest first."""
        return [other for other in self.candidates if other.sentence == self.draft.sentence]


def shared_out(kin: Kin) -> Draft | None:
    """对接企业326家，分别为138家、117家: what a figure is shared out into, whether or not it adds up."""
    draft = kin.draft
    other = kin.before[-1] if kin.before else None
    if (
        other is None
        or other.sentence != draft.sentence
        or (other.head, other.unit) != (draft.head, draft.unit)
    ):
        return None
    between = kin.text[other.number.end : draft.number.start]
    if SHARED_OUT.fullmatch(between) and amount(other) > amount(draft):
        return other
    return other.whole if between in ("、", "和") else None


def summed(kin: Kin) -> Draft | None:
    """The figure that it adds up to together with its neighbours."""
    return kin.draft.summed


def totalled(kin: Kin) -> Draft | None:
    """A(1026件)、B(893件)…，合计4102件: the total behind, as nothing nearer holds it."""
    return kin.draft.subtotal if kin.draft.subject is not None else None


def beside(kin: Kin) -> Draft | None:
    """其中A3亿元，增长8%；B5亿元；其余2亿元: what measures the same is a part of the same."""
    draft = kin.draft
    other = kin.before[-1] if kin.before else None
    if other is None or other.whole is None or other.sentence != draft.sentence or other.bracket is not None:
        return None
    if not comparable(other.whole, draft):
        return None
    if draft.head.startswith(REST):
        return other.whole
    return other.whole if draft.part_mark is None and _measures_alike(draft, other, other.whole) else None


def made_up(kin: Kin) -> Draft | None:
    """共375件，有320件已完成(其中重点68件)，55件正在办理: the rest of a whole in the same sentence."""
    draft = kin.draft
    if draft.bracket is not None or draft.unit_kind not in COUNTED or amount(draft) < LEAST_REST:
        return None
    here = [d for d in kin.before[-6:] if d.sentence == draft.sentence and d.bracket is None]
    for other in reversed(here):
        whole = other.whole
        alike = (other.unit, other.subject) == (draft.unit, draft.subject)
        if whole is None or whole.sentence != draft.sentence or not alike:
            continue
        if amount(other) + amount(draft) == amount(whole) and comparable(whole, draft):
            return whole
    return None


def in_step(kin: Kin) -> Draft | None:
    """其中，增值税30亿元，增长2%；消费税9亿元: one after the other what ends in the same word, up to the whole."""
    draft = kin.draft
    if not draft.own_head or draft.part_mark is not None or draft.bracket is not None:
        return None
    for other in reversed(kin.before[-6:]):
        if other.sentence != draft.sentence:
            return None
        whole = other.whole
        if whole is None or other.bracket is not None or other.number.start < whole.number.end:
            continue
        listed = [d for d in kin.before if d.whole is whole and d.sentence == draft.sentence]
        marked = any(d.part_mark is not None for d in listed)
        if marked and _named_alike(draft, other, whole) and comparable(whole, draft):
            held = sum(map(amount, listed)) + amount(draft)
            return whole if held <= amount(whole) * SLACK else None
        return None
    return None


def _named_alike(draft: Draft, other: Draft, whole: Draft) -> bool:
    """Whether a clause goes on in step: by the same last word, or as another item that a semicolon parts."""
    if (other.unit, other.subject) != (draft.unit, draft.subject):
        return False
    if draft.unit_kind == "money":
        return other.clause == draft.clause - 1 and not clash(whole, draft)
    codes = {code_of(d.head, d.unit_kind) for d in (draft, other)}
    return draft.head[-1:] == other.head[-1:] and len(codes) == 1


def _measures_alike(draft: Draft, other: Draft, whole: Draft) -> bool:
    if _opens_alike(draft, other):
        return True
    if not (draft.part and other.part) or other.subject != draft.subject:
        return False
    known = stage_of(draft.head) in ("", stage_of(whole.head), stage_of(other.head))
    return known and other.head[-2:] == draft.head[-2:]


def _opens_alike(draft: Draft, other: Draft) -> bool:
    """运用第一种形态帮助23人次；运用第二种形态处理7人次: parts of one whole that are told in the same words."""
    if draft.unit_kind not in COUNTED or (other.unit, other.subject) != (draft.unit, draft.subject):
        return False
    codes = code_of(other.head, other.unit_kind), code_of(draft.head, draft.unit_kind)
    return draft.own_head and len(set(codes)) == 1 and other.head[:2] == draft.head[:2]


def remainder(kin: Kin) -> Draft | None:
    """118个，已开工97个，未开工21个: what it adds up to together with an earlier part."""
    draft = kin.draft
    for other in reversed(kin.before[-8:]):
        if other.whole is None or draft.paragraph != other.paragraph or not same_unit(other, draft):
            continue
        if other.whole.subject == draft.subject and amount(other) + amount(draft) == amount(other.whole):
            if any(word in draft.head for word in (*DENIED, *REST)) or (
                other is kin.before[-1] and amount(draft) >= SURE
            ):
                return other.whole
    return None
