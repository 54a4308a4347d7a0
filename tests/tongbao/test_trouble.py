"""A store that is locked, full or gone: one clear line, an exit code of its own, nothing lost, and the next run goes on."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import create_engine

import corpus
from corpus.engine import store_url
from tests.disk import fill, small_disk
from tests.postgres import TEMPLATE, Postgres
from tongbao.__main__ import main
from tongbao.batch import Way
from tongbao.reading import register
from tongbao.stores import open_store

LOCKED, FULL, UNREACHABLE = 5, 8, 9
# Synthetic, and long enough that a few of them fill the room that is left.
TEXT = "（合成样本）2031年1-8月，全区新签约项目{number}个，总投资{number}.5亿元。\n"
FILES = 12


class Result(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def added(self) -> int:
        return self.out.count("added  ")


Ingest = Callable[..., Result]


@pytest.fixture
def ingest(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ingest:
    """Ingests a folder of synthetic bulletins."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(1, FILES + 1):
        text = "".join(TEXT.format(number=number * 100 + line) for line in range(40))
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    monkeypatch.setattr(corpus, "open_store", partial(corpus.open_store, timeout=0.2))

    def run(url: str, lang: str = "en") -> Result:
        code = main(["ingest", str(folder), "--jobs", "1", "--db", url, "--lang", lang])
        return Result(code, *capsys.readouterr())

    return run


def stored(url: str) -> int:
    """How many bulletins the store holds, each of them whole."""
    with corpus.open_store(url) as store:
        return sum(len(read.figures) > 40 for _, read in store.current())


@contextmanager
def writer(url: str) -> Iterator[None]:
    """Somebody else who writes, and takes their time."""
    if "://" not in url:
        with closing(sqlite3.connect(url)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
        return
    engine = create_engine(store_url(url))
    with engine.begin() as connection:
        connection.exec_driver_sql("LOCK TABLE document IN EXCLUSIVE MODE")
        yield
    engine.dispose()


@pytest.mark.parametrize(("lang", "words"), [("en", "locked by another process"), ("zh", "被其他进程占用")])
def test_a_locked_store(url: str, ingest: Ingest, lang: str, words: str) -> None:
    corpus.open_store(url).close()
    with writer(url):
        result = ingest(url, lang)
    assert (result.code, result.added) == (LOCKED, 0)
    assert words in result.err and "Traceback" not in result.err
    again = ingest(url)
    assert (again.code, again.added, stored(url)) == (0, FILES, FILES)


def test_a_full_sqlite_file(path: Path, ingest: Ingest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file may grow to a number of pages, as where a quota bounds it."""
    corpus.open_store(path).close()
    with closing(sqlite3.connect(path)) as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
    set_up = corpus.engine._set_up_sqlite

    def bounded(timeout: float, connection: sqlite3.Connection, record: object) -> None:
        set_up(timeout, connection, record)
        connection.execute(f"PRAGMA max_page_count = {pages + 100}")

    with monkeypatch.context() as patch:
        patch.setattr(corpus.engine, "_set_up_sqlite", bounded)
        result = ingest(str(path))
    check_full(result, str(path), ingest)


def check_full(result: Result, url: str, ingest: Ingest) -> None:
    """Some are in, the run stopped there, and the next one goes on."""
    assert result.code == FULL
    assert 0 < result.added < FILES
    assert "no space left" in result.err and f"stopped; {result.added} done" in result.err
    assert "Traceback" not in result.err
    assert stored(url) == result.added
    again = ingest(url)
    assert (again.code, again.added, stored(url)) == (0, FILES - result.added, FILES)


def test_a_full_disk_under_sqlite(tmp_path: Path, ingest: Ingest) -> None:
    with small_disk(tmp_path / "disk", megabytes=8) as disk:
        url = str(disk / "通报.db")
        corpus.open_store(url).close()
        ballast = fill(disk, leave=1_200_000)
        result = ingest(url)
        with closing(sqlite3.connect(url)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        ballast.unlink()
        check_full(result, url, ingest)
        assert "磁盘已满" in full_in_chinese(disk, ingest)


def full_in_chinese(disk: Path, ingest: Ingest) -> str:
    """What is said where there is no room even for an empty store."""
    ballast = fill(disk, leave=20_000)
    result = ingest(str(disk / "new.db"), "zh")
    ballast.unlink()
    assert result.code == FULL
    return result.err


def test_a_full_disk_under_postgresql(tmp_path: Path, postgres: Postgres, ingest: Ingest) -> None:
    # The server, which may be another user, must reach it.
    for folder in (tmp_path, *tmp_path.parents[:3]):
        if folder.owner() == tmp_path.owner() and folder != Path(tempfile.gettempdir()):
            folder.chmod(0o755)
    with small_disk(tmp_path / "disk", megabytes=40) as disk:
        postgres.give(disk)
        postgres.run(f"CREATE TABLESPACE small LOCATION '{disk}'")
        with postgres.database(made_from=TEMPLATE, tablespace="small") as url:
            with open_store(url) as store:
                register(store, Way())
            ballast = fill(disk, leave=600_000)
            result = ingest(url)
            ballast.unlink()
            check_full(result, url, ingest)
        postgres.run("DROP TABLESPACE small")


@pytest.mark.parametrize(("lang", "words"), [("en", "no connection to the store"), ("zh", "无法连接数据库")])
def test_a_server_that_is_gone(tmp_path: Path, ingest: Ingest, lang: str, words: str) -> None:
    result = ingest(f"postgresql://someone:secret@/tongbao?host={tmp_path}", lang)
    assert result.code == UNREACHABLE
    assert words in result.err and "secret" not in result.err and result.err.count("\n") == 1
