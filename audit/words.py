"""The word lists of `words.yaml`, loaded through a model that refuses unknown ones."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml
from pydantic import ValidationError

from schemas.errors import LexiconError
from schemas.model import Model


class Words(Model):
    """What each list is for stands above it in the file."""

    counted: frozenset[str]
    coarse: tuple[str, ...]
    odd: tuple[str, ...]
    remainder: tuple[str, ...]
    announced_sum: tuple[str, ...]
    exhaustive: tuple[tuple[str, ...], ...]
    stages: tuple[str, ...]
    done: tuple[str, ...]
    changes: tuple[str, ...]
    divisions: tuple[str, ...]
    additive: frozenset[str]
    inside_others: dict[str, str]
    guessing_rules: frozenset[str]
    plain_base_words: tuple[str, ...]


@cache
def words() -> Words:
    """The lists.

    >>> "个" in words().counted
    True
    """
    try:
        text = files("audit").joinpath("words.yaml").read_text(encoding="utf-8")
        return Words.model_validate(yaml.safe_load(text))
    except (yaml.YAMLError, ValidationError) as error:
        raise LexiconError("audit/words.yaml", str(error)) from error
