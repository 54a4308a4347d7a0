"""Tables in plain text: columns set apart by tabs or by runs of spaces that recur over several lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import regex

from loaders.lines import Line, lines_of, width
from loaders.traced import Edit, TracedText

TAB = regex.compile("\t")
GAP = regex.compile(r" {2,}")
NUMBER = regex.compile(r"[-+]?\d[\d,]*(?:\.\d+)?%?|[-—–/]{1,2}")
SPACES = regex.compile(r" +")
# Two columns in two lines may be a coincidence; three columns, or three lines, are not.
LEAST_CELLS = 6


class Piece(NamedTuple):
    """A cell as it is printed: its place in the text, and its columns of a typewriter."""

    start: int
    end: int
    left: int
    right: int


class TableRow(NamedTuple):
    """A line and the cells that it may hold."""

    line: Line
    pieces: tuple[Piece, ...]
    tabbed: bool


def mark_tables(text: TracedText) -> TracedText:
    r"""One tab between cells, and none anywhere else: from here on a line with a tab is a row of a table.

    >>> mark_tables(TracedText.of("镇    项目    资金\n甲镇    3    1.5\n乙镇         2.5\n")).text
    '镇\t项目\t资金\n甲镇\t3\t1.5\n乙镇\t\t2.5\n'
    """
    edits: list[Edit] = []
    for run in _runs(text.text):
        edits += _run_edits(text.text, run)
    return text.edit(edits)


def _runs(text: str) -> Iterable[list[TableRow]]:
    """Neighbours that all hold cells; a line without a gap in it holds none and parts them."""
    run: list[TableRow] = []
    for line in lines_of(text):
        words = text[line.start : line.end]
        row = _row(words, line) if " " in words or "\t" in words else None
        if run and (row is None or not _same_run(run[-1], row)):
            yield run
            run = []
        if row is not None:
            run.append(row)
    if run:
        yield run


def _same_run(before: TableRow, row: TableRow) -> bool:
    if len(before.pieces) < 2 or len(row.pieces) < 2:
        return False
    return before.tabbed == row.tabbed and (row.line.gap == 0 or row.tabbed) and not row.line.stop


def _row(words: str, line: Line) -> TableRow:
    if "\t" in words:
        return TableRow(line, tuple(_pieces(words, line, TAB.finditer(words))), True)
    if "  " in words:
        return TableRow(line, tuple(_pieces(words, line, GAP.finditer(words))), False)
    tokens = words.split(" ") if " " in words and len(words) < 200 else []
    if len(tokens) > 2 and all(NUMBER.fullmatch(token) for token in tokens[1:]):
        return TableRow(line, tuple(_pieces(words, line, SPACES.finditer(words))), False)
    return TableRow(line, (Piece(line.start, line.end, line.indent, line.indent + 1),), False)


def _pieces(words: str, line: Line, gaps: Iterable[regex.Match[str]]) -> Iterable[Piece]:
    bounds = [0]
    for gap in gaps:
        bounds += gap.span()
    bounds.append(len(words))
    left = line.indent
    at = 0
    for start, end in zip(bounds[::2], bounds[1::2], strict=True):
        left += width(words[at:start])
        right = left + width(words[start:end])
        yield Piece(line.start + start, line.start + end, left, right)
        left, at = right, end


def _run_edits(text: str, run: Sequence[TableRow]) -> Iterable[Edit]:
    counts = Counter(len(row.pieces) for row in run)
    columns, times = max(counts.items(), key=lambda item: (item[1], item[0]))
    is_table = len(run) > 1 and columns > 1 and columns * times >= min(LEAST_CELLS, columns * len(run))
    if is_table and not run[0].tabbed and columns * len(run) >= LEAST_CELLS:
        return _aligned(run, max(counts))
    if is_table and run[0].tabbed:
        return ()
    return _without_tabs(text, run)


def _without_tabs(text: str, run: Sequence[TableRow]) -> Iterable[Edit]:
    for row in run:
        for match in regex.compile("\t+").finditer(text, row.line.start, row.line.end) if row.tabbed else ():
            yield Edit(*match.span(), " ")


def _aligned(run: Sequence[TableRow], columns: int) -> Iterable[Edit]:
    """Tabs for gaps; a row with too few cells gets empty ones where none stands under the head."""
    model = next(row.pieces for row in run if len(row.pieces) == columns)
    for row in run:
        places = _places(row.pieces, model)
        end = row.line.start
        for piece, skipped in zip(row.pieces, places, strict=True):
            if piece.start > end or skipped:
                yield Edit(end, piece.start, "\t" * skipped)
            end = piece.end
        filled = sum(places)
        if filled < columns - 1:
            yield Edit(end, end, "\t" * (columns - 1 - filled))


def _places(pieces: Sequence[Piece], model: Sequence[Piece]) -> list[int]:
    """For each cell, how many columns it lies to the right of the one before it."""
    if len(pieces) == len(model):
        return [0] + [1] * (len(pieces) - 1)
    steps: list[int] = []
    column = 0
    for number, piece in enumerate(pieces):
        # Leave room for the cells that are still to come.
        last = len(model) - (len(pieces) - number)
        nearest = min(range(column, last + 1), key=lambda place: _distance(piece, model[place]))
        steps.append(nearest - (column - 1 if number else 0))
        column = nearest + 1
    return steps


def _distance(piece: Piece, other: Piece) -> int:
    """How far apart two cells stand: by their left ends, right ends, or middles, whichever agree best."""
    return min(
        2 * abs(piece.left - other.left),
        2 * abs(piece.right - other.right),
        abs(piece.left + piece.right - other.left - other.right),
    )
