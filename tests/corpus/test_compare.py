"""Districts side by side: what is compared, what is left out, and what is said about it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from corpus import COLUMNS, Comparison, Store
from schemas import Area, Facets, PercentageKind, Period
from schemas import Comparison as Growth
from schemas.errors import QueryError
from tests.corpus.factory import EAST, EXTRACTOR, NORTH, TO_AUGUST, WEST, ZONE, Number, bulletin, districts

ASKED = "2031-01..2031-08"


def fill(store: Store, *pairs: tuple[Area, Sequence[Number]]) -> None:
    for read, content in districts(*pairs):
        store.add(read, content, EXTRACTOR)


def shown(answer: Comparison) -> list[tuple[str, str, int]]:
    return [(row.area, row.quote, row.rank) for row in answer.rows]


def english(answer: Comparison) -> str:
    return "\n".join(message.en for message in answer.notes)


def lacking(answer: Comparison) -> dict[str, str]:
    return {missing.subject or missing.area: missing.reason.en for missing in answer.missing}


def test_districts_by_rank_with_ties(store: Store) -> None:
    fill(
        store,
        (EAST, [Number("9.50")]),
        (WEST, [Number("42.7")]),
        (NORTH, [Number("95000", unit="万元")]),
        (Area(code="990104", name="南溪县", level="county"), [Number("3")]),
    )
    answer = store.compare("amount_signed", ASKED)
    assert shown(answer) == [
        ("西溪区", "42.7亿元", 1),
        ("东溪区", "9.50亿元", 2),
        ("北溪县", "95000万元", 2),
        ("南溪县", "3亿元", 4),
    ]
    assert (list(answer.missing), list(answer.notes)) == ([], [])


def test_the_frame(store: Store) -> None:
    fill(store, (EAST, [Number("42.70")]), (WEST, [Number("3")]))
    answer = store.compare("amount_signed", ASKED)
    assert tuple(answer.frame.columns) == COLUMNS
    first = answer.frame.iloc[0].to_dict()
    assert first == {
        "area_code": "990101",
        "area": "东溪区",
        "subject": None,
        "indicator": "签约金额",
        "value": Decimal("42.70"),
        "unit": "亿元",
        "value_base": Decimal("4270000000"),
        "base_unit": "元",
        "bound": "=",
        "status": "actual",
        "rank": 1,
        "period": "2031-01..2031-08",
        "period_kind": "cumulative",
        "period_text": "1-8月",
        "quote": "42.70亿元",
        "source": "0.txt",
        "document_id": 1,
        "record_id": "n0",
        "code": "amount_signed",
        "measure": "figure",
        "definition": "",
        "change": None,
        "change_percent": None,
        "rank_change": None,
        "low": None,
        "high": None,
        "derived": (),
        "marks": (),
    }
    assert isinstance(first["value"], Decimal) and str(first["value"]) == "42.70"


def test_an_empty_frame_has_its_columns(store: Store) -> None:
    frame = store.compare("amount_signed", ASKED).frame
    assert tuple(frame.columns) == COLUMNS
    assert (len(frame), str(frame["rank"].dtype), str(frame["value"].dtype)) == (0, "int64", "object")


def test_to_frame_is_the_callers_own(store: Store) -> None:
    fill(store, (EAST, [Number("1")]))
    answer = store.compare("amount_signed", ASKED)
    mine = answer.to_frame()
    mine["rank"] = 9
    assert list(answer.frame["rank"]) == [1]


@pytest.mark.parametrize("words", ["amount_signed", "签约金额", "合同金额"], ids=["code", "name", "synonym"])
@pytest.mark.parametrize("period", [ASKED, "2031年1-8月", TO_AUGUST], ids=str)
def test_ways_to_ask(store: Store, words: str, period: str | Period) -> None:
    fill(store, (EAST, [Number("1")]))
    assert len(store.compare(words, period).rows) == 1


def test_an_indicator_that_is_not_registered(store: Store) -> None:
    fill(
        store,
        (EAST, [Number("7", unit="所", code=None, indicator="新建学校数"), Number("8", code="own_code")]),
    )
    assert shown(store.compare("新建学校数", ASKED)) == [("东溪区", "7所", 1)]
    assert shown(store.compare("own_code", ASKED)) == [("东溪区", "8亿元", 1)]


@pytest.mark.parametrize(
    ("words", "why"), [("签约金", "no indicator"), ("投资额", "amount_signed, investment_balance")]
)
def test_an_indicator_that_is_not_understood(store: Store, words: str, why: str) -> None:
    fill(store, (EAST, [Number("1")]))
    with pytest.raises(QueryError, match=why):
        store.compare(words, ASKED)


# What a district has beside nothing else -> why it is missing, and what the notes say.
LEFT_OUT: dict[str, tuple[Number, str, str]] = {
    "another length": (
        Number("5", period=Period.months(2031, 1, 6, text="上半年")),
        "only for other periods: 2031-01..2031-06 “上半年”",
        "另有",
    ),
    "one month": (
        Number("5", period=Period.months(2031, 8, 8, text="8月")),
        "only for other periods",
        "另有",
    ),
    "the year before": (Number("5", period=TO_AUGUST.year_before()), "only for other periods", ""),
    "no period": (Number("5", period=None), "only for other periods: —", "没有期间"),
    "a target": (Number("5", status="target"), "only with another status: target", ""),
    "a facet": (Number("5", facets=Facets(industry="工业")), "only for parts", ""),
    "another facet": (Number("5", facets=Facets(other=["新引进"])), "only for parts", ""),
    "a subject": (Number("5", subject="临溪镇"), "only for parts", ""),
    "another indicator": (Number("5", code="investment_balance"), "do not report", ""),
    "no code": (Number("5", code=None), "do not report", ""),
    "a percentage": (Number("5", unit="%", kind="growth", comparison="yoy"), "do not report", ""),
}


@pytest.mark.parametrize(("number", "reason", "remark"), LEFT_OUT.values(), ids=LEFT_OUT)
def test_who_lacks_the_figure_and_why(store: Store, number: Number, reason: str, remark: str) -> None:
    fill(store, (EAST, [Number("42.7")]), (WEST, [number]))
    answer = store.compare("amount_signed", ASKED)
    assert shown(answer) == [("东溪区", "42.7亿元", 1)]
    assert [(missing.area_code, missing.area) for missing in answer.missing] == [("990102", "西溪区")]
    assert reason in lacking(answer)["西溪区"]
    notes = [message.zh for message in answer.notes]
    assert len(notes) == bool(remark) and all("西溪区" in zh and remark in zh for zh in notes)


def test_a_part_of_the_same_indicator_is_not_the_whole(store: Store) -> None:
    part = Number("30", whole="n0")
    of_another = Number("8", code="investment_balance", whole="n0")
    fill(store, (EAST, [Number("42.7"), part, of_another]))
    assert shown(store.compare("amount_signed", ASKED)) == [("东溪区", "42.7亿元", 1)]
    assert shown(store.compare("investment_balance", ASKED)) == [("东溪区", "8亿元", 1)]


def test_periods_of_the_same_end_are_told_apart(store: Store) -> None:
    moment = Period.as_of("2031-08", text="截至8月底")
    interval = TO_AUGUST.model_copy(update={"kind": "interval", "text": "八个月"})
    fill(
        store,
        (EAST, [Number("1")]),
        (WEST, [Number("2", period=moment)]),
        (NORTH, [Number("3", period=interval)]),
    )
    answer = store.compare("amount_signed", ASKED)
    assert [row.period for row in answer.rows] == ["2031-01..2031-08", "..2031-08", "2031-01..2031-08"]
    assert english(answer).splitlines() == [
        "北溪县: the same span, stated as another kind of period (2031-01..2031-08 “八个月”); included.",
        "西溪区: as of a moment in the month in which the period ends (..2031-08 “截至8月底”); included.",
    ]


def test_the_exact_period_goes_before_a_moment(store: Store) -> None:
    moment = Period.as_of("2031-08")
    fill(store, (EAST, [Number("2", period=moment), Number("1")]))
    answer = store.compare("amount_signed", ASKED)
    assert (shown(answer), list(answer.notes)) == ([("东溪区", "1亿元", 1)], [])


def test_a_stock_at_the_end_of_a_month(store: Store) -> None:
    moment = Period.as_of("2031-08")
    fill(store, (EAST, [Number("2", code="investment_balance", period=moment), Number("3", period=moment)]))
    assert len(store.compare("investment_balance", "2031-08").rows) == 1
    assert len(store.compare("amount_signed", "2031-08").rows) == 0


def test_the_last_issued_bulletin_is_shown_and_the_conflict_told(store: Store) -> None:
    for path, issued, value in [("1", "2031-09-20", "10"), ("2", "2031-09-05", "11"), ("3", None, "12")]:
        store.add(*bulletin(Number(value), path=path, issued=issued), EXTRACTOR)
    answer = store.compare("amount_signed", ASKED)
    assert shown(answer) == [("东溪区", "10亿元", 1)]
    assert "different numbers for one period (10亿元 #1, 11亿元 #2, 12亿元 #3)" in english(answer)


def test_the_same_number_in_two_bulletins(store: Store) -> None:
    for path in ("1", "2"):
        store.add(*bulletin(Number("10"), path=path, text=path), EXTRACTOR)
    answer = store.compare("amount_signed", ASKED)
    assert [row.document_id for row in answer.rows] == [2]
    assert english(answer) == "东溪区: 2 bulletins report the same number (#2, #1); shown once."


def test_an_exact_number_goes_before_an_approximate_one(store: Store) -> None:
    fill(store, (EAST, [Number("43", bound="≈"), Number("42.78")]))
    assert shown(store.compare("amount_signed", ASKED)) == [("东溪区", "42.78亿元", 1)]


def test_only_the_current_run_counts(store: Store) -> None:
    read, content = bulletin(Number("1"))
    store.add(read, content, "x1")
    read.figures[0].value, read.figures[0].base_value = Decimal("2"), Decimal("200000000")
    store.add(read, content, "x2")
    store.add(*bulletin(Number("3"), area=WEST, path="west"), "x2")
    store.add(*bulletin(area=WEST, path="west", text="改"), "x2")
    answer = store.compare("amount_signed", ASKED)
    assert [(row.area, row.value) for row in answer.rows] == [("东溪区", Decimal("2"))]
    assert list(lacking(answer)) == ["西溪区"]


@pytest.mark.parametrize(
    ("areas", "rows", "missing"),
    [
        (["990101"], ["东溪区"], []),
        (["东溪区", "990102"], ["东溪区"], ["西溪区"]),
        (["临溪工业园"], ["临溪工业园"], []),
        (["990199", "南溪县"], [], ["990199", "南溪县"]),
        ([], [], []),
    ],
    ids=["code", "name and code", "zone", "not in the store", "none"],
)
def test_areas_asked_for(store: Store, areas: list[str], rows: list[str], missing: list[str]) -> None:
    fill(store, (EAST, [Number("1")]), (WEST, []), (ZONE, [Number("2")]))
    answer = store.compare("amount_signed", ASKED, areas)
    assert [row.area for row in answer.rows] == rows
    assert list(lacking(answer)) == missing


def test_areas_of_different_levels(store: Store) -> None:
    fill(store, (EAST, [Number("1")]), (ZONE, [Number("2")]))
    assert (
        english(store.compare("amount_signed", ASKED)) == "The areas are of different levels (county, zone)."
    )


def test_a_bulletin_of_an_unknown_area(store: Store) -> None:
    store.add(*bulletin(Number("1"), area=None), EXTRACTOR)
    answer = store.compare("amount_signed", ASKED)
    assert (shown(answer), lacking(answer)) == ([], {})
    assert "1 number(s) were left out because the area of their bulletin is not known (#1)" in english(answer)


def test_different_units_are_ranked_apart(store: Store) -> None:
    fill(store, (EAST, [Number("9", unit="美元")]), (WEST, [Number("2")]), (NORTH, [Number("3")]))
    answer = store.compare("amount_signed", ASKED)
    assert shown(answer) == [("北溪县", "3亿元", 1), ("西溪区", "2亿元", 2), ("东溪区", "9美元", 1)]
    assert "units differ (美元, 元)" in english(answer)


def test_bounds_and_ranges_are_told(store: Store) -> None:
    fill(store, (EAST, [Number("9", bound="≥")]), (WEST, [Number("2", value_max="3")]))
    notes = english(store.compare("amount_signed", ASKED))
    assert "东溪区: printed as approximate or as a bound (9亿元)" in notes
    assert "西溪区: printed as a range (2亿元)" in notes


def test_targets_can_be_asked_for(store: Store) -> None:
    fill(store, (EAST, [Number("9", status="target"), Number("2")]))
    assert shown(store.compare("amount_signed", ASKED, status="target")) == [("东溪区", "9亿元", 1)]


def test_growth_is_on_the_year_before(store: Store) -> None:
    growth = Number("71.3", unit="%", kind="growth", comparison="yoy")
    monthly = Number("5", unit="%", kind="growth", comparison="mom")
    fill(store, (EAST, [Number("9"), growth, monthly]), (WEST, [monthly]))
    answer = store.compare("amount_signed", ASKED, measure="growth")
    assert shown(answer) == [("东溪区", "71.3%", 1)]
    assert lacking(answer) == {"西溪区": "only growth that is not on the year before"}
    assert "2 growth rate(s) that are not on the year before were left out" in english(answer)


def start_rate(value: str, kind: PercentageKind, comparison: Growth | None = None) -> Number:
    return Number(value, unit="%", code="rate_start", indicator="开工率", kind=kind, comparison=comparison)


def test_a_rate_is_compared_as_a_rate(store: Store) -> None:
    fill(store, (EAST, [start_rate("61.5", "rate"), start_rate("3", "growth", "yoy")]))
    assert shown(store.compare("开工率", ASKED)) == [("东溪区", "61.5%", 1)]


def test_subjects_inside_an_area(store: Store) -> None:
    half = Period.months(2031, 1, 6)
    fill(
        store,
        (EAST, [Number("1", subject="甲镇"), Number("2", subject="乙镇"), Number("9")]),
        (WEST, [Number("5", subject="甲镇"), Number("6", subject="丙镇", period=half)]),
        (NORTH, [Number("7")]),
    )
    answer = store.compare("amount_signed", ASKED, by="subject")
    assert [(row.area, row.subject, row.rank) for row in answer.rows] == [
        ("东溪区", "乙镇", 1),
        ("东溪区", "甲镇", 2),
        ("西溪区", "甲镇", 1),
    ]
    assert lacking(answer) == {
        "北溪县": "its bulletins do not report the indicator",
        "丙镇": "only for other periods: 2031-01..2031-06",
    }
    inside = store.compare("amount_signed", ASKED, ["990102"], by="subject")
    assert [row.quote for row in inside.rows] == ["5亿元"]


def test_an_area_under_a_second_name_is_the_same_district(store: Store) -> None:
    fill(store, (EAST, [Number("1")]), (Area(code="990101", name="东溪", level="county"), []))
    answer = store.compare("amount_signed", ASKED)
    assert (shown(answer), list(answer.missing)) == ([("东溪区", "1亿元", 1)], [])


def test_every_message_is_in_both_languages(store: Store) -> None:
    fill(store, (EAST, [Number("9", bound="≥")]), (WEST, []))
    answer = store.compare("amount_signed", ASKED)
    for message in (*answer.notes, *(missing.reason for missing in answer.missing)):
        assert message.zh != message.en and "{" not in message.zh + message.en
