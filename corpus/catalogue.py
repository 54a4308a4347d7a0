"""What the store holds: which runs are current, one line a document, its history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, exists, func, insert, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased, joinedload

from corpus import models
from corpus.areas import AreaRow, ChangeRow
from corpus.indicators import IndicatorRow
from schemas import Finding, Period, Source


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


def is_current(run: type[models.ExtractionRun], version: type[models.DocumentVersion]) -> ColumnElement[bool]:
    """Whether a run, joined with its version, is the latest over the latest version of its document."""
    later, newer = aliased(models.ExtractionRun), aliased(models.DocumentVersion)
    rerun = exists().where(later.version_id == run.version_id, later.id > run.id)
    changed = exists().where(newer.document_id == version.document_id, newer.number > version.number)
    return ~rerun & ~changed


@dataclass(frozen=True)
class SourceRow:
    """One document as a source: its newest bytes, what it says of itself, how many numbers were read in it."""

    address: str
    sha256: str
    size: int
    title: str | None
    issuer: str | None
    issued: str | None
    kind: str
    document_number: str | None
    area: str | None
    area_code: str | None
    period_start: str | None
    period_end: str | None
    extractor: str
    records: int = 0


@dataclass(frozen=True)
class FindingRow:
    """What a check found in the current run of a document."""

    address: str
    sha256: str
    finding_id: str
    rule: str
    verdict: str
    severity: str
    claims: tuple[str, ...]
    quotes: tuple[str, ...]
    formula: str
    reported_low: Decimal | None
    reported_high: Decimal | None
    expected_low: Decimal | None
    expected_high: Decimal | None
    message_zh: str
    message_en: str

    @classmethod
    def of(cls, source: Source, finding: Finding) -> FindingRow:
        """One that is not in a store."""
        reported, expected = finding.reported or (None, None), finding.expected or (None, None)
        return cls(
            address=source.url or source.path or source.sha256,
            sha256=source.sha256,
            finding_id=finding.id,
            rule=finding.rule,
            verdict=finding.verdict,
            severity=finding.severity,
            claims=tuple(finding.claims),
            quotes=tuple(finding.quotes),
            formula=finding.formula,
            reported_low=reported[0],
            reported_high=reported[1],
            expected_low=expected[0],
            expected_high=expected[1],
            message_zh=finding.message.zh,
            message_en=finding.message.en,
        )


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


def sources(session: Session) -> list[SourceRow]:
    """Every document by its current run, in the order in which they came."""
    run, version, document, area = (
        models.ExtractionRun,
        models.DocumentVersion,
        models.Document,
        models.Area,
    )
    query = (
        select(
            *(run.id, document.address, version.sha256, models.Content.size, run.title, run.issuer),
            *(run.issued, run.kind, run.document_number, area.name, area.code),
            *(run.period_start, run.period_end, run.extractor),
        )
        .join(version, run.version_id == version.id)
        .join(models.Content, version.sha256 == models.Content.sha256)
        .join(document, version.document_id == document.id)
        .outerjoin(area, run.area_id == area.id)
        .where(run.id.in_(current_runs()))
        .order_by(document.id)
    )
    counts = _counts(session, models.Record.run_id)
    found: list[SourceRow] = []
    for run_id, *rest in session.execute(query):
        found.append(replace(SourceRow(*rest), records=counts.get(run_id, 0)))
    return found


def findings(session: Session) -> list[FindingRow]:
    """Every finding of the current runs, in the order of documents."""
    finding, run = models.Finding, models.ExtractionRun
    version, document = models.DocumentVersion, models.Document
    query = (
        select(finding, document.address, version.sha256)
        .join(run, finding.run_id == run.id)
        .join(version, run.version_id == version.id)
        .join(document, version.document_id == document.id)
        .where(run.id.in_(current_runs()))
        .order_by(document.id, finding.position)
    )
    return [
        FindingRow(
            address=address,
            sha256=sha256,
            finding_id=row.finding_id,
            rule=row.rule,
            verdict=row.verdict,
            severity=row.severity,
            claims=tuple(row.claims),
            quotes=tuple(row.quotes),
            formula=row.formula,
            reported_low=row.reported_low,
            reported_high=row.reported_high,
            expected_low=row.expected_low,
            expected_high=row.expected_high,
            message_zh=row.message_zh,
            message_en=row.message_en,
        )
        for row, address, sha256 in session.execute(query)
    ]


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
    wanted = is_current(run, version) if run_id is None else run.id == run_id
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
    """Put these reference areas and changes in the place of those there; another process may have done it."""
    if registered(session, "areas") == digest:
        return
    for model, rows in ((models.ReferenceArea, areas), (models.AreaChange, changes)):
        session.execute(delete(model))
        if rows:
            session.execute(insert(model), [row.model_dump() for row in rows])
    session.merge(models.Registration(name="areas", digest=digest))
