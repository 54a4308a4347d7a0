"""Siblings: the members of one enumeration (甲县36个、乙县29个) share one whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from extract.amounts import amount, rounding
from extract.draft import Draft


def settle_siblings(drafts: Iterable[Draft]) -> None:
    """Where only some members of an enumeration have found a whole, or several, the one that fits all is theirs."""
    figures = [d for d in drafts if d.role == "level" and d.table is None and not d.is_percent]
    for kind in dict.fromkeys(draft.unit_kind for draft in figures):
        same = [draft for draft in figures if draft.unit_kind == kind and draft.bracket is None]
        for _, run in groupby(same, key=_enumeration):
            members = list(run)
            if len(members) > 1 and _are_distinct(members):
                _settle(members)


def _enumeration(draft: Draft) -> tuple[object, ...]:
    return draft.sentence, draft.head, draft.unit, draft.part_mark, draft.subject is None


def _are_distinct(members: Sequence[Draft]) -> bool:
    return len({(draft.subject, draft.other, draft.narrowing) for draft in members}) == len(members)


def _settle(members: Sequence[Draft]) -> None:
    votes = Counter(id(draft.whole) for draft in members if draft.whole is not None)
    if not votes or (len(votes) == 1 and votes.total() == len(members)):
        return
    wholes = {id(draft.whole): draft.whole for draft in members if draft.whole is not None}
    held = sum(amount(draft) - rounding(draft) for draft in members)
    fitting = [whole for whole in wholes.values() if amount(whole) >= held and whole not in members]
    if fitting:
        chosen = max(fitting, key=lambda whole: (votes[id(whole)], amount(whole)))
        for draft in members:
            draft.whole = chosen
