"""From a path, bytes or a stream to a Document: read, recognise, hand to the module of that format."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from loaders.pdf.reading import read_pdf
from loaders.sniff import PDF, TEXT, sniff
from loaders.text import read_text
from schemas import Document, Source
from schemas.errors import EmptyDocumentError, MissingFileError, TooLargeError, UnsupportedFormatError

Reader = Callable[[bytes, Source, str], Document]

# One module a format: its media type, and the function that reads it.
READERS: dict[str, Reader] = {TEXT: read_text, PDF: read_pdf}
LIMIT = 20_000_000


def load(source: str | Path | bytes | BinaryIO, *, name: str | None = None, limit: int = LIMIT) -> Document:
    """The Document of a file.

    `source` is a path, the bytes, or an open binary stream; `name` stands for the latter two in `source.path`
    and in messages; `limit` is in bytes. The offsets lead back to the decoded text, see `loaders.decode`.

    Raises MissingFileError, EmptyDocumentError, TooLargeError, UnsupportedFormatError, DecodeError.

    >>> load("某区工作通报\\n全区签约 52 个。".encode()).text
    '某区工作通报\\n全区签约52个。'
    """
    path = name or (str(source) if isinstance(source, str | Path) else None)
    place = path or getattr(source, "name", None) or "bytes"
    data = _read(source, str(place), limit)
    if not data.strip():
        raise EmptyDocumentError(str(place))
    kind = sniff(data)
    reader = READERS.get(kind.media_type)
    if reader is None:
        raise UnsupportedFormatError(str(place), kind.name)
    described = Source(path=path, sha256=hashlib.sha256(data).hexdigest(), media_type=kind.media_type)
    return reader(data, described, str(place))


def _read(source: str | Path | bytes | BinaryIO, place: str, limit: int) -> bytes:
    if isinstance(source, bytes):
        data = source
    elif isinstance(source, str | Path):
        data = _read_file(Path(source), place, limit)
    else:
        data = source.read(limit + 1)
    if len(data) > limit:
        raise TooLargeError(place, f"{limit:,} bytes")
    return data


def _read_file(path: Path, place: str, limit: int) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(limit + 1)
    except (OSError, ValueError) as error:
        # ValueError: a zero byte in the path.
        raise MissingFileError(place, getattr(error, "strerror", None) or str(error)) from error
