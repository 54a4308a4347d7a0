"""The errors that only the face knows: of folders, of names asked for, of results that cannot be written."""

from __future__ import annotations

from schemas.errors import MissingFileError, QueryError, TongbaoError


class NothingToReadError(MissingFileError):
    """A folder holds no file of a form that can be read."""

    templates = {
        "en": "{place}: no file in this folder has a form that can be read",
        "zh": "{place}：文件夹中没有可读取的文件",
    }


class NotWrittenError(TongbaoError):
    """A result could not be written."""

    templates = {
        "en": "{place}: cannot be written ({detail}); check the path and the permissions",
        "zh": "{place}：无法写入（{detail}），请检查路径和权限",
    }


class NoAreaError(QueryError):
    """Nothing bears the name."""

    templates = {
        "en": "no area is called '{place}'",
        "zh": "没有名为“{place}”的地区",
    }
