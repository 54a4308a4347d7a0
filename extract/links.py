"""Links: the whole of a part, the figure behind a percentage, the base that a ratio is taken of."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extract.amounts import digits, is_exact, is_ratio
from extract.codes import code_of, code_of_ratio
from extract.draft import Draft
from extract.heads import resembles
from extract.kinship import comparable, facets_within, same_unit, stands_in
from extract.meant import bare_count
from extract.ratios import link_ratio, link_structures
from extract.shares import figures_before, link_behind, link_share, spread_shares
from extract.siblings import settle_siblings
from extract.sums import group_sums
from extract.table_wholes import link_tables
from extract.wholes import find_whole

REACH = 80
GOAL_WORD = regex.compile(r"计划|任务|目标")
DELTA = regex.compile(r"(?:增加|减少|缩短)$")
RATE = regex.compile(r"实际|项目|按时|资金|群众|综合|率$|度$|面$")


def link(drafts: Sequence[Draft], text: str) -> None:
    """Fills `whole`, `of` and `base_of` of drafts in text order."""
    group_sums(drafts)
    spread_shares(drafts)
    by_kind: dict[str, list[Draft]] = {}
    for index, draft in enumerate(drafts):
        before = drafts[max(0, index - REACH) : index]
        if draft.table is not None:
            continue
        if not draft.is_percent:
            same_kind = by_kind.setdefault(draft.unit_kind, [])
            _link_figure(draft, same_kind[-REACH:], text)
            same_kind.append(draft)
        elif draft.kind == "share":
            link_share(draft, before, drafts[index + 1 : index + 2], text)
        elif draft.kind == "completion":
            _link_completion(draft, before, drafts[index + 1 : index + 12])
        elif draft.kind == "rate":
            _link_rate(draft, before, drafts[index + 1 : index + 2])
        elif draft.kind == "growth":
            _link_growth(draft, before, drafts[index + 1 : index + 3])
    link_tables(drafts)
    for draft in drafts:
        _correct_of(draft)
        _base_of_part(draft)
    link_behind(drafts)
    settle_siblings(drafts)
    link_structures(drafts)


def _correct_of(draft: Draft) -> None:
    """A share or a rate speaks of a figure, never of another percentage; only a growth may (比上年提高2个百分点)."""
    of = draft.of
    if of is None or not of.is_percent:
        return
    if draft.kind != "growth":
        draft.of = (of.of or of) if draft.kind == "completion" else None
    elif of.kind == "growth" and draft.number.kind != "points":
        draft.of = None


def _base_of_part(draft: Draft) -> None:
    """26条已完成24条，完成率92.3%: the base is the whole of the part, where the arithmetic bears it out."""
    part = draft.of
    silent = draft.kind in ("completion", "rate") or draft.table is not None
    if draft.base_of is None and silent and part is not None:
        if part.whole is not None and is_ratio(draft, part, part.whole):
            draft.base_of = part.whole


def _link_figure(draft: Draft, before: Sequence[Draft], text: str) -> None:
    if draft.role not in ("level", "goal"):
        return
    if draft.whole is not None and not comparable(draft.whole, draft):
        draft.whole = None
    draft.whole = find_whole(draft, before, text) or draft.summed or _of_source(draft) or draft.subtotal


def _of_source(draft: Draft) -> Draft | None:
    """The figure that lent its head; where that is another part (制造业6起 before 建筑业4起), what it is a part of."""
    source = draft.whole
    if source is None or (facets_within(source.narrowing, draft.narrowing) and stands_in(draft, source)):
        return source
    return source.whole


def _link_completion(draft: Draft, before: Sequence[Draft], after: Sequence[Draft]) -> None:
    if draft.of is None and draft.subject is not None:
        draft.of = next(
            (
                d
                for d in figures_before(before)
                if d.subject == draft.subject and _same_code(draft, d) and d.role == "level"
            ),
            None,
        )
    if draft.base_of is not None:
        return
    draft.base_of = _goal_beside(draft, before, after) or _goal_proven(draft, before)


def _goal_beside(draft: Draft, before: Sequence[Draft], after: Sequence[Draft]) -> Draft | None:
    """The task or plan that stands in the same sentence or just before."""
    near = [d for d in reversed(before) if d.paragraph == draft.paragraph]
    goals = [d for d in near if d.sentence >= draft.sentence - 2 and _is_goal(d)]
    goals += [d for d in after if d.role == "goal" and d.sentence == draft.sentence]
    for goal in goals:
        if goal is draft.of or goal.subject != draft.subject:
            continue
        if draft.of is None or same_unit(goal, draft.of):
            if (
                draft.of is not None
                and draft.of.whole is not None
                and goal.number.start < draft.of.whole.number.start
            ):
                # 完成投资622亿元。其中续建项目完成454亿元，占年度计划的75%: the plan of all is not that of a part
                if not _bears_out(draft, goal):
                    continue
            named = goal.role == "goal" or GOAL_WORD.search(goal.head) is not None
            if (named and resembles(draft.head, goal.head) >= 0.5) or _bears_out(draft, goal):
                return goal
    return None


def _goal_proven(draft: Draft, before: Sequence[Draft]) -> Draft | None:
    """完成投资确保16亿元，占年度计划的55.9%: the plan that was told further up, where the arithmetic fits."""
    for goal in reversed(before):
        if goal is draft.of or not _is_goal(goal) or not _bears_out(draft, goal):
            continue
        if goal.subject == draft.subject or _is_no_chance(draft, goal):
            return goal
    return None


def _is_goal(draft: Draft) -> bool:
    return draft.role == "goal" or (
        draft.role == "level" and (draft.status == "target" or GOAL_WORD.search(draft.head) is not None)
    )


def _bears_out(draft: Draft, goal: Draft) -> bool:
    return draft.of is not None and same_unit(draft.of, goal) and is_ratio(draft, draft.of, goal)


def _is_no_chance(draft: Draft, goal: Draft) -> bool:
    """县直单位任务18.3亿元 … 县直到位15.33亿元，占任务的83.8%: one of the two names no unit, and the digits agree."""
    numbers = [d for d in (draft, draft.of, goal) if d is not None]
    return None in (goal.subject, draft.subject) and all(digits(d) >= 3 for d in numbers)


def _same_code(percentage: Draft, figure: Draft) -> bool:
    code = code_of_ratio(percentage.head)
    if code is not None:
        return code_of(figure.head, figure.unit_kind) == code
    return resembles(percentage.head, figure.head) >= 0.8


def _link_rate(draft: Draft, before: Sequence[Draft], after: Sequence[Draft]) -> None:
    """开工率, 整改率: the count done and the count that it is a rate of, where both stand in the paragraph."""
    if draft.number.kind == "times_as" or draft.role == "previous":
        return
    near = [
        d
        for d in figures_before(before)[:24]
        if d.paragraph == draft.paragraph and d.subject == draft.subject
    ]
    if draft.of is None:
        core = RATE.sub("", draft.head)
        draft.of = next((d for d in near if core and _is_part_of_rate(draft, core, d)), None)
    if draft.of is not None and draft.base_of is None:
        wider = [d for d in near if d is not draft.of and d.unit_kind == draft.of.unit_kind]
        wider += [
            d for d in figures_before(before)[:60] if d.unit_kind == draft.of.unit_kind and d not in near
        ]
        draft.base_of = next((d for d in wider if is_ratio(draft, draft.of, d)), None)
    link_ratio(draft, before, after)
    part, base = draft.of, draft.base_of
    if part is not None and base is not None and part.whole is None:
        sure = part.unit_kind != "money" or (is_exact(draft) and part.sentence == base.sentence)
        if base.number.start < part.number.start and sure and same_unit(part, base):
            part.whole = base


def _is_part_of_rate(rate: Draft, core: str, figure: Draft) -> bool:
    """开工21个，开工率55%: the count by its word; 不良贷款余额36.9亿元，不良率2.4%: an amount of the same sentence."""
    counted = figure.unit_kind == "count" or (
        figure.sentence == rate.sentence and figure.head.startswith(core)
    )
    return counted and resembles(core, figure.head) == 1.0


def _link_growth(draft: Draft, before: Sequence[Draft], after: Sequence[Draft]) -> None:
    if draft.number.kind == "points":
        return
    if draft.of is None and draft.own_head and draft.subject is None:
        for other in figures_before(before)[:16]:
            ends = len(draft.head) >= 4 and other.head.endswith(draft.head)
            here = other.sentence == draft.sentence or (ends and other.paragraph == draft.paragraph)
            if here and other.role == "level" and other.subject is None:
                named = not other.other or other.other == draft.other
                if named and _same_code(draft, other) and facets_within(other.narrowing, draft.narrowing):
                    draft.of = other
                    break
    if draft.of is None and draft.subject is not None:
        draft.of = next(
            (d for d in figures_before(before)[:60] if d.subject == draft.subject and _same_code(draft, d)),
            None,
        )
    if draft.of is None and draft.other and draft.subject is None:
        same = (d for d in figures_before(before)[:60] if draft.other in (d.other, (d.subject,)))
        draft.of = next((d for d in same if resembles(draft.head, d.head) >= 0.5), None)
    if draft.of is None:
        draft.of = _that_changed(draft, before) or _told_behind(draft, after) or _only_one(draft, before)
    if draft.base_of is None and draft.of is not None:
        previous = [
            d
            for d in (*reversed(before[-14:]), *after)
            if d.role == "previous"
            and d.sentence == draft.sentence
            and (d is before[-1] or _is_base_of(d, draft))
        ]
        draft.base_of = next(
            (d for d in previous if d.unit_kind == draft.of.unit_kind and d.head == draft.of.head), None
        )


def _only_one(draft: Draft, before: Sequence[Draft]) -> Draft | None:
    """甲市增长6.9%，乙市6.6%: all that was told of the unit before is one figure."""
    if draft.subject is None:
        return None
    own = [d for d in figures_before(before) if d.subject == draft.subject and d.role == "level"]
    if len({(d.head, d.unit) for d in own}) != 1:
        return None
    codes = {code_of_ratio(draft.head), code_of(own[0].head, own[0].unit_kind)} - {None}
    return own[0] if len(codes) < 2 else None


def _is_base_of(previous: Draft, growth: Draft) -> bool:
    """Whether an earlier level is of the time that the growth is counted from: the year before, or the month."""
    if (
        previous.period is None
        or growth.period is None
        or previous.period.end is None
        or growth.period.end is None
    ):
        return True
    same_month = previous.period.end[5:7] == growth.period.end[5:7]
    return same_month == (growth.comparison == "yoy")


def _that_changed(draft: Draft, before: Sequence[Draft]) -> Draft | None:
    """死亡人数减少4人，下降7.1%: the figure whose change stands just before."""
    delta = before[-1] if before else None
    if delta is None or delta.role != "delta" or delta.sentence != draft.sentence:
        return None
    words = DELTA.sub("", delta.head)
    if draft.own_head and resembles(words, draft.head) < 0.8:
        return None
    for other in figures_before(before)[:24]:
        if other.paragraph != draft.paragraph or other.role != "level" or other.subject != draft.subject:
            continue
        if (
            other.unit == delta.unit
            and min(resembles(other.head, words), resembles(bare_count(words), other.head)) > 0.5
        ):
            return other
    return None


def _told_behind(draft: Draft, after: Sequence[Draft]) -> Draft | None:
    """规上工业总产值同比增19.4%，达到96.8亿元: the level that follows its growth."""
    level = after[0] if after else None
    if level is None or level.is_percent or level.role != "level" or level.sentence != draft.sentence:
        return None
    return level if level.head == draft.head and level.subject == draft.subject else None
