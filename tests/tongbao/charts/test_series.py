"""Lines over time: they break where a number is missing and where a sum begins anew."""

from __future__ import annotations

from collections import defaultdict

from corpus import AreaRow, Store
from schemas import Area, Period
from tests.corpus.factory import EXTRACTOR, Number, bulletin
from tests.tongbao.charts.conftest import month, texts
from tongbao.charts import Asked, draw, rendered
from tongbao.charts.marks import Row

ASKED = Asked(("amount_signed",), ("2031",))


def add(store: Store, area: Area, *numbers: Number, path: str) -> None:
    store.add(*bulletin(*numbers, area=area, path=path, text=path), EXTRACTOR)


def rows_of(store: Store, asked: Asked) -> list[Row]:
    parts = draw(store, "series", asked).chart.to_dict()["datasets"].values()
    return [row for part in parts for row in part if row.get("line")]


def lines_of(store: Store, asked: Asked) -> dict[str, list[list[str]]]:
    """The steps of each line, by district."""
    steps: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows_of(store, asked):
        steps[row["name"], row["line"]].append(row["column"])
    found: dict[str, list[list[str]]] = defaultdict(list)
    for (name, _), heads in steps.items():
        found[name].append(heads)
    return found


def test_a_line_breaks_over_a_gap_and_at_the_turn_of_the_year(store: Store) -> None:
    area = Area(code="990106", name="云岭县", level="county")
    periods = [month(2031, last) for last in (5, 6, 8)] + [month(2032, 2), month(2032, 3)]
    add(
        store,
        area,
        *(Number(f"1{place}", period=period) for place, period in enumerate(periods)),
        path="gap.txt",
    )
    found = lines_of(store, Asked(("amount_signed",), ("2031-01..2032-12",)))
    assert found["云岭县"] == [["2031-05", "2031-06"], ["2031-08"], ["2032-02", "2032-03"]]
    assert found["东溪区"] == [["2031-07", "2031-08"]]


def test_single_months_and_sums_from_january_never_mix(store: Store) -> None:
    area = Area(code="990106", name="云岭县", level="county")
    alone = Number("1.5", period=Period.months(2031, 8, 8, text="8月"))
    add(store, area, alone, path="month.txt")
    assert "云岭县" not in lines_of(store, ASKED)
    assert list(lines_of(store, Asked(("amount_signed",), ("2031",), span="month"))) == ["云岭县"]


def test_missing_steps_are_crosses_and_silent_districts_are_named(store: Store) -> None:
    picture = draw(store, "series", ASKED)
    said = texts(rendered(picture.chart, "svg"))
    assert "北溪县" in said and "缺报" in said
    rows = [row for part in picture.chart.to_dict()["datasets"].values() for row in part]
    crosses = {(row["name"], row["column"]) for row in rows if row.get("missing")}
    assert crosses == {("北溪县", "2031-07")}
    assert any("红枫县" in note and note.startswith("缺") for note in picture.notes)


def test_the_task_of_a_year_is_a_dashed_level(store: Store) -> None:
    asked = Asked(("amount_signed",), ("2031",), targets=True)
    goals = [row for row in rows_of(store, asked) if row["status"] == "target"]
    assert {(row["name"], row["amount"]) for row in goals} == {("东溪区", 60.0)} and len(goals) == 2
    svg = rendered(draw(store, "series", asked).chart, "svg")
    assert b'stroke-dasharray="6,4"' in svg
    assert b'stroke-dasharray="6,4"' not in rendered(draw(store, "series", ASKED).chart, "svg")


def test_many_districts_have_a_panel_each(store: Store) -> None:
    for place in range(1, 11):
        area = Area(code=f"9902{place:02d}", name=f"第{place}县", level="county")
        add(store, area, Number(f"{place}", period=month(2031, 8)), path=f"many{place}.txt")
    said = texts(rendered(draw(store, "series", ASKED).chart, "svg"))
    heads = [text for text in said if text.endswith(("区", "县"))]
    assert len(heads) == len(set(heads)) == 15
    assert heads[-1] == "红枫县" and "缺" in said


def test_districts_of_a_city_are_all_there_those_without_a_bulletin_too(store: Store) -> None:
    rows = [
        AreaRow(code=code, name=name, short=name[:-1], level=level, parent=parent, valid_from="", valid_to="")
        for code, name, level, parent in (
            ("990100", "溪州市", "prefecture", "990000"),
            ("990101", "东溪区", "county", "990100"),
            ("990109", "雾山县", "county", "990100"),
        )
    ]
    store.register_areas(rows)
    asked = Asked(("amount_signed",), ("2031",), within="溪州市")
    picture = draw(store, "series", asked)
    assert list(lines_of(store, asked)) == ["东溪区"]
    assert any(note.startswith("缺") and "雾山县" in note for note in picture.notes)
