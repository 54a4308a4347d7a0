"""The engine: where the database is, and how every connection to it is set up.

SQLite runs in WAL, so that readers and one writer do not wait for each other. A transaction that will write
says so at its start (`BEGIN IMMEDIATE`): two that begin as readers and both want to write later would
deadlock.
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
RETRY_SECONDS = 0.02


def store_url(url: str) -> URL:
    """The database URL; a bare path is an SQLite file.

    >>> store_url("data/tongbao.db").render_as_string(), store_url("sqlite:///a.db").database
    ('sqlite:///data/tongbao.db', 'a.db')
    """
    if "://" not in url:
        return URL.create("sqlite", database=url)
    try:
        return make_url(url)
    except ArgumentError as error:
        raise StoreError(url, "not a database URL; use a path or sqlite:///path") from error


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
    try:
        engine = create_engine(url, json_serializer=partial(json.dumps, ensure_ascii=False))
    except (NoSuchModuleError, ImportError) as error:
        raise StoreError(place_of(url), f"no driver for this kind of database: {error}") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", partial(_set_up_sqlite, timeout))
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def writing(engine: Engine) -> Engine:
    """The same engine, for transactions that write; it shares the connections."""
    return engine.execution_options(**{WRITE_OPTION: True})


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


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITE_OPTION)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
