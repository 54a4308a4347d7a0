"""From the blocks of a PDF to the pieces of a Document, each character with its page and box."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import regex

from loaders.lines import ends_sentence, has_punctuation
from loaders.pdf.blocks import Block, Caption
from loaders.pdf.lines import Line
from loaders.pdf.paragraphs import LARGE, OTHER_SIZE, Paragraph, Style, title_text
from loaders.pdf.tables import FoundTable, TableCell, cell_text
from loaders.pieces import Grid, GridCell, Piece, Prose
from schemas import Layout

# A space belongs between two words, and between a word and a number, of Latin letters.
WORDS_END = regex.compile(r"[A-Za-z]\n[A-Za-z\d]|\d\n[A-Za-z]")
LONGEST_HEADING = 40
# Of the measure: a line of a title that could not be longer
FULL = 0.86


def pieces_of(blocks: Sequence[Block], style: Style) -> Iterator[Piece]:
    """A piece for each block, in the same order."""
    body_begun = False
    for block in blocks:
        if isinstance(block, FoundTable):
            yield grid_of(block)
        elif isinstance(block, Caption):
            yield prose_of(block.lines, "\n", "caption")
        else:
            if block.display:
                yield from _titles(block)
                continue
            level = _heading_level(block, style) if body_begun else None
            apart = abs(block.size - style.size) > OTHER_SIZE * style.size
            piece = prose_of(block.lines, "", "text" if level is None else "heading", level)
            yield replace(piece, apart=apart)
            body_begun = body_begun or len(block.lines) > 1 or ends_sentence(block.lines[-1].text)


def _titles(block: Paragraph) -> Iterator[Prose]:
    """The lines of a title, one piece each, or together where one line was too short for it."""
    start = 0
    measure = block.margins.right - block.margins.left
    full = [line.x1 - line.x0 > FULL * measure for line in block.lines]
    for joined in title_text([line.text for line in block.lines], full):
        end, length = start, 0
        while length < len(joined):
            length += len(block.lines[end].text)
            end += 1
        yield replace(prose_of(block.lines[start:end], ""), apart=True)
        start = end


def _heading_level(block: Paragraph, style: Style) -> int | None:
    """1 for a line in larger type, 2 for one in bold type of the usual size, `None` where it is no heading for sure."""
    words = block.lines[0].text
    if len(block.lines) > 1 or len(words) > LONGEST_HEADING or ends_sentence(words) or has_punctuation(words):
        return None
    if block.size >= LARGE * style.size:
        return 1
    return 2 if block.lines[0].bold and abs(block.size - style.size) < 0.1 * style.size else None


def prose_of(lines: Sequence[Line], between: str, kind: str = "text", level: int | None = None) -> Prose:
    """Lines as one piece, with `between` them."""
    texts: list[str] = []
    layouts: list[Layout] = []
    for line in lines:
        if texts:
            seam = f"{texts[-1][-1:]}\n{line.text[:1]}"
            glue = between or (" " if WORDS_END.fullmatch(seam) else "")
            texts.append(glue)
            layouts.append(_nowhere(line, len(glue)))
        texts.append(line.text)
        layouts.append(layout_of_line(line))
    text = "".join(texts)
    layout = Layout.joined(layouts)
    if kind == "caption":
        return Prose(text, "caption", layout=layout)
    return Prose(text, "heading" if kind == "heading" else "text", level, layout)


def layout_of_line(line: Line) -> Layout:
    """The page and the box of each character, as a reader sees them; a space between two has no box."""
    numbers = line.characters
    boxes = line.page.seen_boxes[numbers]
    if (numbers < 0).any():
        boxes[numbers < 0] = np.nan
    scores = None if line.page.scores is None else np.where(numbers < 0, np.nan, line.page.scores[numbers])
    return Layout(np.full(len(numbers), line.page.number, dtype=np.int32), boxes, scores)


def _nowhere(line: Line, length: int) -> Layout:
    """Characters between two lines: on the page, without a box."""
    pages = np.full(length, line.page.number, dtype=np.int32)
    return Layout(pages, np.full((length, 4), np.nan, dtype=np.float32))


def grid_of(table: FoundTable) -> Grid:
    """The grid of a table."""
    cells = [_cell(cell) for cell in table.cells]
    return Grid(cells, table.rows, table.columns, table.head_rows)


def _cell(cell: TableCell) -> GridCell:
    texts: list[str] = []
    layouts: list[Layout] = []
    for part in cell_text(cell):
        if isinstance(part, str):
            texts.append(part)
            layouts.append(_nowhere(cell.lines[0], len(part)))
        else:
            texts.append(part.text)
            layouts.append(layout_of_line(part))
    layout = Layout.joined(layouts) if layouts else None
    return GridCell(cell.row, cell.column, "".join(texts), cell.row_span, cell.column_span, layout)
