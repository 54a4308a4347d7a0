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


class NeedsExtraError(TongbaoError):
    """The command needs packages that are not installed; `detail` is the extra that brings them."""

    status = "needs-extra"
    exit_code = 5
    templates = {
        "en": "'{place}' needs packages that are not installed: pip install '{detail}'",
        "zh": "“{place}”需要尚未安装的组件，请运行：pip install '{detail}'",
    }


class NothingFoundError(TongbaoError):
    """The store has no number that answers the question."""

    status = "nothing"
    exit_code = 6
    templates = {
        "en": "{place}: the store has no such number{detail}; see 'tongbao list' and 'tongbao compare'",
        "zh": "{place}：库中没有这样的数字{detail}，请用 tongbao list、tongbao compare 查看",
    }


class ExistsError(TongbaoError):
    """The file that was to be written is there already."""

    status = "exists"
    exit_code = 7
    templates = {
        "en": "{place}: exists already; choose another name, or --force to write over it",
        "zh": "{place}：文件已存在，请换名，或加 --force 覆盖",
    }


class NoAreaError(QueryError):
    """Nothing bears the name."""

    templates = {
        "en": "no area is called '{place}'",
        "zh": "没有名为“{place}”的地区",
    }
