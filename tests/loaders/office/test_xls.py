"""Old spreadsheets made by script. All synthetic."""

from __future__ import annotations

import io

import pytest
import xlwt

from loaders import load
from loaders.office.xls import extract_xls
from loaders.pieces import Grid, Prose
from schemas.errors import LoadError


def book(sheets: int = 1) -> bytes:
    workbook = xlwt.Workbook()
    for number in range(sheets):
        sheet = workbook.add_sheet(f"表{number}")
        sheet.write_merge(0, 0, 0, 3, "某县2023年1-8月情况表")
        sheet.write_merge(1, 2, 0, 0, "单位")
        sheet.write_merge(1, 1, 1, 2, "到位资金")
        sheet.write(2, 1, "万元")
        sheet.write(2, 2, "同比")
        sheet.write_merge(1, 2, 3, 3, "日期")
        for row, name in enumerate(("甲镇", "乙镇", "丙镇"), 3):
            sheet.write(row, 0, name)
            sheet.write(row, 1, 12345.6, xlwt.easyxf(num_format_str="#,##0.00"))
            sheet.write(row, 2, -0.0234, xlwt.easyxf(num_format_str="0.0%"))
            sheet.write(row, 3, 45231, xlwt.easyxf(num_format_str='yyyy"年"m"月"d"日"'))
        sheet.row(4).hidden = True
        sheet.visibility = 1 if number else 0
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def test_cells_as_displayed() -> None:
    read = extract_xls(book(2), "a.xls")
    title, grid = read.pieces
    assert isinstance(title, Prose) and isinstance(grid, Grid)
    assert title.text == "某县2023年1-8月情况表"
    assert (grid.rows, grid.columns, grid.head_rows) == (4, 4, 2)
    assert [cell.text for cell in grid.cells if cell.row == 3] == [
        "丙镇",
        "12,345.60",
        "-2.3%",
        "2023年11月1日",
    ]
    assert grid.cells[1].column_span == 2
    assert read.warnings == [
        "sheet 表1 is hidden and was left out",
        "sheet 表0: 4 cells in hidden rows or columns were left out",
    ]


def test_told_by_what_is_in_it() -> None:
    assert load(book()).source.media_type == "application/vnd.ms-excel"


def test_damage_is_named() -> None:
    data = book()
    for tenth in range(1, 10):
        with pytest.raises(LoadError):
            load(data[: len(data) * tenth // 10], name="cut.xls")
