"""From the errors of the database to the errors of the project."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from pydantic_core import PydanticSerializationError
from sqlalchemy.exc import SQLAlchemyError

from corpus import models
from schemas.errors import StoreError, StoreFullError, StoreLockedError, StoreUnreachableError

# SQLSTATE codes of PostgreSQL, by what they mean for the caller.
UNIQUE, DEADLOCK, CONFLICT, LOCK_NOT_HAD = "23505", "40P01", "40001", "55P03"
NO_DISK = "53100"
LITTLE_ROOM = 1_000_000
# No connection; too many of them; a server that stops or starts; a user, a password or a database that is refused.
UNREACHABLE = ("08", "53300", "57P", "28", "3D")


@contextmanager
def store_errors(place: str) -> Iterator[None]:
    """Raise what the database reports as `StoreError`, or as the one of its kinds that says what to do.

    >>> with store_errors("bulletins.db"):
    ...     raise sqlite3.OperationalError("disk I/O error")
    Traceback (most recent call last):
    schemas.errors.StoreError: bulletins.db: disk I/O error
    """
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        cause = getattr(error, "orig", None) or error
        raise _kind(cause, place)(place, " ".join(str(cause).split())) from error
    except (OverflowError, PydanticSerializationError, UnicodeEncodeError) as error:
        # A rank of thirty digits, half a surrogate pair: the bulletin holds what no database keeps.
        raise StoreError(place, f"the bulletin cannot be written: {error}") from error


def is_busy(error: BaseException) -> bool:
    """Whether another connection holds the lock."""
    if _sqlstate(error) in (LOCK_NOT_HAD, DEADLOCK, CONFLICT):
        return True
    return _sqlite_code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def is_collision(error: StoreError) -> bool:
    """Whether two transactions got in each other's way, so that the same one may well succeed a second time.

    On PostgreSQL, where two writers add the same document, or the first bulletins of one area, the second is
    told by a unique constraint. SQLite has one writer at a time.
    """
    cause: Any = getattr(error.__cause__, "orig", None)
    if _sqlstate(cause) == UNIQUE:
        table = models.Base.metadata.tables.get(cause.diag.table_name or "")
        # The rows of a run are its own: what is there twice was twice in the bulletin.
        return table is not None and "run_id" not in table.columns
    return _sqlstate(cause) in (DEADLOCK, CONFLICT)


def _kind(cause: BaseException, place: str) -> type[StoreError]:
    if is_busy(cause):
        return StoreLockedError
    if _is_full(cause, place):
        return StoreFullError
    return StoreUnreachableError if _is_unreachable(cause) else StoreError


def _is_full(cause: BaseException, place: str) -> bool:
    code = _sqlite_code(cause)
    if code == sqlite3.SQLITE_IOERR:
        # Where there is no room for its index of the log, SQLite speaks of input and output.
        with suppress(OSError):
            return shutil.disk_usage(Path(place).parent).free < LITTLE_ROOM
    return code == sqlite3.SQLITE_FULL or _sqlstate(cause) == NO_DISK


def _is_unreachable(cause: BaseException) -> bool:
    sqlstate = _sqlstate(cause)
    if sqlstate is not None:
        return sqlstate.startswith(UNREACHABLE)
    # psycopg has no code for a server that does not answer.
    return type(cause).__module__.startswith("psycopg") and type(cause).__name__ == "OperationalError"


def _sqlstate(error: BaseException | None) -> str | None:
    code = getattr(error, "sqlstate", None)
    return code if isinstance(code, str) else None


def _sqlite_code(error: BaseException) -> int | None:
    # The low byte of SQLite's extended code is the plain one.
    code = getattr(error, "sqlite_errorcode", None)
    return code & 0xFF if isinstance(code, int) else None
