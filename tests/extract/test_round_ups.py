"""Round-ups that compare many places by what their title names, in invented sentences (synthetic)."""

from __future__ import annotations

import pytest

from extract import extract
from loaders import load

HEAD = "江西11市前三季度经济成绩单出炉\n\n2021年10月30日\n\n"
CASES = [
    ("总量上，“老大”南昌以4810亿元一骑绝尘，赣州3120亿元居次。", "4810亿元 gdp 南昌; 3120亿元 gdp 赣州"),
    ("增速上，全省平均8.2%，宜春8.9%领跑。", "8.2% gdp ; 8.9% gdp 宜春"),
    ("九江2760亿元、宜春2410亿元分列三、四名。", "2760亿元 gdp 九江; 2410亿元 gdp 宜春"),
    (
        "记者从贵溪、樟树两地统计局获悉，全年有望分别达到610亿元和520亿元。",
        "610亿元 gdp 贵溪; 520亿元 gdp 樟树",
    ),
    ("上饶、吉安之间咬得很紧：前者2140亿元，后者2090亿元。", "2140亿元 gdp 上饶; 2090亿元 gdp 吉安"),
    ("看外贸。出口总额吉安380亿元，赣州360亿元。", "380亿元 exports 吉安; 360亿元 exports 赣州"),
]
RANKED = [
    ("总量上，“老大”南昌以4810亿元一骑绝尘，赣州3120亿元居次。", "总量: 南昌1 赣州2"),
    (
        "增速上，萍乡9.4%称雄。值得一提的是，抚州由上半年的第9位升到第5位。",
        "地区生产总值增速: 萍乡1; 地区生产总值增速: 抚州9; 地区生产总值增速: 抚州5",
    ),
    (
        "出口增速，吉安(21%)、新余(19%)、鹰潭(17%)拿下三甲，总量却排在全省第四、第九和第八位。",
        "出口增速: 吉安1 新余2 鹰潭3; 出口总量: 吉安4 鹰潭8 新余9",
    ),
    (
        "城乡收入比最小的依旧是新余，为1.53，萍乡1.56、景德镇1.59分居二三位。",
        "城乡收入比: 新余1 萍乡2 景德镇3",
    ),
]


@pytest.mark.parametrize(("text", "numbers"), CASES, ids=[case[0] for case in CASES])
def test_numbers(text: str, numbers: str) -> None:
    """The code and the subject of every number."""
    bulletin = extract(load(f"{HEAD}{text}\n".encode()))
    found = sorted([*bulletin.figures, *bulletin.percentages], key=lambda record: record.start)
    found = [record for record in found if record.start > len(HEAD) - 4]
    assert "; ".join(f"{r.quote} {r.code or ''} {r.subject or ''}" for r in found) == numbers


@pytest.mark.parametrize(("text", "rankings"), RANKED, ids=[case[0] for case in RANKED])
def test_rankings(text: str, rankings: str) -> None:
    """What is ranked, and each name with its place."""
    bulletin = extract(load(f"{HEAD}{text}\n".encode()))
    told = [
        f"{r.criterion}: " + " ".join(f"{entry.subject}{entry.rank}" for entry in r.entries)
        for r in bulletin.rankings
    ]
    assert "; ".join(told) == rankings
