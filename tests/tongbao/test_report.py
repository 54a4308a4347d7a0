"""The report in a real headless browser: drawn, clicked, filtered, printed; and harmless whatever a bulletin says."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from audit.rows import CHECKS
from schemas import Bulletin, Figure, Finding, Message, Meta, Source
from tongbao.report import Item, _words, render

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: apt-get install chromium")

HOSTILE = '</script><img src=x onerror="document.title=1"><!--\u2028'


def synthetic(title: str, text: str, *findings: Finding) -> Item:
    """A bulletin whose figures are the numbers in brackets, and what was found in it."""
    figures = []
    for number, start in enumerate(place for place, letter in enumerate(text) if letter == "["):
        end = text.index("]", start) + 1
        figures.append(
            Figure(
                id=f"n{number}",
                quote=text[start:end],
                start=start,
                end=end,
                value=Decimal(number),
                unit="个",
                bound="=",
                indicator="签约项目数",
                status="actual",
            )
        )
    read = Bulletin(
        source=Source(path=f"{title}.txt", sha256="00"), meta=Meta(title=title), text=text, figures=figures
    )
    return Item(read, findings)


def found(
    number: int, severity: str, *places: tuple[int, int], rule: str = "share", zh: str = "占比不符"
) -> Finding:
    return Finding.model_validate(
        {
            "id": f"f{number}",
            "rule": rule,
            "verdict": "consistent" if severity == "pass" else "contradiction",
            "severity": severity,
            "claims": ["n0", "n1"],
            "quotes": [f"数{place}" for place, _ in places],
            "places": places,
            "formula": f"甲 / 乙 = {number}%",
            "reported": ("18.15", "18.25"),
            "expected": ("19", "19"),
            "message": Message(zh=zh, en=f"share {number} does not hold"),
        }
    )


FIRST = "（合成）𠮷镇签约[1个]，占全县[2个]的[3%]。"
PLACES = [(place, FIRST.index("]", place) + 1) for place, letter in enumerate(FIRST) if letter == "["]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        # The sandbox of the browser does not work for root; it opens nothing but the page of this test.
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        started = driver.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """The report of two bulletins; nothing is said on the console, and nothing is fetched."""
    items = [
        synthetic(
            "甲县通报",
            FIRST,
            found(1, "error", PLACES[0], PLACES[2]),
            found(2, "pass", PLACES[1], rule="sum", zh="合计相符"),
        ),
        synthetic(
            f"乙县{HOSTILE}", f"乙县{HOSTILE}[4个]", found(3, "warning", (0, 2), rule="growth", zh=HOSTILE)
        ),
    ]
    path = tmp_path / "report.html"
    path.write_text(render(items, "zh"), encoding="utf-8")
    opened = browser.new_page(viewport={"width": 1200, "height": 800})
    said: list[str] = []
    asked: list[str] = []

    def note(message: ConsoleMessage) -> None:
        said.append(message.text)

    opened.on("console", note)
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(path.as_uri())
    yield opened
    assert said == []
    assert asked == [path.as_uri()]
    opened.close()


def listed(page: Page) -> list[str]:
    return page.locator("#findings li > div:not(.head)").all_inner_texts()


def marked(page: Page) -> list[str]:
    return page.locator("mark.operand").all_inner_texts()


def test_errors_and_warnings_come_first_and_passes_on_demand(page: Page) -> None:
    assert page.locator("#summary").inner_text() == "2 份通报，1 个错误，1 个警示，0 个说明，1 处相符"
    assert listed(page)[0] == "占比不符"
    assert len(listed(page)) == 2
    page.locator("input[value=pass]").check()
    assert "合计相符" in listed(page)


def test_a_click_shows_the_operands_in_place(page: Page) -> None:
    page.locator("#findings li").first.click()
    # The character before them counts twice in the browser.
    assert marked(page) == ["[1个]", "[3%]"]
    detail = page.locator("#detail").inner_text()
    assert "甲 / 乙 = 1%" in detail
    assert "[18.15, 18.25)" in detail
    assert page.locator("#findings li[aria-selected=true]").count() == 1


def test_a_click_on_a_number_goes_to_its_findings(page: Page) -> None:
    page.locator("mark", has_text="[2个]").click()
    assert page.locator("#findings li[aria-selected=true]").inner_text().endswith("合计相符")
    assert marked(page) == ["[2个]"]


def test_keys(page: Page) -> None:
    page.keyboard.press("j")
    assert marked(page) == ["[1个]", "[3%]"]
    page.keyboard.press("j")
    assert page.locator("#name").inner_text().startswith("乙县")
    page.keyboard.press("k")
    assert page.locator("#name").inner_text() == "甲县通报"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.press("Escape")
    assert marked(page) == []


def test_filters(page: Page) -> None:
    page.locator("#rule").select_option("growth")
    assert len(listed(page)) == 1
    page.locator("#rule").select_option("")
    page.locator("#document").select_option("0")
    assert listed(page) == ["占比不符"]
    page.locator("#search").fill("没有这样的话")
    assert listed(page) == []
    assert page.locator("#none").is_visible()


def test_the_other_language(page: Page) -> None:
    page.locator("#language").click()
    assert listed(page)[0] == "share 1 does not hold"
    assert page.locator("#summary").inner_text().startswith("2 bulletins, 1 errors")
    assert page.evaluate("document.documentElement.lang") == "en"


def test_what_a_bulletin_says_is_text(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator("img").count() == 0
    assert HOSTILE in page.locator("#text").evaluate("node => node.textContent")
    assert page.title() == "通报数字核对报告"


def test_print_shows_the_list(page: Page) -> None:
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("#print li").count() == 2
    assert page.locator("#print").is_visible()
    assert page.locator("#side").is_hidden()
    assert page.pdf().startswith(b"%PDF")


def test_every_rule_of_the_checks_has_words() -> None:
    assert {check.rule for check in CHECKS} <= set(_words().rules)
