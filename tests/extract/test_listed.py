"""Rankings, places and rosters of invented sentences (synthetic), each read as a bulletin of its own.

A row of `listed.csv` has the sentence, what it ranks (criterion | scope | order | ranks with names; an empty name is the
bulletin's own area) and which rosters it holds (condition | members | count).
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from extract import extract
from loaders import load
from schemas import Bulletin

HEAD = "清河县2021年1-8月经济运行情况通报\n各乡镇：\n"
with Path(__file__).with_name("listed.csv").open(encoding="utf-8", newline="") as file:
    ROWS = [(row["text"], row["rankings"], row["rosters"]) for row in csv.DictReader(file)]


def rankings_of(bulletin: Bulletin) -> str:
    """The rankings in the notation of the table."""
    return "; ".join(
        f"{ranking.criterion} | {ranking.scope or ''} | {ranking.order} | "
        + ", ".join(f"{entry.rank} {entry.subject or ''}".strip() for entry in ranking.entries)
        for ranking in bulletin.rankings
    )


def rosters_of(bulletin: Bulletin) -> str:
    """The rosters in the notation of the table."""
    return "; ".join(
        f"{roster.condition} | {', '.join(roster.members)} | {roster.count or ''}".strip()
        for roster in bulletin.rosters
    )


@pytest.mark.parametrize(("text", "rankings", "rosters"), ROWS, ids=[row[0] for row in ROWS])
def test_listed(text: str, rankings: str, rosters: str) -> None:
    """Every ranking and every roster of the sentence, and no other."""
    bulletin = extract(load(f"{HEAD}{text}\n".encode()))
    assert (rankings_of(bulletin), rosters_of(bulletin)) == (rankings, rosters)
