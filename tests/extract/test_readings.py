"""What the parts of the reader do that no rule stands for: heads, sharing out, links and codes, in invented sentences.

A row of `readings.csv` has the text (`\\n` is a line break), a number in it, and what its record holds; `of`, `whole`
and `base_of` are shown by the number that they lead to, and nothing behind `=` stands for a field without a value.
"""

from __future__ import annotations

import csv
from functools import reduce
from pathlib import Path
from typing import Any

import pytest

from extract import extract
from loaders import load

HEAD = "云岭县2021年1-8月招商引资情况通报\n各乡镇：\n"
with Path(__file__).with_name("readings.csv").open(encoding="utf-8", newline="") as file:
    ROWS = [(row["text"].replace("\\n", "\n"), row["quote"], row["gives"]) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("text", "quote", "gives"), ROWS, ids=[f"{row[1]}-{row[0]}" for row in ROWS])
def test_reads(text: str, quote: str, gives: str) -> None:
    """The named fields of the record of one number."""
    bulletin = extract(load(f"{HEAD}{text}\n".encode()))
    records = [*bulletin.figures, *bulletin.percentages]
    quotes = {record.id: record.quote for record in records}
    record = next(record for record in records if record.quote == quote)
    found: dict[str, str] = {}
    for field in (pair.partition("=")[0] for pair in gives.split("; ")):
        value: Any = reduce(lambda item, name: getattr(item, name, None), field.split("."), record)
        value = quotes.get(value) if field in ("of", "whole", "base_of") else value
        found[field] = "" if value is None else str(value)
    assert "; ".join(f"{field}={value}" for field, value in found.items()) == gives


SHORT_NAMES = [
    (
        "山西省",
        "全省开工率85%。长治以91.6%领跑，晋城、太原以88.2%、83.7%紧随其后。",
        [None, "长治", "晋城", "太原"],
    ),
    ("山西省", "太原、晋城分别完成投资12亿元、8亿元。", ["太原", "晋城"]),
    ("长治市", "长治完成投资12亿元，武乡完成投资2亿元。", [None, "武乡"]),
    ("长治市", "工业投资下降2.6%，而同期全省为增长7.9%。", [None, "全省"]),
    ("武乡县", "工业投资下降2.6%，全市增长7.9%。", [None, "全市"]),
    ("长治市", "工业投资增长2.6%，其中技改增长3.1%。全市增长5%。", [None, None, None]),
]


@pytest.mark.parametrize(("area", "text", "subjects"), SHORT_NAMES, ids=[row[1] for row in SHORT_NAMES])
def test_divisions_are_known_without_their_endings(area: str, text: str, subjects: list[str | None]) -> None:
    bulletin = extract(load(f"{area}2021年1-8月招商引资情况通报\n各单位：\n{text}\n".encode()))
    numbers = sorted([*bulletin.figures, *bulletin.percentages], key=lambda record: record.start)
    assert [number.subject for number in numbers] == subjects


def test_numbered_headings_stand_in_the_section_above_them() -> None:
    text = (
        "清河县2021年政府工作报告\n一、2020年工作回顾\n到位资金30亿元。\n二、2021年工作安排\n"
        "(一)抓好招商引资\n到位资金40亿元。\n(二)抓好项目建设\n完成投资50亿元。\n"
    )
    found = [(figure.quote, figure.status) for figure in extract(load(text.encode())).figures]
    assert found == [("30亿元", "actual"), ("40亿元", "target"), ("50亿元", "target")]


def test_a_report_given_at_an_assembly_covers_the_year_before() -> None:
    text = "政府工作报告\n——2007年1月23日在清河县第十二届人民代表大会第五次会议上\n各位代表：\n到位资金30亿元。\n"
    period = extract(load(text.encode())).meta.period
    assert period is not None and (period.start, period.end) == ("2006-01", "2006-12")
