"""How far the text of cells is set in: by spaces before it, or by where it stands on the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

from schemas import Cell

# Half-widths of what stands before the words of a cell
WIDTHS = {" ": 1, "\u00a0": 1, "\u2002": 1, "\u2003": 2, "\u3000": 2, "\t": 4}
FARTHEST = 80
# A column with fewer texts tells nothing of how it is set.
LEAST_TEXTS = 4


def leading(text: str) -> int:
    """The width of the spaces before a text, in half-width characters.

    >>> leading("\u3000\u3000其中"), leading("  甲镇"), leading("乙镇")
    (4, 2, 0)
    """
    width = 0
    for character in text[:FARTHEST]:
        if character not in WIDTHS:
            break
        width += WIDTHS[character]
    return width


def by_place(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells with what they are set in by on their page, in columns whose texts begin at few places.

    Spaces that stand in the text have told it already.
    """
    indents: dict[tuple[int, int], int] = {}
    for column in {cell.column for cell in cells}:
        placed = [cell for cell in cells if cell.column == column and cell.box and cell.column_span == 1]
        told = any(cell.indent for cell in placed)
        if len(placed) >= LEAST_TEXTS and not told and _is_left_aligned(placed):
            indents |= _indents(placed)
    return tuple(
        cell.model_copy(update={"indent": cell.indent + indents[cell.row, cell.column]})
        if indents.get((cell.row, cell.column))
        else cell
        for cell in cells
    )


def _is_left_aligned(cells: Iterable[Cell]) -> bool:
    """Centred texts of several lengths share their middles, and texts set to the right their ends."""
    boxes = [cell.box for cell in cells if cell.box]
    starts = {round(x0) for x0, _, _, _ in boxes}
    middles = {round((x0 + x1) / 2) for x0, _, x1, _ in boxes}
    ends = {round(x1) for _, _, x1, _ in boxes}
    return len(starts) < len(middles) and len(starts) <= len(ends)


def _indents(cells: Sequence[Cell]) -> dict[tuple[int, int], int]:
    first = min(cell.box[0] for cell in cells if cell.box)
    half = median(_width(cell) for cell in cells)
    return {
        (cell.row, cell.column): min(round((cell.box[0] - first) / half), FARTHEST)
        for cell in cells
        if cell.box
    }


def _width(cell: Cell) -> float:
    """Of a half-width character, by the height of its line; long texts may take several lines."""
    assert cell.box is not None
    x0, top, x1, bottom = cell.box
    return max(1.0, min(bottom - top, (x1 - x0) / max(1, len(cell.text))) / 2)
