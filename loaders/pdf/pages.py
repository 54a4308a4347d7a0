"""A page of a PDF in the frame in which its text runs from left to right: what is seen of it, what was left out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from loaders.pdf.characters import (
    CLIPPING_MODE,
    INVISIBLE_MODE,
    UNREADABLE,
    Characters,
    read_characters,
)
from loaders.pdf.frames import Boxes, Frame
from loaders.pdf.marks import CrowdedError, Marks, read_marks

SLANT = 3.0
# Nearly white; on white paper it cannot be seen.
PALE = 0.93
LIGHT = 0.5
TINY = 1.0
MOST_GROUNDS = 2_000
# Large light letters are a watermark.
LARGE = 1.6


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """What can be seen of a page.

    `boxes` (x0, top, x1, bottom), `starts` (x) and `baselines` (y) are those of the characters, in the frame `flow`
    in which most text is upright, as are the marks; `seen` is the frame of a reader, `seen_boxes` are the boxes in it.
    `turned` marks characters that stand at a right angle to the others, `spaced` those behind a blank. `hidden` counts
    characters that cannot be seen, `slanted` are those across the page, `unreadable` counts characters without a
    meaning; `all_codes` are those of everything, seen or not, `drawn` the marks in the coordinates of the content;
    `scores` tell how sure a recogniser is of each character, where one read the page.
    """

    number: int
    seen: Frame
    flow: Frame
    characters: Characters
    boxes: Boxes
    starts: NDArray[np.float32]
    baselines: NDArray[np.float32]
    turned: NDArray[np.bool_]
    spaced: NDArray[np.bool_]
    marks: Marks
    hidden: int
    slanted: str
    unreadable: int
    all_codes: NDArray[np.uint32]
    seen_boxes: Boxes
    drawn: Marks
    scores: NDArray[np.float32] | None = None

    @property
    def pictured(self) -> bool:
        """Whether a picture fills most of the page."""
        area = self.flow.width * self.flow.height
        x0, top, x1, bottom = self.marks.pictures.T
        return bool(len(x0)) and float(((x1 - x0) * (bottom - top)).sum()) > 0.5 * area

    def text(self, chosen: NDArray[np.intp]) -> str:
        """The letters of some characters; those numbered -1 are spaces."""
        codes = np.where(chosen < 0, np.uint32(0x20), self.characters.codes[chosen])
        return codes.astype("<u4").tobytes().decode("utf-32-le", "replace")


def read_page(page: Any, number: int, most_characters: int, most_marks: int) -> Page:
    """The page with what can be seen on it.

    Raises CrowdedError where it holds more than it may.
    """
    marks = read_marks(page.raw, most_marks, most_characters)
    seen = _frame(page)
    text_page = page.get_textpage()
    try:
        count = text_page.count_chars()
        if count > most_characters:
            raise CrowdedError
        characters = read_characters(text_page.raw, max(count, 0))
    finally:
        text_page.close()
    return seen_page(number, characters, marks, seen)


def _frame(page: Any) -> Frame:
    rotation = (pdfium.FPDFPage_GetRotation(page.raw) % 4) * 90
    left, bottom, right, top = page.get_cropbox()
    outer = page.get_mediabox()
    if outer and (left, bottom, right, top) != tuple(outer):
        left, bottom = max(left, outer[0]), max(bottom, outer[1])
        right, top = min(right, outer[2]), min(top, outer[3])
    return Frame(left, bottom, right, top, rotation)


def seen_page(number: int, characters: Characters, marks: Marks, seen: Frame) -> Page:
    """The page of all that it holds, characters and marks in the coordinates of its content."""
    all_codes = characters.codes
    blank = characters.codes == ord(" ")
    blank |= (characters.codes == 0x3000) | (characters.codes == 0xA0)
    behind_blank = np.concatenate((blank[:0], [False], blank))[:-1][~blank]
    characters = characters.only(~blank)
    visible = _visible(characters, marks, seen)
    hidden = int((~visible).sum())
    characters, behind_blank = characters.only(visible), behind_blank[visible]
    angles = characters.angles % 360
    right = np.round(angles / 90).astype(np.int64) % 4
    slanted = np.abs((angles + 45) % 90 - 45) > SLANT
    slanted = _with_stamps(slanted, characters) | _watermarks(characters)
    across = "".join(map(chr, characters.codes[slanted].tolist()))
    characters, right, behind_blank = characters.only(~slanted), right[~slanted], behind_blank[~slanted]
    upright = Counter(right.tolist()).most_common(1)
    flow = seen.turned(90 * upright[0][0]) if upright else seen
    return Page(
        number=number,
        seen=seen,
        flow=flow,
        characters=characters,
        boxes=flow.seen(characters.boxes),
        starts=flow.seen(np.tile(characters.origins, 2))[:, 0],
        baselines=flow.seen(np.tile(characters.origins, 2))[:, 1],
        turned=right * 90 != flow.rotation,
        spaced=behind_blank,
        marks=_turned_marks(marks, flow),
        hidden=hidden,
        slanted=across,
        unreadable=int((characters.codes == UNREADABLE).sum()),
        all_codes=all_codes,
        seen_boxes=seen.seen(characters.boxes),
        drawn=marks,
    )


def _turned_marks(marks: Marks, flow: Frame) -> Marks:
    return Marks(
        rules=flow.seen(marks.rules),
        frames=flow.seen(marks.frames),
        fills=flow.seen(marks.fills),
        pictures=flow.seen(marks.pictures),
        segments=marks.segments,
        flat_texts=marks.flat_texts,
    )


def _visible(characters: Characters, marks: Marks, seen: Frame) -> NDArray[np.bool_]:
    """Not drawn, off the page, white on white and too small to read: it is not there for a reader."""
    middle = (characters.boxes[:, :2] + characters.boxes[:, 2:]) / 2
    shown = (characters.modes != INVISIBLE_MODE) & (characters.modes != CLIPPING_MODE)
    shown &= (middle[:, 0] >= seen.left) & (middle[:, 0] <= seen.right)
    shown &= (middle[:, 1] >= seen.bottom) & (middle[:, 1] <= seen.top)
    shown &= characters.sizes > TINY
    pale = np.flatnonzero(shown & (characters.shades > PALE))
    if len(pale):
        grounds = np.concatenate((marks.fills, marks.pictures, marks.rules))
        shown[pale] = _within(middle[pale], grounds)
    mask: NDArray[np.bool_] = shown
    return mask


def _within(points: NDArray[np.floating[Any]], areas: Boxes) -> NDArray[np.bool_]:
    """Whether each point lies in one of the areas."""
    inside = np.zeros(len(points), dtype=np.bool_)
    for left, bottom, right, top in areas[:MOST_GROUNDS].tolist():
        x, y = points[:, 0], points[:, 1]
        inside |= (x >= left) & (x <= right) & (y >= bottom) & (y <= top)
    return inside


def _with_stamps(slanted: NDArray[np.bool_], characters: Characters) -> NDArray[np.bool_]:
    """A stamp turns its letters one by one; those at its top happen to stand upright."""
    if not slanted.any() or slanted.all():
        return slanted
    same = (np.diff(characters.sizes) == 0) & (np.diff(characters.shades) == 0)
    alone = np.bincount(characters.objects, minlength=1)[characters.objects] == 1
    grown = slanted.copy()
    for _ in range(3):
        grown[1:] |= grown[:-1] & same & alone[1:]
        grown[:-1] |= grown[1:] & same & alone[:-1]
    return grown


def _watermarks(characters: Characters) -> NDArray[np.bool_]:
    """Light letters much larger than the others."""
    light = characters.shades > LIGHT
    if not light.any() or light.all():
        return np.zeros(len(characters), dtype=np.bool_)
    usual = float(np.median(characters.sizes[~light]))
    return light & (characters.sizes > LARGE * usual)
