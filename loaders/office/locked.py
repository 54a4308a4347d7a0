"""Office files with a password."""

from __future__ import annotations

from schemas import Document, Source
from schemas.errors import EncryptedError


def read_locked(data: bytes, source: Source, place: str) -> Document:
    """Raises EncryptedError: without the password there is nothing to read."""
    raise EncryptedError(place)
