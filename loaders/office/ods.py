"""OpenDocument spreadsheets (.ods): the cells of each visible sheet as displayed, which the file itself writes down."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from loaders.assembly import assemble
from loaders.limits import limits
from loaders.office.package import Package, attribute, local
from loaders.office.sheets import Area, Sheet, sheet_pieces
from loaders.pieces import Extracted, Piece
from schemas import Document, Source
from schemas.errors import EncryptedError, TooLargeError

MANIFEST = "META-INF/manifest.xml"
MOST_CELLS = 500_000
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
# A cell that says it stands for more neighbours than this is a margin.
MOST_REPEATED = 200
HIDDEN = frozenset(("collapse", "filter"))
SPACES = {"s": " ", "tab": "\t", "line-break": "\n"}
MOST_SPACES = 200
# Remarks beside a cell are none of its text.
ASIDE = frozenset(("annotation", "shapes", "forms"))


def read_ods(data: bytes, source: Source, place: str) -> Document:
    """The Document of a spreadsheet; `place` names it in errors.

    Raises DamagedError, EncryptedError, TooLargeError, EmptyDocumentError.
    """
    return assemble(extract_ods(data, place), source, place)


def extract_ods(data: bytes, place: str) -> Extracted:
    """The pieces of all visible sheets, in their order."""
    package = Package(data, place)
    if MANIFEST in package and next(package.tree(MANIFEST).iter("{*}encryption-data"), None) is not None:
        raise EncryptedError(place)
    content = package.tree("content.xml")
    hidden = _hidden_styles(content)
    tables = [node for node in content.iter("{*}table") if local(node.getparent()) == "spreadsheet"]  # type: ignore[arg-type]
    limits().check(place, pages=len(tables))
    visible = [node for node in tables if attribute(node, "style-name") not in hidden]
    warnings = [
        f"sheet {attribute(node, 'name')} is hidden and was left out"
        for node in tables
        if node not in visible
    ]
    pieces: list[Piece] = []
    for node in visible:
        read, lost = sheet_pieces(_sheet(node, place), place, alone=len(visible) == 1)
        pieces += read
        warnings += lost
    return Extracted(pieces, warnings=warnings, whole=True)


def _hidden_styles(content: etree._Element) -> set[str | None]:
    """The styles of sheets that are not shown."""
    return {
        attribute(style, "name")
        for style in content.iter("{*}style")
        for setting in style
        if attribute(style, "family") == "table" and attribute(setting, "display") == "false"
    }


def _sheet(node: etree._Element, place: str) -> Sheet:
    sheet = Sheet(attribute(node, "name") or "")
    row = column = 0
    for each in _inside(node, "table-column"):
        count = _count(each, "number-columns-repeated")
        if attribute(each, "visibility") in HIDDEN:
            sheet.hidden_columns.append((column, column + count - 1))
        column += count
    for each in _inside(node, "table-row"):
        count = _count(each, "number-rows-repeated")
        for _ in range(count if count <= MOST_REPEATED else 1):
            if row < LAST_ROW:
                _row(sheet, each, row, place)
            row += 1
        row += 0 if count <= MOST_REPEATED else count - 1
    return sheet


def _row(sheet: Sheet, node: etree._Element, row: int, place: str) -> None:
    if attribute(node, "visibility") in HIDDEN:
        sheet.hidden_rows.add(row)
    column = 0
    for cell in node:
        if local(cell) not in ("table-cell", "covered-table-cell"):
            continue
        count = _count(cell, "number-columns-repeated")
        text = _text(cell) if local(cell) == "table-cell" else ""
        if text.strip():
            last = min(column + min(count, MOST_REPEATED), LAST_COLUMN)
            sheet.cells |= {(row, at): text for at in range(column, last)}
            if len(sheet.cells) > MOST_CELLS:
                raise TooLargeError(place, f"{MOST_CELLS:,} cells")
            down, across = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
            if down > 1 or across > 1:
                sheet.merged.append(Area(row, column, row + down - 1, column + across - 1))
        column += count


def _inside(node: etree._Element, name: str) -> Iterator[etree._Element]:
    """Rows or columns, also those in groups and those that are repeated on each page."""
    for each in node:
        if local(each) == name:
            yield each
        elif local(each) in (f"{name}s", f"{name}-group", f"table-header-{name.removeprefix('table-')}s"):
            yield from _inside(each, name)


def _count(node: etree._Element, name: str) -> int:
    text = attribute(node, name) or "1"
    return max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 8 else 1


def _text(cell: etree._Element) -> str:
    """What the cell shows, a line for each paragraph."""
    return "\n".join("".join(_words(node)) for node in cell if local(node) == "p")


def _words(node: etree._Element) -> Iterator[str]:
    yield node.text or ""
    for part in node:
        sign = SPACES.get(local(part))
        if sign is not None:
            yield sign * (min(_count(part, "c"), MOST_SPACES) if local(part) == "s" else 1)
        elif local(part) not in ASIDE:
            yield from _words(part)
        yield part.tail or ""
