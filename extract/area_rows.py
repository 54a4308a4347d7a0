"""Area rows: the lines of the tables in `gazetteer/`."""

from __future__ import annotations

from datetime import date
from typing import Literal

from schemas.area import Area, AreaLevel
from schemas.model import Model


class AreaRow(Model):
    """A line of `areas.csv`: a code under one of its names, for as long as it bore it."""

    code: str
    name: str
    short: str
    level: AreaLevel
    parent: str = ""
    valid_from: str = ""
    valid_to: str = "9999-12"

    def valid(self, on: date | None) -> bool:
        """Whether the name was in use; without a date, whether it still is."""
        month = f"{on.year:04d}-{on.month:02d}" if on else "9999-12"
        return self.valid_from <= month <= self.valid_to

    def as_area(self) -> Area:
        """A zone has the code of the area in which it lies: its own belongs to another standard."""
        return Area(code=self.parent if self.level == "zone" else self.code, name=self.name, level=self.level)


class SuccessorRow(Model):
    """A line of `successors.csv`: where the territory of an area went in `year`.

    `renamed`: the same code; `recoded`: all of it, alone, to a new code; `merged`: all of it, together with
    other territory; `split`: it ended and went to several; `ceded`: it went on and gave a part away.
    """

    code_old: str
    name_old: str
    code_new: str
    name_new: str
    kind: Literal["renamed", "recoded", "merged", "split", "ceded"]
    year: int


class TownshipRow(Model):
    """A line of `townships.csv`: all townships of one county, parted by `|`."""

    county: str
    townships: str


class SuffixRow(Model):
    """A line of `suffixes.csv`: a word that ends names, or one (`before`) after which a name may stand."""

    word: str
    kind: Literal["generic", "informal", "zone", "vague", "before"]
    note: str = ""
