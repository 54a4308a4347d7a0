"""Codes: the phrases of offices for each indicator, over provinces and years, and those that name none of them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from extract.codes import NO_CODE, code_of, code_of_ratio, indicators

TABLE = Path(__file__).with_name("phrases.csv")


def _rows() -> list[tuple[str, str, list[str]]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [(row["kind"], row["code"], row["phrases"].split("|")) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("kind", "code", "phrases"), _rows())
def test_phrases(kind: str, code: str, phrases: list[str]) -> None:
    assert {phrase: code_of(phrase, kind) or NO_CODE for phrase in phrases} == dict.fromkeys(phrases, code)


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
