"""The store: bulletins go in one transaction each, and come out as they went in."""

from __future__ import annotations

import hashlib
import random
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import EllipsisType
from typing import NoReturn, Self, TypeVar

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from corpus import adding, catalogue, decisions, retrieval
from corpus.adding import AddResult, address_of, find_run, find_version
from corpus.areas import AreaRow, ChangeRow, Rows, digest_of, read_rows
from corpus.catalogue import BulletinSummary, FindingRow, RunSummary, SourceRow
from corpus.compare import compare
from corpus.comparison import By, Comparison, Question
from corpus.decisions import Decision, Verdict
from corpus.engine import make_engine, place_of, reading, store_url, writing
from corpus.errors import is_collision, store_errors
from corpus.indicators import IndicatorRow, indicator_rows, read_indicators
from corpus.migrations import upgrade
from corpus.observation import Measure
from corpus.periods import parse_period
from corpus.places import Places
from corpus.search import SearchHit, search
from corpus.series import Observations, Wanted, observe
from schemas import Bulletin, Period, Source, Status
from schemas.errors import NotFoundError, QueryError, StoreError

T = TypeVar("T")
DEFAULT_URL = "sqlite:///tongbao.db"
TIMEOUT_SECONDS = 30.0
# How often a transaction is begun anew that another one got in the way of.
ATTEMPTS = 20
PAUSE_SECONDS = 0.01


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
        return self._write(lambda session: adding.add(session, bulletin, content, extractor))

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

    def sources(self) -> list[SourceRow]:
        """Every document as a source, with the hash and the size of its newest bytes."""
        with self._transaction() as session:
            return catalogue.sources(session)

    def findings(self) -> list[FindingRow]:
        """What the checks found in the current run of every document."""
        with self._transaction() as session:
            return catalogue.findings(session)

    def decide(self, finding_id: str, verdict: Verdict, *, reason: str, person: str) -> None:
        """Keep what a person decided of a finding; a later decision counts.

        Raises `QueryError` for what is no finding, a dismissal without a reason, and nobody's decision.
        """
        decisions.checked(finding_id, verdict, reason, person)
        self._write(lambda session: decisions.add(session, finding_id, verdict, reason, person))

    def decisions(self) -> dict[str, list[Decision]]:
        """All decisions by the id of their finding, the one that counts last."""
        with self._transaction() as session:
            return decisions.history(session)

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
            self._write(lambda session: adding.merge_indicators(session, changed))
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
        self._write(lambda session: catalogue.replace_areas(session, rows, changed, digest))
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
        derive: bool = False,
    ) -> Observations:
        """Numbers as observations: area or named unit, indicator, period, amount, and where each stands.

        `indicator` is a code, a name or a synonym; `areas` are codes or names, those of predecessors
        included; `period` is as in `corpus.parse_period`, and what answers it is as in `compare`. `subject`
        `None` leaves units out, a name keeps that unit only. Of several numbers for one observation the
        preferred one is given (see `corpus.preference`); `preferred=False` gives all, marked. `derive` adds
        the months, growth and completion that follow from figures and that no bulletin reports.
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
            derive,
        )
        with self._transaction() as session:
            return observe(session, self._known(session), wanted)

    def compare(
        self,
        indicator: str | Sequence[str] | None,
        period: str | Period | Sequence[str | Period],
        areas: Sequence[str] | None = None,
        by: By = "area",
        *,
        measure: Measure | None = None,
        status: Status = "actual",
        within: str | None = None,
        derive: bool = False,
    ) -> Comparison:
        """Indicators over periods, area by area, or subject by subject inside each area.

        `indicator` is a code, a name or a synonym, or several; `period` is as in `corpus.parse_period`, or
        several, in whose order changes are told; `areas` are codes or names, `within` the area in which
        they lie. By `indicator`, the areas that are named are shown indicator by indicator, all of them
        where it is `None`. `measure` is `figure`, `growth` (on the year), `share`, `completion` or `rate`; left
        out, it is `rate` for an indicator that is a rate and `figure` for any other. `derive` computes what
        no bulletin reports: single months, growth, completion. Raises `QueryError` for words that are not
        understood.
        """
        indicators = (
            () if indicator is None else (indicator,) if isinstance(indicator, str) else tuple(indicator)
        )
        periods = (period,) if isinstance(period, str | Period) else tuple(period)
        if not periods or (not indicators and by != "indicator"):
            raise QueryError(by, "name an indicator and a period / 请指定指标和时期")
        question = Question(
            indicators=indicators,
            periods=tuple(one if isinstance(one, Period) else parse_period(one) for one in periods),
            areas=None if areas is None else tuple(areas),
            by=by,
            measure=measure,
            status=status,
            within=within,
            derive=derive,
        )
        with self._transaction() as session:
            return compare(session, self._known(session), question)

    def search(self, words: str, *, limit: int = 20) -> list[SearchHit]:
        """The current bulletins that have every one of `words`, the best first, each with where they stand.

        Words are parted by spaces; quotation marks make a phrase, and nothing else has a meaning. Any run of
        Han characters is a word; numbers and Latin words are found whole, in capitals or not; traditional
        characters find simplified ones.
        """
        with self._transaction() as session:
            return search(session, words, limit)

    def _known(self, session: Session) -> Places:
        digest = catalogue.registered(session, "areas")
        if self._places is None or self._places[0] != digest:
            self._places = digest, retrieval.places(session)
        return self._places[1]

    @contextmanager
    def _transaction(self, *, writes: bool = False) -> Iterator[Session]:
        engine = writing(self._engine) if writes else reading(self._engine)
        with store_errors(self.place), Session(engine) as session, session.begin():
            yield session

    def _write(self, work: Callable[[Session], T]) -> T:
        """Do `work` in one transaction; anew where another process did the same at the same moment."""
        for attempt in range(1, ATTEMPTS):
            try:
                with self._transaction(writes=True) as session:
                    return work(session)
            except StoreError as error:
                if not is_collision(error):
                    raise
            time.sleep(random.uniform(0, PAUSE_SECONDS * attempt))
        with self._transaction(writes=True) as session:
            return work(session)

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
