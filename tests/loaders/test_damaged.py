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
SECONDS = 8
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
    "skipped",
}
# The batch runs in a process of its own: what its workers have used at most, only their parent can tell.
PROGRAM = """
import json, resource, sys
from loaders.limits import Limits
from tongbao.batch import Way, read_all
from tongbao.inputs import find

limits = Limits(seconds=float(sys.argv[2]), memory=int(sys.argv[3]))
for outcome in read_all(find([sys.argv[1]]).inputs, Way(limits=limits)):
    status = outcome.error.status if outcome.error else "skipped" if outcome.skipped else "read"
    messages = [outcome.error.message("en"), outcome.error.message("zh")] if outcome.error else []
    warnings = outcome.bulletin.warnings if outcome.bulletin else []
    print(json.dumps([outcome.source.name, status, messages, len(warnings)]))
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


class Read(NamedTuple):
    """What became of a file, and what was said of it."""

    name: str
    status: str
    messages: list[str]
    warnings: int


Report = dict[str, list[Read]]

KINDS: list[Callable[[], damaged.Files]] = [
    damaged.cut_off,
    damaged.flipped,
    damaged.misnamed,
    damaged.rubbish,
    damaged.locked,
    damaged.bombs,
    damaged.cyclic,
    damaged.endless,
]


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, int]:
    """What became of each file, by the kind of its damage, and the kilobytes of memory that a worker had at most."""
    root = tmp_path_factory.mktemp("damaged")
    for kind in KINDS:
        folder = root / kind.__name__
        folder.mkdir()
        for name, data in kind():
            (folder / name).write_bytes(data)
    command = [sys.executable, "-c", PROGRAM, str(root), str(SECONDS), str(MEGABYTES)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    *lines, peak = map(json.loads, done.stdout.splitlines())
    report: Report = {kind.__name__: [] for kind in KINDS}
    for path, *rest in lines:
        kind, _, name = path.removeprefix(f"{root}/").partition("/")
        report[kind].append(Read(name, *rest))
    return report, peak


@pytest.fixture(scope="module")
def report(outcome: tuple[Report, int]) -> Report:
    return outcome[0]


def statuses(read: list[Read]) -> dict[str, str]:
    """By name."""
    return {each.name: each.status for each in read}


def test_every_file_has_a_named_status_and_a_message_that_names_it(report: Report) -> None:
    everything = [each for read in report.values() for each in read]
    assert len(everything) > 150
    assert [(each.name, each.messages) for each in everything if each.status not in NAMED] == []
    failed = [each for each in everything if each.status not in {"read", "skipped"}]
    assert [each.name for each in failed if each.name.split("!")[0] not in each.messages[0]] == []
    assert [each.name for each in failed if each.name.split("!")[0] not in each.messages[1]] == []


def test_no_worker_takes_more_memory_than_allowed(outcome: tuple[Report, int]) -> None:
    assert outcome[1] < MEGABYTES * 1000


def test_what_is_whole_is_read_under_any_name(report: Report) -> None:
    assert set(statuses(report["misnamed"]).values()) == {"read"}


def test_what_was_cut_off_is_never_read_in_silence(report: Report) -> None:
    packed = (".docx", ".xlsx", ".zip", ".pdf")
    read = [each for each in report["cut_off"] if each.name.endswith(packed) and each.status == "read"]
    assert [each.name for each in read if not each.warnings] == []


def test_what_is_locked_is_named_so(report: Report) -> None:
    assert set(statuses(report["locked"]).values()) == {"encrypted"}


def test_no_bomb_is_read(report: Report) -> None:
    lies = {each.name: each.status for each in report["bombs"] if "lies" in each.name}
    assert set(lies.values()) <= {"damaged", "too-large"}
    others = {each.name: each.status for each in report["bombs"] if each.name not in lies}
    assert set(others.values()) == {"too-large"}


def test_what_is_too_much_is_named_so(report: Report) -> None:
    found = statuses(report["endless"])
    assert found["10,000 pages.pdf"] == found["too long.txt"] == "too-large"
    assert found["deep.html"] == found["deep tables.html"] == "too-large"
    assert found["entities.docx"] in {"damaged", "too-large"}


def test_statuses_are_those_of_the_loaders() -> None:
    def family(parent: type[LoadError]) -> set[str]:
        return {parent.status}.union(*(family(child) for child in parent.__subclasses__()))

    assert NAMED - {"read", "skipped"} <= family(LoadError)
