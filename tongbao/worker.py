"""What a worker does with the bytes of one file, and how what it read gets to its parent: as JSON, never as objects."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from typing import Final, NamedTuple

import loaders
from extract import UserLexicon
from extract.user_lexicon import Word
from loaders.archive import members
from loaders.containers import ZIP
from loaders.guard import Task
from loaders.guard.wire import pack_error, unpack_error, visible
from loaders.sniff import sniff
from schemas import Document
from schemas.errors import LoadError, TongbaoError, UnexpectedError
from tongbao.api import Bulletin, extract

BULLETIN, ARCHIVE = b"b", b"a"
STDIN: Final = "<stdin>"


class Unpacked(NamedTuple):
    """A file of an archive: its name there, and its bytes or why there are none."""

    name: str
    content: bytes | TongbaoError


def task(lexicon: UserLexicon | None, passes: bool = False) -> Task:
    """What the guard is to have done: reading, with the user's own words, and checking."""
    words = [[word.kind, word.word, word.value] for word in lexicon.words] if lexicon else None
    return Task("tongbao.worker:reader", {"words": words, "passes": passes})


def reader(words: Sequence[Sequence[str]] | None, passes: bool = False) -> Callable[[bytes, str], bytes]:
    """Called in the worker: what reads each file there."""
    lexicon = None
    if words is not None:
        lexicon = UserLexicon(tuple(Word(kind, word, value) for kind, word, value in words))  # type: ignore[arg-type]

    def read(content: bytes, place: str) -> bytes:
        if sniff(content).media_type == ZIP:
            return ARCHIVE + _pack(members(content, place))
        bulletin = extract(load(content, place), lexicon=lexicon, passes=passes)
        return BULLETIN + bulletin.model_dump_json().encode()

    return read


def load(content: bytes, place: str) -> Document:
    """The Document of a file; standard input has a name for messages only."""
    if place != STDIN:
        return loaders.load(content, name=place)
    stream = BytesIO(content)
    stream.name = STDIN
    return loaders.load(stream)


def unpacked(answer: bytes, place: str) -> Bulletin | list[Unpacked]:
    """What a worker has read: a bulletin, or the files of an archive. Raises UnexpectedError for anything else."""
    kind, payload = answer[:1], answer[1:]
    try:
        if kind == ARCHIVE:
            return list(_unpack(payload, place))
        return Bulletin.model_validate_json(payload)
    except (ValueError, TypeError) as error:
        raise UnexpectedError(place, f"an answer that is none: {type(error).__name__}") from error


def _pack(found: Iterator[tuple[str, bytes | LoadError]]) -> bytes:
    """A line of JSON with the name and the length of each, or its error; then the bytes."""
    heads: list[tuple[str, int | str]] = []
    contents: list[bytes] = []
    for name, content in found:
        if isinstance(content, bytes):
            heads.append((name, len(content)))
            contents.append(content)
        else:
            heads.append((name, pack_error(content).decode()))
    return b"\n".join((json.dumps(heads).encode(), b"".join(contents)))


def _unpack(payload: bytes, place: str) -> Iterator[Unpacked]:
    line, _, contents = payload.partition(b"\n")
    at = 0
    for name, told in json.loads(line):
        shown = visible(name)
        if isinstance(told, int):
            yield Unpacked(shown, contents[at : at + told])
            at += told
        else:
            yield Unpacked(shown, unpack_error(told.encode(), f"{place}!{shown}"))
