"""Digital PDFs, made here by script: what is read, in which order, and what is left out."""

from __future__ import annotations

from collections import Counter
from io import BytesIO

import numpy as np
import pdfplumber
import pypdfium2
import pytest
from reportlab.lib import pdfencrypt

import loaders
from loaders.limits import Limits, within
from loaders.pdf.opening import PageLimits
from loaders.pdf.pages import read_page
from loaders.pdf.reading import extract_pdf
from loaders.pdf.rulings import plumb, plumbed_frame
from loaders.pdf.substitutes import with_substitutes
from loaders.pieces import Grid, Prose
from schemas import Document
from schemas.errors import (
    DamagedError,
    EmptyDocumentError,
    EncryptedError,
    NeedsOcrError,
    SlowError,
    TooLargeError,
    UnreadableTextError,
)
from schemas.layout import around
from tests.loaders.pdf.maker import FONT, Frame, Maker, width, wrap

# Synthetic: no county of this name has published any of it.
SIGNED = (
    "今年以来，某某县上下紧盯目标任务，狠抓项目建设，1—9月累计新签约项目52个，其中亿元以上项目18个，协议投资92.72亿元，"
    "同比增长31.57%，完成年度任务的74.3%。"
)
FUNDS = (
    "工业项目签约35个，占签约项目总数的67.3%；农业项目9个，服务业项目8个。实际到位资金42.78亿元，同比下降-8.92%，"
    "高于序时进度1.3个百分点，其中省外资金28.5亿元，占66.6%。"
)
RANKED = (
    "从各乡镇完成情况看，排名前三位的是东河镇、西岭镇、北关街道，分别完成任务的112.5%、104.0%和97.8%；"
    "排名后三位的是南湾镇、石桥镇、柳林乡，未达到序时进度。"
)
TEXT = (SIGNED, FUNDS, RANKED)
HEAD = (
    ("序号", "单位", "到位资金（亿元）", "<", "<", "新签约项目（个）", "<"),
    ("^", "^", "任务", "完成", "完成率\n（%）", "总数", "其中：\n工业"),
)
ROWS = tuple(
    (
        str(i + 1),
        f"{name}镇",
        f"{10 + i}.00",
        f"{8 + i * 0.7:.2f}",
        f"{80 - i}.5",
        str(12 - i),
        "—" if i == 3 else "-0.6",
    )
    for i, name in enumerate("东西南北中上")
)
TOTAL = (("合计", "<", "75.00", "58.50", "78.0", "57", "21"),)
WIDTHS = (40, 85, 60, 60, 60, 60, 70)


def loaded(maker: Maker) -> Document:
    """What the loader makes of it."""
    return loaders.load(maker.done())


def normalised(*paragraphs: str) -> str:
    """The same text as if it had come in a text file."""
    return loaders.load("\n".join(paragraphs).encode()).text


def rows_of(document: Document, number: int = 0) -> list[list[str]]:
    """The cells of a table, row by row."""
    tables = [block for block in document.blocks if block.table]
    block = tables[number]
    return [line.split("\t") for line in document.text[block.start : block.end].split("\n")]


def column_frames(count: int, top: float, gap: float = 24) -> list[Frame]:
    """Columns side by side."""
    measure = (515 - gap * (count - 1)) / count
    return [Frame(40 + i * (measure + gap), top, measure, 60) for i in range(count)]


def set_paragraphs(maker: Maker, frames: list[Frame], paragraphs: tuple[str, ...], **options: float) -> None:
    """All of them, through the frames."""
    for paragraph in paragraphs:
        end = maker.paragraph(frames, paragraph, **options)
        frames = frames[frames.index(end) :]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_columns_are_read_one_after_the_other(count: int) -> None:
    maker = Maker()
    frames = column_frames(count, 100)
    height = {1: 560, 2: 400, 3: 420}[count]
    for frame in frames:
        frame.bottom = height
    set_paragraphs(maker, frames, TEXT, size=10.5, pitch=16)
    assert loaded(maker).text == normalised(*TEXT)


def test_last_column_that_is_short_is_a_column() -> None:
    maker = Maker()
    frames = column_frames(3, 100)
    frames[0].bottom = frames[1].bottom = 60
    set_paragraphs(maker, frames, TEXT * 4, size=10.5, pitch=16)
    assert loaded(maker).text == normalised(*TEXT * 4)


def test_headline_stands_before_the_columns_that_it_spans() -> None:
    maker = Maker()
    maker.put("招商引资再传捷报", 297, 110, 30, align="centre")
    maker.put("——某某县前三季度招商工作综述", 297, 140, 14, align="centre")
    frames = column_frames(2, 180)
    frames[0].bottom = 480
    set_paragraphs(maker, frames, TEXT, size=10.5, pitch=16)
    assert loaded(maker).text == normalised("招商引资再传捷报", "——某某县前三季度招商工作综述", *TEXT)


def test_caption_does_not_break_the_paragraph_around_its_picture() -> None:
    maker = Maker()
    frames = column_frames(2, 100)
    frames[0].bottom = 560
    maker.picture(frames[1].x, 100, 245, 120)
    maker.put("图为某某县经开区项目建设现场。记者 张某 摄", frames[1].x, 234, 8)
    frames[1].y = 260
    set_paragraphs(maker, frames, TEXT, size=10.5, pitch=16)
    document = loaded(maker)
    *text, caption = document.text.split("\n")
    assert "\n".join(text) == normalised(*TEXT)
    assert caption == "图为某某县经开区项目建设现场。记者张某摄"
    assert document.blocks[-1].kind == "caption"


def test_framed_text_stands_apart_from_the_text_beside_it() -> None:
    maker = Maker()
    maker.canvas.rect(300, 842 - 280, 255, 120)
    maker.put("相关链接", 427, 185, 12, align="centre")
    maker.paragraph(
        [Frame(310, 190, 235)],
        "去年全市新签约项目120个，总投资320亿元，开工率达到76.5%。",
        size=10.5,
        pitch=16,
    )
    maker.paragraph([Frame(40, 150, 245)], FUNDS, size=12, pitch=20)
    maker.paragraph([Frame(40, 320, 515)], RANKED, size=12, pitch=20)
    text = loaded(maker).text.split("\n")
    assert text[:2] == [normalised(FUNDS), normalised(RANKED)]
    assert text[2:] == ["相关链接", "去年全市新签约项目120个，总投资320亿元，开工率达到76.5%。"]


def notice(pages_of: tuple[str, ...], **options: bool) -> Maker:
    """A notice over several pages with folios, and what `options` ask for."""
    maker = Maker()
    y, number = 90.0, 1

    def surround() -> None:
        maker.put(f"— {number} —", 297, 800, 12, align="centre")
        if options.get("head"):
            maker.put(f"某某县统计月报 2023年第{number}期", 297, 50, 9, align="centre")
        if options.get("watermark"):
            maker.canvas.saveState()
            maker.canvas.translate(300, 400)
            maker.canvas.rotate(45)
            maker.canvas.setFillGray(0.8)
            maker.canvas.setFont(FONT, 60)
            maker.canvas.drawCentredString(0, 0, "内部资料")
            maker.canvas.restoreState()
            maker.put("注意保密", 200, 500, 40, gray=0.75)

    surround()
    for paragraph in pages_of:
        for place, line in enumerate(wrap(paragraph, 15, 417, 30)):
            if y + 26 > 842 - 110:
                maker.turn()
                number, y = number + 1, 90.0
                surround()
            y += 26
            maker.put(line, 90 + (0 if place else 30), y, 15)
    return maker


@pytest.mark.parametrize(
    "options", [{}, {"head": True}, {"watermark": True}, {"head": True, "watermark": True}]
)
def test_what_stands_around_the_text_of_pages_is_left_out(options: dict[str, bool]) -> None:
    document = loaded(notice(TEXT * 5, **options))
    assert document.source.pages == 3
    assert document.text == normalised(*TEXT * 5)
    assert any("内部资料" in warning for warning in document.warnings) == bool(options.get("watermark"))


def test_headings_and_title_are_blocks_of_their_own() -> None:
    maker = Maker()
    maker.put("关于2023年1—9月全县招商引资", 297, 120, 20, align="centre")
    maker.put("工作情况的通报", 297, 150, 20, align="centre")
    y = 180.0
    for heading, paragraph in (("总体情况", SIGNED), ("项目资金", FUNDS)):
        maker.put(heading, 118, y, 17)
        end = maker.paragraph([Frame(90, y + 6, 417)], paragraph, size=14, pitch=24)
        y = end.y + 30
    document = loaded(maker)
    headings = [(document.text[b.start : b.end], b.level) for b in document.blocks if b.kind == "heading"]
    assert headings == [("关于2023年1—9月全县招商引资工作情况的通报", 0), ("项目资金", 1)]


def with_table(rows: tuple[tuple[str, ...], ...], **options: object) -> Maker:
    """Text, a table with title, unit and note, and text."""
    maker = Maker()
    maker.paragraph([Frame(80, 60, 435)], SIGNED)
    maker.put("表1  各镇招商引资完成情况表", 297, 180, 14, align="centre")
    maker.put("单位：亿元、个", 515, 200, 9, align="right")
    end = maker.table(80, 206, WIDTHS, rows, height=22, **options)
    maker.put("注：完成率按到位资金计算。", 80, end + 16, 9)
    maker.paragraph([Frame(80, end + 30, 435)], RANKED)
    return maker


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


def test_each_record_has_page_and_boxes() -> None:
    maker = notice(TEXT * 3)
    document = loaded(maker)
    for number in ("92.72亿元", "42.78亿元", "112.5%"):
        at = document.text.rindex(number)
        page, boxes = document.page_and_boxes(at, at + len(number))
        assert page is not None and boxes
        words = pdfplumber.open(BytesIO(maker.buffer.getvalue())).pages[page - 1]
        found = "".join(
            words.crop((x0 - 1, top, x1 + 1, bottom)).extract_text() for x0, top, x1, bottom in boxes
        )
        assert number in found.replace("\n", "")


def test_both_libraries_read_the_same_characters() -> None:
    for maker in (notice(TEXT * 2, head=True), with_table(HEAD + ROWS)):
        data = maker.done()
        with pdfplumber.open(BytesIO(data)) as file:
            theirs = Counter(letter["text"] for page in file.pages for letter in page.chars)
        pages = pypdfium2.PdfDocument(data)
        ours = Counter(letter for page in pages for letter in page.get_textpage().get_text_range())
        assert {c: n for c, n in theirs.items() if c.strip()} == {c: n for c, n in ours.items() if c.strip()}


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("lies", [False, True])
def test_substitutes_stand_where_the_letters_that_they_stand_for_would(rotation: int, lies: bool) -> None:
    maker = Maker()
    if lies:
        maker.canvas.translate(595.28, 0)
        maker.canvas.rotate(90)
        maker.page_size = (841.89, 595.28)
    maker.paragraph([Frame(90, 90, 300)], SIGNED)
    file = pypdfium2.PdfDocument(maker.done())
    file[0].set_rotation(rotation)
    turned = BytesIO()
    file.save(turned)
    with pypdfium2.PdfDocument(turned.getvalue()) as again, pdfplumber.open(turned) as plumbed:
        page = read_page(again[0], 1, 10_000, 10_000)
        letters = plumb(plumbed.pages[0]).letters
        made = with_substitutes(page, letters, plumbed_frame(plumbed.pages[0]))
    assert made.flow == page.flow
    assert Counter(made.text(np.arange(len(made.characters)))) == Counter(SIGNED)
    # pypdfium2 may have lost some, in another order.
    for number, code in enumerate(page.characters.codes.tolist()):
        same = made.characters.codes == code
        same &= (np.abs(made.starts - page.starts[number]) < 0.5) & (
            np.abs(made.baselines - page.baselines[number]) < 0.5
        )
        assert same.sum() == 1 and abs(made.characters.sizes[same][0] - page.characters.sizes[number]) < 0.5


def test_difference_between_the_libraries_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loaders.pdf.rulings._meant", lambda letter: letter.get_text().replace("5", "6"))
    warnings = loaded(with_table(HEAD + ROWS)).warnings
    assert any("pdfplumber and pypdfium2 read different characters" in warning for warning in warnings)


def test_what_cannot_be_seen_is_left_out_and_counted() -> None:
    maker = Maker()
    maker.paragraph([Frame(90, 90, 417)], SIGNED)
    maker.put("白字99个", 90, 400, 14, gray=1)
    maker.put("不显示的77个", 90, 420, 14, mode=3)
    maker.put("页外66个", -200, 440, 14)
    maker.canvas.setFillColorRGB(0.1, 0.2, 0.6)
    maker.canvas.rect(90, 842 - 470, 200, 30, stroke=0, fill=1)
    maker.put("蓝底白字", 100, 462, 14, gray=1)
    document = loaded(maker)
    assert document.text == normalised(SIGNED, "蓝底白字")
    assert document.warnings == ["page 1: 17 hidden characters left out"]


def test_raised_spaced_and_doubled_letters() -> None:
    maker = Maker()
    maker.put("督  查  通  报", 297, 100, 36, align="centre")
    maker.put("全县督查情况的通报", 297, 150, 22, align="centre", charSpace=8)
    maker.put("建成区面积12.5km", 118, 200, 14)
    at = 118 + width("建成区面积12.5km", 14)
    maker.put("2", at, 195, 8)
    maker.put("，增长-3.2%。", at + 5, 200, 14)
    for shift in (0, 0.4):
        maker.put("新签约项目11个。", 118 + shift, 240, 14)
    assert (
        loaded(maker).text == "督查通报\n全县督查情况的通报\n建成区面积12.5km²，增长-3.2%。\n新签约项目11个。"
    )


def test_minus_at_the_end_of_a_line_stays() -> None:
    maker = Maker()
    maker.put("全县投资同比增长分别为3.5%、-", 90, 100, 12)
    maker.put("2.5%，签约项目12个。", 90, 120, 12)
    assert "-2.5%" in loaded(maker).text


@pytest.mark.parametrize("size", [(595.28, 841.89), (420, 595)])
def test_scan_needs_recognition(size: tuple[float, float]) -> None:
    maker = Maker(size)
    maker.picture(0, 0, *size)
    with pytest.raises(NeedsOcrError, match="page 1 of 1"):
        loaded(maker)


def test_scanned_pages_among_others_are_named() -> None:
    maker = notice((SIGNED,))
    for _ in range(2):
        maker.turn()
        maker.picture(0, 0, 595, 842)
    document = loaded(maker)
    assert document.text == normalised(SIGNED)
    assert document.warnings == ["pages 2-3 without a text layer: needs OCR, not read"]


def test_empty_pages_hold_no_text() -> None:
    with pytest.raises(EmptyDocumentError):
        loaded(Maker())


def test_locked_file() -> None:
    maker = Maker(encrypt=pdfencrypt.StandardEncryption("secret", "owner"))
    maker.put("签约52个", 90, 90)
    with pytest.raises(EncryptedError):
        loaded(maker)


def test_file_that_only_may_not_be_changed_is_read() -> None:
    maker = Maker(encrypt=pdfencrypt.StandardEncryption("", "owner"))
    maker.put("全县新签约项目52个。", 90, 90)
    assert loaded(maker).text == "全县新签约项目52个。"


@pytest.mark.parametrize("tenth", range(1, 10))
def test_truncated_file_is_named_so(tenth: int) -> None:
    data = with_table(HEAD + ROWS).done()
    cut = data[: len(data) * tenth // 10]
    try:
        document = loaders.load(cut)
    except (DamagedError, EmptyDocumentError):
        return
    assert any("end of the file is missing" in warning for warning in document.warnings)


def test_fonts_without_meaning() -> None:
    data = _raw(
        b"BT /F1 12 Tf 50 700 Td <0001000200030004000500060007000800090010001100120013> Tj ET", IDENTITY
    )
    with pytest.raises((UnreadableTextError, NeedsOcrError)):
        loaders.load(data)


IDENTITY = (
    b"/Font<</F1<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Song/Encoding/Identity-H/DescendantFonts[<</Type/Font"
    b"/Subtype/CIDFontType2/BaseFont/ABCDEF+Song/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    b"/FontDescriptor<</Type/FontDescriptor/FontName/ABCDEF+Song/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0"
    b"/Ascent 800/Descent -200/CapHeight 700/StemV 80>>/DW 1000>>]>>>>"
)


def _raw(content: bytes, resources: bytes = b"") -> bytes:
    """A file of one page, written by hand."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<" + resources + b">>>>",
        b"<</Length %d>>stream\n" % len(content) + content + b"\nendstream",
    )
    body = b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % pair for pair in enumerate(objects, 1))
    return body + b"trailer<</Root 1 0 R/Size 5>>\n%%EOF"


@pytest.mark.parametrize(
    ("content", "limits"),
    [
        (b"0 0 m 9 9 l S\n" * 2_000, PageLimits(marks=1_000)),
        (b"0 0 m " + b"1 1 l " * 2_000 + b"S", PageLimits(marks=1_000)),
        (b"BT /F1 9 Tf " + b"(aaaaaaaaaaaa) Tj " * 2_000 + b"ET", PageLimits(characters=1_000)),
    ],
    ids=["lines", "one path", "letters"],
)
def test_crowded_page_is_too_large(content: bytes, limits: PageLimits) -> None:
    font = b"/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
    with pytest.raises(TooLargeError):
        extract_pdf(_raw(content, font), "a.pdf", limits)


def test_many_pages_are_too_large() -> None:
    maker = Maker()
    for _ in range(4):
        maker.turn()
    with within(Limits(pages=3)), pytest.raises(TooLargeError, match="3 pages"):
        extract_pdf(maker.done(), "a.pdf")


def test_time_is_limited() -> None:
    with within(Limits(seconds=-1)), pytest.raises(SlowError):
        extract_pdf(notice(TEXT).done(), "a.pdf")


def test_pieces_tell_where_their_characters_stand() -> None:
    extracted = extract_pdf(with_table(HEAD + ROWS).done(), "a.pdf")
    for piece in extracted.pieces:
        cells = piece.cells if isinstance(piece, Grid) else [piece]
        for part in cells:
            assert isinstance(part, Prose) or part.text == "" or part.layout is not None
            if part.text:
                assert part.layout is not None and len(part.layout.pages) == len(part.text)
                assert (part.layout.pages == 1).all()
                assert not np.isnan(part.layout.boxes[0]).any()
