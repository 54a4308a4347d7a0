"""Word lists: CSV files beside the code, each row checked by a model that knows every column."""

from __future__ import annotations

import csv
from importlib import resources
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from schemas.errors import LexiconError


class Row(BaseModel):
    """A row of a word list; unknown columns are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


AnyRow = TypeVar("AnyRow", bound=Row)


def read_rows(file: str, model: type[AnyRow]) -> tuple[AnyRow, ...]:
    """The rows of a CSV file of this package.

    Raises LexiconError, naming the line, where a row does not fit the model.
    """
    with resources.files("loaders").joinpath(file).open(encoding="utf-8") as stream:
        reader = csv.DictReader(stream, strict=True)
        return tuple(_checked(file, reader.line_num, row, model) for row in reader)


def _checked(file: str, line: int, row: dict[str, str], model: type[AnyRow]) -> AnyRow:
    try:
        return model.model_validate(row)
    except (ValidationError, TypeError) as error:
        raise LexiconError(f"{file}:{line}", str(error)) from error
