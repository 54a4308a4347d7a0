"""The heat map: a cell for each district and column, the missing ones with their word."""

from __future__ import annotations

import pytest

from corpus import Store
from schemas.errors import QueryError
from tests.tongbao.charts.conftest import texts
from tongbao.charts import Asked, draw, rendered


def cells(store: Store, asked: Asked) -> dict[tuple[str, str], str]:
    picture = draw(store, "completion", asked)
    parts = picture.chart.to_dict()["datasets"].values()
    return {(row["name"], row["column"]): row["shown"] for part in parts for row in part if "number" in row}


def test_districts_by_periods_that_are_named(store: Store) -> None:
    found = cells(store, Asked(("amount_signed",), ("2031年1-7月", "2031年1-8月")))
    assert found["东溪区", "2031年1-7月"] == "58.3" and found["西溪区", "2031年1-8月"] == "112.0"
    assert found["北溪县", "2031年1-7月"] == found["红枫县", "2031年1-8月"] == "缺"


def test_districts_by_the_steps_of_one_period(store: Store) -> None:
    found = cells(store, Asked(("amount_signed",), ("2031",), span="ytd"))
    assert {column for _, column in found} == {"2031-07", "2031-08"}
    assert found["北溪县", "2031-07"] == "缺" and found["北溪县", "2031-08"] == "44.0"


def test_an_indicator_that_nobody_reports_keeps_its_column(store: Store) -> None:
    asked = Asked(("amount_signed", "rate_start"), ("2031年1-8月",))
    found = cells(store, asked)
    assert found["东溪区", "签约金额"] == "71.3"
    assert {shown for (_, column), shown in found.items() if column == "开工率"} == {"缺"}


def test_the_largest_stand_first_and_the_missing_last(store: Store) -> None:
    picture = draw(store, "completion", Asked(("amount_signed",), ("2031年1-7月", "2031年1-8月")))
    said = texts(rendered(picture.chart, "svg"))
    rows = [text for text in said if text.endswith(("区", "县")) and len(text) < 14]
    assert rows == ["西溪区", "东溪区", "北溪县", "南溪土家族苗族回族自治县", "红枫县"]


def test_a_missing_cell_has_no_colour_of_the_scale(store: Store) -> None:
    picture = draw(store, "completion", Asked(("amount_signed",), ("2031",), span="ytd"))
    svg = rendered(picture.chart, "svg").decode()
    assert svg.count('fill="#f3f3f3"') == 3  # the north in July, the silent one in both


@pytest.mark.parametrize(
    "asked",
    [
        Asked(("amount_signed",), ("2031",), measure="figure"),
        Asked(("amount_signed", "rate_start"), ("2031年1-7月", "2031年1-8月")),
        Asked(("amount_signed",), ("截至2031年8月",), span="ytd"),
        Asked(("amount_signed",), ("1901-01..2031-08",), span="ytd"),
    ],
    ids=["figures", "several of both", "a moment has no steps", "too many steps"],
)
def test_what_does_not_fit_is_refused(store: Store, asked: Asked) -> None:
    with pytest.raises(QueryError):
        draw(store, "completion", asked)
