"""Pages and pictures without a text layer."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import pytest
from PIL import Image

from extract import extract
from loaders import load
from loaders.scan import pages, recogniser
from schemas import Document
from schemas.errors import DamagedError, NeedsOcrError
from tests.loaders.scan.maker import DOTS, FONT, saved

font_there = pytest.mark.skipif(not FONT.exists(), reason="no Chinese font to draw with")
can_read = pytest.mark.skipif(
    not recogniser.can_recognise(), reason="the extra tongbao[ocr] is not installed"
)


@cache
def read(form: str, angle: float = 0.0) -> Document:
    return load(saved(form, angle))


@font_there
@can_read
@pytest.mark.parametrize(("form", "angle"), [("PDF", 0.0), ("PNG", -1.5)])
def test_a_scan_is_read_like_a_page_with_text(form: str, angle: float) -> None:
    bulletin = extract(read(form, angle))
    assert bulletin.source.ocr
    figures = [(f.value, f.unit, f.subject) for f in bulletin.figures]
    assert [(str(value), unit, subject) for value, unit, subject in figures] == [
        ("26", "个", None),
        ("48.5", "亿元", None),
        ("14", "个", None),
        ("8", "个", "城关镇"),
        ("3.25", "亿元", "城关镇"),
        ("5", "个", "茅坪镇"),
        ("1.40", "亿元", "茅坪镇"),
    ]


@font_there
@can_read
def test_each_number_has_its_place_on_the_picture_and_a_confidence() -> None:
    number = next(f for f in extract(read("PDF")).figures if f.quote == "3.25")
    assert number.page == 1
    (x0, top, x1, bottom) = (side * DOTS / 72 for side in (number.boxes or [])[0])
    assert 730 <= x0 < x1 <= 1030
    assert 550 <= top < bottom <= 650
    assert number.confidence is not None
    assert number.confidence > 0.8


@font_there
@can_read
def test_a_line_that_is_hard_to_read_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "DOUBTFUL", 1.1)
    warnings = load(saved("PNG")).warnings
    assert any("confidence" in warning and "26" in warning for warning in warnings)


@font_there
@pytest.mark.parametrize("form", ["PDF", "PNG"])
def test_without_the_recogniser_it_says_how_to_install_it(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("loaders.scan.images", "loaders.pdf.reading"):
        monkeypatch.setattr(f"{module}.can_recognise", lambda: False)
    with pytest.raises(NeedsOcrError, match=r"tongbao\[ocr\]") as caught:
        load(saved(form))
    assert caught.value.status == "needs-ocr"


@can_read
def test_a_picture_that_breaks_off_is_damaged() -> None:
    stream = BytesIO()
    Image.new("RGB", (600, 400), "white").save(stream, "PNG")
    with pytest.raises(DamagedError):
        load(stream.getvalue()[:60])
