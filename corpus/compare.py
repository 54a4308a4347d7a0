"""Districts side by side: indicators over periods, one number each, and who lacks it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import or_
from sqlalchemy.orm import Session

from corpus import catalogue, retrieval
from corpus.asked import Asked, asked_of
from corpus.changes import with_changes
from corpus.comparison import Comparison, ComparisonRow, Missing, Question
from corpus.derivation import derived
from corpus.groups import Cell, Group, gather
from corpus.missing import missing
from corpus.notes import span_words
from corpus.observation import Measure, Observation
from corpus.places import Places
from corpus.remarks import answer_remarks, remarks
from corpus.targets import Target, find_target
from schemas import Message, Period


class Part(NamedTuple):
    """The answer for one indicator and one period: the groups with their rows, who is missing, what to say."""

    target: Target
    period: Period
    rows: list[tuple[Group, ComparisonRow]]
    missing: list[Missing]
    notes: list[Message]


def compare(session: Session, known: Places, question: Question) -> Comparison:
    """Gather observations by district, choose one each, rank them, and say what was left out.

    Raises `QueryError` for words that are not understood.
    """
    targets = [find_target(session, words) for words in question.indicators]
    reports = retrieval.reports(session, known)
    asked = asked_of(known, reports.values(), question)
    clauses = retrieval.condition(None if question.derive else _measure(question, targets))
    if targets:
        clauses.append(or_(*(target.clause for target in targets)))
    names = {row.code: row for row in catalogue.indicators(session)}
    found = retrieval.observations(
        session, known, clauses, {code: row.name for code, row in names.items()}, asked.ids, reports
    )
    observations = [one for one in found.observations if asked.wants(one.place)]
    if not targets:
        codes = sorted({one.indicator for one in observations if one.indicator})
        targets = [Target(code, names[code].name, names[code].aggregation) for code in codes if code in names]
    if question.derive:
        standing = {
            target.code for target in targets if target.code and target.aggregation not in ("flow", None)
        }
        observations += derived(observations, standing)
    parts = [
        _part(target, period, of_target, asked, question)
        for target, of_target in _by_target(observations, targets, question)
        for period in question.periods
    ]
    return Comparison(
        question=question,
        rows=with_changes([(part.period, part.rows) for part in parts]),
        missing=[place for part in parts for place in part.missing],
        notes=[
            *(message for part in parts for message in _labelled(part, question, targets)),
            *answer_remarks(found.ambiguous, [pair for part in parts for pair in part.rows], known),
        ],
    )


def _measure(question: Question, targets: Sequence[Target]) -> Measure | None:
    """The one measure that is asked for; `None` where indicators differ in theirs."""
    measures = {question.measure or target.measure for target in targets}
    return question.measure or (measures.pop() if len(measures) == 1 else None)


def _by_target(
    observations: Sequence[Observation], targets: Sequence[Target], question: Question
) -> Iterator[tuple[Target, list[Observation]]]:
    """Each indicator with its observations of the measure that is compared."""
    by_name: Mapping[str, list[Observation]] = defaultdict(list)
    for one in observations:
        by_name[one.indicator or ""].append(one)
    printed = [one for one in observations]
    for target in targets:
        same = by_name[target.code] if target.code else [one for one in printed if one.printed == target.name]
        measure = question.measure or target.measure
        yield target, [one for one in same if one.measure == measure]


def _part(
    target: Target, period: Period, observations: Sequence[Observation], asked: Asked, question: Question
) -> Part:
    cell = Cell(target, period, question.by, question.status)
    groups = gather(observations, cell)
    several = len(question.periods) > 1 or question.by == "indicator" or len(question.indicators) > 1
    label = (target.name, span_words(period)) if several else (None, None)
    return Part(
        target,
        period,
        ranked_rows([group for group in groups if group.answers], target),
        [replace(place, indicator=label[0], period=label[1]) for place in missing(groups, asked, cell)],
        remarks(observations, groups, cell, everywhere=asked.ids is None),
    )


def _labelled(part: Part, question: Question, targets: Sequence[Target]) -> Iterator[Message]:
    """The notes of a part; where there are several parts, with what they are about."""
    about = [part.target.name] if len(targets) > 1 else []
    about += [span_words(part.period)] if len(question.periods) > 1 else []
    head = " ".join(about)
    for message in part.notes:
        yield Message(zh=f"{head}：{message.zh}", en=f"{head}: {message.en}") if head else message


def ranked_rows(groups: Sequence[Group], target: Target) -> list[tuple[Group, ComparisonRow]]:
    """A row for each group, largest first; ranks count within one unit and definition, of subjects within one area."""
    pools: dict[tuple[str, str, str], list[Group]] = defaultdict(list)
    for group in groups:
        shown = group.answers[0].observation
        place = group.area.series_id if group.subject else ""
        pools[place, shown.base_unit or "", shown.definition].append(group)
    largest = max(pools.values(), key=len, default=[])
    rows: list[tuple[Group, ComparisonRow]] = []
    for _, pool in sorted(pools.items()):
        ranks = places([group.answers[0].observation.value_base for group in pool])
        ranked = sorted(zip(ranks, pool, strict=True), key=lambda pair: pair[0])
        usual = largest[0].answers[0].observation.base_unit
        rows += [(group, _row(group, target, rank, usual)) for rank, group in ranked]
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


def _row(group: Group, target: Target, rank: int, usual_unit: str | None) -> ComparisonRow:
    answer = group.answers[0]
    one = answer.observation
    return ComparisonRow(
        area_code=group.area.code,
        area=group.area.name,
        subject=group.subject,
        indicator=target.name,
        value=one.value,
        unit=one.unit,
        value_base=one.value_base,
        base_unit=one.base_unit,
        bound=one.bound,
        status=one.status,
        rank=rank,
        period=span_words(answer.period),
        period_kind=answer.period.kind,
        period_text=answer.period.text,
        quote=one.quote,
        source=one.report.source,
        document_id=one.report.document_id,
        record_id=one.record_id,
        code=target.code,
        measure=one.measure,
        definition=one.definition,
        low=one.low,
        high=one.high,
        derived=one.derived,
        marks=_marks(group, usual_unit),
    )


def _marks(group: Group, usual_unit: str | None) -> tuple[str, ...]:
    """What is unlike in a row."""
    answer = group.answers[0]
    one = answer.observation
    unlike = {
        "bound": one.bound != "=",
        "range": one.value_max is not None,
        "unit": one.base_unit != usual_unit,
        "definition": bool(one.definition),
        "other_kind": answer.match == "other_kind",
        "moment": answer.match == "as_of",
        "conflict": group.conflict,
        "unclear": group.unclear,
    }
    return tuple(dict.fromkeys([*one.marks, *(mark for mark, holds in unlike.items() if holds)]))
