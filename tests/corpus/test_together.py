"""Several processes that ingest at once: no bulletin is lost, nothing is there twice."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import func, select

from corpus import Store, models, open_store
from schemas.errors import StoreError
from tests.corpus.factory import EXTRACTOR, Number, bulletin

PROJECT = Path(__file__).parents[2]
WRITERS, BULLETINS, AREAS = 4, 12, 3
# Every writer adds all bulletins, each in an order of its own; then its own version of one document, and a copy of
# the same bytes at an address of its own. It prints what each adding did.
WRITER = """
import json, random, sys
from corpus import IndicatorRow, open_store
from schemas import Area
from tests.corpus.factory import EXTRACTOR, Number, bulletin

url, writer, count, areas = sys.argv[1], *map(int, sys.argv[2:])
order = list(range(count))
random.Random(writer).shuffle(order)
told = []
with open_store(url, timeout=60) as store:
    print("ready", flush=True)
    sys.stdin.readline()
    store.register_indicators([IndicatorRow(code="amount_signed", name="签约金额", base_unit="元")])
    for number in order:
        area = Area(code=f"99010{number % areas}", name=f"第{number % areas}区", level="county")
        read, content = bulletin(Number(f"{number}.10"), area=area, path=f"{number}.txt", text=f"{number}号")
        told.append(store.add(read, content, EXTRACTOR).status)
    told.append(store.add(*bulletin(path="changing", text=f"第{writer}版"), EXTRACTOR).status)
    told.append(store.add(*bulletin(path=f"copy-{writer}", text="同一份"), EXTRACTOR).status)
print(json.dumps(told))
"""


def write_together(url: str) -> list[str]:
    """Start the writers, let them go at one moment, gather what they say."""
    options = [str(BULLETINS), str(AREAS)]
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, url, str(number), *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=PROJECT,
            text=True,
        )
        for number in range(WRITERS)
    ]
    for writer in writers:
        assert writer.stdout and writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin
        writer.stdin.write("go\n")
        writer.stdin.flush()
    told: list[str] = []
    for writer in writers:
        out, _ = writer.communicate()
        assert writer.returncode == 0
        told += json.loads(out)
    return told


def repeated(store: Store, *columns: object) -> list[object]:
    """The values that stand in more than one row."""
    with store._engine.connect() as connection:
        rows = select(*columns).group_by(*columns).having(func.count() > 1)  # type: ignore[call-overload]
        return list(connection.execute(rows))


def test_several_processes_ingest_the_same_bulletins(url: str) -> None:
    told = Counter(write_together(url))
    assert told == {
        "added": BULLETINS + 2,
        "new_version": WRITERS - 1,
        "unchanged": (WRITERS - 1) * (BULLETINS + 1),
    }
    with open_store(url) as store:
        stored = {line.path: line for line in store.bulletins()}
        assert len(stored) == BULLETINS + 2
        assert {f"{number}.txt" for number in range(BULLETINS)} | {"changing"} < set(stored)
        assert [run.version for run in store.history(stored["changing"].id)] == [1, 2, 3, 4]
        assert sum(path.startswith("copy-") for path in stored) == 1
        assert all(line.figures == 1 for path, line in stored.items() if path[0].isdecimal())
        version, run, area = models.DocumentVersion, models.ExtractionRun, models.Area
        assert repeated(store, models.Document.address) == []
        assert repeated(store, version.document_id, version.number) == []
        assert repeated(store, run.version_id, run.extractor) == []
        assert repeated(store, area.code, area.name) == []
        assert len(store.indicators()) == 1


def test_a_bulletin_that_no_second_attempt_can_keep(store: Store) -> None:
    """What is against a constraint by itself is not tried for ever."""
    read, content = bulletin(Number("1"), Number("2"))
    read.figures[1].id = read.figures[0].id
    with pytest.raises(StoreError, match=r"(?i)unique"):
        store.add(read, content, EXTRACTOR)
    assert store.bulletins() == []
