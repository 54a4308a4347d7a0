"""What a bulletin says, one record a statement. Field by field as the output contract describes."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, PlainSerializer

from schemas.layout import Box
from schemas.model import Model, Record
from schemas.period import Period

Bound = Literal["=", "≈", ">", "≥", "<", "≤"]
Status = Literal["actual", "target", "forecast"]
PercentageKind = Literal["growth", "share", "completion", "rate"]
Comparison = Literal["yoy", "mom", "other"]
Order = Literal["top", "bottom"]


def plain(number: Decimal) -> str:
    """The digits as printed, never an exponent.

    >>> plain(Decimal("4.278E+9")), plain(Decimal("42.0"))
    ('4278000000', '42.0')
    """
    return format(number, "f")


Number = Annotated[Decimal, PlainSerializer(plain, return_type=str)]


class Facets(Record):
    """What narrows an indicator."""

    industry: str | None = None
    size: str | None = None
    origin: str | None = None
    other: list[str] = Field(default_factory=list)


class TableCell(Model):
    """The place of a record that comes from a table: rows and columns count from 0, heads included."""

    index: int
    row: int
    column: int


class Inherited(Model):
    """An attribute that was not printed beside the number, and the characters of the text it was taken from."""

    field: str
    start: int
    end: int


class Located(Record):
    """A record with its quote: `text[start:end] == quote`."""

    id: str
    quote: str
    start: int
    end: int
    page: int | None = None
    boxes: list[Box] | None = None
    confidence: float | None = None
    rule: str | None = None
    inherited: list[Inherited] = Field(default_factory=list)


class Reported(Located):
    """What figures and percentages share."""

    value: Number
    value_max: Number | None = None
    unit: str | None
    base_value: Number | None = None
    base_unit: str | None = None
    bound: Bound = "="
    indicator: str
    code: str | None = None
    facets: Facets = Field(default_factory=Facets)
    subject: str | None = None
    period: Period | None = None
    status: Status = "actual"
    whole: str | None = None
    table: TableCell | None = None


class Figure(Reported):
    """An absolute number that the bulletin reports."""


class Percentage(Reported):
    """A ratio: growth, share, completion, or a rate with a name of its own."""

    kind: PercentageKind
    comparison: Comparison | None = None
    of: str | None = None
    base: str | None = None
    base_of: str | None = None


class RankingEntry(Model):
    """One place; `subject` `None` is the bulletin's own area."""

    subject: str | None
    rank: int


class Ranking(Located):
    """An ordered list of places, or one place."""

    criterion: str
    code: str | None = None
    scope: str | None = None
    order: Order = "top"
    entries: list[RankingEntry]
    period: Period | None = None
    table: TableCell | None = None


class Roster(Located):
    """An unordered list of named units that share a condition."""

    condition: str
    members: list[str]
    count: int | None = None
    period: Period | None = None
