"""Definitions: what the words beside a number say of what is counted, where its code does not tell.

Numbers of one code with and without framework agreements must not stand side by side unmarked.

>>> text = "签约金额42亿元（不含框架协议），剔除一次性因素后，税收收入增长7.1%。"
>>> definition_of(text, 4, 8, "签约金额", ()), definition_of(text, text.index("7.1%"), len(text) - 1, "税收收入", ())
('不含框架协议', '不含一次性因素')
>>> definition_of("正式合同金额60亿元", 6, 10, "正式合同金额", ())
'正式合同'
>>> definition_of("到位资金增加1.3亿元", 6, 11, "到位资金增加", ())
'增减量'
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

import regex
from pydantic import ValidationError

from schemas.errors import LexiconError
from schemas.model import Model

# As far as the words before a number are looked at; a longer way leads into the clause of another number.
BEFORE = 40
AFTER = 28
# What is left out or counted in; no digits, so that (含续建2个) and (含10亿元) are not meant.
WHAT = r"[^\d()（），,、；;。]"
# What is measured, between the words and the number.
HEAD = r"[^，,、；;。()]{0,14}"


class DefinitionWord(Model):
    """A word that excludes, includes, names the basis of prices and scope, a variety of the counted, or its change."""

    kind: Literal["excluding", "including", "basis", "variety", "change"]
    word: str
    label: str


class Patterns(NamedTuple):
    """What the words become: of brackets, of clauses before a number, of names."""

    bracket: regex.Pattern[str]
    bracket_before: regex.Pattern[str]
    clause_before: regex.Pattern[str]
    basis_before: regex.Pattern[str]
    excluded: regex.Pattern[str]
    variety: regex.Pattern[str]
    change: regex.Pattern[str]


def definition_of(
    text: str, start: int, end: int, indicator: str, other: Iterable[str], figure: bool = True
) -> str:
    """The definition of the number at `text[start:end]`, its parts joined by `、`; empty where nothing tells.

    `indicator` and `other` are its printed name and its uncontrolled facets. A `figure` may be that of a change;
    a percentage that is one says so by its kind.
    """
    after = text[end : end + AFTER]
    before = _clause(text[max(0, start - BEFORE) : start])
    found = [*_of_brackets(before, after), *_of_clauses(before), *_of_names((indicator, *other))]
    if figure and (match := _patterns().change.search(indicator)):
        found.append(_label(match["word"]))
    return "、".join(dict.fromkeys(found))


def _of_brackets(before: str, after: str) -> Iterator[str]:
    patterns = _patterns()
    if "(" in before and (match := patterns.bracket_before.search(before)):
        yield _label(match["word"]) + match["what"]
    if after.startswith(("(", "（")) and (match := patterns.bracket.match(after)):
        yield _label(match["word"]) + match["what"]


def _of_clauses(before: str) -> Iterator[str]:
    patterns = _patterns()
    if match := patterns.clause_before.search(before):
        yield _label(match["word"]) + match["what"]
    if match := patterns.basis_before.search(before):
        yield _label(match["word"])


def _of_names(names: Iterable[str]) -> Iterator[str]:
    patterns = _patterns()
    for name in names:
        match = patterns.excluded.search(name)
        if match:
            yield _label(match["word"]) + match["what"]
        elif variety := patterns.variety.search(name):
            yield _label(variety["word"])


def _clause(before: str) -> str:
    """What belongs to the sentence of the number; full-width brackets as half-width ones."""
    for end in "。；;\n":
        before = before.rpartition(end)[2]
    return before.replace("（", "(").replace("）", ")")


def _label(word: str) -> str:
    return _words()[word].label


@cache
def _words() -> Mapping[str, DefinitionWord]:
    source = files("corpus").joinpath("definitions.csv")
    with source.open(encoding="utf-8") as file:
        rows = csv.DictReader(file)
        try:
            return {word.word: word for word in map(DefinitionWord.model_validate, rows)}
        except ValidationError as error:
            raise LexiconError(f"definitions.csv:{rows.line_num}", str(error)) from error


@cache
def _patterns() -> Patterns:
    excluding, including = _either("excluding"), _either("including")
    basis, variety = _either("basis"), _either("variety")
    bracket = r"[(（](?P<word>" + excluding + "|" + including + r")(?P<what>" + WHAT + r"{2,16})[)）]"
    return Patterns(
        bracket=regex.compile(bracket),
        # 固定资产投资(不含农户)完成: at most a verb stands between the bracket and the number.
        bracket_before=regex.compile(bracket + r"[^，,、()]{0,6}$"),
        # 剔除框架协议后，签约金额: the clause itself or the one before it.
        clause_before=regex.compile(
            "(?P<word>" + excluding + ")(?P<what>" + WHAT + r"{2,16}?)(?:后|的?影响)[，,]?" + HEAD + "$"
        ),
        basis_before=regex.compile("(?P<word>" + basis + ")(?:计算|核算)?[，,]?" + HEAD + "$"),
        excluded=regex.compile("(?P<word>" + excluding + ")(?P<what>" + WHAT + "{2,12})"),
        variety=regex.compile("(?P<word>" + basis + "|" + variety + ")"),
        # 到位资金增加1.3亿元: by how much, not how much.
        change=regex.compile("(?P<word>" + _either("change") + ")$"),
    )


def _either(kind: str) -> str:
    """The words of a kind, the longest first."""
    words = (word for word, row in _words().items() if row.kind == kind)
    return "|".join(sorted(words, key=len, reverse=True))
