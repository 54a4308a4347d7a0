"""Whose numbers they are, in invented sentences (synthetic), each read as a bulletin of its own.

A row of `clause_subjects.csv` has the sentence, and its numbers in order, each with its subject; none is the own area.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from extract import extract
from loaders import load

HEAD = "清河县2021年1-8月经济运行情况通报\n各乡镇：\n"
with Path(__file__).with_name("clause_subjects.csv").open(encoding="utf-8", newline="") as file:
    ROWS = [(row["text"], row["subjects"]) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("text", "subjects"), ROWS, ids=[row[0] for row in ROWS])
def test_subjects(text: str, subjects: str) -> None:
    """The subject of every number of the sentence."""
    bulletin = extract(load(f"{HEAD}{text}\n".encode()))
    numbers = sorted([*bulletin.figures, *bulletin.percentages], key=lambda record: record.start)
    assert "; ".join(f"{number.quote} {number.subject or ''}".strip() for number in numbers) == subjects
