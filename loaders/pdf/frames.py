"""How a page of a PDF lies: from the coordinates of its content to those of a reader, x to the right and y down."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Boxes = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible part of a page, and by how many degrees it is turned clockwise before it is looked at.

    >>> Frame(0, 0, 600, 800, 0).seen(np.array([[10, 700, 20, 712]])).tolist()
    [[10.0, 88.0, 20.0, 100.0]]
    >>> turned = Frame(0, 0, 600, 800, 90)
    >>> turned.seen(np.array([[10, 700, 20, 712]])).tolist(), turned.width
    ([[700.0, 10.0, 712.0, 20.0]], 800)
    >>> turned.content(turned.seen(np.array([[10, 700, 20, 712]]))).tolist()
    [[10.0, 700.0, 20.0, 712.0]]
    """

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @property
    def width(self) -> float:
        """As seen, in points."""
        return self.top - self.bottom if self.rotation % 180 else self.right - self.left

    @property
    def height(self) -> float:
        """As seen, in points."""
        return self.right - self.left if self.rotation % 180 else self.top - self.bottom

    def turned(self, rotation: int) -> Frame:
        """The same page turned so instead."""
        return Frame(self.left, self.bottom, self.right, self.top, rotation % 360)

    def seen(self, rectangles: Boxes) -> Boxes:
        """Rectangles `left, bottom, right, top` of the content as boxes `x0, top, x1, bottom`."""
        x0, y0, x1, y1 = rectangles.T
        across, down = (x0 - self.left, x1 - self.left), (self.top - y1, self.top - y0)
        if self.rotation == 90:
            across, down = (y0 - self.bottom, y1 - self.bottom), (x0 - self.left, x1 - self.left)
        elif self.rotation == 180:
            across, down = (self.right - x1, self.right - x0), (y0 - self.bottom, y1 - self.bottom)
        elif self.rotation == 270:
            across, down = (self.top - y1, self.top - y0), (self.right - x1, self.right - x0)
        return np.stack((across[0], down[0], across[1], down[1]), axis=1).astype(np.float32)

    def content(self, boxes: Boxes) -> Boxes:
        """The way back from `seen`."""
        x0, y0, x1, y1 = boxes.T
        across, up = (x0 + self.left, x1 + self.left), (self.top - y1, self.top - y0)
        if self.rotation == 90:
            across, up = (y0 + self.left, y1 + self.left), (x0 + self.bottom, x1 + self.bottom)
        elif self.rotation == 180:
            across, up = (self.right - x1, self.right - x0), (y0 + self.bottom, y1 + self.bottom)
        elif self.rotation == 270:
            across, up = (self.right - y1, self.right - y0), (self.top - x1, self.top - x0)
        return np.stack((across[0], up[0], across[1], up[1]), axis=1).astype(np.float32)
