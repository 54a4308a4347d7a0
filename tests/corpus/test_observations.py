"""Observations: whose a number is, which one is preferred, what is kept apart, and the frames of it all."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from corpus import Observation, Observations, Store, open_store
from schemas import Area, Bulletin, Facets, Period
from schemas.errors import LexiconError, QueryError
from tests.corpus.factory import EAST, EXTRACTOR, TO_AUGUST, WEST, Number, bulletin
from tests.corpus.test_places import CHANGES, ROWS

CITY = Area(code="990100", name="溪州市", level="prefecture")
OLD_EAST = Area(code="990181", name="东溪市", level="county")


@pytest.fixture
def known(store: Store) -> Store:
    store.register_areas(ROWS, CHANGES)
    return store


def add(store: Store, *numbers: Number, area: Area | None = EAST, issued: str | None = "2031-09-05") -> int:
    place = len(store.bulletins())
    read, content = bulletin(*numbers, area=area, issued=issued, path=f"{place}.txt", text=f"{place}号")
    return store.add(read, content, EXTRACTOR).document_id


def told(observations: Observations) -> list[tuple[str, str | None, str]]:
    return [(one.place.name if one.place else "—", one.subject, one.quote) for one in observations]


def english(observations: Observations) -> str:
    return "\n".join(message.en for message in observations.notes)


def test_every_field_of_an_observation(known: Store) -> None:
    add(
        known,
        Number("42.70", facets=Facets(industry="工业", other=["新引进"]), subject="甲镇", value_max="45"),
    )
    (one,) = known.observations("amount_signed")
    assert one.place and (one.place.code, one.place.name, one.place.level) == ("990101", "东溪区", "county")
    assert (one.subject, one.unit_id) == ("甲镇", "990101/甲镇")
    assert (one.indicator, one.name, one.printed, one.measure) == (
        "amount_signed",
        "签约金额",
        "签约金额",
        "figure",
    )
    assert one.facets == ("工业", None, None, ("新引进",))
    assert (str(one.value), one.unit, one.value_base, one.base_unit) == (
        "42.70",
        "亿元",
        Decimal("4270000000"),
        "元",
    )
    assert one.value_base_max == Decimal("4500000000")
    assert (one.period, one.span, one.status, one.bound) == (TO_AUGUST, "ytd", "actual", "=")
    assert (one.record_id, one.quote, one.report.document_id, one.report.source) == (
        "n0",
        "42.70亿元",
        1,
        "0.txt",
    )
    assert one.report.place == one.place and len(one.report.sha256) == 64
    assert (one.preferred, one.conflict, one.derived, one.marks) == (True, False, (), ())


def test_a_district_named_in_the_bulletin_of_its_city_is_that_district(known: Store) -> None:
    add(
        known,
        Number("90"),
        Number("12", subject="东溪区", whole="n0"),
        Number("8", subject="西溪", whole="n0"),
        Number("3", subject="甲镇", whole="n0"),
        area=CITY,
    )
    found = known.observations("amount_signed")
    assert told(found) == [
        ("溪州市", None, "90亿元"),
        ("东溪区", None, "12亿元"),
        ("西溪区", None, "8亿元"),
        ("溪州市", "甲镇", "3亿元"),
    ]
    assert [one.marks for one in found] == [(), ("superior",), ("superior",), ()]
    assert told(known.observations(areas=["东溪区"])) == [("东溪区", None, "12亿元")]
    assert told(known.observations(areas=["990102"], indicator="签约金额")) == [("西溪区", None, "8亿元")]
    assert told(known.observations(subject="甲镇")) == [("溪州市", "甲镇", "3亿元")]
    assert len(known.observations(subject=None)) == 3


def test_a_name_that_fits_two_districts_stays_a_unit_and_is_told(known: Store) -> None:
    add(known, Number("1", subject="西溪区"), area=Area(code="990000", name="溪山省", level="province"))
    found = known.observations()
    assert told(found) == [("溪山省", "西溪区", "1亿元")]
    assert "“西溪区” fits several areas (西溪区 990102, 西溪区 990201)" in english(found)


# Which of two is preferred: bulletins as (number, area, issued), the quote that is, whether they conflict.
TWICE: dict[str, tuple[Sequence[tuple[Number, Area, str | None]], str, bool]] = {
    "the last issued": (
        [(Number("11"), EAST, "2031-10-01"), (Number("10"), EAST, "2031-09-05")],
        "11亿元",
        True,
    ),
    "a day after a month": (
        [(Number("11"), EAST, "2031-09"), (Number("10"), EAST, "2031-09-05")],
        "10亿元",
        True,
    ),
    "an issue over none": ([(Number("11"), EAST, None), (Number("10"), EAST, "2031")], "10亿元", True),
    "its own over that of the city": (
        [(Number("11"), EAST, "2031-09"), (Number("10", subject="东溪区"), CITY, "2031-09")],
        "11亿元",
        True,
    ),
    "a later one of the city": (
        [(Number("11"), EAST, "2031-09"), (Number("10", subject="东溪区"), CITY, "2031-10")],
        "10亿元",
        True,
    ),
    "what happened over what was expected": (
        [(Number("11"), EAST, "2031-09"), (Number("10", status="forecast"), EAST, "2031-10")],
        "11亿元",
        False,
    ),
    "exact over approximate": (
        [(Number("12", bound="≈"), EAST, "2031-09"), (Number("11.8"), EAST, "2031-09")],
        "11.8亿元",
        False,
    ),
    "more digits": ([(Number("11.8"), EAST, "2031-09"), (Number("12"), EAST, "2031-09")], "11.8亿元", False),
    "other units of the same amount": (
        [(Number("11.8"), EAST, "2031-10"), (Number("118000", unit="万元"), EAST, "2031-09")],
        "11.8亿元",
        False,
    ),
}


@pytest.mark.parametrize(("numbers", "preferred", "conflict"), TWICE.values(), ids=TWICE)
def test_which_one_is_preferred(
    known: Store, numbers: Sequence[tuple[Number, Area, str | None]], preferred: str, conflict: bool
) -> None:
    for number, area, issued in numbers:
        add(known, number, area=area, issued=issued)
    assert [one.quote for one in known.observations()] == [preferred]
    everything = known.observations(preferred=False)
    assert [one.quote for one in everything if one.preferred] == [preferred]
    assert len(everything) == 2
    assert [one.conflict for one in everything] == [conflict, conflict]
    assert ("differ between bulletins" in english(everything)) == conflict


# What makes a second number another observation, not another report of the same one.
APART: dict[str, Number] = {
    "another period": Number("10", period=TO_AUGUST.year_before()),
    "a single month": Number("10", period=Period.months(2031, 8, 8)),
    "a moment": Number("10", period=Period.as_of("2031-08")),
    "a target": Number("10", status="target"),
    "a facet": Number("10", facets=Facets(origin="省外")),
    "another facet": Number("10", facets=Facets(origin="市外")),
    "a unit": Number("10", subject="甲镇"),
    "an unnamed part": Number("10", whole="n0"),
    "dollars": Number("10", unit="美元"),
    "a growth": Number("10", unit="%", kind="growth", comparison="yoy"),
    "another definition": Number("10", indicator="框架协议金额"),
    "no code": Number("10", code=None),
}


@pytest.mark.parametrize("number", APART.values(), ids=APART)
def test_what_is_kept_apart(known: Store, number: Number) -> None:
    add(known, Number("42"), number)
    found = known.observations(preferred=False)
    assert [(one.preferred, one.conflict) for one in found] == [(True, False), (True, False)]


def test_bulletins_of_unknown_areas_are_never_the_same(known: Store) -> None:
    add(known, Number("1"), area=None)
    add(known, Number("2"), area=None)
    add(known, Number("3"), area=Area(name="全区"))
    add(known, Number("4"), area=Area(name="全区"))
    found = known.observations()
    assert len(found) == 4
    assert "2 observation(s) are of bulletins whose area is not known (#1, #2)" in english(found)


def test_other_names_with_other_amounts_in_one_bulletin_are_other_things(known: Store) -> None:
    add(
        known,
        Number("13", indicator="全口径投资额"),
        Number("9", indicator="民间投资"),
        Number("42"),
        Number("42.0", indicator="投资额"),
    )
    add(known, Number("41"), issued="2031-08")
    everything = known.observations(preferred=False)
    assert [(one.quote, one.definition, one.preferred) for one in everything] == [
        ("13亿元", "全口径", True),
        ("9亿元", "民间投资", True),
        ("42亿元", "", False),
        ("42.0亿元", "", True),
        ("41亿元", "", False),
    ]
    assert [one.conflict for one in everything] == [False, False, True, True, True]


def test_several_amounts_under_one_name_in_one_bulletin_are_unclear_and_no_conflict(known: Store) -> None:
    add(known, Number("29"), Number("5"))
    everything = known.observations(preferred=False)
    assert [(one.marks, one.conflict) for one in everything] == [(("unclear",), False)] * 2
    (row,) = known.compare("amount_signed", TO_AUGUST).rows
    assert (row.quote, row.marks) == ("29亿元", ("unclear",))


def test_a_change_is_no_level(known: Store) -> None:
    add(known, Number("1.3", indicator="签约金额增加"))
    assert [one.definition for one in known.observations()] == ["增减量"]


def test_words_beside_a_number_define_it(known: Store) -> None:
    read, content = bulletin(Number("42"), text="签约金额（不含框架协议）")
    known.add(read, content, EXTRACTOR)
    add(known, Number("43"))
    assert {one.quote: one.definition for one in known.observations()} == {
        "42亿元": "不含框架协议",
        "43亿元": "",
    }


def test_a_renamed_district_is_one_series_and_a_merged_one_is_not_summed(known: Store) -> None:
    before = Period.months(2016, 1, 8)
    for area in (OLD_EAST, WEST, Area(code="990105", name="中溪区", level="county")):
        add(known, Number("5", period=before), area=area)
    add(known, Number("7"))
    found = known.observations(areas=["东溪区"])
    assert told(found) == [("东溪市", None, "5亿元"), ("东溪区", None, "7亿元")]
    assert [one.place.series_id for one in found if one.place] == ["990101", "990101"]
    assert found.rows[0].marks == ("predecessor",)
    assert told(known.observations(areas=["东溪市"])) == told(found)
    merged = known.observations(areas=["西溪区", "中溪区"])
    assert [one.marks for one in merged] == [("merged",), ("merged",)]
    assert "中溪区 990105 → 西溪区 990102 (2018, merged)" in english(merged)
    panel = known.observations().to_frame("panel")
    assert [area for area, _ in panel.index] == ["990101", "990101", "990102", "990105"]


def test_filters(known: Store) -> None:
    growth = Number("7", unit="%", kind="growth", comparison="yoy")
    add(
        known,
        Number("1"),
        Number("2", status="target"),
        growth,
        Number("3", period=Period.months(2031, 8, 8)),
    )
    assert [one.quote for one in known.observations(status="target")] == ["2亿元"]
    assert [one.quote for one in known.observations(measure="growth")] == ["7%"]
    assert [one.quote for one in known.observations(period="2031-08")] == ["3亿元"]
    assert len(known.observations(period="2031年1-8月")) == 3
    assert len(known.observations(areas=[])) == 0
    with pytest.raises(QueryError):
        known.observations("没有的指标")
    with pytest.raises(QueryError, match="wide"):
        known.observations().to_frame("tall")  # type: ignore[arg-type]


def test_a_forecast_that_is_asked_for_is_not_hidden_by_what_happened(known: Store) -> None:
    add(known, Number("1"), Number("2", status="forecast"))
    assert [one.quote for one in known.observations()] == ["1亿元"]
    assert [one.quote for one in known.observations(status="forecast")] == ["2亿元"]


def test_only_current_runs_are_observed(store: Store) -> None:
    store.add(*bulletin(Number("1")), "x1")
    store.add(*bulletin(Number("1")), "x2")
    store.add(*bulletin(Number("2")), "x2")
    found = store.observations(preferred=False)
    assert [one.quote for one in found] == ["2亿元"]
    assert "No reference areas are registered" in english(found)


def test_areas_are_registered_once(store: Store, tmp_path: Path) -> None:
    areas, changes = tmp_path / "areas.csv", tmp_path / "changes.csv"
    areas.write_text(
        "code,name,short,level,parent,note\n990101,东溪区,东溪,county,990100,x\n", encoding="utf-8"
    )
    changes.write_text("code_old,name_old,code_new,name_new,kind,year\n", encoding="utf-8")
    assert [store.register_areas(areas, changes) for _ in range(2)] == [True, False]
    assert [store.register_areas(ROWS, CHANGES) for _ in range(2)] == [True, False]
    assert store.places().place("990101", "?", None, "2031-08").name == "东溪区"
    areas.write_text("code,name,short,level,parent\n9901,东溪区,东溪,county,\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"areas\.csv:2"):
        store.register_areas(areas, changes)
    assert store.places().known
    with pytest.raises(LexiconError, match="none"):
        store.register_areas(tmp_path / "none.csv")


# --- frames ---


def test_every_observation_leads_back_to_its_quote(known: Store) -> None:
    add(known, Number("42.70"), Number("3", subject="甲镇"))
    bulletins: dict[int, Bulletin] = dict(known.current())
    found: tuple[Observation, ...] = known.observations(preferred=False).rows
    assert all(bulletins[one.report.document_id].text[one.start : one.end] == one.quote for one in found)


def test_a_store_in_memory_keeps_its_areas() -> None:
    with open_store("sqlite://") as store:
        store.register_areas(ROWS, CHANGES)
        assert store.places().series_of("990181", "2019-12") == ("990101", True)


def test_computed_months_are_added_where_asked_and_none_is_reported(known: Store) -> None:
    spans = [Period.months(2031, 1, last) for last in (6, 7, 8)]
    for value, span in zip(("30", "34", "39"), spans, strict=True):
        add(known, Number(value, period=span))
    add(known, Number("4.1", period=Period.months(2031, 7, 7)))
    assert len(known.observations(derive=False)) == 4
    computed = [one for one in known.observations(derive=True) if one.derived]
    assert [(one.span, one.period and one.period.end, one.value) for one in computed] == [
        ("month", "2031-08", Decimal(5))
    ]
    panel = known.observations(derive=True).to_frame("panel")
    assert panel["amount_signed@month"].dropna().tolist() == [4.1e8, 5e8]


def test_a_part_that_a_facet_names_is_the_same_as_when_it_stands_alone(known: Store) -> None:
    add(known, Number("42"), Number("30", facets=Facets(industry="工业"), whole="n0"))
    add(known, Number("31", facets=Facets(industry="工业")))
    assert [one.conflict for one in known.observations(preferred=False)] == [False, True, True]
