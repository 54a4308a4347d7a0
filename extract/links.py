"""Links: which figure a record is a part of, and which figure a share is taken of."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extract.codes import code_of
from extract.draft import Draft
from extract.heads import resembles

SET_OF = regex.compile(r"[^，。；、,;\d]{0,20}?(?:中(?![心央国小型华])|里|，其中)")
WHOLE_AREA = regex.compile(r"^(?:全[市县区省州旗盟]|[市县区省]|全部|总[额量数]|总)")


def link(drafts: Sequence[Draft], text: str) -> None:
    """Fills `whole` and `base_of` of drafts in text order."""
    for index, draft in enumerate(drafts):
        before = drafts[max(0, index - 80) : index]
        if not draft.is_percent:
            if draft.role in ("level", "goal") and draft.whole is None:
                draft.whole = _whole(draft, before, text)
        elif draft.kind == "share" and draft.base_of is None:
            draft.base_of = _share_base(draft, before)
        elif draft.kind == "completion" and draft.base_of is None:
            draft.base_of = _goal_of(draft, before)


def _levels(before: Sequence[Draft], like: Draft) -> list[Draft]:
    return [
        other
        for other in reversed(before)
        if other.role == like.role and not other.is_percent and other.unit_kind == like.unit_kind
    ]


def _whole(draft: Draft, before: Sequence[Draft], text: str) -> Draft | None:
    candidates = _levels(before, draft)
    if draft.role == "level":
        if draft.bracket is not None and draft.bracket.unit_kind == draft.unit_kind and draft.bracket.role == "level":
            return draft.bracket
        in_set = _set_base(draft, candidates, text)
        if in_set is not None:
            return in_set
        if draft.summed is not None:
            return draft.summed
        if draft.part_mark is not None:
            parent = _part_of(draft, candidates)
            if parent is not None:
                return parent
    if draft.subject is not None:
        return _of_area(draft, candidates)
    return None


def _set_base(draft: Draft, candidates: list[Draft], text: str) -> Draft | None:
    """46个新签约项目中有14个未开工: the announced set."""
    for other in candidates:
        if other.sentence != draft.sentence:
            return None
        if SET_OF.match(text, other.number.end, draft.number.start) and other.unit_kind == "count":
            return other
    return None


def _part_of(draft: Draft, candidates: list[Draft]) -> Draft | None:
    """其中: the newest level before the mark that has the same unit and is not a part in brackets."""
    for other in candidates:
        if other.number.start >= (draft.part_mark or 0):
            continue
        if other.paragraph != draft.paragraph:
            return None
        if other.bracket is not None or (other.part_mark is not None and other.sentence != draft.sentence):
            continue
        if other.subject != draft.subject and draft.subject is not None and other.subject is not None:
            continue
        if _same_measure(other, draft):
            return other
    return None


def _same_measure(whole: Draft, part: Draft) -> bool:
    if whole.unit_kind in ("count", "people", "times"):
        return whole.unit == part.unit or whole.unit_kind == "people"
    one, other = code_of(whole.head, whole.unit_kind), code_of(part.head, part.unit_kind)
    return one == other or one is None or other is None


def _of_area(draft: Draft, candidates: list[Draft]) -> Draft | None:
    """A unit's figure is part of the whole area's figure of the same indicator."""
    code = code_of(draft.head, draft.unit_kind)
    for other in candidates:
        if other.subject is not None or other.status != draft.status or other.unit_kind != draft.unit_kind:
            continue
        if other.period is not None and draft.period is not None and other.period.end != draft.period.end:
            continue
        same = code_of(other.head, other.unit_kind) == code if code else resembles(draft.head, other.head) >= 0.85
        if same and _fits(other, draft):
            return other
    return None


def _fits(whole: Draft, part: Draft) -> bool:
    size = part.narrowing.size in (None, whole.narrowing.size) or whole.narrowing.size is None
    return size and (whole.narrowing.origin == part.narrowing.origin or part.narrowing.origin is None or whole.narrowing.origin is None)


def _share_base(draft: Draft, before: Sequence[Draft]) -> Draft | None:
    part = draft.of
    figures = [d for d in reversed(before) if not d.is_percent and d.role in ("level", "base") and d is not part]
    if draft.base and not WHOLE_AREA.match(draft.base):
        best, score = None, 0.0
        for distance, other in enumerate(figures[:40]):
            if part is not None and other.unit_kind != part.unit_kind:
                continue
            fit = resembles(draft.base, other.head) * 0.6 + resembles(other.head, draft.base) * 0.4 - distance * 0.005
            if fit > score:
                best, score = other, fit
        return best if score >= 0.55 else None
    if part is not None and part.whole is not None:
        return part.whole
    for other in figures:
        if other.subject is None and resembles(other.head, draft.head) >= 0.6 and other.unit_kind == (part or other).unit_kind:
            return other
    return None


def _goal_of(draft: Draft, before: Sequence[Draft]) -> Draft | None:
    for other in reversed(before):
        if other.sentence != draft.sentence:
            return None
        if other.role == "goal" and other.subject == draft.subject and resembles(draft.head, other.head) >= 0.6:
            return other
    return None
