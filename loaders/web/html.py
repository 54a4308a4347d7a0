"""Web pages: the bulletin on them, its tables in their places, and what the page tells of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from loaders.assembly import assemble
from loaders.furniture_rows import Place, read_labels
from loaders.pieces import Extracted, Piece, Prose
from loaders.web.article import Run, find_article
from loaders.web.decoding import decode_page
from loaders.web.facts import (
    attachments,
    find_title,
    meta_facts,
    page_furniture,
    page_title,
    publication_line,
    title_parts,
    without_site,
)
from loaders.web.page import Page, one_line
from loaders.web.tables import table_pieces
from loaders.web.units import Collector, Unit, plain_line
from schemas import Document, Source
from schemas.errors import EmptyDocumentError

DOCUMENT_NUMBER = regex.compile(r"\p{Han}{2,15}\s?[〔\[(（]\s?\d{4}\s?[〕\])）]\s?第?\s?\d{1,4}\s?号")


def read_html(data: bytes, source: Source, place: str) -> Document:
    """The Document of a page; `place` names it in errors.

    Raises DecodeError, TooLargeError, and EmptyDocumentError where the page shows no text.
    """
    return assemble(extract_html(data, place, source.encoding), source, place)


def extract_html(data: bytes, place: str, declared: str | None = None) -> Extracted:
    """The pieces of the bulletin on a page; `declared` is the encoding that its HTTP header named."""
    decoded = decode_page(data, place, declared)
    warnings = [f"{decoded.damaged} damaged characters could not be decoded"] if decoded.damaged else []
    page = Page(decoded.text, place)
    found = Collector(page).run()
    if not found.units:
        # A script would show what is hidden.
        page.shows_hidden = True
        found = Collector(page).run()
    if not found.units:
        raise EmptyDocumentError(place)
    run = find_article(found)
    facts = meta_facts(page.root)
    named = page_title(page.root)
    at = find_title(found.units, run, (facts.get("title", ""), named, *title_parts(named)))
    title = facts.get("title") or without_site(named)
    site = [named.removeprefix(title).strip(" -_|—–")] if at is not None and named.startswith(title) else []
    return Extracted(
        list(_pieces(found.units, run, at, place)),
        encoding=decoded.encoding,
        furniture=page_furniture(facts, title, site, attachments(found.units, run)),
        warnings=warnings,
        whole=True,
    )


def _pieces(units: Sequence[Unit], run: Run, title: int | None, place: str) -> Iterator[Piece]:
    """The title, the article, and the lines around it that tell of its publication: those the normalisation reads."""
    for number, unit in enumerate(units):
        if number == title and number < run.start:
            yield Prose(one_line(unit.text))
        elif run.start <= number < run.end:
            yield from _inside(unit, number == title, place)
        elif number < run.start:
            line = publication_line(unit)
            yield from [Prose(line)] if line else _facts(unit, "any", "top", "edge")
        else:
            yield from _facts(unit, "any", "edge")


def _inside(unit: Unit, is_title: bool, place: str) -> Iterator[Piece]:
    if unit.table is not None and unit.table.is_index:
        yield from _facts(unit)
    elif unit.table is not None:
        yield from table_pieces(unit.table, place)
    else:
        # A headline may report numbers: what it is, its words tell, as in a text file.
        level = None if unit.level in (None, 1) or is_title else unit.level - 1
        text = one_line(unit.text) if is_title or unit.level else unit.text
        yield Prose(text, "text" if level is None else "heading", level)


def _facts(unit: Unit, *places: Place) -> Iterator[Prose]:
    if unit.table is None:
        if unit.is_furniture(*places):
            yield Prose(unit.text)
    elif unit.table.is_index:
        # 发布机构 | 某局: a label and its value beside it.
        cells = [cell.text.strip() for cell in unit.table.cells if cell.text.strip()]
        for label, value in zip(cells[::2], cells[1::2], strict=False):
            line = f"{label.rstrip(':：')}：{value}"
            if read_labels(plain_line(line)) is not None:
                yield Prose(line)
            elif DOCUMENT_NUMBER.fullmatch(value):
                yield Prose(value)
