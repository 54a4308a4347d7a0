"""Old Excel and WPS spreadsheets (.xls, .et): the cells of each visible sheet as displayed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import redirect_stdout
from typing import Any

import xlrd

from loaders.assembly import assemble
from loaders.limits import limits
from loaders.office.number_formats import GENERAL, builtin_formats, displayed
from loaders.office.sheets import Area, Sheet, sheet_pieces
from loaders.pieces import Extracted, Piece
from schemas import Document, Source
from schemas.errors import DamagedError, EncryptedError, TooLargeError

MOST_CELLS = 500_000
# Formats by number that the language of the program decides; the library shows them in American English.
LOCAL_FORMATS = frozenset((14, 22, *range(27, 37), *range(50, 59)))


def read_xls(data: bytes, source: Source, place: str) -> Document:
    """The Document of an old spreadsheet; `place` names it in errors.

    Raises DamagedError, EncryptedError, TooLargeError, EmptyDocumentError.
    """
    return assemble(extract_xls(data, place), source, place)


def extract_xls(data: bytes, place: str) -> Extracted:
    """The pieces of all visible sheets, in their order."""
    book = _open(data, place)
    limits().check(place, pages=book.nsheets)
    sheets = book.sheets()
    visible = [sheet for sheet in sheets if sheet.visibility == 0]
    warnings = [f"sheet {sheet.name} is hidden and was left out" for sheet in sheets if sheet.visibility]
    if sum(sheet.nrows * sheet.ncols for sheet in visible) > 10 * MOST_CELLS:
        raise TooLargeError(place, f"{MOST_CELLS:,} cells")
    formats = {**{key: each.format_str for key, each in book.format_map.items()}}
    formats |= {
        key: code for key, code in builtin_formats().items() if key in LOCAL_FORMATS or key not in formats
    }
    pieces: list[Piece] = []
    for sheet in visible:
        read, hidden = sheet_pieces(_sheet(book, sheet, formats), place, alone=len(visible) == 1)
        pieces += read
        warnings += hidden
    return Extracted(pieces, warnings=warnings, whole=True)


def _open(data: bytes, place: str) -> Any:
    """The workbook; the library has no types, and writes what it thinks of a file to the terminal."""
    said = io.StringIO()
    try:
        with redirect_stdout(said):
            return xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=said)
    except xlrd.XLRDError as error:
        if "encrypted" in str(error):
            raise EncryptedError(place) from error
        raise DamagedError(place, str(error)) from error
    except Exception as error:
        # A damaged record ends in any error at all.
        raise DamagedError(place, f"{type(error).__name__}: {error}") from error


def _sheet(book: Any, sheet: Any, formats: dict[int, str]) -> Sheet:
    read = Sheet(sheet.name)
    read.merged = [
        Area(top, left, bottom - 1, right - 1)
        for top, bottom, left, right in sheet.merged_cells
        if top < bottom and left < right
    ]
    read.hidden_rows = {row for row, info in sheet.rowinfo_map.items() if info.hidden}
    read.hidden_columns = [(column, column) for column, info in sheet.colinfo_map.items() if info.hidden]
    for row, column, cell in _cells(sheet):
        style = book.xf_list[cell.xf_index] if cell.xf_index is not None else None
        border = style.border if style is not None else None
        if (
            border is not None
            and (border.top_line_style or border.bottom_line_style)
            and border.left_line_style
        ):
            read.framed.add((row, column))
        code = formats.get(style.format_key, GENERAL) if style is not None else GENERAL
        text = _text(cell, code, 1904 if book.datemode else 1900)
        if text.strip():
            read.cells[row, column] = text
    return read


def _cells(sheet: Any) -> Iterator[tuple[int, int, Any]]:
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            yield row, column, cell


def _text(cell: Any, code: str, epoch: int) -> str:
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return str(cell.value)
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return displayed(repr(float(cell.value)), code, epoch)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, ""))
    return ""
