"""Bars: largest first, the missing ones below, bounds and targets marked."""

from __future__ import annotations

import pytest

from corpus import Store
from schemas.errors import NothingFoundError
from tests.corpus.factory import EXTRACTOR, WEST, Number, bulletin
from tests.tongbao.charts.conftest import marks, month, texts
from tongbao.charts import Asked, draw, rendered

AUGUST = "2031年1-8月"
ASKED = Asked(("amount_signed",), (AUGUST,))


def svg_of(store: Store, asked: Asked = ASKED) -> tuple[list[str], bytes]:
    picture = draw(store, "ranking", asked)
    svg = rendered(picture.chart, "svg", picture.title)
    return texts(svg), svg


def test_one_bar_a_district_with_its_printed_number_the_largest_first(store: Store) -> None:
    said, svg = svg_of(store)
    assert marks(svg, "bar") == 4
    assert [text for text in said if text in ("42.70", "42.7", "约9.5", "5470万元")] == [
        "42.70",
        "42.7",
        "约9.5",
        "5470万元",
    ]
    rows = [text for text in said if text.endswith(("区", "县")) and len(text) < 20]
    assert rows == ["1  东溪区", "1  北溪县", "3  西溪区", "4  南溪土家族苗族回族自治县", "红枫县"]


def test_title_unit_notes_and_source_stand_around_it(store: Store) -> None:
    said, _ = svg_of(store)
    everything = "\n".join(said)
    for part in ("签约金额  2031年1-8月", "单位：亿元", "缺 1 个", "来源：4 份通报（#1–#4）", "2031-09-05"):
        assert part in everything, part


def test_who_is_missing_has_a_mark_and_the_reason_and_no_bar(store: Store) -> None:
    picture = draw(store, "ranking", ASKED)
    rows = [row for part in picture.chart.to_dict()["datasets"].values() for row in part]
    missing = [row for row in rows if row.get("name") == "红枫县"]
    assert missing and all(
        row["amount"] is None and "缺：通报中没有这一指标" in row["said"] for row in missing
    )
    assert marks(rendered(picture.chart, "svg"), "point") == 1


def test_an_area_of_another_level_is_left_out_and_named_unless_asked_for(store: Store) -> None:
    said, _ = svg_of(store)
    assert not any(text.endswith("溪州市") and text[0].isdigit() for text in said)
    assert any("级别不同，未列入：溪州市" in text for text in said)
    everyone, _ = svg_of(store, Asked(("amount_signed",), (AUGUST,), level="all"))
    assert "1  溪州市" in everyone and "2  东溪区" in everyone


def test_a_target_is_a_dashed_line_at_its_amount(store: Store) -> None:
    picture = draw(store, "ranking", Asked(("amount_signed",), (AUGUST,), targets=True))
    rows = [row for part in picture.chart.to_dict()["datasets"].values() for row in part]
    goals = [row for row in rows if row.get("status") == "target"]
    assert [(row["name"], row["amount"], row["shown"]) for row in goals] == [("东溪区", 60.0, "60")]
    svg = rendered(picture.chart, "svg")
    assert b'stroke-dasharray="3,2"' in svg
    assert any("目标任务（2031年）" in note for note in picture.notes)


def test_growth_goes_to_both_sides_of_zero(store: Store) -> None:
    picture = draw(store, "ranking", Asked(("amount_signed",), (AUGUST,), measure="growth"))
    rows = [row for part in picture.chart.to_dict()["datasets"].values() for row in part if "colour" in row]
    colours = {row["name"]: (row["shown"], row["colour"]) for row in rows if row["amount"] is not None}
    assert colours["北溪县"] == ("-26.7", "#D55E00") and colours["西溪区"] == ("12.0", "#0072B2")
    assert picture.title == "签约金额同比增长  2031年1-8月"


def test_a_number_in_another_unit_is_shown_but_not_drawn(store: Store) -> None:
    dollars = Number("3.2", unit="亿美元", period=month(2031, 8))
    store.add(*bulletin(dollars, area=WEST, issued="2031-12-01", path="late.txt", text="晚"), EXTRACTOR)
    said, svg = svg_of(store)
    assert marks(svg, "bar") == 3
    assert "计量单位不同：3.2亿美元" in said and any("未作图：西溪区" in text for text in said)
    assert any("缺 1 个" in text for text in said)


def test_nothing_in_the_store_is_an_error_of_its_own(store: Store) -> None:
    with pytest.raises(NothingFoundError) as error:
        draw(store, "ranking", Asked(("amount_signed",), ("2019",)))
    assert error.value.exit_code == 6 and "2019" in error.value.message("zh")


def test_where_all_fall_the_missing_still_have_their_word(store: Store) -> None:
    asked = Asked(("amount_signed",), (AUGUST,), areas=("东溪区", "北溪县", "红枫县"), measure="growth")
    said, svg = svg_of(store, asked)
    assert marks(svg, "bar") == 2 and "-26.7" in said
    assert any(text.startswith("缺：通报中没有") for text in said)
