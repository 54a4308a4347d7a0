"""Which files that lie beside a bulletin are the attachments that it names."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import NamedTuple

import regex

NOISE = regex.compile(r"[\s\p{P}\p{S}]+")
# 附件1：…, 附表二 …, 1. …
NUMBER = regex.compile(
    r"(?:附\s?[件表]|表)\s?(?P<number>\d{1,2}|[一二三四五六七八九十])(?!\d)|\A(?P<first>\d{1,2})\s?[.、．]\s?(?!\d)"
)
NUMERALS = {numeral: place for place, numeral in enumerate("一二三四五六七八九十", 1)}
SHORTEST = 6


class Attachment(NamedTuple):
    """The title of an attachment, and the name of the file that it is."""

    title: str
    name: str


def attached(titles: Sequence[str], names: Iterable[str]) -> list[Attachment]:
    """The files, by their names, that are attachments of these titles; each file and each title once.

    A file is one by its words, or by its number alone where its name says no more than `附件2`.

    >>> found = attached(["各镇完成情况表", "重点清单"], ["附件1：各镇完成情况表.xlsx", "附件2.docx", "通报.docx"])
    >>> [name for title, name in found]
    ['附件1：各镇完成情况表.xlsx', '附件2.docx']
    """
    free = dict.fromkeys(names)
    found: dict[int, str] = {}
    for matches in (_by_words, _by_number):
        for place, title in enumerate(titles):
            name = next(
                (name for name in free if place not in found and matches(title, place + 1, name)), None
            )
            if name is not None:
                found[place] = name
                del free[name]
    return [Attachment(titles[place], found[place]) for place in sorted(found)]


def _by_words(title: str, number: int, name: str) -> bool:
    wanted, words = _words(title), _words(PurePath(name).stem)
    if not wanted or not words:
        return False
    return wanted == words or (
        min(len(wanted), len(words)) >= SHORTEST and (wanted in words or words in wanted)
    )


def _by_number(title: str, number: int, name: str) -> bool:
    stem = unicodedata.normalize("NFKC", PurePath(name).stem)
    match = NUMBER.search(stem)
    if match is None or _words(stem):
        return False
    told = match["number"] or match["first"]
    return NUMERALS.get(told, 0) == number or (told.isdecimal() and int(told) == number)


def _words(text: str) -> str:
    """The words of a title, without its number, spaces and signs."""
    return NOISE.sub("", NUMBER.sub("", unicodedata.normalize("NFKC", text), count=1))
