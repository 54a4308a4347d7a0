"""Workers that hang, crash, run out of memory or lie: each file gets its named status, and the others go on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from loaders.guard import Answer, Guard, Task
from loaders.limits import Limits
from schemas.errors import TongbaoError

PROJECT = Path(__file__).parents[3]
TASK = Task("tests.loaders.guard.tasks:answering", {})
SMALL = Limits(memory=400, seconds=2.0)


@pytest.fixture(scope="module")
def guard() -> Iterator[Guard]:
    with Guard(TASK, jobs=2, limits=SMALL) as guard:
        yield guard


def ask(guard: Guard, *words: str) -> list[Answer]:
    """The answers to some files, in their order."""
    answers: dict[int, Answer] = {}
    for number, word in enumerate(words):
        while not guard.free:
            answers.update(guard.wait())
        guard.give(number, f"{number}.pdf", word.encode())
    while guard.busy:
        answers.update(guard.wait())
    return [answers[number] for number in range(len(words))]


def statuses(answers: list[Answer]) -> list[str]:
    return [answer.status if isinstance(answer, TongbaoError) else "read" for answer in answers]


def test_workers_live_on_from_file_to_file(guard: Guard) -> None:
    answers = ask(guard, *["echo 通报"] * 6)
    told = [answer.decode().split(":") for answer in answers if isinstance(answer, bytes)]
    assert [(place, rest) for place, rest, _ in told] == [(f"{number}.pdf", "通报") for number in range(6)]
    assert len({process for _, _, process in told}) == 2


@pytest.mark.parametrize(
    ("word", "status", "told"),
    [
        ("sleep 20", "timeout", "2 seconds"),
        ("spin", "timeout", "2 seconds"),
        ("fill", "too-large", "400 MB of memory"),
        ("read-nowhere", "damaged", "SIGSEGV"),
        ("crash SIGABRT", "damaged", "SIGABRT"),
        ("crash SIGKILL", "too-large", "400 MB of memory"),
        ("exit 7", "damaged", "exit code 7"),
        ("exit 0", "damaged", "exit code 0"),
        ("deep", "too-large", "levels"),
        ("refuse", "encrypted", "password"),
        ("bug 52", "failed", "KeyError: '52'"),
        ("lie", "failed", "unexpected"),
        ("large 30000000", "read", ""),
        ("print 52", "read", ""),
    ],
)
def test_each_failure_has_its_name_and_the_next_file_is_read(
    guard: Guard, word: str, status: str, told: str
) -> None:
    before, failed, after = ask(guard, "echo", word, "echo")
    assert statuses([before, failed, after]) == ["read", status, "read"]
    if isinstance(failed, TongbaoError):
        assert told in failed.message("en") and failed.message("zh").startswith("1.pdf：")


def test_the_limits_are_known_inside(guard: Guard) -> None:
    assert ask(guard, "told seconds", "told pages") == [b"2.0", b"2000"]


@pytest.mark.parametrize("held", [0, 600_000_000])
def test_no_worker_has_more_memory_than_allowed_and_says_so_when_it_crashes(held: int) -> None:
    # A child begins with the peak of its parent, which may be more than it is allowed itself.
    program = (
        f"import resource, sys; sys.path.insert(0, '.'); large = bytearray(b'x') * {held}; del large;"
        "from tests.loaders.guard.test_guard import ask, statuses, Guard, TASK, SMALL;"
        "guard = Guard(TASK, jobs=1, limits=SMALL); told = statuses(ask(guard, 'fill', 'fill-in-c', 'echo'));"
        "guard.close(); print(*told, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, check=True)
    *told, peak = done.stdout.decode().split()
    assert told == ["too-large", "too-large", "read"]
    assert held or 200_000 < int(peak) < 400_000


def test_a_worker_that_cannot_start_is_told() -> None:
    with Guard(Task("tests.loaders.guard.tasks:broken", {}), jobs=1) as guard:
        answers = ask(guard, "echo", "echo")
    assert statuses(answers) == ["failed", "failed"]
    assert "did not start" in str(answers[0])


def test_a_guard_that_is_closed_leaves_nothing_behind(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    with Guard(TASK, jobs=1, limits=SMALL) as guard:
        guard.give(0, "a.doc", f"start-another {note}".encode())
        assert becomes(lambda: note.exists() and note.read_text() != "")
    process, folder = note.read_text().split()
    assert becomes(lambda: not alive(int(process)))
    assert not Path(folder).exists()


def test_a_guard_that_is_killed_leaves_no_worker_behind(tmp_path: Path) -> None:
    program = (
        "import sys; sys.path.insert(0, '.');"
        "from tests.loaders.guard.test_guard import ask, Guard, TASK, SMALL;"
        "guard = Guard(TASK, jobs=1); print(ask(guard, 'echo')[0].decode(), flush=True);"
        "guard.give(0, 'a.pdf', b'spin'); guard.wait()"
    )
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    child = subprocess.Popen(
        [sys.executable, "-c", program], cwd=PROJECT, stdout=subprocess.PIPE, text=True, env=environment
    )
    with child:
        assert child.stdout
        worker = int(child.stdout.readline().rpartition(":")[2])
        time.sleep(0.2)
        assert alive(worker)
        child.send_signal(signal.SIGKILL)
    assert becomes(lambda: not alive(worker))


def becomes(true: Callable[[], bool]) -> bool:
    """Whether it is true within some seconds."""
    until = time.monotonic() + 10
    while not true() and time.monotonic() < until:
        time.sleep(0.01)
    return true()


def alive(process: int) -> bool:
    """Whether it runs; one that nobody has waited for yet does not."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2][0]
    except OSError:
        return False
    return state not in "ZX"


def test_workers_are_relieved_after_many_files() -> None:
    with Guard(TASK, jobs=1, limits=Limits(memory=400)) as guard:
        answers = ask(guard, *["echo"] * 501)
    processes = [answer.decode().rpartition(":")[2] for answer in answers if isinstance(answer, bytes)]
    assert (len(set(processes[:500])), len(set(processes))) == (1, 2)
