"""CSV and JSON Lines: the observations, a line each; decimals as they are, exact."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Final

from corpus.export.dataset import Cell, Dataset, Table

# What a spreadsheet takes for the beginning of a formula.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def plain(cell: Cell) -> str:
    """A cell as text: nothing for what is missing, `true` and `false`, decimals without an exponent.

    >>> plain(None), plain(True), plain(Decimal("4.2E+3")), plain("约")
    ('', 'true', '4200', '约')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return format(cell, "f") if isinstance(cell, Decimal) else str(cell)


def harmless(cell: Cell) -> str:
    """A cell as text that no spreadsheet takes for a formula; numbers stay numbers.

    >>> harmless("=1+1"), harmless(Decimal("-3.5")), harmless("亿元")
    ("'=1+1", '-3.5', '亿元')
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else plain(cell)


def write_table(
    table: Table, path: Path, shown: Callable[[Cell], str] = plain, encoding: str = "utf-8"
) -> None:
    """One table as CSV (RFC 4180)."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file)
        writer.writerow([field.name for field in table.fields])
        writer.writerows(map(shown, row) for row in table.rows())


def write_csv(dataset: Dataset, path: Path) -> None:
    """The observations as CSV in UTF-8."""
    write_table(dataset.table("observations"), path)


def write_csv_for_excel(dataset: Dataset, path: Path) -> None:
    """The observations as CSV with a byte order mark, and without formulas."""
    write_table(dataset.table("observations"), path, harmless, "utf-8-sig")


def write_jsonl(dataset: Dataset, path: Path) -> None:
    """The observations as objects; decimals are strings, what is missing is null."""
    table = dataset.table("observations")
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in _objects(table):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _objects(table: Table) -> Iterator[dict[str, object]]:
    names = [field.name for field in table.fields]
    for row in table.rows():
        yield {
            name: plain(cell) if isinstance(cell, Decimal) else cell
            for name, cell in zip(names, row, strict=True)
        }
