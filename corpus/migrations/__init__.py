"""The migrations: an opened store comes in, a store of the newest layout goes out.

Nothing of Alembic is imported for a store that is up to date. There is no ini file and no env.py: the
store's own connection, already inside a transaction, is all that a migration needs.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, inspect, text

from corpus.engine import migrating, place_of, use_wal
from corpus.models import Base
from schemas.errors import StoreError

HEAD = "0005"

# Alembic keeps its context in module globals.
_ALEMBIC = threading.Lock()
# PostgreSQL's lock for whoever changes the layout; any number that no other program of the server uses.
LAYOUT_LOCK = 0x746F6E67


def upgrade(engine: Engine, timeout: float, to: str = HEAD) -> None:
    """Bring the store to `HEAD`, or to the earlier layout `to`; safe where several processes open it at once.

    Raises `StoreError` where the file is someone else's or was written by a newer version.
    """
    with engine.connect() as connection:
        found = revision(connection)
    if found == to:
        return
    use_wal(engine, timeout)
    with _ALEMBIC, migrating(engine).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": LAYOUT_LOCK})
        # Another process may have been faster while this one waited for the lock.
        if revision(connection) != to:
            _run(connection, to)


def revision(connection: Connection) -> str | None:
    """The revision that the store has, `None` for an empty one."""
    tables = inspect(connection).get_table_names()
    if "alembic_version" in tables:
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if tables and connection.dialect.name == "sqlite":
        raise StoreError(place_of(connection.engine.url), "a database of another program; name another file")
    return None


def _run(connection: Connection, to: str) -> None:
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.runtime.migration import MigrationContext, MigrationStep, RevisionStep
    from alembic.script import ScriptDirectory
    from alembic.script.revision import RevisionError
    from alembic.util import CommandError

    script = ScriptDirectory(str(Path(__file__).parent))

    def steps(found: Any, _context: MigrationContext) -> list[RevisionStep]:
        newer = list(script.iterate_revisions(to, found or "base"))
        return [MigrationStep.upgrade_from_script(script.revision_map, one) for one in reversed(newer)]

    with EnvironmentContext(Config(), script, fn=steps) as environment:
        environment.configure(connection=connection, target_metadata=Base.metadata)
        try:
            environment.run_migrations()
        except (CommandError, RevisionError) as error:
            detail = f"written by a newer version of tongbao ({error}); upgrade tongbao"
            raise StoreError(place_of(connection.engine.url), detail) from error
