"""Tables of a page: those that hold data become grids, those that only lay the page out do not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import regex
from lxml import etree

from loaders.framing import frame, squeezed
from loaders.heads import LONGEST_CELL, holds_data, is_value
from loaders.indents import FARTHEST, leading
from loaders.pieces import GridCell, Piece, Prose
from loaders.web.page import Page

MOST_SPAN = 1000
MOST_CELLS = 200_000
LINKED = 0.6
# The table of facts over a document: 索引号, 发文机关, …
INDEX = regex.compile(
    r"索\s*引\s*号|发文机关|发布机构|主题分类|信息分类|发文字号|成文日期|公开方式|文\s*号|组配分类|信息名称"
)
# Half-width characters in a unit of length, in type of the usual size
HALF_WIDTHS = {"em": 2.0, "rem": 2.0, "px": 1 / 7, "pt": 1 / 5.5}
INDENT = regex.compile(
    r"(?:text-indent|padding-left|margin-left)\s{0,3}:\s{0,3}(?P<length>\d{1,3}(?:\.\d{1,3})?)\s?(?P<unit>r?em|px|pt)",
    regex.IGNORECASE,
)
LONGEST_STYLE = 1000
LEAST_INDEX = 3
LARGEST_INDEX = 30


class PageTable(NamedTuple):
    """The cells of a table, how many rows its `<thead>` has, the words of its caption."""

    cells: list[GridCell]
    rows: int
    columns: int
    heads: int
    caption: str
    linked: int

    @property
    def is_index(self) -> bool:
        """Whether the table only tells of the document: 索引号, 发文机关, …"""
        if len(self.cells) > LARGEST_INDEX:
            return False
        return sum(bool(INDEX.match(cell.text.strip())) for cell in self.cells) >= LEAST_INDEX


def read_table(page: Page, table: etree._Element) -> PageTable:
    """The cells of a table in their places; one that reaches over others keeps what they leave free."""
    cells: list[GridCell] = []
    free: list[int] = []
    rows = heads = linked = 0
    caption = ""
    for node in _own(table):
        if node.tag == "caption":
            caption = page.words(node)
            continue
        if page.is_unseen(node) or len(cells) > MOST_CELLS:
            continue
        column = 0
        for part in node:
            if part.tag not in ("td", "th") or page.is_unseen(part):
                continue
            column = (
                next((at for at in range(column, len(free)) if free[at] <= rows), len(free))
                if column < len(free)
                else column
            )
            width, height = _span(part, "colspan"), _span(part, "rowspan")
            text = page.words(part)
            linked += _linked(part)
            free += [0] * (column + width - len(free))
            free[column : column + width] = [rows + height] * width
            cells.append(
                GridCell(rows, column, text, height, width, indent=max(0, _indent(part) - leading(text)))
            )
            column += width
        rows += 1
        parent = node.getparent()
        heads += int(heads == rows - 1 and parent is not None and parent.tag == "thead")
    clipped = [replace(cell, row_span=min(cell.row_span, rows - cell.row)) for cell in cells]
    return PageTable(clipped, rows, len(free), heads, caption, linked)


def is_data(table: etree._Element, read: PageTable) -> bool:
    """Whether the table holds rows and columns of short words and numbers."""
    filled = [cell for cell in read.cells if cell.text]
    numbers = any(is_value(cell.text) for cell in filled)
    if read.linked > LINKED * sum(len(cell.text) for cell in filled) and not numbers:
        return False
    nested = sum(1 for _ in table.iter("table")) > 1
    return holds_data(filled) and (not nested or max(len(cell.text) for cell in filled) <= LONGEST_CELL)


def table_pieces(read: PageTable, place: str) -> list[Piece]:
    """The grid, with its caption and with what stands in its first and last rows as prose.

    Raises TooLargeError.
    """
    caption: list[Piece] = [Prose(read.caption, "caption")] if read.caption else []
    return [*caption, *frame(*squeezed(read.cells, place), read.heads or None)]


def _own(table: etree._Element) -> Iterator[etree._Element]:
    """The rows and the caption of a table, not of those inside it; the foot last."""
    feet: list[etree._Element] = []
    for node in table:
        if node.tag in ("tr", "caption"):
            yield node
        elif node.tag in ("tbody", "thead", "tfoot"):
            rows = [row for row in node if row.tag == "tr"]
            if node.tag == "tfoot":
                feet += rows
            else:
                yield from rows
    yield from feet


def _span(cell: etree._Element, name: str) -> int:
    text = cell.get(name, "1").strip()
    span = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 1
    if span == 0 and name == "rowspan":
        return MOST_CELLS
    return max(1, min(span, MOST_SPAN))


def _indent(cell: etree._Element) -> int:
    """How far the first words are set in, by the styles around them and by hard spaces before them."""
    indent = 0.0
    for node in cell.iter(etree.Element):
        for found in INDENT.finditer(node.get("style", "")[:LONGEST_STYLE]):
            indent += float(found["length"]) * HALF_WIDTHS[found["unit"].lower()]
        words = (node.text or "").lstrip(" \r\n\t")
        if words:
            return min(round(indent) + leading(words), FARTHEST)
        if node is not cell and node.tail and node.tail.strip():
            break
    return min(round(indent), FARTHEST)


def _linked(cell: etree._Element) -> int:
    return sum(len(text.strip()) for link in cell.iter("a") for text in map(str, link.itertext()))
