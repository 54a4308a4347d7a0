"""`tongbao audit`, run as a user runs it, on synthetic bulletins."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tongbao.__main__ import main

WRONG = (
    "某县招商引资通报（合成）\n2031年1-8月，全县新签约项目50个，其中工业项目20个，占新签约项目总数的46%。\n"
)
RIGHT = (
    "某县招商引资通报（合成）\n2031年1-8月，全县新签约项目50个，其中工业项目20个，占新签约项目总数的40%。\n"
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.delenv("TONGBAO_DB", raising=False)
    (tmp_path / "wrong.txt").write_text(WRONG, encoding="utf-8")
    (tmp_path / "right.txt").write_text(RIGHT, encoding="utf-8")
    return tmp_path


def test_an_error_has_its_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "wrong.txt"]) == 4
    out = capsys.readouterr().out
    assert "1 bulletins checked: 1 errors, 0 warnings" in out
    assert "20个 / 50个 = 46%" in out
    assert main(["audit", "right.txt"]) == 0


def test_rules_and_severities_narrow_what_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "wrong.txt", "right.txt", "--severity", "pass", "--format", "json"]) == 4
    wrong, right = json.loads(capsys.readouterr().out)
    assert {finding["severity"] for finding in right["findings"]} == {"pass"}
    assert [finding for finding in wrong["findings"] if finding["severity"] != "pass"] == []
    assert main(["audit", "wrong.txt", "--rule", "growth", "--format", "json"]) == 4
    assert json.loads(capsys.readouterr().out)[0]["findings"] == []


def test_a_store_is_audited_as_its_files_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ingest", "wrong.txt", "right.txt", "--db", "a.db"]) == 0
    capsys.readouterr()
    assert main(["audit", "--db", "a.db", "--format", "json"]) == 4
    stored = capsys.readouterr().out
    assert main(["audit", "wrong.txt", "right.txt", "--format", "json"]) == 4
    assert [one["findings"] for one in json.loads(stored)] == [
        one["findings"] for one in json.loads(capsys.readouterr().out)
    ]


def test_a_workbook_and_a_page() -> None:
    assert main(["audit", "wrong.txt", "--format", "xlsx", "--out", "a.xlsx"]) == 4
    rows = list(openpyxl.load_workbook("a.xlsx").active.iter_rows(values_only=True))
    assert rows[0][:2] == ("finding_id", "sha256")
    assert len(rows) == 2
    assert main(["audit", "wrong.txt", "--format", "html", "--out", "a.html"]) == 4
    assert "46%" in Path("a.html").read_text(encoding="utf-8")
    assert main(["audit", "wrong.txt", "--format", "html", "--out", "a.html"]) == 7


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["audit"], 2),
        (["audit", "wrong.txt", "--format", "html"], 2),
        (["audit", "none.txt"], 1),
        (["audit", "right.txt", "none.txt"], 3),
        (["audit", "wrong.txt", "none.txt"], 4),
    ],
)
def test_exit_codes(words: list[str], code: int) -> None:
    assert main(words) == code


def test_decisions_are_kept_and_honoured(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ingest", "wrong.txt", "--db", "a.db"]) == 0
    capsys.readouterr()
    assert main(["audit", "--db", "a.db", "--format", "json"]) == 4
    (finding,) = json.loads(capsys.readouterr().out)[0]["findings"]
    words = ["decide", finding["id"], "--by", "Wang", "--db", "a.db"]
    assert main([*words, "--dismiss"]) == 1
    assert "needs a reason" in capsys.readouterr().err
    assert main([*words, "--confirm"]) == 0
    assert main(["audit", "--db", "a.db"]) == 4
    assert main([*words, "--dismiss", "--reason", "another base"]) == 0
    capsys.readouterr()
    for told in (["audit", "--db", "a.db"], ["audit", "wrong.txt", "--db", "a.db"]):
        assert main(told) == 0
        assert "dismissed by Wang" in capsys.readouterr().out
    assert main([*words, "--confirm"]) == 0
    assert capsys.readouterr().out.count("by Wang") == 3
    assert main(["audit", "--db", "a.db"]) == 4
    assert main(["decide", "nothing", "--by", "Wang", "--confirm", "--db", "a.db"]) == 1
