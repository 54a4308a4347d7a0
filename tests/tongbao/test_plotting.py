"""`tongbao plot`, run as a user runs it: files, messages, exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import open_store
from schemas.errors import NeedsExtraError
from tests.tongbao.charts.conftest import fill
from tongbao import charts, plotting
from tongbao.__main__ import main

QUESTION = ["plot", "ranking", "--indicator", "amount_signed", "--period", "2031-01..2031-08"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.setenv("TONGBAO_DB", "store.db")
    with open_store("store.db") as store:
        fill(store)
    return tmp_path


def test_a_chart_is_written_and_what_it_could_not_say_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*QUESTION, "--out", "new/chart.svg"]) == 0
    told = capsys.readouterr()
    assert told.out == "" and "wrote new/chart.svg" in told.err and "missing: 红枫县" in told.err
    assert [path.name for path in Path("new").iterdir()] == ["chart.svg"]
    assert Path("new/chart.svg").read_text(encoding="utf-8").startswith("<svg ")


def test_a_file_that_is_there_is_kept_unless_forced(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("chart.svg").write_text("mine", encoding="utf-8")
    assert main([*QUESTION, "--out", "chart.svg"]) == 7
    assert Path("chart.svg").read_text(encoding="utf-8") == "mine"
    assert capsys.readouterr().err.count("\n") == 1
    assert main([*QUESTION, "--out", "chart.svg", "--force"]) == 0
    assert Path("chart.svg").read_text(encoding="utf-8") != "mine"


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["--out", "chart.pdf"], 1, ".svg, .png, .html"),
        (["--out", "store.db/chart.svg"], 1, "cannot be written"),
        (["--period", "2031-01..2031-07", "--out", "a.svg"], 1, "takes 1 --period, not 2"),
        (["--area", "乌有县", "--out", "a.svg"], 6, "no such number"),
    ],
)
def test_what_goes_wrong_is_one_line(
    folder: Path, words: list[str], code: int, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*QUESTION, *words]) == code
    told = capsys.readouterr().err
    assert says in told and told.count("\n") == 1 and "Traceback" not in told


def test_without_the_extra_the_command_says_how_to_install_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(plotting, "find_spec", lambda name: None)
    assert main([*QUESTION, "--out", "a.svg"]) == NeedsExtraError.exit_code == 10
    assert "pip install 'tongbao[charts]'" in capsys.readouterr().err


def test_without_a_font_the_command_says_what_to_install(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(charts, "chinese_font", lambda: None)
    assert main([*QUESTION, "--out", "a.svg"]) == 0
    assert "fonts-wqy-microhei" in capsys.readouterr().err
