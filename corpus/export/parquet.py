"""Parquet: the observations with exact decimals, written a slice at a time."""

from __future__ import annotations

from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any, Final

from corpus.export.dataset import Cell, Dataset, Field, Table
from corpus.export.extras import needs
from corpus.export.text import plain

SLICE: Final = 20_000
# The digits of decimal128.
DIGITS: Final = 38


def write(dataset: Dataset, path: Path) -> None:
    """Write the observations; a column whose decimals do not fit into 38 digits holds them as text."""
    arrow, parquet = needs("pyarrow", "export"), needs("pyarrow.parquet", "export")
    table = dataset.table("observations")
    schema = arrow.schema(
        [_field(arrow, field, widest) for field, widest in zip(table.fields, _widest(table), strict=True)]
    )
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        rows = table.rows()
        while chunk := list(islice(rows, SLICE)):
            columns = [
                arrow.array([_cell(cell, arrow.types.is_string(field.type)) for cell in column], field.type)
                for column, field in zip(zip(*chunk, strict=True), schema, strict=True)
            ]
            writer.write_table(arrow.Table.from_arrays(columns, schema=schema))


def _field(arrow: Any, field: Field, widest: tuple[int, int]) -> Any:
    whole, scale = widest
    fits = whole + scale <= DIGITS
    kinds = {
        "string": arrow.string(),
        "boolean": arrow.bool_(),
        "integer": arrow.int64(),
        "decimal": arrow.decimal128(DIGITS, scale) if fits else arrow.string(),
    }
    return arrow.field(field.name, kinds[field.kind], metadata={"zh": field.zh, "en": field.en})


def _widest(table: Table) -> list[tuple[int, int]]:
    """Of each column: the most digits before and behind the point."""
    widest = [(0, 0) for _ in table.fields]
    places = [place for place, field in enumerate(table.fields) if field.kind == "decimal"]
    for row in table.rows():
        for place in places:
            cell = row[place]
            if isinstance(cell, Decimal):
                whole, scale = digits(cell)
                widest[place] = max(widest[place][0], whole), max(widest[place][1], scale)
    return widest


def digits(number: Decimal) -> tuple[int, int]:
    """How many digits stand before and behind the point.

    >>> digits(Decimal("42.78")), digits(Decimal("4.2E+3")), digits(Decimal("0.05"))
    ((2, 2), (4, 0), (1, 2))
    """
    whole, _, fraction = plain(abs(number)).partition(".")
    return len(whole), len(fraction)


def _cell(cell: Cell, as_text: bool) -> Cell:
    return plain(cell) if as_text and cell is not None else cell
