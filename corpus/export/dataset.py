"""What goes into a file: tables with typed columns, each with what it holds in both languages."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Generic, Literal, NamedTuple, TypeVar

from corpus.catalogue import FindingRow, SourceRow
from corpus.frames import LONG
from corpus.indicators import IndicatorRow
from corpus.observation import Observation
from corpus.preference import identity
from schemas.errors import Language

Kind = Literal["string", "decimal", "integer", "boolean"]
Cell = str | Decimal | int | bool | None
Row = TypeVar("Row")
KINDS: dict[str, Kind] = {
    "string": "string",
    "decimal": "decimal",
    "boolean": "boolean",
    "int64": "integer",
    "Int64": "integer",
}
# Numbers that a store gives its rows: another store gives others, so that no dataset should lean on them.
INTERNAL = frozenset({"document_id", "run_id"})


class Field(NamedTuple):
    """A column: its name, its kind, and what it holds."""

    name: str
    kind: Kind
    zh: str
    en: str

    def label(self, language: Language) -> str:
        """What it holds, in one language."""
        return self.zh if language == "zh" else self.en


class Table(NamedTuple):
    """A table; `rows` gives its rows anew each time it is called, in an order that is always the same."""

    name: str
    fields: tuple[Field, ...]
    rows: Callable[[], Iterator[Sequence[Cell]]]


@dataclass(frozen=True)
class Dataset:
    """Observations with their sources, findings and indicators; `language` is that of labels."""

    observations: Sequence[Observation]
    sources: Sequence[SourceRow] = ()
    findings: Sequence[FindingRow] = ()
    indicators: Sequence[IndicatorRow] = ()
    language: Language = "en"

    @property
    def tables(self) -> tuple[Table, ...]:
        """All tables, the observations first, what their columns mean last."""
        plain = (
            Table("observations", observation_fields(), lambda: _observations(self.observations)),
            Table("sources", _fields(SOURCES, "sources"), lambda: _read(SOURCES, self.sources)),
            Table("findings", _fields(FINDINGS, "findings"), lambda: _read(FINDINGS, self.findings)),
            Table(
                "indicators", _fields(INDICATORS, "indicators"), lambda: _read(INDICATORS, self.indicators)
            ),
        )
        return (*plain, Table("codebook", _codebook_fields(), lambda: _codebook(plain)))

    def table(self, name: str) -> Table:
        """The table of that name."""
        return next(table for table in self.tables if table.name == name)


def listed(name: str) -> list[dict[str, str]]:
    """The rows of a list beside this module."""
    text = files("corpus.export").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def _labels() -> dict[tuple[str, str], str]:
    return {(row["table"], row["column"]): row["zh"] for row in listed("labels.csv")}


@cache
def value_labels() -> dict[str, dict[str, tuple[str, str]]]:
    """Of each column with few values: what they mean in Chinese and in English."""
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for row in listed("values.csv"):
        found.setdefault(row["column"], {})[row["value"]] = row["zh"], row["en"]
    return found


@cache
def observation_fields() -> tuple[Field, ...]:
    """The columns of observations: their key, then those of the long frame."""
    labels = _labels()
    key = Field("key", "string", labels["observations", "key"], "the observation, the same in every release")
    return (
        key,
        *(
            Field(column.name, KINDS[column.dtype], labels["observations", column.name], column.holds)
            for column in LONG
            if column.name not in INTERNAL
        ),
    )


def keys(observations: Iterable[Observation]) -> Iterator[str]:
    """A key for each observation: who, what, when, as what, and in which document; the same in every store.

    Numbers that agree in all of these are counted in the order of the text.
    """
    seen: Counter[str] = Counter()
    for one in observations:
        _, _, part, *rest = _identity(one)
        # Of an unknown area the store tells no more than the number of the document.
        who = (one.place.series_id if one.place else None, one.subject)
        words = repr((who, bool(part), rest, one.status, one.report.source))
        seen[words] += 1
        yield hashlib.sha256(f"{words}#{seen[words]}".encode()).hexdigest()[:16]


def _identity(one: Observation) -> tuple[object, ...]:
    found = identity(one)
    if not isinstance(found, tuple):
        raise TypeError("the identity of an observation is a tuple")
    return found


def _observations(observations: Sequence[Observation]) -> Iterator[Sequence[Cell]]:
    readers = [column.read for column in LONG if column.name not in INTERNAL]
    for key, one in zip(keys(observations), observations, strict=True):
        yield (key, *(_cell(read(one)) for read in readers))


def _cell(value: object) -> Cell:
    return value if value is None or isinstance(value, str | Decimal | int) else str(value)


class _Column(NamedTuple, Generic[Row]):
    name: str
    kind: Kind
    en: str
    read: Callable[[Row], Cell]


def _fields(columns: Sequence[_Column[Row]], table: str) -> tuple[Field, ...]:
    labels = _labels()
    return tuple(Field(column.name, column.kind, labels[table, column.name], column.en) for column in columns)


def _read(columns: Sequence[_Column[Row]], rows: Sequence[Row]) -> Iterator[Sequence[Cell]]:
    for row in rows:
        yield tuple(column.read(row) for column in columns)


def _codebook_fields() -> tuple[Field, ...]:
    told = {
        "table": "table",
        "column": "column",
        "type": "string, decimal, integer, boolean",
        "zh": "what it holds, in Chinese",
        "en": "what it holds, in English",
    }
    return tuple(Field(name, "string", _labels()["codebook", name], en) for name, en in told.items())


def _codebook(tables: Sequence[Table]) -> Iterator[Sequence[Cell]]:
    for table in tables:
        for field in table.fields:
            yield table.name, field.name, field.kind, field.zh, field.en


SOURCES: tuple[_Column[SourceRow], ...] = (
    _Column("sha256", "string", "hash of the file", lambda row: row.sha256),
    _Column("source", "string", "address", lambda row: row.address),
    _Column("title", "string", "title", lambda row: row.title),
    _Column("issuer", "string", "who issued it", lambda row: row.issuer),
    _Column("issued", "string", "date of issue", lambda row: row.issued),
    _Column("kind", "string", "kind of document", lambda row: row.kind),
    _Column("document_number", "string", "document number", lambda row: row.document_number),
    _Column("area_code", "string", "code of the area that it reports on", lambda row: row.area_code),
    _Column("area", "string", "name of that area", lambda row: row.area),
    _Column("period_start", "string", "first day or month", lambda row: row.period_start),
    _Column("period_end", "string", "last day or month", lambda row: row.period_end),
    _Column("bytes", "integer", "size of the file", lambda row: row.size),
    _Column("extractor", "string", "version of the reader", lambda row: row.extractor),
    _Column("observations", "integer", "how many numbers were read in it", lambda row: row.records),
)
FINDINGS: tuple[_Column[FindingRow], ...] = (
    _Column("finding_id", "string", "the finding, the same in a later run", lambda row: row.finding_id),
    _Column("sha256", "string", "hash of the file", lambda row: row.sha256),
    _Column("source", "string", "address of the bulletin", lambda row: row.address),
    _Column("rule", "string", "rule", lambda row: row.rule),
    _Column("verdict", "string", "verdict", lambda row: row.verdict),
    _Column("severity", "string", "error, warning, note, pass", lambda row: row.severity),
    _Column("records", "string", "records involved, parted by |", lambda row: "|".join(row.claims)),
    _Column("quotes", "string", "their printed numbers, parted by |", lambda row: "|".join(row.quotes)),
    _Column("formula", "string", "the arithmetic, with the printed numbers", lambda row: row.formula),
    _Column("reported_low", "decimal", "lowest value reported", lambda row: row.reported_low),
    _Column("reported_high", "decimal", "highest value reported", lambda row: row.reported_high),
    _Column("expected_low", "decimal", "lowest value expected", lambda row: row.expected_low),
    _Column("expected_high", "decimal", "highest value expected", lambda row: row.expected_high),
    _Column("message_zh", "string", "one sentence in Chinese", lambda row: row.message_zh),
    _Column("message_en", "string", "one sentence in English", lambda row: row.message_en),
)
INDICATORS: tuple[_Column[IndicatorRow], ...] = (
    _Column("indicator", "string", "code", lambda row: row.code),
    _Column("name", "string", "name", lambda row: row.name),
    _Column("base_unit", "string", "base unit", lambda row: row.base_unit),
    _Column("aggregation", "string", "flow, stock, rate, level", lambda row: row.aggregation),
    _Column("synonyms", "string", "other names, parted by |", lambda row: "|".join(row.synonyms)),
)
