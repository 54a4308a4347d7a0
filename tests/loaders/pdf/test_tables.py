"""Tables of PDFs: ruled and without lines, merged, over pages, side by side, turned."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
import pytest

import loaders
from schemas.layout import around
from tests.loaders.pdf.maker import Maker
from tests.loaders.pdf.samples import (
    HEAD,
    RANKED,
    ROWS,
    SIGNED,
    TEXT,
    TOTAL,
    WIDTHS,
    loaded,
    normalised,
    notice,
    rows_of,
    with_table,
)

PLAIN_ROWS = [
    ["序号", "单位", "到位资金(亿元)", "", "", "新签约项目(个)", ""],
    ["", "", "任务", "完成", "完成率(%)", "总数", "其中：工业"],
    *[list(row) for row in ROWS],
    ["合计", "", "75.00", "58.50", "78.0", "57", "21"],
]


@pytest.mark.parametrize(
    "options",
    [{}, {"open": True}, {"ruled": False, "numbers": "right"}, {"one_path": True}],
    ids=["ruled", "open sides", "no lines", "one path"],
)
def test_table(options: dict[str, object]) -> None:
    document = loaded(with_table(HEAD + ROWS + TOTAL, **options))
    assert rows_of(document) == PLAIN_ROWS
    table = next(block.table for block in document.blocks if block.table)
    assert table.head_rows == 2
    assert table.caption == "表1各镇招商引资完成情况表 单位：亿元、个"
    assert table.notes == ("注：完成率按到位资金计算。",)
    spans = {
        (c.row, c.column): (c.row_span, c.column_span) for c in table.cells if c.row_span * c.column_span > 1
    }
    assert spans == {(0, 0): (2, 1), (0, 1): (2, 1), (0, 2): (1, 3), (0, 5): (1, 2), (8, 0): (1, 2)}
    # The words of the table stand nowhere else.
    assert document.text.count("东镇") == 1 and document.text.count("58.50") == 1
    assert document.text.startswith(normalised(SIGNED)) and document.text.endswith(normalised(RANKED))


@pytest.mark.parametrize("repeated", [True, False])
def test_table_over_pages_is_one(repeated: bool) -> None:
    maker = Maker((841.89, 595.28))
    maker.put("2023年1—9月招商引资任务完成情况表", 421, 95, 18, align="centre")
    maker.put("单位：亿元、个", 740, 115, 10, align="right")
    body = tuple(
        (str(i + 1), f"第{i + 1}镇", f"{10 + i}.00", f"{8 + i * 0.7:.2f}", f"{80 - i}.5", str(12 + i), str(i))
        for i in range(38)
    )
    for page, (first, last) in enumerate(((0, 14), (14, 30), (30, 38))):
        rows = (HEAD if repeated or not page else ()) + body[first:last]
        maker.table(60, 70 if page else 122, (40, 120, 90, 90, 90, 90, 90), rows, height=24)
        maker.put(f"- {page + 2} -", 421, 570, 10, align="centre")
        if last < len(body):
            maker.turn()
    document = loaded(maker)
    assert len([block for block in document.blocks if block.table]) == 1
    assert rows_of(document)[2:] == [list(row) for row in body]
    table = next(block.table for block in document.blocks if block.table)
    assert {cell.page for cell in table.cells if cell.row in (2, 20, 39)} == {1, 2, 3}


def test_title_and_unit_that_each_page_repeats_stand_once() -> None:
    maker = Maker()
    for first, last in ((1, 27), (28, 39)):
        maker.put("附表：各镇完成情况" + ("（续）" if first > 1 else ""), 297, 90, 14, align="centre")
        maker.put("单位：亿元", 400, 110, 9, align="right")
        rows = tuple((f"{i}镇", f"{i}.5", f"{i}.1") for i in range(first, last + 1))
        maker.table(100, 120, (100, 100, 100), (("单位", "任务", "完成"), *rows), height=23)
        maker.turn()
    document = loaded(maker)
    assert document.text.startswith("附表：各镇完成情况\n单位：亿元\n单位\t任务\t完成\n1镇\t1.5\t1.1\n")
    assert document.text.count("完成") == 2 and len(rows_of(document)) == 40


def test_table_without_lines_over_pages() -> None:
    maker = Maker()
    body = tuple((f"第{i}镇", f"{i * 7 % 30}.50", f"{'-' if i % 4 == 0 else ''}{i}.3") for i in range(1, 35))
    for first, last in ((0, 25), (25, 34)):
        maker.put("某某县统计月报", 297, 45, 9, align="centre")
        rows = (("单位", "任务（亿元）", "增速（%）"), *body[first:last])
        maker.table(90, 80, (120, 100, 100), rows, ruled=False, numbers="right", height=23)
        maker.turn()
    assert rows_of(loaded(maker))[1:] == [list(row) for row in body]


def test_row_that_a_page_breaks_is_one() -> None:
    maker = Maker()
    widths = (120, 200, 60)
    rows = (("项目", "内容", "投资"), ("某某县锂电材料项目", "新建厂房3.2万平方米，", "12.5"))
    maker.table(90, 700, widths, rows, height=40)
    maker.turn()
    maker.table(
        90,
        80,
        widths,
        (("", "购置设备120台，达产后年税收8000万元。", ""), ("文旅小镇", "游客中心", "8.6")),
        height=40,
    )
    assert rows_of(loaded(maker))[1:] == [
        ["某某县锂电材料项目", "新建厂房3.2万平方米，购置设备120台，达产后年税收8000万元。", "12.5"],
        ["文旅小镇", "游客中心", "8.6"],
    ]


def test_running_head_close_above_a_table_is_none_of_it() -> None:
    maker = notice(TEXT, head=True)
    for number in (2, 3):
        maker.turn()
        maker.put(f"某某县统计月报 2023年第{number}期", 297, 50, 9, align="centre")
        rows = tuple((f"{i}镇", f"{i}.5", f"{i}.1") for i in range(number * 20, number * 20 + 20))
        maker.table(100, 70, (100, 100, 100), (("单位", "任务", "完成"), *rows))
    document = loaded(maker)
    assert "统计月报" not in document.text and len(rows_of(document)) == 41


def test_two_open_tables_one_under_the_other() -> None:
    maker = Maker()
    for y in (100, 300):
        maker.table(
            90,
            y,
            (100, 80, 80),
            (("单位", "签约", "开工"), ("甲镇", "3", "1"), ("乙镇", "4", "2")),
            open=True,
        )
    document = loaded(maker)
    assert (
        rows_of(document, 0)
        == rows_of(document, 1)
        == [["单位", "签约", "开工"], ["甲镇", "3", "1"], ["乙镇", "4", "2"]]
    )


def test_tables_side_by_side() -> None:
    maker = Maker()
    for x, title in ((80, "表1  签约情况"), (320, "表2  到位资金情况")):
        maker.put(title, x, 90)
        maker.table(
            x, 100, (80, 60, 60), (("单位", "本月", "累计"), ("甲镇", "3", "12"), ("乙镇", "4", "15"))
        )
    maker.put("表3  开工情况", 80, 200)
    maker.table(80, 210, (80, 60, 60), (("单位", "本月", "累计"), ("甲镇", "1", "7"), ("乙镇", "2", "9")))
    titles = [block.table.caption for block in loaded(maker).blocks if block.table]
    assert titles == ["表1签约情况", "表2到位资金情况", "表3开工情况"]


def test_words_that_run_over_the_side_of_their_cell() -> None:
    rows = (("单位", "签约"), ("某某县经济技术开发区管委会", "12"), ("东镇", "12,345,\n678.5"))
    maker = Maker()
    maker.table(200, 100, (100, 80), rows, height=40)
    assert rows_of(loaded(maker)) == [
        ["单位", "签约"],
        ["某某县经济技术开发区管委会", "12"],
        ["东镇", "12,345,678.5"],
    ]


def test_tables_with_other_columns_stay_two() -> None:
    maker = Maker()
    maker.table(60, 600, (100, 100, 100), (("单位", "签约", "开工"), ("甲镇", "3", "1"), ("乙镇", "4", "2")))
    maker.turn()
    maker.table(
        60, 80, (60, 140, 100), (("单位", "到位资金", "增速"), ("甲镇", "3.5", "1.2"), ("乙镇", "4.1", "2.0"))
    )
    assert len([block for block in loaded(maker).blocks if block.table]) == 2


@pytest.mark.parametrize("rotation", [90, 180, 270])
@pytest.mark.parametrize("crop", [None, (30, 60, 820, 580)])
def test_turned_and_cropped_pages(rotation: int, crop: tuple[float, ...] | None) -> None:
    maker = Maker((841.89, 595.28))
    maker.put("某某县招商引资完成情况表", 421, 95, 18, align="centre")
    maker.table(60, 122, WIDTHS, HEAD + ROWS + TOTAL, height=24)
    file = pypdfium2.PdfDocument(maker.done())
    file[0].set_rotation(rotation)
    if crop:
        file[0].set_cropbox(*crop)
    turned = BytesIO()
    file.save(turned)
    document = loaders.load(turned.getvalue())
    assert rows_of(document) == PLAIN_ROWS
    at = document.text.index("58.50")
    _, boxes = document.page_and_boxes(at, at + 5)
    assert boxes is not None
    # As a reader sees the page: what is wide on it stands upright once it is turned by a quarter.
    x0, top, x1, bottom = around(boxes)
    assert (x1 - x0 > bottom - top) == (rotation == 180)
