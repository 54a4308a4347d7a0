"""The errors that only the face knows: of folders, of names asked for."""

from __future__ import annotations

from schemas.errors import MissingFileError, QueryError


class NothingToReadError(MissingFileError):
    """A folder holds no file of a form that can be read."""

    templates = {
        "en": "{place}: no file in this folder has a form that can be read",
        "zh": "{place}：文件夹中没有可读取的文件",
    }


class NoAreaError(QueryError):
    """Nothing bears the name."""

    templates = {
        "en": "no area is called '{place}'",
        "zh": "没有名为“{place}”的地区",
    }
