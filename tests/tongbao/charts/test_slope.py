"""Ranks in two periods: ties share a place, the missing have a lane of their own."""

from __future__ import annotations

import pytest

from corpus import Store
from schemas.errors import QueryError
from tests.tongbao.charts.conftest import texts
from tongbao.charts import Asked, draw, rendered

ASKED = Asked(("amount_signed",), ("2031年1-7月", "2031年1-8月"))


def test_each_side_tells_places_and_the_right_one_what_changed(store: Store) -> None:
    picture = draw(store, "slope", ASKED)
    said = texts(rendered(picture.chart, "svg"))
    for words in (
        "南溪土家族苗族回族自治县  1",
        "东溪区  2",
        "缺：北溪县、红枫县",
        "1  东溪区 ↑1、北溪县",
        "3  西溪区（约）",
        "4  南溪土家族苗族回族自治县 ↓3",
        "缺：红枫县",
    ):
        assert words in said, words


def test_lines_join_the_two_ranks_of_a_district(store: Store) -> None:
    rows = [row for part in draw(store, "slope", ASKED).chart.to_dict()["datasets"].values() for row in part]
    ranks: dict[str, set[tuple[int, float]]] = {}
    for row in rows:
        if "line" in row and row["there"]:
            ranks.setdefault(row["name"], set()).add((row["side"], row["rank"]))
    assert ranks == {
        "东溪区": {(0, 2), (1, 1)},
        "西溪区": {(0, 3), (1, 3)},
        "南溪土家族苗族回族自治县": {(0, 1), (1, 4)},
        "北溪县": {(1, 1)},
    }


def test_the_number_of_districts_ranked_is_told(store: Store) -> None:
    assert any(
        "3 个有数字的地区" in note and "在 4 个中" in note for note in draw(store, "slope", ASKED).notes
    )


def test_one_period_is_not_enough(store: Store) -> None:
    with pytest.raises(QueryError, match="slope"):
        draw(store, "slope", Asked(("amount_signed",), ("2031年1-8月",)))
