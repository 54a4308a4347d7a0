"""From the inputs to one outcome a file: none is skipped silently, none stops the others, all cores at work."""

from __future__ import annotations

import hashlib
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import regex

from extract import UserLexicon
from loaders.guard import Answer, Guard
from loaders.guard.pool import cores
from loaders.limits import Limits, within
from loaders.sniff import TEXT, sniff
from schemas import Source
from schemas.errors import EmptyDocumentError, MissingFileError, TongbaoError, TooLargeError, UnexpectedError
from tongbao import worker
from tongbao.api import Bulletin, extract
from tongbao.beside import attach
from tongbao.inputs import Input, has_known_ending

Known = Callable[[Source], bool]

# Starting a worker takes as long as reading some tens of short texts: where there are no more than these, plain text
# is read where we are: it meets no library that is written in C but the one of regular expressions. Not where it is
# long, or holds what no bulletin does, and could take its time.
FEW: Final = 24
SHORT_TEXT: Final = 50_000
ODD: Final = regex.compile(rb"[0-9]{100}")
# How many files may be read ahead of the one whose turn it is, for each worker.
AHEAD: Final = 8


@dataclass(frozen=True)
class Outcome:
    """What became of one input: a bulletin with its bytes, or an error, or neither where its bytes were `known`, or
    where it is a file of another form in an archive and was `skipped`. `share` is the part of a named file that it is.
    """

    source: Input
    bulletin: Bulletin | None = None
    content: bytes = b""
    error: TongbaoError | None = None
    known: bool = False
    skipped: bool = False
    share: float = 1.0

    def required(self) -> Bulletin:
        """The bulletin; raises the error where there is none."""
        if self.bulletin is None:
            raise self.error or UnexpectedError(self.source.name)
        return self.bulletin


@dataclass(frozen=True)
class Way:
    """How to read: what is `known` already, the user's own words, the limits, at how many files a time.

    `debug` lets an unforeseen error through, `passes` shows the relations that hold among the findings.
    """

    known: Known = lambda _: False
    lexicon: UserLexicon | None = None
    debug: bool = False
    jobs: int | None = None
    limits: Limits | None = None
    passes: bool = False


@dataclass(eq=False)
class _Turn:
    """An input that waits for its turn to be told."""

    source: Input
    share: float = 1.0
    content: bytes | None = None
    outcome: Outcome | None = None
    # The files of the archive that it came in.
    members: tuple[str, ...] = ()
    # Read when its turn comes, in this process.
    here: bool = False


def read_all(inputs: Sequence[Input], way: Way | None = None) -> Generator[Outcome]:
    """One outcome an input, in their order; an archive gives one for each file in it.

    Files are read in worker processes (`loaders.guard`), `jobs` at a time: by default one for each core.
    """
    reading = _Reading(inputs, way or Way())
    try:
        yield from reading.outcomes()
    finally:
        reading.guard.close()


class _Reading:
    def __init__(self, inputs: Sequence[Input], way: Way) -> None:
        self._way = way
        self.limits = way.limits or Limits.usual()
        jobs = cores() if way.jobs is None else way.jobs
        self.guard = Guard(
            worker.task(way.lexicon, way.passes), jobs=jobs, limits=self.limits, quiet=not way.debug
        )
        self._texts_here = jobs == 1 or len(inputs) <= FEW
        self._ahead = AHEAD * self.guard.jobs
        self._inputs = iter(inputs)
        self._turns: deque[_Turn] = deque()
        self._waiting: deque[_Turn] = deque()
        self._given: dict[int, _Turn] = {}
        self._count = 0

    def outcomes(self) -> Iterator[Outcome]:
        while True:
            self._give()
            while self._turns and (outcome := self._done(self._turns[0])):
                self._turns.popleft()
                yield outcome
                self._give()
            if not self._turns:
                return
            for key, answer in self.guard.wait():
                self._take(self._given.pop(key), answer)

    def _done(self, turn: _Turn) -> Outcome | None:
        if turn.here and turn.outcome is None:
            turn.outcome = self._read_here(turn)
        return turn.outcome

    def _give(self) -> None:
        """Keep the workers busy."""
        while self.guard.free and (turn := self._next()):
            self._start(turn)

    def _next(self) -> _Turn | None:
        if self._waiting:
            return self._waiting.popleft()
        if len(self._turns) >= self._ahead:
            return None
        item = next(self._inputs, None)
        if item is None:
            return None
        self._turns.append(_Turn(item))
        return self._turns[-1]

    def _start(self, turn: _Turn) -> None:
        item = turn.source
        try:
            content = self._content(turn)
        except TongbaoError as error:
            turn.outcome = Outcome(item, error=error, share=turn.share)
            return
        source = Source(path=item.known_as, sha256=hashlib.sha256(content).hexdigest())
        if self._way.known(source):
            turn.outcome = Outcome(item, known=True, share=turn.share)
            return
        turn.content = content
        if self._texts_here and _is_short_text(content):
            turn.here = True
            return
        self._count += 1
        self._given[self._count] = turn
        self.guard.give(self._count, item.place, content)

    def _content(self, turn: _Turn) -> bytes:
        content = read_bytes(turn.source, self.limits.bytes) if turn.content is None else turn.content
        if len(content) > self.limits.bytes:
            raise TooLargeError(turn.source.place, self.limits.told("bytes"))
        if not content.strip():
            raise EmptyDocumentError(turn.source.place)
        return content

    def _read_here(self, turn: _Turn) -> Outcome:
        item, content = turn.source, turn.content or b""
        try:
            with within(self.limits):
                document = worker.load(content, item.place)
                bulletin = extract(document, lexicon=self._way.lexicon, passes=self._way.passes)
        except TongbaoError as error:
            return Outcome(item, error=error, share=turn.share)
        except Exception as error:  # one file must not stop the others, nor show a traceback to its reader
            if self._way.debug:
                raise
            failure = UnexpectedError(item.name, f"{type(error).__name__}: {error}")
            return Outcome(item, error=failure, share=turn.share)
        attach(bulletin, item, turn.members)
        return Outcome(item, bulletin, content, share=turn.share)

    def _take(self, turn: _Turn, answer: Answer) -> None:
        """What a worker says of a file."""
        try:
            if isinstance(answer, TongbaoError):
                raise answer
            read = worker.unpacked(answer, turn.source.place)
        except TongbaoError as error:
            if self._way.debug and type(error) is UnexpectedError:
                raise
            turn.outcome = Outcome(turn.source, error=error, share=turn.share)
            return
        if isinstance(read, Bulletin):
            self._keep(turn, read)
        else:
            self._open(turn, read)

    def _keep(self, turn: _Turn, bulletin: Bulletin) -> None:
        content = turn.content or b""
        # What stands in the bytes is for the worker to say; whose bytes they are is not.
        facts = {"path": turn.source.known_as, "sha256": hashlib.sha256(content).hexdigest()}
        bulletin.source = bulletin.source.model_copy(update=facts)
        attach(bulletin, turn.source, turn.members)
        turn.outcome = Outcome(turn.source, bulletin, content, share=turn.share)

    def _open(self, turn: _Turn, files: Sequence[worker.Unpacked]) -> None:
        """The files of an archive take its place."""
        if not files:
            turn.outcome = Outcome(turn.source, error=EmptyDocumentError(turn.source.place))
            return
        names = tuple(file.name for file in files)
        inside = [_inside(turn, file, turn.share / len(files), names) for file in files]
        at = self._turns.index(turn)
        self._turns.rotate(-at)
        self._turns.popleft()
        self._turns.extendleft(reversed(inside))
        self._turns.rotate(at)
        self._waiting.extendleft(each for each in reversed(inside) if each.outcome is None)


def _inside(archive: _Turn, file: worker.Unpacked, share: float, names: tuple[str, ...]) -> _Turn:
    item = archive.source.inside(file.name)
    if isinstance(file.content, TongbaoError):
        return _Turn(item, share, outcome=Outcome(item, error=file.content, share=share))
    if not has_known_ending(file.name):
        return _Turn(item, share, outcome=Outcome(item, skipped=True, share=share))
    return _Turn(item, share, file.content, members=names)


def _is_short_text(content: bytes) -> bool:
    return len(content) <= SHORT_TEXT and sniff(content).media_type == TEXT and not ODD.search(content)


def read_bytes(item: Input, limit: int) -> bytes:
    """The bytes, read once: a pipe has no second time. One byte over the limit is enough to refuse the file."""
    if item.path is None:
        return sys.stdin.buffer.read(limit + 1)
    try:
        with item.path.open("rb") as stream:
            return stream.read(limit + 1)
    except (OSError, ValueError) as error:
        raise MissingFileError(item.name, getattr(error, "strerror", None) or str(error)) from error
