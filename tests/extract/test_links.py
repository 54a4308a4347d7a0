"""Links between records: one smallest text for each rule (all texts are invented)."""

from __future__ import annotations

import pytest

from extract import extract
from loaders import load
from schemas import Bulletin

HEAD = "某县2023年1-8月招商引资工作情况通报\n各乡镇：\n"

# what is shown, the text, and for each part its whole (None: it has none)
WHOLES: list[tuple[str, str, dict[str, str | None]]] = [
    (
        "a sum across the semicolons behind 其中",
        "全县在建项目120个，完成投资64亿元，为年度计划160亿元的40%。其中省级8个，完成10.5亿元，为年度计划25亿元的42%；"
        "市级30个，完成22.5亿元，为50亿元的45%；县级82个，完成31亿元，为85亿元的36.5%。",
        {"22.5亿元": "64亿元", "31亿元": "64亿元", "50亿元": "160亿元", "82个": "120个"},
    ),
    (
        "parts of a part do not count among the parts of the whole",
        "全县发生事故312起。其中工矿21起，其中建筑施工8起、非煤矿山5起、危险化学品1起、其他7起；道路交通262起；火灾24起；水上交通1起；农业机械4起。",
        {"8起": "21起", "5起": "21起", "24起": "312起"},
    ),
    (
        "a part without words of its own is no whole of others",
        "全县重点项目46个，已开工41个。\n甲镇共有项目9个。\n乙镇共有项目7个。",
        {"9个": "46个", "7个": "46个"},
    ),
    ("what is not begun is no part of what is", "全县重点项目118个，已开工97个，未开工的21个。", {"21个": "118个"}),
    (
        "what is shared out need not add up",
        "四支小分队共对接企业326家，分别为138家、117家、46家、35家。",
        {"138家": "326家", "35家": "326家"},
    ),
    ("the rest of a set", "计划开工项目26个，已开工10个，其余16个正在办理手续。", {"16个": "26个"}),
    (
        "behind the semicolon, too, what measures the same is a part of the same",
        "完成固定资产投资58.3亿元。其中，制造业投资41.7亿元，增长14.2%；高新技术产业投资26.9亿元，增长两成多；房地产投资6.4亿元。",
        {"26.9亿元": "58.3亿元", "6.4亿元": "58.3亿元"},
    ),
    (
        "a sum of a few of a list is chance",
        "新引进亿元以上项目25个，其中5亿元以上6个。\n新引进亿元以上项目数，前三位：甲镇（8个）、乙镇（5个）、丙镇（1个）。",
        {"8个": "25个", "5个": "25个", "1个": "25个"},
    ),
    (
        "the total of a list is a part of what the list is taken from",
        "全县实际到位资金13.27亿元。甲镇、乙镇、丙镇实际到位资金分别为3.58亿元、2.16亿元、1.74亿元，三镇合计7.48亿元。",
        {"3.58亿元": "13.27亿元", "1.74亿元": "13.27亿元", "7.48亿元": "13.27亿元"},
    ),
    (
        "a list by units has the total, not the figure before it",
        "引进项目142个。引进项目来自长三角、珠三角的分别为95个、47个。分乡镇看，甲镇36个、乙镇29个、丙镇27个。",
        {"36个": "142个", "29个": "142个"},
    ),
    (
        "one month of the months since January",
        "全县到位资金19.26亿元，8月当月到位资金4.1亿元。",
        {"4.1亿元": "19.26亿元"},
    ),
    ("money of other currency is no whole", "全县实际利用外资3亿美元，到位内资2亿元。", {"2亿元": None}),
    ("a mean is no part", "受理诉求412件，日均58.9件。", {"58.9件": None}),
    (
        "a project is no unit of the area",
        "全县完成投资88.6亿元。总投资30亿元的某某风电项目完成投资4.5亿元。",
        {"4.5亿元": None},
    ),
    ("what was planned holds what is done", "年初计划上云上线企业24家，实际完成上云上线企业9家。", {"9家": "24家"}),
    ("what is settled of what there is", "挂牌督办重大隐患13处，已销号9处。", {"9处": "13处"}),
    ("what is new of what stands", "全县在库技改项目87个，新增入库技改项目34个。", {"34个": "87个"}),
    ("a set by its name", "到位资金19.26亿元；其中省外资金8.74亿元，占45.4%，省外资金中来自北京的5.2亿元。", {"5.2亿元": "8.74亿元"}),
    ("exports and imports", "进出口总值1973.6亿元。其中，出口1142.8亿元，下降1.7%；进口830.8亿元。", {"830.8亿元": "1973.6亿元"}),
    ("the goal of a narrower indicator is a goal of its own", "到位市外资金76.3亿元，完成目标105亿元的72.7%，其中到位省外资金41.8亿元，完成目标60亿元的69.7%。", {"60亿元": None}),
]  # fmt: skip

# what is shown, the text, and for each percentage the figure that it speaks of and the base
RATIOS: list[tuple[str, str, dict[str, tuple[str | None, str | None]]]] = [
    (
        "a structure has the figures in its proportions",
        "全县生产总值96.37亿元。其中第一产业增加值30.52亿元，增长5.9%；第二产业增加值36.28亿元，增长24.6%；第三产业增加值29.57亿元，增长19.3%。"
        "三次产业比例为31.7:37.6:30.7。",
        {"31.7": ("30.52亿元", "96.37亿元"), "30.7": ("29.57亿元", "96.37亿元")},
    ),
    (
        "a:b is the ratio of two figures",
        "年末总人口52.40万人，男性有27.02万人、女性有25.38万人，性别比106.5:100。",
        {"106.5:100": ("27.02万人", "25.38万人")},
    ),
    ("a rate by arithmetic", "各专班共收集线索315条，形成有效洽谈58条，转化率18.4%。", {"18.4%": ("58条", "315条")}),
    (
        "a rate of the newest figure before all others",
        "中央资金0.52亿元，县级资金0.43亿元，共投入资金4.86亿元。累计支出资金3.94亿元，支出率81.1%。",
        {"81.1%": ("3.94亿元", "4.86亿元")},
    ),
    (
        "the one figure that was told of the unit",
        "接待游客居前的是甲溪镇17.6万人次、乙山镇14.9万人次。接待人次增幅最高的是乙山镇（15.2%）。",
        {"15.2%": ("14.9万人次", None)},
    ),
    (
        "shares in the order of the figures",
        "实际利用外资8.93亿美元。甲国、乙国、丙国分别为1.22亿美元、0.83亿美元、0.47亿美元，占13.7%、9.3%、5.3%。",
        {"13.7%": ("1.22亿美元", "8.93亿美元"), "5.3%": ("0.47亿美元", "8.93亿美元")},
    ),
    (
        "the base by arithmetic, not the sibling",
        "共转办诉求11077件。供热类1938件，占转办总量的17.5%；噪声类1206件，占10.9%。",
        {"10.9%": ("1206件", "11077件")},
    ),
    (
        "a share of several figures together speaks of none of them",
        "全县新签约项目25个。来自甲省、乙省、丙省的签约项目分别为8个、5个、4个，三省合计占签约项目总数的68.0%。",
        {"68.0%": (None, "25个")},
    ),
    (
        "a total told behind its shares",
        "签约一类产业项目139个，二类产业项目293个，三类产业项目127个，分别占比19.1%、40.1%、17.4%。\n全县新签约招商引资项目731个。",
        {"40.1%": ("293个", "731个")},
    ),
    (
        "the plan told further up",
        "全县年度计划投资28.6亿元。\n乡镇情况如下。\n上半年完成投资16亿元，占年度计划的55.9%。",
        {"55.9%": ("16亿元", "28.6亿元")},
    ),
    (
        "the figure whose change was told",
        "发生事故187起，死亡52人。与上年同期相比，死亡人数减少4人，下降7.1%。",
        {"7.1%": ("52人", None)},
    ),
    (
        "two figures with 和 have the share together",
        "签约项目14个，协议总投资80亿元。总投资30亿元的青石玻纤基地和总投资14亿元的永磁电机项目，占协议总投资的55.0%。",
        {"55.0%": (None, "80亿元")},
    ),
    (
        "the share of a figure that was told before",
        "完成技术改造投资12.6亿元，同比下降8.4%。技术改造投资占工业投资比重48.0%。",
        {"48.0%": ("12.6亿元", None)},
    ),
]  # fmt: skip


def linked(text: str) -> tuple[Bulletin, dict[str | None, str]]:
    bulletin = extract(load(f"{HEAD}{text}\n".encode()))
    return bulletin, {record.id: record.quote for record in (*bulletin.figures, *bulletin.percentages)}


@pytest.mark.parametrize(("text", "wanted"), [case[1:] for case in WHOLES], ids=[case[0] for case in WHOLES])
def test_wholes(text: str, wanted: dict[str, str | None]) -> None:
    bulletin, quotes = linked(text)
    found = {record.quote: quotes.get(record.whole) for record in bulletin.figures}
    assert {quote: found[quote] for quote in wanted} == wanted


@pytest.mark.parametrize(("text", "wanted"), [case[1:] for case in RATIOS], ids=[case[0] for case in RATIOS])
def test_figures_of_percentages(text: str, wanted: dict[str, tuple[str | None, str | None]]) -> None:
    bulletin, quotes = linked(text)
    found = {
        record.quote: (quotes.get(record.of), quotes.get(record.base_of)) for record in bulletin.percentages
    }
    assert {quote: found[quote] for quote in wanted} == wanted


TABLE = """完成情况如下表：
单位	项目数（个）	其中：新建（个）	完成投资（亿元）
甲镇	12	5	3.5
乙镇	8	3	1.2
合计	20	8	4.7
"""


def test_rows_are_parts_of_their_total() -> None:
    bulletin, quotes = linked(TABLE.rstrip())
    found = {record.quote: quotes.get(record.whole) for record in bulletin.figures}
    assert (found["12"], found["5"], found["1.2"]) == ("20", "12", "4.7")


def test_rows_are_parts_of_the_total_in_the_text() -> None:
    rows = "\n".join(line for line in TABLE.splitlines() if not line.startswith("合计"))
    bulletin, quotes = linked(f"全县重点项目30个，完成投资6.3亿元。\n{rows}")
    found = {record.quote: quotes.get(record.whole) for record in bulletin.figures}
    assert (found["12"], found["3.5"]) == ("30个", "6.3亿元")
