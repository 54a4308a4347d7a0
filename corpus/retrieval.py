"""From the tables to observations: the current runs, their records, the places that both are about."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, Text, and_, select, type_coerce
from sqlalchemy.orm import Session

from corpus import catalogue, models
from corpus.areas import AreaRow, ChangeRow
from corpus.observation import Mark, Measure, Observation, Place, Report
from corpus.places import Places
from corpus.preference import distinguished
from schemas import Bound, Comparison, Period, Status

R = models.Record


class Row(NamedTuple):
    """What is read of a record; a named tuple, since many thousands are read for one question."""

    run_id: int
    local_id: str
    position: int
    quote: str
    start: int
    end: int
    page: int | None
    period_start: str | None
    period_end: str | None
    period_kind: str | None
    period_text: str | None
    family: str
    kind: Measure | None
    comparison: Comparison | None
    base: str | None
    value: Decimal
    value_max: Decimal | None
    unit: str | None
    base_value: Decimal | None
    base_unit: str | None
    bound: Bound
    indicator: str
    code: str | None
    industry: str | None
    size: str | None
    origin: str | None
    other_facets: Any
    definition: str
    subject: str | None
    status: Status
    whole: str | None
    table_index: int | None
    table_row: int | None
    table_column: int | None


# The facets as the database keeps them: nearly all are an empty list, which need not be parsed each time.
COLUMNS = [
    type_coerce(R.other_facets, Text) if name == "other_facets" else getattr(R, name) for name in Row._fields
]
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
    for run_id, document_id, address, sha256, title, issuer, issued, *rest in session.connection().execute(
        query
    ):
        period = period_of(*rest[:4])
        month = month_of(period, issued)
        place = known.place(rest[4], rest[5], rest[6], month) if rest[5] is not None else None
        if place and place.code is None and place.level is None:
            # 全区 of one bulletin is another district than that of the next.
            own_id = f"{place.area_id}#{document_id}"
            place = replace(place, area_id=own_id, series_id=own_id)
        found[run_id] = Report(document_id, run_id, address, sha256, title, issuer, issued, place, period)
    return found


def condition(measure: Measure | None, status: Status | None = None) -> list[ColumnElement[bool]]:
    """The clauses on records for a measure and a status."""
    clauses: list[ColumnElement[bool]] = []
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
    reported: dict[int, Report] | None = None,
) -> Found:
    """Every current record under `clauses` as an observation; of the areas in `asked` only, where given.

    `names` are the canonical names of codes, `asked` is of `Places.members`.
    """
    by_run = reports(session, known) if reported is None else reported
    rows = [row for row in _rows(session, known, by_run, clauses, asked) if row.run_id in by_run]
    order = {run_id: place for place, run_id in enumerate(by_run)}
    rows.sort(key=lambda row: (order[row.run_id], row.position))
    wholes = {(row.run_id, row.whole) for row in rows if row.whole}
    counted = {
        (row.run_id, row.local_id): _counted(row) for row in rows if (row.run_id, row.local_id) in wholes
    }
    ambiguous: dict[str, tuple[str, ...]] = {}
    found: list[Observation] = []
    for row in rows:
        report = by_run[row.run_id]
        period = period_of(row.period_start, row.period_end, row.period_kind, row.period_text)
        place, subject = _whose(row.subject, report, month_of(period, report.issued), known, ambiguous)
        if asked is None or is_asked(place, asked):
            part = row.whole is not None and counted.get((row.run_id, row.whole)) == _counted(row)
            found.append(_observation(row, report, place, subject, period, part, names))
    return Found(distinguished(found), ambiguous)


def _rows(
    session: Session,
    known: Places,
    by_run: dict[int, Report],
    clauses: Sequence[ColumnElement[bool]],
    asked: frozenset[str] | None,
) -> Iterator[Row]:
    """The records; where areas are asked for, those of their bulletins and those that name them."""
    query = select(*COLUMNS).where(*clauses)

    def read(wanted: Select[Any]) -> Iterator[Row]:
        # Not through the session: nothing here is an object of the mapper.
        return map(Row._make, session.connection().execute(wanted).all())

    if asked is None or clauses:
        yield from read(query)
        return
    own = [run for run, report in by_run.items() if is_asked(report.place, asked)]
    for part in sliced(own):
        yield from read(query.where(R.run_id.in_(part)))
    mine = set(own)
    for part in sliced(sorted(known.spellings(asked))):
        yield from (row for row in read(query.where(R.subject.in_(part))) if row.run_id not in mine)


def is_asked(place: Place | None, asked: frozenset[str]) -> bool:
    """Whether the place, or what its series goes on as, is among the ids and names."""
    return place is not None and not asked.isdisjoint((place.area_id, place.series_id, place.name))


def sliced(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """The items in parts of at most `SLICE`."""
    return (items[first : first + SLICE] for first in range(0, len(items), SLICE))


def _counted(row: Row) -> tuple[str, str | None]:
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
    row: Row,
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
        measure=row.kind or "figure",
        comparison=row.comparison,
        base=row.base,
        industry=row.industry,
        size=row.size,
        origin=row.origin,
        other=_facets(row.other_facets),
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
        table=_cell(row),
        marks=(*marks, "part") if part else marks,
    )


def _facets(kept: str | list[str]) -> tuple[str, ...]:
    """The other facets; a database with a type for JSON has parsed them already."""
    return _parsed(kept) if isinstance(kept, str) else tuple(kept)


@lru_cache(maxsize=4096)
def _parsed(kept: str) -> tuple[str, ...]:
    return tuple(json.loads(kept))


def _cell(row: Row) -> tuple[int, int, int] | None:
    if row.table_index is None:
        return None
    return row.table_index, row.table_row or 0, row.table_column or 0


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
