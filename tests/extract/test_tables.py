"""Tables: what each cell reports, by the heads above it and the names beside it. All of them are synthetic.

A grid is written row by row, `|` between cells; `<` goes on from the cell to the left, `^` from the one above.
What is common stands in `tables.yaml`, here what a line of it cannot tell.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from extract import extract
from loaders.assembly import assemble
from loaders.pieces import Extracted, Grid, GridCell, Prose
from schemas import Bulletin, Source

CASES = yaml.safe_load(Path(__file__).with_name("tables.yaml").read_text(encoding="utf-8"))


def grid(rows: str) -> Grid:
    words = [line.strip(" ").split("|") for line in rows.strip("\n ").splitlines()]
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


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_cells_are_read_by_their_heads_and_rows(case: dict[str, Any]) -> None:
    found = cells(read(case["title"], case["rows"], case.get("above", "")))
    assert found[: len(case["gives"])] == case["gives"]


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
