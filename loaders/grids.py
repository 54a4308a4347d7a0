"""A table of a format as rows of text, tabs between the cells, and the cells with their offsets in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

from loaders.blocks import head_rows_of
from loaders.characters import drop_invisible, half_width
from loaders.indents import by_place, leading
from loaders.pieces import Grid
from loaders.ruby import strip_pinyin
from loaders.script import simplify
from loaders.spacing import close_spaces
from loaders.traced import TracedText
from schemas import Cell, Layout, Table
from schemas.layout import around

BREAK = regex.compile(r"[\r\n\v\f\t\x1c-\x1f\x85\u2028\u2029]")
PADDING = regex.compile(r"^\ +|\ +$", regex.MULTILINE)
STEPS = (drop_invisible, strip_pinyin, simplify, half_width, close_spaces)


class GridText(NamedTuple):
    """A grid as it stands in the source: its text, and where each of its characters stands on a page."""

    text: str
    layout: Layout


def grid_text(grid: Grid) -> GridText:
    r"""Rows in lines, cells between tabs; a line end inside a cell becomes a space.

    >>> from loaders.pieces import GridCell
    >>> grid_text(Grid([GridCell(0, 0, "单位"), GridCell(0, 1, "项目\n数"), GridCell(1, 1, "3")], 2, 2)).text
    '单位\t项目 数\n\t3'
    """
    by_place = {(cell.row, cell.column): cell for cell in grid.cells}
    texts: list[str] = []
    layouts: list[Layout] = []
    for row in range(grid.rows):
        for column in range(grid.columns):
            cell = by_place.get((row, column))
            if texts:
                texts.append("\t" if column else "\n")
                layouts.append(Layout.unknown(1))
            if cell is not None:
                texts.append(BREAK.sub(" ", cell.text))
                layouts.append(cell.layout or Layout.unknown(len(cell.text)))
    return GridText("".join(texts), Layout.joined(layouts))


def normalise_grid(text: TracedText) -> TracedText:
    """The rows in the form of the contract, the same lines and cells."""
    for step in STEPS:
        text = step(text)
    return text.sub(PADDING, "")


def table_of(grid: Grid, index: int, text: TracedText, layout: Layout | None) -> Table:
    """The table whose rows are `text`; offsets count from its beginning."""
    cells = tuple(_cells(grid, text, layout))
    heads = head_rows_of(cells, grid.rows) if grid.head_rows is None else grid.head_rows
    if layout is not None:
        cells = by_place(cells)
    return Table(index=index, rows=grid.rows, columns=grid.columns, head_rows=heads, cells=cells)


def _cells(grid: Grid, text: TracedText, layout: Layout | None) -> Iterator[Cell]:
    by_place = {(cell.row, cell.column): cell for cell in grid.cells}
    at = 0
    for row, line in enumerate(text.text.split("\n")):
        for column, words in enumerate(line.split("\t")):
            cell = by_place.get((row, column))
            if cell is not None:
                origins = text.origins[at : at + len(words)]
                page, boxes = layout.place(origins) if layout is not None else (None, None)
                yield Cell(
                    row=row,
                    column=column,
                    text=words,
                    start=at,
                    end=at + len(words),
                    row_span=cell.row_span,
                    column_span=cell.column_span,
                    indent=cell.indent + leading(cell.text),
                    page=page,
                    box=around(boxes) if boxes else None,
                )
            at += len(words) + 1
