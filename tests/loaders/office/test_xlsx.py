"""Spreadsheets made by script: what their cells show, and what stands around their tables. All synthetic."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from loaders import load
from loaders.limits import Limits, within
from loaders.office.xlsx import extract_xlsx
from loaders.pieces import Grid, Prose
from schemas.errors import DamagedError, LoadError, TooLargeError

LINES = Border(*(Side(style="thin") for _ in range(4)))


def book(*fills: Callable[[Worksheet], None], names: tuple[str, ...] = ("Sheet1", "Sheet2")) -> bytes:
    workbook = openpyxl.Workbook()
    for number, fill in enumerate(fills):
        sheet = workbook.active if number == 0 else workbook.create_sheet()
        assert isinstance(sheet, Worksheet)
        sheet.title = names[number]
        fill(sheet)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def fill(
    sheet: Worksheet, rows: list[list[object]], at: int = 1, column: int = 1, lines: bool = False
) -> None:
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            cell = sheet.cell(at + number, column + place, value)  # type: ignore[call-overload]
            if lines:
                cell.border = LINES


def shape(data: bytes) -> list[object]:
    """The pieces: prose as its text, tables as rows, columns and heads."""
    return [
        piece.text if isinstance(piece, Prose) else (piece.rows, piece.columns, piece.head_rows)
        for piece in extract_xlsx(data, "book.xlsx").pieces
    ]


def grid(data: bytes) -> Grid:
    return next(piece for piece in extract_xlsx(data, "book.xlsx").pieces if isinstance(piece, Grid))


TABLE: list[list[object]] = [
    ["单位", "项目数（个）", "到位资金"],
    ["甲镇", 3, 1.5],
    ["乙镇", 12, 20.25],
    ["合计", 15, 21.75],
]


def test_title_unit_table_notes() -> None:
    def one(sheet: Worksheet) -> None:
        fill(sheet, [["某县2023年1-8月招商引资情况表"], ["填报单位：某县商务局", None, "单位：亿元"]])
        fill(sheet, TABLE, at=3)
        fill(
            sheet,
            [["注：1.不含续建项目。"], ["2.资金按到账计。"], ["单位负责人：甲某", "填表人：乙某"]],
            at=7,
        )
        sheet.merge_cells("A1:C1")

    assert shape(book(one)) == [
        "某县2023年1-8月招商引资情况表",
        "填报单位：某县商务局",
        "单位：亿元",
        (4, 3, 1),
        "注：1.不含续建项目。",
        "2.资金按到账计。",
        "单位负责人：甲某",
        "填表人：乙某",
    ]


def test_merged_heads_have_spans_and_what_they_hide_is_left_out() -> None:
    def one(sheet: Worksheet) -> None:
        fill(sheet, [["单位", "签约", None, "排名"], [None, "个", "亿元", None], ["甲镇", 3, 1.5, 1]])
        for area in ("A1:A2", "B1:C1", "D1:D2"):
            sheet.merge_cells(area)

    found = grid(book(one))
    assert [(cell.text, cell.row_span, cell.column_span) for cell in found.cells if cell.row == 0] == [
        ("单位", 2, 1),
        ("签约", 1, 2),
        ("排名", 2, 1),
    ]
    assert found.head_rows == 2


def test_years_and_column_numbers_are_heads() -> None:
    def one(sheet: Worksheet) -> None:
        fill(sheet, [["指标", 2022, 2023, "增长"], ["甲", 1, 2, 3], ["产值", 5, 6, 0.2], ["税收", 7, 8, 0.1]])

    assert shape(book(one)) == [(4, 4, 2)]


def test_values_as_displayed() -> None:
    def one(sheet: Worksheet) -> None:
        fill(sheet, [["单位", "增速", "金额", "日期", "差额"], ["甲镇", 0.1234, 12345.6, 45231, -3.5]])
        for place, code in enumerate(("0.0%", "#,##0.00", "yyyy/m/d", "0.0_);(0.0)")):
            sheet.cell(2, place + 2).number_format = code

    assert [cell.text for cell in grid(book(one)).cells if cell.row] == [
        "甲镇",
        "12.3%",
        "12,345.60",
        "2023/11/1",
        "(3.5)",
    ]


def test_hidden_sheets_rows_and_columns_are_left_out_and_named() -> None:
    def one(sheet: Worksheet) -> None:
        fill(sheet, [["单位", "底数", "个"], ["甲镇", 99, 3], ["乙镇", 98, 4], ["丙镇", 97, 5]])
        sheet.column_dimensions["B"].hidden = True
        sheet.row_dimensions[3].hidden = True

    def other(sheet: Worksheet) -> None:
        fill(sheet, TABLE)
        sheet.sheet_state = "hidden"

    read = extract_xlsx(book(one, other, names=("情况", "底稿")), "book.xlsx")
    assert [cell.text for piece in read.pieces if isinstance(piece, Grid) for cell in piece.cells] == [
        *("单位", "个", "甲镇", "3", "丙镇", "5"),
    ]
    assert read.warnings == [
        "sheet 底稿 is hidden and was left out",
        "sheet 情况: 6 cells in hidden rows or columns were left out",
    ]


def test_a_formula_without_a_saved_value_is_named() -> None:
    def one(sheet: Worksheet) -> None:
        fill(sheet, [["单位", "个"], ["甲镇", 3], ["乙镇", 4], ["合计", "=SUM(B2:B3)"]])

    read = extract_xlsx(book(one), "book.xlsx")
    assert len(read.warnings) == 1
    assert "1 formulas have no saved value, the first in B4" in read.warnings[0]


def test_tables_one_under_another() -> None:
    def one(sheet: Worksheet) -> None:
        fill(sheet, [["表1 项目情况表"], *TABLE])
        fill(sheet, [["表2 资金情况表"], *TABLE], at=6)
        fill(sheet, TABLE, at=13)

    assert shape(book(one)) == ["表1 项目情况表", (4, 3, 1), "表2 资金情况表", (4, 3, 1), (4, 3, 1)]


def test_tables_side_by_side() -> None:
    def one(sheet: Worksheet) -> None:
        fill(sheet, TABLE)
        fill(sheet, TABLE, column=6)

    assert shape(book(one)) == [(4, 3, 1), (4, 3, 1)]


def test_an_empty_row_inside_lines_does_not_part_a_table() -> None:
    def one(sheet: Worksheet) -> None:
        fill(sheet, [*TABLE[:2], [None, None, None], *TABLE[2:]], lines=True)

    assert shape(book(one)) == [(4, 3, 1)]


@pytest.mark.parametrize(("name", "said"), [("各镇情况", True), ("Sheet2", False), ("工作表2", False)])
def test_the_name_of_a_sheet_is_a_heading_where_it_tells_something(name: str, said: bool) -> None:
    def one(sheet: Worksheet) -> None:
        fill(sheet, TABLE)

    assert (shape(book(one, one, names=("Sheet1", name)))[1] == name) is said


def test_groups_inside_a_table_stay() -> None:
    def one(sheet: Worksheet) -> None:
        fill(sheet, [TABLE[0], ["一、园区"], *TABLE[1:2], ["二、乡镇"], *TABLE[2:]])
        sheet.merge_cells("A2:C2")
        sheet.merge_cells("A4:C4")

    assert shape(book(one)) == [(6, 3, 1)]


def test_far_cells_are_no_table_of_millions() -> None:
    def one(sheet: Worksheet) -> None:
        for place in range(1, 2000):
            sheet.cell(place, place, place)
            sheet.cell(place, place + 1, place)

    with pytest.raises(TooLargeError):
        extract_xlsx(book(one), "book.xlsx")

    def other(sheet: Worksheet) -> None:
        fill(sheet, TABLE)
        sheet["XFD1048576"] = "末"

    assert shape(book(other)) == [(4, 3, 1), "末"]


def repacked(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            body = source.read(name)
            target.writestr(name, body.replace(old, new, 1) if name == part else body)
    return stream.getvalue()


def test_text_boxes_stand_behind_the_sheet() -> None:
    data = book(lambda sheet: fill(sheet, TABLE))
    names = 'xmlns:d="urn:d" xmlns:a="urn:a"'
    drawing = f"<d:wsDr {names}><d:sp><d:txBody><a:p><a:r><a:t>注：按</a:t></a:r><a:r><a:t>到账计。</a:t></a:r></a:p></d:txBody></d:sp></d:wsDr>"
    relation = '<Relationships><Relationship Id="r1" Type="x/drawing" Target="../drawings/drawing1.xml"/></Relationships>'
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr("xl/drawings/drawing1.xml", drawing)
        package.writestr("xl/worksheets/_rels/sheet1.xml.rels", relation)
    assert shape(stream.getvalue()) == [(4, 3, 1), "注：按到账计。"]


def test_entities_are_refused() -> None:
    data = book(lambda sheet: fill(sheet, TABLE))
    bomb = repacked(
        data,
        "xl/workbook.xml",
        b"<workbook",
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><workbook',
    )
    with pytest.raises(DamagedError, match="document type"):
        load(bomb, name="bomb.xlsx")


def test_damage_is_named() -> None:
    data = book(lambda sheet: fill(sheet, TABLE))
    for tenth in range(1, 10):
        with pytest.raises(LoadError):
            load(data[: len(data) * tenth // 10], name="cut.xlsx")
    with pytest.raises(DamagedError):
        load(repacked(data, "xl/worksheets/sheet1.xml", b"</row>", b"<row>"), name="broken.xlsx")


def test_inflated_size_is_limited() -> None:
    with within(Limits(inflated=1000)), pytest.raises(TooLargeError, match="1,000 bytes unpacked"):
        load(book(lambda sheet: fill(sheet, TABLE)), name="large.xlsx")
