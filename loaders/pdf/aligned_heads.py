"""The heads of a table without lines: which columns each stands over, by its middle, and in how many rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from loaders.pdf.lines import Line
from loaders.pdf.tables import TableCell
from schemas.layout import Box

Reach = tuple[float, float]
# In ems: what counts as standing over a column, as standing lower
OVER = 0.2
LOWER = 0.5
# Of the distance of columns: how well the middle of a head fits that of its columns
FIT = 0.25


def head_cells(pieces: Sequence[Line], columns: Sequence[Reach]) -> list[TableCell]:
    """The cells of the heads: those over several columns, and under them, or beside them, one a column."""
    own: dict[int, list[Line]] = defaultdict(list)
    wide: list[Line] = []
    for piece in sorted(pieces, key=lambda piece: piece.baseline):
        over = [i for i, reach in enumerate(columns) if _shared(piece, reach) > OVER * piece.size]
        if len(over) > 1:
            wide.append(piece)
        else:
            own[over[0] if over else _nearest(piece, columns)].append(piece)
    groups: list[tuple[Line, int, int]] = []
    for piece in wide:
        run = _columns_under(piece, wide, own, columns)
        if run is None:
            own[_nearest(piece, columns)].append(piece)
        else:
            groups.append((piece, *run))
    return _in_rows(own, groups)


def _in_rows(own: dict[int, list[Line]], groups: Sequence[tuple[Line, int, int]]) -> list[TableCell]:
    """Cells with rows: a group one row below the groups over it, a column's own head in the rest."""
    level: dict[int, int] = defaultdict(int)
    cells: list[TableCell] = []
    for piece, first, last in sorted(groups, key=lambda group: group[0].baseline):
        row = max(level[column] for column in range(first, last + 1))
        cells.append(TableCell(row, first, 1, last - first + 1, [piece], around([piece])))
        for column in range(first, last + 1):
            level[column] = row + 1
    depth = max([level[column] + 1 for column in own] + [cell.row + 1 for cell in cells], default=0)
    for column, lines in own.items():
        ordered = sorted(lines, key=lambda line: (line.baseline, line.x0))
        row = level[column]
        cells.append(TableCell(row, column, depth - row, 1, ordered, around(ordered)))
    return sorted(cells, key=lambda cell: (cell.row, cell.column))


def _columns_under(
    piece: Line, wide: Sequence[Line], own: dict[int, list[Line]], columns: Sequence[Reach]
) -> tuple[int, int] | None:
    """The neighbouring columns with heads of their own below, in whose middle a head stands."""
    heights = {column: sum(line.baseline for line in lines) / len(lines) for column, lines in own.items()}
    lowest = max(heights.values(), default=piece.baseline)
    # A head that is as high as two rows stands half-way between them, and is under none.
    least = max(piece.baseline + LOWER * piece.size, (piece.baseline + lowest) / 2 + 0.1 * piece.size)
    below = {
        column: (min(line.x0 for line in lines) + max(line.x1 for line in lines)) / 2
        for column, lines in own.items()
        if heights[column] > least
    }
    middle = (piece.x0 + piece.x1) / 2
    left, right = _bounds(piece, wide)
    runs: list[tuple[float, int, int, int]] = []
    for first in below:
        for last in range(first + 1, len(columns)):
            if last not in below:
                break
            if below[first] < left or below[last] > right:
                continue
            pitch = (below[last] - below[first]) / (last - first)
            misfit = abs((below[first] + below[last]) / 2 - middle) / max(pitch, piece.size)
            runs.append((round(misfit / FIT) * FIT, first - last, first, last))
    if not runs:
        return None
    misfit, _, first, last = min(runs)
    return (first, last) if misfit <= 2 * FIT else None


def _bounds(piece: Line, wide: Sequence[Line]) -> tuple[float, float]:
    """Where the heads beside it begin and end; its columns cannot reach below their middles."""
    beside = [
        (other.x0 + other.x1) / 2
        for other in wide
        if other is not piece and abs(other.baseline - piece.baseline) < LOWER * piece.size
    ]
    middle = (piece.x0 + piece.x1) / 2
    left = max((x for x in beside if x < middle), default=float("-inf"))
    return left, min((x for x in beside if x > middle), default=float("inf"))


def _shared(piece: Line, reach: Reach) -> float:
    return min(piece.x1, reach[1]) - max(piece.x0, reach[0])


def _nearest(piece: Line, columns: Sequence[Reach]) -> int:
    return max(range(len(columns)), key=lambda column: _shared(piece, columns[column]))


def around(lines: Sequence[Line]) -> Box:
    """The box around some lines."""
    return (
        min(line.x0 for line in lines),
        min(line.top for line in lines),
        max(line.x1 for line in lines),
        max(line.bottom for line in lines),
    )
