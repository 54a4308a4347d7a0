"""What the bytes are, by what is in them; the name of a file says nothing reliable."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex

from loaders.encoding import looks_wide
from loaders.wordlists import Row, read_rows

HEAD = 1024
TEXT = "text/plain"
HTML = "text/html"
PDF = "application/pdf"
BINARY = "application/octet-stream"
MARKUP = regex.compile(
    rb"\A\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html|head|body)\b",
    regex.IGNORECASE,
)
BITMAP = regex.compile(rb"\ABM.{4}\0\0\0\0", regex.DOTALL)
WEBP = regex.compile(rb"\ARIFF.{4}WEBP", regex.DOTALL)
# A zip archive of the Office family names its main part among its first entries.
OFFICE = (
    (
        b"word/",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "Word file (.docx)",
    ),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel file (.xlsx)"),
    (
        b"ppt/",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "PowerPoint file (.pptx)",
    ),
)


class Signature(Row):
    """The first bytes of a format, in hexadecimal."""

    hex: str
    media_type: str
    name: str


class Kind(NamedTuple):
    """A media type, and its name for people."""

    media_type: str
    name: str


def sniff(data: bytes) -> Kind:
    """What the bytes are.

    >>> sniff(b"%PDF-1.7 ..."), sniff("通报".encode())
    (Kind(media_type='application/pdf', name='PDF'), Kind(media_type='text/plain', name='text'))
    """
    signed = _signed(data)
    if signed is not None:
        return signed
    if MARKUP.match(data[:HEAD]):
        return Kind(HTML, "HTML page")
    if b"\0" in data and not looks_wide(data):
        return Kind(BINARY, "binary data: it holds zero bytes")
    return Kind(TEXT, "text")


def _signed(data: bytes) -> Kind | None:
    for signature in _signatures():
        if data.startswith(bytes.fromhex(signature.hex)):
            return (
                _office(data)
                if signature.media_type == "application/zip"
                else Kind(signature.media_type, signature.name)
            )
    # A PDF may have some bytes of rubbish in front.
    if b"%PDF-" in data[:HEAD]:
        return Kind(PDF, "PDF")
    if BITMAP.match(data):
        return Kind("image/bmp", "BMP image")
    return Kind("image/webp", "WebP image") if WEBP.match(data) else None


def _office(data: bytes) -> Kind:
    for part, media_type, name in OFFICE:
        if part in data:
            return Kind(media_type, name)
    return Kind("application/zip", "ZIP archive")


@cache
def _signatures() -> tuple[Signature, ...]:
    return read_rows("signatures.csv", Signature)
