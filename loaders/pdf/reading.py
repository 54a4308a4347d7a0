"""PDF files with a text layer: text in reading order, tables as grids, page furniture left out.

pypdfium2 reads the characters of every page, which is fast; pdfplumber is asked only where lines cross, for the cells
of ruled tables. On those pages the characters of both are compared, and a difference is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from threading import RLock
from typing import Any

import numpy as np
import pypdfium2 as pdfium

from loaders.assembly import assemble
from loaders.pdf.aligned import read_aligned
from loaders.pdf.blocks import Sheet, blocks_of, lay_out
from loaders.pdf.furniture import find_surroundings
from loaders.pdf.lines import make_line, one_line, read_lines
from loaders.pdf.marks import CrowdedError
from loaders.pdf.opening import PageLimits, Reading, opened, plumbed
from loaders.pdf.pages import Page, read_page
from loaders.pdf.pieces import pieces_of, prose_of
from loaders.pdf.rulings import Ruling, differing, may_be_ruled, plumb, plumbed_frame, rulings_of
from loaders.pdf.stitching import stitch
from loaders.pdf.substitutes import lost_text, with_substitutes
from loaders.pdf.tables import read_ruled
from loaders.pieces import Extracted, Piece
from loaders.scan.pages import picture_of, read_scan
from loaders.scan.recogniser import can_recognise
from schemas import Document, Furniture, Source
from schemas.errors import (
    DamagedError,
    EmptyDocumentError,
    NeedsOcrError,
    TooLargeError,
    UnreadableTextError,
)

# pdfium keeps state for the whole process and bears one caller at a time.
LOCK = RLock()
# A scanned page may have a stamp of text on it.
LEAST_CHARACTERS = 12
MOSTLY = 0.3
SHOWN = 20
USUAL_SIZE = 10.5


def read_pdf(data: bytes, source: Source, place: str) -> Document:
    """A Document of the bytes of a PDF; `place` names it in errors.

    Raises EncryptedError, DamagedError, TooLargeError, SlowError, NeedsOcrError, UnreadableTextError and
    EmptyDocumentError.
    """
    return assemble(extract_pdf(data, place), source, place)


def extract_pdf(data: bytes, place: str, page_limits: PageLimits | None = None) -> Extracted:
    """The pieces of a PDF in reading order; raises the errors of `read_pdf`."""
    reading = Reading.begin(data, place, page_limits or PageLimits())
    with LOCK, opened(reading) as document:
        count = len(document)
        pages = list(_pages(document, reading))
    _check_text(pages, count, reading)
    return extracted(pages, count, reading)


def extracted(pages: Sequence[Page], count: int, reading: Reading) -> Extracted:
    """The pieces of the pages in reading order, of `count` that the file has."""
    sheets = _sheets(pages, reading)
    facts = _take_out_surroundings(sheets)
    return Extracted(
        pieces=list(_pieces(sheets, reading)),
        pages=count,
        ocr=bool(reading.recognised),
        furniture=Furniture.model_validate(facts),
        warnings=reading.warnings,
    )


def _pages(document: Any, reading: Reading) -> Iterator[Page]:
    """Every page that can be read; the others are named in a warning."""
    lost: list[int] = []
    characters = 0
    for number in range(1, len(document) + 1):
        reading.check_time()
        try:
            raw = document[number - 1]
            page = read_page(raw, number, reading.page.characters, reading.page.marks)
            if is_scan(page) and can_recognise():
                page = _recognised(raw, number, reading)
            raw.close()
        except pdfium.PdfiumError:
            lost.append(number)
            continue
        except CrowdedError as error:
            raise TooLargeError(reading.place, f"what page {number} draws") from error
        characters += len(page.characters)
        reading.limits.check(reading.place, characters=characters)
        yield page
    if lost:
        reading.warnings.append(f"{_named(lost)} cannot be read")


def _recognised(raw: Any, number: int, reading: Reading) -> Page:
    """A page without a text layer, its text recognised from what it shows."""
    picture, resolution = picture_of(raw)
    found = read_scan(picture, number, resolution)
    reading.recognised[number] = found.rulings
    reading.warnings += found.warnings
    return found.page


def _check_text(pages: Sequence[Page], count: int, reading: Reading) -> None:
    """Tell what is missing from the text of the pages; an error where most is."""
    if not pages:
        raise DamagedError(reading.place, "no page can be read")
    seen = sum(len(page.characters) for page in pages)
    unreadable = sum(page.unreadable for page in pages)
    scans = [page.number for page in pages if is_scan(page)]
    if len(scans) == len(pages) or (seen == 0 and not any(lost_text(page.drawn) for page in pages)):
        if scans:
            raise NeedsOcrError(reading.place, f"{_named(scans)} of {count}")
        raise EmptyDocumentError(reading.place)
    if unreadable > MOSTLY * seen:
        raise UnreadableTextError(reading.place, f"{unreadable} of {seen} characters")
    if scans:
        reading.warnings.append(f"{_named(scans)} without a text layer: needs OCR, not read")
    reading.warnings += _left_out(pages)


def is_scan(page: Page) -> bool:
    """Whether a page shows something but has no text that could be read without recognising it."""
    if len(page.characters) >= LEAST_CHARACTERS or lost_text(page.drawn):
        return False
    drawn = len(page.marks.pictures) > 0 or page.marks.segments > 100 or page.hidden > 0
    return page.pictured or (len(page.characters) == 0 and drawn)


def _left_out(pages: Sequence[Page]) -> Iterator[str]:
    for page in pages:
        if page.unreadable:
            yield f"page {page.number}: {page.unreadable} characters have no meaning in their font (shown as �)"
    hidden = [page for page in pages if page.hidden]
    if hidden:
        count = sum(page.hidden for page in hidden)
        yield f"{_named([page.number for page in hidden])}: {count} hidden characters left out"
    across = Counter(page.slanted for page in pages if page.slanted)
    for words, times in across.items():
        first = next(page.number for page in pages if page.slanted == words)
        shown = words[:SHOWN] + ("…" if len(words) > SHOWN else "")
        yield f"page {first}: left out as a stamp or watermark, on {times} page(s): {shown}"


def _sheets(pages: Sequence[Page], reading: Reading) -> list[Sheet]:
    """The pages with their ruled tables, and with the lines of what these do not hold."""
    digital = [page for page in pages if page.number not in reading.recognised]
    candidates = [page.number for page in digital if lost_text(page.drawn) or may_be_ruled(page)]
    with plumbed(reading, _plumbable(pages, candidates, reading)) as by_number:
        return [_sheet(page, by_number.get(page.number), reading) for page in pages if not is_scan(page)]


def _plumbable(pages: Sequence[Page], candidates: Iterable[int], reading: Reading) -> list[int]:
    limits = reading.page
    crowded = {
        page.number
        for page in pages
        if page.marks.segments > limits.plumbed_marks or len(page.all_codes) > limits.plumbed_characters
    }
    refused = sorted(crowded.intersection(candidates))
    if refused:
        reading.warnings.append(f"{_named(refused)}: too much is drawn to look for ruled tables")
    return [number for number in candidates if number not in crowded]


def _sheet(page: Page, plumbed_page: Any, reading: Reading) -> Sheet:
    reading.check_time()
    page, rulings = _rulings(page, plumbed_page, reading)
    sheet = Sheet(page, [])
    free = np.ones(len(page.characters), dtype=np.bool_)
    for ruling in rulings:
        found = read_ruled(page, ruling, free)
        if found is not None:
            table, inside = found
            sheet.tables.append(table)
            free[inside] = False
    sheet.lines = read_lines(page, np.flatnonzero(free & ~page.turned))
    for table, lines in read_aligned(page, sheet.lines):
        gone = set(map(id, lines))
        sheet.tables.append(table)
        sheet.lines = [line for line in sheet.lines if id(line) not in gone]
    turned = np.flatnonzero(free & page.turned)
    if len(turned):
        sheet.aside.append(make_line(page, turned))
    return sheet


def _rulings(page: Page, plumbed_page: Any, reading: Reading) -> tuple[Page, list[Ruling]]:
    """The ruled tables of a page, and a warning where the two libraries read different characters on it.

    The page comes back, too, with the characters of the other library where pypdfium2 has lost some.
    """
    if plumbed_page is None:
        return page, reading.recognised.get(page.number, [])
    try:
        plumbed_whole = plumb(plumbed_page)
        odd = differing(plumbed_whole, page.all_codes)
        if odd and lost_text(page.drawn):
            page = with_substitutes(page, plumbed_whole.letters, plumbed_frame(plumbed_page))
            odd = ""
        rulings = rulings_of(plumbed_whole, page)
    except CrowdedError:
        reading.warnings.append(f"page {page.number}: too many lines cross to look for tables")
        return page, []
    except Exception as error:  # Foreign code on foreign bytes; it fails in many ways.
        reading.warnings.append(f"page {page.number}: ruled tables not read: {type(error).__name__}")
        return page, []
    finally:
        plumbed_page.close()
    if odd:
        reading.warnings.append(
            f"page {page.number}: pdfplumber and pypdfium2 read different characters: {odd[:SHOWN]}"
        )
    return page, rulings


def _take_out_surroundings(sheets: Sequence[Sheet]) -> dict[str, str]:
    """Leave running heads and folios out of the lines; what they tell of the bulletin comes back."""
    found = find_surroundings(
        [(sheet.page, sheet.lines) for sheet in sheets],
        [[table.box for table in sheet.tables] for sheet in sheets],
    )
    for sheet in sheets:
        sheet.lines = [line for line in sheet.lines if id(line) not in found.lines]
        sheet.aside += [one_line(row) for row in found.feet.get(sheet.page.number, ())]
    return {name: value for name, value in found.facts.items() if name in Furniture.model_fields}


def _pieces(sheets: Sequence[Sheet], reading: Reading) -> Iterator[Piece]:
    reading.check_time()
    style = lay_out(sheets, _usual_size(sheets))
    yield from pieces_of(stitch(blocks_of(sheets, style)), style)
    for sheet in sheets:
        for line in sheet.aside:
            yield prose_of([line], "", "caption")


def _usual_size(sheets: Sequence[Sheet]) -> float:
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for line in sheet.lines:
            sizes[round(2 * line.size) / 2] += len(line.characters)
    return sizes.most_common(1)[0][0] if sizes else USUAL_SIZE


def _named(numbers: Sequence[int]) -> str:
    """Pages by their numbers.

    >>> _named([2]), _named([1, 2, 3, 7])
    ('page 2', 'pages 1-3, 7')
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    names = ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
    return f"page {names}" if len(numbers) == 1 else f"pages {names}"
