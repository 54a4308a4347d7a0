"""Bytes to text: a byte order mark, strict UTF-8, or else the encoding that gives common characters.

The decoded text has no byte order mark; apart from that it is the file, line ends included.
"""

from __future__ import annotations

import codecs
from functools import cache
from typing import NamedTuple

from loaders.wordlists import Row, read_rows
from schemas.errors import DecodeError

# UTF-32 first: its little-endian mark begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Who declares the small encoding writes characters of the large one.
LARGER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "hz": "gb18030",
    "big5": "big5hkscs",
    "iso8859-1": "",
    "ascii": "",
    "cp1252": "",
}
CANDIDATES = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be", "utf-8")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
SAMPLE = 20_000
# Measured on bulletins: the right encoding scores 0.7 and more, a wrong one under 0.3.
FAMILIAR = 0.45
# A page cut in the middle of a character, or one bad byte in it, can still be read.
DAMAGE = 0.01


class CommonCharacter(Row):
    """A frequent character, and the traditional ones that it stands for."""

    simplified: str
    traditional: str


class Decoded(NamedTuple):
    """The text of a file, without byte order mark, and the name of its encoding."""

    text: str
    encoding: str
    damaged: int = 0


def decode(data: bytes, place: str = "bytes", declared: str | None = None) -> Decoded:
    """The text of `data`; `place` names it in errors, `declared` is the encoding that its HTTP header named.

    Raises DecodeError where no known encoding gives readable text.

    >>> decode("签约项目52个".encode("gb18030"))
    Decoded(text='签约项目52个', encoding='gb18030', damaged=0)
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding, place)
    wide = _wide_without_mark(data)
    if wide is not None:
        return wide
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _as_declared(data, declared) or _guess(data, place)
    if familiarity(text) >= FAMILIAR:
        return Decoded(text, "utf-8")
    # A few characters of GB18030 may happen to be UTF-8 too: 签约 would be ǩԼ.
    other = _best(list(CANDIDATES), data, "strict")
    return other[1] if other and other[0] >= FAMILIAR else Decoded(text, "utf-8")


def codec_of(name: str) -> str:
    """The codec for a declared encoding; nothing for one that is unknown or says nothing of Chinese.

    >>> codec_of("GB2312"), codec_of("iso-8859-1"), codec_of("nonsense")
    ('gb18030', '', '')
    """
    try:
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    return LARGER.get(known, known)


def _as_declared(data: bytes, declared: str | None) -> Decoded | None:
    """The text in the declared encoding, where it is whole and Chinese in it."""
    read = _best([codec] if (codec := codec_of(declared or "")) else [], data, "strict")
    return read[1] if read and read[0] >= FAMILIAR else None


def looks_wide(data: bytes) -> bool:
    """Whether the bytes are UTF-16 or UTF-32, where a zero byte is no sign of a binary file."""
    return any(data.startswith(mark) for mark, _ in MARKS) or _wide_without_mark(data) is not None


def familiarity(text: str) -> float:
    """The share of characters that running Chinese text is made of, in the first part of the text.

    >>> familiarity("全区新签约项目") > 0.9 > 0.2 > familiarity("龣葋锟縿")
    True
    """
    sample = text[:SAMPLE]
    return sum(map(_common_characters().__contains__, sample)) / len(sample) if sample else 0.0


@cache
def _common_characters() -> frozenset[str]:
    rows = read_rows("common_characters.csv", CommonCharacter)
    printable = {chr(code) for code in range(0x20, 0x7F)} | set("\n\r\t\u3000")
    punctuation = {
        chr(code) for code in (*range(0x3001, 0x3012), *range(0xFF00, 0xFF5F), *range(0x2010, 0x2027))
    }
    return frozenset(
        {row.simplified for row in rows}
        | set("".join(row.traditional for row in rows))
        | printable
        | punctuation
    )


def _wide_without_mark(data: bytes) -> Decoded | None:
    """UTF-16 without a mark, by the zero bytes of its digits; strict UTF-8 would accept those."""
    if len(data) % 2 or b"\0" not in data[:SAMPLE]:
        return None
    scored = _best([encoding for encoding in CANDIDATES if encoding.startswith("utf-16")], data, "strict")
    return scored[1] if scored and scored[0] >= FAMILIAR else None


def _best(encodings: list[str], data: bytes, errors: str) -> tuple[float, Decoded] | None:
    scored = []
    for encoding in encodings:
        try:
            text = data.decode(encoding, errors)
        except UnicodeDecodeError:
            continue
        # A replacement that stands in the file itself is no damage of this reading, but cannot be told apart.
        scored.append((familiarity(text), Decoded(text, encoding, text.count(REPLACEMENT))))
    return max(scored, key=lambda pair: pair[0], default=None)


def _guess(data: bytes, place: str) -> Decoded:
    strict = _best(list(CANDIDATES), data, "strict")
    if strict and strict[0] >= FAMILIAR:
        return strict[1]
    loose = _best(list(CANDIDATES), data, "replace")
    if loose and loose[0] >= FAMILIAR and loose[1].damaged <= max(1, DAMAGE * len(loose[1].text)):
        return loose[1]
    raise DecodeError(place, "no readable text as " + ", ".join(CANDIDATES))


def _lenient(data: bytes, encoding: str, place: str) -> Decoded:
    text = data.decode(encoding, "replace")
    damaged = text.count(REPLACEMENT)
    if damaged > max(1, DAMAGE * len(text)):
        raise DecodeError(place, f"{damaged} damaged characters in {encoding}")
    return Decoded(text, encoding, damaged)
