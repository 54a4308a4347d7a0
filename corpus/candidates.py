"""What the store holds on one indicator: which indicator is meant, and every current record of it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased, defer, joinedload

from corpus import catalogue, models
from corpus.observation import Measure
from schemas import Period
from schemas.errors import QueryError

# What makes of a number one of a unit or of a part.
NARROWING = ("subject", "industry", "size", "origin")


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


def find_candidates(
    session: Session, target: Target, measure: Measure, *wanted: ColumnElement[bool]
) -> list[Candidate]:
    """The indicator's records in the latest runs, in the order of documents and texts; all, or those `wanted`."""
    record, run = models.Record, models.ExtractionRun
    version, document = models.DocumentVersion, models.Document
    query = (
        select(record, run, document.id, document.address, version.sha256)
        .join(run, record.run_id == run.id)
        .join(version, run.version_id == version.id)
        .join(document, version.document_id == document.id)
        .where(target.clause, of_measure(measure), catalogue.is_current(run, version), *wanted)
        .options(joinedload(run.area), defer(record.boxes))
        .order_by(document.id, record.position)
    )
    return [Candidate(*row) for row in session.execute(query)]


def of_measure(measure: Measure) -> ColumnElement[bool]:
    """The condition on records that they are figures, or percentages of one kind."""
    if measure == "figure":
        return models.Record.family == "figure"
    return (models.Record.family == "percentage") & (models.Record.kind == measure)


def near(target: Target, measure: Measure, month: str) -> ColumnElement[bool]:
    """That the record's run has one that can answer: whose period ends in `month`, or that has no period."""
    record = models.Record
    # Days are text too: `2021-08-25` lies between.
    ends = record.period_end.between(month, f"{month}-31") | record.period_kind.is_(None)
    runs = select(record.run_id).where(target.clause, of_measure(measure), ends)
    return record.run_id.in_(runs.scalar_subquery())


def in_areas(session: Session, identities: Container[str]) -> ColumnElement[bool]:
    """That the record's bulletin reports on one of the areas."""
    ids = [area.id for area in session.scalars(select(models.Area)) if area_identity(area) in identities]
    return models.ExtractionRun.area_id.in_(ids)


def as_a_whole() -> ColumnElement[bool]:
    """That the record may be about an area as a whole: about no unit in it, with no facet, and no part of such a one."""
    record, other = models.Record, aliased(models.Record)
    narrower = [getattr(other, name).is_not(None) for name in NARROWING]
    part = exists().where(
        other.run_id == record.run_id,
        other.local_id == record.whole,
        (other.code == record.code) | (other.indicator == record.indicator),
        or_(*narrower),
    )
    return and_(*(getattr(record, name).is_(None) for name in NARROWING)) & ~part


def without_parts(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Leave out what is a part of another number of the same indicator, whatever it is that narrows it."""
    own = {(candidate.run.id, candidate.record.local_id) for candidate in candidates}
    return [candidate for candidate in candidates if (candidate.run.id, candidate.record.whole) not in own]


def areas_with_bulletins(session: Session) -> list[models.Area]:
    """The areas that the current bulletins report on; the newest name first where one has several."""
    run, version = models.ExtractionRun, models.DocumentVersion
    reported = select(run.area_id).join(version, run.version_id == version.id)
    query = (
        select(models.Area)
        .where(models.Area.id.in_(reported.where(catalogue.is_current(run, version))))
        .order_by(models.Area.code.nulls_first(), models.Area.id.desc())
    )
    by_identity: dict[str, models.Area] = {}
    for area in session.scalars(query):
        by_identity.setdefault(area_identity(area), area)
    return list(by_identity.values())
