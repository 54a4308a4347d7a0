"""What can be wrong with a line of a user's word list: each error names the line and says what to write instead.

>>> str(UnknownKindError("words.csv", 3, "industy"))
"words.csv, line 3: 'industy' is no kind; write indicator, industry or subject"
>>> UnknownKindError("words.csv", 3, "industy").message("zh")
'words.csv 第 3 行：没有“industy”这一类别，请写 indicator、industry 或 subject'
"""

from __future__ import annotations

from schemas.errors import Language, LexiconError, TongbaoError


class WordListError(LexiconError):
    """A line of a user's word list cannot be used; the subclasses tell why."""

    templates = {
        "en": "{place}, line {line}: {detail}; correct that line",
        "zh": "{place} 第 {line} 行：{detail}，请改正该行",
    }

    def __init__(self, place: str, line: int, detail: str = "") -> None:
        self.line = line
        super().__init__(place, detail)

    def message(self, language: Language) -> str:
        """One sentence for a person."""
        return self.templates[language].format(place=self.place, line=self.line, detail=self.detail)

    def __reduce__(self) -> tuple[type[TongbaoError], tuple[object, ...]]:
        return type(self), (self.place, self.line, self.detail)


class NotUtf8Error(WordListError):
    """The bytes of the line are no UTF-8."""

    templates = {
        "en": "{place}, line {line}: not UTF-8; save the file as 'CSV UTF-8'",
        "zh": "{place} 第 {line} 行：不是 UTF-8 编码，请将文件另存为“CSV UTF-8”",
    }


class HeaderError(WordListError):
    """The file does not begin with the names of its three columns."""

    templates = {
        "en": "{place}, line {line}: begins with '{detail}'; the first line has to be kind,word,value",
        "zh": "{place} 第 {line} 行：开头是“{detail}”，首行须为 kind,word,value（半角逗号）",
    }


class QuotationError(WordListError):
    """The line is no CSV: a quotation mark is not closed, or stands where none can."""

    templates = {
        "en": "{place}, line {line}: not readable as CSV; check that its quotation marks are closed",
        "zh": "{place} 第 {line} 行：不是有效的 CSV，请检查引号是否成对",
    }


class ColumnsError(WordListError):
    """The line has more cells than there are columns."""

    templates = {
        "en": "{place}, line {line}: {detail} columns; write three: kind,word,value",
        "zh": "{place} 第 {line} 行：有 {detail} 列，请只写三列：kind,word,value",
    }


class UnknownKindError(WordListError):
    """The first cell is no kind of word."""

    templates = {
        "en": "{place}, line {line}: '{detail}' is no kind; write indicator, industry or subject",
        "zh": "{place} 第 {line} 行：没有“{detail}”这一类别，请写 indicator、industry 或 subject",
    }


class UnusableWordError(WordListError):
    """What stands for a word is none: empty, a single character, a sentence."""

    templates = {
        "en": (
            "{place}, line {line}: '{detail}' cannot be used as a word; "
            "write one word of 2 to 40 characters, without spaces and punctuation"
        ),
        "zh": "{place} 第 {line} 行：“{detail}”不能作为词语，请写一个 2 至 40 字的词，不含空格和标点",
    }


class CodeError(WordListError):
    """An indicator without a code, or with something else in its place."""

    templates = {
        "en": (
            "{place}, line {line}: '{detail}' is no indicator code; write one that 'tongbao indicators' lists, "
            "or a new one of small letters, digits and _, such as tax_per_mu"
        ),
        "zh": (
            "{place} 第 {line} 行：“{detail}”不是指标代码，请写 tongbao indicators 所列的代码，"
            "或用小写字母、数字和 _ 自拟，如 tax_per_mu"
        ),
    }


class NeedlessValueError(WordListError):
    """A subject with a value."""

    templates = {
        "en": "{place}, line {line}: a subject has no value; leave the third column empty, not '{detail}'",
        "zh": "{place} 第 {line} 行：subject 没有取值，请将第三列的“{detail}”留空",
    }


class TwiceError(WordListError):
    """A word stands there twice with different values."""

    templates = {
        "en": "{place}, line {line}: '{detail}' stands there before with another value; keep one of the two",
        "zh": "{place} 第 {line} 行：“{detail}”前面已有不同的取值，请只保留一个",
    }
