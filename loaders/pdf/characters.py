"""The characters of a page of a PDF, as pypdfium2 reads them: what each is, where it stands, how it is drawn.

The functions of its raw interface are called once a character with plain addresses, which costs a tenth of what its
helpers cost; what all characters of a text object share is asked once an object.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from loaders.pdf.frames import Boxes
from loaders.pdf.marks import plain

# pdfium's sign for a hyphen at the end of a line: it is printed, and in a number it is a minus.
LINE_END_HYPHEN = 0x02
UNREADABLE = 0xFFFD
INVISIBLE_MODE = 3
CLIPPING_MODE = 7
BOLD_WEIGHT = 650
BOLD_NAMES = (b"bold", b"black", b"heavy", b"simhei", b"heiti")
SYMBOL_NAMES = (b"wingding", b"webding", b"symbol", b"dingbat")
NAME_BYTES = 128


@dataclass(frozen=True, slots=True, eq=False)
class Characters:
    """The characters of a page in the order of its content, an array for each thing known of them.

    `boxes` are rectangles `left, bottom, right, top` of the content, `origins` the points on the baseline; `angles`
    are degrees counter-clockwise, `shades` from 0 (black) to 1 (white), `mode` the way of drawing.
    """

    codes: NDArray[np.uint32]
    boxes: Boxes
    origins: NDArray[np.float64]
    objects: NDArray[np.int32]
    sizes: NDArray[np.float32]
    angles: NDArray[np.float32]
    shades: NDArray[np.float32]
    modes: NDArray[np.int8]
    bold: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.codes)

    def only(self, chosen: NDArray[Any]) -> Characters:
        """Some of them, by a mask or by their numbers."""
        return Characters(*(getattr(self, name)[chosen] for name in self.__slots__))


def read_characters(text_page: Any, count: int) -> Characters:
    """The characters that the page itself draws; those that pdfium makes up between them are left out."""
    handle = ctypes.cast(text_page, ctypes.c_void_p).value
    call = _functions()
    everyone = range(count)
    rectangles = np.zeros((count, 4), dtype=np.float32)
    origins = np.zeros((count, 2), dtype=np.float64)
    box, at = rectangles.ctypes.data, origins.ctypes.data
    # Names of this function's own, since these loops take most of the time of a page.
    unicode, text_object, loose_box, origin = call.unicode, call.text_object, call.loose_box, call.origin
    codes = np.array([unicode(handle, i) for i in everyone], dtype=np.uint32)
    owners = np.array([text_object(handle, i) or 0 for i in everyone], dtype=np.uint64)
    for i in everyone:
        loose_box(handle, i, box)
        origin(handle, i, at, at + 8)
        box += 16
        at += 16
    codes, halves = _whole_codes(codes)
    drawn = np.flatnonzero((owners > 0) & ~halves)
    starts = np.flatnonzero(np.diff(owners[drawn], prepend=0))
    objects = np.zeros(len(drawn), dtype=np.int32)
    objects[starts[1:]] = 1
    objects = np.cumsum(objects, dtype=np.int32)
    styles = _styles(call, handle, drawn[starts], owners[drawn[starts]])
    shared = styles[objects] if len(drawn) else styles
    return Characters(
        codes=_readable(call, handle, drawn, codes[drawn], shared[:, 5] > 0),
        # FS_RECTF is left, top, right, bottom.
        boxes=rectangles[drawn][:, (0, 3, 2, 1)],
        origins=origins[drawn],
        objects=objects,
        sizes=shared[:, 0],
        angles=shared[:, 1],
        shades=shared[:, 2],
        modes=shared[:, 3].astype(np.int8),
        bold=shared[:, 4] > 0,
    )


def _whole_codes(codes: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.bool_]]:
    """Characters that pdfium gives in two halves made whole, and which codes are second halves."""
    high = (codes >= 0xD800) & (codes < 0xDC00)
    if not high.any():
        return codes, np.zeros(len(codes), dtype=np.bool_)
    low = (codes >= 0xDC00) & (codes < 0xE000)
    first = high & np.append(low[1:], False)
    second = np.concatenate(([False], first[:-1]))
    whole = codes.copy()
    whole[first] = 0x10000 + ((codes[first] - 0xD800) << 10) + (codes[second] - 0xDC00)
    return whole, second


def _readable(
    call: _Functions, handle: int | None, drawn: NDArray[np.intp], codes: NDArray[np.uint32], symbols: Any
) -> NDArray[np.uint32]:
    """The codes of the characters that are drawn, with one sign for all that cannot be read."""
    codes[codes == LINE_END_HYPHEN] = ord("-")
    blank = (codes == 0x09) | (codes == 0x0A) | (codes == 0x0D)
    private = (codes >= 0xE000) & (codes < 0xF900)
    odd = (codes < 0x20) | ((codes >= 0x7F) & (codes < 0xA0)) | ((codes >= 0xD800) & (codes < 0xE000))
    odd |= private | (codes == 0xFFFE) | (codes == 0xFFFF) | (codes >= 0xF0000)
    # A font without a table of its characters: pdfium gives the number of the glyph.
    map_error = call.map_error
    odd |= np.array([map_error(handle, i) == 1 for i in drawn.tolist()], dtype=np.bool_)
    codes[odd] = UNREADABLE
    # The bullets of symbol fonts say nothing.
    codes[blank | (odd & symbols)] = ord(" ")
    return codes


def _styles(
    call: _Functions, handle: int | None, firsts: NDArray[np.intp], owners: NDArray[np.uint64]
) -> NDArray[np.float32]:
    """Size, angle, shade, mode and weight of each text object, asked of its first character."""
    rows = np.zeros((len(firsts), 6), dtype=np.float32)
    matrix = (ctypes.c_float * 6)()
    colour = (ctypes.c_uint * 4)()
    m, c = ctypes.addressof(matrix), ctypes.addressof(colour)
    faces: dict[int, tuple[bool, bool]] = {}
    for row, first, owner in zip(rows, firsts.tolist(), owners.tolist(), strict=True):
        call.matrix(handle, first, m)
        a, b, upright, d = matrix[0], matrix[1], matrix[2], matrix[3]
        if not call.fill_colour(handle, first, c, c + 4, c + 8, c + 12):
            colour[:] = [0, 0, 0, 255]
        ink = 1 - (0.3 * colour[0] + 0.59 * colour[1] + 0.11 * colour[2]) / 255
        font = call.font(owner) or 0
        if font not in faces:
            faces[font] = _face(call, font)
        row[:] = (
            call.font_size(handle, first) * (upright * upright + d * d) ** 0.5,
            np.degrees(np.arctan2(b, a)),
            1 - ink * colour[3] / 255,
            call.render_mode(owner),
            *faces[font],
        )
    return rows


def _face(call: _Functions, font: int) -> tuple[bool, bool]:
    """Whether a font is bold, and whether it holds symbols instead of letters."""
    if not font:
        return False, False
    buffer = ctypes.create_string_buffer(NAME_BYTES)
    call.font_name(font, ctypes.addressof(buffer), NAME_BYTES)
    name = buffer.value.lower()
    bold = any(word in name for word in BOLD_NAMES) or call.font_weight(font) >= BOLD_WEIGHT
    return bold, any(word in name for word in SYMBOL_NAMES)


@dataclass(frozen=True, slots=True)
class _Functions:
    unicode: Callable[..., int]
    text_object: Callable[..., int | None]
    loose_box: Callable[..., int]
    origin: Callable[..., int]
    map_error: Callable[..., int]
    matrix: Callable[..., int]
    font_size: Callable[..., float]
    fill_colour: Callable[..., int]
    render_mode: Callable[..., int]
    font: Callable[..., int | None]
    font_name: Callable[..., int]
    font_weight: Callable[..., int]


@cache
def _functions() -> _Functions:
    pointer, number = ctypes.c_void_p, ctypes.c_int
    return _Functions(
        unicode=plain("FPDFText_GetUnicode", ctypes.c_uint, pointer, number),
        text_object=plain("FPDFText_GetTextObject", pointer, pointer, number),
        loose_box=plain("FPDFText_GetLooseCharBox", number, pointer, number, pointer),
        origin=plain("FPDFText_GetCharOrigin", number, pointer, number, pointer, pointer),
        map_error=plain("FPDFText_HasUnicodeMapError", number, pointer, number),
        matrix=plain("FPDFText_GetMatrix", number, pointer, number, pointer),
        font_size=plain("FPDFText_GetFontSize", ctypes.c_double, pointer, number),
        fill_colour=plain("FPDFText_GetFillColor", number, pointer, number, *(pointer,) * 4),
        render_mode=plain("FPDFTextObj_GetTextRenderMode", number, pointer),
        font=plain("FPDFTextObj_GetFont", pointer, pointer),
        font_name=plain("FPDFFont_GetBaseFontName", ctypes.c_size_t, pointer, pointer, ctypes.c_size_t),
        font_weight=plain("FPDFFont_GetWeight", number, pointer),
    )
