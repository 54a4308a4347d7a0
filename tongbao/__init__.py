"""The face of the project: paths and bytes come in, bulletins, tables and answers go out.

Importing it is cheap: what a name needs (pandas, the store, dictionaries) is loaded when it is first used.

>>> bulletin = extract("2023年1-8月，全县新签约项目52个。".encode())
>>> type(bulletin).__name__
'Bulletin'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loaders import load
    from schemas.errors import TongbaoError
    from tongbao.api import Bulletin, extract
    from tongbao.lexicon import read_lexicon
    from tongbao.stores import open_store
    from tongbao.version import __version__

__all__ = ["Bulletin", "TongbaoError", "__version__", "extract", "load", "open_store", "read_lexicon"]

_HOME = {
    "Bulletin": "tongbao.api",
    "extract": "tongbao.api",
    "load": "loaders",
    "open_store": "tongbao.stores",
    "read_lexicon": "tongbao.lexicon",
    "TongbaoError": "schemas.errors",
    "__version__": "tongbao.version",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_HOME[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
