"""What leaves: the same bytes twice, pictures that show the data, a page that needs nothing from outside."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import pytest
from lxml import html
from PIL import Image

from corpus import Store
from schemas import Area
from tests.corpus.factory import EXTRACTOR, Number, bulletin
from tests.tongbao.charts.conftest import month
from tongbao.charts import FORMS, KINDS, Asked, chinese_font, draw, rendered

AUGUST = "2031年1-8月"
QUESTIONS = {
    "ranking": Asked(("amount_signed",), (AUGUST,), targets=True),
    "completion": Asked(("amount_signed",), ("2031年1-7月", AUGUST)),
    "slope": Asked(("amount_signed",), ("2031年1-7月", AUGUST)),
    "series": Asked(("amount_signed",), ("2031",)),
}
HOSTILE = "</script><script>alert(1)</script>\"'&<b>县"


def picture_of(store: Store, kind: str, form: str) -> bytes:
    picture = draw(store, kind, QUESTIONS[kind])
    return rendered(picture.chart, form, picture.title)


def test_every_kind_is_tried() -> None:
    assert set(QUESTIONS) == set(KINDS)


@pytest.mark.parametrize("kind", QUESTIONS)
@pytest.mark.parametrize("form", FORMS)
def test_the_same_store_gives_the_same_bytes(store: Store, kind: str, form: str) -> None:
    assert picture_of(store, kind, form) == picture_of(store, kind, form)


@pytest.mark.parametrize("kind", QUESTIONS)
def test_a_picture_has_colours_and_changes_with_the_data(store: Store, kind: str) -> None:
    before = Image.open(BytesIO(picture_of(store, kind, "png")))
    before.load()
    assert min(before.size) > 400 and len(before.convert("RGB").getcolors(1 << 24) or ()) > 20
    area = Area(code="990107", name="新岭县", level="county")
    told = [
        Number("55", period=month(2031, 8)),
        Number("91", unit="%", kind="completion", period=month(2031, 8)),
    ]
    store.add(*bulletin(*told, area=area, path="new.txt", text="新"), EXTRACTOR)
    after = Image.open(BytesIO(picture_of(store, kind, "png")))
    assert before.size != after.size or before.tobytes() != after.tobytes()


@pytest.mark.skipif(chinese_font() is None, reason="no Chinese font is installed")
def test_chinese_characters_are_no_boxes() -> None:
    import altair as alt

    def drawn(words: str) -> bytes:
        chart = alt.Chart(alt.Data(values=[{}])).mark_text(fontSize=40).encode(text=alt.value(words))
        return rendered(alt.vconcat(chart.properties(width=90, height=60)), "png")

    # Boxes would all look alike.
    assert len({drawn(words) for words in ("溪", "县", "缺")}) == 3


def test_a_drawing_names_families_for_other_machines(store: Store) -> None:
    svg = picture_of(store, "ranking", "svg").decode()
    assert "Noto Sans CJK SC" in svg and "WenQuanYi Micro Hei" in svg and "sans-serif" in svg


def test_the_page_fetches_nothing_and_carries_its_scripts(store: Store) -> None:
    page = picture_of(store, "ranking", "html").decode()
    assert html.fromstring(page).xpath("//@src | //@href | //link | //iframe") == []
    assert "default-src 'none'" in page and "unsafe-eval" not in page
    assert len(page) > 500_000 and "东溪区" in page


def test_names_that_look_like_markup_stay_names(store: Store) -> None:
    area = Area(code="990108", name=HOSTILE, level="county")
    store.add(*bulletin(Number("50", period=month(2031, 8)), area=area, path="bad.txt", text="坏"), EXTRACTOR)
    page = picture_of(store, "ranking", "html").decode()
    assert "alert(1)" in page and "<script>alert" not in page
    svg = picture_of(store, "ranking", "svg").decode()
    assert "<script" not in svg and "&lt;/script&gt;" in svg


def test_a_browser_draws_the_page_without_asking_anybody(store: Store, tmp_path: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    if shutil.which("chromium") is None:
        pytest.skip("chromium is not installed")
    page_file = tmp_path / "chart.html"
    page_file.write_bytes(picture_of(store, "ranking", "html"))
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        asked: list[str] = []
        wrong: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.goto(page_file.as_uri())
        page.wait_for_selector("body[data-drawn]")
        assert page.locator("path[aria-roledescription=bar]").count() == 4
        page.locator("path[aria-roledescription=bar]").first.hover()
        assert "42.70亿元" in page.locator("#vg-tooltip-element").inner_text()
        browser.close()
    assert (asked, wrong) == ([page_file.as_uri()], [])
