"""Indicators as the caller registers them: from rows, or from a CSV file with a header row."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError, field_validator

from schemas.errors import LexiconError
from schemas.model import Model

Aggregation = Literal["flow", "stock", "rate", "level"]


class IndicatorRow(Model):
    """One indicator; `synonyms` are separated by `|` in a file.

    >>> row = IndicatorRow(code="deaths", name="死亡人数", base_unit="人", synonyms="死亡|亡人")
    >>> row.called("亡人"), row.called("事故")
    (True, False)
    """

    code: str = Field(min_length=1)
    name: str = Field(min_length=1)
    base_unit: str
    aggregation: Aggregation = "flow"
    synonyms: tuple[str, ...] = ()

    @field_validator("synonyms", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(part for part in value.split("|") if part) if isinstance(value, str) else value

    def called(self, words: str) -> bool:
        """Whether `words` are its code, its name or one of its synonyms."""
        return words in (self.code, self.name, *self.synonyms)


def indicator_rows(rows: Iterable[IndicatorRow | Mapping[str, object]]) -> list[IndicatorRow]:
    """Rows that may still be mappings of column to cell; raises `LexiconError` with the row that is malformed."""
    return [_row(f"indicators[{number}]", row) for number, row in enumerate(rows)]


def read_indicators(path: Path) -> list[IndicatorRow]:
    """The rows of a CSV file; raises `LexiconError` with the line that is malformed."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [_row(f"{path}:{line}", cells) for line, cells in enumerate(csv.DictReader(file), start=2)]
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(str(path), str(error)) from error


def _row(place: str, cells: IndicatorRow | Mapping[str, object]) -> IndicatorRow:
    try:
        return IndicatorRow.model_validate(cells)
    except (ValidationError, TypeError) as error:
        raise LexiconError(place, str(error)) from error
