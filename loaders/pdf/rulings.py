"""The cells of ruled tables, from the lines that pdfplumber finds on a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple
from unicodedata import normalize

import numpy as np
from numpy.typing import NDArray
from pdfminer.layout import LTChar, LTContainer, LTCurve
from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges
from pdfplumber.utils.geometry import obj_to_edges

from loaders.pdf.frames import Boxes, Frame
from loaders.pdf.marks import CrowdedError
from loaders.pdf.pages import Page
from schemas.layout import Box

Edge = dict[str, Any]
SNAP = 3.0
TOUCH = 3.0
SHORTEST = 2.0
LEAST_CROSSINGS = 6
# More crossings than this no table of a bulletin has; the time to find cells grows with their square.
MOST_CROSSINGS = 5_000
MOST_EDGES = 4_000
COMPLEX_PATH = 8
LOST = "\ufffd"


class Ruling(NamedTuple):
    """The cells of one table, boxes in the frame in which the text of the page is upright."""

    cells: list[Box]

    @property
    def box(self) -> Box:
        """The box around them all."""
        x0, top, x1, bottom = zip(*self.cells, strict=True)
        return min(x0), min(top), max(x1), max(bottom)


def may_be_ruled(page: Page) -> bool:
    """Whether the page draws lines that cross, or so many that it is worth a closer look."""
    marks = page.marks
    lying, standing = _edges_of(marks.rules, np.concatenate((marks.frames, marks.fills)))
    if len(lying) + len(standing) > MOST_EDGES:
        return True
    crossings = (
        (standing[:, None, 1] <= lying[None, :, 1] + TOUCH)
        & (standing[:, None, 3] >= lying[None, :, 1] - TOUCH)
        & (standing[:, None, 0] >= lying[None, :, 0] - TOUCH)
        & (standing[:, None, 0] <= lying[None, :, 2] + TOUCH)
    )
    if int(crossings.sum()) >= LEAST_CROSSINGS:
        return True
    # One path may draw the whole grid.
    paths = len(marks.rules) + len(marks.frames) + len(marks.fills)
    return bool(len(marks.frames)) and marks.segments > paths * 2 + COMPLEX_PATH * 2


def _edges_of(rules: Boxes, outlines: Boxes) -> tuple[Boxes, Boxes]:
    """Lying and standing lines; an outline is two of each."""
    flat = rules[:, 3] - rules[:, 1] <= rules[:, 2] - rules[:, 0]
    x0, top, x1, bottom = outlines.T
    lying = [rules[flat], np.stack((x0, top, x1, top), 1), np.stack((x0, bottom, x1, bottom), 1)]
    standing = [rules[~flat], np.stack((x0, top, x0, bottom), 1), np.stack((x1, top, x1, bottom), 1)]
    return np.concatenate(lying), np.concatenate(standing)


class Plumbed(NamedTuple):
    """A page as pdfplumber has it: itself, its drawn objects, its characters.

    Its ready lists are not asked for, since to make one for each character takes as long as to read the page.
    """

    page: Any
    drawn: list[Any]
    letters: list[Any]


def plumb(page: Any) -> Plumbed:
    """Let pdfplumber read a page."""
    drawn: list[Any] = []
    letters: list[Any] = []
    waiting = [page.layout]
    while waiting:
        for item in waiting.pop():
            if isinstance(item, LTChar):
                letters.append(item)
            elif isinstance(item, LTCurve):
                drawn.append(item)
            elif isinstance(item, LTContainer):
                waiting.append(item)
    return Plumbed(page, drawn, letters)


def rulings_of(plumbed: Plumbed, page: Page) -> list[Ruling]:
    """The ruled tables of a page.

    Raises CrowdedError where its lines cross more often than those of any table.
    """
    return _tables(list(_turned(plumbed, page)))


def rulings_of_boxes(boxes: Boxes) -> list[Ruling]:
    """The tables that lines of no width draw, lying and standing ones.

    Raises CrowdedError as `rulings_of` does.
    """
    return _tables([_edge(*box) for box in boxes.tolist()])


def _tables(edges: list[Edge]) -> list[Ruling]:
    if len(edges) > MOST_EDGES:
        raise CrowdedError
    merged = merge_edges(edges, SNAP, SNAP, TOUCH, TOUCH)
    merged = merge_edges([*merged, *_closing(merged)], SNAP, SNAP, TOUCH, TOUCH)
    crossings = edges_to_intersections(merged, TOUCH, TOUCH)
    if len(crossings) > MOST_CROSSINGS:
        raise CrowdedError
    tables = cells_to_tables(intersections_to_cells(crossings))
    rulings = [Ruling(list(cells)) for cells in tables if len(cells) > 1]
    return sorted(rulings, key=lambda ruling: (ruling.box[1], ruling.box[0]))


def _turned(plumbed: Plumbed, page: Page) -> Iterator[Edge]:
    """The edges that pdfplumber sees, in the frame of the page's text."""
    found = [
        (edge["x0"], edge["top"], edge["x1"], edge["bottom"])
        for item in plumbed.drawn
        for edge in obj_to_edges(plumbed.page.process_object(item))
        if max(edge["x1"] - edge["x0"], edge["bottom"] - edge["top"]) >= SHORTEST
    ]
    boxes = np.array(found, dtype=np.float32).reshape(-1, 4)
    boxes = page.flow.seen(plumbed_frame(plumbed.page).content(boxes - _origin(plumbed.page)))
    # Sorted, since equal edges may come in any order from a set.
    for x0, top, x1, bottom in boxes.tolist():
        lies = bottom - top <= x1 - x0
        yield _edge(x0, top, x1, top) if lies else _edge(x0, top, x0, bottom)


def plumbed_frame(plumbed: Any) -> Frame:
    """How pdfplumber lays the page: by its media box, turned as a reader sees it."""
    left, bottom, right, top = (float(side) for side in plumbed.page_obj.mediabox)
    return Frame(
        min(left, right), min(bottom, top), max(left, right), max(bottom, top), plumbed.rotation % 360
    )


def _origin(plumbed: Any) -> NDArray[np.float32]:
    x, y = float(plumbed.mediabox[0]), float(plumbed.mediabox[1])
    return np.array([x, y, x, y], dtype=np.float32)


def _edge(x0: float, top: float, x1: float, bottom: float) -> Edge:
    return {
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
        "orientation": "h" if x1 - x0 >= bottom - top else "v",
    }


def _closing(edges: Sequence[Edge]) -> Iterator[Edge]:
    """The sides that a table leaves open: many a statistical table has no lines at its left and right."""
    lying = [edge for edge in edges if edge["orientation"] == "h"]
    standing = [edge for edge in edges if edge["orientation"] == "v"]
    for stack in _stacked(lying):
        x0, x1 = stack[0]["x0"], stack[0]["x1"]
        within = [edge for edge in standing if x0 - TOUCH <= edge["x0"] <= x1 + TOUCH]
        for group in _held_together(stack, within):
            if len(group) < 3:
                continue
            top, bottom = group[0]["top"], group[-1]["top"]
            beside = [edge for edge in within if edge["top"] < bottom and edge["bottom"] > top]
            for x in (x0, x1):
                if not any(abs(edge["x0"] - x) <= 2 * TOUCH for edge in beside):
                    yield _edge(x, top, x, bottom)


def _held_together(stack: Sequence[Edge], standing: Sequence[Edge]) -> Iterator[list[Edge]]:
    """The lying lines of one table: standing ones lead from each to the next."""
    group: list[Edge] = []
    for edge in stack:
        led = group and any(
            each["top"] <= group[-1]["top"] + TOUCH and each["bottom"] >= edge["top"] - TOUCH
            for each in standing
        )
        if group and not led:
            yield group
            group = []
        group.append(edge)
    if group:
        yield group


def _stacked(lying: Sequence[Edge]) -> Iterable[list[Edge]]:
    """Lying lines that begin and end alike, from the top down."""
    groups: dict[tuple[int, int], list[Edge]] = {}
    for edge in sorted(lying, key=lambda edge: edge["top"]):
        key = round(edge["x0"] / (2 * TOUCH)), round(edge["x1"] / (2 * TOUCH))
        groups.setdefault(key, []).append(edge)
    return groups.values()


def differing(plumbed: Plumbed, codes: NDArray[np.uint32]) -> str:
    """The characters that pdfplumber and pypdfium2 do not both read, or not as often; empty where they agree."""
    ours = _counted("".join(map(chr, codes.tolist())))
    theirs = _counted("".join(map(_meant, plumbed.letters)))
    if ours != theirs:
        # Letters printed twice to make them bold are read once by one of the two.
        places = {(each.get_text(), round(each.x0 / 2), round(each.y0 / 2)): each for each in plumbed.letters}
        once = _counted("".join(map(_meant, places.values())))
        theirs = once if ours == once else theirs
    return "".join(((ours - theirs) + (theirs - ours)).keys())


def _meant(letter: Any) -> str:
    text: str = letter.get_text()
    return LOST if text.startswith("(cid:") else text


def _counted(text: str) -> Counter[str]:
    return Counter("".join(normalize("NFKC", text.replace("\xad", "-")).split()))
