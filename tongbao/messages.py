"""What tongbao says to people, in Chinese and in English, out of one table beside this file.

>>> say("stopped", language="en", count=3)
'stopped; 3 done'
>>> say("stopped", language="zh", count=3)
'已中止，完成 3 份'
"""

from __future__ import annotations

import locale
import os
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import cast, get_args

import yaml
from pydantic import TypeAdapter, ValidationError

from schemas.errors import Language, LexiconError
from schemas.finding import Message

_chosen: Language | None = None


def language_of(environment: Mapping[str, str]) -> Language:
    """The language that the environment asks for, English where it does not tell.

    >>> language_of({"LANG": "zh_CN.UTF-8"}), language_of({"LC_ALL": "C", "LANG": "zh_CN"}), language_of({})
    ('zh', 'en', 'en')
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "zh" if environment[name].lower().startswith(("zh", "chinese")) else "en"
    return "en"


def choose(language: str | None) -> Language:
    """Speak `language` from now on; `None` asks the locale."""
    global _chosen
    if language in get_args(Language):
        _chosen = cast(Language, language)
    else:
        system = {"LANG": locale.getlocale()[0] or ""}
        _chosen = language_of({**system, **os.environ})
    return _chosen


def current() -> Language:
    """The language that is spoken now."""
    return _chosen or choose(None)


def say(key: str, language: Language | None = None, **values: object) -> str:
    """The message `key` in the current language, its blanks filled with `values`."""
    message = _table()[key]
    return getattr(message, language or current()).format(**values)  # type: ignore[no-any-return]


def knows(key: str) -> bool:
    """Whether the table has that message."""
    return key in _table()


@cache
def _table() -> dict[str, Message]:
    source = files("tongbao").joinpath("messages.yaml")
    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        rows = yaml.load(source.read_text(encoding="utf-8"), Loader=loader)
        return TypeAdapter(dict[str, Message]).validate_python(rows)
    except (yaml.YAMLError, ValidationError) as error:
        raise LexiconError("tongbao/messages.yaml", str(error)) from error
