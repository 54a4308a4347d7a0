"""Names of areas and the codes that they stand for."""

from __future__ import annotations

from datetime import date

import pytest

from extract.areas import Gazetteer, are_near, gazetteer, is_within


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return gazetteer()


@pytest.mark.parametrize(
    ("name", "code", "level"),
    [
        ("张湾区", "420303", "county"),
        ("七星关", "520502", "county"),
        ("长沙", "430100", "prefecture"),
        ("吉林", "220000", "province"),
        ("湖南省", "430000", "province"),
        ("广西自治区", "450000", "province"),
        ("内蒙古", "150000", "province"),
        ("湘西自治州", "433100", "prefecture"),
        ("湘西州", "433100", "prefecture"),
        ("湘西土家族苗族自治州", "433100", "prefecture"),
        ("积石山县", "622927", "county"),
        ("莫力达瓦旗", "150722", "county"),
        ("重庆市黔江区", "500114", "county"),
        ("湖北省十堰市张湾区", "420303", "county"),
        ("湖北张湾", "420303", "county"),
        ("福州市鼓楼区", "350102", "county"),
        ("仙桃市", "429004", "county"),
        ("东莞市", "441900", "prefecture"),
        ("浦东新区", "310115", "county"),
        ("龙游经济开发区", "330825", "zone"),
        ("苏州工业园区", "320500", "zone"),
        ("泉州台商投资区", "350500", "zone"),
        ("石家庄高新技术产业开发区", "130100", "zone"),
        ("南康市", "360782", "county"),
        ("慎城镇", "341226", "township"),
    ],
)
def test_one_area_bears_the_name(places: Gazetteer, name: str, code: str, level: str) -> None:
    area = places.resolve(name)
    assert area is not None
    assert (area.code, area.level) == (code, level)


@pytest.mark.parametrize("name", ["", "市", "全市", "鼓楼区", "郊区", "某某县", "高新区", "工业新区", "长安区", "**区"])
def test_a_name_that_tells_no_area(places: Gazetteer, name: str) -> None:
    assert places.resolve(name) is None


@pytest.mark.parametrize(
    ("name", "context", "code"),
    [
        ("鼓楼区", ["南京市"], "320106"),
        ("鼓楼区", ["仓山区"], "350102"),
        ("鼓楼区", ["河南省"], "410204"),
        ("朝阳区", ["长春市"], "220104"),
        ("朝阳", ["北京市"], "110105"),
        ("长安区", ["雁塔区", "碑林区", "石家庄市"], "610116"),
        ("市中区", ["山东省", "济南市"], "370103"),
        ("县经济开发区", ["颍上县"], "341226"),
    ],
)
def test_the_context_decides(places: Gazetteer, name: str, context: list[str], code: str) -> None:
    area = places.resolve(name, context=context)
    assert area is not None
    assert area.code == code


@pytest.mark.parametrize(
    ("name", "on", "code"),
    [
        ("襄樊市", date(2009, 5, 1), "420600"),
        ("襄阳区", date(2009, 5, 1), "420607"),
        ("枞阳县", date(2010, 1, 1), "340823"),
        ("枞阳县", date(2019, 1, 1), "340722"),
        ("毕节市", date(2008, 1, 1), "522401"),
        ("毕节市", date(2014, 1, 1), "520500"),
        ("密云县", date(2020, 1, 1), "110228"),
    ],
)
def test_the_day_decides(places: Gazetteer, name: str, on: date, code: str) -> None:
    area = places.resolve(name, on=on)
    assert area is not None
    assert area.code == code


def test_twenty_eight_county_names_occur_more_than_once(places: Gazetteer) -> None:
    names = [
        (name, code)
        for province in places.find_all("province")
        for prefecture in (province.code or "",)
        for name, code in counties(places, prefecture)
    ]
    assert len({name for name, _ in names if sum(other == name for other, _ in names) > 1}) == 28


def counties(places: Gazetteer, code: str) -> list[tuple[str, str]]:
    """Name and code of every county in a province."""
    found = []
    for name in places.children(code):
        for area in places.find(name, within=code):
            if area.level == "county":
                found.append((name, area.code or ""))
            elif area.level == "prefecture":
                found += counties(places, area.code or "")
    return found
