"""The tables of the store.

A document has versions (the bytes that stood at its address), a version has extraction runs (what one
version of the extractor read in it), a run has records and findings. Rows are added and never changed, so
an answer given once can be given again. A run also keeps its whole bulletin as JSON: the record tables are
for questions, the JSON for the answer.
"""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from corpus.columns import ExactDecimal, UtcDateTime
from schemas import Period

# Named constraints can be altered by a later migration on every database.
NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# What a bulletin counts may be more than 32 bits hold; an integer of SQLite has 64.
LARGE = BigInteger().with_variant(Integer(), "sqlite")


class Base(DeclarativeBase):
    """Plain text is unbounded, decimals are exact, moments are UTC."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {
        str: Text(),
        Decimal: ExactDecimal(),
        datetime: UtcDateTime(),
        list[Any]: JSON(),
    }


class PeriodColumns:
    """The four fields of a period; `period_kind` is null where the record has none."""

    period_start: Mapped[str | None] = mapped_column(String(10))
    period_end: Mapped[str | None] = mapped_column(String(10))
    period_kind: Mapped[str | None] = mapped_column(String(16))
    period_text: Mapped[str | None]

    @property
    def period(self) -> Period | None:
        """The period as it was read."""
        if self.period_kind is None:
            return None
        return Period.model_validate(
            {
                "start": self.period_start,
                "end": self.period_end,
                "kind": self.period_kind,
                "text": self.period_text or "",
            }
        )


class QuoteColumns:
    """Where a record stands: its id inside the bulletin, and `text[start:end] == quote`."""

    local_id: Mapped[str]
    position: Mapped[int]
    quote: Mapped[str]
    start: Mapped[int] = mapped_column("start_offset")
    end: Mapped[int] = mapped_column("end_offset")
    page: Mapped[int | None]
    boxes: Mapped[list[Any] | None]
    rule: Mapped[str | None]


class Content(Base):
    """The bytes of a document, kept once; `data` is compressed with zlib, `size` is before compression."""

    __tablename__ = "content"
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int]
    data: Mapped[bytes] = mapped_column(LargeBinary)


class Document(Base):
    """What stands at one address: a URL, a path, or the hash where the bytes came without either."""

    __tablename__ = "document"
    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(unique=True)
    added: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))


class DocumentVersion(Base):
    """The bytes that were found at the address; `number` counts from 1."""

    __tablename__ = "document_version"
    __table_args__ = (UniqueConstraint("document_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    number: Mapped[int]
    sha256: Mapped[str] = mapped_column(ForeignKey("content.sha256"), index=True)
    added: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))


class Area(Base):
    """An area as bulletins name it; `key` tells apart a zone and the county whose code it has."""

    __tablename__ = "area"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    code: Mapped[str | None] = mapped_column(String(6), index=True)
    name: Mapped[str]
    level: Mapped[str | None] = mapped_column(String(16))


class Indicator(Base):
    """What is measured, as the caller registered it; `aggregation` is `flow`, `stock`, `rate` or `level`."""

    __tablename__ = "indicator"
    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    base_unit: Mapped[str]
    aggregation: Mapped[str]
    synonyms: Mapped[list[Any]]


class ReferenceArea(Base):
    """A code under one of its names, for the months in which it bore it; open ends are empty."""

    __tablename__ = "reference_area"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(6))
    name: Mapped[str]
    short: Mapped[str]
    level: Mapped[str] = mapped_column(String(16))
    parent: Mapped[str] = mapped_column(String(6))
    valid_from: Mapped[str] = mapped_column(String(7))
    valid_to: Mapped[str] = mapped_column(String(7))


class AreaChange(Base):
    """An area that another took the place of; `kind` is `renamed`, `recoded`, `merged` or `split`."""

    __tablename__ = "area_change"
    id: Mapped[int] = mapped_column(primary_key=True)
    code_old: Mapped[str] = mapped_column(String(6))
    name_old: Mapped[str]
    code_new: Mapped[str] = mapped_column(String(6))
    name_new: Mapped[str]
    kind: Mapped[str] = mapped_column(String(16))
    year: Mapped[int]


class Registration(Base):
    """What was registered last under a name, by its digest."""

    __tablename__ = "registration"
    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    added: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))


class ExtractionRun(Base, PeriodColumns):
    """What one version of the extractor read in one version of a document."""

    __tablename__ = "extraction_run"
    __table_args__ = (UniqueConstraint("version_id", "extractor"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("document_version.id"))
    extractor: Mapped[str]
    added: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))
    title: Mapped[str | None]
    issuer: Mapped[str | None]
    document_number: Mapped[str | None]
    kind: Mapped[str] = mapped_column(String(16))
    issued: Mapped[str | None] = mapped_column(String(10), index=True)
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"), index=True)
    bulletin: Mapped[str] = mapped_column(deferred=True)
    area: Mapped[Area | None] = relationship()
    records: Mapped[list[Record]] = relationship()
    rankings: Mapped[list[Ranking]] = relationship()
    rosters: Mapped[list[Roster]] = relationship()
    findings: Mapped[list[Finding]] = relationship()


class Record(Base, QuoteColumns, PeriodColumns):
    """A figure or a percentage. `kind`, `comparison`, `of`, `base` and `base_of` are null in a figure."""

    __tablename__ = "record"
    __table_args__ = (
        UniqueConstraint("run_id", "local_id"),
        Index("ix_record_code_period_end", "code", "period_end"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("extraction_run.id"))
    family: Mapped[str] = mapped_column(String(16))
    value: Mapped[Decimal]
    value_max: Mapped[Decimal | None]
    unit: Mapped[str | None]
    base_value: Mapped[Decimal | None]
    base_unit: Mapped[str | None]
    bound: Mapped[str] = mapped_column(String(1))
    indicator: Mapped[str] = mapped_column(index=True)
    code: Mapped[str | None] = mapped_column(index=True)
    industry: Mapped[str | None]
    size: Mapped[str | None]
    origin: Mapped[str | None]
    other_facets: Mapped[list[Any]]
    subject: Mapped[str | None] = mapped_column(index=True)
    definition: Mapped[str] = mapped_column(default="", server_default="")
    status: Mapped[str] = mapped_column(String(16))
    whole: Mapped[str | None]
    table_index: Mapped[int | None]
    table_row: Mapped[int | None]
    table_column: Mapped[int | None]
    kind: Mapped[str | None] = mapped_column(String(16))
    comparison: Mapped[str | None] = mapped_column(String(16))
    of: Mapped[str | None]
    base: Mapped[str | None]
    base_of: Mapped[str | None]


class Ranking(Base, QuoteColumns, PeriodColumns):
    """An ordered list of places."""

    __tablename__ = "ranking"
    __table_args__ = (UniqueConstraint("run_id", "local_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("extraction_run.id"))
    criterion: Mapped[str]
    code: Mapped[str | None] = mapped_column(index=True)
    scope: Mapped[str | None]
    order: Mapped[str] = mapped_column("direction", String(16))
    table_index: Mapped[int | None]
    table_row: Mapped[int | None]
    table_column: Mapped[int | None]
    entries: Mapped[list[RankingEntry]] = relationship()


class RankingEntry(Base):
    """One place; `subject` is null for the bulletin's own area."""

    __tablename__ = "ranking_entry"
    ranking_id: Mapped[int] = mapped_column(ForeignKey("ranking.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str | None]
    rank: Mapped[int] = mapped_column(LARGE)


class Roster(Base, QuoteColumns, PeriodColumns):
    """An unordered list of units that share a condition; `stated_count` is the number that the text gives."""

    __tablename__ = "roster"
    __table_args__ = (UniqueConstraint("run_id", "local_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("extraction_run.id"))
    condition: Mapped[str]
    stated_count: Mapped[int | None] = mapped_column(LARGE)
    members: Mapped[list[RosterMember]] = relationship()


class RosterMember(Base):
    """One unit of a roster."""

    __tablename__ = "roster_member"
    roster_id: Mapped[int] = mapped_column(ForeignKey("roster.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Finding(Base):
    """What a check found in one run. `finding_id` is stable over runs: a person's decision refers to it."""

    __tablename__ = "finding"
    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("extraction_run.id"), index=True)
    position: Mapped[int]
    finding_id: Mapped[str] = mapped_column(index=True)
    rule: Mapped[str]
    verdict: Mapped[str] = mapped_column(String(32))
    severity: Mapped[str] = mapped_column(String(16))
    claims: Mapped[list[Any]]
    quotes: Mapped[list[Any]]
    formula: Mapped[str]
    reported_low: Mapped[Decimal | None]
    reported_high: Mapped[Decimal | None]
    expected_low: Mapped[Decimal | None]
    expected_high: Mapped[Decimal | None]
    message_zh: Mapped[str]
    message_en: Mapped[str]


class Decision(Base):
    """What a person decided of a finding; the last one counts."""

    __tablename__ = "decision"
    id: Mapped[int] = mapped_column(primary_key=True)
    finding_id: Mapped[str] = mapped_column(String(40), index=True)
    verdict: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str]
    person: Mapped[str]
    made: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))


class SearchText(Base):
    """The text of a run as it is searched (`corpus.words.folded`); `search_index` says which terms it has."""

    __tablename__ = "search_text"
    run_id: Mapped[int] = mapped_column(
        ForeignKey("extraction_run.id"), primary_key=True, autoincrement=False
    )
    folded: Mapped[str]
