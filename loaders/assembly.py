"""From the pieces of a format to a Document: the normalisation of plain text, with the tables kept whole."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from statistics import median
from typing import NamedTuple

import numpy as np
import regex

from loaders.blocks import Region, read_blocks
from loaders.characters import PIECE_SIGN, TABLE_SIGN
from loaders.grids import grid_text, normalise_grid, table_of
from loaders.normalise import normalise
from loaders.pieces import Extracted, Grid, Piece, Prose
from loaders.script import script_of, simplify
from loaders.traced import TracedText
from schemas import Block, Document, Furniture, Layout, Source
from schemas.document import BlockKind
from schemas.errors import EmptyDocumentError

SIGN = regex.compile(TABLE_SIGN)
BETWEEN = "\n\n"
# Around a heading or a caption that the format itself tells
APART = f"\n{PIECE_SIGN}\n"
SIGNS = regex.compile(f"[{PIECE_SIGN}{TABLE_SIGN}]")
# How printed lines look that a program took for paragraphs
SHORTEST_LINE, LONGEST_LINE = 15, 60
LEAST_BROKEN, BROKEN = 4, 0.5
ENDS = frozenset("。！？；：…!?;:”』」）)")
LONGEST_HEADING = 90
# Where there is less prose than this, the tables tell the script.
LEAST_PROSE = 40


class Laid(NamedTuple):
    """The pieces in one source text: all prose in order with a sign for each table, behind it the tables."""

    source: str
    prose_length: int
    prose: list[tuple[int, int, Prose]]
    grids: list[tuple[int, int, Grid]]
    layout: Layout | None


def assemble(extracted: Extracted, source: Source, place: str) -> Document:
    """The Document of what a format module has read; `place` names the file in errors.

    Its offsets lead back to the texts of the pieces: all prose in order, behind it all tables.

    Raises EmptyDocumentError where nothing but furniture is left.
    """
    laid = _lay_out(extracted.pieces, _seams(extracted))
    prose = laid.source[: laid.prose_length]
    normalised = normalise(prose)
    text, regions = _with_tables(normalised.text, laid)
    if not text.text.strip():
        raise EmptyDocumentError(place)
    facts = {"encoding": extracted.encoding, "pages": extracted.pages, "ocr": extracted.ocr}
    told = laid.source if len(prose) < LEAST_PROSE else prose
    document = Document(
        source=source.model_copy(update=facts),
        text=text.text,
        blocks=[],
        script=script_of(told, simplify(TracedText.of(told)).text),
        furniture=_both(extracted.furniture, normalised.furniture),
        offsets=text.offset_map(len(laid.source)),
        layout=laid.layout,
        warnings=[*extracted.warnings, *_lost(laid, regions)],
    )
    document.blocks = [_as_printed(block, laid, document) for block in read_blocks(text.text, regions)]
    return document


def _seams(extracted: Extracted) -> list[str]:
    """What stands behind each piece: a sign where the next one cannot go on with its sentence."""
    pieces = extracted.pieces
    lines = extracted.whole and _are_lines([piece.text for piece in pieces if isinstance(piece, Prose)])
    seams: list[str] = []
    for one, other in zip_longest(pieces, pieces[1:]):
        whole = extracted.whole and not lines and not _in_columns(one, other)
        usual = "\n" if lines else BETWEEN
        seams.append(APART if whole or _is_apart(one) or _is_apart(other) else usual)
    return seams


def _is_apart(piece: Piece | None) -> bool:
    return isinstance(piece, Prose) and (piece.kind != "text" or piece.apart)


def _in_columns(one: Piece, other: Piece | None) -> bool:
    """Paragraphs with tabs in them may be the rows of a table."""
    return all(isinstance(piece, Prose) and "\t" in piece.text for piece in (one, other))


def _are_lines(texts: Sequence[str]) -> bool:
    """Whether paragraphs are printed lines after all: most break off in mid-sentence, at one width."""
    long = [text.rstrip() for text in texts if len(text.strip()) >= SHORTEST_LINE]
    broken = [len(text) for text in long if text[-1] not in ENDS and "\n" not in text]
    if len(broken) < LEAST_BROKEN or len(broken) < BROKEN * len(long):
        return False
    usual = median(broken)
    return usual < LONGEST_LINE and 2 * sum(abs(width - usual) <= 3 for width in broken) > len(broken)


def _lay_out(pieces: Sequence[Piece], seams: Sequence[str]) -> Laid:
    texts: list[str] = []
    layouts: list[Layout] = []
    prose: list[tuple[int, int, Prose]] = []
    at = 0
    for piece, seam in zip(pieces, seams, strict=True):
        words, known = TABLE_SIGN, None
        if isinstance(piece, Prose):
            words, known = SIGNS.sub(" ", piece.text), piece.layout
            prose.append((at, at + len(words), piece))
        layouts += (known or Layout.unknown(len(words)), Layout.unknown(len(seam)))
        texts += (words, seam)
        at += len(words) + len(seam)
    length = at
    grids: list[tuple[int, int, Grid]] = []
    for grid in pieces:
        if isinstance(grid, Grid):
            rows = grid_text(grid)
            texts.append(rows.text)
            layouts.append(rows.layout)
            grids.append((at, at + len(rows.text), grid))
            at += len(rows.text)
    layout = Layout.joined(layouts)
    return Laid("".join(texts), length, prose, grids, layout if layout.pages.any() else None)


def _with_tables(prose: TracedText, laid: Laid) -> tuple[TracedText, list[Region]]:
    """The rows of each table in the place of its sign."""
    numbers = {
        sign.start(): number for number, sign in enumerate(SIGN.finditer(laid.source[: laid.prose_length]))
    }
    parts: list[TracedText] = []
    regions: list[Region] = []
    done = at = 0
    for sign in SIGN.finditer(prose.text):
        number = numbers[int(prose.origins[sign.start()])]
        start, end, grid = laid.grids[number]
        places = np.arange(start, end, dtype=np.int32)
        rows = normalise_grid(TracedText(laid.source[start:end], places))
        parts += (prose.part(done, sign.start()), rows)
        at += sign.start() - done
        regions.append(Region(at, at + len(rows.text), table_of(grid, number, rows, laid.layout)))
        at += len(rows.text)
        done = sign.end()
    parts.append(prose.part(done, len(prose.text)))
    return TracedText.concat(parts), regions


def _lost(laid: Laid, regions: Sequence[Region]) -> list[str]:
    """Tables that stood in what was taken out as furniture."""
    kept = {region.table.index for region in regions}
    return [
        f"table {number + 1} stands outside the bulletin and was not read"
        for number in range(len(laid.grids))
        if number not in kept
    ]


def _both(told: Furniture, found: Furniture) -> Furniture:
    """What the format tells of the page goes before what its lines tell."""
    return found.model_copy(update={name: value for name, value in told if value})


def _as_printed(block: Block, laid: Laid, document: Document) -> Block:
    """The block with its page, and with what the format itself says that it is."""
    at = document.offsets.origin(block.start)
    page = int(laid.layout.pages[at]) or None if laid.layout is not None else None
    if block.kind != "paragraph":
        return block.model_copy(update={"page": page})
    piece = next((piece for start, end, piece in laid.prose if start <= at < end), None)
    kind: BlockKind = block.kind
    level = block.level
    if piece is not None and piece.kind == "caption":
        kind = "caption"
    elif piece is not None and piece.kind == "heading" and block.end - block.start <= LONGEST_HEADING:
        kind, level = "heading", piece.level
    return block.model_copy(update={"kind": kind, "level": level, "page": page})
