"""Staged: which stage (新签约, 在建) the projects are of that are counted without one."""

from __future__ import annotations

from extract.composition import Clause
from extract.draft import Draft
from extract.heads import noun_of, resembles, stage_of
from extract.patterns import compile_pattern
from extract.situation import Situation

# 13个|，已开工10个
AGAIN = compile_pattern(r"[，、(] (?: 目前 | 现 | 已经? | 实际 | 均 | 全部 | 其中 )* (?P<stage> <stage> )")


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
    whole = _whole_of_all(clause)
    if whole is not None:
        return whole if stage_of(whole.head) else None
    paragraph = None if situation.part else situation.paragraph
    counts = [d for d in situation.memory.levels(None, paragraph, limit=30) if _counts_staged(d)]
    counts = [d for d in counts if not said_by_itself(d, situation) and not _said_behind(d, situation.text)]
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


def _whole_of_all(clause: Clause) -> Draft | None:
    """重点项目150个。其中竣工项目33个，重点项目51个: the whole before the mark, and no sibling, tells the stage."""
    parent, situation = clause.parent, clause.situation
    mark = situation.part_mark
    if mark is None or parent is None or parent.number.start >= mark or parent.part_mark is not None:
        return None
    if noun_of(parent.head) != "项目" or parent.sentence < situation.sentence - 1:
        return None
    return None if said_by_itself(parent, situation) else parent


def said_by_itself(draft: Draft, situation: Situation) -> bool:
    """重点项目96个，已开工71个。其中工业项目13个，已开工|10个: whether the next clause tells again what was done."""
    again = AGAIN.match(situation.text, situation.number.end)
    return again is not None and again["stage"] in stage_of(draft.head)


def _said_behind(draft: Draft, text: str) -> bool:
    """5个重大项目已竣工投产, 10个重大项目正在加快建设: whether the stage is what they came to, behind their noun."""
    if draft.rule != "figure.number_first":
        return False
    stage, end = stage_of(draft.head), draft.number.end
    opens = stage in text[end : end + len(stage) + 2]
    return not opens and stage not in text[draft.cue_from : draft.number.start]
