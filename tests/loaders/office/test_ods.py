"""OpenDocument spreadsheets made by script: what their cells show. All synthetic."""

from __future__ import annotations

import io
import zipfile

import pytest

from extract import extract
from loaders import load
from schemas.errors import DamagedError, EmptyDocumentError, EncryptedError, TooLargeError

SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style")
)


def ods(rows: str, styles: str = "", manifest: str = "") -> bytes:
    """A spreadsheet of one sheet."""
    content = (
        f'<office:document-content {NAMES} office:version="1.2"><office:automatic-styles>{styles}'
        "</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="Sheet1" table:style-name="ta1">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("mimetype", SPREADSHEET)
        package.writestr("content.xml", content)
        if manifest:
            package.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="urn:m">{manifest}</m:manifest>')
    return stream.getvalue()


def row(*cells: str, properties: str = "") -> str:
    return f"<table:table-row {properties}>{''.join(cells)}</table:table-row>"


def cell(shown: str, spanned: int = 1, repeated: int = 1) -> str:
    covered = (
        f'<table:covered-table-cell table:number-columns-repeated="{spanned - 1}"/>' if spanned > 1 else ""
    )
    span = f'table:number-columns-spanned="{spanned}"' if spanned > 1 else ""
    again = f'table:number-columns-repeated="{repeated}"' if repeated > 1 else ""
    paragraph = f"<text:p>{shown}</text:p>" if shown else ""
    return f"<table:table-cell {span} {again}>{paragraph}</table:table-cell>{covered}"


HEADS = row(cell("镇"), cell("到位资金(万元)"), cell("同比"))
MARGIN = row(cell("", repeated=16_000), properties='table:number-rows-repeated="1048000"')


def test_cells_as_displayed() -> None:
    title = row(cell("甲县2023年1-6月招商引资情况", spanned=3))
    body = row(
        cell('<text:s text:c="2"/>乙镇<office:annotation><text:p>核实</text:p></office:annotation>'),
        cell("1,234.5"),
        cell("-3.3%"),
    )
    document = load(ods(title + HEADS + body + MARGIN), name="a.ods")
    assert document.source.media_type == SPREADSHEET
    assert document.text == "甲县2023年1-6月招商引资情况\n镇\t到位资金(万元)\t同比\n乙镇\t1,234.5\t-3.3%"
    bulletin = extract(document)
    assert [(str(each.value), each.unit, each.subject) for each in bulletin.figures] == [
        ("1234.5", "万元", "乙镇")
    ]
    assert [str(each.value) for each in bulletin.percentages] == ["-3.3"]


def test_repeated_cells_and_rows_stand_for_several() -> None:
    rows = HEADS + row(cell("乙镇"), cell("5", repeated=2), properties='table:number-rows-repeated="2"')
    assert load(ods(rows)).text == "镇\t到位资金(万元)\t同比\n乙镇\t5\t5\n乙镇\t5\t5"


def test_what_is_hidden_is_left_out_and_named() -> None:
    rows = (
        HEADS
        + row(cell("乙镇"), cell("5"), cell("1"))
        + row(cell("丙镇"), cell("6"), cell("2"), properties='table:visibility="collapse"')
    )
    document = load(ods(rows))
    assert "丙镇" not in document.text
    assert document.warnings == ["sheet Sheet1: 3 cells in hidden rows or columns were left out"]
    style = '<style:style style:name="ta1" style:family="table"><style:table-properties table:display="false"/></style:style>'
    with pytest.raises(EmptyDocumentError):
        load(ods(rows, style))


def test_a_password() -> None:
    with pytest.raises(EncryptedError):
        load(ods(HEADS, manifest="<m:file-entry><m:encryption-data/></m:file-entry>"))


def test_damage_is_named() -> None:
    with pytest.raises(DamagedError):
        load(ods("<table:table-row>" + "<"))


def test_a_few_bytes_that_stand_for_many_cells() -> None:
    rows = row(cell("1", repeated=100_000), properties='table:number-rows-repeated="200"') * 20
    with pytest.raises(TooLargeError):
        load(ods(rows))
