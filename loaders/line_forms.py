"""What a line is by its form: a numbered heading, a date, a salutation, a list of attachments."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal

import regex
from pydantic import field_validator

from loaders.wordlists import Row, read_rows

FormName = Literal["heading", "date", "salutation", "attachment", "copies", "note", "subtitle"]
# Longer lines have none of these forms as a whole, so they need not be tried.
LONGEST = 150
TWO_PART_HEADING = regex.compile(r"[^，。；：:、\d]{2,12}[：:](?![\d、])[^，。；：:、]{2,14}(?<!\d)")


class LineForm(Row):
    """A form, tried on the start of a line or on the whole of it; headings have a level."""

    form: FormName
    level: int | None
    extent: Literal["start", "whole"]
    pattern: str
    example: str
    counterexample: str

    @field_validator("level", mode="before")
    @classmethod
    def _empty_is_none(cls, value: object) -> object:
        return value or None

    def match(self, line: str) -> regex.Match[str] | None:
        """How the line has this form, or `None`."""
        if self.extent == "start":
            return _compiled(self.pattern).match(line)
        return _compiled(self.pattern).fullmatch(line) if len(line) <= LONGEST else None


@cache
def line_forms() -> tuple[LineForm, ...]:
    """The table of forms, in order of trial."""
    return read_rows("line_forms.csv", LineForm)


@lru_cache(maxsize=4096)
def form_of(line: str) -> LineForm | None:
    """The first form that the line has.

    >>> form_of("(二)招商质效").level, form_of("2021年10月10日").form, form_of("今年以来")
    (2, 'date', None)
    """
    if not _any_form().match(line):
        return None
    return next((form for form in line_forms() if form.match(line)), None)


def without_number(line: str) -> str:
    """The line without its heading number.

    >>> without_number("1、压实责任")
    '压实责任'
    """
    form = form_of(line)
    match = form.match(line) if form is not None and form.form == "heading" else None
    return line[match.end() :].lstrip() if match else line


def is_two_part_heading(line: str) -> bool:
    """Whether a line without its number is a heading in two parts; a list or an amount makes it none.

    >>> is_two_part_heading("外资：降中趋稳"), is_two_part_heading("签约：12个"), is_two_part_heading("如下：")
    (True, False, False)
    """
    return TWO_PART_HEADING.fullmatch(line) is not None


@cache
def _compiled(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern)


@cache
def _any_form() -> regex.Pattern[str]:
    """One pattern of all forms, since nearly every line has none."""
    parts = ("(?:" + form.pattern + ")" + ("" if form.extent == "start" else r"\z") for form in line_forms())
    return regex.compile("|".join(parts))
