"""A plain SQLite file: a table for each of the dataset's, for programs that know nothing of this one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Final

from corpus.export.dataset import Cell, Dataset, Table
from corpus.export.text import plain

# Decimals are text: SQLite would make floats of them.
TYPES: Final = {"string": "TEXT", "decimal": "TEXT", "integer": "INTEGER", "boolean": "INTEGER"}


def write(dataset: Dataset, path: Path) -> None:
    """Write the tables; decimals are text, exact: `CAST(value AS REAL)` counts with them."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for table in dataset.tables:
            _table(connection, table)
        connection.execute("CREATE INDEX observations_indicator ON observations (indicator, area_code)")


def _table(connection: sqlite3.Connection, table: Table) -> None:
    columns = ", ".join(f'"{field.name}" {TYPES[field.kind]}' for field in table.fields)
    blanks = ", ".join("?" for _ in table.fields)
    connection.execute(f'CREATE TABLE "{table.name}" ({columns})')
    rows = (tuple(map(_cell, row)) for row in table.rows())
    connection.executemany(f'INSERT INTO "{table.name}" VALUES ({blanks})', rows)


def _cell(cell: Cell) -> str | int | None:
    return plain(cell) if isinstance(cell, Decimal) else cell
