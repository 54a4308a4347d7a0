"""What an old Word file says of itself, to check its conversion by: its lock, and the words of its cells."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator, Sequence

import olefile
import regex

from loaders.pieces import Grid, Piece
from schemas.errors import DamagedError

# Places in the head of the stream WordDocument
FLAGS, TEXT_LENGTH, PIECES = 0x0A, 0x4C, 0x1A2
ENCRYPTED, WHICH_TABLE = 0x0100, 0x0200
NARROW = 0x40000000
CELL_END = "\x07"
# A field: its instruction, which is not shown, and its result
FIELD = regex.compile(r"\x13[^\x13\x14\x15]{0,2000}\x14|\x13[^\x13\x14\x15]{0,2000}(?=\x15)|[\x13\x15]")
NO_WORD = regex.compile(r"[\s\p{Cc}\p{Cf}\ufffc]+")
MOST_JOINED = 8
SHORTEST = 2


def is_locked(data: bytes, place: str) -> bool:
    """Whether the file is encrypted.

    Raises DamagedError.
    """
    return bool(_flags(_streams(data, place)[0], place) & ENCRYPTED)


def fused_cells(data: bytes, pieces: Sequence[Piece], place: str) -> list[str]:
    """Warnings of cells of a conversion that hold the words of several cells of the file itself."""
    own = [NO_WORD.sub("", chunk) for chunk in raw_text(data, place).split(CELL_END)]
    alone = set(own)
    joined = {
        "".join(own[at : at + count])
        for at in range(len(own))
        for count in range(2, MOST_JOINED)
        if own[at] and all(own[at : at + count])
    }
    warnings: list[str] = []
    for piece in pieces:
        for cell in piece.cells if isinstance(piece, Grid) else ():
            words = NO_WORD.sub("", cell.text)
            if len(words) >= SHORTEST and words not in alone and words in joined:
                warnings.append(
                    f"LibreOffice made one cell of several: {words[:40]}; check it against the file"
                )
    return warnings


def raw_text(data: bytes, place: str) -> str:
    """The text of the body as it lies in the file, cells ended by `CELL_END`, paragraphs by a carriage return.

    Raises DamagedError.
    """
    main, tables = _streams(data, place)
    try:
        length = struct.unpack_from("<I", main, TEXT_LENGTH)[0]
        at, size = struct.unpack_from("<II", main, PIECES)
        text = "".join(_pieces(main, tables[at : at + size]))[:length]
    except struct.error as error:
        raise DamagedError(place, str(error)) from error
    return FIELD.sub("", text)


def _pieces(main: bytes, table: bytes) -> Iterator[str]:
    """The runs of characters, of one or two bytes each, that the piece table lists."""
    at = 0
    while at < len(table) and table[at] == 1:
        at += 3 + struct.unpack_from("<H", table, at + 1)[0]
    if at >= len(table) or table[at] != 2:
        return
    size = struct.unpack_from("<I", table, at + 1)[0]
    plc = table[at + 5 : at + 5 + size]
    count = max(0, (len(plc) - 4) // 12)
    ends = struct.unpack_from(f"<{count + 1}I", plc)
    for number in range(count):
        place = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * number + 2)[0]
        length = ends[number + 1] - ends[number]
        if length < 0:
            return
        if place & NARROW:
            start = (place & ~NARROW) // 2
            yield main[start : start + length].decode("cp1252", "replace")
        else:
            yield main[place : place + 2 * length].decode("utf-16-le", "replace")


def _streams(data: bytes, place: str) -> tuple[bytes, bytes]:
    """The streams with the text and with its tables."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            main = container.openstream("WordDocument").read()
            name = "1Table" if _flags(main, place) & WHICH_TABLE else "0Table"
            return main, container.openstream(name).read() if container.exists(name) else b""
    except DamagedError:
        raise
    except Exception as error:
        # A damaged container ends in any error at all.
        raise DamagedError(place, f"{type(error).__name__}: {error}") from error


def _flags(main: bytes, place: str) -> int:
    if len(main) < PIECES + 8:
        raise DamagedError(place, "its text is missing")
    return int(struct.unpack_from("<H", main, FLAGS)[0])
