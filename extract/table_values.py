"""The values of cells: digits with what stands around them, as 约5, <0.1, 3.2↑, 12(含2个续建)."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import regex

from extract.table_heads import as_unit
from schemas import Bound

VALUE = regex.compile(
    r"""
    (?P<bound> [<>≤≥＜＞≦≧≈] =? | 大?约 | 将近 | 近 | 逾 | 超过? | 不足 | 不到 | 至少 )? \s?
    (?P<arrow> [↑↓▲▼] )? \s? (?P<sign> [-−－+＋] | 减少? | 下?降 | 增[长加]? | 上?升 )?
    (?P<digits> \d{1,3} (?: ,\d{3} )+ (?: \.\d+ )? | \d+ (?: \.\d+ )? | \.\d+ )
    \s? (?P<unit> [%‰] | 百分点 | \p{Han}{1,4}? )? (?P<over> \+ | 以上 )? (?P<behind> [↑↓▲▼] )?
    (?P<note> \s? [(（] [^()（）]*? \p{Han} [^()（）]* [)）] )?
    """,
    regex.VERBOSE,
)
FALLEN = regex.compile(r"[-−－减降下]")
NOTHING = regex.compile(
    r"[-−－—–―/\\*＊·.…\s无]*|N/?A|未(?:报|开展|下达|考核)|不(?:考核|适用|参评|排名)", regex.IGNORECASE
)
BOUNDS: dict[str, Bound] = {
    "<": "<", "＜": "<", "不足": "<", "不到": "<",
    ">": ">", "＞": ">", "逾": ">", "超": ">", "超过": ">",
    "≤": "≤", "≦": "≤", "<=": "≤", "≥": "≥", "≧": "≥", ">=": "≥", "至少": "≥",
    "≈": "≈", "约": "≈", "大约": "≈", "近": "≈", "将近": "≈",
}  # fmt: skip


class Value(NamedTuple):
    """A cell read as a number: its characters `[0, end)` of the text, and what stands in brackets behind it."""

    value: Decimal
    unit: str
    bound: Bound
    end: int
    note: str


def value_of(text: str) -> Value | None:
    """The number of a cell, where the cell is one number.

    >>> value_of("12(含2个续建)").note, value_of("<0.1").bound, value_of("3.2↓").value
    ('(含2个续建)', '<', Decimal('-3.2'))
    """
    text = text.strip()
    match = VALUE.fullmatch(text)
    if match is None:
        return None
    unit = as_unit(match["unit"]) if match["unit"] else ""
    bound = BOUNDS.get(match["bound"] or "")
    if (match["unit"] and not unit) or (match["bound"] and bound is None):
        return None
    falls = bool(FALLEN.match(match["sign"] or "")) or (match["arrow"] or match["behind"]) in ("↓", "▼")
    value = Decimal(match["digits"].replace(",", ""))
    note = (match["note"] or "").strip()
    end = (
        match.end("behind")
        if match["behind"]
        else max(match.end("digits"), match.end("unit"), match.end("over"))
    )
    return Value(-value if falls else value, unit, bound or ("≥" if match["over"] else "="), end, note)
