"""Tables without lines: rows whose cells stand under one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import regex

from loaders.pdf.aligned_heads import Reach, around, head_cells
from loaders.pdf.lines import Line
from loaders.pdf.pages import Page
from loaders.pdf.tables import FoundTable, TableCell

NUMERIC = regex.compile(
    r"[(（]?[-+−－<>≥≤约↑↓▲▼]?\s?\d[\d,，]*(?:\.\d+)?\s?(?:[%％‰]|\p{Han}{1,3}|pct)?[)）]?|[-—–－/*×·]{1,4}|第?\d{1,3}[名位]?"
)
SENTENCE = regex.compile(r"[。；！？，]|,(?!\d)")
UNIT = regex.compile(r"[(（]?\s*单\s*位\s*[:：].{1,30}")
LEAST_ROWS = 3
# In ems
FARTHEST_ROW = 3.2
HEAD_PITCH = 2.6
BETWEEN_COLUMNS = 0.25
LONGEST_CELL = 24
MOST_CELLS = 60
DEEPEST_HEAD = 5
FILLED = 0.5
NEAR_COLUMNS = 3.0
MOST_CLASHES = 0.2
Row = list[Line]


def read_aligned(page: Page, lines: Sequence[Line]) -> list[tuple[FoundTable, list[Line]]]:
    """The tables that numbers under one another show, each with the pieces of lines that are its cells."""
    rows = _rows(lines)
    found: list[tuple[FoundTable, list[Line]]] = []
    done = 0
    for first, last in list(_runs(rows)):
        first = max(first, done)
        body = rows[first:last]
        columns = _columns(body)
        if columns is None:
            continue
        head = _head(rows, first, done, columns)
        table = _table(page, rows[first - head : first], body, columns)
        if table is None:
            continue
        found.append((table, [piece for row in rows[first - head : last] for piece in row]))
        done = last
    return found


def _rows(lines: Sequence[Line]) -> list[Row]:
    rows: list[Row] = []
    for line in sorted(lines, key=lambda line: line.baseline):
        if rows and line.baseline - rows[-1][0].baseline <= 0.3 * min(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda piece: piece.x0) for row in rows]


def _is_numeric(piece: Line) -> bool:
    return len(piece.characters) <= LONGEST_CELL and NUMERIC.fullmatch(piece.text.strip()) is not None


def _is_data(row: Row) -> bool:
    """Whether a row holds a number behind its first cell, and more of them the fewer cells it has."""
    if not 2 <= len(row) <= MOST_CELLS or any(len(piece.characters) > 2 * LONGEST_CELL for piece in row):
        return False
    numeric = sum(map(_is_numeric, row[1:]))
    return numeric >= 1 and (2 * numeric >= len(row) - 1 or len(row) > 3)


def _runs(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Neighbouring rows of data; between two of them one short line may stand: a group, a cell that was wrapped."""
    start = last = None
    for number, row in enumerate(rows):
        if _is_data(row):
            far = last is not None and _far(rows[last][0], row[0], 1 + number - last)
            if start is None or last is None or far or number - last > 2:
                if start is not None and last is not None and last - start >= LEAST_ROWS - 1:
                    yield start, last + 1
                start = number
            last = number
        elif not _may_stand_between(row) and start is not None and last is not None:
            if last - start >= LEAST_ROWS - 1:
                yield start, last + 1
            start = last = None
    if start is not None and last is not None and last - start >= LEAST_ROWS - 1:
        yield start, last + 1


def _may_stand_between(row: Row) -> bool:
    return len(row) <= 3 and all(
        len(piece.characters) <= LONGEST_CELL and not SENTENCE.search(piece.text) for piece in row
    )


def _far(upper: Line, lower: Line, steps: int) -> bool:
    return lower.baseline - upper.baseline > FARTHEST_ROW * max(upper.size, lower.size) * max(1, steps - 1)


def _columns(body: Sequence[Row]) -> list[Reach] | None:
    """From where to where each column reaches, by rows of data; `None` where cells do not stand under one another."""
    data = [row for row in body if _is_data(row)]
    counts = Counter(len(row) for row in data)
    usual = max(counts, key=lambda count: (counts[count] * count, count))
    size = data[0][0].size
    columns: list[Reach] = []
    for x0, x1 in sorted((piece.x0, piece.x1) for row in data if len(row) >= usual for piece in row):
        if columns and x0 < columns[-1][1] + BETWEEN_COLUMNS * size:
            columns[-1] = columns[-1][0], max(columns[-1][1], x1)
        else:
            columns.append((x0, x1))
    columns = _never_beside(columns, data)
    if len(columns) < 2:
        return None
    filled = np.zeros(len(columns), dtype=np.int64)
    clashes = 0
    for row in data:
        places = [_place(piece, columns) for piece in row]
        clashes += len(set(places)) < len(places)
        filled[places] += 1
    if clashes > MOST_CLASHES * len(data) or (filled >= FILLED * len(data)).sum() < 2:
        return None
    return columns


def _never_beside(columns: Sequence[Reach], data: Sequence[Row]) -> list[Reach]:
    """Neighbours of which each row fills but one are one column, whose cells are not aligned."""
    filled = [{_place(piece, columns) for piece in row} for row in data]
    joined: list[Reach] = []
    last: set[int] = set()
    for number, reach in enumerate(columns):
        rows = {at for at, places in enumerate(filled) if number in places}
        near = joined and reach[0] - joined[-1][1] < NEAR_COLUMNS * data[0][0].size
        if near and not rows & last and len(rows | last) == len(data):
            joined[-1] = joined[-1][0], reach[1]
            last |= rows
        else:
            joined.append(reach)
            last = rows
    return joined


def _place(piece: Line, columns: Sequence[Reach]) -> int:
    """The column with which a cell shares most, or the nearest."""
    shared = [min(piece.x1, x1) - max(piece.x0, x0) for x0, x1 in columns]
    return int(np.argmax(shared))


def _head(rows: Sequence[Row], first: int, done: int, columns: Sequence[Reach]) -> int:
    """How many rows above the first one name the columns."""
    count = 0
    left, right = columns[0][0], columns[-1][1]
    while count < DEEPEST_HEAD and first - count - 1 >= done:
        row, below = rows[first - count - 1], rows[first - count]
        size = max(row[0].size, below[0].size)
        if below[0].baseline - row[0].baseline > HEAD_PITCH * size:
            break
        if len(row) > MOST_CELLS:
            break
        words = [piece.text for piece in row]
        if len(row) < 2 and not (count and len(columns) > 3 and _is_inside(row[0], columns)):
            break
        if any(UNIT.fullmatch(each) or SENTENCE.search(each) or len(each) > LONGEST_CELL for each in words):
            break
        if row[0].x0 < left - 4 * size or row[-1].x1 > right + 4 * size:
            break
        count += 1
    return count


def _is_inside(piece: Line, columns: Sequence[Reach]) -> bool:
    """Whether one cell stands over some columns, and not in the middle over all as a title does."""
    left, right = columns[0][1], columns[-1][1]
    middle = (columns[0][0] + right) / 2
    return piece.x0 > left and abs((piece.x0 + piece.x1) / 2 - middle) > 2 * piece.size


def _table(page: Page, head: Sequence[Row], body: Sequence[Row], columns: list[Reach]) -> FoundTable | None:
    cells = head_cells([piece for row in head for piece in row], columns)
    head_rows = number = max((cell.row + cell.row_span for cell in cells), default=0)
    data_at = [i for i, row in enumerate(body) if _is_data(row)]
    for i, row in enumerate(body):
        if i in data_at:
            cells += _data_cells(row, columns, number)
            number += 1
        elif not _wrapped(row, cells, columns, number - 1, body, i):
            for piece in row:
                cells.append(TableCell(number, _place(piece, columns), 1, 1, [piece], around([piece])))
            number += 1
    if number - head_rows < LEAST_ROWS - 1:
        return None
    cells = _one_a_place(cells)
    sides = [columns[0][0], *((a[1] + b[0]) / 2 for a, b in pairwise(columns)), columns[-1][1]]
    box = around([line for cell in cells for line in cell.lines])
    return FoundTable(page, box, number, len(columns), cells, sides, False, head_rows or None)


def _data_cells(row: Row, columns: Sequence[Reach], number: int) -> Iterator[TableCell]:
    for place, piece in enumerate(row):
        column, span = _place(piece, columns), 1
        if place == 0 and column == 1 and piece.x0 < columns[1][0] - 0.5 * piece.size:
            # A total stands in the middle of the first two columns.
            column, span = 0, 2
        yield TableCell(number, column, 1, span, [piece], around([piece]))


def _wrapped(
    row: Row,
    cells: Sequence[TableCell],
    columns: Sequence[Reach],
    number: int,
    body: Sequence[Row],
    at: int,
) -> bool:
    """Whether a line goes on in the cells of the row above it: it stands close below and not as close above another."""
    above, below = body[at - 1][0], body[at + 1][0] if at + 1 < len(body) else None
    gap = row[0].baseline - above.baseline
    if gap > 1.4 * row[0].size or (below is not None and below.baseline - row[0].baseline < 1.2 * gap):
        return False
    for piece in row:
        home = next((c for c in cells if c.row == number and c.column == _place(piece, columns)), None)
        if home is None:
            return False
        home.lines.append(piece)
    return True


def _one_a_place(cells: Sequence[TableCell]) -> list[TableCell]:
    """Pieces that fell into one place are one cell."""
    by_place: dict[tuple[int, int], TableCell] = {}
    for cell in cells:
        home = by_place.setdefault((cell.row, cell.column), cell)
        if home is not cell:
            home.lines.extend(cell.lines)
    return sorted(by_place.values(), key=lambda cell: (cell.row, cell.column))
