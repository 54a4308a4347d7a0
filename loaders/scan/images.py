"""Pictures of pages (PNG, JPEG, TIFF and the like): their text is recognised."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import numpy as np
from PIL import Image as Pictures
from PIL import ImageOps, ImageSequence, UnidentifiedImageError

from loaders.assembly import assemble
from loaders.pdf.opening import PageLimits, Reading
from loaders.pdf.reading import extracted
from loaders.scan.pages import MOST_DOTS, read_scan
from loaders.scan.recogniser import Image, can_recognise
from schemas import Document, Source
from schemas.errors import DamagedError, EmptyDocumentError, NeedsOcrError, TooLargeError

# Dots an inch that a picture may tell; others are taken for those of a sheet of A4 (8.27 inches wide).
LEAST_RESOLUTION = 90
MOST_RESOLUTION = 1200
SHEET = 8.27
COLOURS = 3


def read_image(data: bytes, source: Source, place: str) -> Document:
    """A Document of the bytes of a picture, a page for each frame; `place` names it in errors.

    Raises NeedsOcrError, DamagedError, TooLargeError, SlowError, EmptyDocumentError.
    """
    if not can_recognise():
        raise NeedsOcrError(place, "a picture")
    reading = Reading.begin(data, place, PageLimits())
    pages = []
    for number, (picture, resolution) in enumerate(_frames(data, reading), 1):
        reading.check_time()
        found = read_scan(picture, number, resolution)
        reading.recognised[number] = found.rulings
        reading.warnings += found.warnings
        pages.append(found.page)
    if not any(len(page.characters) for page in pages):
        raise EmptyDocumentError(place)
    return assemble(extracted(pages, len(pages), reading), source, place)


def _frames(data: bytes, reading: Reading) -> Iterator[tuple[Image, float]]:
    """Each frame upright in red, green and blue, with its dots an inch."""
    try:
        with Pictures.open(BytesIO(data)) as file:
            count = getattr(file, "n_frames", 1)
            reading.limits.check(reading.place, pages=count)
            for frame in ImageSequence.Iterator(file):
                reading.limits.check(reading.place, inflated=frame.width * frame.height * COLOURS)
                upright = ImageOps.exif_transpose(frame).convert("RGB")
                upright.thumbnail((MOST_DOTS, MOST_DOTS))
                yield np.asarray(upright), _resolution(frame.info.get("dpi"), frame.size, upright.size)
    except Pictures.DecompressionBombError as error:
        raise TooLargeError(reading.place, reading.limits.told("inflated")) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise DamagedError(reading.place, "the picture cannot be decoded") from error


def _resolution(told: object, size: tuple[int, int], now: tuple[int, int]) -> float:
    dots = float(told[0]) if isinstance(told, tuple) and told else 0.0
    if not LEAST_RESOLUTION <= dots <= MOST_RESOLUTION:
        dots = min(size) / SHEET
    return dots * max(now) / max(size)
