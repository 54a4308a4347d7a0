"""One bulletin into the tables: which document and version it is, what is new of it, its run."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from corpus import catalogue, fulltext, models
from corpus.indicators import IndicatorRow
from corpus.rows import run_row
from schemas import Area, Bulletin, Source

AddStatus = Literal["added", "unchanged", "new_version", "new_run"]


@dataclass(frozen=True)
class AddResult:
    """What adding a bulletin did."""

    status: AddStatus
    document_id: int
    run_id: int


def address_of(source: Source) -> str:
    """Where a document stands: its URL, else its path, else its hash.

    >>> address_of(Source(path="a.txt", sha256="00")), address_of(Source(sha256="00"))
    ('a.txt', 'sha256:00')
    """
    return source.url or source.path or f"sha256:{source.sha256}"


def find_version(session: Session, source: Source) -> models.DocumentVersion | None:
    """The stored version that `source` is; `None` where adding it makes a new one.

    At a known address only the newest version counts: bytes that came back after a change are a change
    again. A copy at an address of its own is the document it is a copy of.
    """
    version = models.DocumentVersion
    newest = (
        select(version)
        .join(models.Document)
        .where(models.Document.address == address_of(source))
        .order_by(version.number.desc())
    )
    found = session.scalars(newest.limit(1)).first()
    if found is not None:
        return found if found.sha256 == source.sha256 else None
    copies = select(version).where(version.sha256 == source.sha256).order_by(version.id.desc())
    return session.scalars(copies.limit(1)).first()


def find_run(session: Session, version: models.DocumentVersion, extractor: str) -> int | None:
    """The run of `extractor` over `version`."""
    run = models.ExtractionRun
    return session.scalar(select(run.id).where(run.version_id == version.id, run.extractor == extractor))


def add(session: Session, bulletin: Bulletin, content: bytes, extractor: str) -> AddResult:
    """Add a bulletin in the transaction of `session`; what it stands on is added where it is not there."""
    version = find_version(session, bulletin.source)
    status: AddStatus = "new_run"
    if version is None:
        version = _add_version(session, bulletin.source, content)
        status = "added" if version.number == 1 else "new_version"
    known = find_run(session, version, extractor)
    if known is not None:
        return AddResult("unchanged", version.document_id, known)
    run = run_row(bulletin, extractor)
    run.version_id = version.id
    run.area_id = _area_id(session, bulletin.meta.area)
    session.add(run)
    session.flush()
    fulltext.fill(session.connection(), [(run.id, bulletin.text)])
    return AddResult(status, version.document_id, run.id)


def merge_indicators(session: Session, rows: Sequence[IndicatorRow]) -> None:
    """Write indicators, in place of those of the same code."""
    for row in rows:
        session.merge(models.Indicator(**row.model_dump(mode="json")))


def _add_version(session: Session, source: Source, content: bytes) -> models.DocumentVersion:
    if session.get(models.Content, source.sha256) is None:
        data = zlib.compress(content)
        session.add(models.Content(sha256=source.sha256, size=len(content), data=data))
    address = address_of(source)
    document = session.scalar(select(models.Document).where(models.Document.address == address))
    if document is None:
        document = models.Document(address=address)
        session.add(document)
    session.flush()
    number = catalogue.version_count(session, document.id) + 1
    version = models.DocumentVersion(document_id=document.id, number=number, sha256=source.sha256)
    session.add(version)
    session.flush()
    return version


def _area_id(session: Session, area: Area | None) -> int | None:
    if area is None:
        return None
    key = f"{area.code or ''}:{area.name}"
    row = session.scalar(select(models.Area).where(models.Area.key == key))
    if row is None:
        row = models.Area(key=key, code=area.code, name=area.name, level=area.level)
        session.add(row)
        session.flush()
    return row.id
