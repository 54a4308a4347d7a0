"""Excel and WPS spreadsheets (.xlsx): the cells of each visible sheet as displayed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

import regex
from lxml import etree

from loaders.assembly import assemble
from loaders.indents import FARTHEST
from loaders.limits import limits
from loaders.office.number_formats import GENERAL, builtin_formats, displayed
from loaders.office.package import Package, attribute, local, refuse_declarations
from loaders.office.sheets import Area, Sheet, sheet_pieces
from loaders.pieces import Extracted, Piece, Prose
from schemas import Document, Source
from schemas.errors import DamagedError, TooLargeError

MOST_CELLS = 500_000
MOST_STRINGS = 2_000_000
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
REFERENCE = regex.compile(r"\$?(?P<column>[A-Z]{1,3})\$?(?P<row>[1-9]\d{0,6})")
# A picture in a cell of WPS
PICTURE = regex.compile(r"=?(?:_xlfn\.)?DISPIMG\(")
TRUE = frozenset(("1", "true", "on"))


@dataclass
class Book:
    """What the sheets of a file share."""

    package: Package
    epoch: int
    strings: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    framed: list[bool] = field(default_factory=list)
    indents: list[int] = field(default_factory=list)
    cells: int = 0


def read_xlsx(data: bytes, source: Source, place: str) -> Document:
    """The Document of a spreadsheet; `place` names it in errors.

    Raises DamagedError, EncryptedError, TooLargeError, EmptyDocumentError.
    """
    return assemble(extract_xlsx(data, place), source, place)


def extract_xlsx(data: bytes, place: str) -> Extracted:
    """The pieces of all visible sheets, in their order."""
    package = Package(data, place)
    main = package.main("xl/workbook.xml")
    workbook = package.tree(main)
    relations = package.relations(main)
    parts = {relation.kind: relation.target for relation in relations.values()}
    book = Book(package, _epoch(workbook))
    if parts.get("sharedStrings", "") in package:
        book.strings = list(_strings(package, parts["sharedStrings"]))
    if parts.get("styles", "") in package:
        book.formats, book.framed, book.indents = _styles(package.tree(parts["styles"]))
    pieces: list[Piece] = []
    warnings: list[str] = []
    sheets = list(workbook.iter("{*}sheet"))
    limits().check(place, pages=len(sheets))
    visible = [node for node in sheets if node.get("state", "visible") == "visible"]
    warnings += [
        f"sheet {node.get('name')} is hidden and was left out" for node in sheets if node not in visible
    ]
    for node in visible:
        relation = relations.get(attribute(node, "id") or "")
        if relation is None or relation.kind != "worksheet":
            warnings.append(f"sheet {node.get('name')} holds no cells and was left out")
            continue
        sheet, lost = _sheet(book, relation.target, node.get("name", ""))
        read, hidden = sheet_pieces(sheet, place, alone=len(visible) == 1)
        pieces += [*read, *_text_boxes(package, relation.target)]
        warnings += lost + hidden
    return Extracted(pieces, warnings=warnings, whole=True)


def _text_boxes(package: Package, name: str) -> Iterator[Prose]:
    """What stands in the text boxes that lie over a sheet."""
    drawings = [
        relation.target for relation in package.relations(name).values() if relation.kind == "drawing"
    ]
    for drawing in drawings:
        for body in package.tree(drawing).iter("{*}txBody") if drawing in package else ():
            lines = ("".join(node.text or "" for node in line.iter("{*}t")) for line in body.iter("{*}p"))
            yield from (Prose(line) for line in lines if line.strip())


def _epoch(workbook: etree._Element) -> int:
    settings = next(workbook.iter("{*}workbookPr"), None)
    return 1904 if settings is not None and settings.get("date1904") in TRUE else 1900


def _elements(package: Package, name: str, *tags: str) -> Iterator[etree._Element]:
    """The elements of these names in a part, one after the other, without the whole tree in memory."""
    data = package.read(name)
    refuse_declarations(data, name, package.place)
    events = etree.iterparse(
        io.BytesIO(data),
        tag=[f"{{*}}{tag}" for tag in tags],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        for _, element in events:
            yield element
            element.clear()
            while element.getprevious() is not None and element.getparent() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise DamagedError(package.place, f"{name}: {error.msg}") from error


def _strings(package: Package, name: str) -> Iterator[str]:
    for count, element in enumerate(_elements(package, name, "si")):
        if count > MOST_STRINGS:
            raise TooLargeError(package.place, f"{MOST_STRINGS:,} texts")
        yield _words(element)


def _words(element: etree._Element) -> str:
    """The text of a cell in all its runs, without the pronunciation that may stand beside it."""
    return "".join(
        node.text or ""
        for node in element.iter("{*}t")
        if local(node.getparent()) != "rPh"  # type: ignore[arg-type]
    )


def _styles(styles: etree._Element) -> tuple[list[str], list[bool], list[int]]:
    """For each style of cells its number format, whether it draws lines, and how far it sets its text in."""
    formats = builtin_formats()
    for node in styles.iter("{*}numFmt"):
        number = node.get("numFmtId", "")
        if number.isdecimal() and local(node.getparent()) == "numFmts":  # type: ignore[arg-type]
            formats[int(number)] = node.get("formatCode", GENERAL)
    borders = [
        sum(side.get("style", "none") != "none" for side in border) >= 2
        for group in styles.iter("{*}borders")
        for border in group
    ]
    codes: list[str] = []
    framed: list[bool] = []
    indents: list[int] = []
    for group in styles.iter("{*}cellXfs"):
        for style in group:
            number, border = style.get("numFmtId", "0"), style.get("borderId", "0")
            codes.append(formats.get(int(number), GENERAL) if number.isdecimal() else GENERAL)
            known = border.isdecimal() and int(border) < len(borders)
            framed.append(borders[int(border)] if known else False)
            indents.append(next((_indent(node) for node in style if local(node) == "alignment"), 0))
    return codes, framed, indents


def _indent(alignment: etree._Element) -> int:
    """In half-width characters; a step of a spreadsheet is about two."""
    steps = alignment.get("indent", "")
    told = steps.isascii() and steps.isdecimal() and alignment.get("horizontal", "left") != "right"
    return min(2 * int(steps[:3]), FARTHEST) if told else 0


def _sheet(book: Book, name: str, title: str) -> tuple[Sheet, list[str]]:
    """The cells of a sheet, and what of them could not be read."""
    sheet = Sheet(title)
    unsaved: list[str] = []
    pictures = 0
    row = -1
    for element in _elements(book.package, name, "row", "col", "mergeCell"):
        tag = local(element)
        if tag == "row":
            number = element.get("r", "")
            row = int(number) - 1 if number.isdecimal() else row + 1
            if element.get("hidden") in TRUE:
                sheet.hidden_rows.add(row)
            pictures += _row(book, sheet, element, row, unsaved)
        elif tag == "col":
            _column(sheet, element)
        elif area := _area(element.get("ref", "")):
            sheet.merged.append(area)
    warnings = []
    if unsaved:
        warnings.append(
            f"sheet {title}: {len(unsaved)} formulas have no saved value, the first in {unsaved[0]}; "
            "open and save the file in a spreadsheet program"
        )
    if pictures:
        warnings.append(f"sheet {title}: {pictures} pictures in cells were not read")
    return sheet, warnings


def _column(sheet: Sheet, element: etree._Element) -> None:
    first, last = element.get("min", ""), element.get("max", "")
    if element.get("hidden") in TRUE and first.isdecimal() and last.isdecimal():
        sheet.hidden_columns.append((int(first) - 1, int(last) - 1))


def _row(book: Book, sheet: Sheet, element: etree._Element, row: int, unsaved: list[str]) -> int:
    """Reads the cells of a row into the sheet; says how many hold pictures."""
    column, pictures = -1, 0
    for cell in element:
        if local(cell) != "c":
            continue
        reference = REFERENCE.fullmatch(cell.get("r", ""))
        column = _column_number(reference["column"]) if reference else column + 1
        if column >= LAST_COLUMN or row >= LAST_ROW:
            continue
        book.cells += 1
        if book.cells > MOST_CELLS:
            raise TooLargeError(book.package.place, f"{MOST_CELLS:,} cells")
        style = cell.get("s", "")
        known = style.isdecimal() and int(style) < len(book.formats)
        if known and book.framed[int(style)]:
            sheet.framed.add((row, column))
        text = _text(book, cell, book.formats[int(style)] if known else GENERAL)
        if text is None:
            unsaved.append(cell.get("r") or f"row {row + 1}")
        elif PICTURE.match(text):
            pictures += 1
        elif text.strip():
            sheet.cells[row, column] = text
            if known and book.indents[int(style)]:
                sheet.indents[row, column] = book.indents[int(style)]
    return pictures


def _text(book: Book, cell: etree._Element, code: str) -> str | None:
    """What a cell shows; `None` for a formula whose value was not saved."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _words(cell)
    values = {local(node): node.text or "" for node in cell}
    value = values.get("v", "")
    if not value:
        return None if "f" in values and kind != "str" else ""
    if kind == "s":
        return book.strings[int(value)] if value.isdecimal() and int(value) < len(book.strings) else ""
    if kind == "b":
        return "TRUE" if value in TRUE else "FALSE"
    if kind in ("str", "e", "d"):
        return value
    return displayed(value, code, book.epoch)


def _area(reference: str) -> Area | None:
    """The area of `A1:J2`.

    >>> _area("A1:J2")
    Area(top=0, left=0, bottom=1, right=9)
    """
    start, _, end = reference.partition(":")
    one, other = REFERENCE.fullmatch(start), REFERENCE.fullmatch(end)
    if one is None or other is None:
        return None
    area = Area(
        int(one["row"]) - 1,
        _column_number(one["column"]),
        int(other["row"]) - 1,
        _column_number(other["column"]),
    )
    return area if area.top <= area.bottom and area.left <= area.right else None


def _column_number(letters: str) -> int:
    """Counted from 0.

    >>> _column_number("A"), _column_number("AA")
    (0, 26)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
