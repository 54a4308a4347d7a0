"""Places: names to areas inside the area of a bulletin, codes and names at a date, series through changes."""

from __future__ import annotations

import pytest

from corpus import AreaRow, ChangeRow, Places
from corpus.observation import Place

# Invented; the codes are free in GB/T 2260.
ROWS = [
    AreaRow(code="990000", name="溪山省", short="溪山", level="province"),
    AreaRow(code="990100", name="溪州市", short="溪州", level="prefecture", parent="990000"),
    AreaRow(
        code="990101", name="东溪区", short="东溪", level="county", parent="990100", valid_from="2020-01"
    ),
    AreaRow(code="990181", name="东溪市", short="东溪", level="county", parent="990100", valid_to="2020-12"),
    AreaRow(code="990102", name="西溪区", short="西溪", level="county", parent="990100"),
    AreaRow(code="990104", name="旧溪区", short="旧溪", level="county", parent="990100", valid_to="2015-12"),
    AreaRow(
        code="990104", name="新溪区", short="新溪", level="county", parent="990100", valid_from="2015-01"
    ),
    AreaRow(code="990105", name="中溪区", short="中溪", level="county", parent="990100", valid_to="2018-12"),
    AreaRow(code="990121", name="溪上土家族自治县", short="溪上", level="county", parent="990100"),
    AreaRow(code="990200", name="河州市", short="河州", level="prefecture", parent="990000"),
    AreaRow(code="990201", name="西溪区", short="西溪", level="county", parent="990200"),
    AreaRow(code="990221", name="河州县", short="河州", level="county", parent="990200"),
    AreaRow(code="990171", name="东溪高新区", short="东溪高新区", level="zone", parent="990101"),
]
CHANGES = [
    ChangeRow(
        code_old="990181", name_old="东溪市", code_new="990101", name_new="东溪区", kind="recoded", year=2020
    ),
    ChangeRow(
        code_old="990104", name_old="旧溪区", code_new="990104", name_new="新溪区", kind="renamed", year=2015
    ),
    ChangeRow(
        code_old="990105", name_old="中溪区", code_new="990102", name_new="西溪区", kind="merged", year=2018
    ),
]


@pytest.fixture
def places() -> Places:
    return Places(ROWS, CHANGES)


def scope(places: Places, code: str, name: str, level: str) -> Place:
    return places.place(code, name, level, "2031-08")


@pytest.mark.parametrize(
    ("name", "inside", "code"),
    [
        ("西溪区", "990100", "990102"),
        ("西溪区", "990200", "990201"),
        ("西溪", "990200", "990201"),
        ("溪州市西溪区", "990100", "990102"),
        ("溪州西溪", "990000", "990102"),
        ("溪上县", "990100", "990121"),
        ("溪州市", "990100", "990100"),
        ("溪州市", "990102", "990100"),
        ("东溪区", "990102", "990101"),
        ("东溪", "990102", None),
        ("西溪区", "990000", None),
        ("东溪高新区", "990100", None),
        ("河州", "990000", "990200"),
        ("甲镇", "990102", None),
        ("区", "990100", None),
    ],
    ids=str,
)
def test_what_a_name_stands_for(places: Places, name: str, inside: str, code: str | None) -> None:
    rows = {row.code: row for row in ROWS}
    asked = scope(places, inside, rows[inside].name, rows[inside].level)
    place = places.resolve(name, asked, "2031-08").place
    assert (place.code if place else None) == code


def test_a_name_that_fits_two_is_told(places: Places) -> None:
    province = scope(places, "990000", "溪山省", "province")
    assert places.resolve("西溪区", province, "2031-08").ambiguous == ("西溪区 990102", "西溪区 990201")


@pytest.mark.parametrize(
    ("code", "name", "month", "as_of", "series", "marks"),
    [
        ("990181", "东溪市", "2019-06", ("990181", "东溪市"), "990101", ("predecessor",)),
        ("990181", "东溪市", "2031-08", ("990101", "东溪区"), "990101", ()),
        ("990101", "东溪区", "2031-08", ("990101", "东溪区"), "990101", ()),
        ("990104", "新溪区", "2010-12", ("990104", "旧溪区"), "990104", ("predecessor",)),
        ("990104", "旧溪区", "2031-08", ("990104", "新溪区"), "990104", ()),
        ("990105", "中溪区", "2017-12", ("990105", "中溪区"), "990105", ("merged",)),
        ("990102", "西溪区", "2017-12", ("990102", "西溪区"), "990102", ("merged",)),
        ("990102", "西溪区", "2019-12", ("990102", "西溪区"), "990102", ()),
        ("990199", "未知县", "2031-08", ("990199", "未知县"), "990199", ()),
    ],
)
def test_an_area_at_a_date(
    places: Places,
    code: str,
    name: str,
    month: str,
    as_of: tuple[str, str],
    series: str,
    marks: tuple[str, ...],
) -> None:
    place = places.place(code, name, "county", month)
    assert ((place.code, place.name), place.series_id, place.marks) == (as_of, series, marks)


def test_a_zone_is_not_its_county(places: Places) -> None:
    zone = places.place("990101", "东溪高新区", "zone", "2031-08")
    assert (zone.area_id, zone.series_id) == ("990101:东溪高新区", "990101:东溪高新区")
    assert places.resolve("东溪高新区", zone, "2031-08").place == zone


def test_an_area_without_a_code_gets_that_of_its_name_where_one_only_bears_it(places: Places) -> None:
    assert places.place(None, "东溪区", "county", "2031-08").code == "990101"
    assert places.place(None, "西溪区", "county", "2031-08").code is None


def test_codes_that_were_given_back_do_not_go_round() -> None:
    there = {"code_old": "990101", "name_old": "甲市", "code_new": "999001", "name_new": "甲市"}
    back = {"code_old": "999001", "name_old": "甲市", "code_new": "990101", "name_new": "甲市"}
    rows = [
        AreaRow(code="990101", name="甲市", level="county", valid_to="2013-12"),
        AreaRow(code="999001", name="甲市", level="county", valid_from="2013-01", valid_to="2016-12"),
        AreaRow(code="990101", name="甲市", level="county", valid_from="2016-01"),
    ]
    changes = [
        ChangeRow.model_validate({**there, "kind": "recoded", "year": 2013}),
        ChangeRow.model_validate({**back, "kind": "recoded", "year": 2016}),
    ]
    known = Places(rows, changes)
    assert [known.series_of("990101", month)[0] for month in ("2010-12", "2020-12")] == ["990101", "990101"]
    assert known.series_of("999001", "2014-12")[0] == "990101"
