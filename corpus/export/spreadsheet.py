"""An Excel workbook: a sheet for each table. No cell is a formula or a link, codes are text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from corpus.export.dataset import Cell, Dataset, Table
from corpus.export.extras import needs
from corpus.export.text import plain
from schemas.errors import FormatLimitError

ROWS: Final = 1_048_576
CHARACTERS: Final = 32_767
# A spreadsheet counts in floats: what has more digits than they keep stands as text.
DIGITS: Final = 15
# The workbook says when it was made; the same store has to give the same bytes.
MADE: Final = datetime(2000, 1, 1)
SHEETS: Final = {
    "observations": ("数据", "data"),
    "codebook": ("代码簿", "codebook"),
    "sources": ("来源", "sources"),
    "findings": ("发现", "findings"),
    "indicators": ("指标", "indicators"),
}


def write(dataset: Dataset, path: Path) -> None:
    """Write the workbook; raises `FormatLimitError` where a table has more rows than a sheet."""
    chinese = dataset.language == "zh"
    write_sheets([(zh if chinese else en, dataset.table(name)) for name, (zh, en) in SHEETS.items()], path)


def write_sheets(sheets: Iterable[tuple[str, Table]], path: Path) -> None:
    """A workbook with a sheet for each table."""
    xlsxwriter = needs("xlsxwriter", "export")
    options = {
        "constant_memory": True,
        "strings_to_numbers": False,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": "tongbao", "created": MADE})
        for name, table in sheets:
            _sheet(book, name, table, str(path))


def _sheet(book: Any, name: str, table: Table, place: str) -> None:
    sheet = book.add_worksheet(name)
    text, head = book.add_format({"num_format": "@"}), book.add_format({"bold": True, "num_format": "@"})
    sheet.freeze_panes(1, 0)
    for column, field in enumerate(table.fields):
        sheet.set_column(column, column, 14, text if field.kind == "string" else None)
        sheet.write_string(0, column, field.name, head)
    for number, row in enumerate(table.rows(), start=1):
        if number >= ROWS:
            raise FormatLimitError(place, f"{ROWS:,} rows")
        _row(sheet, number, row, text)


def _row(sheet: Any, number: int, row: Sequence[Cell], text: Any) -> None:
    for column, cell in enumerate(row):
        if cell is None:
            continue
        if isinstance(cell, bool):
            sheet.write_boolean(number, column, cell)
        elif isinstance(cell, int) or (isinstance(cell, Decimal) and _exact(cell)):
            sheet.write_number(number, column, cell)
        else:
            sheet.write_string(number, column, plain(cell)[:CHARACTERS], text)


def _exact(number: Decimal) -> bool:
    """Whether a float keeps it.

    >>> _exact(Decimal("42.78")), _exact(Decimal("1234567890123456.7"))
    (True, False)
    """
    return len(number.as_tuple().digits) <= DIGITS
