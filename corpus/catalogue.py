"""What the store holds: which runs are current, one line a document, its history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, func, insert, select
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload

from corpus import models
from corpus.areas import AreaRow, ChangeRow
from corpus.indicators import IndicatorRow
from schemas import Period


@dataclass(frozen=True)
class BulletinSummary:
    """One document in a list; the counts are those of the latest run over its latest version."""

    id: int
    run_id: int
    title: str | None
    issuer: str | None
    area: str | None
    area_code: str | None
    period: Period | None
    kind: str
    issued: str | None
    figures: int
    percentages: int
    rankings: int
    rosters: int
    findings: int
    path: str
    versions: int
    extractor: str


@dataclass(frozen=True)
class RunSummary:
    """One run over one version of a document."""

    run_id: int
    extractor: str
    version: int
    sha256: str
    added: datetime


def current_runs() -> Select[int]:
    """The ids of the latest run over the latest version of every document."""
    version, run = models.DocumentVersion, models.ExtractionRun
    newest = (
        select(version.document_id, func.max(version.number).label("number"))
        .group_by(version.document_id)
        .subquery()
    )
    is_newest = (version.document_id == newest.c.document_id) & (version.number == newest.c.number)
    return (
        select(func.max(run.id))
        .join(version, run.version_id == version.id)
        .join(newest, is_newest)
        .group_by(version.id)
    )


def summaries(session: Session) -> list[BulletinSummary]:
    """One line a document, in the order in which they came."""
    run, version, document = models.ExtractionRun, models.DocumentVersion, models.Document
    query = (
        select(run, version.number, document.id, document.address)
        .join(version, run.version_id == version.id)
        .join(document, version.document_id == document.id)
        .where(run.id.in_(current_runs()))
        .options(joinedload(run.area))
        .order_by(document.id)
    )
    record = models.Record
    counts = {
        "figures": _counts(session, record.run_id, record.family == "figure"),
        "percentages": _counts(session, record.run_id, record.family == "percentage"),
        "rankings": _counts(session, models.Ranking.run_id),
        "rosters": _counts(session, models.Roster.run_id),
        "findings": _counts(session, models.Finding.run_id),
    }
    return [
        BulletinSummary(
            id=document_id,
            run_id=row.id,
            title=row.title,
            issuer=row.issuer,
            area=row.area.name if row.area else None,
            area_code=row.area.code if row.area else None,
            period=row.period,
            kind=row.kind,
            issued=row.issued,
            path=address,
            versions=number,
            extractor=row.extractor,
            **{name: by_run.get(row.id, 0) for name, by_run in counts.items()},
        )
        for row, number, document_id, address in session.execute(query)
    ]


def _counts(session: Session, run_id: InstrumentedAttribute[int], *where: Any) -> dict[int, int]:
    query = select(run_id, func.count()).where(*where).group_by(run_id)
    return {run: count for run, count in session.execute(query)}


def runs(session: Session, document_id: int) -> list[RunSummary]:
    """Every run over every version of a document, oldest first."""
    run, version = models.ExtractionRun, models.DocumentVersion
    query = (
        select(run.id, run.extractor, version.number, version.sha256, run.added)
        .join(version, run.version_id == version.id)
        .where(version.document_id == document_id)
        .order_by(version.number, run.id)
    )
    return [RunSummary(*row) for row in session.execute(query)]


def stored_bulletin(session: Session, document_id: int, run_id: int | None) -> str | None:
    """The JSON of a bulletin: of `run_id`, else of the current run."""
    run, version = models.ExtractionRun, models.DocumentVersion
    wanted = run.id.in_(current_runs()) if run_id is None else run.id == run_id
    query = select(run.bulletin).join(version, run.version_id == version.id)
    return session.scalar(query.where(version.document_id == document_id, wanted))


def compressed_content(session: Session, document_id: int) -> bytes | None:
    """The compressed bytes of the latest version."""
    version = models.DocumentVersion
    query = (
        select(models.Content.data)
        .join(version, version.sha256 == models.Content.sha256)
        .where(version.document_id == document_id)
        .order_by(version.number.desc())
    )
    return session.scalars(query.limit(1)).first()


def version_count(session: Session, document_id: int) -> int:
    """How many versions a document has."""
    version = models.DocumentVersion
    return session.scalar(select(func.count()).where(version.document_id == document_id)) or 0


def indicators(session: Session) -> list[IndicatorRow]:
    """The registered indicators, by code."""
    rows: Sequence[models.Indicator] = session.scalars(
        select(models.Indicator).order_by(models.Indicator.code)
    ).all()
    return [
        IndicatorRow.model_validate(
            {
                "code": row.code,
                "name": row.name,
                "base_unit": row.base_unit,
                "aggregation": row.aggregation,
                "synonyms": row.synonyms,
            }
        )
        for row in rows
    ]


def registered(session: Session, name: str) -> str | None:
    """The digest of what was registered last under `name`."""
    row = models.Registration
    return session.scalar(select(row.digest).where(row.name == name))


def replace_areas(
    session: Session, areas: Sequence[AreaRow], changes: Sequence[ChangeRow], digest: str
) -> None:
    """Put these reference areas and changes in the place of those that are there."""
    for model, rows in ((models.ReferenceArea, areas), (models.AreaChange, changes)):
        session.execute(delete(model))
        if rows:
            session.execute(insert(model), [row.model_dump() for row in rows])
    session.merge(models.Registration(name="areas", digest=digest))
