"""What a format gives before the normalisation: its running text and its tables, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from schemas import Furniture, Layout

ProseKind = Literal["text", "heading", "caption"]


@dataclass(frozen=True, slots=True)
class Prose:
    r"""Lines of text that belong together: a paragraph, or several lines that may still have to be joined.

    A form feed stands where a page ended. `kind` and `level` are what the format itself says (a style of a Word file,
    an `<h2>`, a large type); 0 is the title. `apart`: the format sets it off from the text around it, so that no
    sentence goes on from it or into it. `layout` has the page and the box of each character of `text`.
    """

    text: str
    kind: ProseKind = "text"
    level: int | None = None
    layout: Layout | None = None
    apart: bool = False


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell with its words as displayed; a merged one stands once, at its first row and column.

    `indent` is what the format itself sets its first line in by, in half-width characters, besides spaces in `text`.
    """

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    layout: Layout | None = None
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its cells row by row, and how many of its first rows are heads (`None`: to be found out).

    What stands above and below it (title, unit, notes) are pieces of their own around it.
    """

    cells: Sequence[GridCell]
    rows: int
    columns: int
    head_rows: int | None = None


Piece = Prose | Grid


@dataclass(frozen=True, slots=True)
class Extracted:
    """All that a format module reads from the bytes of one bulletin.

    `whole`: each prose is a paragraph of its own, since the format says where paragraphs end.
    """

    pieces: Sequence[Piece]
    pages: int | None = None
    encoding: str | None = None
    ocr: bool = False
    furniture: Furniture = field(default_factory=Furniture)
    warnings: Sequence[str] = ()
    whole: bool = False


def layout_of(page: int, boxes: Sequence[tuple[float, float, float, float]]) -> Layout:
    """The layout of characters that all stand on one page, a box each.

    >>> layout_of(2, [(0, 0, 5, 10), (5, 0, 10, 10)]).place([0, 1])
    (2, [(0.0, 0.0, 10.0, 10.0)])
    """
    array = np.array(boxes, dtype=np.float32).reshape(len(boxes), 4)
    return Layout(np.full(len(boxes), page, dtype=np.int32), array)
