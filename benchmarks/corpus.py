"""What a store of thousands of bulletins costs, on SQLite and on PostgreSQL: time, memory, space, answers.

For each size a new store of each kind is filled with bulletins that were read before (`benchmarks.bulletins`), which
tells the store's own share of the time, and questions are put to it. With `--ingest`, `tongbao ingest` also reads a
folder of as many files into a new store, with a worker on each of two cores, as a user would have it. What it is
held to: `compare` answers within a second, and a bulletin costs in the largest store no more than 1.3 times what it
costs in the smallest, in time of the processor: the clock tells more of what else the machine does.

    python -m benchmarks.corpus --sizes 1000 10000 --ingest
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

import extract
import loaders
from benchmarks.bulletins import bulletins, varied
from corpus import Store, open_store
from schemas import Bulletin

JOBS = 2
SAMPLE = 100
ASKED = "funds_in_place", "2030-01..2030-02"
WORDS = "到位资金 临江街道"
GROWTH, ANSWER = 1.3, 1.0
New = Callable[[str], str]


@dataclass(frozen=True)
class Cost:
    """Of adding, a bulletin: seconds by the clock, of this process, and bytes on disk."""

    clock: float
    processor: float
    size: float


def main() -> int:
    """Measure and print; 1 where something is slower than it is held to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 4_000])
    parser.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"])
    parser.add_argument("--ingest", action="store_true")
    chosen = parser.parse_args()
    reads = [extract.extract(loaders.load(one.text.encode())) for one in bulletins(SAMPLE)]
    missed = False
    for kind in chosen.databases:
        costs: list[Cost] = []
        with new_stores(kind) as new:
            for size in chosen.sizes:
                url = new(f"added{size}")
                costs.append(fill(url, reads, size))
                tell(kind, size, costs[-1])
                missed |= ask(url)
                if chosen.ingest:
                    missed |= ingest(new(f"read{size}"), size)
        ratio = costs[-1].processor / costs[0].processor
        missed |= ratio > GROWTH
        say(
            f"{kind}: a bulletin costs {ratio:.2f} times what it costs in the smallest store (at most {GROWTH})"
        )
    return int(missed)


def say(line: str) -> None:
    """Print at once: it may be long until the next line."""
    print(line, flush=True)


@contextmanager
def new_stores(kind: str) -> Iterator[New]:
    """How to make a new store of that kind."""
    if kind == "sqlite":
        with TemporaryDirectory() as place:
            yield lambda name: str(Path(place) / f"{name}.db")
        return
    from tests.postgres import running

    with running(durable=True) as server:

        def new(name: str) -> str:
            server.run(f"CREATE DATABASE {name}")
            return server.url_of(name)

        yield new


def fill(url: str, reads: Sequence[Bulletin], size: int) -> Cost:
    """Add bulletins that are read already, one transaction each."""
    clock = processor = 0.0
    with open_store(url) as store:
        for read, content in varied(reads, size):
            at, busy = perf_counter(), process_time()
            store.add(read, content, extract.VERSION)
            clock += perf_counter() - at
            processor += process_time() - busy
        return Cost(clock / size, processor / size, taken(store) / size)


def taken(store: Store) -> int:
    """Bytes on disk."""
    with store._engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            return os.path.getsize(store.place)
        return int(connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar() or 0)


def tell(kind: str, size: int, cost: Cost) -> None:
    """How much of a bulletin's time is the store's."""
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    say(
        f"{kind}, {size:,} bulletins: added {1 / cost.clock:.0f} a second by the clock;"
        f" {cost.processor * 1000:.1f} ms of this process and {cost.size / 1024:.1f} kB on disk each"
        f" ({cost.size * size / 1e6:.0f} MB); at most {memory:.0f} MB of memory"
    )


def ask(url: str) -> bool:
    """Questions to the filled store; whether one is answered too late."""
    late = False
    with open_store(url) as store:
        for name, question in QUESTIONS.items():
            seconds = min(_seconds(question, store) for _ in range(3))
            say(f"  {name:10} {seconds * 1000:8.0f} ms")
            late |= name == "compare" and seconds > ANSWER
    return late


QUESTIONS: dict[str, Callable[[Store], object]] = {
    "compare": lambda store: store.compare(*ASKED),
    "search": lambda store: store.search(WORDS),
    "list": lambda store: store.bulletins(),
    "bulletin": lambda store: store.bulletin(1),
}


def _seconds(question: Callable[[Store], object], store: Store) -> float:
    started = perf_counter()
    question(store)
    return perf_counter() - started


def ingest(url: str, size: int) -> bool:
    """The command, as a user runs it; whether it failed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with TemporaryDirectory() as place:
        write(Path(place), size)
        started = perf_counter()
        command = [sys.executable, "-m", "tongbao", "ingest", place, "--db", url, "--jobs", str(JOBS)]
        done = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
        clock = perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    say(
        f"  ingest by {JOBS} workers: {size / clock:.1f} a second by the clock, {processor / size * 1000:.0f} ms of"
        f" processor each; largest process {after.ru_maxrss / 1024:.0f} MB"
    )
    return done.returncode != 0


def write(folder: Path, size: int) -> None:
    """The files that are read."""
    folder.mkdir(exist_ok=True)
    for one in bulletins(size):
        (folder / one.name).write_text(one.text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
