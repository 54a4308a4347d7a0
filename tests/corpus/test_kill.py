"""A process killed in the middle of a bulletin leaves those before it whole, and nothing of it."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from corpus import open_store
from tests.corpus.factory import EXTRACTOR, Number, bulletin

PROJECT = Path(__file__).parents[2]
ORPHANS = """
SELECT (SELECT count(*) FROM record WHERE run_id NOT IN (SELECT id FROM extraction_run))
     + (SELECT count(*) FROM document WHERE id NOT IN (SELECT document_id FROM document_version))
     + (SELECT count(*) FROM document_version WHERE id NOT IN (SELECT version_id FROM extraction_run))
     + (SELECT count(*) FROM content WHERE sha256 NOT IN (SELECT sha256 FROM document_version))
"""
# The child adds bulletins, tells which are in, and stops dead at the given moment of the given one.
CHILD = """
import sys
from sqlalchemy import event
from sqlalchemy.orm import Session
from corpus import models, open_store
from tests.corpus.factory import EXTRACTOR, Number, bulletin

path, moment, last = sys.argv[1], sys.argv[2], int(sys.argv[3])
current = 0

def stop(*_):
    if current == last:
        print("stopped", flush=True)
        sys.stdin.read()

target = Session if moment in ("after_flush", "before_commit") else models.Record
event.listen(target, moment, stop)
with open_store(path) as store:
    for current in range(last + 1):
        numbers = [Number(str(value)) for value in range(1, 40)]
        read, content = bulletin(*numbers, path=str(current), text=f"{current}号")
        store.add(read, content, EXTRACTOR)
        print(current, flush=True)
"""


@pytest.mark.parametrize("last", [0, 3])
@pytest.mark.parametrize("moment", ["after_flush", "after_insert", "before_commit"])
def test_killed_in_the_middle(path: Path, moment: str, last: int) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path), moment, str(last)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=PROJECT,
        text=True,
    )
    with child:
        told = [line.strip() for line in iter(child.stdout.readline, "stopped\n")] if child.stdout else []
        child.kill()
    assert child.returncode == -signal.SIGKILL
    assert told == [str(number) for number in range(last)]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute(ORPHANS).fetchone() == (0,)
    with open_store(str(path), timeout=1) as store:
        assert [(line.path, line.figures) for line in store.bulletins()] == [(name, 39) for name in told]
        assert all(read.source.path in told for _, read in store.current())
        again = bulletin(Number("1"), path=str(last), text="再次")
        assert store.add(*again, EXTRACTOR).status == "added"
