"""From the paths of a command line to one outcome a file: none is skipped silently, none stops the others."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Final

import loaders
from extract import UserLexicon
from loaders.limits import limits
from schemas import Source
from schemas.errors import MissingFileError, TongbaoError, UnexpectedError
from tongbao.api import Bulletin, extract
from tongbao.errors import NothingToReadError

Known = Callable[[Source], bool]

STANDARD_INPUT: Final = "-"
# In a folder, bulletins are told from other files by their endings; a file that is named is read in any case.
ENDINGS: Final = frozenset({".txt", ".text", ".htm", ".html", ".pdf", ".doc", ".docx", ".xls", ".xlsx"})


@dataclass(frozen=True)
class Input:
    """One file to read; `path` is `None` for standard input."""

    name: str
    path: Path | None

    @property
    def stem(self) -> str:
        """What a file written for it is called, without the ending."""
        return self.path.stem if self.path else "stdin"


@dataclass
class Found:
    """What the paths stand for: the files to read, those of other forms, and folders without any."""

    inputs: list[Input] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    empty: list[NothingToReadError] = field(default_factory=list)


class _StandardInput(BytesIO):
    """Bytes without a path; the name is for messages only."""

    name = "<stdin>"


@dataclass(frozen=True)
class Outcome:
    """What became of one input: a bulletin with its bytes, or an error, or nothing where its bytes were `known`."""

    source: Input
    bulletin: Bulletin | None = None
    content: bytes = b""
    error: TongbaoError | None = None
    known: bool = False

    def required(self) -> Bulletin:
        """The bulletin; raises the error where there is none."""
        if self.bulletin is None:
            raise self.error or UnexpectedError(self.source.name)
        return self.bulletin


def find(paths: Sequence[str]) -> Found:
    """The files that the paths stand for: `-` is standard input, folders are walked in the order of names.

    >>> [item.name for item in find(["-", "a.txt"]).inputs]
    ['-', 'a.txt']
    """
    found = Found()
    for name in paths:
        if name == STANDARD_INPUT:
            found.inputs.append(Input(name, None))
        elif os.path.isdir(name):
            _walk(Path(name), found)
        else:
            found.inputs.append(Input(printable(name), Path(name)))
    return found


def printable(name: str) -> str:
    """A file name that can be written anywhere; bytes that are no UTF-8 are shown as such.

    >>> printable("通报.txt"), printable(os.fsdecode(b"a\\xff.txt"))
    ('通报.txt', 'a\\\\xff.txt')
    """
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _walk(folder: Path, found: Found) -> None:
    before = len(found.inputs)
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            path = Path(here, name)
            if path.suffix.lower() in ENDINGS:
                found.inputs.append(Input(printable(str(path)), path))
            else:
                found.skipped.append(printable(str(path)))
    if len(found.inputs) == before:
        found.empty.append(NothingToReadError(str(folder)))


def nothing_is_known(source: Source) -> bool:
    """Read every source."""
    return False


def read_all(
    inputs: Iterable[Input],
    *,
    known: Known = nothing_is_known,
    lexicon: UserLexicon | None = None,
    debug: bool = False,
) -> Iterator[Outcome]:
    """One outcome an input, in their order.

    A source that is `known` is not read again; `lexicon` holds the user's own words; `debug` lets an unforeseen
    error through.
    """
    for item in inputs:
        yield read_one(item, known=known, lexicon=lexicon, debug=debug)


def read_one(
    item: Input,
    *,
    known: Known = nothing_is_known,
    lexicon: UserLexicon | None = None,
    debug: bool = False,
) -> Outcome:
    """Read one input; its bytes come along for the store."""
    try:
        content = _content(item)
        named = content if item.path else _StandardInput(content)
        document = loaders.load(named, name=item.name if item.path else None)
        if known(document.source):
            return Outcome(item, known=True)
        bulletin = extract(document, lexicon=lexicon)
    except TongbaoError as error:
        return Outcome(item, error=error)
    except Exception as error:  # one file must not stop the others, nor show a traceback to its reader
        if debug:
            raise
        return Outcome(item, error=UnexpectedError(item.name, f"{type(error).__name__}: {error}"))
    return Outcome(item, bulletin, content)


def _content(item: Input) -> bytes:
    """The bytes, read once: a pipe has no second time. One byte over the limit makes the loader refuse."""
    if item.path is None:
        return sys.stdin.buffer.read(limits().bytes + 1)
    try:
        with item.path.open("rb") as stream:
            return stream.read(limits().bytes + 1)
    except (OSError, ValueError) as error:
        raise MissingFileError(item.name, getattr(error, "strerror", None) or str(error)) from error
