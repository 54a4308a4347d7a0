"""Patterns built of named parts."""

from __future__ import annotations

import regex

PART = regex.compile(r"<<(\w+)>>")


def build(template: str, **parts: str) -> regex.Pattern[str]:
    """Compile a verbose pattern; `<<name>>` stands for the part of that name.

    >>> build(r"<<day>> \\s until \\s <<day>>", day=r"\\d{1,2}").fullmatch("3 until 12") is not None
    True
    """
    return regex.compile(PART.sub(lambda match: "(?:" + parts[match[1]] + ")", template), regex.VERBOSE)
