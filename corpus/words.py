"""From text to the tokens that are searched for: one Han character, a number, a word of letters, a sign of a unit.

The tokens of a text decide what is found in it; its terms, sets of one or two neighbours, which texts are
looked at at all. Words are not cut by a dictionary: what it takes for a word depends on what stands around,
so that 到位 would be missed in a text where it was cut as 到 and 位资. Pairs of characters stand in the text
or do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

import regex

TOKEN: Final = regex.compile(
    r"""
    (?P<han> \p{Han} )                              # 签
    | (?P<number> \d+ (?: ,\d{3}(?!\d) )* (?: \.\d+ )? )    # 1,422.32
    | (?P<word> (?: (?!\p{Han}) [\p{L}\p{M}] )+ )   # gdp
    | (?P<sign> [%‰℃¥$€] | \p{N} )                  # the sign of a unit, ① and ⅲ
    """,
    regex.VERBOSE,
)
# What is written between quotation marks, else up to the next space.
WORD: Final = regex.compile(r'"([^"]*)"|“([^”]*)”|「([^」]*)」|『([^』]*)』|(\S+)')
# A number of four digits and more may be written with commas.
GROUPED: Final = regex.compile(r"\d{4}")

# A text whose terms are longer than this has none but the one for all, and is always looked at: PostgreSQL has
# a limit of a megabyte for the terms of a text.
MOST_BYTES: Final = 800_000
EVERY: Final = "*"
LONGEST_TERM: Final = 64
# How many characters that are no tokens, such as `、` or a space, may stand between the words of a phrase.
GAP: Final = 4


@dataclass(frozen=True)
class Token:
    """A token with its place; numbers have lost their commas."""

    text: str
    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Phrase:
    """Tokens one after the other; where `glued` is false, something may stand before the token."""

    tokens: tuple[str, ...]
    glued: tuple[bool, ...]
    terms: frozenset[str]
    pieces: tuple[str, ...]

    def places(self, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
        """Where it stands among the tokens of a text."""
        length = len(self.tokens)
        for first in range(len(tokens) - length + 1):
            if tokens[first].text == self.tokens[0] and self._goes_on(tokens, first):
                yield tokens[first].start, tokens[first + length - 1].end

    def _goes_on(self, tokens: Sequence[Token], first: int) -> bool:
        for step in range(1, len(self.tokens)):
            token = tokens[first + step]
            gap = token.start - tokens[first + step - 1].end
            if token.text != self.tokens[step] or gap > (0 if self.glued[step] else GAP):
                return False
        return True


@dataclass(frozen=True)
class Word:
    """A word that is searched for: as it was written, or in simplified characters."""

    phrases: tuple[Phrase, ...]

    def places(self, tokens: Sequence[Token]) -> list[tuple[int, int]]:
        """Where it stands, in the order of the text."""
        return sorted({place for phrase in self.phrases for place in phrase.places(tokens)})


class _Folding(dict[int, int]):
    """Full-width to half-width, capital to small letters; every character stays one."""

    def __missing__(self, code: int) -> int:
        character = chr(code - 0xFEE0 if 0xFF01 <= code <= 0xFF5E else code)
        small = character.lower()
        folded = ord(small) if len(small) == 1 else ord(character)
        # PostgreSQL keeps no NUL.
        self[code] = folded or ord(" ")
        return self[code]


_FOLDING = _Folding()


def folded(text: str) -> str:
    """The text as it is compared; offsets stay.

    >>> folded("ＧＤＰ增长５％")
    'gdp增长5%'
    """
    return text.translate(_FOLDING)


def tokens_of(text: str) -> list[Token]:
    """The tokens of a folded text.

    >>> [token.text for token in tokens_of("签约1,422.32亿元，gdp")]
    ['签', '约', '1422.32', '亿', '元', 'gdp']
    """
    return [
        Token(found[0].replace(",", ""), found.start(), found.end(), str(found.lastgroup))
        for found in TOKEN.finditer(text)
    ]


def terms_of(text: str) -> set[str]:
    """What a folded text is found by: its tokens, and the pairs of neighbouring Han characters.

    >>> sorted(terms_of("到位资金5%"))
    ['%', '5', '位', '位资', '到', '到位', '资', '资金', '金']
    """
    tokens = tokens_of(text)
    terms = {token.text[:LONGEST_TERM] for token in tokens}
    terms |= {one.text + two.text for one, two in pairwise(tokens) if _pair(one, two)}
    return terms if sum(len(term.encode()) for term in terms) <= MOST_BYTES else {EVERY}


def _pair(one: Token, two: Token) -> bool:
    return one.kind == two.kind == "han" and one.end == two.start


def words_of(query: str) -> list[Word]:
    """The words of a question; quotation marks make a phrase, nothing else means anything.

    >>> [word.phrases[0].tokens for word in words_of('签約 "1-8月" AND -* "')]
    [('签', '約'), ('1', '8', '月'), ('and',)]
    """
    written = [next(part for part in found.groups() if part is not None) for found in WORD.finditer(query)]
    words = []
    for part in written:
        spellings = dict.fromkeys((folded(part), folded(_simplified(part))))
        phrases = tuple(phrase for spelling in spellings if (phrase := _phrase(spelling)))
        if phrases:
            words.append(Word(phrases))
    return words


def _phrase(text: str) -> Phrase | None:
    tokens = tokens_of(text)
    if not tokens:
        return None
    glued = [one.end == two.start for one, two in pairwise(tokens)]
    paired = {one.text + two.text for one, two in pairwise(tokens) if _pair(one, two)}
    in_pairs = {character for pair in paired for character in pair}
    alone = {token.text[:LONGEST_TERM] for token in tokens if token.text not in in_pairs}
    return Phrase(
        tuple(token.text for token in tokens),
        (True, *glued),
        frozenset(paired | alone),
        tuple(_pieces(text, tokens)),
    )


def _pieces(text: str, tokens: Sequence[Token]) -> Iterator[str]:
    """The parts that stand in a text letter by letter where the phrase does, the longest first."""
    runs: list[list[Token]] = []
    for token in tokens:
        if token.kind == "number" and GROUPED.match(token.text):
            runs.append([])
        elif runs and runs[-1] and runs[-1][-1].end == token.start:
            runs[-1].append(token)
        else:
            runs.append([token])
    found = {text[run[0].start : run[-1].end] for run in runs if run}
    yield from sorted(found, key=lambda piece: (-len(piece), piece))


@cache
def _converter() -> object:
    import opencc

    return opencc.OpenCC("t2s")


def _simplified(text: str) -> str:
    """Bulletins are kept in simplified characters."""
    return text if text.isascii() else str(_converter().convert(text))  # type: ignore[attr-defined]
