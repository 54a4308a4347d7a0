"""Patterns: verbose regular expressions built of named parts.

`<up>` in a pattern stands for the words of that name in `lexicon/parts.yaml`, the longest first.

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
    return regex.compile(expand(source), flags)


def expand(source: str) -> str:
    """The pattern with every `<part>` replaced by an alternation of its words."""
    return PART.sub(lambda match: _part(match["name"]), source)


def openings(pattern: regex.Pattern[str]) -> frozenset[str]:
    """The characters by which a match opens, if each way that the pattern has opens with a word, a numeral or a space.

    To look for one of them takes far less time than to try the pattern. A match of nothing does not count.

    >>> "".join(sorted(openings(compiled(r"(?:同比|比上年)*")))), "完" in openings(compile_pattern("<verb_only>"))
    ('同比', True)
    """
    signs = frozenset(pattern.pattern + NUMERALS_AND_SPACES)
    end = "\n" if pattern.flags & regex.VERBOSE else ""
    of_something = regex.compile(rf"(?:{pattern.pattern}{end})(?<=[\s\S])", pattern.flags)
    return frozenset(sign for sign in signs if of_something.match(sign, partial=True))


@lru_cache(maxsize=256)
def _part(name: str) -> str:
    return alternation(parts()[name])


def alternation(words: tuple[str, ...]) -> str:
    """A group that matches any of the words, the longest first."""
    return "(?:" + "|".join(regex.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


@lru_cache(maxsize=1024)
def compiled(source: str) -> regex.Pattern[str]:
    """A short pattern without named parts, compiled once.

    >>> compiled(r"\\d+").match("35个")[0]
    '35'
    """
    return regex.compile(source, regex.VERSION1)
