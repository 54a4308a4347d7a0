"""What the store answers when it is asked for observations: rows, what has to be said of them, frames."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import EllipsisType
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from corpus import catalogue, retrieval
from corpus.derivation import derived
from corpus.frames import Shape, to_frame
from corpus.notes import listed, note
from corpus.observation import Measure, Observation
from corpus.periods import relation
from corpus.places import GAPS, Places
from corpus.preference import identity, judged
from corpus.targets import find_target
from schemas import Message, Period, Status

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Wanted:
    """Which observations: every field narrows, `None` does not; `subject` `...` is areas and units alike."""

    indicator: str | None = None
    areas: tuple[str, ...] | None = None
    period: Period | None = None
    measure: Measure | None = None
    status: Status | None = None
    subject: str | EllipsisType | None = ...
    preferred: bool = True
    derive: bool = False


@dataclass(frozen=True)
class Observations:
    """Observations in the order of documents and texts, and what has to be said of them."""

    rows: tuple[Observation, ...]
    notes: tuple[Message, ...] = ()

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Observation]:
        return iter(self.rows)

    def to_frame(self, shape: Shape = "long", *, exact: bool = False) -> pd.DataFrame:
        """A plain DataFrame: one row an observation (`long`), one column a variable (`wide`), or `panel`.

        See `corpus.frames` for columns and dtypes. `exact` keeps amounts as `Decimal` objects; else `float64`.
        """
        return to_frame(self.rows, shape, exact=exact)


def observe(session: Session, known: Places, wanted: Wanted) -> Observations:
    """The observations that are wanted; raises `QueryError` for an indicator that is not understood."""
    target = None if wanted.indicator is None else find_target(session, wanted.indicator)
    registered = {row.code: row for row in catalogue.indicators(session)}
    ids = None if wanted.areas is None else frozenset().union(*map(known.members, wanted.areas))
    clauses = [*([target.clause] if target else []), *retrieval.condition(wanted.measure, wanted.status)]
    names = {code: row.name for code, row in registered.items()}
    found = retrieval.observations(session, known, clauses, names, ids)
    rows = judged(one for one in found.observations if wanted.subject is ... or one.subject == wanted.subject)
    if wanted.derive:
        told = {identity(one) for one in rows}
        standing = {code for code, row in registered.items() if row.aggregation != "flow"}
        rows += [one for one in derived(rows, standing) if identity(one) not in told]
    if wanted.period is not None:
        stocks = {code for code, row in registered.items() if row.aggregation == "stock"}
        rows = [one for one in rows if _covers(one, wanted.period, one.indicator in stocks)]
    notes = tuple(_notes(rows, known, found.ambiguous, wanted))
    return Observations(tuple(one for one in rows if one.preferred or not wanted.preferred), notes)


def _covers(one: Observation, period: Period, stock: bool) -> bool:
    return one.period is not None and relation(period, one.period, stock=stock) is not None


def _notes(
    rows: Sequence[Observation], known: Places, ambiguous: dict[str, tuple[str, ...]], wanted: Wanted
) -> Iterator[Message]:
    conflicts = [one for one in rows if one.conflict and one.preferred]
    if conflicts:
        quotes = listed(f"{_who(one)} {one.quote} {one.ref}" for one in conflicts)
        yield note("conflicts", count=len(conflicts), quotes=quotes)
    if not known.known and rows:
        yield note("no_reference")
    for name, places in sorted(ambiguous.items()):
        yield note("ambiguous_name", word=name, places=listed(places))
    homeless = [one for one in rows if one.place is None]
    if homeless:
        documents = listed(f"#{one.report.document_id}" for one in homeless)
        yield note("unknown_area", count=len(homeless), documents=documents)
    yield from _changes(rows, known, wanted)


def _changes(rows: Sequence[Observation], known: Places, wanted: Wanted) -> Iterator[Message]:
    """Where series go on through a predecessor, and where mergers and splits change what they cover."""
    before = {
        (one.place.name, one.place.area_id, one.place.series_id)
        for one in rows
        if one.place and "predecessor" in one.place.marks
    }
    if before:
        yield note(
            "predecessors",
            places=listed(f"{name} {code} → {series}" for name, code, series in sorted(before)),
        )
    marked = {one.place.series_id for one in rows if one.place and GAPS.keys() & {*one.place.marks}}
    gaps = {
        f"{gap.name_old} {gap.code_old} → {gap.name_new} {gap.code_new} ({gap.year}, {gap.kind})"
        for series_id in marked
        for gap in known.gaps(series_id)
    }
    if gaps:
        yield note("territory", changes=listed(sorted(gaps)))


def _who(one: Observation) -> str:
    return " ".join(filter(None, (one.place.name if one.place else "—", one.subject)))
