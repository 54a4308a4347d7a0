"""A recognised image as a page like those of a digital PDF, so that everything behind treats both alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from loaders.pdf.characters import Characters
from loaders.pdf.frames import Frame
from loaders.pdf.marks import Marks
from loaders.pdf.pages import Page
from loaders.pdf.rulings import Ruling, rulings_of_boxes
from loaders.scan.recogniser import Image, Recognised, recognise
from loaders.scan.rulings import ruled_lines

POINTS = 72.0
# Dots an inch at which a page is drawn before it is read, and the most dots that a side may have.
RESOLUTION = 200.0
MOST_DOTS = 4000
# The type of a line is so much of the height that the recogniser gives it.
TYPE = 0.82
# A line below this score is named in a warning.
DOUBTFUL = 0.85
SHOWN = 20
NO_BOXES = np.zeros((0, 4), dtype=np.float32)
NO_MARKS = Marks(NO_BOXES, NO_BOXES, NO_BOXES, NO_BOXES, segments=0, flat_texts=0)


def picture_of(page: Any) -> tuple[Image, float]:
    """What a page of a PDF shows, and at how many dots an inch."""
    longest = max(page.get_size())
    resolution = min(RESOLUTION, POINTS * MOST_DOTS / max(longest, 1.0))
    drawn: Image = page.render(scale=resolution / POINTS, rev_byteorder=True, prefer_bgrx=False).to_numpy()
    return drawn, resolution


class ScannedPage(NamedTuple):
    """A page, its ruled tables, and what to tell of it."""

    page: Page
    rulings: list[Ruling]
    warnings: list[str]


def read_scan(image: Image, number: int, resolution: float) -> ScannedPage:
    """Recognise an image (height, width, 3) of so many dots an inch as page `number`."""
    found = recognise(image)
    scale = POINTS / resolution
    height, width = image.shape[:2]
    page = _page(found, number, scale, width * scale, height * scale)
    least = 1.25 * float(np.median(found.heights)) if len(found.heights) else 0.0
    rulings = rulings_of_boxes(ruled_lines(image, found.angle, least) * scale)
    return ScannedPage(page, rulings, list(_doubts(found, number)))


def _page(found: Recognised, number: int, scale: float, width: float, height: float) -> Page:
    frame = Frame(0, 0, width, height, 0)
    boxes, count = found.boxes * scale, len(found.codes)
    baselines = found.baselines * scale
    origins = np.stack((boxes[:, 0], height - baselines), axis=1).astype(np.float64)
    characters = Characters(
        codes=found.codes,
        boxes=frame.content(boxes),
        origins=origins,
        objects=found.lines,
        sizes=_sizes(found) * scale,
        angles=np.zeros(count, dtype=np.float32),
        shades=np.zeros(count, dtype=np.float32),
        modes=np.zeros(count, dtype=np.int8),
        bold=np.zeros(count, dtype=np.bool_),
    )
    return Page(
        number=number,
        seen=frame,
        flow=frame,
        characters=characters,
        boxes=boxes,
        starts=boxes[:, 0],
        baselines=baselines,
        turned=np.zeros(count, dtype=np.bool_),
        spaced=np.zeros(count, dtype=np.bool_),
        marks=NO_MARKS,
        hidden=0,
        slanted="".join(found.astray),
        unreadable=0,
        all_codes=found.codes,
        seen_boxes=found.seen_boxes * scale,
        drawn=NO_MARKS,
        scores=found.scores,
    )


def _sizes(found: Recognised) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """The size of the type of each line: lines of about the usual height have it exactly."""
    if not len(found.heights):
        return found.heights
    usual = float(np.median(found.heights))
    alike = np.abs(found.heights / usual - 1) < 0.12
    return (np.where(alike, usual, found.heights) * TYPE).astype(np.float32)


def _doubts(found: Recognised, number: int) -> Iterator[str]:
    for line in np.unique(found.lines).tolist():
        score = float(found.scores[found.lines == line].mean())
        if score < DOUBTFUL:
            yield f"page {number}: recognised with a confidence of {score:.2f}: {found.text_of(line)[:SHOWN]}"
