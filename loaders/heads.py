"""How many of a table's first rows name its columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import regex

from loaders.pieces import GridCell

# A value as it is printed in a cell: 12.3, -8.9%, (1,234), 约3亿元, but not 2023年 or 1-10月.
VALUE = regex.compile(
    r"""
    [-+−－(（<>≥≤约¥￥]{0,2} \s? \d [\d,，]* (?: [.．] \d+ )?    # (1,234.5
    \s? [%％‰]? [)）]?                                            # %)
    (?: \p{Han}{1,3} (?<! 年|月|日|季度|年度|号|批 ) )?           # 亿元
    """,
    regex.VERBOSE,
)
YEAR = regex.compile(r"(?:19|20)\d\d")
# The line under the heads that numbers the columns: 甲 乙 1 2 3, or 1 2 3=1+2.
COLUMN_NUMBER = regex.compile(r"[(（]?(?P<number>\d{1,2})[)）]?(?:\s?=.{1,30})?")
# Longer words in a cell are paragraphs, unless numbers stand beside them.
LONGEST_CELL = 200
MOST_LINES = 6
NUMERIC_SHARE = 0.15
# What stands for no value
EMPTY = regex.compile(r"[-—–－/／×]{1,4}|\*{1,3}|……?|\.{2,3}")
# 一 | 教育类: a group and its number
GROUP_NUMBER = regex.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）、.]?")
COLUMN_LETTER = regex.compile(r"[甲乙丙丁戊A-Da-d]?|栏次|序号|行次|—|-")


def head_rows(cells: Iterable[GridCell], rows: int) -> int:
    """The rows before the first that holds a value, those of merged heads and of column numbers included.

    >>> one = [GridCell(0, 0, "单位", row_span=2), GridCell(0, 1, "项目", column_span=2)]
    >>> two = [GridCell(1, 1, "2022"), GridCell(1, 2, "2023"), GridCell(2, 0, "甲镇"), GridCell(2, 1, "3")]
    >>> head_rows([*one, *two], 3)
    2
    """
    by_row: dict[int, list[GridCell]] = {}
    for cell in cells:
        if cell.text.strip():
            by_row.setdefault(cell.row, []).append(cell)
    first = next((row for row in sorted(by_row) if _has_values(by_row[row]) or _is_body(by_row, row)), None)
    if first is None:
        return min(_reach(by_row, 1), rows - 1) if rows > 1 else 0
    return min(_reach(by_row, first), rows - 1) if first else 0


def is_value(text: str) -> bool:
    """Whether a cell holds a number.

    >>> is_value("12.3%"), is_value("(1,234)"), is_value("3亿元"), is_value("2023年"), is_value("甲镇")
    (True, True, True, False, False)
    """
    return VALUE.fullmatch(text.strip()) is not None


def holds_data(cells: Iterable[GridCell]) -> bool:
    """Whether cells are a table of short words and numbers, and not paragraphs that a table only lays out.

    >>> holds_data([GridCell(0, 0, "镇"), GridCell(0, 1, "个"), GridCell(1, 0, "甲镇"), GridCell(1, 1, "3")])
    True
    """
    filled = [cell for cell in cells if cell.text.strip()]
    if len({cell.row for cell in filled}) < 2 or len({cell.column for cell in filled}) < 2:
        return False
    longest = max(len(cell.text) for cell in filled)
    lines = max(cell.text.count("\n") for cell in filled)
    numeric = sum(is_value(cell.text) for cell in filled) / len(filled)
    return numeric >= NUMERIC_SHARE or (longest <= LONGEST_CELL and lines < MOST_LINES)


def _reach(by_row: dict[int, list[GridCell]], heads: int) -> int:
    """Heads merged downwards make their last row a head too."""
    below = (
        cell.row + cell.row_span for row in range(heads) for cell in by_row.get(row, ()) if cell.row_span <= 4
    )
    return max(heads, *below, 0)


def _is_body(by_row: dict[int, list[GridCell]], row: int) -> bool:
    """A row of dashes, or one that only names a group or a unit, below heads."""
    if row == 0 or _numbers_columns(by_row[row]):
        return False
    if any(cell.column and EMPTY.fullmatch(cell.text.strip()) for cell in by_row[row]):
        return True
    only = by_row[row][0]
    named = len(by_row[row]) == 1 or (len(by_row[row]) == 2 and GROUP_NUMBER.fullmatch(only.text.strip()))
    return bool(named) and only.column == 0 and len(by_row.get(row - 1, ())) > len(by_row[row])


def _has_values(row: Sequence[GridCell]) -> bool:
    values = [cell for cell in row if cell.column and is_value(cell.text)]
    if not values or _numbers_columns(row):
        return False
    years = [cell for cell in values if YEAR.fullmatch(cell.text.strip())]
    return len(years) < len(values)


def _numbers_columns(row: Sequence[GridCell]) -> bool:
    """Whether a row counts the columns: 1 2 3 4, letters before them."""
    texts = [cell.text.strip() for cell in sorted(row, key=lambda cell: cell.column)]
    numbered = [match for text in texts if (match := COLUMN_NUMBER.fullmatch(text))]
    lettered = [text for text in texts if COLUMN_LETTER.fullmatch(text)]
    counted = [int(match["number"]) for match in numbered]
    in_order = counted == list(range(counted[0], counted[0] + len(counted))) if counted else False
    least = 2 if lettered and lettered[0] else 3
    return (
        in_order and counted[0] <= 3 and len(counted) >= least and len(counted) + len(lettered) == len(texts)
    )
