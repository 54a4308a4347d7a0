"""The words of a paragraph in a Word file as displayed: insertions in, deletions and hidden words out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import regex
from lxml import etree

from loaders.office.package import attribute, local
from loaders.office.styles import child, is_on

# Deleted or moved away, properties, phonetic readings, and pictures of what stands in the text
LEFT_OUT = frozenset(
    ("del", "moveFrom", "delText", "delInstrText", "pPr", "rPr", "sectPr", "rt", "object", "annotationRef")
)
DRAWN = frozenset(("drawing", "pict"))
SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
MARKS = frozenset(("fldChar", "instrText", "sym", "footnoteReference", "endnoteReference"))
# Fields whose result belongs to the page and not to the text
PAGE_FIELDS = frozenset(
    ("PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "SECTION", "TOC", "TC", "INDEX", "XE", "RD")
)
SYMBOL = regex.compile(r"(?:F0)?(?P<code>[0-9A-Fa-f]{2})|(?P<wide>[0-9A-Fa-f]{4})")


@dataclass
class Field:
    """A field that has begun: its instruction, and whether its result follows."""

    instruction: str = ""
    shows: bool = False

    @property
    def is_of_page(self) -> bool:
        """Whether its result is a page number or a table of contents."""
        words = self.instruction.split()
        return bool(words) and words[0].upper() in PAGE_FIELDS


@dataclass
class Words:
    """What a paragraph holds: its text, the boxes that hang on it, the notes that it refers to."""

    text: str = ""
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


class ParagraphReader:
    """Reads the paragraphs of one document in their order; a field may reach over several of them."""

    def __init__(self, root: etree._Element) -> None:
        self._fields: list[Field] = []
        kinds = Counter(attribute(node, "fldCharType") for node in root.iter("{*}fldChar"))
        # A field that never ends would swallow the rest of the document.
        self._balanced = kinds["begin"] == kinds["end"]
        self.pictures = 0
        self.objects = 0

    def read(self, paragraph: etree._Element) -> Words:
        """The words of a paragraph."""
        words = Words()
        parts: list[str] = []
        for node in paragraph:
            self._read(node, words, parts)
        words.text = "".join(parts)
        return words

    def _read(self, node: etree._Element, words: Words, parts: list[str]) -> None:
        name = local(node)
        if name == "t" or name in SIGNS:
            if self._shows():
                parts.append(SIGNS.get(name) or node.text or "")
        elif name in LEFT_OUT or (name == "r" and is_on(node, "rPr", "vanish")):
            self.objects += name == "object"
        elif name in DRAWN:
            self._drawn(node, words)
        elif name in MARKS:
            self._mark(name, node, words, parts)
        else:
            for each in self._holder(name, node):
                self._read(each, words, parts)

    def _holder(self, name: str, node: etree._Element) -> Iterable[etree._Element]:
        """What of a node that holds others is displayed."""
        held: etree._Element | None = node
        if name == "AlternateContent":
            held = alternative(node)
        elif name == "sdt":
            held = None if is_on(node, "sdtPr", "showingPlcHdr") else child(node, "sdtContent")
        elif name == "fldSimple" and Field(attribute(node, "instr") or "").is_of_page:
            held = None
        return held if held is not None else ()

    def _shows(self) -> bool:
        return all(each.shows and not each.is_of_page for each in self._fields)

    def _mark(self, name: str, node: etree._Element, words: Words, parts: list[str]) -> None:
        if name == "sym":
            parts.append(symbol(attribute(node, "char") or ""))
        elif name == "instrText":
            if self._fields:
                self._fields[-1].instruction += node.text or ""
        elif name == "fldChar":
            self._field(attribute(node, "fldCharType"))
        else:
            words.notes.append((name.removesuffix("Reference"), attribute(node, "id") or ""))

    def _field(self, kind: str | None) -> None:
        if not self._balanced:
            return
        if kind == "begin":
            self._fields.append(Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shows = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _drawn(self, node: etree._Element, words: Words) -> None:
        boxes = list(text_boxes(node))
        words.boxes += boxes
        self.pictures += not boxes and any(local(each) in ("blip", "imagedata") for each in node.iter())


def text_boxes(node: etree._Element) -> Iterator[etree._Element]:
    """The contents of text boxes in a drawing, each once though it is written twice, for newer and older programs."""
    for each in node:
        if local(each) == "txbxContent":
            yield each
        elif local(each) == "AlternateContent":
            chosen = alternative(each)
            if chosen is not None:
                yield from text_boxes(chosen)
        elif isinstance(each.tag, str):
            yield from text_boxes(each)


def alternative(node: etree._Element) -> etree._Element | None:
    """Of two writings of one thing the first, unless only the other one holds words."""
    choices = [each for each in node if local(each) in ("Choice", "Fallback")]
    holding = (each for each in choices if any(local(inner) in ("t", "txbxContent") for inner in each.iter()))
    return next(holding, choices[0] if choices else None)


def symbol(code: str) -> str:
    """A character of a symbol font; those of pictures only have no word.

    >>> symbol("2460"), symbol("F0FE")
    ('①', '')
    """
    match = SYMBOL.fullmatch(code)
    return chr(int(match["wide"], 16)) if match is not None and match["wide"] else ""
