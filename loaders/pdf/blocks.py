"""One page of a PDF as blocks in reading order: paragraphs, tables, captions, framed texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import regex

from loaders.line_forms import form_of
from loaders.lines import ends_sentence
from loaders.pdf.frames import Boxes
from loaders.pdf.layout import Column, Item, Region, read_columns
from loaders.pdf.lines import Line, one_line
from loaders.pdf.pages import Page
from loaders.pdf.paragraphs import (
    INDENT,
    LARGEST_INDENT,
    OTHER_SIZE,
    Margins,
    Paragraph,
    Style,
    margins_of,
    paragraphs_of,
    runs_on,
    style_of,
)
from loaders.pdf.tables import FoundTable

# In ems
SMALLEST_PICTURE = 4.0
BELOW_PICTURE = 2.6
CAPTION_PITCH = 1.9
NOT_SMALLER = 0.96
NAMED = regex.compile(
    r"\s*(?:图|照片)\s*[\d一二三四五六七八九十]{0,3}\s?[:：\s]|.{4,60}(?:摄|供图|图/\p{Han}+)[)）]?\s*\Z"
)
# Of the page
LARGEST_FRAME = 0.6
MOST_FRAMES = MOST_PICTURES = 40
LEAST_FRAMED = 2
ENDING_FORMS = frozenset(("attachment", "date", "copies", "salutation", "note"))


@dataclass(slots=True, eq=False)
class Caption:
    """The lines under a picture."""

    lines: list[Line]


@dataclass(slots=True, eq=False)
class Framed:
    """A text with a frame around it, which the text around it does not go through."""

    columns: list[Column]


@dataclass(slots=True, eq=False)
class Sheet:
    """A page with its tables and with the lines outside of them; `aside` are those that
    stand apart from the text."""

    page: Page
    lines: list[Line]
    tables: list[FoundTable] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)
    aside: list[Line] = field(default_factory=list)


Block = Paragraph | FoundTable | Caption


def lay_out(sheets: Sequence[Sheet], size: float) -> Style:
    """Give each sheet its columns; what is usual in all of them comes back. `size` is that of most type."""
    for sheet in sheets:
        sheet.captions = _captions(sheet, size)
        captioned = {id(line) for caption in sheet.captions for line in caption.lines}
        free = [line for line in sheet.lines if id(line) not in captioned]
        items: list[Item] = [Region(*table.box, table) for table in sheet.tables]
        framed, rest = _framed(sheet, free, size)
        sheet.columns = read_columns([*items, *framed, *rest], sheet.page.marks.rules, size)
    return style_of([column for sheet in sheets for column in sheet.columns])


def _captions(sheet: Sheet, size: float) -> list[Caption]:
    """Small lines right under a picture."""
    found: list[Caption] = []
    taken: set[int] = set()
    for x0, top, x1, bottom in sheet.page.marks.pictures[:MOST_PICTURES].tolist():
        if min(x1 - x0, bottom - top) < SMALLEST_PICTURE * size or x1 - x0 > 0.97 * sheet.page.flow.width:
            continue
        lines: list[Line] = []
        at = bottom
        for line in sorted(sheet.lines, key=lambda line: line.baseline):
            inside = x0 - size <= line.x0 and line.x1 <= x1 + size
            reach = (CAPTION_PITCH if lines else BELOW_PICTURE) * line.size
            if not inside or id(line) in taken or not at - size < line.baseline <= at + reach:
                continue
            if lines and abs(line.size - lines[0].size) > 0.5:
                continue
            lines.append(line)
            at = line.baseline
        small = lines and lines[0].size < NOT_SMALLER * size
        if lines and (small or (len(lines) < 3 and NAMED.match(one_line(lines).text))):
            taken.update(map(id, lines))
            found.append(Caption(lines))
    return found


def _framed(sheet: Sheet, lines: list[Line], size: float) -> tuple[list[Region], list[Line]]:
    """Texts in boxes, each a region of its own."""
    regions: list[Region] = []
    rest = lines
    for box in _frames(sheet):
        x0, top, x1, bottom = box
        inside = [
            line
            for line in rest
            if x0 - 1 <= line.x0 and line.x1 <= x1 + 1 and top <= line.baseline <= bottom + 1
        ]
        if len(inside) < LEAST_FRAMED or len(inside) == len(rest):
            continue
        gone = set(map(id, inside))
        rest = [line for line in rest if id(line) not in gone]
        columns = read_columns(inside, np.zeros((0, 4), dtype=np.float32), size)
        regions.append(Region(x0, top, x1, bottom, Framed(columns)))
    return regions, rest


def _frames(sheet: Sheet) -> Iterator[tuple[float, float, float, float]]:
    """Outlines and tinted areas, small ones first, but for those of tables and of the page itself."""
    marks = sheet.page.marks
    boxes: Boxes = np.concatenate((marks.frames, marks.fills))
    area = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    whole = sheet.page.flow.width * sheet.page.flow.height
    order = np.argsort(area)[:MOST_FRAMES]
    for number in order.tolist():
        x0, top, x1, bottom = boxes[number].tolist()
        of_table = any(
            table.box[0] - 3 <= x1
            and x0 <= table.box[2] + 3
            and table.box[1] - 3 <= bottom
            and top <= table.box[3] + 3
            for table in sheet.tables
        )
        if area[number] <= LARGEST_FRAME * whole and not of_table:
            yield x0, top, x1, bottom


def blocks_of(sheets: Sequence[Sheet], style: Style) -> list[Block]:
    """All blocks of all pages, paragraphs put together that a column or a page broke.

    What stands between the parts of such a paragraph (a caption, a framed text) follows it.
    """
    blocks: list[Block] = []
    aside: list[Block] = []
    open_end: Paragraph | None = None
    for sheet in sheets:
        for column in sheet.columns:
            margins = margins_of(column, style)
            boxes = [item for item in column.items if _is_framed(item)]
            for block in paragraphs_of([item for item in column.items if item not in boxes], margins, style):
                found = block.content if isinstance(block, Region) else block
                if isinstance(found, Paragraph) and open_end is not None and _goes_on(open_end, found, style):
                    open_end.lines += found.lines
                    open_end.margins = found.margins
                    continue
                blocks += aside
                aside = []
                if isinstance(found, Paragraph | FoundTable):
                    blocks.append(found)
                open_end = found if isinstance(found, Paragraph) else None
            aside += [block for box in boxes for block in _inside(box, style)]
        aside += sheet.captions
    return blocks + aside


def _is_framed(item: Item) -> bool:
    return isinstance(item, Region) and isinstance(item.content, Framed)


def _inside(box: Item, style: Style) -> Iterator[Block]:
    framed = box.content if isinstance(box, Region) and isinstance(box.content, Framed) else Framed([])
    for column in framed.columns:
        lines = [item for item in column.items if isinstance(item, Line)]
        own = style_of([column])
        margins = Margins(column.x0, column.x1, margins_of(column, own).pitch)
        own.indents = own.indents or style.indents
        for block in paragraphs_of(lines, margins, own):
            if isinstance(block, Paragraph):
                yield block


def _goes_on(before: Paragraph, after: Paragraph, style: Style) -> bool:
    """Whether a paragraph is the rest of the one before it, which ended with its column or page."""
    upper, lower = before.lines[-1], after.lines[0]
    if before.display or after.display or abs(upper.size - lower.size) > OTHER_SIZE * upper.size:
        return False
    if (upper.x0 - before.margins.left) / upper.size > LARGEST_INDENT:
        return False
    if (lower.x0 - after.margins.left) / lower.size >= INDENT:
        return False
    if (
        upper.page is lower.page
        and upper.x0 < lower.x1
        and lower.x0 < upper.x1
        and lower.baseline > upper.baseline
    ):
        # One below the other in one column: what parted them there still does.
        return False
    form = form_of(lower.text)
    ended = ends_sentence(upper.text)
    if form is not None and (ended or form.form in ENDING_FORMS):
        return False
    if ended and not style.indents:
        return False
    return runs_on(upper, lower, before.margins, style)
