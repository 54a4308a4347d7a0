"""Word and WPS files (.docx): headings, paragraphs with the numbers before them, tables, text boxes, notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from loaders.assembly import assemble
from loaders.office.numbering import Numbering, as_number, joined
from loaders.office.package import Package, attribute, local
from loaders.office.paragraphs import ParagraphReader, Words, alternative
from loaders.office.styles import Styles, child, is_on, value
from loaders.office.word_tables import WordTable
from loaders.pieces import Extracted, Piece, Prose
from schemas import Document, Source
from schemas.errors import DamagedError

SIDE_PARTS = frozenset(("styles", "numbering", "footnotes", "endnotes"))
NOTES = ("footnote", "endnote")
# What only holds blocks
HOLDERS = frozenset(("sdtContent", "ins", "moveTo", "customXml", "smartTag", "body", "subDoc"))


def read_docx(data: bytes, source: Source, place: str) -> Document:
    """The Document of a Word file; `place` names it in errors.

    Raises DamagedError, EncryptedError, TooLargeError, EmptyDocumentError.
    """
    return assemble(extract_docx(data, place), source, place)


def extract_docx(data: bytes, place: str) -> Extracted:
    """The pieces of the body, behind it the notes that it refers to."""
    package = Package(data, place)
    main = package.main("word/document.xml")
    root = package.tree(main)
    parts = {relation.kind: relation.target for relation in package.relations(main).values()}
    trees, warnings = _side_parts(package, {kind: part for kind, part in parts.items() if kind in SIDE_PARTS})
    reader = BodyReader(root, Styles(trees.get("styles")), Numbering(trees.get("numbering")), place)
    body = child(root, "body")
    pieces = list(reader.read(body)) if body is not None else []
    notes = {(kind, attribute(note, "id")): note for kind in NOTES for note in trees.get(kind + "s", ())}
    # Those of the body only: a note may refer to itself.
    for key in dict.fromkeys(reader.notes):
        if key in notes:
            pieces += reader.read(notes[key])
    return Extracted(pieces, warnings=[*warnings, *reader.warnings()], whole=True)


def _side_parts(package: Package, parts: dict[str, str]) -> tuple[dict[str, etree._Element], list[str]]:
    """The parts beside the body; the text can be read without one that is damaged."""
    trees: dict[str, etree._Element] = {}
    warnings: list[str] = []
    for kind, part in parts.items():
        if part not in package:
            continue
        try:
            trees[kind] = package.tree(part)
        except DamagedError as error:
            warnings.append(f"{kind} could not be read: {error.detail}")
    return trees, warnings


@dataclass
class BodyReader:
    """Goes through the blocks of a document in their order."""

    root: etree._Element
    styles: Styles
    numbering: Numbering
    place: str
    notes: list[tuple[str, str]] = field(default_factory=list)
    chunks: int = 0

    def __post_init__(self) -> None:
        self._paragraphs = ParagraphReader(self.root)
        self._cells = 0
        self.numbering.linked = self.styles.lists()

    def warnings(self) -> list[str]:
        """What could not be read."""
        counts = {
            "pictures": self._paragraphs.pictures,
            "embedded objects": self._paragraphs.objects,
            "embedded documents": self.chunks,
        }
        return [f"{count} {name} were not read" for name, count in counts.items() if count]

    def read(self, holder: etree._Element) -> Iterator[Piece]:
        """The pieces of all blocks inside."""
        # The mark at the end of a paragraph may be deleted: then the next one goes on with it.
        before = ""
        for node in self.blocks(holder):
            if local(node) == "tbl":
                yield from self._table(node)
                continue
            words = self._paragraphs.read(node)
            self.notes += words.notes
            if is_on(node, "pPr", "rPr", "del"):
                before += words.text
                continue
            yield from self._paragraph(node, Words(before + words.text, words.boxes))
            before = ""
        if before.strip():
            yield Prose(before)

    def blocks(self, holder: etree._Element) -> Iterator[etree._Element]:
        """Paragraphs and tables in their order."""
        for node in holder:
            name = local(node)
            if name in ("p", "tbl"):
                yield node
            elif name in HOLDERS:
                yield from self.blocks(node)
            elif name == "sdt" and not _is_contents(node):
                content = child(node, "sdtContent")
                yield from self.blocks(content) if content is not None else ()
            elif name == "AlternateContent":
                chosen = alternative(node)
                yield from self.blocks(chosen) if chosen is not None else ()
            elif name == "altChunk":
                self.chunks += 1

    def _paragraph(self, node: etree._Element, words: Words) -> Iterator[Piece]:
        style = value(node, "pPr", "pStyle")
        label = self._label(node, style)
        if words.text.strip() and not self.styles.is_contents(style):
            level = self.styles.level(style, _outline(node))
            yield Prose(joined(label, words.text), "text" if level is None else "heading", level)
        elif label and self._cells:
            # A column 序号 that Word counts by itself.
            yield Prose(label)
        for box in words.boxes:
            yield from self.read(box)

    def _label(self, node: etree._Element, style: str | None) -> str:
        """The number before a paragraph, from its own list or from that of its style."""
        number, place = value(node, "pPr", "numPr", "numId"), value(node, "pPr", "numPr", "ilvl")
        if number is None:
            told = self.styles.number(style)
            if told is None:
                return ""
            named, number, level = told
            at = self.numbering.level_of_style(number, named) if level is None else level
            return self.numbering.next(number, as_number(place, at))
        return self.numbering.next(number, as_number(place))

    def _table(self, node: etree._Element) -> Iterator[Piece]:
        table = WordTable(node)
        contents = {cell: list(self._cell(cell)) for cell in table.parts()}
        texts = {
            cell: "\n".join(p.text for p in pieces if isinstance(p, Prose))
            for cell, pieces in contents.items()
        }
        if table.holds_data(texts):
            yield from table.pieces(texts, self.place)
            for pieces in contents.values():
                yield from _tables_in(pieces)
        else:
            for pieces in contents.values():
                yield from pieces

    def _cell(self, cell: etree._Element) -> Iterator[Piece]:
        self._cells += 1
        yield from self.read(cell)
        self._cells -= 1


def _tables_in(pieces: list[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        if not isinstance(piece, Prose):
            yield piece


def _outline(node: etree._Element) -> int | None:
    text = value(node, "pPr", "outlineLvl")
    return as_number(text, 9) if text is not None else None


def _is_contents(node: etree._Element) -> bool:
    return value(node, "sdtPr", "docPartObj", "docPartGallery") == "Table of Contents"
