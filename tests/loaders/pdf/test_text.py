"""Running text of PDFs: reading order, paragraphs, furniture, where characters stand."""

from __future__ import annotations

from collections import Counter
from io import BytesIO

import numpy as np
import pdfplumber
import pypdfium2
import pytest

from loaders.pdf.pages import read_page
from loaders.pdf.reading import extract_pdf
from loaders.pdf.rulings import plumb, plumbed_frame
from loaders.pdf.substitutes import with_substitutes
from loaders.pieces import Grid, Prose
from tests.loaders.pdf.maker import Frame, Maker, width, wrap
from tests.loaders.pdf.samples import (
    FUNDS,
    HEAD,
    RANKED,
    ROWS,
    SIGNED,
    TEXT,
    column_frames,
    loaded,
    normalised,
    notice,
    set_paragraphs,
    with_table,
)


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


def test_headline_is_no_part_of_the_sentence_below_it() -> None:
    maker = Maker()
    maker.put("首次突破百亿！某某县前三季度招商引资创新高", 297, 100, 20, align="centre")
    maker.paragraph([Frame(90, 110, 417)], SIGNED, size=14, pitch=24)
    assert loaded(maker).text == "首次突破百亿！某某县前三季度招商引资创新高\n" + normalised(SIGNED)


def test_halves_of_a_couplet_keep_the_blank_between_them() -> None:
    maker = Maker()
    maker.put("实干为笔绘新景 某某大地气象新", 297, 100, 20, align="centre")
    maker.paragraph([Frame(90, 110, 417)], "全县新签约项目 52 个。", size=14, pitch=24)
    assert loaded(maker).text == "实干为笔绘新景 某某大地气象新\n全县新签约项目52个。"


def test_wrapped_headline_is_one() -> None:
    maker = Maker()
    frame = Frame(90, 160, 417)
    for place, line in enumerate(wrap("某某经济技术开发区：一季度多项指标实现“两位数”增长", 22, 417, 0)):
        maker.put(line, 297, 100 + 32 * place, 22, align="centre")
    for paragraph in TEXT:
        maker.paragraph([frame], paragraph, size=14, pitch=24)
    headline = "某某经济技术开发区：一季度多项指标实现“两位数”增长"
    assert loaded(maker).text == "\n".join((headline, normalised(*TEXT)))
