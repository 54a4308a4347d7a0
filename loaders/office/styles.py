"""The styles of paragraphs in a Word file: which are headings, titles, lines of a table of contents, or numbered."""

from __future__ import annotations

from dataclasses import dataclass

import regex
from lxml import etree

from loaders.office.numbering import as_number
from loaders.office.package import attribute, local

HEADING = regex.compile(r"(?:heading|标题|标题样式)\s*(?P<level>[1-9])", regex.IGNORECASE)
TITLE = regex.compile(r"title|标题|文件标题|公文标题|正标题", regex.IGNORECASE)
CONTENTS = regex.compile(r"(?:toc|目录)\s*(?:[1-9]|heading|标题)", regex.IGNORECASE)
BODY_LEVEL = 9
MOST_PARENTS = 20


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says of its paragraphs; `None` where it says nothing."""

    name: str = ""
    parent: str | None = None
    outline: int | None = None
    number: str | None = None
    place: int | None = None


class Styles:
    """All styles of a document by their ids."""

    def __init__(self, root: etree._Element | None = None) -> None:
        nodes = [node for node in root if local(node) == "style"] if root is not None else []
        self._styles = {attribute(node, "styleId") or "": _style(node) for node in nodes}
        self._default = next((attribute(node, "styleId") for node in nodes if _is_default(node)), None)

    def chain(self, name: str | None) -> list[tuple[str, Style]]:
        """A style and those that it is based on."""
        found: list[tuple[str, Style]] = []
        at = name if name in self._styles else self._default
        while at is not None and at in self._styles and len(found) < MOST_PARENTS:
            found.append((at, self._styles[at]))
            at = self._styles[at].parent
        return found

    def level(self, name: str | None, own: int | None) -> int | None:
        """The level of a heading in this style, 0 for a title; `own` is the outline level of the paragraph itself."""
        chain = self.chain(name)
        for _, style in chain:
            if match := HEADING.fullmatch(style.name.strip()):
                return int(match["level"])
            if TITLE.fullmatch(style.name.strip()):
                return 0
        outline = next(
            (level for level in (own, *(style.outline for _, style in chain)) if level is not None), None
        )
        return outline + 1 if outline is not None and outline < BODY_LEVEL else None

    def is_contents(self, name: str | None) -> bool:
        """Whether its paragraphs are lines of a table of contents."""
        return any(CONTENTS.fullmatch(style.name.strip()) for _, style in self.chain(name)[:1])

    def number(self, name: str | None) -> tuple[str, str, int | None] | None:
        """The list that a style counts in: the id of the style that says so, of the list, and the level."""
        for key, style in self.chain(name):
            if style.number is not None:
                return key, style.number, style.place
        return None

    def lists(self) -> dict[str, str]:
        """Styles that stand for a list."""
        return {key: style.number for key, style in self._styles.items() if style.number is not None}


def child(node: etree._Element | None, *path: str) -> etree._Element | None:
    """A node inside another, step by step."""
    for name in path:
        if node is None:
            return None
        node = next((each for each in node if local(each) == name), None)
    return node


def value(node: etree._Element | None, *path: str) -> str | None:
    """The `val` of a node inside another."""
    found = child(node, *path)
    return attribute(found, "val") if found is not None else None


def is_on(node: etree._Element | None, *path: str) -> bool:
    """Whether a switch is there, and not turned off."""
    found = child(node, *path)
    return found is not None and attribute(found, "val") not in ("0", "false", "off")


def _style(node: etree._Element) -> Style:
    outline = value(node, "pPr", "outlineLvl")
    place = value(node, "pPr", "numPr", "ilvl")
    return Style(
        name=value(node, "name") or "",
        parent=value(node, "basedOn"),
        outline=as_number(outline, BODY_LEVEL) if outline is not None else None,
        number=value(node, "pPr", "numPr", "numId"),
        place=as_number(place) if place is not None else None,
    )


def _is_default(node: etree._Element) -> bool:
    return attribute(node, "default") in ("1", "true", "on") and attribute(node, "type") == "paragraph"
