"""Opening the bytes of a PDF in both libraries, within limits, with a named error for what cannot be read."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from io import BytesIO
from time import monotonic
from typing import Any

import pdfplumber
import pypdfium2 as pdfium

from loaders.limits import Limits, limits
from loaders.pdf.inflation import InflationError, check_inflation
from schemas.errors import DamagedError, EncryptedError, SlowError, TooLargeError

WRONG_PASSWORD = 4
UNKNOWN_LOCK = 5
END = b"%%EOF"
END_REACH = 2048
# Images may unpack to more than the rest: no library unpacks them here.
IMAGES = 5


@dataclass(frozen=True, slots=True)
class PageLimits:
    """What one page may ask of the machine, in characters and in objects or pieces of paths that it draws.

    `plumbed_*` are for pages on which pdfplumber looks for tables, since it needs far more for the same page.
    """

    characters: int = 60_000
    marks: int = 100_000
    plumbed_characters: int = 30_000
    plumbed_marks: int = 20_000


@dataclass(slots=True)
class Reading:
    """What one file needs while it is read; `recognised` holds the ruled tables of the pages that are images."""

    data: bytes
    place: str
    limits: Limits
    page: PageLimits
    until: float
    warnings: list[str] = field(default_factory=list)
    recognised: dict[int, list[Any]] = field(default_factory=dict)

    @classmethod
    def begin(cls, data: bytes, place: str, page: PageLimits) -> Reading:
        """The clock starts.

        Raises TooLargeError where the compressed parts unpack to more than they may.
        """
        allowed = limits()
        try:
            damaged = check_inflation(data, allowed.inflated, IMAGES * allowed.inflated)
        except InflationError as error:
            raise TooLargeError(place, allowed.told("inflated")) from error
        reading = cls(data, place, allowed, page, monotonic() + allowed.seconds)
        if damaged:
            reading.warnings.append(f"{damaged} parts of the file are damaged; text may be missing or wrong")
        return reading

    def check_time(self) -> None:
        """Raises SlowError once the time is over."""
        if monotonic() > self.until:
            raise SlowError(self.place, self.limits.told("seconds"))


@contextmanager
def opened(reading: Reading) -> Iterator[Any]:
    """The file in pypdfium2.

    Raises EncryptedError, DamagedError, TooLargeError.
    """
    try:
        document = pdfium.PdfDocument(reading.data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) in (WRONG_PASSWORD, UNKNOWN_LOCK) or "password" in str(error):
            raise EncryptedError(reading.place) from error
        raise DamagedError(reading.place, "no PDF structure that can be read") from error
    try:
        count = len(document)
        if count < 1:
            raise DamagedError(reading.place, "no pages")
        reading.limits.check(reading.place, pages=count)
        if END not in reading.data[-END_REACH:]:
            reading.warnings.append("the end of the file is missing; pages may be lost")
        yield document
    finally:
        with suppress(pdfium.PdfiumError):
            document.close()


@contextmanager
def plumbed(reading: Reading, numbers: Sequence[int]) -> Iterator[dict[int, Any]]:
    """Some pages in pdfplumber, by number; none where it cannot open the file."""
    # What pdfminer has to say about the inside of a font is of no use to a reader.
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    if not numbers:
        yield {}
        return
    try:
        document = pdfplumber.open(BytesIO(reading.data), pages=list(numbers))
        pages = {page.page_number: page for page in document.pages}
    except Exception as error:  # Foreign code on foreign bytes; it fails in many ways.
        reading.warnings.append(f"ruled tables were not looked for: {type(error).__name__}")
        yield {}
        return
    try:
        yield pages
    finally:
        document.close()
