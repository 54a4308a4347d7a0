"""Opening a store: new ones, old ones, damaged ones, and several processes at once."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from corpus import Store, engine, migrations, models, open_store
from corpus.engine import make_engine, store_url
from schemas.errors import StoreError, StoreLockedError, StoreUnreachableError
from tests.corpus.factory import EXTRACTOR, Number, bulletin
from tests.postgres import Postgres

SCRIPTS = Path(migrations.__file__).parent


def test_head_is_the_newest_migration() -> None:
    assert ScriptDirectory(str(SCRIPTS)).get_heads() == [migrations.HEAD]


def of_the_models(name: str | None, kind: str, _parents: object) -> bool:
    """The index for searches is another thing on each kind of database; no model has it."""
    return kind != "table" or not str(name).startswith("search_index")


def test_the_migrations_lead_to_the_models(store: Store) -> None:
    with store._engine.connect() as connection:
        opts = {"compare_type": True, "include_name": of_the_models}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, models.Base.metadata) == []


def test_migrated_constraints_have_the_names_of_the_models(path: Path, tmp_path: Path) -> None:
    open_store(path).close()
    created = tmp_path / "created.db"
    unversioned = make_engine(store_url(str(created)), 1)
    models.Base.metadata.create_all(unversioned)
    unversioned.dispose()
    assert names(path) == names(created)


def names(path: Path) -> set[str]:
    """The names of tables, indexes and constraints."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE name != 'alembic_version' AND name NOT LIKE 'search_index%'"
        ).fetchall()
    constraints = {
        line.split()[1]
        for name, sql in rows
        if sql and not name.startswith("sqlite_autoindex_alembic")
        for line in map(str.strip, sql.splitlines())
        if line.startswith("CONSTRAINT")
    }
    return constraints | {name for name, _ in rows if "alembic" not in name}


def test_how_sqlite_is_set_up(path: Path) -> None:
    with open_store(path, timeout=5) as store, store._engine.connect() as connection:
        answers = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "busy_timeout")
        }
    assert answers == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 5000}


@pytest.mark.parametrize("form", ["{path}", "sqlite:///{path}"])
def test_a_path_or_a_url(path: Path, form: str) -> None:
    with open_store(form.format(path=path)) as store:
        store.add(*bulletin(Number("1")), EXTRACTOR)
    with open_store(path) as store:
        assert len(store.bulletins()) == 1


def test_a_store_in_memory() -> None:
    with open_store("sqlite://") as store:
        assert store.add(*bulletin(Number("1")), EXTRACTOR).status == "added"
        assert len(store.compare("amount_signed", "2031-01..2031-08").rows) == 1


def no_folder(path: Path) -> str:
    return str(path.parent / "none" / "a.db")


def folder(path: Path) -> str:
    return str(path.parent)


def not_a_database(path: Path) -> str:
    path.write_bytes("不是数据库".encode() * 200)
    return str(path)


def other_program(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipe (id INTEGER)")
    return str(path)


def bad_url(_path: Path) -> str:
    return "://"


def no_driver(_path: Path) -> str:
    return "nosuchbase://localhost/tongbao"


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (no_folder, "unable to open"),
        (folder, "unable to open"),
        (not_a_database, "not a database"),
        (other_program, "another program"),
        (no_driver, "no driver"),
        (bad_url, "not a database URL"),
    ],
)
def test_a_store_that_cannot_be_opened(path: Path, damage: object, words: str) -> None:
    url = damage(path)  # type: ignore[operator]
    with pytest.raises(StoreError, match=words):
        open_store(url, timeout=0.05)


def test_a_store_of_a_newer_version(url: str) -> None:
    with open_store(url) as store, store._engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer version"):
        open_store(url, timeout=0.05)


def test_a_server_that_does_not_answer(tmp_path: Path) -> None:
    with pytest.raises(StoreUnreachableError, match="no connection") as raised:
        open_store(f"postgresql://someone:secret@/tongbao?host={tmp_path}", timeout=0.05)
    assert "secret" not in str(raised.value)
    assert "无法连接" in raised.value.message("zh")
    assert "\n" not in str(raised.value)


def test_a_database_that_is_not_there(postgres: Postgres) -> None:
    with pytest.raises(StoreUnreachableError, match="does not exist"):
        open_store(postgres.url_of("none"))


def test_another_programs_file_is_left_as_it_is(path: Path) -> None:
    other_program(path)
    before = path.read_bytes()
    with pytest.raises(StoreError):
        open_store(str(path))
    assert path.read_bytes() == before


def test_a_new_store_that_someone_holds(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreLockedError):
            open_store(str(path), timeout=0.05)
    open_store(str(path)).close()


def test_a_new_store_waits_for_who_was_faster(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        # SQLite does not wait by itself when the journal mode changes: the store has to sleep and try again.
        monkeypatch.setattr(time, "sleep", lambda _seconds: other.rollback())
        with open_store(path, timeout=60) as store:
            assert store.bulletins() == []


def test_a_new_store_that_another_process_fills_meanwhile(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def other_process_first(connections: Engine, timeout: float) -> None:
        monkeypatch.undo()
        with open_store(path) as faster:
            faster.add(*bulletin(Number("1")), EXTRACTOR)
        engine.use_wal(connections, timeout)

    monkeypatch.setattr(migrations, "use_wal", other_process_first)
    with open_store(path) as store:
        assert len(store.bulletins()) == 1


def test_a_migration_that_failed_leaves_an_empty_database(
    empty_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(connection: object, to: str) -> None:
        run(connection, to)  # type: ignore[arg-type]
        raise RuntimeError("the plug was pulled")

    run = migrations._run
    with monkeypatch.context() as patch, pytest.raises(RuntimeError):
        patch.setattr(migrations, "_run", fail)
        open_store(empty_url)
    connections = make_engine(store_url(empty_url), 1)
    assert inspect(connections).get_table_names() == []
    connections.dispose()
    open_store(empty_url).close()


OPEN_AND_ADD = """
import sys
from corpus import open_store
from tests.corpus.factory import EXTRACTOR, Number, bulletin
sys.stdin.readline()
with open_store(sys.argv[1]) as store:
    for number in range(3):
        name = f"{sys.argv[2]}-{number}"
        store.add(*bulletin(Number("1"), path=name, text=name), EXTRACTOR)
    store.add(*bulletin(Number("1"), path="shared", text="shared"), EXTRACTOR)
"""


def test_several_processes_open_a_new_store_at_once(empty_url: str) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", OPEN_AND_ADD, empty_url, str(number)], stdin=subprocess.PIPE, cwd=PROJECT
        )
        for number in range(4)
    ]
    for process in processes:
        if process.stdin:
            process.stdin.write(b"go\n")
            process.stdin.flush()
    for process in processes:
        process.communicate()
    assert [process.returncode for process in processes] == [0] * 4
    with open_store(empty_url) as store:
        assert len(store.bulletins()) == 4 * 3 + 1


PROJECT = Path(__file__).parents[2]
LOADED = "import sys; from corpus import open_store; open_store(sys.argv[1]).close(); print(*sys.modules)"


@pytest.mark.parametrize("heavy", ["pandas", "alembic"])
def test_opening_a_store_loads_nothing_heavy(path: Path, heavy: str) -> None:
    open_store(str(path)).close()
    asked = subprocess.run(
        [sys.executable, "-c", LOADED, str(path)], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert heavy not in asked.stdout.split()
