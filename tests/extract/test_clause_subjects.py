"""Whose numbers they are, in invented sentences (synthetic), each read as a bulletin of its own.

A row of `clause_subjects.csv` has the sentence, and its numbers in order, each with its subject; none is the own area.
A row of `round_ups.csv` has a sentence of a report on a province or a prefecture, which calls its members by short names.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from extract import extract
from loaders import load

HEAD = "清河县2021年1-8月经济运行情况通报\n各乡镇：\n"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table beside this module."""
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def subjects_of(text: str) -> str:
    """The numbers of a text in order, each with its subject."""
    bulletin = extract(load(text.encode()))
    numbers = sorted([*bulletin.figures, *bulletin.percentages], key=lambda record: record.start)
    return "; ".join(f"{number.quote} {number.subject or ''}".strip() for number in numbers)


ROWS = [(row["text"], row["subjects"]) for row in rows("clause_subjects.csv")]
ROUND_UPS = [(row["area"], row["text"], row["subjects"]) for row in rows("round_ups.csv")]


@pytest.mark.parametrize(("text", "subjects"), ROWS, ids=[row[0] for row in ROWS])
def test_subjects(text: str, subjects: str) -> None:
    """The subject of every number of the sentence."""
    assert subjects_of(f"{HEAD}{text}\n") == subjects


@pytest.mark.parametrize(("area", "text", "subjects"), ROUND_UPS, ids=[row[1] for row in ROUND_UPS])
def test_round_ups(area: str, text: str, subjects: str) -> None:
    """The same where members of an area are called by their short names."""
    assert subjects_of(f"{area}2021年1-8月经济运行情况\n{text}\n") == subjects
