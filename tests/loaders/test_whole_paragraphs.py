"""Paragraphs that a format parts, and printed lines that a program took for paragraphs."""

from __future__ import annotations

from loaders.assembly import assemble
from loaders.pieces import Extracted, Prose
from schemas import Source

SOURCE = Source(sha256="0" * 64)
SLOGAN = "抓招商，促发展"
BODY = "今年以来，全县新签约项目38个，到位资金93.6亿元。"
# Synthetic; each line breaks off where the page of somebody else's printer ended.
LINES = [
    "今年以来，全县上下以招商引资为第一要务，新签约亿元以",
    "上项目38个，其中工业项目12个、农业项目9个、商贸项目1",
    "7个，项目签约总额136.8亿元，比去年同期增长12.6%，到",
    "位资金93.6亿元，占年度任务的78.0%，比序时进度快11.3",
    "个百分点，居全市第二位。",
]


def text(lines: list[str], whole: bool = True) -> str:
    return assemble(Extracted([Prose(line) for line in lines], whole=whole), SOURCE, "file").text


def test_a_line_without_a_full_stop_is_still_a_paragraph() -> None:
    assert text([SLOGAN, BODY]) == f"{SLOGAN}\n{BODY}"
    assert text([SLOGAN, BODY], whole=False) == SLOGAN + BODY


def test_printed_lines_are_joined_all_the_same() -> None:
    assert text(LINES) == "".join(LINES)


def test_lines_with_tabs_are_rows() -> None:
    assert (
        text(["镇\t个\t亿元", "甲镇\t3\t1.5", "乙镇\t4\t2.5"]) == "镇\t个\t亿元\n甲镇\t3\t1.5\n乙镇\t4\t2.5"
    )
