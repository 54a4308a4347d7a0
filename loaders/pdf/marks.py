"""What a page of a PDF draws besides text: rules, filled areas, pictures; and how much of it there is."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from loaders.pdf.frames import Boxes

TEXT, PATH, IMAGE, SHADING, FORM = 1, 2, 3, 4, 5
DEEPEST_FORM = 8
# A drawn line is thinner than this.
THIN = 3.0
FLAT = 0.01
WHITE = 740  # of 765: the sum of red, green and blue


class CrowdedError(Exception):
    """A page draws more than it may."""


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """Rectangles `left, bottom, right, top` of the content.

    `rules` are lines and thin bars, `frames` other outlines, `fills` areas painted in a colour, `pictures` images;
    `segments` counts the pieces of all paths, `flat_texts` the texts without a width.
    """

    rules: Boxes
    frames: Boxes
    fills: Boxes
    pictures: Boxes
    segments: int
    flat_texts: int


def read_marks(page: Any, most: int, most_text: int) -> Marks:
    """All that the page draws but its text.

    Raises CrowdedError where it draws more than `most` objects or pieces of paths, or lines of text that are longer
    than `most_text` ems: to take these apart into characters would need a lot of memory.
    """
    call = _functions()
    found: dict[str, list[tuple[float, ...]]] = {"rules": [], "frames": [], "fills": [], "pictures": []}
    segments = flat = 0
    ems = 0.0
    for objects, (kind, pointer, place) in enumerate(_objects(page), 1):
        if kind == PATH:
            pieces = call.segments(pointer)
            segments += max(pieces, 0)
            bounds = _bounds(call, pointer, place)
            if bounds is not None:
                found[_kind_of_path(call, pointer, bounds, pieces)].append(bounds)
        elif kind == TEXT:
            bounds = _bounds(call, pointer, STILL)
            ems += _ems(call, pointer, bounds)
            flat += bounds is not None and bounds[2] - bounds[0] < FLAT < bounds[3] - bounds[1]
        elif kind in (IMAGE, SHADING):
            bounds = _bounds(call, pointer, place)
            if bounds is not None:
                found["pictures" if kind == IMAGE else "fills"].append(bounds)
        if max(objects, segments) > most or ems > most_text:
            raise CrowdedError
    arrays = {name: np.array(rows, dtype=np.float32).reshape(-1, 4) for name, rows in found.items()}
    return Marks(**arrays, segments=segments, flat_texts=flat)


Placement = tuple[float, float, float, float, float, float]
STILL: Placement = (1, 0, 0, 1, 0, 0)


def _objects(page: Any) -> Iterator[tuple[int, int, Placement]]:
    """Every object with its type and the placement of the forms that it stands in."""
    call = _functions()
    handle = ctypes.cast(page, ctypes.c_void_p).value
    waiting = [iter([(call.page_object(handle, i), STILL) for i in range(call.page_objects(handle))])]
    while waiting:
        entry = next(waiting[-1], None)
        if entry is None:
            waiting.pop()
            continue
        pointer, place = entry
        if not pointer:
            continue
        kind = call.kind(pointer)
        yield kind, pointer, place
        if kind == FORM and len(waiting) < DEEPEST_FORM:
            inner = _combined(_matrix(call, pointer), place)
            count = max(call.form_objects(pointer), 0)
            waiting.append(iter([(call.form_object(pointer, i), inner) for i in range(count)]))


def _matrix(call: _Functions, pointer: int) -> Placement:
    values = (ctypes.c_float * 6)()
    if not call.matrix(pointer, ctypes.addressof(values)):
        return STILL
    a, b, c, d, e, f = values
    return a, b, c, d, e, f


def _combined(inner: Placement, outer: Placement) -> Placement:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _bounds(call: _Functions, pointer: int, place: Placement) -> tuple[float, ...] | None:
    values = (ctypes.c_float * 4)()
    at = ctypes.addressof(values)
    if not call.bounds(pointer, at, at + 4, at + 8, at + 12):
        return None
    left, bottom, right, top = values
    if place == STILL:
        return left, bottom, right, top
    a, b, c, d, e, f = place
    xs = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
    ys = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
    return min(xs), min(ys), max(xs), max(ys)


def _ems(call: _Functions, pointer: int, bounds: tuple[float, ...] | None) -> float:
    """How long a piece of text is, in widths of a Chinese character."""
    size = ctypes.c_float()
    if bounds is None or not call.font_size(pointer, ctypes.addressof(size)) or size.value <= 0:
        return 1.0
    left, bottom, right, top = bounds
    # The size may be scaled up by a matrix; the shorter side tells what it comes to.
    height = max(min(right - left, top - bottom), size.value, 0.1)
    return max(right - left, top - bottom) / height


def _kind_of_path(call: _Functions, pointer: int, bounds: tuple[float, ...], pieces: int) -> str:
    left, bottom, right, top = bounds
    if min(right - left, top - bottom) <= THIN:
        return "rules"
    values = (ctypes.c_int * 2)()
    at = ctypes.addressof(values)
    if not call.draw_mode(pointer, at, at + 4) or values[0] == 0:
        return "frames"
    colour = (ctypes.c_uint * 4)()
    c = ctypes.addressof(colour)
    painted = call.fill_colour(pointer, c, c + 4, c + 8, c + 12) and sum(colour[:3]) < WHITE and colour[3] > 0
    return "fills" if painted and pieces <= 8 else "frames"


@dataclass(frozen=True, slots=True)
class _Functions:
    page_objects: Callable[..., int]
    page_object: Callable[..., int | None]
    form_objects: Callable[..., int]
    form_object: Callable[..., int | None]
    kind: Callable[..., int]
    bounds: Callable[..., int]
    matrix: Callable[..., int]
    segments: Callable[..., int]
    draw_mode: Callable[..., int]
    font_size: Callable[..., int]
    fill_colour: Callable[..., int]


@cache
def _functions() -> _Functions:
    pointer, number = ctypes.c_void_p, ctypes.c_int
    return _Functions(
        page_objects=plain("FPDFPage_CountObjects", number, pointer),
        page_object=plain("FPDFPage_GetObject", pointer, pointer, number),
        form_objects=plain("FPDFFormObj_CountObjects", number, pointer),
        form_object=plain("FPDFFormObj_GetObject", pointer, pointer, ctypes.c_ulong),
        kind=plain("FPDFPageObj_GetType", number, pointer),
        bounds=plain("FPDFPageObj_GetBounds", number, pointer, *(pointer,) * 4),
        matrix=plain("FPDFPageObj_GetMatrix", number, pointer, pointer),
        segments=plain("FPDFPath_CountSegments", number, pointer),
        font_size=plain("FPDFTextObj_GetFontSize", number, pointer, pointer),
        draw_mode=plain("FPDFPath_GetDrawMode", number, pointer, pointer, pointer),
        fill_colour=plain("FPDFPageObj_GetFillColor", number, pointer, *(pointer,) * 4),
    )


def plain(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """A function of pdfium's raw interface under a prototype that takes addresses as numbers."""
    address = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value or 0
    function: Callable[..., Any] = ctypes.CFUNCTYPE(result, *arguments)(address)
    return function
