"""What counts as found and as false."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.auditing import scores

GOLD = {"planted": [{"rule": "share", "quotes": ["76.3%", "35个"], "why": ""}], "holds": 50}


def finding(severity: str, *quotes: str) -> dict[str, object]:
    return {"severity": severity, "quotes": list(quotes)}


@pytest.mark.parametrize(
    ("findings", "planted", "quiet"),
    [
        ([finding("error", "35个", "52个")], 1.0, 1.0),
        ([finding("warning", "占76.3%")], 1.0, 1.0),
        ([finding("note", "76.3%")], 0.0, 1.0),
        ([finding("error", "18个", "20个")], 0.0, 0.98),
    ],
)
def test_planted_and_false(tmp_path: Path, findings: list[object], planted: float, quiet: float) -> None:
    for folder, content in (("gold", GOLD), ("read", {"findings": findings})):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.json").write_text(json.dumps(content), encoding="utf-8")
    assert scores(tmp_path / "gold", tmp_path / "read") == {"audit.planted": planted, "audit.quiet": quiet}


def test_gold_that_says_nothing_of_it_gives_no_score(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}", encoding="utf-8")
    assert scores(tmp_path, tmp_path) == {}
