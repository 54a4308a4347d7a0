"""Which row stands under which: by how far names are set in, by 其中, and by the numbers before them.

粮食 / 　夏粮 / 　秋粮; 一、税收收入 / 增值税; 其中：猪肉 / 　　　牛肉.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from schemas import Cell

PART = regex.compile(r"^(?:其\s*中|含|#|＃)\s*[:：]?\s*")
# What opens each kind of number, the highest first
NUMBERS = tuple(
    regex.compile(pattern)
    for pattern in (
        r"[一二三四五六七八九十]{1,3}\s*[、.．]",
        r"[(（][一二三四五六七八九十]{1,3}[)）]",
        r"\d{1,2}\s*(?:[、．]|\.(?!\d))",
        r"[(（]\d{1,2}[)）]|\d{1,2}[)）]",
    )
)
# 总计, 收入合计 stand under nothing.
SUM = regex.compile(r"(?:合\s*计|总\s*计|共\s*计)(?:数|值)?$")
# Half-widths by which neighbours of one level may differ, and what a step is where nothing is set in
SLACK = 1
STEP = 4
DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Level:
    """Of a row: the row above that it stands under, whether words say so (其中), and a row without values between."""

    parent: int | None
    marked: bool = False
    heading: Cell | None = None


def levels_of(names: Sequence[tuple[int, Cell]], reporting: frozenset[int]) -> dict[int, Level]:
    """The level of each row; `names` are the rows with the cell of their name, `reporting` those with values.

    A row without values hands on what stands under it to the row that it stands under itself.
    """
    levels: dict[int, Level] = {}
    open_rows: list[tuple[float, int | None, Cell | None]] = []
    for depth, marked, row, cell in _depths(names):
        while open_rows and open_rows[-1][0] >= depth - SLACK:
            open_rows.pop()
        _, parent, heading = open_rows[-1] if open_rows else (0, None, None)
        levels[row] = Level(parent, marked, heading)
        open_rows.append((depth, row, heading) if row in reporting else (depth, parent, cell))
        del open_rows[:-DEEPEST]
    return levels


def _depths(names: Sequence[tuple[int, Cell]]) -> Iterator[tuple[float, bool, int, Cell]]:
    """How deep each name stands, in half-widths."""
    indented = len({cell.indent for _, cell in names}) > 1
    ranks = [_rank(cell.text.strip()) for _, cell in names]
    numbered = not indented and len(set(ranks)) > 1
    last = -1
    for (row, cell), rank in zip(names, ranks, strict=True):
        text = cell.text.strip()
        mark = PART.match(text)
        depth = cell.indent
        if numbered:
            last = rank if rank is not None else last
            below = rank is None and last >= 0 and not SUM.search(text)
            depth += STEP * (max(last, 0) + below)
        if mark is not None:
            # What goes on below stands under the name, not under the 其中 before it.
            depth += max(_width(mark[0]), SLACK + 1)
        yield depth, mark is not None, row, cell


def _rank(text: str) -> int | None:
    return next((rank for rank, pattern in enumerate(NUMBERS) if pattern.match(text)), None)


def _width(text: str) -> int:
    return sum(1 if character.isascii() else 2 for character in text)
