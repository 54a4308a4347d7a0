"""Which rows of a table are heads."""

from __future__ import annotations

import pytest

from loaders.heads import head_rows
from loaders.pieces import GridCell


def cells(*rows: str) -> list[GridCell]:
    return [
        GridCell(row, column, text)
        for row, line in enumerate(rows)
        for column, text in enumerate(line.split("|"))
        if text
    ]


@pytest.mark.parametrize(
    ("rows", "heads"),
    [
        (("镇|个|亿元", "甲镇|3|1.5"), 1),
        (("镇|签约|", "|个|亿元", "甲镇|3|1.5"), 2),
        # The first rows report nothing.
        (("镇|个|亿元", "甲镇|—|—", "乙镇|3|1.5"), 1),
        (("镇|个|亿元", "甲镇||", "乙镇|3|1.5"), 1),
        (("镇|个|亿元", "一、园区||", "乙镇|3|1.5"), 1),
        (("指标|2022|2023|增长", "产值|1|2|3"), 1),
        (("指标|单位|本月|累计", "甲|乙|1|2", "栏次||1|2", "产值|亿元|5|6"), 3),
        (("指标|1月|2月", "产值|5|6"), 1),
        (("5|7|9", "4|5|6"), 0),
        (("镇|负责人", "甲镇|张某", "乙镇|李某"), 1),
    ],
)
def test_head_rows(rows: tuple[str, ...], heads: int) -> None:
    assert head_rows(cells(*rows), len(rows)) == heads
