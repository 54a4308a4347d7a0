"""The audit across bulletins, on stores of synthetic ones: what it finds, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from audit.across import check_across
from corpus import IndicatorRow, Store, open_store
from schemas import Area, Facets, Finding, Period, Ranking, RankingEntry
from tests.corpus.factory import EAST, EXTRACTOR, WEST, ZONE, Number, bulletin
from tests.corpus.test_places import CHANGES, ROWS
from tongbao.filing import file

HILLS = Area(code="990121", name="溪上土家族自治县", level="county")
CITY = Area(code="990100", name="溪州市", level="prefecture")
TO_JULY = Period.months(2031, 1, 7, text="1-7月")
YEAR_BEFORE = Period.months(2030, 1, 8, text="1-8月")
Add = Callable[..., None]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "a.db") as opened:
        opened.register_indicators(
            [IndicatorRow(code="amount_signed", name="签约金额", base_unit="元", aggregation="flow")]
        )
        opened.register_areas(ROWS, CHANGES)
        yield opened


@pytest.fixture
def add(store: Store) -> Add:
    def add(
        area: Area, *numbers: Number, issued: str = "2031-09-05", rankings: tuple[Ranking, ...] = ()
    ) -> None:
        number = len(store.bulletins())
        read, content = bulletin(*numbers, area=area, issued=issued, path=f"{number}.txt", text=f"{number}号")
        read.rankings = list(rankings)
        store.add(read, content, EXTRACTOR)

    return add


def place(rank: int, subject: str | None = None, scope: str | None = "全市") -> Ranking:
    entries = [RankingEntry(subject=subject, rank=rank)]
    return Ranking(
        id="r0",
        quote="合成",
        start=1,
        end=3,
        criterion="签约金额",
        code="amount_signed",
        scope=scope,
        entries=entries,
        period=Period.months(2031, 1, 8, text="1-8月"),
    )


def found(store: Store, *severities: str) -> list[tuple[str, str, str]]:
    wanted = severities or ("error", "warning")
    findings = check_across(file(store), passes=True)
    return [(one.rule, one.verdict, one.formula) for one in findings if one.severity in wanted]


def one(store: Store, *severities: str) -> Finding:
    wanted = severities or ("error", "warning")
    (finding,) = [each for each in check_across(file(store), passes=True) if each.severity in wanted]
    return finding


def test_one_number_in_two_documents(store: Store, add: Add) -> None:
    add(EAST, Number("42.7"), issued="2031-09-05")
    add(EAST, Number("43.9"), issued="2031-09-20")
    finding = one(store)
    assert (finding.rule, finding.verdict, finding.severity) == ("conflict", "contradiction", "error")
    assert finding.formula == "签约金额：东溪区1-8月42.7亿元 = 东溪区1-8月43.9亿元"
    assert (finding.quotes, finding.documents) == (["42.7亿元", "43.9亿元"], ["0.txt", "1.txt"])
    assert finding.id == one(store).id


def test_rounding_explains_what_differs(store: Store, add: Add) -> None:
    add(EAST, Number("42.7"), issued="2031-09-05")
    add(EAST, Number("42.71"), issued="2031-09-20")
    assert found(store) == []
    assert found(store, "pass")


def test_a_district_against_the_bulletin_of_its_city(store: Store, add: Add) -> None:
    add(EAST, Number("42.7"))
    add(CITY, Number("41.7", subject="东溪区"), issued="2031-09-20")
    assert [rule for rule, _, _ in found(store)] == ["conflict"]


@pytest.mark.parametrize(
    "other",
    [
        Number("43.9", period=TO_JULY),
        Number("43.9", status="target"),
        Number("43.9", facets=Facets(industry="工业")),
        Number("43.9", facets=Facets(other=["不含框架协议"])),
        Number("43.9", unit="万元", subject="黄龙镇"),
    ],
)
def test_another_number_is_no_conflict(store: Store, add: Add, other: Number) -> None:
    add(EAST, Number("50.1"))
    add(EAST, other)
    assert [rule for rule, _, _ in found(store) if rule == "conflict"] == []


def test_another_name_leaves_the_definition_open(store: Store, add: Add) -> None:
    add(EAST, Number("42.7"))
    add(EAST, Number("43.9", indicator="新签约金额"))
    assert found(store) == [
        ("conflict", "not_checkable", "签约金额：东溪区1-8月42.7亿元 = 东溪区1-8月43.9亿元"),
    ]


def test_the_last_two_are_told_in_any_order(store: Store, add: Add) -> None:
    add(EAST, Number("42.7"))
    add(WEST, Number("50.1"))
    last = place(1, "西溪区", None)
    last.order = "bottom"
    last.entries.append(RankingEntry(subject="东溪区", rank=2))
    add(CITY, Number("200"), rankings=(last,))
    assert found(store) == []
    add(HILLS, Number("44.0"))
    assert [rule for rule, _, _ in found(store)] == ["rank"]


def test_a_cumulative_figure_does_not_fall(store: Store, add: Add) -> None:
    add(EAST, Number("45.0", period=TO_JULY), issued="2031-08-05")
    add(EAST, Number("42.7"))
    assert found(store) == [
        ("cumulative", "contradiction", "签约金额：东溪区1-8月42.7亿元 ≥ 东溪区1-7月45.0亿元")
    ]


def test_growth_against_what_last_year_said_is_for_a_person_to_look_at(store: Store, add: Add) -> None:
    add(EAST, Number("40.0", period=YEAR_BEFORE), issued="2030-09-05")
    add(EAST, Number("50.0"), Number("35", unit="%", kind="growth", comparison="yoy"))
    finding = one(store)
    assert (finding.rule, finding.severity) == ("growth", "warning")
    assert "25%" in finding.message.zh


def test_growth_that_agrees_passes(store: Store, add: Add) -> None:
    add(EAST, Number("40.0", period=YEAR_BEFORE), issued="2030-09-05")
    add(EAST, Number("50.0"), Number("25", unit="%", kind="growth", comparison="yoy"))
    assert found(store) == []
    assert [rule for rule, _, _ in found(store, "pass")] == ["growth"]


def test_districts_that_exceed_their_total(store: Store, add: Add) -> None:
    add(CITY, Number("80.0"))
    add(EAST, Number("42.7"))
    assert found(store) == []
    add(WEST, Number("50.1"))
    assert found(store) == [
        (
            "sum",
            "part_exceeds_whole",
            "签约金额：东溪区1-8月42.7亿元 + 西溪区1-8月50.1亿元 ≤ 溪州市1-8月80.0亿元",
        )
    ]


def test_a_zone_is_no_district_of_its_own(store: Store, add: Add) -> None:
    add(CITY, Number("80.0"))
    add(EAST, Number("42.7"))
    add(ZONE, Number("50.1"))
    assert found(store) == []


def test_a_place_that_two_others_are_ahead_of(store: Store, add: Add) -> None:
    add(EAST, Number("42.7"), rankings=(place(2),))
    add(WEST, Number("50.1"))
    assert found(store) == []
    add(HILLS, Number("44.0"))
    assert [(rule, verdict) for rule, verdict, _ in found(store)] == [("rank", "contradiction")]


def test_places_that_a_city_gives_its_districts(store: Store, add: Add) -> None:
    add(EAST, Number("42.7"))
    add(WEST, Number("50.1"))
    add(CITY, Number("200"), rankings=(place(1, "东溪区", None),))
    assert [(rule, verdict) for rule, verdict, _ in found(store)] == [("rank", "contradiction")]


def test_what_a_new_version_of_a_document_says_otherwise(store: Store) -> None:
    for value in ("42.7", "43.9"):
        store.add(*bulletin(Number(value), Number("7", unit="个", code=None, indicator="专班数")), EXTRACTOR)
    finding = one(store)
    assert (finding.rule, finding.severity) == ("revision", "warning")
    assert "42.7亿元" in finding.message.zh and "43.9亿元" in finding.message.en
