"""From the cells of a ruled table to a grid: rows, columns, spans, and the words of each cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import regex
from numpy.typing import NDArray

from loaders.pdf.lines import Line, Numbers, one_line, read_lines
from loaders.pdf.pages import Page
from loaders.pdf.rulings import Ruling
from schemas.layout import Box

SAME_SIDE = 3.0
WRAPPED = 0.8
LEAST_FILLED = 3
LONGEST_WORDS = 60
# In ems
UNBROKEN = 0.4
MOSTLY = 0.5
# 12,345, / 678 and 12. / 5 and 12 / .5%: one number in two lines
BROKEN = regex.compile(r"\d,\n\d{3}(?!\d)|\d\.\n\d|\d\n(?:[.．]\d|,\d{3}(?!\d)|[%％])")
LONGEST_HEAD_LINE = 80
# Full rows above the heads and below the last row that belong to no column.
ABOVE = regex.compile(r"单\s*位\s*[:：]|(?:表|情况|统计|一览)\s*(?:[(（].{1,20}[)）])?\s*\Z|\A附(?:件|表)")
BELOW = regex.compile(r"\A\s*[(（]?(?:注|备注|说明|附注|填表人?|制表)\s*\d*\s*[:：)）]")
NUMBER = regex.compile(r"\s*[-+−－]?\d[\d,，.]*\s*%?\s*")


@dataclass(slots=True, eq=False)
class TableCell:
    """A cell at its first row and column, with its lines of words."""

    row: int
    column: int
    row_span: int
    column_span: int
    lines: list[Line]
    box: Box

    @property
    def text(self) -> str:
        """Its words, a line end for a line end."""
        return "\n".join(line.text for line in self.lines)


@dataclass(slots=True, eq=False)
class FoundTable:
    """A table of a page, or of several where it goes on; `sides` are the left and right ends of its columns."""

    page: Page
    box: Box
    rows: int
    columns: int
    cells: list[TableCell]
    sides: list[float] = field(default_factory=list)
    ruled: bool = True
    head_rows: int | None = None

    def row(self, number: int) -> list[TableCell]:
        """The cells that begin in a row."""
        return [cell for cell in self.cells if cell.row == number]


def read_ruled(page: Page, ruling: Ruling, free: NDArray[np.bool_]) -> tuple[FoundTable, Numbers] | None:
    """The table that the lines of `ruling` draw, and the characters in it; `None` where it is none.

    `free` marks the characters that no other table holds.
    """
    across, down = (
        _sides(c[i] for c in ruling.cells for i in (0, 2)),
        _sides(c[i] for c in ruling.cells for i in (1, 3)),
    )
    if len(across) < 3 or len(down) < 3:
        return None
    owners = np.full((len(down) + 1, len(across) + 1), -1, dtype=np.int64)
    places: list[tuple[int, int, int, int]] = []
    for number, (x0, top, x1, bottom) in enumerate(ruling.cells):
        left, right = _nearest(across, x0), _nearest(across, x1)
        upper, lower = _nearest(down, top), _nearest(down, bottom)
        places.append((upper, left, max(lower - upper, 1), max(right - left, 1)))
        owners[upper + 1 : lower + 1, left + 1 : right + 1] = number
    middle = (page.boxes[:, :2] + page.boxes[:, 2:]) / 2
    # By the baseline, since the box of a letter may stand out of a tight row.
    height = page.baselines - 0.35 * page.characters.sizes
    height = np.where(page.turned, middle[:, 1], height)
    owner = owners[np.searchsorted(down, height), np.searchsorted(across, middle[:, 0])]
    owner = _whole_words(page, owner)
    inside = np.flatnonzero(free & (owner >= 0))
    cells = _filled(page, ruling, places, owner, inside)
    if not _is_table(cells):
        return None
    table = FoundTable(page, ruling.box, len(down) - 1, len(across) - 1, cells, across)
    return _without_surroundings(table, inside)


def _whole_words(page: Page, owner: NDArray[np.int64]) -> NDArray[np.int64]:
    """Words that are drawn at once and run over the side of their cell belong to the cell that holds most of them."""
    objects = page.characters.objects
    starts = np.flatnonzero(np.diff(objects, prepend=-1))
    if not len(starts):
        return owner
    mixed = np.minimum.reduceat(owner, starts) != np.maximum.reduceat(owner, starts)
    ends = np.append(starts[1:], len(objects))
    mended = owner.copy()
    for start, end in zip(starts[mixed].tolist(), ends[mixed].tolist(), strict=True):
        gaps = page.boxes[start + 1 : end, 0] - page.boxes[start : end - 1, 2]
        if end - start > LONGEST_WORDS or gaps.max() > UNBROKEN * page.characters.sizes[start]:
            continue
        owners, counts = np.unique(owner[start:end], return_counts=True)
        if counts.max() > MOSTLY * (end - start):
            mended[start:end] = owners[counts.argmax()]
    return mended


def _filled(
    page: Page,
    ruling: Ruling,
    places: Sequence[tuple[int, int, int, int]],
    owner: NDArray[np.int64],
    inside: Numbers,
) -> list[TableCell]:
    """Each cell with the lines of its characters."""
    upright = inside[~page.turned[inside]]
    lines: dict[int, list[Line]] = {}
    for line in read_lines(page, upright, owner):
        lines.setdefault(int(owner[line.characters[0]]), []).append(line)
    turned: dict[int, list[int]] = {}
    for character in inside[page.turned[inside]].tolist():
        turned.setdefault(int(owner[character]), []).append(character)
    cells: list[TableCell] = []
    for number, (row, column, row_span, column_span) in enumerate(places):
        own = _level_lines(lines.get(number, []))
        if number in turned:
            own.append(_along(page, np.array(turned[number])))
        cells.append(TableCell(row, column, row_span, column_span, own, ruling.cells[number]))
    return sorted(cells, key=lambda cell: (cell.row, cell.column))


def _level_lines(pieces: Sequence[Line]) -> list[Line]:
    """The pieces of a cell that stand side by side put together."""
    if len(pieces) < 2:
        return list(pieces)
    lines: list[list[Line]] = []
    for piece in pieces:
        if lines and abs(piece.baseline - lines[-1][0].baseline) <= 0.45 * lines[-1][0].size:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [one_line(line) for line in lines]


def _along(page: Page, characters: Numbers) -> Line:
    """Letters that stand on their side, in the order in which the file draws them."""
    boxes = page.boxes[characters]
    size = float(np.median(page.characters.sizes[characters]))
    return Line(
        page, characters, float(boxes[:, 0].min()), float(boxes[:, 2].max()), float(boxes[:, 3].max()), size
    )


def _is_table(cells: Sequence[TableCell]) -> bool:
    filled = [cell for cell in cells if cell.lines]
    several = len({cell.column for cell in filled}) > 1 and len({cell.row for cell in filled}) > 1
    return several and len(filled) >= LEAST_FILLED


def _without_surroundings(table: FoundTable, inside: Numbers) -> tuple[FoundTable, Numbers]:
    """Title, unit and notes that stand in full rows of the table are no cells."""
    first, last = 0, table.rows
    while last - first > 2 and _is_full(table, first, ABOVE) and not _holds_numbers(table, first + 1):
        first += 1
    while last - first > 2 and _is_full(table, last - 1, BELOW):
        last -= 1
    if first == 0 and last == table.rows:
        return table, inside
    kept = [cell for cell in table.cells if first <= cell.row < last]
    gone = [cell for cell in table.cells if cell not in kept]
    released = [line.characters for cell in gone for line in cell.lines]
    top, bottom = min(cell.box[1] for cell in kept), max(cell.box[3] for cell in kept)
    for cell in kept:
        cell.row -= first
        cell.row_span = min(cell.row_span, last - first - cell.row)
    box = table.box[0], top, table.box[2], bottom
    trimmed = FoundTable(table.page, box, last - first, table.columns, kept, table.sides)
    return trimmed, np.setdiff1d(inside, np.concatenate(released)) if released else inside


def _is_full(table: FoundTable, row: int, words: regex.Pattern[str]) -> bool:
    cells = table.row(row)
    filled = [cell for cell in cells if cell.lines]
    if len(filled) != 1 or filled[0].column_span < table.columns:
        return False
    return filled[0].row_span == 1 and words.search(filled[0].text.replace("\n", "")) is not None


def _holds_numbers(table: FoundTable, row: int) -> bool:
    return any(NUMBER.fullmatch(cell.text) for cell in table.row(row))


def _sides(values: Iterable[float]) -> list[float]:
    """The places of lines, those that lie close together as one."""
    sides: list[float] = []
    for value in sorted(values):
        if not sides or value - sides[-1] > SAME_SIDE:
            sides.append(value)
    return sides


def _nearest(sides: Sequence[float], value: float) -> int:
    return int(np.abs(np.asarray(sides) - value).argmin())


def cell_text(cell: TableCell) -> Iterator[Line | str]:
    """The lines of a cell, and what stands between them: nothing where a number was broken, else a line end."""
    width = cell.box[2] - cell.box[0]
    for number, line in enumerate(cell.lines):
        if number:
            before = cell.lines[number - 1]
            full = before.x1 - before.x0 >= WRAPPED * width
            split = BROKEN.search(f"{before.text}\n{line.text}") is not None
            whole = full and before.text[-1:].isdecimal() and line.text[:1].isdecimal()
            yield "" if split or whole else "\n"
        yield line
