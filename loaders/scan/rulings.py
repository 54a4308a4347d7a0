"""The lines that are ruled in an image: where they begin and end, in the frame in which the text lies level."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from loaders.scan.recogniser import Image

# The shortest lying line, as a share of the width of the page.
LYING = 1 / 16
SHORTEST = 20
BLOCK = 31
DARKER = 12


def ruled_lines(image: Image, angle: float, least: float) -> NDArray[np.float32]:
    """Lines as boxes `x0, top, x1, bottom` in pixels, lying and standing ones; shape (n, 4).

    `angle` is by how many degrees the text of the image leans clockwise; `least` the length of the shortest standing
    line, which is longer than a stroke of a letter.
    """
    import cv2

    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    ink = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, BLOCK, DARKER)
    height, width = ink.shape
    # Turned about the corner at the top left, as the boxes of the characters are.
    turn = cv2.getRotationMatrix2D((0.0, 0.0), angle, 1.0)
    ink = cv2.warpAffine(ink, turn, (width, height), flags=cv2.INTER_NEAREST)
    boxes = [*_runs(ink, (int(width * LYING), 1)), *_runs(ink, (1, max(int(least), SHORTEST)))]
    return np.array(boxes, dtype=np.float32).reshape(-1, 4)


def _runs(ink: NDArray[Any], kernel: tuple[int, int]) -> list[tuple[float, float, float, float]]:
    import cv2

    across = kernel[0] > 1
    shape = cv2.getStructuringElement(cv2.MORPH_RECT, (max(kernel[0], 1), max(kernel[1], 1)))
    # A scanned line is broken here and there, and wanders by a pixel.
    thick = cv2.dilate(ink, np.ones((3, 1) if across else (1, 3), np.uint8))
    opened = cv2.morphologyEx(thick, cv2.MORPH_OPEN, shape)
    _, _, found, _ = cv2.connectedComponentsWithStats(opened, connectivity=8)
    boxes = []
    for left, top, wide, tall, _ in found[1:].tolist():
        if (tall if across else wide) > max(10, 0.02 * (wide if across else tall)):
            continue
        middle = top + tall / 2 if across else left + wide / 2
        boxes.append((left, middle, left + wide, middle) if across else (middle, top, middle, top + tall))
    return boxes
