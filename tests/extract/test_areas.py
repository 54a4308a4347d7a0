"""Names of areas and the codes that they stand for."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from importlib import resources
from pathlib import Path

import pytest

from extract.areas import Gazetteer, are_near, gazetteer, is_within
from extract.gazetteer import build, history


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


@pytest.mark.parametrize(
    "name", ["", "市", "全市", "鼓楼区", "郊区", "某某县", "高新区", "工业新区", "长安区", "**区"]
)
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


@pytest.mark.parametrize(
    ("name", "within", "codes"),
    [
        ("长沙", None, ["430100", "430121"]),
        ("长沙", "长沙市", ["430100", "430121"]),
        ("长安区", "130000", ["130102"]),
        ("黄龙镇", "420303", ["420303"]),
        ("张湾区", "430000", []),
        ("张湾区", "不存在省", []),
        ("龙游经济开发区", "330000", ["330825"]),
        ("龙游经济开发区", "340000", []),
    ],
)
def test_finds_within(places: Gazetteer, name: str, within: str | None, codes: list[str]) -> None:
    assert [area.code for area in places.find(name, within=within)] == codes


def test_children_are_counties_then_townships(places: Gazetteer) -> None:
    assert "张湾区" in places.children("420300")
    assert "西沟乡" in places.children("420303")
    assert places.children("420303") == places.townships("420303")
    assert "郧县" in places.children("420300", on=date(2010, 1, 1))
    assert places.children("999999") == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("关于毕节市七星关区2021年工作的通报", ["毕节市", "七星关区"]),
        ("镇和县直部门召开县委会议，完成县级任务", []),
        ("中共和县县委", ["和县"]),
        ("湘西自治州、张家界市增速为负", ["湘西自治州", "张家界市"]),
        ("马鞍山市和县、含山县", ["马鞍山市", "和县", "含山县"]),
        ("由督查考核办会同县直部门约谈", []),
    ],
)
def test_mentions(places: Gazetteer, text: str, names: list[str]) -> None:
    found = places.mentions(text)
    assert [mention.name for mention in found] == names
    assert all(text[mention.start : mention.end] == mention.name for mention in found)


def test_codes_above_and_beside() -> None:
    assert is_within("429004", "420000")
    assert not is_within("420000", "420300")
    assert are_near("110105", "110000")
    assert not are_near("420303", "421003")


def table(name: str) -> list[dict[str, str]]:
    with resources.files("extract.gazetteer").joinpath(name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_table_is_whole() -> None:
    rows = table("areas.csv")
    codes = {row["code"] for row in rows}
    assert {row["parent"] for row in rows} - {""} <= codes
    assert len({(row["code"], row["name"], row["valid_from"]) for row in rows}) == len(rows)
    assert all(row["valid_from"] < (row["valid_to"] or "9999") for row in rows)
    current = [row["code"] for row in rows if not row["valid_to"]]
    assert len(current) == len(set(current))
    assert {row["county"] for row in table("townships.csv")} <= codes
    assert {row["code_new"] for row in table("successors.csv")} <= codes


def test_twenty_nine_county_names_occur_more_than_once() -> None:
    now = Counter(
        row["name"] for row in table("areas.csv") if row["level"] == "county" and not row["valid_to"]
    )
    assert sum(1 for times in now.values() if times > 1) == 29


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("湘西土家族苗族自治州", "湘西"),
        ("内蒙古自治区", "内蒙古"),
        ("东乡族自治县", "东乡"),
        ("鄂伦春自治旗", "鄂伦春"),
        ("龙胜各族自治县", "龙胜"),
        ("博尔塔拉蒙古自治州", "博尔塔拉"),
        ("张湾区", "张湾"),
        ("赵县", "赵县"),
        ("井陉矿区", "井陉矿区"),
        ("神农架林区", "神农架"),
    ],
)
def test_short_names(name: str, short: str) -> None:
    assert build.short_name(name, build.read_peoples()) == short


def test_builds_the_tables_from_dated_snapshots(tmp_path: Path) -> None:
    """A county that becomes a city between two snapshots, and a zone that only the last one lists."""
    (tmp_path / "gb2260").mkdir()
    data = {2002: {420000: "甲省", 420100: "乙市", 420101: "市辖区", 420121: "丙丁县"}}
    data[None] = data[2002]  # type: ignore[index]
    (tmp_path / "gb2260" / "data.py").write_text(f"data = {data!r}", encoding="utf-8")
    (tmp_path / "dist").mkdir()
    tables = {
        "provinces": "code,name\n42,甲省\n",
        "cities": "code,name\n4201,乙市\n",
        "areas": "code,name\n420181,丙丁市\n420171,乙经济开发区\n",
        "streets": "code,name,areaCode\n420181001,戊镇,420181\n420181002,己乡,420181\n",
    }
    for name, text in tables.items():
        (tmp_path / "dist" / f"{name}.csv").write_text(text, encoding="utf-8")
    assert build.main([str(tmp_path), str(tmp_path), str(tmp_path)]) == 0
    lines = (tmp_path / "areas.csv").read_text(encoding="utf-8").splitlines()
    assert "420121,丙丁县,丙丁,county,420100,,2023-05" in lines
    assert "420181,丙丁市,丙丁,county,420100,2015-01," in lines
    assert "420171,乙经济开发区,乙经济开发,zone,420100,2015-01," in lines
    assert (tmp_path / "townships.csv").read_text(encoding="utf-8").splitlines()[1] == "420181,戊镇|己乡"


HISTORY = """代码,一级行政区,二级行政区,名称,级别,状态,启用时间,变更/弃用时间,新代码
420100,甲省,乙市,乙市,地级,在用,1981,,
420121,甲省,乙市,丙丁县,县级,弃用,1981,2019,420181
420181,甲省,乙市,丙丁市,县级,在用,2019,,
420102,甲省,乙市,东区,县级,弃用,1981,2015,420103
420103,甲省,乙市,西区,县级,在用,1981,,420102[2008]
420104,甲省,乙市,旧区,县级,变更,1981,2016,420104
420104,甲省,乙市,新区,县级,在用,2016,,
420122,甲省,乙市,戊己县,县级,弃用,1981,2014,420105;420103
420105,甲省,乙市,戊己区,县级,在用,2014,,
420106,甲省,乙市,南区,县级,弃用,1981,2017,420103;420104
"""


def test_dates_areas_and_tells_what_became_of_them(tmp_path: Path) -> None:
    """Invented codes: new code, merger, transfer of a part, new name, heir with a part away, split."""
    (tmp_path / "result.csv").write_text(HISTORY, encoding="utf-8-sig")
    (tmp_path / "areas.csv").write_text(
        "code,name,short,level,parent,valid_from,valid_to\n"
        "420121,丙丁县,丙丁,county,420100,,2023-05\n"
        "420181,丙丁市,丙丁,county,420100,2015-01,\n"
        "429001,东区,东区,county,420000,2009-01,2013-12\n",
        encoding="utf-8",
    )
    assert history.main([str(tmp_path), str(tmp_path)]) == 0
    lines = (tmp_path / "areas.csv").read_text(encoding="utf-8").splitlines()
    assert {"420121,丙丁县,丙丁,county,420100,,2019-12", "420181,丙丁市,丙丁,county,420100,2019-01,"} <= {
        *lines
    }
    assert "420104,旧区,旧区,county,420100,,2016-12" in lines
    assert (tmp_path / "successors.csv").read_text(encoding="utf-8").splitlines()[1:] == [
        "420102,东区,420103,西区,merged,2015",
        "420103,西区,420102,东区,ceded,2008",
        "420104,旧区,420104,新区,renamed,2016",
        "420106,南区,420103,西区,split,2017",
        "420106,南区,420104,新区,split,2017",
        "420121,丙丁县,420181,丙丁市,recoded,2019",
        "420122,戊己县,420103,西区,ceded,2014",
        "420122,戊己县,420105,戊己区,recoded,2014",
        "429001,东区,420102,东区,recoded,2013",
    ]
