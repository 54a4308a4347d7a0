"""Areas as the caller registers them: names by code and time, and what took the place of what.

The corpus has no gazetteer of its own. What is registered makes 张湾区 in a bulletin of 十堰市 the county of
that name, and lets a series go on where its area was renamed or given another code.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import Field, ValidationError

from schemas import AreaLevel
from schemas.errors import LexiconError
from schemas.model import Model

ChangeKind = Literal["renamed", "recoded", "merged", "split", "ceded"]


class AreaRow(Model):
    """A code under one of its names, for the months in which it may have borne it; an open end is empty.

    >>> row = AreaRow(code="990101", name="东溪区", level="county", valid_from="2020-01")
    >>> row.valid("2019-12"), row.valid("2031-08")
    (False, True)
    """

    code: str = Field(pattern=r"^\d{6}$")
    name: str = Field(min_length=1)
    short: str = ""
    level: AreaLevel
    parent: str = ""
    valid_from: str = Field(default="", pattern=r"^(\d{4}-\d{2})?$")
    valid_to: str = Field(default="", pattern=r"^(\d{4}-\d{2})?$")

    def valid(self, month: str) -> bool:
        """Whether the code bore the name in `month` (`YYYY-MM`)."""
        return self.valid_from <= month and (not self.valid_to or month <= self.valid_to)


class ChangeRow(Model):
    """One area that another took the place of in `year`.

    `renamed`: the same code; `recoded`: the same territory under another code (a county that became a
    district, a county under another prefecture); `merged`: it went into an area with other territory;
    `split`: it ended and went into several; `ceded`: it went on and gave a part away. The first two alone carry a
    series on.
    """

    code_old: str = Field(pattern=r"^\d{6}$")
    name_old: str
    code_new: str = Field(pattern=r"^\d{6}$")
    name_new: str
    kind: ChangeKind
    year: int

    @property
    def continues(self) -> bool:
        """Whether a series of the old area goes on under the new one."""
        return self.kind in ("renamed", "recoded")


Row = TypeVar("Row", bound=Model)
Rows = Path | Iterable[Model | Mapping[str, object]]


def read_rows(source: Rows, model: type[Row]) -> list[Row]:
    """Rows of a CSV file with a header, or rows that may be mappings; raises `LexiconError` with the malformed one.

    Columns that the model does not know are left out: the file may say more than the store keeps.
    """
    if isinstance(source, Path):
        try:
            with source.open(encoding="utf-8-sig", newline="") as file:
                return [
                    _row(f"{source}:{line}", row, model)
                    for line, row in enumerate(csv.DictReader(file), start=2)
                ]
        except (OSError, UnicodeDecodeError) as error:
            raise LexiconError(str(source), str(error)) from error
    return [_row(f"{model.__name__}[{place}]", row, model) for place, row in enumerate(source)]


def digest_of(*sources: Rows) -> str:
    """What changes when any of the rows change; a file is not parsed for it."""
    state = hashlib.sha256()
    for source in sources:
        if isinstance(source, Path):
            try:
                state.update(source.read_bytes())
            except OSError as error:
                raise LexiconError(str(source), str(error)) from error
        else:
            plain = [dict(row) for row in source]
            state.update(json.dumps(plain, sort_keys=True, ensure_ascii=False, default=str).encode())
        state.update(b"\0")
    return state.hexdigest()


def _row(place: str, cells: Model | Mapping[str, object], model: type[Row]) -> Row:
    values = dict(cells)
    known = {name: value for name, value in values.items() if name in model.model_fields}
    try:
        return model.model_validate(known)
    except (ValidationError, TypeError) as error:
        raise LexiconError(place, str(error)) from error
