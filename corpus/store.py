"""The store: bulletins go in one transaction each, and come out as they went in."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import EllipsisType
from typing import Literal, NoReturn, Self

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from corpus import catalogue, models, retrieval
from corpus.areas import AreaRow, ChangeRow, Rows, digest_of, read_rows
from corpus.catalogue import BulletinSummary, RunSummary
from corpus.compare import compare
from corpus.comparison import By, Comparison, Question
from corpus.engine import make_engine, place_of, store_url, writing
from corpus.errors import store_errors
from corpus.indicators import IndicatorRow, indicator_rows, read_indicators
from corpus.migrations import upgrade
from corpus.observation import Measure
from corpus.periods import parse_period
from corpus.places import Places
from corpus.rows import run_row
from corpus.series import Observations, Wanted, observe
from schemas import Area, Bulletin, Period, Source, Status
from schemas.errors import NotFoundError, StoreError

AddStatus = Literal["added", "unchanged", "new_version", "new_run"]
DEFAULT_URL = "sqlite:///tongbao.db"
TIMEOUT_SECONDS = 30.0


@dataclass(frozen=True)
class AddResult:
    """What adding a bulletin did."""

    status: AddStatus
    document_id: int
    run_id: int


class Store:
    """An opened store; use it as a context manager, or close it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.place = place_of(engine.url)
        self._places: tuple[str | None, Places] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give all connections back."""
        self._engine.dispose()

    def add(self, bulletin: Bulletin, content: bytes, extractor: str) -> AddResult:
        """Keep a bulletin with the bytes it was read from, in one transaction: all of it or nothing.

        `extractor` names the version of whatever read the bytes. Bytes that the store has, read by an
        extractor that it has, change nothing. Raises `StoreLockedError` where another process keeps
        writing, and `StoreError` where the bytes are not those that `bulletin.source` names.
        """
        if hashlib.sha256(content).hexdigest() != bulletin.source.sha256:
            detail = f"the content is not that of sha256 {bulletin.source.sha256}; load the file again"
            raise StoreError(address_of(bulletin.source), detail)
        with self._transaction(writes=True) as session:
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
            return AddResult(status, version.document_id, run.id)

    def seen(self, source: Source, extractor: str) -> AddResult | None:
        """What `add` would answer where it would change nothing, else `None`: spares reading a file again."""
        with self._transaction() as session:
            version = find_version(session, source)
            run_id = None if version is None else find_run(session, version, extractor)
            if version is None or run_id is None:
                return None
            return AddResult("unchanged", version.document_id, run_id)

    def bulletins(self) -> list[BulletinSummary]:
        """One line a document, as the latest run over its latest version read it."""
        with self._transaction() as session:
            return catalogue.summaries(session)

    def history(self, document_id: int) -> list[RunSummary]:
        """Every run over every version of a document, oldest first."""
        with self._transaction() as session:
            return catalogue.runs(session, document_id) or self._not_found(document_id)

    def bulletin(self, document_id: int, *, run_id: int | None = None) -> Bulletin:
        """A bulletin exactly as it was added; of the latest run unless one is named."""
        with self._transaction() as session:
            stored = catalogue.stored_bulletin(session, document_id, run_id)
        return self._not_found(document_id) if stored is None else Bulletin.model_validate_json(stored)

    def current(self) -> Iterator[tuple[int, Bulletin]]:
        """Every document's id and its bulletin, in the order in which the documents came."""
        for summary in self.bulletins():
            yield summary.id, self.bulletin(summary.id, run_id=summary.run_id)

    def content(self, document_id: int) -> bytes:
        """The bytes of the latest version of a document."""
        with self._transaction() as session:
            data = catalogue.compressed_content(session, document_id)
        return self._not_found(document_id) if data is None else zlib.decompress(data)

    def register_indicators(self, rows: Path | Iterable[IndicatorRow | Mapping[str, object]]) -> int:
        """Make indicators known by code, name and synonyms; how many were new or changed.

        Nothing is written, and no lock is taken, where all are known.
        """
        wanted = read_indicators(rows) if isinstance(rows, Path) else indicator_rows(rows)
        with self._transaction() as session:
            known = set(catalogue.indicators(session))
        changed = [row for row in wanted if row not in known]
        if changed:
            with self._transaction(writes=True) as session:
                for row in changed:
                    session.merge(models.Indicator(**row.model_dump(mode="json")))
        return len(changed)

    def indicators(self) -> list[IndicatorRow]:
        """The registered indicators, by code."""
        with self._transaction() as session:
            return catalogue.indicators(session)

    def register_areas(self, areas: Rows, changes: Rows = ()) -> bool:
        """Make reference areas and their changes known, in place of those before; whether anything was written.

        Rows are `AreaRow` and `ChangeRow`, mappings with their columns, or the paths of CSV files. What was
        registered last costs a look at its digest.
        """
        areas, changes = (rows if isinstance(rows, Path) else tuple(rows) for rows in (areas, changes))
        digest = digest_of(areas, changes)
        with self._transaction() as session:
            if catalogue.registered(session, "areas") == digest:
                return False
        rows, changed = read_rows(areas, AreaRow), read_rows(changes, ChangeRow)
        with self._transaction(writes=True) as session:
            catalogue.replace_areas(session, rows, changed, digest)
        return True

    def places(self) -> Places:
        """The registered areas: names to codes, predecessors and successors; kept until others are registered."""
        with self._transaction() as session:
            return self._known(session)

    def observations(
        self,
        indicator: str | None = None,
        *,
        areas: Sequence[str] | None = None,
        period: str | Period | None = None,
        measure: Measure | None = None,
        status: Status | None = None,
        subject: str | EllipsisType | None = ...,
        preferred: bool = True,
    ) -> Observations:
        """Numbers as observations: area or named unit, indicator, period, amount, and where each stands.

        `indicator` is a code, a name or a synonym; `areas` are codes or names, those of predecessors
        included; `period` is as in `corpus.parse_period`, and what answers it is as in `compare`. `subject`
        `None` leaves units out, a name keeps that unit only. Of several numbers for one observation the
        preferred one is given (see `corpus.preference`); `preferred=False` gives all, marked.
        Raises `QueryError` for words that are not understood.
        """
        wanted = Wanted(
            indicator,
            None if areas is None else tuple(areas),
            parse_period(period) if isinstance(period, str) else period,
            measure,
            status,
            subject,
            preferred,
        )
        with self._transaction() as session:
            return observe(session, self._known(session), wanted)

    def compare(
        self,
        indicator: str,
        period: str | Period,
        areas: Sequence[str] | None = None,
        by: By = "area",
        *,
        measure: Measure | None = None,
        status: Status = "actual",
    ) -> Comparison:
        """One indicator over one period, area by area, or subject by subject inside each area.

        `indicator` is a code, a name or a synonym; `period` is as in `corpus.parse_period`; `areas` are
        codes or names. `measure` is `figure`, `growth` (on the year), `share`, `completion` or `rate`; left
        out, it is `rate` for an indicator that is a rate and `figure` for any other. Raises `QueryError`
        for words that are not understood.
        """
        wanted = period if isinstance(period, Period) else parse_period(period)
        question = Question(indicator, wanted, None if areas is None else tuple(areas), by, measure, status)
        with self._transaction() as session:
            return compare(session, question)

    def _known(self, session: Session) -> Places:
        digest = catalogue.registered(session, "areas")
        if self._places is None or self._places[0] != digest:
            self._places = digest, retrieval.places(session)
        return self._places[1]

    @contextmanager
    def _transaction(self, *, writes: bool = False) -> Iterator[Session]:
        engine = writing(self._engine) if writes else self._engine
        with store_errors(self.place), Session(engine) as session, session.begin():
            yield session

    def _not_found(self, document_id: int) -> NoReturn:
        raise NotFoundError(f"{self.place} #{document_id}")


def open_store(url: str | Path = DEFAULT_URL, *, timeout: float = TIMEOUT_SECONDS) -> Store:
    """Open a store, create it where there is none, and bring it to the newest layout.

    `url` is a database URL or the path of an SQLite file; `timeout` is how many seconds to wait for a lock.
    Raises `StoreLockedError` where another process holds it and `StoreError` where it cannot be opened.

    >>> with open_store("sqlite://") as store:
    ...     store.bulletins()
    []
    """
    engine = make_engine(store_url(str(url)), timeout)
    try:
        with store_errors(place_of(engine.url)):
            upgrade(engine, timeout)
    except StoreError:
        engine.dispose()
        raise
    return Store(engine)


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
