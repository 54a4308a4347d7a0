"""The store as commands and users open it: with the areas of the reader's gazetteer registered."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus import Store


def open_store(url: str | Path = "sqlite:///tongbao.db", *, timeout: float = 30.0) -> Store:
    """Open a store as `corpus.open_store` does, and make the areas of GB/T 2260 known to it.

    Areas that are registered already cost a look at their digest.

    >>> with open_store("sqlite://") as store:
    ...     store.places().place("330183", "富阳市", "county", "2010-12").series_id
    '330111'
    """
    import corpus

    store = corpus.open_store(url, timeout=timeout)
    try:
        store.register_areas(*gazetteer_files())
    except BaseException:
        store.close()
        raise
    return store


def gazetteer_files() -> tuple[Path, Path]:
    """The tables of areas and of what took their place."""
    # Found, not imported: the reader loads its rules and patterns, and a question needs none of them.
    spec = find_spec("extract")
    folder = Path(next(iter((spec and spec.submodule_search_locations) or ["extract"]))) / "gazetteer"
    return folder / "areas.csv", folder / "successors.csv"
