"""A store of synthetic districts: one with a bound, two alike, one with a gap, one without any number."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lxml import etree

from corpus import Store, open_store
from schemas import Area, Period
from tests.corpus.conftest import INDICATORS
from tests.corpus.factory import EAST, EXTRACTOR, NORTH, WEST, Number, bulletin
from tongbao import messages

LONG = Area(code="990104", name="南溪土家族苗族回族自治县", level="county")
SILENT = Area(code="990105", name="红枫县", level="county")
CITY = Area(code="990100", name="溪州市", level="prefecture")
SVG = "{http://www.w3.org/2000/svg}"


def month(year: int, last: int) -> Period:
    return Period.months(year, 1, last, text=f"1-{last}月")


def numbers(amount: str, growth: str, completion: str, period: Period, **more: str) -> list[Number]:
    return [
        Number(amount, period=period, **more),
        Number(growth, unit="%", kind="growth", comparison="yoy", period=period),
        Number(completion, unit="%", kind="completion", period=period),
    ]


def fill(store: Store) -> None:
    """Two periods; the north has none of the first, the silent one none at all."""
    store.register_indicators(INDICATORS)
    july, august = month(2031, 7), month(2031, 8)
    year = Number("60", status="target", period=Period.months(2031, 1, 12, text="全年"))
    districts = [
        (EAST, [*numbers("42.70", "-3.5", "71.3", august), *numbers("35.0", "1.5", "58.3", july), year]),
        (WEST, [*numbers("9.5", "12.0", "112.0", august, bound="≈"), *numbers("8.1", "9", "80", july)]),
        (NORTH, numbers("42.7", "-26.7", "44.0", august)),
        (LONG, [*numbers("5470", "8.0", "30", august, unit="万元"), *numbers("36", "2", "20", july)]),
        (SILENT, [Number("3", unit="个", code="projects_signed", indicator="签约项目数")]),
        (CITY, numbers("100.37", "2.2", "66", august)),
    ]
    for place, (area, told) in enumerate(districts):
        read, content = bulletin(*told, area=area, path=f"/srv/box/{place}.txt", text=f"{place}号")
        store.add(read, content, EXTRACTOR)


@pytest.fixture
def store() -> Iterator[Store]:
    messages.choose("zh")
    with open_store("sqlite://") as opened:
        fill(opened)
        yield opened
    messages.choose(None)


def texts(svg: bytes) -> list[str]:
    """Every text of an SVG, one an element."""
    return ["".join(node.itertext()) for node in etree.fromstring(svg).iter(f"{SVG}text")]


def marks(svg: bytes, kind: str) -> int:
    """How many marks of a kind there are, by the words for screen readers."""
    return len(etree.fromstring(svg).findall(f".//*[@aria-roledescription='{kind}']"))
