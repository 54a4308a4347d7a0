"""The Document: what a loader hands to the reader.

`text` is normalised once; from then on every offset counts characters of it. `offsets` leads back to the source.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Literal

from pydantic import Field, InstanceOf

from schemas.layout import Box, Layout
from schemas.model import Model, Record

BlockKind = Literal["heading", "paragraph", "table", "caption", "note"]
Script = Literal["simplified", "traditional"]


class Source(Record):
    """Where the bytes came from. `ocr` is true where the text was recognised from an image."""

    path: str | None = None
    url: str | None = None
    sha256: str
    media_type: str = "text/plain"
    encoding: str | None = None
    pages: int | None = None
    ocr: bool = False


class Truncation(Model):
    """What a cut-off page says of itself, in characters: how many are shown, how many there are."""

    shown: int | None = None
    total: int | None = None


class Cell(Model):
    """One cell of a table; `start` and `end` are offsets of its text in the document's text.

    `indent` says how far its first line is set in, in half-width characters: rows set in are parts of one above.
    """

    row: int
    column: int
    text: str
    start: int
    end: int
    row_span: int = 1
    column_span: int = 1
    indent: int = 0
    page: int | None = None
    box: Box | None = None


class Table(Model):
    """Cells in reading order. `head_rows` are the first rows that name the columns; `caption` stands above it."""

    index: int
    rows: int
    columns: int
    head_rows: int = 1
    caption: str = ""
    notes: tuple[str, ...] = ()
    cells: tuple[Cell, ...]


class Block(Model):
    """A piece of the document in reading order: `text[start:end]`.

    Headings have a `level` from 1 (`一、`) down; 0 is a title.
    """

    kind: BlockKind
    start: int
    end: int
    level: int | None = None
    page: int | None = None
    table: Table | None = None


class Furniture(Model):
    """What the page around the bulletin said of it; kept out of the text, read for the metadata.

    `published` is the time of publication as printed (`2022/8/3 15:23:57`), `source_name` the medium or office that a
    `来源：` names, `author` whom `作者：` names, `page_title` a title outside the text, `site` the path of the page
    and the name of its site (`首页 > 某县人民政府网 > 政务动态`).
    """

    published: str | None = None
    source_name: str | None = None
    author: str | None = None
    page_title: str | None = None
    site: str | None = None
    attachments: tuple[str, ...] = ()
    truncated: Truncation | None = None


class OffsetMap(Model):
    """For each character of the normalised text, the place of its first source character, in runs.

    `targets[k]` and `origins[k]` say that from `text[targets[k]]` on, characters count up one by one from source
    character `origins[k]`. The source is the decoded text before any change.

    >>> offsets = OffsetMap(targets=(0, 2), origins=(0, 7), source_length=9)
    >>> offsets.origin(0), offsets.origin(1), offsets.origin(2), offsets.span(1, 3)
    (0, 1, 7, (1, 8))
    """

    targets: tuple[int, ...] = (0,)
    origins: tuple[int, ...] = (0,)
    source_length: int = 0

    def origin(self, offset: int) -> int:
        """The source character that `text[offset]` came from."""
        run = bisect_right(self.targets, offset) - 1
        return min(self.origins[run] + offset - self.targets[run], self.source_length)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source characters behind `text[start:end]`, the end excluded."""
        return (self.origin(start), self.origin(end - 1) + 1) if end > start else (self.origin(start),) * 2


class Document(Record):
    """A bulletin as text: normalised, in blocks, with its way back to the source."""

    source: Source
    text: str
    blocks: list[Block]
    script: Script = "simplified"
    furniture: Furniture = Field(default_factory=Furniture)
    offsets: OffsetMap = Field(default_factory=OffsetMap)
    layout: InstanceOf[Layout] | None = Field(default=None, exclude=True)
    warnings: list[str] = Field(default_factory=list)

    def page_and_boxes(self, start: int, end: int) -> tuple[int | None, list[Box] | None]:
        """The page and the boxes of `text[start:end]`; `(None, None)` for plain text."""
        if self.layout is None or end <= start:
            return None, None
        return self.layout.place([self.offsets.origin(offset) for offset in range(start, end)])

    def confidence(self, start: int, end: int) -> float | None:
        """How sure the recogniser is of the least sure character of `text[start:end]`; `None` for text as such."""
        if self.layout is None or self.layout.scores is None or end <= start:
            return None
        return self.layout.score([self.offsets.origin(offset) for offset in range(start, end)])
