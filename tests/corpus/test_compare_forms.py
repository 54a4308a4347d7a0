"""The other forms of a comparison: over time, by indicator, inside an area, with computed numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from corpus import Comparison, Store
from schemas import Area, Facets, Period
from schemas.errors import QueryError
from tests.corpus.factory import EAST, EXTRACTOR, TO_AUGUST, WEST, ZONE, Number, bulletin
from tests.corpus.test_places import CHANGES, ROWS

CITY = Area(code="990100", name="溪州市", level="prefecture")
OLD_EAST = Area(code="990181", name="东溪市", level="county")
JULY, AUGUST = "2031-01..2031-07", "2031-01..2031-08"
TO_JULY = Period.months(2031, 1, 7, text="1-7月")
IN_AUGUST = Period.months(2031, 8, 8, text="8月")


@pytest.fixture
def known(store: Store) -> Store:
    store.register_areas(ROWS, CHANGES)
    return store


def add(store: Store, area: Area, *numbers: Number) -> None:
    place = len(store.bulletins())
    read, content = bulletin(*numbers, area=area, path=f"{place}.txt", text=f"{place}号")
    store.add(read, content, EXTRACTOR)


def shown(answer: Comparison) -> list[tuple[str, str, int]]:
    return [(row.area, row.quote, row.rank) for row in answer.rows]


def english(answer: Comparison) -> str:
    return "\n".join(message.en for message in answer.notes)


def lacking(answer: Comparison) -> dict[str, str]:
    return {place.area: place.reason.en for place in answer.missing}


def percent(value: str, indicator: str = "rate_start") -> Number:
    return Number(value, unit="%", code=indicator, indicator="开工率", kind="rate")


# --- districts and their city ---


def test_districts_of_the_bulletin_of_their_city_stand_beside_those_with_their_own(known: Store) -> None:
    add(known, CITY, Number("90"), Number("12", subject="东溪区", whole="n0"), Number("8", subject="西溪"))
    add(known, EAST, Number("12.3"))
    answer = known.compare("amount_signed", AUGUST, within="溪州市")
    assert shown(answer) == [("东溪区", "12.3亿元", 1), ("西溪区", "8亿元", 2)]
    assert answer.rows[1].marks == ("superior",)
    assert "西溪区: from the bulletin of another area (溪州市)" in english(answer)
    assert "东溪区: printed with different rounding (12.3亿元 #2, 12亿元 #1), which agree" in english(answer)


def test_districts_of_a_city_that_do_not_report_are_named(known: Store) -> None:
    add(known, WEST, Number("8"))
    add(known, ZONE, Number("1"))
    answer = known.compare("amount_signed", AUGUST, within="990100")
    assert [row.area for row in answer.rows] == ["西溪区"]
    no_bulletin = "no bulletin of this area is in the store"
    assert lacking(answer) == dict.fromkeys(("东溪区", "新溪区", "溪上土家族自治县"), no_bulletin)


def test_zones_of_a_city_stand_beside_its_districts(known: Store) -> None:
    add(known, WEST, Number("8"))
    add(known, Area(code="990100", name="溪州高新区", level="zone"), Number("9"))
    answer = known.compare("amount_signed", AUGUST, within="溪州市")
    assert [row.area for row in answer.rows] == ["溪州高新区", "西溪区"]


def test_a_renamed_district_is_one_row_and_a_merged_one_is_marked(known: Store) -> None:
    before = Period.months(2016, 1, 8)
    add(known, OLD_EAST, Number("5", period=before), Number("7"))
    add(known, WEST, Number("4", period=before))
    answer = known.compare("amount_signed", ["2016-01..2016-08", AUGUST])
    assert [(row.area, row.area_code, row.value) for row in answer.rows] == [
        ("东溪市", "990181", Decimal(5)),
        ("西溪区", "990102", Decimal(4)),
        ("东溪区", "990101", Decimal(7)),
    ]
    assert answer.rows[2].change == Decimal("200000000")
    assert [row.marks for row in answer.rows] == [("predecessor",), ("merged",), ()]
    assert "东溪市 990181 → 990101" in english(answer)
    assert "中溪区 990105 → 西溪区 990102 (2018, merged)" in english(answer)


@pytest.mark.parametrize("within", ["东溪区", "没有的市"])
def test_an_area_without_areas_in_it_is_refused(known: Store, within: str) -> None:
    with pytest.raises(QueryError, match=within):
        known.compare("amount_signed", AUGUST, within=within)


# --- change over time ---


def test_change_over_time(known: Store) -> None:
    add(known, EAST, Number("40", period=TO_JULY), Number("50"))
    add(known, WEST, Number("45", period=TO_JULY), Number("46"))
    answer = known.compare("amount_signed", [JULY, AUGUST])
    assert [
        (row.area, row.period[-2:], row.rank, row.change_percent, row.rank_change) for row in answer.rows
    ] == [
        ("西溪区", "07", 1, None, None),
        ("东溪区", "07", 2, None, None),
        ("东溪区", "08", 1, None, None),
        ("西溪区", "08", 2, None, None),
    ]
    assert {mark for row in answer.rows for mark in row.marks} == {"change:period"}
    years = known.compare("amount_signed", [JULY, "2030-01..2030-07"])
    assert [(place.area, place.period) for place in years.missing] == [
        ("东溪区", "2030-01..2030-07"),
        ("西溪区", "2030-01..2030-07"),
    ]


def test_change_from_year_to_year(known: Store) -> None:
    before = TO_AUGUST.year_before()
    add(known, EAST, Number("40", period=before), Number("50"))
    add(known, WEST, Number("45", period=before), Number("44.1"))
    answer = known.compare("amount_signed", ["2030-01..2030-08", AUGUST])
    later = [(row.area, row.change, row.change_percent, row.rank_change) for row in answer.rows[2:]]
    assert later == [
        ("东溪区", Decimal("1000000000"), Decimal("25.00"), 1),
        ("西溪区", Decimal("-90000000.0"), Decimal("-2.00"), -1),
    ]


def test_what_is_unlike_has_no_change(known: Store) -> None:
    before = TO_AUGUST.year_before()
    add(known, EAST, Number("40", period=before), Number("50", unit="美元"))
    add(known, WEST, Number("40", period=before), Number("50", indicator="框架协议金额"))
    answer = known.compare("amount_signed", ["2030-01..2030-08", AUGUST])
    assert [row.change for row in answer.rows] == [None] * 4
    marks = {row.area: row.marks for row in answer.rows[2:]}
    assert "change:unit" in marks["东溪区"]
    assert "change:definition" in marks["西溪区"]


def test_months_and_cumulative_figures_never_mix(known: Store) -> None:
    add(known, EAST, Number("40"), Number("5", period=IN_AUGUST))
    add(known, WEST, Number("6", period=IN_AUGUST))
    assert shown(known.compare("amount_signed", AUGUST)) == [("东溪区", "40亿元", 1)]
    assert shown(known.compare("amount_signed", "2031-08")) == [
        ("西溪区", "6亿元", 1),
        ("东溪区", "5亿元", 2),
    ]


# --- what is unlike ---


def test_definitions_are_ranked_apart_and_only_shown_where_nothing_else_is(known: Store) -> None:
    add(known, EAST, Number("40"), Number("30", indicator="框架协议金额"))
    add(known, WEST, Number("50", indicator="框架协议金额"))
    answer = known.compare("amount_signed", AUGUST)
    assert shown(answer) == [("东溪区", "40亿元", 1), ("西溪区", "50亿元", 1)]
    assert [row.definition for row in answer.rows] == ["", "框架协议"]
    assert "西溪区: with a definition of its own (框架协议); ranked apart" in english(answer)


def test_marks_of_a_row(known: Store) -> None:
    add(known, EAST, Number("40", bound="≥"))
    add(known, WEST, Number("9", unit="美元", period=Period.as_of("2031-08")))
    add(known, CITY, Number("1"))
    answer = known.compare("amount_signed", AUGUST)
    assert {row.area: row.marks for row in answer.rows} == {
        "溪州市": (),
        "东溪区": ("bound",),
        "西溪区": ("unit", "moment"),
    }


# --- indicators of a district ---


def test_indicators_of_a_district(known: Store) -> None:
    add(known, EAST, Number("40"), percent("61.5"), Number("7", code=None, indicator="新建学校数"))
    add(known, CITY, Number("3", code="investment_balance", indicator="投资余量", subject="东溪区"))
    answer = known.compare(None, AUGUST, ["东溪区"], by="indicator")
    assert [(row.code, row.measure, row.quote) for row in answer.rows] == [
        ("amount_signed", "figure", "40亿元"),
        ("investment_balance", "figure", "3亿元"),
        ("rate_start", "rate", "61.5%"),
    ]
    chosen = known.compare(["开工率", "签约金额"], AUGUST, ["东溪区", "西溪区"], by="indicator")
    assert [row.code for row in chosen.rows] == ["rate_start", "amount_signed"]
    assert [(place.area, place.indicator) for place in chosen.missing] == [
        ("西溪区", "开工率"),
        ("西溪区", "签约金额"),
    ]


def test_several_indicators_over_districts(known: Store) -> None:
    add(known, EAST, Number("40"), percent("61.5"))
    add(known, WEST, Number("50", bound="≥"), percent("70"))
    answer = known.compare(["amount_signed", "rate_start"], AUGUST)
    assert [(row.code, row.area, row.rank) for row in answer.rows] == [
        ("amount_signed", "西溪区", 1),
        ("amount_signed", "东溪区", 2),
        ("rate_start", "西溪区", 1),
        ("rate_start", "东溪区", 2),
    ]
    assert english(answer).startswith("签约金额: 西溪区: printed as approximate or as a bound")


@pytest.mark.parametrize(
    ("indicator", "period", "areas", "by"),
    [(None, AUGUST, None, "area"), (None, AUGUST, None, "indicator"), ("amount_signed", [], None, "area")],
)
def test_questions_that_name_too_little(
    known: Store, indicator: str | None, period: object, areas: None, by: str
) -> None:
    with pytest.raises(QueryError):
        known.compare(indicator, period, areas, by)  # type: ignore[arg-type]


# --- computed numbers ---


def test_a_month_is_the_difference_of_two_cumulative_figures(known: Store) -> None:
    add(known, EAST, Number("38.2", period=TO_JULY))
    add(known, EAST, Number("42.70"))
    add(known, WEST, Number("6", period=IN_AUGUST), Number("9", period=TO_JULY), Number("14"))
    assert shown(known.compare("amount_signed", "2031-08")) == [("西溪区", "6亿元", 1)]
    answer = known.compare("amount_signed", "2031-08", derive=True)
    assert [(row.area, row.value_base, row.derived) for row in answer.rows] == [
        ("西溪区", Decimal("600000000"), ()),
        ("东溪区", Decimal("450000000"), ("2#n0", "1#n0")),
    ]
    month = answer.rows[1]
    assert (month.low, month.high) == (Decimal("444500000"), Decimal("455500000"))
    assert (month.period, month.period_kind, month.value, month.unit) == (
        "2031-08",
        "interval",
        Decimal("4.50"),
        "亿元",
    )
    assert "derived" in month.marks
    assert "东溪区: computed from other numbers (2#n0、1#n0)" in english(answer)


# A second cumulative figure from which no month comes, though it ends a month before.
NO_MONTH: dict[str, Number] = {
    "a gap": Number("30", period=Period.months(2031, 1, 6)),
    "a bound": Number("30", period=TO_JULY, bound="≥"),
    "a range": Number("30", period=TO_JULY, value_max="31"),
    "another unit": Number("30", period=TO_JULY, unit="美元"),
    "another facet": Number("30", period=TO_JULY, facets=Facets(origin="省外")),
    "another definition": Number("30", period=TO_JULY, indicator="框架协议金额"),
    "a target": Number("30", period=TO_JULY, status="target"),
    "a moment": Number("30", period=Period.as_of("2031-07")),
    "a unit": Number("30", period=TO_JULY, subject="甲镇"),
    "another year": Number("30", period=TO_JULY.year_before()),
}


@pytest.mark.parametrize("number", NO_MONTH.values(), ids=NO_MONTH)
def test_months_that_cannot_be_computed(known: Store, number: Number) -> None:
    add(known, EAST, Number("42"), number)
    assert known.compare("amount_signed", "2031-08", derive=True).rows == []


def test_a_stock_has_no_months(known: Store) -> None:
    balances = [
        Number(value, code="investment_balance", period=period)
        for value, period in [("5", TO_JULY), ("7", TO_AUGUST)]
    ]
    add(known, EAST, *balances)
    assert known.compare("investment_balance", "2031-08", derive=True).rows == []


def test_january_is_the_first_cumulative_figure(known: Store) -> None:
    add(
        known,
        EAST,
        Number("3", period=Period.months(2031, 1, 1)),
        Number("5", period=Period.months(2031, 1, 2)),
    )
    (row,) = known.compare("amount_signed", "2031-02", derive=True).rows
    assert row.value_base == Decimal("200000000")


def test_a_month_below_zero_is_told(known: Store) -> None:
    add(known, EAST, Number("45", period=TO_JULY), Number("42"))
    answer = known.compare("amount_signed", "2031-08", derive=True)
    assert answer.rows[0].value_base == Decimal("-300000000")
    assert "the cumulative figure went down" in english(answer)


def test_growth_and_completion_are_computed_where_no_bulletin_tells(known: Store) -> None:
    year = Period.months(2031, 1, 12)
    add(
        known,
        EAST,
        Number("40", period=TO_AUGUST.year_before()),
        Number("50"),
        Number("80", status="target", period=year),
    )
    add(known, WEST, Number("7", unit="%", kind="growth", comparison="yoy"))
    growth = known.compare("amount_signed", AUGUST, measure="growth", derive=True)
    assert [(row.area, row.value, row.derived) for row in growth.rows] == [
        ("东溪区", Decimal("25.00"), ("1#n1", "1#n0")),
        ("西溪区", Decimal("7"), ()),
    ]
    (done,) = known.compare("amount_signed", AUGUST, measure="completion", derive=True).rows
    assert (done.area, done.value, done.unit) == ("东溪区", Decimal("62.50"), "%")
    assert done.low is not None and done.high is not None and done.low < Decimal("62.5") < done.high


def test_units_compare_within_their_district(known: Store) -> None:
    add(
        known,
        EAST,
        Number("9"),
        Number("1", subject="甲镇", whole="n0"),
        Number("2", subject="乙街办", whole="n0"),
    )
    add(known, WEST, Number("3", subject="甲镇"))
    answer = known.compare("amount_signed", AUGUST, by="subject")
    assert [(row.area, row.subject, row.rank) for row in answer.rows] == [
        ("东溪区", "乙街办", 1),
        ("东溪区", "甲镇", 2),
        ("西溪区", "甲镇", 1),
    ]


def test_nothing_is_computed_from_numbers_that_are_unclear(known: Store) -> None:
    add(known, EAST, Number("30", period=TO_JULY), Number("9", period=TO_JULY), Number("42"))
    assert known.compare("amount_signed", "2031-08", derive=True).rows == []
