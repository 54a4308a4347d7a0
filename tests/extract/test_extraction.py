"""What holds for every record of every bulletin: exact quotes, sound links, nothing dropped in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract import extract
from loaders import load
from schemas import Bulletin

BULLETINS = sorted((Path(__file__).parents[1] / "bulletins").glob("*.txt"))
DEMO = sorted((Path(__file__).parents[2] / "tongbao" / "demo").glob("*.txt"))
HEAD = "云岭县2021年1-8月招商引资情况通报\n各乡镇：\n"


def read(text: str) -> Bulletin:
    """A synthetic bulletin of one paragraph."""
    return extract(load(f"{HEAD}{text}\n".encode()))


@pytest.mark.parametrize("path", BULLETINS + DEMO, ids=lambda path: path.stem)
def test_quotes_are_exact_and_links_lead_somewhere(path: Path) -> None:
    bulletin = extract(load(path))
    records = [*bulletin.figures, *bulletin.percentages]
    ids = {record.id for record in records}
    assert len(ids) == len(records) > 0
    for record in (*records, *bulletin.rankings, *bulletin.rosters):
        assert bulletin.text[record.start : record.end] == record.quote
        assert record.rule
    for record in records:
        linked = {record.whole, getattr(record, "of", None), getattr(record, "base_of", None)} - {None}
        assert linked <= ids - {record.id}


@pytest.mark.parametrize("path", BULLETINS[:6], ids=lambda path: path.stem)
def test_reading_twice_gives_the_same(path: Path) -> None:
    assert extract(load(path)) == extract(load(path))


def test_a_number_that_no_rule_claims_becomes_a_warning() -> None:
    bulletin = read("46.5%。")
    assert bulletin.percentages == []
    assert any("46.5%" in warning for warning in bulletin.warnings)


def test_traditional_and_simplified_text_give_the_same_records() -> None:
    simplified = (
        "1-8月，全县新签约项目52个，总投资96.4亿元，同比增长12.5%。到位资金38.6亿元，占年度任务的64.3%。"
    )
    traditional = (
        "1-8月，全縣新簽約項目52個，總投資96.4億元，同比增長12.5%。到位資金38.6億元，佔年度任務的64.3%。"
    )
    one, other = read(simplified), read(traditional)
    assert [(r.quote, r.indicator, r.code) for r in one.figures] == [
        (r.quote, r.indicator, r.code) for r in other.figures
    ]
    assert [(r.quote, r.kind, r.of) for r in one.percentages] == [
        (r.quote, r.kind, r.of) for r in other.percentages
    ]


def test_the_own_area_is_no_subject() -> None:
    bulletin = extract(
        load("颍上县2021年1-8月招商引资情况通报\n各乡镇：\n颍上县新签约项目52个，谢桥镇签约4个。\n".encode())
    )
    assert [(r.quote, r.subject) for r in bulletin.figures] == [("52个", None), ("4个", "谢桥镇")]


def test_sub_totals_find_their_whole_by_arithmetic() -> None:
    bulletin = read(
        "全县新签约项目40个，到位资金20亿元，新开工项目30个。分类别看，工业类18个，农业类7个，旅游类15个。"
    )
    wholes = {r.quote: r.whole for r in bulletin.figures}
    forty = next(r.id for r in bulletin.figures if r.quote == "40个")
    assert {wholes["18个"], wholes["7个"], wholes["15个"]} == {forty}


def test_a_table_gives_each_cell_its_subject_indicator_unit_and_place() -> None:
    table = "完成情况如下表：\n单位\t项目数（个）\t完成投资（亿元）\t位次\n甲镇\t12\t3.5\t1\n乙镇\t8\t1.2\t2\n合计\t20\t4.7\t\n"
    bulletin = extract(load(f"{HEAD}{table}".encode()))
    cells = [(r.subject, r.quote, r.unit, r.table.row if r.table else None) for r in bulletin.figures]
    assert ("甲镇", "3.5", "亿元", 1) in cells
    assert (None, "20", "个", 3) in cells
    (ranking,) = bulletin.rankings
    assert [(entry.subject, entry.rank) for entry in ranking.entries] == [("甲镇", 1), ("乙镇", 2)]


def test_records_tell_where_their_inherited_attributes_stand() -> None:
    bulletin = read("龙泉镇签约项目12个，到位资金3.2亿元，同比增长12%；清溪乡签约8个、1.1亿元。")
    told = {
        record.quote: {place.field: bulletin.text[place.start : place.end] for place in record.inherited}
        for record in (*bulletin.figures, *bulletin.percentages)
    }
    assert told == {
        "12个": {"period": "2021年1-8月"},
        "3.2亿元": {"period": "2021年1-8月", "subject": "龙泉镇"},
        "12%": {"period": "2021年1-8月", "indicator": "到位资金", "subject": "龙泉镇"},
        "8个": {"period": "2021年1-8月"},
        "1.1亿元": {"period": "2021年1-8月", "indicator": "到位资金", "subject": "清溪乡"},
    }


NO_FIGURES = [
    ("开展“项目攻坚100天”活动，签约项目12个。", "100天"),
    ("空气质量在全省17个省辖市中由低到高排第15位。", "17个"),
    ("亿元以上、10亿元以上、50亿元以上项目分别有76个、15个、2个。", "10亿元以上"),
    ("不良率越过5%监管红线的机构由5家减到3家。", "5%"),
    ("下降的176户，内有41户降幅超过三成。", "超过三成"),
    ("1100亿元到1300亿元之间有4座城市。", "1100亿元到1300亿元"),
    ("引进年产20万吨多晶硅二期(120亿元)。", "20万吨"),
]


@pytest.mark.parametrize(("text", "quote"), NO_FIGURES, ids=[quote for _, quote in NO_FIGURES])
def test_what_only_narrows_or_names_is_no_figure(text: str, quote: str) -> None:
    bulletin = read(text)
    assert quote not in [record.quote for record in (*bulletin.figures, *bulletin.percentages)]


def test_records_tell_where_their_inherited_status_stands() -> None:
    """Told by words of an earlier clause, by a heading, or beside the number itself."""
    text = "力争引进项目60个，到位资金20亿元。\n三、2022年工作安排\n(一)招商引资\n开工项目15个。"
    bulletin = read(text)
    told = {
        record.quote: [
            bulletin.text[place.start : place.end] for place in record.inherited if place.field == "status"
        ]
        for record in bulletin.figures
    }
    assert told == {"60个": [], "20亿元": ["力争"], "15个": ["三、2022年工作安排"]}
    assert {record.status for record in bulletin.figures} == {"target"}


def test_what_was_inherited_stands_before_the_number() -> None:
    for path in BULLETINS[::6]:
        bulletin = extract(load(path))
        for record in (*bulletin.figures, *bulletin.percentages):
            assert all(0 <= place.start < place.end <= record.start for place in record.inherited)


def test_columns_of_a_table_are_parts_and_goals_of_each_other() -> None:
    table = (
        "签约项目情况表\n单位\t签约项目（个）\t其中：工业项目（个）\t年度任务（亿元）\t到位资金（亿元）\t完成率（%）\n"
        "龙泉镇\t12\t5\t8\t6\t75\n清溪乡\t7\t3\t6\t3\t50\n合计\t19\t8\t14\t9\t64.3\n"
    )
    bulletin = extract(load(f"云岭县2021年1-8月招商引资情况通报\n各乡镇：\n{table}".encode()))
    quotes = {record.id: record.quote for record in (*bulletin.figures, *bulletin.percentages)}
    wholes = [(figure.quote, quotes.get(figure.whole or "")) for figure in bulletin.figures[:4]]
    assert wholes == [("12", "19"), ("5", "12"), ("8", "14"), ("6", "9")]
    goal = bulletin.figures[2]
    assert goal.period is not None
    assert (goal.status, goal.period.end) == ("target", "2021-12")
    assert [(rate.kind, quotes[rate.of or ""]) for rate in bulletin.percentages] == [
        ("completion", "6"),
        ("completion", "3"),
        ("completion", "9"),
    ]
