"""The command line, run as a user runs it, on the bundled bulletins (synthetic)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

import tongbao
from tongbao.__main__ import main
from tongbao.demonstration import FOLDER, bundled

TOP_LEVEL = {
    "source",
    "meta",
    "text",
    "figures",
    "percentages",
    "rankings",
    "rosters",
    "findings",
    "warnings",
}
ONE, OTHER = bundled()[0], bundled()[6]


class Result(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in an empty folder, with English messages."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.setenv("TONGBAO_DB", "sqlite:///test.db")

    def run(*words: object) -> Result:
        code = main([str(word) for word in words])
        return Result(code, *capsys.readouterr())

    return run


def test_one_bulletin_is_one_json_object_as_the_contract_says(run: Run) -> None:
    result = run("extract", ONE)
    assert (result.code, result.err) == (0, "")
    read = json.loads(result.out)
    assert set(read) >= TOP_LEVEL
    assert read == json.loads(tongbao.extract(ONE.read_bytes(), name=str(ONE)).model_dump_json())


@pytest.mark.parametrize("path", bundled(), ids=lambda path: path.stem)
def test_every_quote_stands_where_it_says(path: Path) -> None:
    bulletin = tongbao.extract(path)
    records = [*bulletin.figures, *bulletin.percentages, *bulletin.rankings, *bulletin.rosters]
    assert len(records) > 5
    assert [
        record.quote for record in records if bulletin.text[record.start : record.end] != record.quote
    ] == []


def test_several_bulletins_are_a_list_or_lines(run: Run) -> None:
    assert len(json.loads(run("extract", ONE, OTHER).out)) == 2
    lines = run("extract", ONE, OTHER, "--format", "jsonl").out.splitlines()
    assert [set(json.loads(line)) >= TOP_LEVEL for line in lines] == [True, True]


def test_a_table_is_for_a_person(run: Run) -> None:
    result = run("extract", ONE, "--format", "table", "--lang", "zh")
    assert result.code == 0
    assert "原文" in result.out and "指标" in result.out


def test_a_folder_is_walked_and_what_is_left_out_is_named(run: Run) -> None:
    result = run("extract", FOLDER)
    assert result.code == 0
    assert len(json.loads(result.out)) == len(bundled())
    assert "plan.yaml" in result.err


def test_an_empty_folder_is_a_failure(run: Run, tmp_path: Path) -> None:
    result = run("extract", tmp_path)
    assert result.code == 1
    assert str(tmp_path) in result.err


def test_out_writes_a_file_each_and_no_two_into_one(run: Run, tmp_path: Path) -> None:
    twin = tmp_path / "twin" / ONE.name
    twin.parent.mkdir()
    twin.write_bytes(OTHER.read_bytes())
    assert run("extract", ONE, twin, "--out", "read").code == 0
    written = sorted((tmp_path / "read").glob("*.json"))
    assert [path.name for path in written] == [f"{ONE.stem}-2.json", f"{ONE.stem}.json"]
    titles = [json.loads(path.read_text(encoding="utf-8"))["text"][:8] for path in written]
    assert titles[0] != titles[1]


def test_out_that_cannot_be_written_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "read").write_text("a file, not a folder")
    result = run("extract", ONE, "--out", "read")
    assert result.code == 1
    assert "cannot be written" in result.err


def test_standard_input() -> None:
    command = [sys.executable, "-m", "tongbao", "extract", "-"]
    done = subprocess.run(command, input=ONE.read_bytes(), capture_output=True, check=True)
    assert set(json.loads(done.stdout)) >= TOP_LEVEL


def test_a_reader_that_stops_early_sees_no_traceback() -> None:
    command = [sys.executable, "-m", "tongbao", "extract", *map(str, bundled() * 3), "--format", "jsonl"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout and process.stderr
    process.stdout.read(10)
    process.stdout.close()
    told = process.stderr.read().decode()
    process.stderr.close()
    process.wait()
    assert "Traceback" not in told and "Exception" not in told


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ([ONE], 0),
        (["nowhere.txt"], 1),
        (["nowhere.txt", ONE], 3),
        ([], 2),
        ([ONE, "--format", "xml"], 2),
        ([ONE, "--format", "table", "--out", "read"], 2),
        ([ONE, "--lang", "fr"], 2),
        ([ONE, "--unknown"], 2),
        ([ONE, "--jobs", "0"], 2),
        ([ONE, "--limit", "leaves=3"], 2),
        ([ONE, "--limit", "pages"], 2),
        ([ONE, "--limit", "characters=10"], 1),
    ],
)
def test_exit_codes(run: Run, words: list[object], code: int) -> None:
    assert run("extract", *words).code == code


def test_no_command_and_an_unknown_one_are_wrong_usage(run: Run) -> None:
    assert run("understand").code == 2


@pytest.mark.parametrize(("language", "told"), [("en", "cannot be read"), ("zh", "无法读取")])
def test_errors_are_told_in_the_users_language(run: Run, language: str, told: str) -> None:
    result = run("extract", "nowhere.txt", "--lang", language)
    assert "nowhere.txt" in result.err and told in result.err
    assert "Traceback" not in result.err


def test_what_nobody_foresaw_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("out of cheese")

    monkeypatch.setattr("tongbao.batch.extract", fail)
    result = run("extract", ONE)
    assert result.code == 1
    assert result.err.count("\n") == 1 and "out of cheese" in result.err
    with pytest.raises(RuntimeError):
        run("--debug", "extract", ONE)


def test_an_interrupted_ingest_says_how_far_it_came(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []

    def interrupted(source: object, **options: str) -> tongbao.Bulletin:
        seen.append(source)
        if len(seen) == 3:
            raise KeyboardInterrupt
        return tongbao.extract(source, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("tongbao.batch.extract", interrupted)
    result = run("ingest", FOLDER)
    assert (result.code, result.err.splitlines()[-1]) == (130, "stopped; 2 done")
    assert len(json.loads(run("list", "--format", "json").out)) == 2


def test_a_file_name_that_is_no_text_is_read(run: Run, tmp_path: Path) -> None:
    odd = os.fsencode(tmp_path) + b"/\xff.txt"
    Path(os.fsdecode(odd)).write_bytes(ONE.read_bytes())
    result = run("extract", os.fsdecode(odd))
    assert result.code == 0
    assert json.loads(result.out)["source"]["path"].endswith("\\xff.txt")


def test_json_in_a_pipe_is_utf8_whatever_the_locale() -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "tongbao", "extract", str(ONE)]
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert "签约" in json.loads(done.stdout.decode("utf-8"))["text"]


def test_ingest_names_what_became_of_each_file(run: Run) -> None:
    first = run("ingest", FOLDER, "nowhere.txt")
    assert first.code == 3
    assert first.out.count("added  ") == len(bundled())
    assert "nowhere.txt" in first.out
    again = run("ingest", FOLDER)
    assert again.code == 0
    assert again.out.count("unchanged  ") == len(bundled())


def test_ingest_of_nothing_but_failures_fails(run: Run) -> None:
    assert run("ingest", "nowhere.txt").code == 1


def test_a_store_that_cannot_be_opened_is_told(run: Run) -> None:
    result = run("list", "--db", "sqlite:///no/such/folder/test.db")
    assert result.code == 1
    assert "no/such/folder" in result.err and "Traceback" not in result.err


def test_list_and_show_give_back_what_was_read(run: Run) -> None:
    assert "ingest" in run("list").out
    run("ingest", ONE, OTHER)
    rows = json.loads(run("list", "--format", "json").out)
    assert [row["path"] for row in rows] == [str(ONE), str(OTHER)]
    shown = run("show", rows[1]["id"], "--format", "json")
    assert json.loads(shown.out) == json.loads(run("extract", OTHER).out)
    assert run("show", rows[1]["id"]).code == 0
    assert run("list", "--format", "csv").out.startswith("id,")


def test_search_finds_words_and_tells_where_they_stand(run: Run) -> None:
    run("ingest", ONE, OTHER)
    (hit,) = json.loads(run("search", tongbao.extract(ONE).text[:8], "--format", "json").out)
    shown = json.loads(run("show", hit["id"], "--format", "json").out)
    assert hit["matched"] == shown["text"][hit["start"] : hit["end"]]
    assert len(json.loads(run("search", "项目", "--limit", "1", "--format", "json").out)) == 1
    assert run("search", "项目", "--format", "csv").out.startswith("id,area_code,area,")
    assert hit["matched"] in run("search", hit["matched"]).out.replace("\n", "")


@pytest.mark.parametrize("words", ['"', "*", "-", "-项目镇", "--nothing", "AND", "(", "没有这个词"])
def test_search_takes_no_word_for_syntax(run: Run, words: str) -> None:
    result = run("search", words)
    assert (result.code, result.err) == (0, "")
    assert "no bulletin has all of these words" in result.out


def test_show_of_what_is_not_there_is_told(run: Run) -> None:
    result = run("show", 999)
    assert result.code == 1
    assert "tongbao list" in result.err


def test_compare_answers_with_rows_gaps_and_notes(run: Run) -> None:
    run("ingest", FOLDER)
    question = ("compare", "--indicator", "到位资金", "--period", "2023年1-8月")
    answer = json.loads(run(*question, "--format", "json").out)
    assert set(answer) == {"rows", "missing", "notes"}
    assert answer["rows"]
    assert run(*question).code == 0
    assert run(*question, "--format", "csv").out.startswith("area_code,area,")


# What is asked beside the period -> what a person reads in the table.
QUESTIONS: dict[str, tuple[tuple[str, ...], str]] = {
    "within": (("--indicator", "到位资金", "--within", "宣城市"), "泾县"),
    "by indicator": (("--by", "indicator", "--area", "泾县"), "到位资金"),
    "over time": (("--indicator", "到位资金", "--period", "2022年1-8月"), "2022-01..2022-08"),
    "units": (("--indicator", "到位资金", "--by", "subject"), "2023-01..2023-08"),
    "computed": (("--indicator", "到位资金", "--derive-months", "--measure", "growth"), "2023-01..2023-08"),
}


@pytest.mark.parametrize(("words", "told"), QUESTIONS.values(), ids=QUESTIONS)
def test_compare_answers_in_every_form(run: Run, words: tuple[str, ...], told: str) -> None:
    run("ingest", FOLDER)
    question = ("compare", "--period", "2023年1-8月", *words)
    table = run(*question)
    assert table.code == 0 and told in table.out
    rows = json.loads(run(*question, "--format", "json").out)["rows"]
    lines = run(*question, "--format", "csv").out.splitlines()
    assert len(lines) == len(rows) + 1 and lines[0].endswith("derived,marks")


@pytest.mark.parametrize("words", [(), ("--by", "indicator")])
def test_compare_says_what_is_to_be_named(run: Run, words: tuple[str, ...]) -> None:
    result = run("compare", "--period", "2023年1-8月", *words)
    assert result.code == 2 and "--by indicator" in result.err


@pytest.mark.parametrize(
    ("indicator", "period"),
    [("到位资金", "去年吧"), ("没有这个指标", "2023年1-8月"), ("到位资金", "2023-13")],
)
def test_a_question_that_is_not_understood_is_told(run: Run, indicator: str, period: str) -> None:
    run("ingest", ONE)
    result = run("compare", "--indicator", indicator, "--period", period)
    assert result.code == 1
    assert result.err and "Traceback" not in result.err


def test_indicators_and_areas(run: Run) -> None:
    codes = {row["code"] for row in json.loads(run("indicators", "--format", "json").out)}
    assert {"funds_in_place", "projects_signed"} <= codes
    assert run("indicators").code == 0
    assert [row["code"] for row in json.loads(run("areas", "泾县", "--format", "json").out)] == ["341823"]
    assert "宣城市" in run("areas", "泾县").out
    nothing = run("areas", "乌有县")
    assert nothing.code == 1 and "乌有县" in nothing.err


@pytest.mark.parametrize(("model", "field"), [("bulletin", "figures"), ("document", "blocks")])
def test_schema(run: Run, model: str, field: str) -> None:
    assert field in json.loads(run("schema", model).out)["properties"]


def test_version(run: Run) -> None:
    assert run("--version").out.split() == ["tongbao", tongbao.__version__]


def test_the_demo_puts_seven_districts_side_by_side(run: Run) -> None:
    result = run("demo", "--lang", "zh")
    assert result.code == 0
    districts = ("宣州区", "宁国市", "广德市", "郎溪县", "泾县", "绩溪县", "旌德县")
    assert [name for name in districts if name not in result.out] == []


def test_extract_loads_nothing_that_it_does_not_need() -> None:
    program = (
        "import sys; from tongbao.__main__ import main; main(['extract', sys.argv[1]]);"
        "heavy = {'pandas', 'sqlalchemy', 'alembic', 'spacy', 'pdfplumber', 'rich.table', 'rich.progress'};"
        "print(*sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(ONE)], capture_output=True, text=True, check=True
    )
    assert done.stderr.split() == []
