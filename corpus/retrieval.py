"""From the tables to observations: the current runs, their records, the places that both are about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from corpus import catalogue, models
from corpus.areas import AreaRow, ChangeRow
from corpus.observation import Mark, Measure, Observation, Place, Report
from corpus.places import Places
from schemas import Period, Status

R = models.Record
COLUMNS = (
    *(R.run_id, R.local_id, R.position, R.quote, R.start, R.end, R.page),
    *(R.period_start, R.period_end, R.period_kind, R.period_text),
    *(
        R.family,
        R.kind,
        R.comparison,
        R.base,
        R.value,
        R.value_max,
        R.unit,
        R.base_value,
        R.base_unit,
        R.bound,
    ),
    *(R.indicator, R.code, R.industry, R.size, R.origin, R.other_facets, R.definition),
    *(R.subject, R.status, R.whole, R.table_index, R.table_row, R.table_column),
)
# Databases bound the number of parameters of a statement.
SLICE = 800


@dataclass(frozen=True)
class Found:
    """Observations in the order of documents and texts, and the names that fit several areas."""

    observations: list[Observation]
    ambiguous: dict[str, tuple[str, ...]]


def places(session: Session) -> Places:
    """The registered areas."""
    area, change = models.ReferenceArea, models.AreaChange
    columns = (area.code, area.name, area.short, area.level, area.parent, area.valid_from, area.valid_to)
    changed = (
        *(change.code_old, change.name_old, change.code_new, change.name_new),
        *(change.kind, change.year),
    )
    rows = session.execute(select(*columns).order_by(area.id)).mappings()
    changes = session.execute(select(*changed).order_by(change.id)).mappings()
    # Checked when they were registered: building them anew would cost more than the question.
    return Places(
        (AreaRow.model_construct(**row) for row in rows),
        (ChangeRow.model_construct(**row) for row in changes),
    )


def reports(session: Session, known: Places) -> dict[int, Report]:
    """The current run of every document, by its id, in the order of documents."""
    run, version, document, area = (
        models.ExtractionRun,
        models.DocumentVersion,
        models.Document,
        models.Area,
    )
    query = (
        select(
            *(run.id, document.id, document.address, version.sha256, run.title, run.issuer, run.issued),
            *(run.period_start, run.period_end, run.period_kind, run.period_text),
            *(area.code, area.name, area.level),
        )
        .join(version, run.version_id == version.id)
        .join(document, version.document_id == document.id)
        .outerjoin(area, run.area_id == area.id)
        .where(run.id.in_(catalogue.current_runs()))
        .order_by(document.id)
    )
    found: dict[int, Report] = {}
    for run_id, document_id, address, sha256, title, issuer, issued, *rest in session.execute(query):
        period = period_of(*rest[:4])
        month = month_of(period, issued)
        place = known.place(rest[4], rest[5], rest[6], month) if rest[5] is not None else None
        found[run_id] = Report(document_id, run_id, address, sha256, title, issuer, issued, place, period)
    return found


def condition(
    code: str | None, name: str | None, measure: Measure | None, status: Status | None
) -> list[Any]:
    """The clauses on records; `name` is the printed one of an indicator that has no code."""
    clauses: list[ColumnElement[bool]] = []
    if code is not None:
        clauses.append(R.code == code)
    elif name is not None:
        clauses.append(R.indicator == name)
    if measure == "figure":
        clauses.append(R.family == "figure")
    elif measure is not None:
        clauses.append(and_(R.family == "percentage", R.kind == measure))
    if status is not None:
        clauses.append(R.status == status)
    return clauses


def observations(
    session: Session,
    known: Places,
    clauses: Sequence[ColumnElement[bool]],
    names: dict[str, str],
    asked: frozenset[str] | None = None,
) -> Found:
    """Every current record under `clauses` as an observation; of the areas in `asked` only, where given.

    `names` are the canonical names of codes, `asked` is of `Places.members`.
    """
    by_run = reports(session, known)
    rows = [row for row in _rows(session, known, by_run, clauses, asked) if row.run_id in by_run]
    places_in_runs = {run_id: place for place, run_id in enumerate(by_run)}
    rows.sort(key=lambda row: (places_in_runs[row.run_id], row.position))
    counted = {(row.run_id, row.local_id): _counted(row) for row in rows}
    ambiguous: dict[str, tuple[str, ...]] = {}
    found: list[Observation] = []
    for row in rows:
        report = by_run[row.run_id]
        period = period_of(row.period_start, row.period_end, row.period_kind, row.period_text)
        place, subject = _whose(row.subject, report, month_of(period, report.issued), known, ambiguous)
        if asked is None or is_asked(place, asked):
            part = counted.get((row.run_id, row.whole)) == _counted(row)
            found.append(_observation(row, report, place, subject, period, part, names))
    return Found(found, ambiguous)


def _rows(
    session: Session,
    known: Places,
    by_run: dict[int, Report],
    clauses: Sequence[ColumnElement[bool]],
    asked: frozenset[str] | None,
) -> Iterator[Any]:
    """The records; where areas are asked for, those of their bulletins and those that name them."""
    query = select(*COLUMNS).where(*clauses)
    if asked is None or clauses:
        yield from session.execute(query)
        return
    own = [run for run, report in by_run.items() if is_asked(report.place, asked)]
    for part in sliced(own):
        yield from session.execute(query.where(R.run_id.in_(part)))
    mine = set(own)
    for part in sliced(sorted(known.spellings(asked))):
        yield from (
            row for row in session.execute(query.where(R.subject.in_(part))) if row.run_id not in mine
        )


def is_asked(place: Place | None, asked: frozenset[str]) -> bool:
    """Whether the place, or what its series goes on as, is among the ids and names."""
    return place is not None and not asked.isdisjoint((place.area_id, place.series_id, place.name))


def sliced(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """The items in parts of at most `SLICE`."""
    return (items[first : first + SLICE] for first in range(0, len(items), SLICE))


def _counted(row: Any) -> tuple[str, str | None]:
    """What a part shares with its whole: a district's number is no part of its kind in the total of the city."""
    return row.code or row.indicator, row.subject


def _whose(
    subject: str | None, report: Report, month: str, known: Places, ambiguous: dict[str, tuple[str, ...]]
) -> tuple[Place | None, str | None]:
    """The area that a record is about, and the unit in it; a district that is named is the area itself."""
    place = report.place
    if place is None:
        return None, subject
    if place.code and not place.area_id.startswith(f"{place.code}:"):
        place = known.place(place.code, place.name, place.level, month)
    if subject is None:
        return place, None
    resolved = known.resolve(subject, place, month)
    if resolved.ambiguous:
        ambiguous[subject] = resolved.ambiguous
    return (resolved.place, None) if resolved.place else (place, subject)


def _observation(
    row: Any,
    report: Report,
    place: Place | None,
    subject: str | None,
    period: Period | None,
    part: bool,
    names: dict[str, str],
) -> Observation:
    amount, unit = (row.value, row.unit) if row.base_value is None else (row.base_value, row.base_unit)
    marks: tuple[Mark, ...] = place.marks if place else ()
    if place and report.place and place.series_id != report.place.series_id:
        marks = (*marks, "superior")
    return Observation(
        place=place,
        subject=subject,
        indicator=row.code,
        name=names.get(row.code or "", row.indicator),
        printed=row.indicator,
        measure="figure" if row.family == "figure" else row.kind,
        comparison=row.comparison,
        base=row.base,
        industry=row.industry,
        size=row.size,
        origin=row.origin,
        other=tuple(row.other_facets),
        definition=row.definition,
        period=period,
        value=row.value,
        value_max=row.value_max,
        unit=row.unit,
        bound=row.bound,
        value_base=amount,
        value_base_max=_scaled(row.value_max, row.value, amount),
        base_unit=unit,
        status=row.status,
        part=part,
        report=report,
        record_id=row.local_id,
        position=row.position,
        quote=row.quote,
        start=row.start,
        end=row.end,
        page=row.page,
        table=None if row.table_index is None else (row.table_index, row.table_row, row.table_column),
        marks=(*marks, "part") if part else marks,
    )


def _scaled(other: Decimal | None, value: Decimal, amount: Decimal) -> Decimal | None:
    """`other` in the base unit, by what `value` is there; nothing where 0 does not tell."""
    if other is None or other == value:
        return other and amount
    return other * amount / value if value else None


@lru_cache(maxsize=4096)
def period_of(start: str | None, end: str | None, kind: str | None, text: str | None) -> Period | None:
    """A period from its columns."""
    if kind is None:
        return None
    return Period.model_validate({"start": start, "end": end, "kind": kind, "text": text or ""})


def month_of(period: Period | None, issued: str | None) -> str:
    """The month for which names and codes are looked up: that in which the period ends, else that of issue.

    >>> month_of(Period.months(2031, 1, 8), "2031-09-05"), month_of(None, "2031"), month_of(None, None)
    ('2031-08', '2031-12', '')
    """
    if period is not None and period.end is not None:
        return period.end[:7]
    return f"{issued}-12"[:7] if issued else ""
