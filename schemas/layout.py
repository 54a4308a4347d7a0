"""Where the characters of a source stand on its pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Box = tuple[float, float, float, float]
NO_PAGE = 0


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """For each character its page (from 1; 0 where it has none) and its box `x0, top, x1, bottom` in points.

    `pages` has the shape (n,), `boxes` (n, 4); a box of NaN is unknown. `scores`, shape (n,), tell how sure a
    recogniser is of each character, from 0 to 1; NaN, or `None` for all, where nothing had to be recognised.
    """

    pages: NDArray[np.int32]
    boxes: NDArray[np.float32]
    scores: NDArray[np.float32] | None = None

    @classmethod
    def unknown(cls, length: int) -> Layout:
        """Characters that stand on no page."""
        return cls(np.zeros(length, dtype=np.int32), np.full((length, 4), np.nan, dtype=np.float32))

    @classmethod
    def joined(cls, layouts: Sequence[Layout]) -> Layout:
        """One after the other."""
        if not layouts:
            return cls.unknown(0)
        pages, boxes = [each.pages for each in layouts], [each.boxes for each in layouts]
        scores = None
        if any(each.scores is not None for each in layouts):
            scores = np.concatenate([each.known_scores() for each in layouts])
        return cls(np.concatenate(pages), np.concatenate(boxes), scores)

    def known_scores(self) -> NDArray[np.float32]:
        """A score for each character, NaN where it was not recognised."""
        return np.full(len(self.pages), np.nan, dtype=np.float32) if self.scores is None else self.scores

    def score(self, characters: Sequence[int] | NDArray[np.int32]) -> float | None:
        """How sure the recogniser is of the least sure of some characters; `None` where none was recognised."""
        scores = self.known_scores()[characters]
        return None if np.isnan(scores).all() else round(float(np.nanmin(scores)), 3)

    def place(self, characters: Sequence[int] | NDArray[np.int32]) -> tuple[int | None, list[Box] | None]:
        """The page of the first of some characters, and the boxes of those on it, one a line."""
        pages = self.pages[characters]
        known = np.flatnonzero(pages != NO_PAGE)
        if not len(known):
            return None, None
        page = int(pages[known[0]])
        here = self.boxes[characters][pages == page]
        return page, _by_line(here[~np.isnan(here[:, 0])]) or None


def around(boxes: Sequence[Box]) -> Box:
    """The one box around some.

    >>> around([(10, 0, 20, 5), (0, 5, 8, 10)])
    (0, 0, 20, 10)
    """
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return min(x0), min(top), max(x1), max(bottom)


def _by_line(boxes: NDArray[np.float32]) -> list[Box]:
    """Neighbours on one line make one box."""
    lines: list[list[float]] = []
    for x0, top, x1, bottom in boxes.tolist():
        last = lines[-1] if lines else None
        if last is not None and x0 >= last[0] and top < last[3] and bottom > last[1]:
            last[:] = [last[0], min(last[1], top), max(last[2], x1), max(last[3], bottom)]
        else:
            lines.append([x0, top, x1, bottom])
    return [(round(a, 1), round(b, 1), round(c, 1), round(d, 1)) for a, b, c, d in lines]
