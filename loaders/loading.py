"""From a path, bytes or a stream to a Document: read, recognise, hand to the module of that format."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from loaders.containers import DOC, DOCX, LOCKED, ODS, ODT, XLS, XLSX, ZIP
from loaders.limits import limits
from loaders.sniff import HTML, IMAGES, MHTML, PDF, RTF, TEXT, sniff
from schemas import Document, Source
from schemas.errors import (
    DamagedError,
    EmptyDocumentError,
    MissingFileError,
    TongbaoError,
    TooLargeError,
    UnsupportedFormatError,
)

Reader = Callable[[bytes, Source, str], Document]

# One module a format: its media type, and where the function is that reads it; loaded when a file asks for it.
READERS: dict[str, str] = {
    TEXT: "loaders.text:read_text",
    HTML: "loaders.web.html:read_html",
    PDF: "loaders.pdf.reading:read_pdf",
    **dict.fromkeys(IMAGES, "loaders.scan.images:read_image"),
    MHTML: "loaders.web.mhtml:read_mhtml",
    DOCX: "loaders.office.docx:read_docx",
    XLSX: "loaders.office.xlsx:read_xlsx",
    XLS: "loaders.office.xls:read_xls",
    DOC: "loaders.office.converted:read_doc",
    RTF: "loaders.office.converted:read_doc",
    ODT: "loaders.office.converted:read_doc",
    ODS: "loaders.office.ods:read_ods",
    LOCKED: "loaders.office.locked:read_locked",
    ZIP: "loaders.archive:read_archive",
}
LONGEST_DETAIL = 200


def load(
    source: str | Path | bytes | BinaryIO,
    *,
    name: str | None = None,
    limit: int | None = None,
    charset: str | None = None,
) -> Document:
    """The Document of a file.

    `source` is a path, the bytes, or an open binary stream; `name` stands for the latter two in `source.path`
    and in messages; `limit` is in bytes, by default that of `loaders.limits`, which holds all others; `charset` is
    what an HTTP header named (`text/html; charset=gbk`): it counts where the bytes do not contradict it. The offsets
    lead back to the decoded text, see `loaders.decode`.

    Raises nothing but LoadError: MissingFileError, EmptyDocumentError, TooLargeError, UnsupportedFormatError,
    EncryptedError, DamagedError, DecodeError, NeedsOcrError, MissingToolError.

    >>> load("某区工作通报\\n全区签约 52 个。".encode()).text
    '某区工作通报\\n全区签约52个。'
    """
    path = name or (str(source) if isinstance(source, str | Path) else None)
    place = path or getattr(source, "name", None) or "bytes"
    data = _read(source, str(place), limits().bytes if limit is None else limit)
    if not data.strip():
        raise EmptyDocumentError(str(place))
    kind = sniff(data)
    if kind.media_type not in READERS:
        raise UnsupportedFormatError(str(place), kind.name)
    described = Source(
        path=path, sha256=hashlib.sha256(data).hexdigest(), media_type=kind.media_type, encoding=charset
    )
    return _guarded(_reader(kind.media_type), data, described, str(place))


def _reader(media_type: str) -> Reader:
    module, _, function = READERS[media_type].partition(":")
    reader: Reader = getattr(import_module(module), function)
    return reader


def _guarded(reader: Reader, data: bytes, source: Source, place: str) -> Document:
    """What a library throws at a file that it cannot cope with is a fault of the file, and says so."""
    try:
        document = reader(data, source, place)
    except TongbaoError:
        raise
    except RecursionError as error:
        raise TooLargeError(place, limits().told("nesting")) from error
    except MemoryError as error:
        raise TooLargeError(place, limits().told("memory")) from error
    except Exception as error:
        if source.media_type == TEXT:
            raise
        raise DamagedError(place, f"{type(error).__name__}: {error}"[:LONGEST_DETAIL]) from error
    limits().check(place, characters=len(document.text))
    return document


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
