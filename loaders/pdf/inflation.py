"""How large the compressed parts of a PDF become, found out before any library unpacks them."""

from __future__ import annotations

import zlib

import regex

STREAM = regex.compile(rb"(?<=>>\s{0,4})stream(?:\r\n|\n|\r)")
IMAGE = regex.compile(rb"/Subtype\s*/Image")
DICTIONARY_REACH = 600
STEP = 1 << 20
DEEPEST = 3
ZLIB_HEADS = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda", b"\x68\xde", b"\x58\x85")


class InflationError(Exception):
    """A part becomes larger than it may."""


def check_inflation(data: bytes, most: int, most_images: int) -> int:
    """Unpack every stream piece by piece and throw the pieces away; how many are damaged comes back.

    `most` is for what is no image, all together; `most_images` for the images. In bytes. A stream inside a stream
    counts as well.

    Raises InflationError.

    >>> bomb = b"<</Filter/FlateDecode>>stream\\n" + zlib.compress(bytes(3_000_000))
    >>> check_inflation(bomb, 4_000_000, 0), check_inflation(bomb[:-9], 4_000_000, 0)
    (0, 1)
    >>> check_inflation(bomb, 2_000_000, 0)
    Traceback (most recent call last):
    ...
    loaders.pdf.inflation.InflationError
    """
    room = {False: most, True: most_images}
    damaged = 0
    for match in STREAM.finditer(data):
        start = match.end()
        if data[start : start + 2] not in ZLIB_HEADS:
            continue
        is_image = IMAGE.search(data, max(0, match.start() - DICTIONARY_REACH), match.start()) is not None
        size, whole = _inflated(data, start, room[is_image], DEEPEST)
        room[is_image] -= size
        damaged += not whole
    return damaged


def _inflated(data: bytes, start: int, most: int, depth: int) -> tuple[int, bool]:
    """The size of what one stream unpacks to, and whether it does to its end."""
    unpacker = zlib.decompressobj()
    waiting = data[start : start + STEP]
    at = start + len(waiting)
    size = 0
    first = b""
    while waiting and not unpacker.eof:
        try:
            piece = unpacker.decompress(waiting, STEP)
        except zlib.error:
            break
        first = first or piece[:STEP]
        size += len(piece)
        if size > most:
            raise InflationError
        waiting = unpacker.unconsumed_tail
        if not waiting:
            waiting = data[at : at + STEP]
            at += len(waiting)
        if not piece and not waiting:
            break
    if depth and first[:2] in ZLIB_HEADS and len(first) == size:
        size += _inflated(first, 0, most - size, depth - 1)[0]
    return size, unpacker.eof
