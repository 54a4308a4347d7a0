"""A process killed at any moment of an ingest leaves whole bulletins only, all that it told of, and a store that goes on.

`TONGBAO_KILLS=100` kills a hundred times in each of the tests with random moments; by default they are few.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import text

from corpus import Store, open_store
from tests.corpus.factory import EXTRACTOR, Number, bulletin

PROJECT = Path(__file__).parents[2]
KILLS = int(os.environ.get("TONGBAO_KILLS", "4"))
ORPHANS = """
SELECT (SELECT count(*) FROM record WHERE run_id NOT IN (SELECT id FROM extraction_run))
     + (SELECT count(*) FROM document WHERE id NOT IN (SELECT document_id FROM document_version))
     + (SELECT count(*) FROM document_version WHERE id NOT IN (SELECT version_id FROM extraction_run))
     + (SELECT count(*) FROM content WHERE sha256 NOT IN (SELECT sha256 FROM document_version))
     + (SELECT count(*) FROM extraction_run WHERE id NOT IN (SELECT run_id FROM search_text))
"""
# The child adds bulletins, tells which are in, and stops dead at the given moment of the given one.
STOPS = """
import sys
from sqlalchemy import event
from sqlalchemy.orm import Session
from corpus import models, open_store
from tests.corpus.factory import EXTRACTOR
from tests.corpus.test_kill import numbered

url, moment, last = sys.argv[1], sys.argv[2], int(sys.argv[3])
current = 0

def stop(*_):
    if current == last:
        print("stopped", flush=True)
        sys.stdin.read()

target = Session if moment in ("after_flush", "before_commit") else models.Record
event.listen(target, moment, stop)
with open_store(url) as store:
    for current in range(last + 1):
        store.add(*numbered(current), EXTRACTOR)
        print(current, flush=True)
"""
# The child adds bulletins until it is killed, beginning with the given one.
GOES_ON = """
import itertools, sys
from corpus import open_store
from tests.corpus.factory import EXTRACTOR
from tests.corpus.test_kill import numbered

with open_store(sys.argv[1]) as store:
    print("ready", flush=True)
    for number in itertools.count(int(sys.argv[2])):
        store.add(*numbered(number), EXTRACTOR)
        print(number, flush=True)
"""
# Synthetic; more of them than are read without workers.
FILES = 30
LINE = "（合成样本）2031年1-8月，东溪区新签约项目{number}个，总投资{number}.5亿元。\n"


def numbered(number: int) -> tuple[object, bytes]:
    """A bulletin of its own for each number, with some dozens of records."""
    return bulletin(*(Number(str(value)) for value in range(1, 40)), path=str(number), text=f"{number}号")


def start(code: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=PROJECT,
        text=True,
    )


def check_whole(store: Store, told: Sequence[str]) -> set[str]:
    """Nothing is there by half, and everything that was told; the addresses of what is there."""
    with store._engine.connect() as connection:
        assert connection.scalar(text(ORPHANS)) == 0
        if connection.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    lines = {line.path: line for line in store.bulletins()}
    assert set(told) <= set(lines)
    assert {hit.path for hit in store.search("合成样本", limit=100_000)} == set(lines)
    for number, read in store.current():
        line = lines[str(read.source.path)]
        counts = (line.figures, line.percentages, line.rankings, line.rosters)
        assert counts == (len(read.figures), len(read.percentages), len(read.rankings), len(read.rosters))
        assert line.figures > 0
        assert len(store.content(number)) > 0
    return set(lines)


@pytest.mark.parametrize("last", [0, 3])
@pytest.mark.parametrize("moment", ["after_flush", "after_insert", "before_commit"])
def test_killed_in_the_middle(url: str, moment: str, last: int) -> None:
    with start(STOPS, url, moment, last) as child:
        told = [line.strip() for line in iter(child.stdout.readline, "stopped\n")] if child.stdout else []
        child.kill()
    assert child.returncode == -signal.SIGKILL
    assert told == [str(number) for number in range(last)]
    with open_store(url, timeout=5) as store:
        assert check_whole(store, told) == set(told)
        assert all(line.figures == 39 for line in store.bulletins())
        again = bulletin(Number("1"), path=str(last), text="再次")
        assert store.add(*again, EXTRACTOR).status == "added"


def test_killed_at_random_moments(url: str) -> None:
    """Each run begins with the bulletin that the one before was killed in, and knows those before it."""
    chance = random.Random(5)
    told: list[str] = []
    for _ in range(KILLS):
        with start(GOES_ON, url, max(0, len(told) - 1)) as child:
            assert child.stdout and child.stdout.readline() == "ready\n"
            time.sleep(chance.uniform(0, 0.4))
            child.kill()
            lines = child.stdout.read().split("\n")[:-1]
        assert child.returncode == -signal.SIGKILL
        told += [line for line in lines if line not in told]
        with open_store(url, timeout=5) as store:
            stored = check_whole(store, told)
        # At most the one that was committed and not yet told.
        assert stored - set(told) <= {str(len(told))}
    assert told == [str(number) for number in range(len(told))]
    with open_store(url, timeout=5) as store:
        statuses = [store.add(*numbered(number), EXTRACTOR).status for number in range(len(told) + 2)]
    assert statuses[: len(told)] == ["unchanged"] * len(told)
    assert statuses[-1] == "added"


def test_a_command_killed_at_random_moments(url: str, tmp_path: Path) -> None:
    """`tongbao ingest` with its workers; once all files are in, others take their place."""
    chance = random.Random(7)
    folder = tmp_path / "in"
    folder.mkdir()
    for kill in range(KILLS):
        if len(list(folder.iterdir())) == len(stored(url)):
            for number in range(FILES):
                written = LINE.format(number=(kill + 1) * 1000 + number) * 5
                (folder / f"{kill}-{number}.txt").write_text(written, encoding="utf-8")
        told = killed(url, folder, chance.uniform(0, 0.6))
        with open_store(url, timeout=5) as store:
            check_whole(store, told)
    command = [sys.executable, "-m", "tongbao", "ingest", str(folder), "--db", url, "--lang", "en"]
    before = stored(url)
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    assert done.stdout.count("unchanged  ") == len(before)
    assert stored(url) == {str(path) for path in folder.iterdir()}


def stored(url: str) -> set[str]:
    with open_store(url, timeout=5) as store:
        return {line.path for line in store.bulletins()}


def killed(url: str, folder: Path, seconds: float) -> list[str]:
    """Run the command and kill it some time after its first bulletin; the files that it told of as added."""
    command = [
        sys.executable,
        "-m",
        "tongbao",
        "ingest",
        str(folder),
        "--db",
        url,
        "--lang",
        "en",
        "--jobs",
        "2",
    ]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        first = child.stdout.readline()
        time.sleep(seconds)
        child.kill()
        lines = [first, *child.stdout.read().split("\n")[:-1]]
    return [line.split("  ")[1].strip() for line in lines if line.startswith("added  ")]
