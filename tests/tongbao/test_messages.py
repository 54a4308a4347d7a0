"""The table of messages: whole, used, and with the same blanks in both languages."""

from __future__ import annotations

from pathlib import Path
from string import Formatter

import pytest
import regex

from schemas.errors import TongbaoError, UnexpectedError
from tongbao import messages

SOURCES = "\n".join(path.read_text(encoding="utf-8") for path in Path(messages.__file__).parent.rglob("*.py"))
TABLE = messages._table()


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", TABLE)
def test_both_languages_have_the_same_blanks(key: str) -> None:
    assert TABLE[key].zh.strip() and TABLE[key].en.strip()
    assert blanks(TABLE[key].zh) == blanks(TABLE[key].en)


def test_every_message_that_is_said_is_in_the_table() -> None:
    said = set(regex.findall(r"""\bsay\(\s*"([^"]+)\"""", SOURCES))
    assert len(said) > 20
    assert said - set(TABLE) == set()


def test_no_message_is_left_unsaid() -> None:
    grouped = ("column.", "decision.", "status.", "title.", "mark.")  # their keys are put together
    drawn = ("bound", "count", "measure", "moved", "span", "status")
    grouped += tuple(f"plot.{part}." for part in drawn)
    unsaid = [key for key in TABLE if f'"{key}"' not in SOURCES and not key.startswith(grouped)]
    assert unsaid == []


def test_every_status_of_an_error_has_a_name() -> None:
    def family(parent: type[TongbaoError]) -> set[str]:
        return {parent.status}.union(*(family(child) for child in parent.__subclasses__()))

    assert UnexpectedError.status == "failed"
    internal = {"lexicon", "usage", "not-found"}  # no file of a batch ends so
    assert {
        status for status in family(TongbaoError) - internal if not messages.knows(f"status.{status}")
    } == set()


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "Chinese (Simplified)_China"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LC_MESSAGES": "zh_TW"}, "zh"),
        ({"LANG": ""}, "en"),
        ({}, "en"),
    ],
)
def test_the_environment_chooses_the_language(environment: dict[str, str], language: str) -> None:
    assert messages.language_of(environment) == language


def test_a_choice_goes_before_the_environment() -> None:
    assert messages.choose("zh") == "zh" == messages.current()
    assert messages.say("comma") == "，"
    assert messages.choose("en") == "en" == messages.current()
