"""The tables of data beside the charts' code."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from importlib.resources import files

from schemas.errors import LexiconError


def read_rows(name: str, columns: Sequence[str]) -> Iterator[dict[str, str]]:
    """The rows of a CSV file of this package; raises `LexiconError` where its columns are others."""
    lines = files("tongbao.charts").joinpath(name).read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(lines)
    if tuple(rows.fieldnames or ()) != tuple(columns):
        raise LexiconError(f"{name}:1", f"the columns must be {','.join(columns)}")
    yield from rows
