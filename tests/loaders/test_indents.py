"""How far names in tables are set in, as each format says it. All tables are synthetic."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.styles import Alignment

from extract import extract
from loaders import load
from tests.loaders.office.test_docx import cell, docx, p, row
from tests.loaders.pdf.maker import Maker

# Name, value, and how far the name is set in
NAMES = [("常住人口(万人)", "90", 0), ("城镇", "60", 2), ("市区", "40", 4), ("乡村", "30", 2)]
HEADED = [("指标", "2023年", 0), *NAMES]


def xlsx(spaces: bool) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["指标", "2023年"])
    for number, (name, value, indent) in enumerate(NAMES, 2):
        sheet.cell(number, 1, " " * indent + name if spaces else name)
        sheet.cell(number, 2, float(value))
        if not spaces:
            sheet.cell(number, 1).alignment = Alignment(indent=indent // 2)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def word(spaces: bool) -> bytes:
    rows = ""
    for name, value, indent in HEADED:
        setting = "" if spaces else f'<w:ind w:leftChars="{50 * indent}" w:left="{105 * indent}"/>'
        rows += row(cell(p(("　" * (indent // 2) if spaces else "") + name, setting)), cell(p(value)))
    return docx(f"<w:tbl>{rows}</w:tbl>")


def pdf(spaces: bool) -> bytes:
    maker = Maker()
    rows = [("　" * (indent // 2) + name, value) for name, value, indent in HEADED]
    maker.table(90, 90, (200, 100), rows, names="left", ruled=spaces)
    return maker.done()


def page(spaces: bool) -> bytes:
    rows = ""
    for name, value, indent in HEADED:
        style = "" if spaces else f"style='text-indent: {indent // 2}em'"
        before = "&emsp;" * (indent // 2) if spaces else ""
        rows += f"<tr><td {style}>{before}{name}</td><td>{value}</td></tr>"
    return f"<html><body><h1>某市2023年人口情况</h1><table>{rows}</table></body></html>".encode()


@pytest.mark.parametrize("spaces", [True, False])
@pytest.mark.parametrize("made", [xlsx, word, page, pdf])
def test_rows_set_in_are_parts(made: Callable[[bool], bytes], spaces: bool) -> None:
    document = load(made(spaces))
    table = next(block.table for block in document.blocks if block.table)
    assert [cell.indent for cell in table.cells if cell.column == 0] == [0, 0, 2, 4, 2]
    figures = extract(document).figures
    values = {figure.id: str(figure.value) for figure in figures}
    assert [values.get(figure.whole or "") for figure in figures] == [None, "90", "60", "90"]
