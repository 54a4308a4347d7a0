"""What passes between the guard and a worker: a kind, whether it is the last, a length, that many bytes.

A worker may have been taken over by the file that it reads: nothing that comes from it is unpickled or run.
"""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

import schemas.errors
from schemas.errors import TongbaoError, UnexpectedError

START, READY, JOB, RESULT, ERROR, PEAK = b"s", b"+", b"j", b"r", b"e", b"m"
HEAD: Final = struct.Struct(">c?Q")
CHUNK: Final = 1 << 16
# A result is about as long as the text ten times over; a message is for a person to read.
MOST_BYTES: Final = 400_000_000
LONGEST_DETAIL: Final = 300


class Frame(NamedTuple):
    """One message; behind the `last` one the worker goes, to be replaced by a fresh one."""

    kind: bytes
    payload: bytes
    last: bool = False

    def packed(self) -> bytes:
        """As it goes over the wire."""
        return HEAD.pack(self.kind, self.last, len(self.payload)) + self.payload


class WireError(Exception):
    """What came is no message."""


class Incoming:
    """Bytes as they come, and the messages in them once they are whole.

    >>> incoming = Incoming()
    >>> wire = Frame(RESULT, b"52").packed()
    >>> list(incoming.feed(wire[:11])), list(incoming.feed(wire[11:]))
    ([], [Frame(kind=b'r', payload=b'52', last=False)])
    """

    def __init__(self) -> None:
        self._bytes = bytearray()

    def feed(self, data: bytes) -> Iterator[Frame]:
        """The messages that are whole now. Raises WireError."""
        self._bytes += data
        while len(self._bytes) >= HEAD.size:
            try:
                kind, last, length = HEAD.unpack_from(self._bytes)
            except struct.error as error:
                raise WireError(str(error)) from error
            if kind not in (READY, RESULT, ERROR, PEAK) or length > MOST_BYTES:
                raise WireError("neither a result nor an error")
            end = HEAD.size + length
            if len(self._bytes) < end:
                return
            payload = bytes(memoryview(self._bytes)[HEAD.size : end])
            del self._bytes[:end]
            yield Frame(kind, payload, last)


def receive(descriptor: int) -> Frame | None:
    """The next message, waiting for it; `None` at the end."""
    head = _read(descriptor, HEAD.size)
    if head is None:
        return None
    kind, last, length = HEAD.unpack(head)
    payload = _read(descriptor, length)
    return None if payload is None else Frame(kind, payload, last)


def send(descriptor: int, frame: Frame) -> None:
    """Send all of a message, waiting until it is taken."""
    left = memoryview(frame.packed())
    while left:
        left = left[os.write(descriptor, left) :]


def _read(descriptor: int, length: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < length:
        part = os.read(descriptor, min(length - len(parts), 1 << 20))
        if not part:
            return None
        parts += part
    return bytes(parts)


def pack_job(place: str, content: bytes) -> bytes:
    """The bytes of a file, and its name for messages.

    >>> unpack_job(pack_job("通报.pdf", b"%PDF"))
    ('通报.pdf', b'%PDF')
    """
    name = place.encode("utf-8", "surrogatepass")
    return struct.pack(">I", len(name)) + name + content


def unpack_job(payload: bytes) -> tuple[str, bytes]:
    """What `pack_job` packed."""
    (length,) = struct.unpack_from(">I", payload)
    return payload[4 : 4 + length].decode("utf-8", "surrogatepass"), payload[4 + length :]


def pack_error(error: TongbaoError) -> bytes:
    """The name of the error's class and what it says."""
    said = [type(error).__name__, error.place, error.detail]
    return json.dumps([word[:CHUNK] for word in said]).encode()


def unpack_error(payload: bytes, place: str) -> TongbaoError:
    """An error of `schemas.errors` with that name; `place` where the worker names none, or no such error.

    >>> unpack_error(pack_error(schemas.errors.DamagedError("a.pdf", "no trailer")), "a.pdf")
    DamagedError('a.pdf: the file is damaged (no trailer); download it again')
    """
    try:
        name, told, detail = json.loads(payload)
        kind = getattr(schemas.errors, name, None)
        if isinstance(kind, type) and issubclass(kind, TongbaoError):
            return kind(visible(told) or place, visible(detail))
    except (ValueError, TypeError):
        pass
    return UnexpectedError(place, "an answer that is none")


def visible(words: str) -> str:
    """Without the signs that move a terminal's cursor, and not too long.

    >>> visible("a\\x1b[2Jb")
    'a [2Jb'
    """
    return "".join(sign if sign.isprintable() else " " for sign in words[:LONGEST_DETAIL])
