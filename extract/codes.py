"""Codes: the indicator code of a head phrase, so that districts can be compared.

>>> code_of("新签约亿元以上项目", "count"), code_of("实际到位省外资金", "money"), code_of("开工率", "rate")
('projects_signed', 'funds_in_place', 'rate_start')
>>> code_of("完成年度签约任务部门", "count") is None
True
"""

from __future__ import annotations

from functools import lru_cache

import regex

from extract.lexicon import read_rows
from extract.user_lexicon import UserLexicon, in_use
from schemas.model import Model

NO_CODE = "-"
# A kind of unit that is looked up under another's rows.
KINDS = {"people": "people", "times": "times", "level": "level", "money": "money", "price": "money"}


# 到位资金完成率, 技改投资目标完成率: the completion of a quantity that has a code of its own
COMPLETION = regex.compile(
    r"(?<=.)(?:年度|全年)?(?:计划|目标|任务)*(?:完成率|完成进度|完成比例)$|(?<=.)(?:年度|全年)(?:计划|目标|任务)*$"
)
# 优良天数占比 is a rate; 税收占比 is a share of what has a code of its own
RATE = regex.compile(r"(?:率|(?<!浓)度|比例|面|天数占比)$")


class Indicator(Model):
    """A line of `indicators.csv`; `synonyms` are separated by `|`."""

    code: str
    name: str
    base_unit: str
    aggregation: str
    synonyms: str = ""


class CodeRow(Model):
    """A line of `codes.csv`: a head that matches `pattern`, and not `unless`, has this code; `-` is no code."""

    code: str
    kind: str
    pattern: str
    unless: str = ""


@lru_cache(maxsize=1)
def indicators() -> tuple[Indicator, ...]:
    """The indicators that districts can be compared by."""
    return read_rows("indicators.csv", Indicator)


@lru_cache(maxsize=1)
def _rows() -> dict[str, list[tuple[str, regex.Pattern[str], regex.Pattern[str] | None]]]:
    """For each kind of unit, its codes with their patterns in the order of the file."""
    rows: dict[str, list[tuple[str, regex.Pattern[str], regex.Pattern[str] | None]]] = {}
    for row in read_rows("codes.csv", CodeRow):
        unless = regex.compile(row.unless) if row.unless else None
        rows.setdefault(row.kind, []).append((row.code, regex.compile(row.pattern), unless))
    return rows


@lru_cache(maxsize=1)
def _kinds() -> dict[str, frozenset[str]]:
    """The kinds of units that each built-in code is for."""
    kinds: dict[str, set[str]] = {}
    for kind, rows in _rows().items():
        for code, *_ in rows:
            kinds.setdefault(code, set()).add(kind)
    return {code: frozenset(found) for code, found in kinds.items()}


def code_of(head: str, kind: str) -> str | None:
    """The code of a head phrase for a number whose unit is of `kind`; `None` where none fits.

    A word of the user goes first; where it stands for a built-in code, that code's kind of unit is asked for.
    """
    code = _code_of(head, kind, in_use())
    return None if code == NO_CODE else code


def has_no_code(head: str, kind: str) -> bool:
    """Whether a row says that the head has no code: it takes none from what it is a part of either.

    >>> has_no_code("未开工项目", "count"), has_no_code("来自京津冀的", "count")
    (True, False)
    """
    return _code_of(head, kind, in_use()) == NO_CODE


@lru_cache(maxsize=8192)
def _code_of(head: str, kind: str, own: UserLexicon | None) -> str | None:
    wanted = KINDS.get(kind, "count" if kind in ("count", "unknown") else kind)
    named = own.indicator_in(head) if own else None
    if named is not None and wanted in _kinds().get(named, (wanted,)):
        return named
    for code, pattern, unless in _rows().get(wanted, ()):
        if pattern.search(head) and not (unless and unless.search(head)):
            return code
    return None


def code_of_ratio(head: str) -> str | None:
    """The code of what a percentage measures: a rate by its own name, else the quantity that the head names."""
    head = head.removesuffix("平均")
    done = COMPLETION.search(head)
    if done:
        head = "完成投资" if head[: done.start()] in ("投资", "项目投资") else head[: done.start()]
    elif RATE.search(head):
        return code_of(head, "rate")
    if head.endswith(("项目", "项目数", "企业", "企业数", "个数")):
        return code_of(head, "count")
    for kind in ("money", "people", "level", "count", "times"):
        code = _code_of(head, kind, in_use())
        if code:
            return None if code == NO_CODE else code
    return None
