"""Drafting: a new draft with all that it takes over from its situation."""

from __future__ import annotations

from extract.compose import Head
from extract.composition import around
from extract.draft import Draft, Role
from extract.facets import Narrowing, facets_of
from extract.situation import Situation
from schemas import PercentageKind, Period


def figure(situation: Situation, head: Head, role: Role = "level") -> Draft:
    """A figure with the head that its clause gives it."""
    draft = _plain(situation, head.words, role, head.narrowing)
    source = head.source
    draft.part = situation.part or head.part
    draft.part_mark = situation.part_mark if _still_part(situation, head) else None
    draft.stem, draft.own_head = head.stem, head.own
    if source is not None:
        if (head.part or situation.part) and source.unit_kind == situation.number.kind:
            draft.outer = around(source, situation)
        if head.part and role == "level" and source.unit_kind == situation.number.kind:
            draft.whole = source
        if source.unit_kind == "count" and situation.number.kind != "count":
            draft.via = source
    return draft


def percentage(situation: Situation, kind: PercentageKind, head: str, of: Draft | None) -> Draft:
    """A percentage with what it shares with the figure that it qualifies."""
    narrowing = facets_of(head)
    if of is not None:
        narrowing = narrowing.over(of.narrowing)
    draft = _plain(situation, head, "ratio", narrowing)
    draft.kind, draft.of, draft.own_head = kind, of, bool(head)
    if of is not None:
        if situation.override is None or situation.override.subject is None:
            draft.subject = of.subject or draft.subject
        draft.other = draft.other or of.other
        if of.status == draft.status:
            draft.period = of.period
    return draft


def as_goal(draft: Draft) -> Draft:
    """A goal: a target for the calendar year."""
    draft.period, draft.status = full_year(draft.period), "target"
    return draft


def full_year(period: Period | None) -> Period | None:
    """The calendar year of a period: what an annual target covers."""
    return Period.months(period.year, 1, 12) if period is not None and period.year else period


def _plain(situation: Situation, head: str, role: Role, narrowing: Narrowing) -> Draft:
    number, context, override = situation.number, situation.context, situation.override
    draft = Draft(
        number=number,
        head=head,
        role=role,
        subject=context.subject,
        period=context.period,
        status=context.status,
        narrowing=narrowing,
        value=number.value,
        unit=number.unit,
        sentence=situation.sentence,
        paragraph=situation.paragraph,
        clause=situation.clause,
        part=situation.part,
        part_mark=situation.part_mark,
        bracket=situation.bracket,
        topic=situation.topic,
        period_from=context.period_from,
    )
    if override is not None:
        draft.subject = override.subject or draft.subject
        draft.narrowing = (override.narrowing or Narrowing()).over(draft.narrowing)
        draft.other = (override.other,) if override.other else ()
    return draft


def _still_part(situation: Situation, head: Head) -> bool:
    """Whether 其中 still holds behind a semicolon: only for words that narrow what was said before it."""
    if not situation.soft or head.part:
        return True
    via = head.source
    counted = via is not None and via.unit_kind == "count" and via.part_mark is not None
    return counted and situation.number.kind != "count"
