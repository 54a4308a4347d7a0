"""What the store holds on one indicator: which indicator is meant, and every current record of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from corpus import catalogue, models
from corpus.observation import Measure
from schemas import Period
from schemas.errors import QueryError


@dataclass(frozen=True)
class Target:
    """The indicator that is meant: by code, or by printed name where it has no code."""

    code: str | None
    name: str
    aggregation: str | None = None

    @property
    def measure(self) -> Measure:
        """What is compared where the question does not tell."""
        return "rate" if self.aggregation == "rate" else "figure"

    @property
    def clause(self) -> ColumnElement[bool]:
        """The condition on records."""
        if self.code is not None:
            return models.Record.code == self.code
        return models.Record.indicator == self.name


@dataclass(frozen=True)
class Candidate:
    """A record with the document and the area that it comes from."""

    record: models.Record
    run: models.ExtractionRun
    document_id: int
    address: str
    sha256: str

    @property
    def area(self) -> models.Area | None:
        """The area that the bulletin reports on."""
        return self.run.area

    @cached_property
    def period(self) -> Period | None:
        """The period of the record."""
        return self.record.period

    @property
    def amount(self) -> tuple[Decimal, str | None]:
        """The number in its base unit; as printed where there is none."""
        record = self.record
        if record.base_value is None:
            return record.value, record.unit
        return record.base_value, record.base_unit

    @property
    def narrowed(self) -> bool:
        """Whether a facet narrows the indicator."""
        record = self.record
        return bool(record.industry or record.size or record.origin or record.other_facets)


def area_identity(area: models.Area) -> str:
    """What makes two areas one: the code, but the name for a zone (it has its county's) or without a code.

    >>> area_identity(models.Area(code="420303", name="张湾区", level="county"))
    '420303'
    >>> area_identity(models.Area(code="420303", name="西城开发区", level="zone"))
    '420303:西城开发区'
    """
    return area.code if area.code and area.level != "zone" else f"{area.code or ''}:{area.name}"


def area_wanted(area: models.Area, wanted: Iterable[str] | None) -> bool:
    """Whether a question about `wanted` codes and names is about this area."""
    return wanted is None or area.name in wanted or area_identity(area) in wanted


def find_target(session: Session, words: str) -> Target:
    """The indicator that `words` name; raises `QueryError` where there is none or more than one."""
    registered = catalogue.indicators(session)
    exact = [row for row in registered if words in (row.code, row.name)]
    named = exact or [row for row in registered if row.called(words)]
    if len(named) > 1:
        raise QueryError(words, f"several indicators / 多个指标: {', '.join(row.code for row in named)}")
    if named:
        return Target(named[0].code, named[0].name, named[0].aggregation)
    for target in (Target(words, words), Target(None, words)):
        if session.scalar(select(models.Record.id).where(target.clause).limit(1)) is not None:
            return target
    raise QueryError(words, "no indicator of that code or name / 没有这一代码或名称的指标")


def find_candidates(session: Session, target: Target, measure: Measure) -> list[Candidate]:
    """Every record of the indicator in the latest runs, in the order of documents and texts."""
    record, run = models.Record, models.ExtractionRun
    version, document = models.DocumentVersion, models.Document
    family = (
        record.family == "figure"
        if measure == "figure"
        else (record.family == "percentage") & (record.kind == measure)
    )
    query = (
        select(record, run, document.id, document.address, version.sha256)
        .join(run, record.run_id == run.id)
        .join(version, run.version_id == version.id)
        .join(document, version.document_id == document.id)
        .where(target.clause, family, run.id.in_(catalogue.current_runs()))
        .options(joinedload(run.area))
        .order_by(document.id, record.position)
    )
    return [Candidate(*row) for row in session.execute(query)]


def without_parts(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Leave out what is a part of another number of the same indicator, whatever it is that narrows it."""
    own = {(candidate.run.id, candidate.record.local_id) for candidate in candidates}
    return [candidate for candidate in candidates if (candidate.run.id, candidate.record.whole) not in own]


def areas_with_bulletins(session: Session) -> list[models.Area]:
    """The areas that the current bulletins report on; the newest name first where one has several."""
    run = models.ExtractionRun
    query = (
        select(models.Area)
        .join(run, run.area_id == models.Area.id)
        .where(run.id.in_(catalogue.current_runs()))
        .order_by(models.Area.code, models.Area.id.desc())
    )
    by_identity: dict[str, models.Area] = {}
    for area in session.scalars(query).unique():
        by_identity.setdefault(area_identity(area), area)
    return list(by_identity.values())
