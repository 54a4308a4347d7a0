"""Surroundings: where the clause of a number begins, and which bracket it stands in."""

from __future__ import annotations

import regex

DELIMITERS = "，；;。：:()\n"
DELIMITER_BEFORE = regex.compile(rf"(?r)[{DELIMITERS}]")
CLAUSE_MARKS = "，；;：:。"


def pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of `text[start:end]` between delimiters, each with the delimiter that closes it.

    >>> [("1-8月，签约项目"[a:b]) for a, b in pieces("1-8月，签约项目", 0, 9)]
    ['1-8月，', '签约项目']
    """
    found, left = [], start
    for place, char in enumerate(text[start:end], start + 1):
        if char in DELIMITERS:
            found.append((left, place))
            left = place
    if left < end:
        found.append((left, end))
    return found


def cue_start(text: str, start: int, number: int) -> int:
    """The start of the clause of the number at `number`, not before `start`.

    Brackets without a number in them belong to the words around them: the search steps over them.

    >>> text = "同比增长，实际到资(验资口径)13"
    >>> text[cue_start(text, 0, text.index("13")):]
    '实际到资(验资口径)13'
    """
    right = number
    while (mark := DELIMITER_BEFORE.search(text, start, right)) is not None:
        opened = text.rfind("(", start, mark.start()) if mark[0] == ")" else -1
        if opened < 0:
            return mark.end()
        right = opened
    return start


def clause_before(text: str, start: int, offset: int) -> int:
    """The start of the clause that holds `offset`, brackets or not."""
    return max(max(text.rfind(mark, start, offset) for mark in CLAUSE_MARKS) + 1, start)


def open_bracket(text: str, start: int, offset: int) -> int | None:
    """The bracket that is open at `offset`, `None` where none is."""
    opened = text.rfind("(", start, offset)
    return opened if opened > text.rfind(")", start, offset) else None
