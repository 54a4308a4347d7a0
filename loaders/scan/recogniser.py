"""Recognising the text of an image: characters with their boxes and how sure the recogniser is of each.

RapidOCR does the work; it comes with the extra `tongbao[ocr]`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from math import atan2, cos, degrees, hypot, radians, sin
from typing import Any

import numpy as np
from numpy.typing import NDArray

PACKAGES = ("rapidocr", "onnxruntime")
# Lines that lean otherwise than the page are a stamp's; in degrees.
ASTRAY = 8.0
# A page that leans more is turned before it is read again.
STEEP = 3.0
# An image whose lines mostly stand is lying on its side.
STANDING = 1.5
LEAST_LINES = 3

Image = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Recognised:
    """The characters of an image in pixels.

    `boxes` (x0, top, x1, bottom) and `baselines` are in the frame in which the lines lie level, which is turned by
    `angle` degrees clockwise against the image; `seen_boxes` are those in the image. `heights` are those of the lines,
    `lines` the number of each character's line, `scores` from 0 to 1. `astray` are the texts of lines left out.
    """

    codes: NDArray[np.uint32]
    boxes: NDArray[np.float32]
    seen_boxes: NDArray[np.float32]
    baselines: NDArray[np.float32]
    heights: NDArray[np.float32]
    lines: NDArray[np.int32]
    scores: NDArray[np.float32]
    angle: float
    astray: tuple[str, ...] = ()

    def text_of(self, line: int) -> str:
        """The characters of one line."""
        return "".join(map(chr, self.codes[self.lines == line].tolist()))


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as recognised: its characters with quadrilaterals (4 corners, clockwise from the top left) and scores."""

    characters: list[tuple[str, float, NDArray[np.float32]]]
    corners: NDArray[np.float32]

    @property
    def angle(self) -> float:
        (x0, y0), (x1, y1) = self.corners[0], self.corners[1]
        return degrees(atan2(y1 - y0, x1 - x0))

    @property
    def height(self) -> float:
        (x0, y0), (x3, y3) = self.corners[0], self.corners[3]
        return hypot(x3 - x0, y3 - y0)

    @property
    def width(self) -> float:
        (x0, y0), (x1, y1) = self.corners[0], self.corners[1]
        return hypot(x1 - x0, y1 - y0)

    @property
    def text(self) -> str:
        return "".join(character for character, _, _ in self.characters)


def can_recognise() -> bool:
    """Whether the recogniser is installed."""
    return all(find_spec(name) for name in PACKAGES)


def recognise(image: Image) -> Recognised:
    """The characters of an image (height, width, 3; red, green, blue)."""
    lines = list(_read(image))
    angle = _lean(lines)
    level = [abs(line.angle - angle) <= ASTRAY or len(line.characters) < 2 for line in lines]
    kept = [line for line, is_level in zip(lines, level, strict=True) if is_level]
    astray = tuple(line.text for line, is_level in zip(lines, level, strict=True) if not is_level)
    return _level(kept, angle, astray)


def _lean(lines: list[_Line]) -> float:
    """By how many degrees most text leans, long lines counting more."""
    if not lines:
        return 0.0
    order = sorted(lines, key=lambda line: line.angle)
    half, so_far = sum(line.width for line in lines) / 2, 0.0
    for line in order:
        so_far += line.width
        if so_far >= half:
            return line.angle
    return order[-1].angle


def _level(lines: list[_Line], angle: float, astray: tuple[str, ...]) -> Recognised:
    """All characters turned back by the angle."""
    characters = [(number, *character) for number, line in enumerate(lines) for character in line.characters]
    quads = np.array([quad for *_, quad in characters], dtype=np.float32).reshape(-1, 4, 2)
    turn = radians(-angle)
    back = np.array([[cos(turn), -sin(turn)], [sin(turn), cos(turn)]], dtype=np.float32)
    level = quads @ back.T
    middles = level.mean(axis=1)
    widths = np.linalg.norm(level[:, 1] - level[:, 0], axis=1)
    ends = np.array([line.corners @ back.T for line in lines], dtype=np.float32).reshape(-1, 4, 2)
    heights = np.array([line.height for line in lines], dtype=np.float32)
    rows = ends.mean(axis=1)[:, 1]
    of_line = np.array([number for number, *_ in characters], dtype=np.int32)
    tall, row = heights[of_line], rows[of_line]
    boxes = np.stack(
        (middles[:, 0] - widths / 2, row - tall / 2, middles[:, 0] + widths / 2, row + tall / 2), axis=1
    )
    _close_gaps(boxes, of_line, tall)
    return Recognised(
        codes=np.array([ord(character) for _, character, _, _ in characters], dtype=np.uint32),
        boxes=boxes.astype(np.float32),
        seen_boxes=np.concatenate((quads.min(axis=1), quads.max(axis=1)), axis=1),
        baselines=(row + BASELINE * tall).astype(np.float32),
        heights=tall,
        lines=of_line,
        scores=np.array([score for *_, score, _ in characters], dtype=np.float32),
        angle=angle,
        astray=astray,
    )


def _close_gaps(boxes: NDArray[np.float32], lines: NDArray[np.int32], heights: NDArray[np.float32]) -> None:
    """The recogniser's boxes leave air between the letters of a word; a gap as wide as a letter stays."""
    if len(lines) < 2:
        return
    near = (lines[1:] == lines[:-1]) & (boxes[1:, 0] - boxes[:-1, 2] < WIDE_GAP * heights[1:])
    boxes[:-1, 2][near] = boxes[1:, 0][near]


# A gap between two words, as a share of the height of the line.
WIDE_GAP = 0.9
# From the middle of a line down to where its letters stand, as a share of its height.
BASELINE = 0.28


def _read(image: Image) -> Iterator[_Line]:
    found = _engine()(image, return_word_box=True, return_single_char_box=True)
    if found.boxes is None:
        return
    for corners, words in zip(found.boxes, found.word_results, strict=True):
        characters = [
            (character, float(score), np.array(quad, dtype=np.float32))
            for text, score, quad in words
            for character in text
            if not character.isspace()
        ]
        if characters:
            yield _Line(characters, np.array(corners, dtype=np.float32))


@lru_cache(maxsize=1)
def _engine() -> Any:
    """Loading takes a second and some hundred megabytes: once a process, and only when an image is read."""
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical"})
