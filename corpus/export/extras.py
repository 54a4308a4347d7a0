"""Packages that only some formats need."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from schemas.errors import NeedsExtraError


def needs(module: str, extra: str) -> Any:
    """The module; raises `NeedsExtraError`, which names the extra that brings it.

    >>> needs("json", "export").__name__
    'json'
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise NeedsExtraError(module, f"tongbao[{extra}]") from error
