"""Tables: what each cell reports, by the heads above it and the names beside it. All of them are synthetic.

A grid is written row by row, `|` between cells; `<` goes on from the cell to the left, `^` from the one above.
"""

from __future__ import annotations

import pytest

from extract import extract
from loaders.assembly import assemble
from loaders.pieces import Extracted, Grid, GridCell, Prose
from schemas import Bulletin, Source


def grid(rows: str) -> Grid:
    words = [line.strip().split("|") for line in rows.strip().splitlines()]
    cells = []
    for row, line in enumerate(words):
        for column, text in enumerate(line):
            if text in ("<", "^"):
                continue
            across = next(
                (n for n in range(1, len(line) - column) if line[column + n] != "<"), len(line) - column
            )
            down = next(
                (n for n in range(1, len(words) - row) if words[row + n][column] != "^"), len(words) - row
            )
            cells.append(GridCell(row, column, text, down, across))
    return Grid(cells, len(words), len(words[0]))


def read(title: str, rows: str, above: str = "") -> Bulletin:
    pieces = [Prose(title), *([Prose(above)] if above else []), grid(rows)]
    return extract(assemble(Extracted(pieces), Source(sha256="0"), "table"))


def cells(bulletin: Bulletin) -> list[str]:
    """Each record of a table in short: subject, quote with unit, indicator; then period, status, kind where they tell."""
    quotes = {record.id: record.quote for record in (*bulletin.figures, *bulletin.percentages)}
    lines = []
    for record in sorted((*bulletin.figures, *bulletin.percentages), key=lambda record: record.start):
        kind = getattr(record, "kind", "")
        period = record.period
        when = f"{period.start or ''}..{period.end}" if period else ""
        links = [
            f"{name}={quotes[link]}"
            for name in ("of", "base_of", "whole")
            if (link := getattr(record, name, None))
        ]
        subject = record.subject or "-"
        told = [
            subject,
            f"{record.value}{record.unit}",
            record.indicator,
            when,
            kind or record.status,
            *links,
        ]
        lines.append(" ".join(told))
    return lines


CASES = [
    (
        "a head of two rows; goal, part of the time, growth and completion of one quantity",
        "甲市2023年1-6月招商引资情况",
        """单位|到位省外资金(亿元)|<|<|<|<
           ^|年度任务|1-6月累计|其中:6月|同比(%)|占任务(%)
           乙县|60|33.4|6.1|11.2|55.7
           丙区|38|19.6|3.5|-7.9|51.6
           合计|98|53.0|9.6|4.0|54.1""",
        [
            "乙县 60亿元 到位省外资金年度任务 2023-01..2023-12 target whole=98",
            "乙县 33.4亿元 到位省外资金 2023-01..2023-06 actual whole=53.0",
            "乙县 6.1亿元 到位省外资金 2023-06..2023-06 actual whole=33.4",
            "乙县 11.2% 到位省外资金 2023-01..2023-06 growth of=33.4",
            "乙县 55.7% 到位省外资金 2023-01..2023-06 completion of=33.4 base_of=60",
        ],
    ),
    (
        "其中 under a total of the same row; counts take their noun",
        "甲市2023年1-9月招商引资情况",
        """序号|单位|新签约项目(个)|<|<|新开工项目(个)
           ^|^|总数|其中|<|^
           ^|^|^|亿元以上|工业|^
           1|乙镇|21|14|17|13
           2|丙镇|9|4|5|6""",
        [
            "乙镇 21个 新签约项目数 2023-01..2023-09 actual",
            "乙镇 14个 新签约亿元以上项目数 2023-01..2023-09 actual whole=21",
            "乙镇 17个 新签约工业项目数 2023-01..2023-09 actual whole=21",
            "乙镇 13个 新开工项目数 2023-01..2023-09 actual",
        ],
    ),
    (
        "classes with sub-totals and a total",
        "甲市2022年上半年利用外资情况",
        """类别|单位|实际利用外资(万美元)
           县区|乙县|200
           ^|丙县|150
           ^|小计|350
           开发区|高新区|90
           ^|小计|90
           合计|<|440""",
        [
            "乙县 200万美元 实际利用外资 2022-01..2022-06 actual whole=350",
            "丙县 150万美元 实际利用外资 2022-01..2022-06 actual whole=350",
            "县区 350万美元 实际利用外资 2022-01..2022-06 actual whole=440",
            "高新区 90万美元 实际利用外资 2022-01..2022-06 actual whole=90",
            "开发区 90万美元 实际利用外资 2022-01..2022-06 actual whole=440",
            "- 440万美元 实际利用外资 2022-01..2022-06 actual",
        ],
    ),
    (
        "rows that name the quantities, with their units and their parts",
        "甲县2021年1-8月主要经济指标",
        """指标名称|计量单位|1-8月累计|同比增长(%)
           地区生产总值(上半年)|亿元|85.3|7.2
           固定资产投资|亿元|63.2|11.5
           其中：工业投资|亿元|21.5|-15.2
           规模以上工业增加值|%||9.1""",
        [
            "- 85.3亿元 地区生产总值 2021-01..2021-06 actual",
            "- 7.2% 地区生产总值 2021-01..2021-06 growth of=85.3",
            "- 63.2亿元 固定资产投资 2021-01..2021-08 actual",
            "- 11.5% 固定资产投资 2021-01..2021-08 growth of=63.2",
            "- 21.5亿元 工业投资 2021-01..2021-08 actual whole=63.2",
            "- -15.2% 工业投资 2021-01..2021-08 growth of=21.5",
            "- 9.1% 规模以上工业增加值 2021-01..2021-08 growth",
        ],
    ),
    (
        "rates and parts that no head tells, by what the columns are row by row",
        "甲市2022年三季度热线办理情况",
        """承办单位|转办量(件)|办结情况|<|<
           ^|^|按时办结(件)|逾期(件)|按时办结率(%)
           乙镇|100|98|2|98.0
           丙镇|250|240|10|96.0
           丁镇|80|60|20|75.0""",
        [
            "乙镇 100件 转办量 2022-07..2022-09 actual",
            "乙镇 98件 按时办结数 2022-07..2022-09 actual whole=100",
            "乙镇 2件 逾期数 2022-07..2022-09 actual whole=100",
            "乙镇 98.0% 按时办结率 2022-07..2022-09 rate of=98 base_of=100",
        ],
    ),
    (
        "changes in the unit of the level, arrows, and what is nothing",
        "甲区2024年1-6月招商引资情况",
        """镇街|签约项目(个)|同比增减(个)|到位资金(万元)|同比(%)
           乙镇|5|+2|3,200|↓3.2
           丙镇|3|—|/|↑12.5""",
        [
            "乙镇 5个 签约项目数 2024-01..2024-06 actual",
            "乙镇 2个 签约项目增减数 2024-01..2024-06 actual",
            "乙镇 3200万元 到位资金 2024-01..2024-06 actual",
            "乙镇 -3.2% 到位资金 2024-01..2024-06 growth of=3,200",
            "丙镇 3个 签约项目数 2024-01..2024-06 actual",
            "丙镇 12.5% 到位资金 2024-01..2024-06 growth",
        ],
    ),
    (
        "columns that stand for areas; nouns that name their unit",
        "甲市2024年1-3月重点项目开工情况",
        """指标|乙区|丙县|合计
           已开工项目(个)|10|8|18
           开工率(%)|83.3|100|90.0""",
        [
            "乙区 10个 开工项目数 2024-01..2024-03 actual whole=18",
            "丙县 8个 开工项目数 2024-01..2024-03 actual whole=18",
            "- 18个 开工项目数 2024-01..2024-03 actual",
            "乙区 83.3% 开工率 2024-01..2024-03 rate",
        ],
    ),
    (
        "rows with units of their own are quantities; a noun that names its unit",
        "甲市2020年主要农产品产量",
        """产品名称|单位|产量|比上年增长(%)
           粮食|万吨|125.3|2.1
           其中：小麦|万吨|60.2|3.0
           病死人数||12|""",
        [
            "- 125.3万吨 粮食产量 2020-01..2020-12 actual",
            "- 2.1% 粮食产量 2020-01..2020-12 growth of=125.3",
            "- 60.2万吨 小麦产量 2020-01..2020-12 actual whole=125.3",
        ],
    ),
    (
        "changes in points are those of a rate; no sums of rates and indexes",
        "2023年12月甲市空气质量状况",
        """县区|综合指数|同比变化率(%)|优良率|<
           ^|^|^|本月(%)|同比变化(百分点)
           乙县|3.21|-8.5|87.1|6.5
           全市|3.85|-2.1|80.6|1.6""",
        [
            "乙县 3.21 综合指数 2023-12..2023-12 actual",
            "乙县 -8.5% 综合指数 2023-12..2023-12 growth of=3.21",
            "乙县 87.1% 优良率 2023-12..2023-12 rate",
            "乙县 6.5百分点 优良率 2023-12..2023-12 growth of=87.1",
        ],
    ),
    (
        "a budget and its execution; what the same time of last year gave",
        "甲县2022年上半年财政收支情况",
        """项目|2022年预算数(万元)|1-6月执行数(万元)|为预算%|上年同期数(万元)|比上年同期±%
           一般公共预算收入|125,000|68,200|54.6|63,900|6.7
           其中：税收收入|88,000|45,100|51.3|44,300|1.8""",
        [
            "- 125000万元 一般公共预算收入预算数 2022-01..2022-12 target",
            "- 68200万元 一般公共预算收入 2022-01..2022-06 actual",
            "- 54.6% 一般公共预算收入 2022-01..2022-06 completion of=68,200 base_of=125,000",
            "- 63900万元 一般公共预算收入 2021-01..2021-06 actual",
            "- 6.7% 一般公共预算收入 2022-01..2022-06 growth of=68,200 base_of=63,900",
            "- 88000万元 税收收入预算数 2022-01..2022-12 target whole=125,000",
        ],
    ),
    (
        "units in the words of heads; a change of what stands before it",
        "甲区2023年1-5月信访工作情况",
        """街道|来访|<|<
           ^|批次|人次|同比
           乙街道|5|18|25.0%""",
        [
            "乙街道 5批次 来访批次 2023-01..2023-05 actual",
            "乙街道 18人次 来访人次 2023-01..2023-05 actual",
            "乙街道 25.0% 来访人次 2023-01..2023-05 growth of=18",
        ],
    ),
    (
        "two halves of one list side by side",
        "甲县2019年脱贫攻坚情况",
        """乡镇|贫困村(个)|乡镇|贫困村(个)
           乙乡|5|丙乡|3""",
        [
            "乙乡 5个 贫困村数 2019-01..2019-12 actual",
            "丙乡 3个 贫困村数 2019-01..2019-12 actual",
        ],
    ),
    (
        "a change without a unit is one of the quantity, with a bare % one of its percentage",
        "甲市2018年一季度安全生产情况",
        """地区|事故起数(起)|<|<|<
           ^|今年|去年|增减|增减%
           总计|84|90|-6|-6.7
           乙县|14|17|-3|-17.6""",
        [
            "- 84起 事故起数 2018-01..2018-03 actual",
            "- 90起 事故起数 2017-01..2017-03 actual",
            "- -6起 事故增减起数 2018-01..2018-03 actual",
            "- -6.7% 事故起数 2018-01..2018-03 growth of=84 base_of=90",
            "乙县 14起 事故起数 2018-01..2018-03 actual whole=84",
        ],
    ),
    (
        "budget and cumulative amounts in the table of a month; rows that add up",
        "甲市2020年6月预算收支执行情况表",
        """项目|年初预算|本月完成|累计完成|完成预算%|上年同期累计|比上年同期|<
           ^|^|^|^|^|^|增减额|增减%
           一、税收收入|500|45|260|52.0|250|10|4.0
           增值税|300|25|160|53.3|155|5|3.2
           其他各税|200|20|100|50.0|95|5|5.3
           二、车辆购置税|90|8|40|44.4|38|2|5.3""",
        [
            "- 500 税收收入年初预算 2020-01..2020-12 target",
            "- 45 税收收入 2020-06..2020-06 actual",
            "- 260 税收收入 2020-01..2020-06 actual",
            "- 52.0% 税收收入 2020-01..2020-06 completion of=260 base_of=500",
            "- 250 税收收入 2019-01..2019-06 actual",
            "- 10 税收收入增减 2020-01..2020-06 actual",
            "- 4.0% 税收收入 2020-01..2020-06 growth of=260 base_of=250",
            "- 300 增值税年初预算 2020-01..2020-12 target whole=500",
        ],
    ),
    (
        "rows that tell of the quantity above them, areas as columns",
        "甲市2014年1-11月主要经济指标",
        """指标|单位|全市|乙区|丙县
           出口总额|万美元|300|180|120
           同比增长|%|5.0|6.2|-1.4
           城镇化率|%|60|71|52""",
        [
            "- 300万美元 出口总额 2014-01..2014-11 actual",
            "乙区 180万美元 出口总额 2014-01..2014-11 actual whole=300",
            "丙县 120万美元 出口总额 2014-01..2014-11 actual whole=300",
            "- 5.0% 出口总额 2014-01..2014-11 growth of=300",
            "乙区 6.2% 出口总额 2014-01..2014-11 growth of=180",
            "丙县 -1.4% 出口总额 2014-01..2014-11 growth of=120",
            "- 60% 城镇化率 2014-01..2014-11 rate",
        ],
    ),
    (
        "rates per thousand and an index with what it is measured by",
        "甲市2020年人口变动情况表",
        """地区|自然增长率(‰)|性别比(女=100)|优良率(%)|<
           ^|^|^|本年|上年同期
           乙县|7.21|103.9|70.0|66.7""",
        [
            "乙县 7.21‰ 自然增长率 2020-01..2020-12 rate",
            "乙县 103.9 性别比 2020-01..2020-12 actual",
            "乙县 70.0% 优良率 2020-01..2020-12 rate",
            "乙县 66.7% 优良率 2019-01..2019-12 rate",
        ],
    ),
    (
        "a growth is of the level of its time",
        "甲县2021年7月工业情况",
        """指标|单位|本月|1-7月累计|本月增长(%)|累计增长(%)
           工业总产值|亿元|15|103|18.4|12.1""",
        [
            "- 15亿元 工业总产值 2021-07..2021-07 actual",
            "- 103亿元 工业总产值 2021-01..2021-07 actual",
            "- 18.4% 工业总产值 2021-07..2021-07 growth of=15",
            "- 12.1% 工业总产值 2021-01..2021-07 growth of=103",
        ],
    ),
    (
        "a total below the second half is that of both",
        "甲县2016年夏粮情况",
        """乡镇|产量(吨)|乡镇|产量(吨)
           乙乡|50|丙乡|30
           丁乡|20|合计|100""",
        [
            "乙乡 50吨 产量 2016-01..2016-12 actual whole=100",
            "丙乡 30吨 产量 2016-01..2016-12 actual whole=100",
            "丁乡 20吨 产量 2016-01..2016-12 actual whole=100",
        ],
    ),
    (
        "the words of a completion go with the column that it is of",
        "甲区2022年1-6月项目情况",
        """项目名称|总投资(万元)|完成投资(万元)|投资完成比例
           乙园|400|100|25.0
           丙路|300|150|50.0
           丁桥|200|160|80.0""",
        [
            "乙园 400万元 总投资 2022-01..2022-06 actual",
            "乙园 100万元 完成投资 2022-01..2022-06 actual",
            "乙园 25.0% 完成投资 2022-01..2022-06 completion of=100 base_of=400",
        ],
    ),
    (
        "which column is earlier, and whether a change is a difference, arithmetic says",
        "甲区2015年1-8月房地产市场情况",
        """指标|单位|2015年1-8月|2014年1-8月|变化|变化幅度
           销售面积|万平方米|21.4|18.6|2.8|15.1%
           销售额|亿元|9.8|9.1|0.7|7.7%
           空置率|%|12.5|14.0|-1.5|
           去化周期|月|14.2|18.9|-4.7|-24.9%""",
        [
            "- 21.4万平方米 销售面积 2015-01..2015-08 actual",
            "- 18.6万平方米 销售面积 2014-01..2014-08 actual",
            "- 2.8万平方米 销售面积增减 2015-01..2015-08 actual",
            "- 15.1% 销售面积 2015-01..2015-08 growth of=21.4 base_of=18.6",
            "- 9.8亿元 销售额 2015-01..2015-08 actual",
            "- 9.1亿元 销售额 2014-01..2014-08 actual",
            "- 0.7亿元 销售额增减额 2015-01..2015-08 actual",
            "- 7.7% 销售额 2015-01..2015-08 growth of=9.8 base_of=9.1",
            "- 12.5% 空置率 2015-01..2015-08 rate",
            "- 14.0% 空置率 2014-01..2014-08 rate",
            "- -1.5百分点 空置率 2015-01..2015-08 growth of=12.5 base_of=14.0",
        ],
    ),
    (
        "goals in percent, falls, and a share of the part beside it",
        "甲县2013年1-5月财税和满意度情况",
        """地区|财政收入(万元)|其中:税收|<|满意率|<|较上年下降(百分点)
           ^|^|税收收入(万元)|占比%|3月|目标值|^
           全县|200|134|67.0|91.0%|90%|1.5
           乙镇|120|78|65.0|92.5%|90%|2.0
           丙镇|80|56|70.0|88.0%|90%|0.5""",
        [
            "- 200万元 财政收入 2013-01..2013-05 actual",
            "- 134万元 税收收入 2013-01..2013-05 actual whole=200",
            "- 67.0% 税收收入 2013-01..2013-05 share of=134 base_of=200",
            "- 91.0% 满意率 2013-03..2013-03 rate",
            "- 90% 满意率目标值 2013-01..2013-12 rate",
            "- -1.5百分点 满意率 2013-03..2013-03 growth of=91.0%",
        ],
    ),
]


@pytest.mark.parametrize(
    ("title", "rows", "expected"), [pytest.param(*case[1:], id=case[0]) for case in CASES]
)
def test_cells_are_read_by_their_heads_and_rows(title: str, rows: str, expected: list[str]) -> None:
    assert cells(read(title, rows))[: len(expected)] == expected


def test_a_title_names_what_no_head_does() -> None:
    above = "2023年一季度各县区固定资产投资完成情况表(单位：亿元)"
    rows = """县区|年度目标|一季度|<|完成率(%)|排名
              ^|^|本年|上年同期|^|^
              全市|320|80.5|74.1|25.2|
              乙县|120|35.2|30.1|29.3|1
              丙区|200|45.3|44.0|22.7|2"""
    bulletin = read("甲市2023年一季度固定资产投资情况", rows, above)
    assert cells(bulletin)[:4] == [
        "- 320亿元 固定资产投资年度目标 2023-01..2023-12 target",
        "- 80.5亿元 固定资产投资 2023-01..2023-03 actual",
        "- 74.1亿元 固定资产投资 2022-01..2022-03 actual",
        "- 25.2% 固定资产投资 2023-01..2023-03 completion of=80.5 base_of=320",
    ]


def test_a_rank_column_ranks_by_the_column_in_whose_order_it_stands() -> None:
    rows = """单位|到位资金(亿元)|同比(%)|完成率(%)|排名
              乙镇|5.0|9.0|50.0|3
              丙镇|3.0|4.0|90.0|1
              丁镇|4.0|2.0|70.0|2
              合计|12.0|5.0|60.0|—"""
    ranking = read("甲县2024年1-6月招商引资情况", rows).rankings[0]
    assert ranking.criterion == "到位资金完成率"
    assert [(entry.subject, entry.rank) for entry in ranking.entries] == [
        ("丙镇", 1),
        ("丁镇", 2),
        ("乙镇", 3),
    ]


def test_earlier_places_are_no_ranking_of_these_figures() -> None:
    rows = """单位|满意率(%)|排名|上月排名
              乙镇|97.2|1|2
              丙镇|95.0|2|1"""
    assert len(read("甲县2023年9月热线办理情况", rows).rankings) == 1


def test_places_of_the_whole_area_stand_beside_its_indicators() -> None:
    rows = """指标名称|1-8月(亿元)|全市排名
              固定资产投资|63.2|1
              一般公共预算收入|4.5|6"""
    places = [
        (r.criterion, r.scope, r.entries[0].rank) for r in read("甲县2021年1-8月主要经济指标", rows).rankings
    ]
    assert places == [("固定资产投资", "全市", 1), ("一般公共预算收入", "全市", 6)]


def test_a_cell_that_cannot_be_read_is_named() -> None:
    rows = """单位|到位资金(亿元)|签约项目(个)
              乙镇|5.0|3
              丙镇|见附件2|4
              丁镇|1.0|4"""
    assert [warning.split(": ")[1] for warning in read("甲县2024年1-6月招商引资情况", rows).warnings] == [
        "见附件2"
    ]


def test_cells_say_how_exact_they_are_and_what_is_in_brackets_is_named() -> None:
    rows = """单位|在建项目(个)|计划投资(亿元)|用地缺口(公顷)|同比(%)
              乙镇|12(含2个续建)|约5|<0.1|3.2↑
              丙镇|8家以上|3.6|0.2|下降1.5"""
    bulletin = read("甲县2024年1-6月项目情况", rows)
    assert [(f.quote, str(f.value), f.bound) for f in bulletin.figures] == [
        ("12", "12", "="),
        ("约5", "5", "≈"),
        ("<0.1", "0.1", "<"),
        ("8家以上", "8", "≥"),
        ("3.6", "3.6", "="),
        ("0.2", "0.2", "="),
    ]
    assert [str(p.value) for p in bulletin.percentages] == ["3.2", "-1.5"]
    assert [warning.split(": ")[1] for warning in bulletin.warnings] == ["(含2个续建)"]


def test_a_cell_whose_quantity_nothing_tells_is_named_and_no_record() -> None:
    rows = """单位|今年|去年|增减
              乙镇|5|8|-3
              丙镇|9|6|3"""
    bulletin = read("甲县2024年1-6月信访情况", rows)
    assert cells(bulletin) == []
    assert "5" in [warning.split(": ")[1] for warning in bulletin.warnings]


def test_a_fall_below_zero_may_be_a_rise_and_is_named() -> None:
    rows = """乡镇|PM2.5浓度(微克/立方米)|降幅(%)
              乙镇|38|5.1
              丙镇|42|-2.3"""
    bulletin = read("甲县2024年1-6月环保情况", rows)
    assert [str(record.value) for record in bulletin.percentages] == ["-5.1"]
    assert [warning.split(": ")[1] for warning in bulletin.warnings] == ["-2.3"]
