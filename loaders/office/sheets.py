"""A sheet of a spreadsheet as pieces: its tables, each with what stands above and below it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import NamedTuple

import regex

from loaders.framing import MOST_AREA, frame, squeezed
from loaders.heads import is_value
from loaders.pieces import GridCell, Piece, Prose

# Names that a spreadsheet program gives by itself
GENERIC_NAME = regex.compile(r"(?:sheet|工作表|表格?|table)[\s_(（]*\d*[)）]?", regex.IGNORECASE)
LEAST_COLUMNS = 2
MOST_EMPTY = 50


class Area(NamedTuple):
    """Rows and columns from the first to the last, both counted from 0 and both taken in."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Sheet:
    """What a format module reads of one sheet: the words of its cells as displayed."""

    name: str
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    framed: set[tuple[int, int]] = field(default_factory=set)
    indents: dict[tuple[int, int], int] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)

    def hides_column(self, column: int) -> bool:
        """Whether the column is not shown."""
        return any(first <= column <= last for first, last in self.hidden_columns)


def sheet_pieces(sheet: Sheet, place: str, alone: bool) -> tuple[list[Piece], list[str]]:
    """The pieces of a sheet, and what could not be read of it; `alone`: the file has no other sheet.

    Raises TooLargeError where the cells lie over too wide an area.
    """
    shown = _shown(sheet)
    hidden = len(sheet.cells) - len(shown)
    warnings = (
        [f"sheet {sheet.name}: {hidden} cells in hidden rows or columns were left out"] if hidden else []
    )
    pieces: list[Piece] = []
    placed = [
        replace(cell, indent=sheet.indents.get((cell.row, cell.column), 0))
        for cell in _placed(shown, sheet.merged)
    ]
    for cells in _apart(placed, sheet.framed):
        pieces += frame(*squeezed(cells, place))
    if pieces and not alone and not _has_title(pieces) and not GENERIC_NAME.fullmatch(sheet.name.strip()):
        pieces.insert(0, Prose(sheet.name, "heading", 1))
    return pieces, warnings


def _has_title(pieces: Sequence[Piece]) -> bool:
    return isinstance(pieces[0], Prose) and (len(pieces) == 1 or len(pieces[0].text) > len("单位：万元"))


def _shown(sheet: Sheet) -> dict[tuple[int, int], str]:
    hidden = {column for _, column in sheet.cells if sheet.hides_column(column)}
    return {
        place: text
        for place, text in sheet.cells.items()
        if text.strip() and place[0] not in sheet.hidden_rows and place[1] not in hidden
    }


def _placed(shown: Mapping[tuple[int, int], str], merged: Sequence[Area]) -> list[GridCell]:
    """The cells in order, merged ones with their spans; what a merged area hides is left out."""
    corners = {(area.top, area.left): area for area in merged}
    covered = _covered(shown, merged)
    cells: list[GridCell] = []
    for (row, column), text in sorted(shown.items()):
        if (row, column) in covered:
            continue
        area = corners.get((row, column), Area(row, column, row, column))
        cells.append(GridCell(row, column, text, area.bottom - row + 1, area.right - column + 1))
    return cells


def _covered(shown: Mapping[tuple[int, int], str], merged: Sequence[Area]) -> set[tuple[int, int]]:
    """Cells behind a merged one; looked up from the cells, since an area may be the whole sheet."""
    places = sorted(shown)
    covered: set[tuple[int, int]] = set()
    for area in merged[:MOST_AREA]:
        at = bisect_left(places, (area.top, area.left))
        while at < len(places) and places[at][0] <= area.bottom:
            if area.left <= places[at][1] <= area.right and places[at] != (area.top, area.left):
                covered.add(places[at])
            at += 1
    return covered


def _apart(cells: Sequence[GridCell], framed: set[tuple[int, int]]) -> Iterator[list[GridCell]]:
    """Tables with an empty row between them, and those with an empty column between them."""
    for band in _bands(cells, framed):
        yield from _beside(band)


def _bands(cells: Sequence[GridCell], framed: set[tuple[int, int]]) -> Iterator[list[GridCell]]:
    """Rows without an empty one between them; one inside ruled lines, or before a row of values, parts nothing."""
    band: list[GridCell] = []
    end = 0
    framed_rows = {row for row, _ in framed}
    for row, group in groupby(cells, key=lambda cell: cell.row):
        line = list(group)
        ruled = all(between in framed_rows for between in range(end, min(row, end + MOST_EMPTY)))
        if band and row > end and not ruled and not any(cell.column and is_value(cell.text) for cell in line):
            yield band
            band = []
        band += line
        end = max(end, row + 1, *(cell.row + cell.row_span for cell in line))
    if band:
        yield band


def _beside(band: list[GridCell]) -> Iterator[list[GridCell]]:
    """Tables side by side: each with two columns and more, and as many rows."""
    # A title may lie over both.
    body = [cell for cell in band if cell.column_span < 3 or cell.row_span > 1]
    runs = _runs((cell.column, cell.column + cell.column_span) for cell in body)
    wide = [run for run in runs if run[1] - run[0] >= LEAST_COLUMNS]
    parts = [[cell for cell in band if start <= cell.column < end] for start, end in wide]
    if len(wide) < 2 or sum(map(len, parts)) < len(band) or any(_rows(part) < 2 for part in parts):
        yield band
        return
    yield from parts


def _rows(cells: Iterable[GridCell]) -> int:
    return len({cell.row for cell in cells})


def _runs(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that touch or overlap, made one."""
    runs: list[tuple[int, int]] = []
    for start, end in sorted(set(spans)):
        if runs and start <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(runs[-1][1], end))
        else:
            runs.append((start, end))
    return runs
