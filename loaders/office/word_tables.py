"""Tables of Word files: cells merged over columns and rows, in a grid of columns that hardly differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from loaders.framing import frame, squeezed
from loaders.heads import holds_data
from loaders.indents import FARTHEST
from loaders.office.numbering import as_number
from loaders.office.package import attribute, local
from loaders.office.styles import child, is_on, value
from loaders.pieces import GridCell, Piece

# Borders nearer to each other than this, in twentieths of a point, are meant to be one.
NEAR = 110
MOST_COLUMNS = 500
# A half-width character of the usual size, in twentieths of a point
HALF_WIDTH = 105


class WordTable:
    """The cells of a table with their places; what stands in them is read by the reader of the document."""

    def __init__(self, node: etree._Element) -> None:
        self.heads = 0
        self.rows = 0
        self._places: dict[etree._Element, tuple[int, int, int, int]] = {}
        self._last: dict[int, etree._Element] = {}
        self._columns = _columns(node)
        for row in _inside(node, "tr"):
            if child(row, "trPr", "del") is not None:
                continue
            self.heads += int(self.heads == self.rows and is_on(row, "trPr", "tblHeader"))
            self._row(row)
            self.rows += 1

    def parts(self) -> list[etree._Element]:
        """The cells that hold something, row by row; of merged ones the first."""
        return list(self._places)

    def cells(self, texts: Mapping[etree._Element, str]) -> list[GridCell]:
        """The cells with these texts."""
        return [
            GridCell(row, column, texts.get(part, ""), height, width, indent=_indent(part))
            for part, (row, column, height, width) in self._places.items()
        ]

    def holds_data(self, texts: Mapping[etree._Element, str]) -> bool:
        """Whether it is a table, and not a frame around text."""
        return holds_data(self.cells(texts))

    def pieces(self, texts: Mapping[etree._Element, str], place: str) -> list[Piece]:
        """The grid, and what stands in its first and last rows as prose.

        Raises TooLargeError.
        """
        return frame(*squeezed(self.cells(texts), place), self.heads or None)

    def _row(self, row: etree._Element) -> None:
        column = as_number(value(row, "trPr", "gridBefore"))
        left: etree._Element | None = None
        for part in _inside(row, "tc"):
            width = max(1, min(as_number(value(part, "tcPr", "gridSpan"), 1), MOST_COLUMNS))
            start, end = self._column(column), self._column(column + width)
            column += width
            down, across = child(part, "tcPr", "vMerge"), child(part, "tcPr", "hMerge")
            above = self._above(start) if down is not None and attribute(down, "val") != "restart" else None
            if across is not None and attribute(across, "val") != "restart" and left is not None:
                at, first, height, wide = self._places[left]
                self._places[left] = (at, first, height, max(wide, end - first))
            elif above is not None:
                at, first, _, wide = self._places[above]
                self._places[above] = (at, first, self.rows - at + 1, wide)
                left = above
            else:
                self._places[part] = (self.rows, start, 1, max(1, end - start))
                self._last[start] = left = part

    def _above(self, column: int) -> etree._Element | None:
        """The cell that begins in this column and reaches down to this row."""
        part = self._last.get(column)
        if part is None:
            return None
        row, _, height, _ = self._places[part]
        return part if row + height == self.rows else None

    def _column(self, at: int) -> int:
        return (
            self._columns[at] if at < len(self._columns) else self._columns[-1] + at - len(self._columns) + 1
        )


def _indent(part: etree._Element) -> int:
    """How far the first paragraph is set in: in hundredths of a character, else in twentieths of a point."""
    setting = child(part, "p", "pPr", "ind")
    if setting is None or value(part, "p", "pPr", "jc") in ("center", "right", "end"):
        return 0
    half_widths = 0.0
    for side, line in (("left", "leftChars"), ("start", "startChars"), ("firstLine", "firstLineChars")):
        characters, length = attribute(setting, line), attribute(setting, side)
        half_widths += as_number(characters) / 50 if characters else as_number(length) / HALF_WIDTH
    return min(round(half_widths), FARTHEST)


def _columns(node: etree._Element) -> list[int]:
    """For each border of the grid its column, one for those that nearly coincide."""
    grid = child(node, "tblGrid")
    widths = [as_number(attribute(each, "w"), NEAR + 1) for each in grid] if grid is not None else []
    columns = [0]
    for width in widths:
        columns.append(columns[-1] + (width > NEAR))
    return columns


def _inside(node: etree._Element, name: str) -> Iterator[etree._Element]:
    for each in node:
        if local(each) == name:
            yield each
        elif local(each) in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
            yield from _inside(each, name)
