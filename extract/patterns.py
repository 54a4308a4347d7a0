"""Patterns: verbose regular expressions built of named parts.

`<up>` in a pattern stands for the words of that name in `lexicon/parts.yaml`, the longest first.

>>> compile_pattern(r"(?: <up> | <down> ) 了?").match("增长了") is not None
True
"""

from __future__ import annotations

from functools import lru_cache

import regex

from extract.lexicon import parts

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
