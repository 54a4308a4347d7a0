"""From characters to lines: those on one baseline, parted where a wide gap opens; raised and lowered ones put back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from loaders.pdf.pages import Page

Numbers = NDArray[np.intp]
SPACE = -1
# In ems: how far baselines of one line may differ; the gap that parts two pieces of a line.
LEVEL = 0.22
APART = 0.75
ASCENT, DESCENT = 0.88, 0.12
THIN_SPACE, LATIN_SPACE, HAN_SPACE, WIDE_SPACE = 0.1, 0.17, 0.45, 0.95
SAME_PLACE = 0.35
RAISED_SIZE = 0.82
LONGEST_RAISED = 8
# On a page with more pieces of lines than any has, none is looked for; the time grows with their square.
MOST_PIECES = 4_000
FIRST_HAN = 0x2E80
# Wider than any page, in points
STRIP = 100_000
POWERS = {"2": "²", "3": "³"}


@dataclass(slots=True, eq=False)
class Line:
    """Characters side by side, by their numbers on the page (-1 is a space between two of them).

    The box goes by the size of the type and not by the shapes of its letters, so that all lines of a size are alike.
    """

    page: Page
    characters: Numbers
    x0: float
    x1: float
    baseline: float
    size: float
    _text: str | None = None

    @property
    def top(self) -> float:
        """The height of capitals and Han, in points from the top of the page."""
        return self.baseline - ASCENT * self.size

    @property
    def bottom(self) -> float:
        """Where the letters end below."""
        return self.baseline + DESCENT * self.size

    @property
    def text(self) -> str:
        """Its letters with a space where a gap shows."""
        if self._text is None:
            self._text = self.page.text(self.characters)
        return self._text

    @property
    def bold(self) -> bool:
        """Whether most of it is bold."""
        return bool(self.page.characters.bold[self.characters[self.characters >= 0]].mean() > 0.6)


def read_lines(page: Page, chosen: Numbers, owners: NDArray[np.int64] | None = None) -> list[Line]:
    """The lines of some characters of a page, from the top down, pieces from left to right.

    With `owners`, a number for each character of the page, no piece holds characters of two.
    """
    if not len(chosen):
        return []
    order, levels = _levels(page, chosen)
    order, levels = _printed_once(page, order, levels)
    pieces = _pieces(page, order, levels, owners)
    return pieces if owners is not None else _with_raised(page, pieces)


def _levels(page: Page, chosen: Numbers) -> tuple[Numbers, Numbers]:
    """The characters by height and from left to right, and on which baseline each stands, counted from the top."""
    order = chosen[np.argsort(page.baselines[chosen], kind="stable")]
    heights, sizes = page.baselines[order], page.characters.sizes[order]
    # Only where the height changes at all is a look at the distance needed.
    changes = np.flatnonzero(np.diff(heights) > 0) + 1
    starts = np.zeros(len(order), dtype=np.intp)
    first = float(heights[0])
    tops, bodies = heights[changes].tolist(), np.minimum(sizes[changes], sizes[changes - 1]).tolist()
    for place, top, body in zip(changes.tolist(), tops, bodies, strict=True):
        if top - first > LEVEL * body:
            starts[place] = 1
            first = top
    levels = np.cumsum(starts)
    inside = np.lexsort((page.starts[order], levels))
    return order[inside], levels[inside]


def _printed_once(page: Page, order: Numbers, levels: Numbers) -> tuple[Numbers, Numbers]:
    """Type is made bold by printing it twice, a little apart."""
    codes, x = page.characters.codes[order], page.starts[order]
    boxes = page.boxes[order]
    near = np.minimum(SAME_PLACE * page.characters.sizes[order], 0.5 * (boxes[:, 2] - boxes[:, 0]))
    doubled = np.zeros(len(order), dtype=np.bool_)
    for step in (1, 2, 3):
        same = (codes[step:] == codes[:-step]) & (levels[step:] == levels[:-step])
        doubled[step:] |= same & (x[step:] - x[:-step] < near[step:])
    return (order[~doubled], levels[~doubled]) if doubled.any() else (order, levels)


def _pieces(page: Page, order: Numbers, levels: Numbers, owners: NDArray[np.int64] | None) -> list[Line]:
    """All pieces at once: a gap, another baseline or another owner begins a new one."""
    sizes = page.characters.sizes[order]
    boxes = page.boxes[order]
    # Each baseline in a strip of its own, so that one running maximum serves all.
    strips = levels * float(STRIP)
    reached = np.maximum.accumulate(boxes[:, 2] + strips)
    gaps = (boxes[1:, 0] + strips[1:]) - reached[:-1]
    cut = (gaps > APART * np.maximum(sizes[1:], sizes[:-1])) | (np.diff(levels) > 0)
    if owners is not None:
        cut |= np.diff(owners[order]) != 0
    starts = np.concatenate(([0], np.flatnonzero(cut) + 1))
    ends = np.append(starts[1:], len(order)).tolist()
    smallest, largest = np.minimum.reduceat(sizes, starts), np.maximum.reduceat(sizes, starts)
    columns = (
        np.minimum.reduceat(boxes[:, 0], starts).tolist(),
        np.maximum.reduceat(boxes[:, 2], starts).tolist(),
        page.baselines[order][starts].tolist(),
        largest.tolist(),
        (smallest < largest).tolist(),
    )
    relative = np.append(
        np.where(page.spaced[order[1:]], np.maximum(gaps / sizes[1:], 1.0), gaps / sizes[1:]), 0.0
    )
    relative[np.asarray(ends) - 1] = -1.0
    gappy = (np.maximum.reduceat(relative, starts) > LATIN_SPACE).tolist()
    text = page.text(order)
    pieces: list[Line] = []
    rows = zip(starts.tolist(), ends, *columns, gappy, strict=True)
    for start, end, x0, x1, baseline, size, is_mixed, has_gaps in rows:
        characters = order[start:end]
        if is_mixed or has_gaps:
            pieces.append(make_line(page, characters))
        else:
            pieces.append(Line(page, characters, x0, x1, baseline, size, text[start:end]))
    return pieces


def make_line(page: Page, characters: Numbers) -> Line:
    """A line of characters that are in order, with spaces where gaps show."""
    boxes, sizes = page.boxes[characters], page.characters.sizes[characters]
    size = float(np.median(sizes))
    spaced = characters
    if len(characters) > 1:
        gaps = (boxes[1:, 0] - np.maximum.accumulate(boxes[:, 2])[:-1]) / size
        blanks = page.spaced[characters[1:]] & (gaps > THIN_SPACE)
        if blanks.any() or gaps.max() > LATIN_SPACE:
            codes = page.characters.codes[characters]
            spaced = np.insert(characters, *_spaces(gaps, codes, blanks))
    return Line(
        page=page,
        characters=spaced,
        x0=float(boxes[:, 0].min()),
        x1=float(boxes[:, 2].max()),
        baseline=float(np.median(page.baselines[characters])),
        size=size,
    )


def _spaces(
    gaps: NDArray[np.float32], codes: NDArray[np.uint32], blanks: NDArray[np.bool_]
) -> tuple[Numbers, int]:
    """Where spaces go: one in a gap or for a blank, two in a wide gap; what is letter-spaced throughout has none."""
    usual = max(0.0, float(np.median(gaps))) if len(gaps) > 2 else 0.0
    latin = (codes[1:] < FIRST_HAN) & (codes[:-1] < FIRST_HAN)
    beyond = gaps - usual
    single = np.where(latin, beyond > LATIN_SPACE, beyond > HAN_SPACE) | blanks
    double = gaps > WIDE_SPACE
    places = np.repeat(np.arange(1, len(codes)), single.astype(np.int64) + (double & single))
    return places, SPACE


def _with_raised(page: Page, pieces: Sequence[Line]) -> list[Line]:
    """Small letters above or below the baseline of larger ones go back into that line."""
    if len(pieces) > MOST_PIECES or len({round(piece.size * 2) for piece in pieces}) < 2:
        return list(pieces)
    kept = list(pieces)
    x0, x1 = np.array([p.x0 for p in pieces]), np.array([p.x1 for p in pieces])
    base, size = np.array([p.baseline for p in pieces]), np.array([p.size for p in pieces])
    homes: dict[int, list[Line]] = {}
    for number, piece in enumerate(pieces):
        if len(piece.characters) > LONGEST_RAISED:
            continue
        shift = base - piece.baseline
        near = (piece.size < RAISED_SIZE * size) & (shift < 0.65 * size) & (shift > -0.35 * size)
        near &= (np.abs(shift) > LEVEL * piece.size) & (piece.x0 > x0) & (piece.x0 < x1 + 0.3 * size)
        found = np.flatnonzero(near)
        if len(found):
            homes.setdefault(int(found[0]), []).append(piece)
            kept[number] = None  # type: ignore[call-overload]
    for home, guests in homes.items():
        if kept[home] is not None:
            kept[home] = _merged(page, pieces[home], guests)
        else:
            kept += guests
    return [line for line in kept if line is not None]


def _merged(page: Page, line: Line, guests: Sequence[Line]) -> Line:
    """One line of all; a raised 2 or 3 behind an m is a power."""
    for guest in guests:
        letters = guest.text
        if letters in POWERS and guest.baseline < line.baseline:
            page.characters.codes[guest.characters] = ord(POWERS[letters])
    numbers = np.concatenate([line.characters, *(guest.characters for guest in guests)])
    numbers = numbers[numbers >= 0]
    merged = make_line(page, numbers[np.argsort(page.starts[numbers], kind="stable")])
    return Line(page, merged.characters, merged.x0, merged.x1, line.baseline, line.size)


def one_line(pieces: Sequence[Line]) -> Line:
    """Pieces on one height as one line, from left to right."""
    if len(pieces) == 1:
        return pieces[0]
    page = pieces[0].page
    ordered = sorted(pieces, key=lambda piece: piece.x0)
    joined: list[Numbers] = []
    for left, piece in zip([None, *ordered], ordered, strict=False):
        if left is not None:
            gap = (piece.x0 - left.x1) / max(piece.size, left.size)
            joined.append(np.full(2 if gap > WIDE_SPACE else 1, SPACE))
        joined.append(piece.characters)
    longest = max(pieces, key=lambda piece: len(piece.characters))
    return Line(
        page,
        np.concatenate(joined),
        ordered[0].x0,
        max(piece.x1 for piece in pieces),
        longest.baseline,
        longest.size,
    )
