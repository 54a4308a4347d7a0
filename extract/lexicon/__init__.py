"""The word lists: CSV and YAML files in, frozen rows and compiled parts out.

A list is read once, checked by its pydantic model (an unknown column is an error), and never changed afterwards.
"""

from __future__ import annotations

import csv
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TypeVar

from pydantic import ValidationError

from schemas.errors import LexiconError
from schemas.model import Model

Row = TypeVar("Row", bound=Model)


def folder() -> Traversable:
    """Where the word lists lie."""
    return resources.files("extract.lexicon")


def read_rows(name: str, model: type[Row]) -> tuple[Row, ...]:
    """The rows of `extract/lexicon/NAME` as `model`.

    Raises:
        LexiconError: a row does not fit the model; names the file and the line.
    """
    return parse_rows(folder().joinpath(name).read_text(encoding="utf-8"), name, model)


def parse_rows(text: str, name: str, model: type[Row]) -> tuple[Row, ...]:
    """The rows of a CSV text as `model`; empty cells take the model's default."""
    with _without_collection():
        return tuple(_rows(text, name, model))


def _rows(text: str, name: str, model: type[Row]) -> Iterator[Row]:
    for line, cells in enumerate(csv.DictReader(text.splitlines()), 2):
        try:
            yield model.model_validate({key: cell for key, cell in cells.items() if cell != ""})
        except ValidationError as error:
            problem = error.errors()[0]
            detail = f"line {line}: {'.'.join(map(str, problem['loc']))}: {problem['msg']}"
            raise LexiconError(name, detail) from None


@contextmanager
def _without_collection() -> Iterator[None]:
    """Thousands of rows that stay for good: to look for garbage among them would take longer than to read them."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@lru_cache(maxsize=1)
def parts() -> dict[str, tuple[str, ...]]:
    """The named groups of words that patterns are built of (`parts.yaml`)."""
    import yaml

    loaded = yaml.safe_load(folder().joinpath("parts.yaml").read_text(encoding="utf-8"))
    return {name: tuple(str(words).split()) for name, words in loaded.items()}
