"""Ranked lists and rosters in invented sentences (synthetic; no such towns exist)."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from extract.lists import find_rankings, find_rosters
from extract.subjects import SubjectReader


class Listed(NamedTuple):
    """A ranking that must come out: criterion, scope, order, and the names in the order of their ranks."""

    criterion: str
    scope: str | None
    order: str
    entries: list[tuple[str, int]]


def ranked(*names: str, first: int = 1) -> list[tuple[str, int]]:
    """Names with the ranks from `first` on."""
    return list(zip(names, range(first, first + len(names)), strict=True))


ABC = ranked("甲山镇", "乙水镇", "丙沟乡")
DEF = ranked("丁家镇", "戊里乡", "己坪乡")

RANKINGS: list[tuple[str, str, list[Listed]]] = [
    (
        "the unit class behind the mark is the scope",
        "签约项目数排名前3名的乡镇是：甲山镇、乙水镇、丙沟乡；排名后3名的乡镇是：丁家镇、戊里乡、己坪乡。",
        [Listed("签约项目数", "乡镇", "top", ABC), Listed("签约项目数", "乡镇", "bottom", DEF)],
    ),
    (
        "a scope between verb and mark, values in brackets, a last member behind 和",
        "到位资金居全县前三位的分别为甲山镇(3.2亿元)、乙水镇(2.8亿元)和丙沟乡(1.9亿元)。",
        [Listed("到位资金", "全县", "top", ABC)],
    ),
    (
        "values without brackets",
        "按到位资金，居前三位的依次是甲山镇3.2亿元、乙水镇2.8亿元、丙沟乡180万元，居后一位的是丁家镇60万元。",
        [Listed("到位资金", None, "top", ABC), Listed("到位资金", None, "bottom", ranked("丁家镇"))],
    ),
    (
        "members behind commas, as many as the mark announces",
        "各乡镇工业投资排前三名的是：甲山镇4.8亿元，乙水镇3.6亿元，丙沟乡2.1亿元；丁家镇没有投资。",
        [Listed("工业投资", "各乡镇", "top", ABC)],
    ),
    (
        "the topic of 从…看 holds for both ends",
        "从外出招商次数来看，24个镇(街)中前三名为甲山镇、乙水镇、丙沟乡，后两名为丁家镇、戊里乡。",
        [
            Listed("外出招商次数", "24个镇(街)", "top", ABC),
            Listed("外出招商次数", "24个镇(街)", "bottom", DEF[:2]),
        ],
    ),
    (
        "a bare topic, a time before it",
        "【通报】1-5月到位资金，前三名：甲山镇、乙水镇、丙沟乡。",
        [Listed("到位资金", None, "top", ABC)],
    ),
    (
        "a bare measure completes the criterion before it",
        "14个市州中，到位资金总量居前3位的依次是甲山市、乙水市、丙沟州；增速居前两位的是丙沟州、甲山市。",
        [
            Listed("到位资金总量", "14个市州", "top", ranked("甲山市", "乙水市", "丙沟州")),
            Listed("到位资金增速", "14个市州", "top", ranked("丙沟州", "甲山市")),
        ],
    ),
    (
        "from high to low, from low to high",
        "综合得分由高到低排序为甲山镇95.2分、乙水镇93.1分、丙沟乡90分。",
        [Listed("综合得分", None, "top", ABC)],
    ),
    (
        "from low to high",
        "完成率从低到高依次为：丁家镇、戊里乡、己坪乡。",
        [Listed("完成率", None, "bottom", DEF)],
    ),
    (
        "a range of ranks",
        "按任务完成率，第四至第六名分别为甲山镇、乙水镇、丙沟乡；倒数第一至第三名分别为丁家镇、戊里乡、己坪乡。",
        [
            Listed("任务完成率", None, "top", ranked("甲山镇", "乙水镇", "丙沟乡", first=4)),
            Listed("任务完成率", None, "bottom", DEF),
        ],
    ),
    (
        "ranks told one by one are one ranking",
        "综合得分第一名为甲山镇，第二名为乙水镇，第三名为丙沟乡，末位为丁家镇。",
        [Listed("综合得分", None, "top", ABC), Listed("综合得分", None, "bottom", DEF[:1])],
    ),
    (
        "ties share their rank",
        "外出招商次数并列第二的是甲山镇、乙水镇。",
        [Listed("外出招商次数", None, "top", [("甲山镇", 2), ("乙水镇", 2)])],
    ),
    (
        "names before the mark",
        "从到位资金看，甲山镇、乙水镇、丙沟乡位居前三，丁家镇、戊里乡列后两位。",
        [Listed("到位资金", None, "top", ABC), Listed("到位资金", None, "bottom", DEF[:2])],
    ),
    (
        "names before the mark, their values between; the criterion is what was compared",
        "8个乡镇中，GDP增速高于全县的有甲山镇、乙水镇；丁家镇、戊里乡分别增长5.3%、5.1%，排在后两位。",
        [Listed("GDP增速", "8个乡镇", "bottom", DEF[:2])],
    ),
    (
        "the highest concentration is the last place",
        "PM2.5浓度最高的三个镇依次为丁家镇71微克/立方米、戊里乡69微克/立方米、己坪乡68微克/立方米。",
        [Listed("PM2.5浓度", "镇", "bottom", DEF)],
    ),
    ("the fastest three", "出口增速最快的三个县区分别是甲山县、乙水区和丙沟市。",
     [Listed("出口增速", "县区", "top", ranked("甲山县", "乙水区", "丙沟市"))]),
    ("subjects need not be units", "投资额居前三位的行业分别是化工、纺织和食品加工。",
     [Listed("投资额", "行业", "top", ranked("化工", "纺织", "食品加工"))]),
    ("masked names", "按签约资金，前两名：甲**镇、**乡；后两名：**镇、**乡。",
     [Listed("签约资金", None, "top", ranked("甲**镇", "**乡")), Listed("签约资金", None, "bottom", ranked("**镇", "**乡"))]),
    ("a heading names the criterion", "（二）外出招商情况。前两名：甲山镇、乙水镇。", [Listed("外出招商", None, "top", ABC[:2])]),
    ("units that are only meant", "对当月排名后三位的乡镇(街道)，由县政府约谈。", []),
    ("a vague place", "主要指标位居全市前列，增速居前的是甲山镇、乙水镇。", []),
    ("time is no place", "前三季度为淡季，前3个月为旺季，前两年是打基础。", []),
    ("industries are no places", "第一、第二、第三产业增加值分别为5亿元、6亿元、7亿元。", []),
]  # fmt: skip

ROSTERS: list[tuple[str, str, list[tuple[str, list[str], int | None]]]] = [
    (
        "a condition, 有, a count behind the names",
        "未完成序时进度的有甲山镇、乙水镇、丙沟乡等6个乡镇。",
        [("未完成序时进度的乡镇", ["甲山镇", "乙水镇", "丙沟乡"], 6)],
    ),
    (
        "the noun before 有, brackets with values",
        "到位资金完成60%以上的区直单位有区工信局(68%)、区住建局(63%)和天厦公司(51%)。",
        [("到位资金完成60%以上的区直单位", ["区工信局", "区住建局", "天厦公司"], None)],
    ),
    (
        "a colon for the copula",
        "满意率低于90%的乡镇：甲山镇(87.5%)、乙水镇(86.7%)。",
        [("满意率低于90%的乡镇", ["甲山镇", "乙水镇"], None)],
    ),
    (
        "a count, then a predicate",
        "甲山镇、乙水镇等5个乡镇尚未开展外出招商。",
        [("尚未开展外出招商的乡镇", ["甲山镇", "乙水镇"], 5)],
    ),
    (
        "a numeral without its measure word",
        "县直部门中，县发改局、县工信局、县畜牧局三家尚无在谈项目。",
        [("尚无在谈项目", ["县发改局", "县工信局", "县畜牧局"], 3)],
    ),
    ("adverbs before the names", "县直部门中，仍有县财政局、县审计局、县妇联3个单位没有引进项目。",
     [("没有引进项目的单位", ["县财政局", "县审计局", "县妇联"], 3)]),
    ("a clause with the count before the names", "另有3个单位引资为零，分别是县档案局、县科协、县志办。",
     [("引资为零的单位", ["县档案局", "县科协", "县志办"], 3)]),
    ("names in a bracket", "有3个单位未报送项目信息(县科协、县妇联、县残联)。",
     [("未报送项目信息的单位", ["县科协", "县妇联", "县残联"], 3)]),
    ("a predicate of negation, and one of a threshold", "甲山镇、乙水镇至今没有引进项目，丙沟乡、丁家镇完成任务不足三成。",
     [("至今没有引进项目", ["甲山镇", "乙水镇"], None), ("完成任务不足三成", ["丙沟乡", "丁家镇"], None)]),
    ("the condition stands before the names", "完成率低于65%的甲山镇、乙水镇，11月底前要提高到80%以上。",
     [("完成率低于65%", ["甲山镇", "乙水镇"], None)]),
    ("what is measured is taken up", "技改投资完成率，居前两位的是甲山镇、乙水镇；低于50%的有丙沟乡(47.8%)、丁家镇(36.9%)2个镇乡。",
     [("技改投资完成率低于50%的镇乡", ["丙沟乡", "丁家镇"], 2)]),
    ("乡镇仅有…有", "乡镇仅有甲山镇、乙水镇有到位资金，其余20家为零。", [("有到位资金的乡镇", ["甲山镇", "乙水镇"], None)]),
    ("names that open their own parts", "死亡人数上升的乡镇有两个：甲山镇，上升两成；乙水镇，翻了一番。",
     [("死亡人数上升的乡镇", ["甲山镇", "乙水镇"], 2)]),
    ("和 inside a name", "丙沟乡、和平镇、三和镇未开展外出招商。", [("未开展外出招商", ["丙沟乡", "和平镇", "三和镇"], None)]),
    ("a count far from the names", "甲山镇、乙水镇均超额完成半年任务，其余5个乡镇均未完成。",
     [("超额完成半年任务", ["甲山镇", "乙水镇"], None)]),
    ("values shared out", "甲山镇、乙水镇、丙沟乡分别签约项目5个、4个、3个。", []),
    ("one value for all", "甲山镇、乙水镇、丙沟乡共引进项目12个。", []),
    ("regions that numbers come from", "来自浙江、江苏、福建的项目分别为8个、5个、4个。", []),
    ("a demand", "县发改局、县财政局不得少于2次，要加强项目服务。", []),
    ("offices in charge", "责任单位：县发改局、县财政局、县工信局。", []),
    ("a vague praise", "完成任务较好的有甲山镇、乙水镇。", []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"), [row[1:] for row in RANKINGS], ids=[row[0] for row in RANKINGS]
)
def test_rankings(text: str, expected: list[Listed]) -> None:
    """Criterion, scope, order and ranks of every list in the sentence."""
    canonical = text.replace("（", "(").replace("）", ")")
    start = canonical.index("。") + 1 if canonical.startswith("(") else 0
    found = find_rankings(canonical, start, len(canonical))
    assert [Listed(r.criterion, r.scope, r.order, r.places()) for r in found] == expected


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in ROSTERS], ids=[row[0] for row in ROSTERS])
def test_rosters(text: str, expected: list[tuple[str, list[str], int | None]]) -> None:
    """Condition, members and stated count of every roster in the sentence."""
    rankings = find_rankings(text, 0, len(text))
    found = find_rosters(text, 0, len(text), SubjectReader(), rankings)
    assert [(r.condition, [m.name for m in r.members], r.count) for r in found] == expected


@pytest.mark.parametrize("text", [row[1] for row in RANKINGS + ROSTERS])
def test_offsets(text: str) -> None:
    """Every member stands where its offsets say."""
    rankings = find_rankings(text, 0, len(text))
    rosters = find_rosters(text, 0, len(text), SubjectReader(), rankings)
    members = [m for ranking in rankings for m in ranking.members]
    for member in (*members, *(m for roster in rosters for m in roster.members)):
        assert text[member.start : member.end] == member.name
        assert member.end <= member.values_start <= member.values_end <= len(text)
