"""What the bytes are, by what is in them; the name of a file says nothing reliable."""

from __future__ import annotations

from functools import cache

import regex

from loaders.containers import OLE, ZIP, Kind, ole_kind, zip_kind
from loaders.encoding import looks_wide
from loaders.wordlists import Row, read_rows

HEAD = 1024
TEXT = "text/plain"
HTML = "text/html"
PDF = "application/pdf"
IMAGES = ("image/png", "image/jpeg", "image/tiff", "image/bmp", "image/webp", "image/gif")
BINARY = "application/octet-stream"
MARKUP = regex.compile(
    r"""
    \A \s* (?: <\?xml [^>]{0,200} > \s* )?
    (?: <!-- (?: (?! --> ) . ){0,500} --> \s* ){0,5}      # <!-- saved from url=… -->
    < (?: !doctype\s+html | html | head | body | meta | title | table | div | p | h[1-6] | center | font | span
        | script | style | link ) \b
    """,
    regex.IGNORECASE | regex.VERBOSE | regex.DOTALL,
)
RTF = "application/rtf"
# Containers whose kind their contents tell
INSIDE = {ZIP: zip_kind, OLE: ole_kind}
BITMAP = regex.compile(rb"\ABM.{4}\0\0\0\0", regex.DOTALL)
WEBP = regex.compile(rb"\ARIFF.{4}WEBP", regex.DOTALL)
# A page with its pictures in one file, as browsers and Word save it
MHTML = "multipart/related"
MAIL = regex.compile(
    rb"\A\s*(?:[\w-]{1,40}:[^\n]{0,500}\n(?:[ \t][^\n]{0,500}\n){0,10}){0,20}?Content-Type:\s{0,5}multipart/related",
    regex.IGNORECASE,
)


class Signature(Row):
    """The first bytes of a format, in hexadecimal."""

    hex: str
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
    if MAIL.match(data[: 4 * HEAD]):
        return Kind(MHTML, "page saved in one file (.mht)")
    wide = b"\0" in data and looks_wide(data)
    if MARKUP.match(_head(data, wide)):
        return Kind(HTML, "HTML page")
    if b"\0" in data and not wide:
        return Kind(BINARY, "binary data: it holds zero bytes")
    return Kind(TEXT, "text")


def _head(data: bytes, wide: bool) -> str:
    """The beginning of a text, as far as markup is concerned."""
    codec = (
        "latin-1"
        if not wide
        else "utf-16-be"
        if data[:1] == b"\0" or data[:2] == b"\xfe\xff"
        else "utf-16-le"
    )
    return data[:HEAD].removeprefix(b"\xef\xbb\xbf").decode(codec, "replace").lstrip("\ufeff")


def _signed(data: bytes) -> Kind | None:
    for signature in _signatures():
        if data.startswith(bytes.fromhex(signature.hex)):
            inside = INSIDE.get(signature.media_type)
            return inside(data) if inside else Kind(signature.media_type, signature.name)
    # A PDF may have some bytes of rubbish in front.
    if b"%PDF-" in data[:HEAD]:
        return Kind(PDF, "PDF")
    if BITMAP.match(data):
        return Kind("image/bmp", "BMP image")
    return Kind("image/webp", "WebP image") if WEBP.match(data) else None


@cache
def _signatures() -> tuple[Signature, ...]:
    return read_rows("signatures.csv", Signature)
