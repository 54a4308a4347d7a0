"""The bytes of a page to text: by its byte order mark, by what it declares, by the bytes of its words."""

from __future__ import annotations

import regex

from loaders.encoding import MARKS, REPLACEMENT, Decoded, codec_of, decode, familiarity
from schemas.errors import DecodeError

HEAD = 4096
# <meta charset="gb2312">, content="text/html; charset=gbk", <?xml version="1.0" encoding="utf-8"?>
DECLARED = regex.compile(
    rb"""(?:charset|encoding)\s{0,5}=\s{0,5}["']?\s{0,5}(?P<name>[\w.:-]{2,40})""", regex.IGNORECASE
)
# In the encodings of Chinese, neither sign is a part of a character.
MARKUP = regex.compile(rb"<[^<>]{0,2000}>")
SAMPLE = 400_000
DOUBT = 0.45


def decode_page(data: bytes, place: str, declared: str | None = None) -> Decoded:
    """The text of a page; `declared` is the encoding that its HTTP header named, where there was one.

    Raises DecodeError.

    >>> decode_page('<meta charset="gb2312"><p>签约项目镕</p>'.encode("gbk"), "page.html").encoding
    'gb18030'
    """
    if any(data.startswith(mark) for mark, _ in MARKS):
        return decode(data, place)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    for encoding in (codec_of(declared or ""), codec_of(_declared(data))):
        decoded = _as_declared(data, encoding) if encoding else None
        if decoded is not None:
            return decoded
    return _by_words(data, place)


def _declared(data: bytes) -> str:
    match = DECLARED.search(data[:HEAD])
    return match["name"].decode("ascii", "replace") if match else ""


def _as_declared(data: bytes, encoding: str) -> Decoded | None:
    """The text in this encoding, if it is Chinese and hardly damaged."""
    text = data.decode(encoding, "replace")
    damaged = text.count(REPLACEMENT)
    words = "".join(character for character in text if character > "\x7f")
    if damaged > max(3, len(words) // 50) or (words and familiarity(words) < DOUBT):
        return None
    return Decoded(text, encoding, damaged)


def _by_words(data: bytes, place: str) -> Decoded:
    words = MARKUP.sub(b" ", data[:SAMPLE])
    encoding = decode(words, place).encoding
    text = data.decode(encoding, "replace")
    damaged = text.count(REPLACEMENT)
    if damaged > max(3, len(text) // 50):
        raise DecodeError(place, f"{damaged} damaged characters in {encoding}")
    return Decoded(text, encoding, damaged)
