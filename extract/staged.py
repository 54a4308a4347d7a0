"""Staged: which stage (新签约, 在建) the projects are of that are counted without one."""

from __future__ import annotations

from extract.composition import Clause
from extract.draft import Draft
from extract.heads import noun_of, resembles, stage_of
from extract.situation import Situation


def same_again(situation: Situation, head: str) -> Draft | None:
    """An earlier figure with the same value whose head says the same and more (73个工业技改项目)."""
    number = situation.number
    for draft in situation.memory.levels(limit=50):
        same = draft.value == number.value and draft.unit == number.unit
        if same and draft.subject == situation.context.subject and resembles(head, draft.head) == 1.0:
            return draft
    return None


def staged_before(clause: Clause) -> Draft | None:
    """The nearest count of projects that names a stage; a part may look past the paragraph.

    新开工22个，竣工8个。省级重点项目12个: several stages told side by side hold for none behind them, but that of the
    first for a size class of it; 在建32个，其中新建14个，续建18个。亿元以上9个: parts are passed over.
    """
    situation = clause.situation
    paragraph = None if situation.part else situation.paragraph
    counts = [d for d in situation.memory.levels(None, paragraph, limit=30) if _counts_staged(d)]
    for draft in counts:
        beside = [d for d in counts if d.sentence == draft.sentence]
        several = len({stage_of(other.head) for other in beside}) > 1
        if situation.part or draft.sentence == situation.sentence or not several:
            return draft
        if beside[-1].part_mark is None:
            return beside[-1] if clause.own.size else None
        if draft.part_mark is None:
            return draft
    return None


def _counts_staged(draft: Draft) -> bool:
    counts = draft.unit_kind == "count" and draft.bracket is None and noun_of(draft.head) == "项目"
    return counts and stage_of(draft.head) != ""
