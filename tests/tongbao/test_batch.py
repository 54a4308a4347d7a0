"""Many files at once: in workers as here, in their order, archives opened, stopped and taken up again."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from loaders.limits import Limits
from schemas import Source
from tongbao import batch, read_lexicon
from tongbao.api import extract
from tongbao.batch import Outcome, Way, read_all
from tongbao.demonstration import bundled
from tongbao.inputs import find
from tongbao.written import JOURNAL, Results

# Synthetic.
TEXT = "某县招商引资工作通报\n2023年1-8月，全县新签约亿元以上项目{}个，到位资金93.6亿元，同比增长12.6%。\n"


@pytest.fixture
def everything_in_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "FEW", 0)


def read(paths: list[Path], way: Way | None = None) -> list[Outcome]:
    return list(read_all(find([str(path) for path in paths]).inputs, way or Way(jobs=2)))


def told(outcomes: list[Outcome]) -> list[tuple[str, str]]:
    """The name of each, and what became of it."""
    return [(Path(each.source.name).name, status(each)) for each in outcomes]


def status(outcome: Outcome) -> str:
    if outcome.error:
        return outcome.error.status
    return "known" if outcome.known else "skipped" if outcome.skipped else "read"


def zipped(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.usefixtures("everything_in_workers")
def test_a_worker_reads_what_is_read_here(tmp_path: Path) -> None:
    words = tmp_path / "words.csv"
    words.write_text("kind,word,value\nindicator,签约亿元以上项目,big_projects\n", encoding="utf-8")
    lexicon = read_lexicon(words)
    outcomes = read(bundled(), Way(lexicon=lexicon, jobs=2))
    here = [extract(path, lexicon=lexicon) for path in bundled()]
    assert [outcome.bulletin for outcome in outcomes] == here
    assert [outcome.content for outcome in outcomes] == [path.read_bytes() for path in bundled()]


@pytest.mark.usefixtures("everything_in_workers")
def test_order_archives_and_failures_are_the_same_for_any_number_of_workers(tmp_path: Path) -> None:
    inner = zipped({"9.txt": TEXT.format(9).encode()})
    files = {
        "a.txt": TEXT.format(1).encode() * 200,
        "b.pdf": b"%PDF-1.7 cut off",
        "c.zip": zipped(
            {
                "2.txt": TEXT.format(2).encode(),
                "setup.exe": b"MZ\0\0",
                "sub/3.txt": TEXT.format(3).encode(),
                "empty.txt": b"",
                "in.zip": inner,
            }
        ),
        "d.txt": b"",
        "e.zip": zipped({}),
        "f.txt": TEXT.format(6).encode(),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    found = find([str(tmp_path)]).inputs
    several, one = (list(read_all(found, Way(jobs=jobs))) for jobs in (3, 1))
    assert told(several) == told(one)
    names = [name.removeprefix("c.zip!") for name, _ in told(several)]
    assert names[2:7] == ["2.txt", "setup.exe", "3.txt", "empty.txt", "9.txt"]
    statuses = [each for _, each in told(several)]
    assert statuses[0] == "read" and statuses[1] in {"damaged", "unsupported", "no-text"}
    assert statuses[2:] == ["read", "skipped", "read", "no-text", "read", "no-text", "no-text", "read"]
    assert several[4].required().source.path == f"{tmp_path}/c.zip!sub/3.txt"
    assert sum(outcome.share for outcome in several) == pytest.approx(len(found))


@pytest.mark.usefixtures("everything_in_workers")
def test_limits_reach_the_worker(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT.format(52) * 10, encoding="utf-8")
    (outcome,) = read([path], Way(limits=Limits(characters=100)))
    assert outcome.error and "100 characters" in str(outcome.error)
    assert "100 个字符" in outcome.error.message("zh")


def test_a_script_needs_no_guard_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"<html><body><p>{TEXT.format(52)}</p></body></html>", encoding="utf-8")
    script = tmp_path / "script.py"
    script.write_text(
        "import sys\nfrom tongbao.batch import read_all\nfrom tongbao.inputs import find\n"
        "for outcome in read_all(find([sys.argv[1]]).inputs): print(outcome.required().figures[0].quote)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, str(script), str(path)], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["52个"]


def test_a_folder_of_pipes_and_devices_is_no_trap(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_text(TEXT)
    found = find([str(tmp_path)])
    assert ([item.stem for item in found.inputs], len(found.skipped)) == (["b"], 1)


def test_results_keep_their_names_and_are_known_again(tmp_path: Path) -> None:
    first, second = find([str(tmp_path / "x" / "通报.txt"), str(tmp_path / "y" / "通报.txt")]).inputs
    bulletin = extract(TEXT.format(52).encode())
    source = Source(path=first.name, sha256=bulletin.source.sha256)
    results = Results(tmp_path, "1")
    assert not results.known(source)
    assert [results.target(item).name for item in (first, second)] == ["通报.json", "通报-2.json"]
    results.write(first, bulletin)
    # Another run, that meets the second one first.
    with (tmp_path / JOURNAL).open("a") as journal:
        journal.write('\n["cut of')
    again = Results(tmp_path, "1")
    assert [again.target(item).name for item in (second, first)] == ["通报-2.json", "通报.json"]
    assert again.known(source) and not Results(tmp_path, "2").known(source)
    assert not again.known(Source(path=first.name, sha256="00"))
    (tmp_path / "通报.json").unlink()
    assert not Results(tmp_path, "1").known(source)


@pytest.fixture
def many(tmp_path: Path) -> Path:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number:02d}.txt").write_text(TEXT.format(number) * 20, encoding="utf-8")
    return folder


def command(*words: str) -> list[str]:
    program = (
        f"import sys; sys.path.insert(0, {str(Path(__file__).parents[2])!r});"
        "from tongbao.__main__ import run; run()"
    )
    return [sys.executable, "-c", program, *words]


def test_a_stopped_run_leaves_whole_files_and_is_taken_up_again(many: Path, tmp_path: Path) -> None:
    out = tmp_path / "read"
    words = command("extract", str(many), "--out", str(out), "--jobs", "2", "--lang", "en")
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    with process:
        assert process.stdout and process.stderr
        for _ in range(3):
            process.stdout.readline()
        process.send_signal(signal.SIGINT)
        sent = time.monotonic()
        said = process.stderr.read()
        process.wait()
    # A second, and what a busy machine takes on top.
    assert time.monotonic() - sent < 4
    assert process.returncode == 130
    done = sorted(out.glob("*.json"))
    assert 3 <= len(done) < 30
    kept = len((out / JOURNAL).read_text(encoding="utf-8").split("\n")) - 1
    # The signal may come between the file, the journal and the count.
    assert kept in {len(done), len(done) - 1}
    assert said.splitlines()[-1] in {f"stopped; {kept} done", f"stopped; {kept - 1} done"}
    assert "Traceback" not in said
    assert all("figures" in json.loads(path.read_text(encoding="utf-8")) for path in done)
    again = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    assert (again.count("unchanged  "), again.count("written  ")) == (kept, 30 - kept)
    assert [path.name for path in sorted(out.glob("*.json"))] == [
        f"{number:02d}.json" for number in range(30)
    ]


class Stopping(Decimal):
    """A number that is written while Ctrl-C is pressed."""

    def __format__(self, spec: str, /) -> str:
        signal.raise_signal(signal.SIGINT)
        return super().__format__(spec)


def test_a_stop_while_pydantic_writes_a_number_is_a_stop(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from tongbao import reading

    def read(*_: object) -> Iterator[Outcome]:
        bulletin = extract(bundled()[0])
        bulletin.figures[0].value = Stopping(1)
        yield Outcome(find([str(bundled()[0])]).inputs[0], bulletin)

    monkeypatch.setattr(reading, "read_all", read)
    with pytest.raises(KeyboardInterrupt):
        reading.extract([str(bundled()[0])], "json", str(tmp_path), Way())
    assert "0" in capsys.readouterr().err
    assert not list(tmp_path.glob("*.json"))


def test_a_stopped_list_is_whole(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from tongbao import reading

    def stopped(*_: object) -> Iterator[Outcome]:
        for path in bundled()[:2]:
            yield Outcome(find([str(path)]).inputs[0], extract(path))
        raise KeyboardInterrupt

    monkeypatch.setattr(reading, "read_all", stopped)
    with pytest.raises(KeyboardInterrupt):
        reading.extract([str(bundled()[0].parent)], "json", None, Way())
    assert len(json.loads(capsys.readouterr().out)) == 2
