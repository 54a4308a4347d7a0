"""The characters of a page as pdfplumber reads them, for pages on which pypdfium2 loses some.

pypdfium2 skips a text without any width. A text that is turned has none if its font is not part of the file and no font
with its letters is installed: a table that lies across a page would come out without its Chinese.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from loaders.pdf.characters import BOLD_NAMES, UNREADABLE, Characters
from loaders.pdf.frames import Frame
from loaders.pdf.marks import Marks
from loaders.pdf.pages import Page, seen_page

LOST = "(cid:"


def with_substitutes(page: Page, letters: Sequence[Any], frame: Frame) -> Page:
    """The page made anew of pdfminer's `letters`; `frame` is how pdfminer lays it, y upwards."""
    return seen_page(page.number, _characters(letters, frame), page.drawn, page.seen)


def lost_text(marks: Marks) -> bool:
    """Whether the page draws text that pypdfium2 skips."""
    return marks.flat_texts > 0


def _characters(letters: Sequence[Any], frame: Frame) -> Characters:
    kept = [letter for letter in letters if letter.get_text()]
    boxes = np.array([_seen_box(letter.bbox, frame) for letter in kept], dtype=np.float32).reshape(-1, 4)
    points = [(*letter.matrix[4:6], *letter.matrix[4:6]) for letter in kept]
    origins = np.array([_seen_box(point, frame) for point in points], dtype=np.float32).reshape(-1, 4)
    angles = np.array([_angle(letter.matrix) for letter in kept], dtype=np.float32).reshape(-1)
    across = np.abs((angles + 90) % 180 - 90) > 45
    widths, heights = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    return Characters(
        codes=np.array([_code(letter.get_text()) for letter in kept], dtype=np.uint32),
        boxes=frame.content(boxes),
        origins=frame.content(origins)[:, :2].astype(np.float64),
        objects=np.arange(len(kept), dtype=np.int32),
        sizes=np.where(across, widths, heights).astype(np.float32),
        angles=(angles + frame.rotation).astype(np.float32),
        shades=np.zeros(len(kept), dtype=np.float32),
        modes=np.zeros(len(kept), dtype=np.int8),
        bold=np.array([_is_bold(letter.fontname) for letter in kept], dtype=np.bool_),
    )


def _seen_box(box: Sequence[float], frame: Frame) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = box
    return x0, frame.height - y1, x1, frame.height - y0


def _angle(matrix: Sequence[float]) -> float:
    return float(np.degrees(np.arctan2(matrix[1], matrix[0])))


def _code(text: str) -> int:
    return UNREADABLE if text.startswith(LOST) else ord(text[0])


def _is_bold(name: str) -> bool:
    return any(word.decode() in name.lower() for word in BOLD_NAMES)
