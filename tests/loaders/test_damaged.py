"""Files that nobody vouches for, read as a batch: a named status each, within memory and time."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from schemas.errors import LoadError
from tests.loaders import damaged

PROJECT = Path(__file__).parents[2]
SECONDS = 20
MEGABYTES = 1_000
# All that may be said of a file here; `failed`, for what nobody foresaw, is not among it.
NAMED = {
    "read",
    "encrypted",
    "damaged",
    "too-large",
    "timeout",
    "no-text",
    "unsupported",
    "needs-ocr",
    "needs-tool",
}
# The batch runs in a process of its own: what its workers have used at most, only their parent can tell.
PROGRAM = """
import json, resource, sys, time
from loaders.limits import Limits
from tongbao.batch import Way, read_all
from tongbao.inputs import find

limits = Limits(seconds=float(sys.argv[2]), memory=int(sys.argv[3]))
for outcome in read_all(find([sys.argv[1]]).inputs, Way(limits=limits)):
    status = outcome.error.status if outcome.error else "skipped" if outcome.skipped else "read"
    messages = [outcome.error.message("en"), outcome.error.message("zh")] if outcome.error else []
    warnings = outcome.bulletin.warnings if outcome.bulletin else []
    print(json.dumps([outcome.source.name, status, messages, len(warnings)]))
print(json.dumps([time.process_time(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss]))
"""


class Read(NamedTuple):
    """What became of a file, and what was said of it."""

    name: str
    status: str
    messages: list[str]
    warnings: int


class Report(NamedTuple):
    """What became of each file, and the most memory that a worker had, in kilobytes."""

    read: list[Read]
    peak: int

    def statuses(self) -> dict[str, str]:
        """By name."""
        return {each.name: each.status for each in self.read}


def batch(folder: Path, files: damaged.Files) -> Report:
    """Writes the files and reads the folder."""
    folder.mkdir()
    for name, data in files:
        (folder / name).write_bytes(data)
    command = [sys.executable, "-c", PROGRAM, str(folder), str(SECONDS), str(MEGABYTES)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    *lines, last = map(json.loads, done.stdout.splitlines())
    read = [Read(name.removeprefix(f"{folder}/"), *rest) for name, *rest in lines]
    return Report(read, last[1])


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Report]:
    """One for each kind of damage."""
    folder = tmp_path_factory.mktemp("damaged")
    kinds: list[Callable[[], damaged.Files]] = [
        damaged.cut_off,
        damaged.flipped,
        damaged.misnamed,
        damaged.rubbish,
        damaged.locked,
        damaged.bombs,
        damaged.cyclic,
        damaged.endless,
    ]
    return {kind.__name__: batch(folder / kind.__name__, kind()) for kind in kinds}


def test_every_file_has_a_named_status_and_a_message_that_names_it(reports: dict[str, Report]) -> None:
    for report in reports.values():
        assert [(each.name, each.messages) for each in report.read if each.status not in NAMED] == []
        silent = [
            each.name
            for each in report.read
            if each.status != "read" and not all(each.name.split("!")[0] in said for said in each.messages)
        ]
        assert silent == []


def test_no_worker_takes_more_memory_than_allowed(reports: dict[str, Report]) -> None:
    assert {name: report.peak for name, report in reports.items() if report.peak >= MEGABYTES * 1000} == {}


def test_what_is_whole_is_read_under_any_name(reports: dict[str, Report]) -> None:
    assert {status for name, status in reports["misnamed"].statuses().items()} == {"read"}


def test_what_was_cut_off_is_never_read_in_silence(reports: dict[str, Report]) -> None:
    packed = (".docx", ".xlsx", ".zip", ".pdf")
    whole = [
        each.name for each in reports["cut_off"].read if each.name.endswith(packed) and each.status == "read"
    ]
    told = [each.name for each in reports["cut_off"].read if each.warnings]
    assert [name for name in whole if name not in told] == []


def test_what_is_locked_is_named_so(reports: dict[str, Report]) -> None:
    assert set(reports["locked"].statuses().values()) == {"encrypted"}


def test_no_bomb_is_read(reports: dict[str, Report]) -> None:
    statuses = reports["bombs"].statuses()
    lies = {name: status for name, status in statuses.items() if "lies" in name}
    assert set(lies.values()) <= {"damaged", "too-large"}
    assert {
        name: status for name, status in statuses.items() if name not in lies and status != "too-large"
    } == {}


def test_what_is_too_much_is_named_so(reports: dict[str, Report]) -> None:
    statuses = reports["endless"].statuses()
    assert statuses["10,000 pages.pdf"] == statuses["too long.txt"] == "too-large"
    assert statuses["entities.docx"] in {"damaged", "too-large"}


def test_statuses_are_those_of_the_loaders() -> None:
    def family(parent: type[LoadError]) -> set[str]:
        return {parent.status}.union(*(family(child) for child in parent.__subclasses__()))

    assert NAMED - {"read"} <= family(LoadError)
