"""A page as a row of units: lines of text between the borders of blocks, and tables that hold data."""

from __future__ import annotations

from dataclasses import dataclass, field

import regex
from lxml import etree

from loaders.characters import drop_invisible, half_width
from loaders.furniture_rows import LONGEST, Place, first_match, may_be_furniture, opens_label, read_labels
from loaders.pieces import ProseKind
from loaders.traced import TracedText
from loaders.web.page import BLOCKS, Page, flowing, tidy
from loaders.web.tables import PageTable, is_data, read_table

HEADINGS = {f"h{level}": level for level in range(1, 7)}
SPACE = regex.compile(r"\s+")
MOST_UNITS = 100_000
MOST_NESTED = 20
ANYWHERE: tuple[Place, ...] = ("any", "top", "edge", "tail")


@dataclass
class Unit:
    """A line or a table: `linked` counts the characters of it that are links, `links` are their targets and words."""

    text: str
    level: int | None = None
    table: PageTable | None = None
    linked: int = 0
    links: list[tuple[str, str]] = field(default_factory=list)

    @property
    def kind(self) -> ProseKind:
        """Whether the page calls it a heading."""
        return "text" if self.level is None else "heading"

    @property
    def words(self) -> str:
        """Its text without any space."""
        return SPACE.sub("", self.text)

    def is_furniture(self, *places: Place) -> bool:
        """Whether it belongs to the page and not to what the page tells: a path, buttons, facts of publication."""
        if self.table is not None:
            return self.table.is_index
        lines = [line for line in self.text.split("\n") if line.strip()]
        return all(_tells_of_page(line, places or ANYWHERE) for line in lines)


def plain_line(line: str) -> str:
    """A line in the form in which the rows of furniture expect it."""
    return half_width(drop_invisible(TracedText.of(line))).text.strip()


def _tells_of_page(line: str, places: tuple[Place, ...]) -> bool:
    plain = plain_line(line) if len(line) <= LONGEST else ""
    if not plain or not may_be_furniture(plain):
        return False
    return read_labels(plain) is not None or first_match(plain, *places) is not None


@dataclass
class Units:
    """All units of a page, and from which to which of them the elements reach that may hold the article."""

    units: list[Unit]
    reaches: list[tuple[etree._Element, int, int]]


class Collector:
    """Walks through a page and writes down its units."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._parts: list[str] = []
        self._linked = 0
        self._links: list[tuple[str, str]] = []
        self._anchors: list[list[str]] = []
        self._levels: list[int] = []
        self._tables = 0
        self._open: dict[etree._Element, int] = {}
        self.found = Units([], [])

    def run(self) -> Units:
        """The units in their order."""
        page = self._page
        for event, node in page.visit(page.body, self._take_table):
            if len(self.found.units) >= MOST_UNITS:
                break
            if event == "start":
                self._start(node)
            elif event == "end":
                self._end(node)
            else:
                self._text(node.tail, node.getparent())
        self._close()
        return self.found

    def _start(self, node: etree._Element) -> None:
        if node.tag in BLOCKS:
            self._close()
            self._open[node] = len(self.found.units)
            if node.tag in HEADINGS:
                self._levels.append(HEADINGS[node.tag])
        elif node.tag == "br":
            self._parts.append("\v")
        elif node.tag == "a":
            self._anchors.append([])
        elif self._parts and node.text and opens_label(node.text):
            # <span>来源：某局</span><span>发布时间：…</span>: a style sets them apart
            self._parts.append(" ")
        self._text(node.text, node)

    def _end(self, node: etree._Element) -> None:
        if node.tag == "a" and self._anchors:
            self._link(node.get("href", ""), "".join(self._anchors.pop()).strip())
        elif node.tag in BLOCKS:
            self._close()
            self._tables -= int(node.tag == "table")
            self.found.reaches.append((node, self._open.pop(node, 0), len(self.found.units)))
            if node.tag in HEADINGS:
                self._levels.pop()
        if node is not self._page.body:
            self._text(node.tail, node.getparent())

    def _text(self, text: str | None, node: etree._Element | None) -> None:
        if not text:
            return
        words = flowing(text, node)
        self._parts.append(words)
        if self._anchors:
            self._anchors[-1].append(words)
            self._linked += len(words.strip())

    def _link(self, target: str, words: str) -> None:
        units = self.found.units
        if self._parts or not units:
            self._links.append((target, words))
        else:
            # The link had a block inside, which is closed already.
            units[-1].links.append((target, words))

    def _take_table(self, node: etree._Element) -> bool:
        if node.tag != "table":
            return False
        if self._tables > MOST_NESTED:
            self._tables += 1
            return False
        read = read_table(self._page, node)
        if not is_data(node, read):
            # It lays the page out: what is inside of it is looked at once more.
            self._tables += 1
            return False
        self._close()
        text = "\n".join(cell.text for cell in read.cells)
        links = [(link.get("href", ""), self._page.words(link)) for link in node.iter("a")]
        self.found.units.append(Unit(text, table=read, linked=read.linked, links=links))
        return True

    def _close(self) -> None:
        """The block is over: what was written is a unit."""
        text = tidy("".join(self._parts)).strip("\n")
        if text.strip():
            level = self._levels[-1] if self._levels else None
            self.found.units.append(Unit(text, level, None, self._linked, self._links))
            self._links = []
        self._parts, self._linked = [], 0
