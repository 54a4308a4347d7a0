"""Every error that tongbao raises on purpose, in one tree.

An error names what it is about (a file, a page, a record) and says what to do next, in Chinese and in English.

>>> str(EmptyDocumentError("a.txt"))
'a.txt: the file holds no text; check that it was downloaded whole'
>>> EmptyDocumentError("a.txt").message("zh")
'a.txt：文件中没有文字，请检查是否下载完整'
"""

from __future__ import annotations

from typing import ClassVar, Literal

Language = Literal["zh", "en"]


class TongbaoError(Exception):
    """Base of all; `status` is the named status that a batch reports for the file, `exit_code` that of a command."""

    status: ClassVar[str] = "failed"
    exit_code: ClassVar[int] = 1
    templates: ClassVar[dict[Language, str]] = {
        "en": "{place}: {detail}",
        "zh": "{place}：{detail}",
    }

    def __init__(self, place: str, detail: str = "") -> None:
        self.place = place
        self.detail = detail
        super().__init__(self.message("en"))

    def message(self, language: Language) -> str:
        """One sentence for a person."""
        return self.templates[language].format(place=self.place, detail=self.detail)

    def __reduce__(self) -> tuple[type[TongbaoError], tuple[object, ...]]:
        return type(self), (self.place, self.detail)


class UnexpectedError(TongbaoError):
    """Something went wrong with a file that nobody foresaw."""

    templates = {
        "en": "{place}: unexpected error ({detail}); run with --debug and report it together with the file",
        "zh": "{place}：意外错误（{detail}），请加 --debug 运行，并连同该文件一并反馈",
    }


class LoadError(TongbaoError):
    """A source could not be turned into a Document."""


class MissingFileError(LoadError):
    """The path does not exist or cannot be read."""

    status = "missing"
    templates = {
        "en": "{place}: cannot be read ({detail}); check the path and the permissions",
        "zh": "{place}：无法读取（{detail}），请检查路径和权限",
    }


class EmptyDocumentError(LoadError):
    """The source holds no text."""

    status = "no-text"
    templates = {
        "en": "{place}: the file holds no text; check that it was downloaded whole",
        "zh": "{place}：文件中没有文字，请检查是否下载完整",
    }


class UnreadableTextError(EmptyDocumentError):
    """There is text, but its fonts do not tell what most of it means."""

    templates = {
        "en": "{place}: the fonts do not tell what the text means ({detail}); print the file anew, or recognise it",
        "zh": "{place}：字体没有文字对应表，无法读出文字（{detail}），请重新导出或用识别组件",
    }


class LimitError(LoadError):
    """A limit was reached; `detail` is the limit, a number and what is counted: `2,000 pages`."""

    counted: ClassVar[dict[str, str]] = {
        "bytes": "字节",
        "bytes unpacked": "字节（解压后）",
        "MB of memory": "MB 内存",
        "seconds": "秒",
        "pages": "页",
        "characters": "个字符",
        "levels": "层嵌套",
        "archives": "层压缩包",
        "members": "个压缩文件",
    }

    def message(self, language: Language) -> str:
        """One sentence for a person."""
        number, _, counted = self.detail.partition(" ")
        known = language == "zh" and counted in self.counted
        detail = f"{number} {self.counted[counted]}" if known else self.detail
        return self.templates[language].format(place=self.place, detail=detail)


class TooLargeError(LimitError):
    """The source, or what it unfolds into, is over a limit of size.

    >>> TooLargeError("a.pdf", "2,000 pages").message("zh")
    'a.pdf：超过大小限制（2,000 页），请拆分文件或调高限制'
    """

    status = "too-large"
    templates = {
        "en": "{place}: larger than the limit ({detail}); split the file or raise the limit",
        "zh": "{place}：超过大小限制（{detail}），请拆分文件或调高限制",
    }


class UnsupportedFormatError(LoadError):
    """The bytes are of no form that a loader reads."""

    status = "unsupported"
    templates = {
        "en": "{place}: not a form that can be read ({detail}); convert it to text",
        "zh": "{place}：无法识别的文件格式（{detail}），请转换为文本",
    }


class EncryptedError(LoadError):
    """The file is locked by a password."""

    status = "encrypted"
    templates = {
        "en": "{place}: locked by a password{detail}; ask for a copy without one",
        "zh": "{place}：文件已加密{detail}，请提供未加密的版本",
    }


class DamagedError(LoadError):
    """The file breaks the rules of its own form, or was cut off."""

    status = "damaged"
    templates = {
        "en": "{place}: the file is damaged ({detail}); download it again",
        "zh": "{place}：文件已损坏（{detail}），请重新下载",
    }


class SlowError(LimitError):
    """Reading took longer than allowed."""

    status = "timeout"
    templates = {
        "en": "{place}: not read within {detail}; split the file or raise the limit",
        "zh": "{place}：未能在 {detail}内读完，请拆分文件或调高限制",
    }


class NeedsOcrError(LoadError):
    """The file is an image of text, and the recogniser is not installed."""

    status = "needs-ocr"
    templates = {
        "en": "{place}: a scan without a text layer ({detail}); install the recogniser: pip install 'tongbao[ocr]'",
        "zh": "{place}：扫描件，没有文字层（{detail}），请安装识别组件：pip install 'tongbao[ocr]'",
    }


class MissingToolError(LoadError):
    """A program that this form needs is not installed."""

    status = "needs-tool"
    templates = {
        "en": "{place}: needs a program that is not installed; {detail}",
        "zh": "{place}：需要未安装的程序；{detail}",
    }


class DecodeError(LoadError):
    """The bytes are text in no encoding that is known."""

    status = "damaged"
    templates = {
        "en": "{place}: the text cannot be decoded ({detail}); save it as UTF-8",
        "zh": "{place}：文字无法解码（{detail}），请另存为 UTF-8",
    }


class LexiconError(TongbaoError):
    """A word list or rule table is malformed."""

    status = "lexicon"
    templates = {
        "en": "{place}: {detail}; correct that line",
        "zh": "{place}：{detail}，请改正该行",
    }


class StoreError(TongbaoError):
    """The store could not be opened, read or written."""

    status = "store"


class StoreUnavailableError(StoreError):
    """Nothing can be written until something changes outside: whoever adds many bulletins stops here."""


class StoreLockedError(StoreUnavailableError):
    """Another process holds the store."""

    status = "locked"
    exit_code = 5
    templates = {
        "en": "{place}: the store is locked by another process; try again later",
        "zh": "{place}：数据库被其他进程占用，请稍后再试",
    }


class StoreFullError(StoreUnavailableError):
    """There is no room left for the store; what it held, it holds."""

    status = "full"
    exit_code = 8
    templates = {
        "en": "{place}: no space left for the store ({detail}); make room and run the same command again",
        "zh": "{place}：存放数据库的磁盘已满（{detail}），请清出空间后重新运行同一命令",
    }


class StoreUnreachableError(StoreUnavailableError):
    """The server of the store does not answer, or does not let us in."""

    status = "unreachable"
    exit_code = 9
    templates = {
        "en": "{place}: no connection to the store ({detail}); check the address, the password and the server",
        "zh": "{place}：无法连接数据库（{detail}），请检查地址、密码和服务器",
    }


class NotFoundError(StoreError):
    """What was asked for is not in the store."""

    status = "not-found"
    templates = {
        "en": "{place}: not in the store; see 'tongbao list'",
        "zh": "{place}：库中没有，请用 tongbao list 查看",
    }


class QueryError(TongbaoError):
    """A question was put in words that are not understood."""

    status = "usage"
    templates = {
        "en": "{place}: not understood; {detail}",
        "zh": "{place}：无法理解；{detail}",
    }


class NotWrittenError(TongbaoError):
    """A result could not be written."""

    templates = {
        "en": "{place}: cannot be written ({detail}); check the path and the permissions",
        "zh": "{place}：无法写入（{detail}），请检查路径和权限",
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


class NeedsExtraError(TongbaoError):
    """The command needs packages that are not installed; `detail` is the extra that brings them."""

    status = "needs-extra"
    exit_code = 10
    templates = {
        "en": "'{place}' needs packages that are not installed: pip install '{detail}'",
        "zh": "“{place}”需要尚未安装的组件，请运行：pip install '{detail}'",
    }


class FormatLimitError(TongbaoError):
    """The format cannot hold as much."""

    status = "too-large"
    templates = {
        "en": "{place}: this format holds at most {detail}; narrow the question, or take csv or parquet",
        "zh": "{place}：该格式最多容纳 {detail}，请缩小范围或改用 csv、parquet",
    }
