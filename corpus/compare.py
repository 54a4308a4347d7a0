"""Districts side by side: one indicator over one period, one number each, and who lacks it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import cast

from sqlalchemy.orm import Session

from corpus import models
from corpus.candidates import (
    Candidate,
    Target,
    area_identity,
    area_wanted,
    areas_with_bulletins,
    as_a_whole,
    find_candidates,
    find_target,
    in_areas,
    near,
)
from corpus.comparison import Comparison, ComparisonRow, Missing, Question
from corpus.groups import Group, gather
from corpus.notes import listed, note, period_words, span_words
from corpus.remarks import remarks
from schemas import Bound, Message, Status


def compare(session: Session, question: Question) -> Comparison:
    """Gather an indicator's records by district, choose one each, rank them, and say what was left out."""
    target = find_target(session, question.indicator)
    stored = areas_with_bulletins(session)
    candidates = needed(session, target, question, stored)
    groups = gather(candidates, question, target)
    return Comparison(
        question=question,
        rows=ranked_rows([group for group in groups if group.answers], target),
        missing=missing(groups, stored, question),
        notes=remarks(candidates, groups, question),
    )


def needed(
    session: Session, target: Target, question: Question, stored: Sequence[models.Area]
) -> list[Candidate]:
    """The records that the answer depends on, which are few of those of a large store.

    Of bulletins with a record whose period ends when the one asked for does, those of the area as a whole; of
    areas that have no answer there, those too, which tell why; and where an area has none of these, all.
    """
    measure = question.measure or target.measure
    if question.by == "subject" or question.period.end is None:
        return find_candidates(session, target, measure)
    soon = near(target, measure, question.period.end[:7])
    found = find_candidates(session, target, measure, soon, as_a_whole())
    wanted = {area_identity(area) for area in stored if area_wanted(area, question.areas)}
    for whole in (as_a_whole(), None):
        groups = gather(found, question, target)
        lacking = wanted - {area_identity(one.area) for one in groups if one.answers or whole is None}
        if lacking:
            here = {candidate.record.id for candidate in found}
            conditions = [in_areas(session, lacking), *([] if whole is None else [whole])]
            more = find_candidates(session, target, measure, *conditions)
            found += [candidate for candidate in more if candidate.record.id not in here]
    return sorted(found, key=lambda candidate: (candidate.document_id, candidate.record.position))


def ranked_rows(groups: Sequence[Group], target: Target) -> list[ComparisonRow]:
    """A row for each group, largest first; ranks count within one unit, those of subjects within one area."""
    pools: dict[tuple[str, str], list[Group]] = defaultdict(list)
    for group in groups:
        place = area_identity(group.area) if group.subject else ""
        pools[place, group.answers[0].candidate.amount[1] or ""].append(group)
    rows: list[ComparisonRow] = []
    for _, pool in sorted(pools.items()):
        ranks = places([group.answers[0].candidate.amount[0] for group in pool])
        ranked = sorted(zip(ranks, pool, strict=True), key=lambda pair: pair[0])
        rows += [_row(group, target, rank) for rank, group in ranked]
    return rows


def places(amounts: Sequence[Decimal]) -> list[int]:
    """The place of each amount, the largest first; equal amounts share the better place.

    >>> places([Decimal("5"), Decimal("9"), Decimal("5.0"), Decimal("1")])
    [2, 1, 2, 4]
    """
    first: dict[Decimal, int] = {}
    for place, amount in enumerate(sorted(amounts, reverse=True), start=1):
        first.setdefault(amount, place)
    return [first[amount] for amount in amounts]


def _row(group: Group, target: Target, rank: int) -> ComparisonRow:
    answer = group.answers[0]
    record = answer.candidate.record
    amount, base_unit = answer.candidate.amount
    return ComparisonRow(
        area_code=group.area.code,
        area=group.area.name,
        subject=group.subject,
        indicator=target.name,
        value=record.value,
        unit=record.unit,
        value_base=amount,
        base_unit=base_unit,
        bound=cast(Bound, record.bound),
        status=cast(Status, record.status),
        rank=rank,
        period=span_words(answer.period),
        period_kind=answer.period.kind,
        period_text=answer.period.text,
        quote=record.quote,
        source=answer.candidate.address,
        document_id=answer.candidate.document_id,
        record_id=record.local_id,
    )


def missing(groups: Sequence[Group], stored: Sequence[models.Area], question: Question) -> list[Missing]:
    """The areas asked for that lack the figure, and the subjects that have it for another period only."""
    lacking = {
        area_identity(group.area): group for group in groups if not group.answers and not group.subject
    }
    answered = {area_identity(group.area) for group in groups if group.answers}
    found: list[Missing] = []
    for area in stored:
        identity = area_identity(area)
        if identity in answered or not area_wanted(area, question.areas):
            continue
        reason = _reason(lacking[identity]) if identity in lacking else note("not_reported")
        found.append(Missing(area.code, area.name, None, reason))
    subjects = [group for group in groups if group.subject and not group.answers]
    found += [Missing(group.area.code, group.area.name, group.subject, _reason(group)) for group in subjects]
    return found + [_unknown(words) for words in question.areas or () if not _known(words, stored)]


def _known(words: str, stored: Sequence[models.Area]) -> bool:
    return any(area_wanted(area, (words,)) for area in stored)


def _unknown(words: str) -> Missing:
    code = words if len(words) == 6 and words.isdecimal() else None
    return Missing(code, words, None, note("no_bulletin"))


def _reason(group: Group) -> Message:
    if group.other_period:
        periods = [candidate.period for candidate in group.other_period if candidate.period]
        return note("only_other_period", periods=listed(period_words(period) for period in periods) or "—")
    if group.other_status:
        statuses = listed(candidate.record.status for candidate in group.other_status)
        return note("only_other_status", statuses=statuses)
    return note("only_other_comparison" if group.other_comparison else "only_parts")
