"""The reading order of a page: cut along the gutters between columns, read from the top down in each.

A gutter is a strip that no line crosses over several lines' height, with running text on both sides. Where one is
found, what stands above it, the left side, the right side and what stands below are each cut again. A headline or a
rule across the page ends a gutter, a picture between the lines of a column does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import regex
from numpy.typing import NDArray

from loaders.pdf.frames import Boxes
from loaders.pdf.lines import Line, one_line

Numbers = NDArray[np.intp]
# In ems
NARROWEST_GUTTER, WIDEST_GUTTER = 0.7, 5.0
NARROWEST_COLUMN = 7.0
FULL = 0.6
LEAST_LINES = 3
LOOSE = 1.1
LARGE = 1.3
LONG_COLUMN, WIDE_COLUMN, FULL_LINES = 8, 12.0, 0.25
SAME_ROW = 0.3
OTHER_SIZE = 1.4
DEEPEST = 12
ITEM = regex.compile(r"(?:\d{1,2}[.．、]|[(（]\d{1,2}[)）]|[①-⑳])\s?\p{Han}")
UNIT = regex.compile(r"[(（]?\s*单\s*位\s*[:：]")
MOST_GUTTERS = 48
# A newspaper page has hundreds of lines; beyond this a page is read from the top down.
MOST_ITEMS = 4_000
# Of the width of what is cut: a rule that goes across it
ACROSS = 0.5


@dataclass(slots=True, eq=False)
class Region:
    """Something that is read as a whole: a table, a framed text."""

    x0: float
    top: float
    x1: float
    bottom: float
    content: object


Item = Line | Region


@dataclass(slots=True, eq=False)
class Column:
    """Lines and regions from the top down, and how far the column reaches."""

    x0: float
    x1: float
    items: list[Item]


class Plane(NamedTuple):
    """The sides of all items, and which of them are lines of text, which are mere rules."""

    x0: NDArray[np.float64]
    x1: NDArray[np.float64]
    top: NDArray[np.float64]
    bottom: NDArray[np.float64]
    text: NDArray[np.bool_]
    rule: NDArray[np.bool_]


class Gutter(NamedTuple):
    """A strip beginning at `x`, free between two items in order of height; `height` is that of its text."""

    x: float
    first: int
    last: int
    height: float

    @property
    def worth(self) -> tuple[float, int]:
        """Of two gutters beside the same lines, the one that goes on further is not cut short by a longer line."""
        return round(self.height, 1), self.last - self.first


def read_columns(items: Sequence[Item], rules: Boxes, size: float) -> list[Column]:
    """The columns of a page in reading order.

    `size` is that of the usual type, in points; `rules` are drawn lines, which part what stands above and below them.
    """
    level = [tuple(rule) for rule in rules.tolist() if rule[2] - rule[0] > 10 * size]
    sides = np.array(
        [(item.x0, item.x1, item.top, item.bottom) for item in items]
        + [(x0, x1, top, bottom) for x0, top, x1, bottom in level],
        dtype=np.float64,
    ).reshape(-1, 4)
    kinds = np.array([isinstance(item, Line) for item in items] + [False] * len(level), dtype=np.bool_)
    drawn = np.arange(len(sides)) >= len(items)
    plane = Plane(sides[:, 0], sides[:, 1], sides[:, 2], sides[:, 3], kinds, drawn)
    order = np.lexsort((plane.x0, plane.top))
    return [
        _column(plane, part, items) for part in _cut(plane, order, size, DEEPEST) if (part < len(items)).any()
    ]


def _cut(plane: Plane, order: Numbers, size: float, depth: int) -> Iterator[Numbers]:
    gutter = _gutter(plane, order, size) if depth else None
    if gutter is None:
        yield order
        return
    above, run, below = np.split(order, [gutter.first, gutter.last])
    is_left = plane.x1[run] <= gutter.x + 0.2
    led = _above_both(plane, run, is_left, size)
    above, run, is_left = np.concatenate((above, run[:led])), run[led:], is_left[led:]
    kept = _beside_tables(plane, run, is_left, size)
    below = np.concatenate((run[kept:], below))
    run, is_left = run[:kept], is_left[:kept]
    for part in (above, run[is_left], run[~is_left], below):
        if len(part):
            yield from _cut(plane, part, size, depth - 1)


def _gutter(plane: Plane, order: Numbers, size: float) -> Gutter | None:
    """The gutter with the highest text on both sides."""
    x0, x1, solid = plane.x0[order], plane.x1[order], ~plane.rule[order]
    if solid.sum() < 2 or len(order) > MOST_ITEMS:
        return None
    ends = np.unique(np.round(x1[solid]))
    if len(ends) > MOST_GUTTERS:
        ends = ends[np.linspace(0, len(ends) - 1, MOST_GUTTERS).astype(np.intp)]
    width = float(x1.max() - x0.min())
    # A short rule, such as one under a word, parts nothing.
    solid |= x1 - x0 > ACROSS * width
    best: Gutter | None = None
    for end in ends.tolist():
        x = end + 0.5
        crossing = np.flatnonzero(solid & (x0 < x + NARROWEST_GUTTER * size) & (x1 > x))
        bounds = [-1, *crossing.tolist(), len(order)]
        for first, last in pairwise(bounds):
            if last - first <= 2:
                continue
            height = _height(plane, order[first + 1 : last], x, size)
            found = Gutter(x, first + 1, last, height)
            if height > 0 and (best is None or found.worth > best.worth):
                best = found
    return best


def _height(plane: Plane, run: Numbers, x: float, size: float) -> float:
    """How high text stands on both sides of a strip; 0 where it is no gutter between columns."""
    tables = run[~plane.text[run] & ~plane.rule[run]]
    if len(tables) > 1:
        height = _beside_height(plane, tables, x)
        if height:
            return height
    lines = run[plane.text[run]]
    is_left = plane.x1[lines] <= x + 0.2
    count = int(is_left.sum())
    if count in (0, len(lines)):
        return 0.0
    left, right = lines[is_left], lines[~is_left]
    if min(len(left), len(right)) < LEAST_LINES:
        return _begun_height(plane, left, right, size)
    top = max(plane.top[left].min(), plane.top[right].min())
    bottom = min(plane.bottom[left].max(), plane.bottom[right].max())
    beside = [side[(plane.bottom[side] > top) & (plane.top[side] < bottom)] for side in (left, right)]
    if not all(_is_running(plane, side, size) for side in beside):
        return 0.0
    return float(bottom - top)


def _beside_height(plane: Plane, tables: Numbers, x: float) -> float:
    """How high tables stand beside each other on both sides of a strip."""
    is_left = plane.x1[tables] <= x + 0.2
    left, right = tables[is_left], tables[~is_left]
    if not len(left) or not len(right):
        return 0.0
    top = np.maximum.outer(plane.top[left], plane.top[right])
    bottom = np.minimum.outer(plane.bottom[left], plane.bottom[right])
    return max(0.0, float((bottom - top).max()))


def _begun_height(plane: Plane, left: Numbers, right: Numbers, size: float) -> float:
    """How high a last column is in which only a line or two stand; 0 where it is none."""
    if not 0 < len(right) < LEAST_LINES or len(left) < 2 * LEAST_LINES or not _is_running(plane, left, size):
        return 0.0
    widest, whole = plane.x1[left].max() - plane.x0[left].min(), plane.x1[right].max() - plane.x0[left].min()
    begins = plane.x0[right].min() - plane.x0[left].min()
    level = abs(plane.top[right].min() - plane.top[left].min()) < 0.5 * size
    # The second column begins where it would if it were as wide as the first.
    fits = (
        widest + NARROWEST_GUTTER * size <= begins <= widest + WIDEST_GUTTER * size and whole <= 2.2 * widest
    )
    return float(plane.bottom[right].max() - plane.top[right].min()) if level and fits else 0.0


def _is_running(plane: Plane, lines: Numbers, size: float) -> bool:
    """Whether lines look like a column of text: several, most of them as wide as the widest."""
    if len(lines) < LEAST_LINES:
        return False
    widths = sorted((plane.x1[lines] - plane.x0[lines]).tolist())
    widest = widths[int(0.9 * (len(widths) - 1))]
    if widest >= NARROWEST_COLUMN * size and widths[len(widths) // 2] >= FULL * widest:
        return True
    # Many short lines, as in lists, but some that are full.
    full = sum(width > 0.85 * widest for width in widths)
    return len(widths) >= LONG_COLUMN and widest > WIDE_COLUMN * size and full >= FULL_LINES * len(widths)


def _above_both(plane: Plane, run: Numbers, is_left: NDArray[np.bool_], size: float) -> int:
    """How many of the first items belong above the columns: a byline that crosses no gutter by chance."""
    begins = max(plane.top[run[is_left]].min(), plane.top[run[~is_left]].min())
    led = int((plane.bottom[run] <= begins + 0.1).sum())
    if not 0 < led <= LEAST_LINES or (plane.bottom[run[:led]] > begins + 0.1).any():
        return 0
    gap = plane.top[run[led:]].min() - plane.bottom[run[:led]].max()
    large = (plane.bottom[run[:led]] - plane.top[run[:led]]).min() > LARGE * size
    return led if large or gap > LOOSE * size else 0


def _beside_tables(plane: Plane, run: Numbers, is_left: NDArray[np.bool_], size: float) -> int:
    """How many of the items stand beside each other where only tables do: what is below both is below."""
    tables = ~plane.text[run] & ~plane.rule[run]
    if not (tables & is_left).any() or not (tables & ~is_left).any():
        return len(run)
    lines = plane.text[run]
    if all(_is_running(plane, run[lines & side], size) for side in (is_left, ~is_left)):
        return len(run)
    # The first table of each side; further ones are cut anew.
    end = max(plane.bottom[run[tables & side]].min() for side in (is_left, ~is_left))
    return int(np.searchsorted(plane.top[run], end))


def _column(plane: Plane, part: Numbers, items: Sequence[Item]) -> Column:
    chosen = [items[number] for number in part.tolist() if number < len(items)]
    rows = list(_rows(chosen))
    return Column(min(item.x0 for item in rows), max(item.x1 for item in rows), rows)


def _rows(items: Sequence[Item]) -> Iterator[Item]:
    """Pieces of one line put together; the rest as it is, from the top down."""
    waiting: list[Line] = []
    ordered = sorted(items, key=lambda item: item.baseline if isinstance(item, Line) else item.top)
    for item in ordered:
        if waiting and not (isinstance(item, Line) and _level(waiting[0], item)):
            yield from _row(waiting)
            waiting = []
        if isinstance(item, Line):
            waiting.append(item)
        else:
            yield item
    if waiting:
        yield from _row(waiting)


def _row(pieces: Sequence[Line]) -> Iterator[Line]:
    """One line, but for a unit: it stands over the right end of a table, whatever stands over its left."""
    if len(pieces) > 1 and all(ITEM.match(piece.text) for piece in pieces):
        # A short list set in several columns, read row by row
        yield from sorted(pieces, key=lambda piece: piece.x0)
        return
    units = [piece for piece in pieces if UNIT.match(piece.text)]
    others = [piece for piece in pieces if piece not in units]
    for group in (others, units):
        if group:
            yield one_line(group)


def _level(upper: Line, lower: Line) -> bool:
    if max(upper.size, lower.size) > OTHER_SIZE * min(upper.size, lower.size):
        return False
    return lower.baseline - upper.baseline <= SAME_ROW * min(upper.size, lower.size)
