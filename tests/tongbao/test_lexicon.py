"""A user's word list on the command line and in Python, as its user meets it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

import tongbao
from schemas.errors import LexiconError, MissingFileError, TooLargeError
from tongbao.__main__ import main
from tongbao.lexicon import LIMIT, read_lexicon

WORDS = "kind,word,value\nindicator,亩均税收,tax_per_mu\nindustry,空天信息,\nsubject,滨江片区攻坚组,\n"
# synthetic
TEXT = (
    "泾县2023年1-8月经济运行情况通报\n各单位：\n"
    "2023年1-8月，全县亩均税收18.6万元。空天信息产业项目到位资金5亿元。滨江片区攻坚组签约项目12个。\n"
)


class Result(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in a folder with a bulletin and a word list, with English messages."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.setenv("TONGBAO_DB", "sqlite:///test.db")
    Path("bulletin.txt").write_text(TEXT, encoding="utf-8")
    Path("words.csv").write_text(WORDS, encoding="utf-8")

    def run(*words: str) -> Result:
        code = main(words)
        return Result(code, *capsys.readouterr())

    return run


def facts(bulletin: tongbao.Bulletin) -> list[tuple[str | None, str | None, str | None]]:
    return [(figure.code, figure.facets.industry, figure.subject) for figure in bulletin.figures]


def understood(out: str) -> list[tuple[str | None, str | None, str | None]]:
    return facts(tongbao.Bulletin.model_validate_json(out))


WITH = [
    ("tax_per_mu", None, None),
    ("funds_in_place", "空天信息", None),
    ("projects_signed", None, "滨江片区攻坚组"),
]


def test_extract_reads_with_the_words_and_only_then(run: Run) -> None:
    result = run("extract", "bulletin.txt", "--lexicon", "words.csv")
    assert (result.code, result.err) == (0, "")
    assert understood(result.out) == WITH
    assert understood(run("extract", "bulletin.txt").out) == facts(tongbao.extract(TEXT.encode())) != WITH


def test_the_words_hold_for_every_file_and_form(run: Run) -> None:
    Path("second.txt").write_text(TEXT, encoding="utf-8")
    lines = run("extract", ".", "--format", "jsonl", "--lexicon", "words.csv").out.splitlines()
    assert [understood(line) for line in lines] == [WITH, WITH]
    assert run("extract", "bulletin.txt", "--out", "read", "--lexicon", "words.csv").code == 0
    assert understood(Path("read", "bulletin.json").read_text(encoding="utf-8")) == WITH


@pytest.mark.parametrize("form", [str, Path, read_lexicon])
def test_python_takes_a_path_or_what_was_read(run: Run, form: Callable[[str], str | Path]) -> None:
    assert facts(tongbao.extract(TEXT.encode(), lexicon=form("words.csv"))) == WITH
    assert facts(tongbao.extract(tongbao.load("bulletin.txt"), lexicon=form("words.csv"))) == WITH
    assert facts(tongbao.extract(TEXT.encode())) != WITH


def test_other_words_are_another_reading_of_the_same_bytes(run: Run) -> None:
    assert "added" in run("ingest", "bulletin.txt").out
    assert "read anew" in run("ingest", "bulletin.txt", "--lexicon", "words.csv").out
    assert "unchanged" in run("ingest", "bulletin.txt", "--lexicon", "words.csv").out
    assert understood(run("show", "1", "--format", "json").out) == WITH
    Path("words.csv").write_text(WORDS + "subject,湖西,\n", encoding="utf-8")
    assert "read anew" in run("ingest", "bulletin.txt", "--lexicon", "words.csv").out


@pytest.mark.parametrize("asked", ["亩均税收", "tax_per_mu"])
def test_a_new_indicator_can_be_compared_by_its_word(run: Run, asked: str) -> None:
    run("ingest", "bulletin.txt", "--lexicon", "words.csv")
    run("ingest", "bulletin.txt", "--lexicon", "words.csv")
    question = ("compare", "--indicator", asked, "--period", "2023年1-8月", "--format", "json")
    rows = json.loads(run(*question).out)["rows"]
    assert [(row["area"], row["indicator"], row["quote"]) for row in rows] == [
        ("泾县", "亩均税收", "18.6万元")
    ]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_as_spreadsheets_write_it(tmp_path: Path, mark: bytes, end: str) -> None:
    path = tmp_path / "words.csv"
    path.write_bytes(mark + (WORDS + ",,\n").replace("\n", end).encode())
    assert {word.word for word in read_lexicon(path).words} == {"亩均税收", "空天信息", "滨江片区攻坚组"}


def test_words_take_the_form_in_which_documents_are_read(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_text("kind,word,value\nindicator,畝均稅收（ＰＭ２．５）,tax_per_mu\n", encoding="utf-8")
    assert list(read_lexicon(path).indicators) == ["亩均税收(PM2.5)"]


@pytest.mark.parametrize("command", ["extract", "ingest"])
@pytest.mark.parametrize(("language", "told"), [("en", "words.csv, line 3: "), ("zh", "words.csv 第 3 行：")])
@pytest.mark.parametrize(
    "content",
    [
        "kind,word,value\nsubject,湖西,\nindustri,空天信息,\n".encode(),
        "kind,word,value\nsubject,湖西,\nindicator,亩均税收,\n".encode(),
        b"kind,word,value\n\nsubject," + "湖西".encode("gb18030"),
    ],
    ids=["kind", "code", "encoding"],
)
def test_a_bad_file_is_one_line_in_the_users_language(
    run: Run, command: str, language: str, told: str, content: bytes
) -> None:
    Path("words.csv").write_bytes(content)
    result = run(command, "bulletin.txt", "--lexicon", "words.csv", "--lang", language)
    assert (result.code, result.out) == (1, "")
    assert told in result.err and result.err.count("\n") == 1
    assert not Path("test.db").exists()


@pytest.mark.parametrize("name", ["nowhere.csv", ".", "a\0b"])
def test_a_file_that_cannot_be_read_is_told(run: Run, name: str) -> None:
    result = run("extract", "bulletin.txt", "--lexicon", name)
    assert result.code == 1
    assert "cannot be read" in result.err and "unexpected" not in result.err


def test_errors_of_python_are_of_the_tree(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    with pytest.raises(MissingFileError):
        tongbao.extract(TEXT.encode(), lexicon=path)
    path.write_text("湖西\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="kind,word,value"):
        tongbao.extract(TEXT.encode(), lexicon=path)
    path.write_bytes(b"x" * (LIMIT + 1))
    with pytest.raises(TooLargeError):
        tongbao.extract(TEXT.encode(), lexicon=path)


def test_the_option_needs_a_file(run: Run) -> None:
    assert run("extract", "bulletin.txt", "--lexicon").code == 2
