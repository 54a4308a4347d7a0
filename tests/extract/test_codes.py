"""Codes: the phrases of offices for each indicator, over provinces and years, and those that name none of them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from extract import extract
from extract.codes import NO_CODE, code_of, code_of_ratio, indicators
from loaders import load

TABLE = Path(__file__).with_name("phrases.csv")
# What each is told in, where its kind of unit tells of more than one
UNITS = {
    "money": "亿元",
    "count": "个",
    "times": "次",
    "people": "人",
    "rate": "%",
    "level": "微克/立方米",
} | {
    "income_urban": "元",
    "income_rural": "元",
    "complaints": "件",
    "accidents": "起",
    "leads_reported": "条",
    "enterprises_introduced": "家",
    "enterprises_contacted": "家",
    "visits_received": "批次",
    "events_promotion": "场",
    "funds_foreign": "万美元",
}
# By itself with its change, behind another indicator and beside its earlier level, told once for several towns
SENTENCES = (
    "1—8月，全县PHRASE36UNIT，同比CHANGE。",
    "全县高新技术企业12家。PHRASE36UNIT，比去年同期的31UNITCHANGE。",
    "清河镇PHRASE36UNIT，东河镇PHRASE31UNIT；西河镇9UNIT。",
)


def _rows() -> list[tuple[str, str, list[str]]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [(row["kind"], row["code"], row["phrases"].split("|")) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("kind", "code", "phrases"), _rows())
def test_phrases(kind: str, code: str, phrases: list[str]) -> None:
    assert {phrase: code_of(phrase, kind) or NO_CODE for phrase in phrases} == dict.fromkeys(phrases, code)


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize(("kind", "code", "phrases"), [row for row in _rows() if row[1] != NO_CODE])
def test_phrases_in_sentences(kind: str, code: str, phrases: list[str], sentence: str) -> None:
    """Every number of the sentence, but the one that it opens with, has the code of the phrase."""
    unit = UNITS.get(code, UNITS[kind])
    change = "提高1.2个百分点" if kind == "rate" else "增长8.2%"
    for phrase in (phrase for phrase in phrases[:3] if not phrase.endswith("5")):
        text = sentence.replace("PHRASE", phrase).replace("UNIT", unit).replace("CHANGE", change)
        bulletin = extract(load(f"清河县2021年1-8月情况通报\n各乡镇：\n{text}\n".encode()))
        found = [record for record in [*bulletin.figures, *bulletin.percentages] if record.quote != "12家"]
        assert {record.quote: record.code for record in found} == {record.quote: code for record in found}
        assert len(found) > 1


def test_every_indicator_has_phrases() -> None:
    """A code that no phrase of the table leads to is one that nobody looked after."""
    assert {row.code for row in indicators()} <= {code for _, code, _ in _rows()}


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ("优良天数占比", "air_quality_good_rate"),
        ("到位资金完成率", "funds_in_place"),
        ("投资完成率", "investment_completed"),
        ("银企签约资金", None),  # what money has no code for is not looked up among counts
        ("出口退税", None),
    ],
)
def test_ratio(head: str, code: str | None) -> None:
    assert code_of_ratio(head) == code
