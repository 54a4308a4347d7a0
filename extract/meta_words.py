"""The words of heads and tails: what tells titles, offices, mastheads and page furniture apart.

>>> words("joint")
('中共',)
>>> meta_pattern(r"(?: <masthead> ) \\Z").search("督办通报") is not None
True
"""

from __future__ import annotations

from functools import lru_cache

import regex

from extract.lexicon import read_rows
from extract.patterns import alternation
from schemas.bulletin import BulletinKind
from schemas.model import Model

# `<organ>`, but not the name of a group as in `(?P<organ>`.
PART = regex.compile(r"(?<!\?P?)<(?P<name>[a-z_]+)>")


class WordRow(Model):
    """A line of `meta_words.csv`: a word and the part of a head or tail that it marks."""

    part: str
    word: str


class KindRow(Model):
    """A line of `meta_kinds.csv`: a word that ends titles, and the kind of bulletin that it names."""

    word: str
    kind: BulletinKind


@lru_cache(maxsize=1)
def _parts() -> dict[str, tuple[str, ...]]:
    parts: dict[str, tuple[str, ...]] = {"kind": tuple(title_kinds())}
    for row in read_rows("meta_words.csv", WordRow):
        parts[row.part] = (*parts.get(row.part, ()), row.word)
    return parts


def words(part: str) -> tuple[str, ...]:
    """The words of one part, in the order of the file."""
    return _parts()[part]


@lru_cache(maxsize=1)
def title_kinds() -> dict[str, BulletinKind]:
    """The words that end titles, with their kinds: the longest first."""
    rows = sorted(read_rows("meta_kinds.csv", KindRow), key=lambda row: -len(row.word))
    return {row.word: row.kind for row in rows}


@lru_cache(maxsize=64)
def meta_pattern(source: str) -> regex.Pattern[str]:
    """Compile a verbose pattern in which `<organ>` stands for the words of that part.

    Raises:
        KeyError: the pattern names a part that is not in the word list.
    """
    expanded = PART.sub(lambda match: alternation(words(match["name"])), source)
    return regex.compile(expanded, regex.VERBOSE | regex.VERSION1)
