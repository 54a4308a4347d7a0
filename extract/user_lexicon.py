"""A user's own words, on top of the built-in ones: a CSV text in, a value that one reading takes along out.

The words hold for one call of `extract` and for its thread only: `using` sets them, `in_use` gives them, and whatever
is cached is cached by them.

>>> lexicon = parse_lexicon("kind,word,value\\nindicator,亩均税收,tax_per_mu\\nindustry,空天信息,\\n", "words.csv")
>>> lexicon.indicator_in("规上工业亩均税收"), lexicon.indicator_in("亩均税收超50万元企业"), dict(lexicon.industries)
('tax_per_mu', None, {'空天信息': '空天信息'})
>>> with using(lexicon):
...     in_use() is lexicon
True
>>> in_use() is None
True
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from io import StringIO
from typing import Final, Literal, get_args

import regex

from extract.canonical import canonical
from extract.lexicon_errors import (
    CodeError,
    ColumnsError,
    HeaderError,
    NeedlessValueError,
    QuotationError,
    TwiceError,
    UnknownKindError,
    UnusableWordError,
)
from extract.patterns import alternation, expand

Kind = Literal["indicator", "industry", "subject"]

HEADER: Final = ["kind", "word", "value"]
CODE = regex.compile(r"[a-z][a-z0-9_]{0,63}")
# 滨江片区攻坚组, PM2.5浓度, 办公室(金融办、统计局): no space, and punctuation in brackets only
WORD = regex.compile(r"""(?:[^\s，。；：、！？!?,;:"“”()]|\([^\s，。；：()]{1,30}\))+""")
SHORTEST, LONGEST = 2, 40
# What may stand behind an indicator in its head: 亩均税收总额, 亩均税收目标, 亩均税收增加, 亩均税收(含留抵)
BEHIND_INDICATOR = (
    r"(?: <bare_measure> | <goal> | <up> | <down> | 数 | 额 | 量 | 水平 | \( [^()]{0,40} \) ){0,4} $"
)


@dataclass(frozen=True, slots=True, order=True)
class Word:
    """One line: an indicator with its code, an industry with its facet, or the name of a subject."""

    kind: Kind
    word: str
    value: str


@dataclass(frozen=True)
class UserLexicon:
    """The words of one user; two with the same words are equal, in whatever order they were written."""

    words: tuple[Word, ...]

    def __hash__(self) -> int:
        return hash(self.digest)

    @cached_property
    def digest(self) -> str:
        """What tells these words from others: part of the name that a store knows the extractor by.

        >>> len(UserLexicon(()).digest)
        12
        """
        lines = "\n".join(f"{word.kind},{word.word},{word.value}" for word in self.words)
        return hashlib.sha256(lines.encode("utf-8")).hexdigest()[:12]

    @cached_property
    def indicators(self) -> Mapping[str, str]:
        """The code of each indicator."""
        return self._of("indicator")

    @cached_property
    def industries(self) -> Mapping[str, str]:
        """The facet of each industry."""
        return self._of("industry")

    @cached_property
    def subjects(self) -> frozenset[str]:
        """The names of areas, offices and teams."""
        return frozenset(self._of("subject"))

    def indicator_in(self, head: str) -> str | None:
        """The code of the indicator that closes a head phrase; `None` where the user named none."""
        match = self._indicator.search(head) if self._indicator else None
        return self.indicators[match["word"]] if match else None

    def _of(self, kind: Kind) -> dict[str, str]:
        return {word.word: word.value for word in self.words if word.kind == kind}

    @cached_property
    def _indicator(self) -> regex.Pattern[str] | None:
        if not self.indicators:
            return None
        words = alternation(tuple(self.indicators))
        return regex.compile(
            rf"(?P<word> {words} ) {expand(BEHIND_INDICATOR)}", regex.VERBOSE | regex.VERSION1
        )


_lexicon: ContextVar[UserLexicon | None] = ContextVar("tongbao_lexicon", default=None)
# The words of the call that runs now; read for each head phrase, so nothing stands between.
in_use = _lexicon.get


@contextmanager
def using(lexicon: UserLexicon | None) -> Iterator[None]:
    """Read with these words, and in the end with what was there before."""
    token = _lexicon.set(lexicon)
    try:
        yield
    finally:
        _lexicon.reset(token)


def parse_lexicon(text: str, place: str) -> UserLexicon:
    """The words of a CSV text with the header `kind,word,value`; `place` is what errors call it.

    Raises:
        WordListError: a line cannot be used; names the place and the line and says what to write.
    """
    found: dict[tuple[Kind, str], Word] = {}
    for line, cells in _lines(text, place):
        word = _word(place, line, cells)
        if found.setdefault((word.kind, word.word), word) != word:
            raise TwiceError(place, line, word.word)
    return UserLexicon(tuple(sorted(found.values())))


def _lines(text: str, place: str) -> Iterator[tuple[int, list[str]]]:
    """The lines behind the header with their numbers, three cells each; empty ones are left out."""
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        if [cell.strip() for cell in header] != HEADER:
            raise HeaderError(place, 1, ",".join(header)[:40])
        for row in reader:
            cells = [cell.strip() for cell in row]
            while cells and not cells[-1]:
                cells.pop()
            if len(cells) > len(HEADER):
                raise ColumnsError(place, reader.line_num, str(len(cells)))
            if cells:
                yield reader.line_num, cells + [""] * (len(HEADER) - len(cells))
    except csv.Error:
        raise QuotationError(place, reader.line_num) from None


def _word(place: str, line: int, cells: list[str]) -> Word:
    kind = next((kind for kind in get_args(Kind) if kind == cells[0]), None)
    if kind is None:
        raise UnknownKindError(place, line, cells[0])
    word = _usable(place, line, cells[1])
    value = cells[2]
    if kind == "industry":
        return Word(kind, word, _usable(place, line, value) if value else word)
    if kind == "indicator" and not CODE.fullmatch(value):
        raise CodeError(place, line, value)
    if kind == "subject" and value:
        raise NeedlessValueError(place, line, value)
    return Word(kind, word, value)


def _usable(place: str, line: int, cell: str) -> str:
    """A word in the form in which the reader sees the text."""
    word = canonical(cell)
    if not SHORTEST <= len(word) <= LONGEST or not WORD.fullmatch(word):
        raise UnusableWordError(place, line, cell[:LONGEST])
    return word
