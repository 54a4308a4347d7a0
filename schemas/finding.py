"""What a check of the reported numbers against each other found."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from schemas.model import Record
from schemas.records import Number

Verdict = Literal[
    "consistent",
    "consistent_by_truncation",
    "consistent_on_other_base",
    "contradiction",
    "part_exceeds_whole",
    "not_checkable",
]
Severity = Literal["error", "warning", "note", "pass"]


class Message(Record):
    """One sentence in each language."""

    zh: str
    en: str


class Finding(Record):
    """One relation between printed numbers, and what came of checking it.

    `places` are the offsets of the quotes in the text; `documents` where the texts stand, empty where all is in one
    bulletin. An end of an interval is `None` where it is unbounded.
    """

    id: str
    rule: str
    verdict: Verdict
    severity: Severity
    claims: list[str] = Field(default_factory=list)
    quotes: list[str] = Field(default_factory=list)
    places: list[tuple[int, int]] = Field(default_factory=list)
    documents: list[str] = Field(default_factory=list)
    formula: str = ""
    reported: tuple[Number | None, Number | None] | None = None
    expected: tuple[Number | None, Number | None] | None = None
    message: Message
