"""From the errors of the database to the errors of the project."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from pydantic_core import PydanticSerializationError
from sqlalchemy.exc import SQLAlchemyError

from schemas.errors import StoreError, StoreLockedError


@contextmanager
def store_errors(place: str) -> Iterator[None]:
    """Raise what the database reports as `StoreError`, and a lock held by someone else as `StoreLockedError`.

    >>> with store_errors("bulletins.db"):
    ...     raise sqlite3.OperationalError("disk I/O error")
    Traceback (most recent call last):
    schemas.errors.StoreError: bulletins.db: disk I/O error
    """
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        cause = getattr(error, "orig", None) or error
        if is_busy(cause):
            raise StoreLockedError(place) from error
        raise StoreError(place, str(cause)) from error
    except (OverflowError, PydanticSerializationError, UnicodeEncodeError) as error:
        # A rank of thirty digits, half a surrogate pair: the bulletin holds what no database keeps.
        raise StoreError(place, f"the bulletin cannot be written: {error}") from error


def is_busy(error: BaseException) -> bool:
    """Whether another connection holds the lock."""
    # The low byte of SQLite's extended code is the plain one.
    code = getattr(error, "sqlite_errorcode", None)
    return isinstance(code, int) and code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
