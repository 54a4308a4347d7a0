"""Links: the whole of a part, the figure behind a percentage, the base that a ratio is taken of."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extract.amounts import is_ratio
from extract.codes import code_of, code_of_ratio
from extract.draft import Draft
from extract.heads import resembles
from extract.patterns import compiled
from extract.sums import group_sums
from extract.table_wholes import link_tables
from extract.wholes import comparable, facets_within, find_whole, is_broader, same_time

WHOLE_AREA = regex.compile(r"^(?:全[市县区省州旗盟国]|[市县区省]$|全部|总[额量数]?$|总体)")
REACH = 80
RATE = regex.compile(r"实际|项目|按时|资金|群众|综合|率$|度$|面$")


def link(drafts: Sequence[Draft], text: str) -> None:
    """Fills `whole`, `of` and `base_of` of drafts in text order."""
    group_sums(drafts)
    by_kind: dict[str, list[Draft]] = {}
    for index, draft in enumerate(drafts):
        before = drafts[max(0, index - REACH) : index]
        if draft.table is not None and not draft.is_percent:
            continue
        if not draft.is_percent:
            same_kind = by_kind.setdefault(draft.unit_kind, [])
            _link_figure(draft, same_kind[-REACH:], text)
            same_kind.append(draft)
        elif draft.kind == "share":
            _link_share(draft, before)
        elif draft.kind == "completion":
            _link_completion(draft, before, drafts[index + 1 : index + 12])
        elif draft.kind == "rate":
            _link_rate(draft, before)
        elif draft.kind == "growth":
            _link_growth(draft, before, drafts[index + 1 : index + 3])
    link_tables(drafts)


def _link_figure(draft: Draft, before: Sequence[Draft], text: str) -> None:
    if draft.role not in ("level", "goal"):
        return
    if draft.whole is not None and not comparable(draft.whole, draft):
        draft.whole = None
    draft.whole = find_whole(draft, before, text) or draft.summed or draft.whole or draft.subtotal


def _figures(before: Sequence[Draft], like: Draft | None = None) -> list[Draft]:
    found = [d for d in reversed(before) if not d.is_percent and d.role in ("level", "base")]
    return [d for d in found if like is None or (d.unit_kind == like.unit_kind and d is not like)]


def _link_share(draft: Draft, before: Sequence[Draft]) -> None:
    part = draft.of
    if draft.base_of is None:
        figures = [d for d in _figures(before, part)][:60]
        draft.base_of = _named_base(draft, figures) or _silent_base(draft, part, figures)
    if draft.base_of is not None:
        draft.base_of = _latest_equal(draft.base_of, before, part)
    if (
        part is not None
        and part.whole is None
        and draft.base_of is not None
        and draft.base_of.number.start < part.number.start
    ):
        if draft.base_of.role == "level" and draft.base_of is not part:
            part.whole = draft.base_of
    if (
        part is not None
        and part.whole is not None
        and draft.base_of is not None
        and part.whole is not draft.base_of
    ):
        if (
            part.part_mark is None
            and is_ratio(draft, part, draft.base_of)
            and not is_ratio(draft, part, part.whole)
        ):
            part.whole = draft.base_of


def _latest_equal(base: Draft, before: Sequence[Draft], part: Draft | None) -> Draft:
    """The newest mention of the same amount before the part."""
    limit = part.number.start if part is not None else base.number.start
    for other in reversed(before):
        if (
            other.number.start < limit
            and not other.is_percent
            and other.role == base.role
            and other is not part
        ):
            if other.value == base.value and other.unit == base.unit and other.subject == base.subject:
                return other
    return base


def _named_base(draft: Draft, figures: Sequence[Draft]) -> Draft | None:
    """The figure that the words between 占 and 的 name; among like ones the one that the arithmetic bears out."""
    if not draft.base or WHOLE_AREA.match(draft.base):
        return None
    scored = []
    for distance, other in enumerate(figures):
        fit = (
            resembles(draft.base, other.head) * 0.6
            + resembles(other.head, draft.base) * 0.4
            - distance * 0.006
        )
        if other.subject is not None:
            fit -= 0.2
        if draft.of is not None and is_ratio(draft, draft.of, other):
            fit += 0.25
        scored.append((fit, -distance, other))
    best = max(scored, key=lambda entry: entry[:2], default=None)
    return best[2] if best is not None and best[0] >= 0.55 else None


def _silent_base(draft: Draft, part: Draft | None, figures: Sequence[Draft]) -> Draft | None:
    if part is None:
        return _base_by_head(draft, figures)
    if part.whole is not None and (is_ratio(draft, part, part.whole) or part.whole.sentence == part.sentence):
        return part.whole
    wider = [d for d in figures if d.number.start < part.number.start and d.subject in (None, part.subject)]
    for other in wider[:30]:
        if (
            other.number.unit[-1:] == part.number.unit[-1:]
            and is_ratio(draft, part, other)
            and same_time(other, part)
        ):
            return other
    return part.whole or next((d for d in wider if is_broader(d, part)), None)


def _base_by_head(draft: Draft, figures: Sequence[Draft]) -> Draft | None:
    """制造业项目占比62%: the nearest figure of the same indicator without that restriction."""
    code = code_of_ratio(draft.head)
    for other in figures[:40]:
        if other.subject is not None or other.status != draft.status:
            continue
        other_code = code_of(other.head, other.unit_kind)
        if (
            code is not None
            and other_code == code
            and (facets_within(other.narrowing, draft.narrowing) or other.narrowing.industry is None)
        ):
            if other.narrowing != draft.narrowing or resembles(draft.head, other.head) < 1.0 or draft.other:
                return other
    if draft.subject is not None:
        return next((d for d in figures if d.subject is None and resembles(d.head, draft.head) >= 0.8), None)
    return None


def _link_completion(draft: Draft, before: Sequence[Draft], after: Sequence[Draft]) -> None:
    if draft.of is None and draft.subject is not None:
        draft.of = next(
            (
                d
                for d in _figures(before)
                if d.subject == draft.subject and _same_code(draft, d) and d.role == "level"
            ),
            None,
        )
    if draft.base_of is not None:
        return
    near = [
        d for d in reversed(before) if d.paragraph == draft.paragraph and d.sentence >= draft.sentence - 2
    ]
    goals = [
        d
        for d in near
        if d.role == "goal" or (d.role == "level" and compiled(r"计划|任务|目标").search(d.head))
    ]
    goals += [d for d in after if d.role == "goal" and d.sentence == draft.sentence]
    for goal in goals:
        if goal.subject == draft.subject and (draft.of is None or goal.unit_kind == draft.of.unit_kind):
            if draft.of is None or goal is not draft.of:
                if resembles(draft.head, goal.head) >= 0.5 or (
                    draft.of is not None and is_ratio(draft, draft.of, goal)
                ):
                    draft.base_of = goal
                    return


def _same_code(percentage: Draft, figure: Draft) -> bool:
    code = code_of_ratio(percentage.head)
    if code is not None:
        return code_of(figure.head, figure.unit_kind) == code
    return resembles(percentage.head, figure.head) >= 0.8


def _link_rate(draft: Draft, before: Sequence[Draft]) -> None:
    """开工率, 整改率: the count done and the count that it is a rate of, where both stand in the paragraph."""
    if draft.number.kind == "times_as" or draft.role == "previous":
        return
    near = [d for d in _figures(before)[:24] if d.paragraph == draft.paragraph and d.subject == draft.subject]
    if draft.of is None:
        core = RATE.sub("", draft.head)
        draft.of = next(
            (d for d in near if core and d.unit_kind == "count" and resembles(core, d.head) == 1.0), None
        )
    if draft.of is not None and draft.base_of is None:
        wider = [d for d in near if d is not draft.of and d.unit_kind == draft.of.unit_kind]
        wider += [d for d in _figures(before)[:24] if d.unit_kind == draft.of.unit_kind and d not in near]
        draft.base_of = next((d for d in wider if is_ratio(draft, draft.of, d)), None)
        if (
            draft.of.whole is None
            and draft.base_of is not None
            and draft.base_of.number.start < draft.of.number.start
        ):
            draft.of.whole = draft.base_of


def _link_growth(draft: Draft, before: Sequence[Draft], after: Sequence[Draft]) -> None:
    if draft.number.kind == "points":
        return
    if draft.of is None and draft.own_head and draft.subject is None:
        for other in _figures(before)[:16]:
            if other.sentence == draft.sentence and other.role == "level" and other.subject is None:
                if _same_code(draft, other) and facets_within(other.narrowing, draft.narrowing):
                    draft.of = other
                    break
    if draft.of is None and draft.subject is not None:
        draft.of = next(
            (d for d in _figures(before)[:60] if d.subject == draft.subject and _same_code(draft, d)), None
        )
    if draft.base_of is None and draft.of is not None:
        previous = [
            d
            for d in (*reversed(before[-14:]), *after)
            if d.role == "previous" and d.sentence == draft.sentence
        ]
        draft.base_of = next(
            (d for d in previous if d.unit_kind == draft.of.unit_kind and d.head == draft.of.head), None
        )
