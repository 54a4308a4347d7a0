"""Patterns: verbose regular expressions built of named parts.

`<up>` in a pattern stands for the words of that name in `lexicon/parts.yaml`; of several that fit the longest does.

>>> compile_pattern(r"(?: <up> | <down> ) 了?").match("增长了") is not None
True
"""

from __future__ import annotations

from functools import lru_cache

import regex

from extract.lexicon import parts

# What `\d` and `\s` stand for in normalised text
NUMERALS_AND_SPACES = "0123456789 \t\n\r\f\v\x1c\x1d\x1e\x1f\x85\xa0\u2028\u2029\u3000"
PART = regex.compile(r"(?<![P?])<(?P<name>[a-z_]+)>")


@lru_cache(maxsize=1024)
def compile_pattern(source: str, backwards: bool = False) -> regex.Pattern[str]:
    """Compile a verbose pattern. With `backwards`, `match(text, pos, endpos)` reads from `endpos` to the left.

    Raises:
        KeyError: the pattern names a part that is not in the word list.
    """
    flags = regex.VERBOSE | regex.VERSION1 | (regex.REVERSE if backwards else 0)
    return regex.compile(expand(source, backwards), flags)


def expand(source: str, backwards: bool = False) -> str:
    """The pattern with every `<part>` replaced by an alternation of its words."""
    return PART.sub(lambda match: _part(match["name"], backwards), source)


def openings(pattern: regex.Pattern[str]) -> frozenset[str]:
    """The characters by which a match opens, if each way that the pattern has opens with a word, a numeral or a space.

    To look for one of them takes far less time than to try the pattern. A match of nothing does not count.

    >>> "".join(sorted(openings(compiled(r"(?:同比|比上年)*")))), "完" in openings(compile_pattern("<verb_only>"))
    ('同比', True)
    """
    signs, begun = frozenset(pattern.pattern + NUMERALS_AND_SPACES), _begun(pattern)
    return frozenset(sign for sign in signs if begun.match(sign, partial=True))


@lru_cache(maxsize=512)
def _begun(pattern: regex.Pattern[str]) -> regex.Pattern[str]:
    """The pattern of a match of something, whatever stands before it."""
    end = "\n" if pattern.flags & regex.VERBOSE else ""
    alone = pattern.pattern.replace("(?<=", "(?:|")
    return regex.compile(rf"(?:{alone}{end})(?<=[\s\S])", pattern.flags)


class Beginnings:
    """The pairs of characters by which a match opens: the step behind `openings`, where texts often hold one of these.

    Each pair is tried once, when a text first holds it.

    >>> told = Beginnings(compiled("目前|目标|预计"))
    >>> told.stand_in("项目签约"), told.stand_in("项目目前"), told.stand_in("项目")
    (False, True, True)
    """

    __slots__ = ("_begun", "_known", "_openings")

    def __init__(self, pattern: regex.Pattern[str]) -> None:
        self._begun, self._openings = _begun(pattern), openings(pattern)
        self._known: dict[str, bool] = {}

    def stand_in(self, text: str) -> bool:
        """Whether a match may begin somewhere in the text, of which the last character may be one."""
        openings, known = self._openings, self._known
        for place, char in enumerate(text):
            if char in openings:
                pair = text[place : place + 2]
                if pair not in known:
                    known[pair] = self._begun.match(pair, partial=True) is not None
                if known[pair]:
                    return True
        return False


class Leading:
    """A pattern of some words and the mark that ends them, for `match` only.

    It is tried only where the mark can begin at all, within `reach` characters: most clauses hold none of the
    characters that a mark opens with, and to see that takes far less time than to try the pattern.

    >>> last = Leading("[^，]{0,4}?", "(?: 垫底 | 居末 )", 4)
    >>> last.match("仍然垫底的")[0], last.match("到位资金")
    ('仍然垫底', None)
    """

    __slots__ = ("_match", "_opens", "_reach")

    def __init__(self, words: str, mark: str, reach: int, behind: str = "") -> None:
        self._match = compile_pattern(f"{words} {mark} {behind}").match
        self._opens = openings(compile_pattern(mark))
        self._reach = reach + 1

    def match(self, text: str, at: int = 0) -> regex.Match[str] | None:
        """The match at `at`."""
        return None if self._opens.isdisjoint(text[at : at + self._reach]) else self._match(text, at)


@lru_cache(maxsize=512)
def _part(name: str, backwards: bool) -> str:
    words = parts()[name]
    if not backwards:
        return alternation(words)
    return "(?:" + "|".join(regex.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


def alternation(words: tuple[str, ...]) -> str:
    """A group that matches any of the words, the longest of those that fit; for patterns that are read forwards.

    Words that open alike share their opening, so that not every word is tried at every character:

    >>> alternation(("增长", "增", "增加值", "降"))
    '(?:增(?:长|加(?:值))?|降)'
    """
    behind: dict[str, list[str]] = {}
    for word in words:
        behind.setdefault(word[:1], []).append(word[1:])
    branches = []
    for opening, rests in behind.items():
        more = tuple(rest for rest in rests if rest)
        tail = alternation(more) if len(more) > 1 else "".join(f"(?:{regex.escape(rest)})" for rest in more)
        branches.append(regex.escape(opening) + tail + ("?" if more and len(more) < len(rests) else ""))
    return "(?:" + "|".join(branches) + ")"


@lru_cache(maxsize=1024)
def compiled(source: str) -> regex.Pattern[str]:
    """A short pattern without named parts, compiled once.

    >>> compiled(r"\\d+").match("35个")[0]
    '35'
    """
    return regex.compile(source, regex.VERSION1)
