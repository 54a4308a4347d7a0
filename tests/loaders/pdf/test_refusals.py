"""PDFs that cannot be read, or not all of them: each is told by name."""

from __future__ import annotations

import pytest
from reportlab.lib import pdfencrypt

import loaders
from loaders.limits import Limits, within
from loaders.pdf.opening import PageLimits
from loaders.pdf.reading import extract_pdf
from schemas.errors import (
    DamagedError,
    EmptyDocumentError,
    EncryptedError,
    NeedsOcrError,
    SlowError,
    TooLargeError,
    UnreadableTextError,
)
from tests.loaders.pdf.maker import Frame, Maker
from tests.loaders.pdf.samples import (
    HEAD,
    ROWS,
    SIGNED,
    TEXT,
    loaded,
    normalised,
    notice,
    with_table,
)


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


@pytest.mark.parametrize("size", [(595.28, 841.89), (420, 595)])
def test_scan_needs_recognition(size: tuple[float, float], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loaders.pdf.reading.can_recognise", lambda: False)
    maker = Maker(size)
    maker.picture(0, 0, *size)
    with pytest.raises(NeedsOcrError, match="page 1 of 1"):
        loaded(maker)


def test_scanned_pages_among_others_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loaders.pdf.reading.can_recognise", lambda: False)
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


def test_fonts_without_meaning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loaders.pdf.reading.can_recognise", lambda: False)
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
