"""The engine: where the database is, and how every connection to it is set up.

SQLite runs in WAL, so that readers and one writer do not wait for each other. A transaction that will write
says so at its start (`BEGIN IMMEDIATE`): two that begin as readers and both want to write later would
deadlock. On PostgreSQL several write at once, and one that only reads sees the store as it was when it
began, as it does on SQLite.
"""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import closing
from functools import partial
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from corpus.errors import is_busy
from schemas.errors import StoreError

WRITE_OPTION = "tongbao_write"
POSTGRESQL = "postgresql+psycopg"
RETRY_SECONDS = 0.02


def store_url(url: str) -> URL:
    """The database URL; a bare path is an SQLite file.

    >>> store_url("data/tongbao.db").render_as_string(), store_url("sqlite:///a.db").database
    ('sqlite:///data/tongbao.db', 'a.db')
    >>> store_url("postgres://db.example.org/tongbao").drivername
    'postgresql+psycopg'
    """
    if "://" not in url:
        return URL.create("sqlite", database=url)
    try:
        made = make_url(url)
    except ArgumentError as error:
        detail = "not a database URL; use a path, sqlite:///path or postgresql://user@host/name"
        raise StoreError(url, detail) from error
    return made.set(drivername=POSTGRESQL) if made.drivername in ("postgres", "postgresql") else made


def place_of(url: URL) -> str:
    """How messages name the store, without a password.

    >>> place_of(store_url("sqlite:///a.db"))
    'a.db'
    """
    if url.get_backend_name() == "sqlite":
        return url.database or ":memory:"
    return url.render_as_string(hide_password=True)


def make_engine(url: URL, timeout: float) -> Engine:
    """An engine whose connections wait `timeout` seconds for a lock and check foreign keys."""
    serializer = partial(json.dumps, ensure_ascii=False)
    server: dict[str, Any] = {}
    if url.get_backend_name() == "postgresql":
        # A server may have been restarted since the connection was used last.
        server = {"pool_pre_ping": True, "connect_args": {"connect_timeout": max(2, int(timeout))}}
    try:
        engine = create_engine(url, json_serializer=serializer, **server)
    except (NoSuchModuleError, ImportError) as error:
        detail = f"no driver for this kind of database: {error}"
        if server:
            detail += "; pip install 'tongbao[postgres]'"
        raise StoreError(place_of(url), detail) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", partial(_set_up_sqlite, timeout))
        event.listen(engine, "begin", _begin_sqlite)
    elif server:
        event.listen(engine, "connect", partial(_set_up_postgresql, timeout))
    return engine


def writing(engine: Engine) -> Engine:
    """The same engine, for transactions that write; it shares the connections.

    What such a transaction has not found, it adds. On PostgreSQL it therefore goes on seeing the store as it
    was at its start: what another one has added since makes it fail on a constraint, and not half see it.
    """
    return _snapshot(migrating(engine))


def reading(engine: Engine) -> Engine:
    """The same engine, for transactions that only read: each sees the store as it was at its start."""
    return _snapshot(engine)


def migrating(engine: Engine) -> Engine:
    """The same engine, for transactions that wait for a lock and then look what has happened meanwhile."""
    return engine.execution_options(**{WRITE_OPTION: True})


def _snapshot(engine: Engine) -> Engine:
    if engine.dialect.name != "postgresql":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ")


def use_wal(engine: Engine, timeout: float) -> None:
    """Switch an SQLite file to WAL, once; the file remembers it.

    SQLite does not wait here: where two processes switch at once, one of them is told at once that the file
    is busy.
    """
    if engine.dialect.name != "sqlite":
        return
    give_up = time.monotonic() + timeout
    with closing(engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
        while True:
            try:
                cursor.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if not is_busy(error) or time.monotonic() >= give_up:
                    raise
                time.sleep(RETRY_SECONDS)


def _set_up_sqlite(timeout: float, connection: Any, _record: Any) -> None:
    # The driver must not begin transactions by itself: _begin_sqlite does, table definitions included.
    connection.isolation_level = None
    with closing(connection.cursor()) as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {int(timeout * 1000)}")
        cursor.execute("PRAGMA foreign_keys = ON")


def _set_up_postgresql(timeout: float, connection: Any, _record: Any) -> None:
    with closing(connection.cursor()) as cursor:
        cursor.execute(f"SET lock_timeout = {max(1, int(timeout * 1000))}")
        cursor.execute("SET TIME ZONE 'UTC'")
    connection.commit()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITE_OPTION)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
