"""`tongbao export` and `tongbao release`, run as a user runs them, on a store of synthetic bulletins."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from corpus import open_store
from tests.corpus.conftest import INDICATORS
from tests.corpus.factory import EXTRACTOR, WEST, Number, bulletin
from tongbao.__main__ import main
from tongbao.publishing import Filters, gather


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.setenv("TONGBAO_DB", "store.db")
    with open_store("store.db") as store:
        store.register_indicators(INDICATORS)
        store.add(*bulletin(Number("42.7"), Number("60", status="target")), EXTRACTOR)
        store.add(*bulletin(Number("7.5"), area=WEST, issued="2032", path="west.txt"), EXTRACTOR)
        store.add(*bulletin(Number("1.1"), area=WEST, issued=None, path="undated.txt"), EXTRACTOR)
    return tmp_path / "store.db"


def rows(path: str) -> list[dict[str, str]]:
    with Path(path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_filters_narrow_what_is_written(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(["export", "--format", "csv", "--out", "a.csv", "--area", "东溪区", "--status", "actual"]) == 0
    )
    assert capsys.readouterr().out == "1 observations written: a.csv\n"
    assert [row["quote"] for row in rows("a.csv")] == ["42.7亿元"]
    assert main(["export", "--format", "csv", "--out", "b.csv", "--area", "990102", "--all"]) == 0
    assert [(row["quote"], row["preferred"]) for row in rows("b.csv")] == [
        ("7.5亿元", "true"),
        ("1.1亿元", "false"),
    ]


@pytest.mark.parametrize(
    ("first", "last", "quotes"),
    [
        ("2031-09", "2031-09-05", ["42.7亿元", "60亿元"]),
        ("2031-09-06", None, ["7.5亿元"]),
        (None, "2031", ["42.7亿元", "60亿元"]),
        ("2032-05-01", None, ["7.5亿元"]),
        (None, None, ["42.7亿元", "60亿元", "7.5亿元"]),
    ],
)
def test_dates_of_issue(db: Path, first: str | None, last: str | None, quotes: list[str]) -> None:
    with open_store("store.db") as store:
        found = gather(store, Filters(issued_from=first, issued_to=last))
    assert [one.quote for one in found.observations] == quotes


def test_exit_codes(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["export", "--format", "csv", "--out", "a.csv"]
    assert main(words) == 0
    assert main(words) == 7
    assert "exists already" in capsys.readouterr().err
    assert main([*words, "--force", "--lang", "zh", "--issued-from", "2040"]) == 6
    assert "库中没有这样的数字" in capsys.readouterr().err
    assert rows("a.csv")
    assert main(["export", "--format", "doc", "--out", "b"]) == 2


def test_a_release_and_the_one_after(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--title", "Synthetic", "--licence", "CC0-1.0"]
    assert main(["release", "one", *words]) == 0
    with open_store("store.db") as store:
        store.add(*bulletin(Number("7.6"), area=WEST, issued="2032", path="west.txt"), EXTRACTOR)
    assert main(["release", "two", *words, "--previous", "one"]) == 0
    assert "0 added, 0 removed, 1 changed" in capsys.readouterr().out
