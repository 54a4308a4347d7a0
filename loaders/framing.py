"""What stands inside the frame of a table and is no row of it: titles, units, notes, signatures.

Sheets, and tables of Word files and of pages, hold them in rows that are merged over the whole width or hold one
cell; here they become prose around the table. Several tables one under another come apart.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import regex

from loaders.heads import head_rows, is_value
from loaders.pieces import Grid, GridCell, Piece, Prose
from schemas.errors import TooLargeError

# A cell over so much of the width is no head of a column.
WIDE = 0.6
# 填报单位：某局, 单位：万元, (2023年1-8月): facts about the table, beside each other over it or under it.
LABEL = regex.compile(
    r"""
    [(（]? \s{0,3} (?:
        (?: 金额|计量|数量|面积 )? \s{0,3} 单\s{0,3}位 \s{0,3} [:：]         # 单位：万元
        | (?: 填\s?报|填\s?表|填\s?制|编\s?报|制\s?表|报\s?送|编\s?制|汇\s?总|统\s?计|上\s?报|主\s?管 )
          \s{0,3} (?: 单\s?位|部\s?门|人|时\s?间|日\s?期|机\s?关 )? [^:：]{0,6} [:：]
        | (?: 统计 )? (?: 时间|日期|时段|期间|截止|截至|所属期|报告期 ) [^，。]{0,30}
        | 表 \s? 号 | 制 \s? 表 \s? 机 \s? 关 | 批准文号 | 批准机关 | 备案文号 | 有效期
        | (?: 单位|部门|统计|财务|主管|分管|科室|企业 )? (?: 负责人|领导 ) [^:：]{0,10} [:：]
        | (?: 填表|制表|审核|复核|经办|审批|联系|统计 ) \s? 人? [^:：]{0,8} [:：]
        | (?: 联系 )? 电\s?话 [^:：]{0,6} [:：] | 手机 [:：] | (?: 报出|填报|上报 ) 日期
        | (?: 19|20 ) \d\d \s? 年 (?: \s? \d{1,2} (?: \s? [-—~至] \s? \d{1,2} )? \s? 月 )? (?: \s? \d{1,2} \s? 日 )?
          [)）]? \z
    ) .{0,60}
    """,
    regex.VERBOSE,
)
NOTE = regex.compile(
    r"[(（【\[]?\s{0,3}(?:备\s{0,2}注|附?\s{0,2}注|注\s{0,2}解|说\s{0,2}明|填表说明|指标解释|数据来源|资料来源|来源)"
    r"\s{0,2}\d{0,2}\s{0,2}[:：.．、】\])）]"
)
ITEM = regex.compile(r"\s{0,4}(?:[(（]?\d{1,2}[)）.．、]|[①-⑳])")
TITLE = regex.compile(
    r"(?:附\s?[件表]|表)\s?[\d一二三四五六七八九十]{1,3}(?:[-—.]\d{1,2})?(?:\b|[\s:：、])"
    r"|(?:表|情况|统计|排名|明细|汇总|清单|名单)(?:[(（].{1,30}[)）])?\z"
)
HEADING = regex.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）、]")
LONGEST_TITLE = 90
SENTENCE = 15
MOST_AREA = 3_000_000


def frame(cells: Sequence[GridCell], rows: int, columns: int, heads: int | None = None) -> list[Piece]:
    """The table, what stands above and under it inside its frame as prose, and further tables behind a title.

    `heads` is how many first rows the format itself calls heads.

    >>> cells = [GridCell(0, 0, "各镇完成情况表", 1, 2), GridCell(1, 0, "镇"), GridCell(1, 1, "个"),
    ...          GridCell(2, 0, "甲镇"), GridCell(2, 1, "3"), GridCell(3, 0, "注：不含续建项目。", 1, 2)]
    >>> [piece.text if isinstance(piece, Prose) else (piece.rows, piece.head_rows) for piece in frame(cells, 4, 2)]
    ['各镇完成情况表', (2, 1), '注：不含续建项目。']
    """
    by_row = _by_row(cells, rows)
    if columns < 2 or rows < 2:
        return [Prose(text) for text in _texts(by_row)]
    cuts = [0, *(row for row in range(1, rows) if _begins_table(by_row, row, columns)), rows]
    pieces: list[Piece] = []
    for start, end in pairwise(cuts):
        pieces += _one(by_row[start:end], start, columns, None if start else heads)
    return pieces


def squeezed(cells: Sequence[GridCell], place: str) -> tuple[list[GridCell], int, int]:
    """The cells without the rows and columns in which nothing stands, and how many of both there are.

    Raises TooLargeError.
    """
    rows = sorted({cell.row for cell in cells})
    columns = sorted({cell.column for cell in cells})
    if len(rows) * len(columns) > MOST_AREA:
        raise TooLargeError(place, f"{MOST_AREA:,} cells in a table")
    moved = [
        replace(
            cell,
            row=bisect_left(rows, cell.row),
            column=bisect_left(columns, cell.column),
            row_span=max(1, bisect_left(rows, cell.row + cell.row_span) - bisect_left(rows, cell.row)),
            column_span=max(
                1, bisect_left(columns, cell.column + cell.column_span) - bisect_left(columns, cell.column)
            ),
        )
        for cell in cells
    ]
    return moved, len(rows), len(columns)


def _by_row(cells: Sequence[GridCell], rows: int) -> list[list[GridCell]]:
    by_row: list[list[GridCell]] = [[] for _ in range(rows)]
    for cell in cells:
        if cell.text.strip():
            by_row[cell.row].append(cell)
    return by_row


def _one(by_row: Sequence[list[GridCell]], start: int, columns: int, heads: int | None) -> list[Piece]:
    """Rows with at most one table among them; `start` is the number of the first."""
    top, bottom = 0, len(by_row)
    while top < bottom and (step := _above(by_row, top, columns)):
        top = min(top + step, bottom)
    while bottom > top and _below(by_row[top:bottom], columns):
        bottom -= 1
    above = [Prose(text, "caption" if _is_title(text) else "text") for text in _texts(by_row[:top])]
    below = [Prose(text) for text in _texts(by_row[bottom:])]
    inside = [
        replace(cell, row=row, row_span=min(cell.row_span, bottom - top - row))
        for row, line in enumerate(by_row[top:bottom])
        for cell in line
    ]
    if not inside:
        return [*above, *below]
    told = max((heads or 0) - start - top, 0)
    return [*above, Grid(inside, bottom - top, columns, max(told, head_rows(inside, bottom - top))), *below]


def _texts(rows: Sequence[list[GridCell]]) -> Iterator[str]:
    """The words of rows, a label (填报时间：) with what stands in the cell behind it."""
    for row in rows:
        label = ""
        for cell in row:
            text = label + cell.text.strip()
            label = text if not label and _opens(cell) and cell is not row[-1] else ""
            if not label:
                yield text


def _opens(cell: GridCell) -> bool:
    text = cell.text.strip()
    return text.endswith((":", "：")) and LABEL.fullmatch(text) is not None


def _labels(cells: Sequence[GridCell]) -> bool:
    """Whether a row holds nothing but labels, and what stands behind them."""
    behind = {id(cell) for before, cell in pairwise(cells) if _opens(before)}
    return all(id(cell) in behind or LABEL.fullmatch(cell.text.strip()) for cell in cells)


def _above(by_row: Sequence[list[GridCell]], row: int, columns: int) -> int:
    """How many rows a title, a unit or an empty row takes at the top; 0 where the table begins."""
    cells = by_row[row]
    if not cells:
        return 1
    labels = len(cells) > 1 and _labels(cells)
    if any(is_value(cell.text) for cell in cells) and not labels:
        return 0
    alone = len(cells) == 1 and (_is_wide(cells[0], columns) or _is_lone(by_row, row))
    if alone:
        return cells[0].row_span
    return 1 if (labels or _labels(cells)) and max(cell.row_span for cell in cells) == 1 else 0


def _is_lone(by_row: Sequence[list[GridCell]], row: int) -> bool:
    """One cell, not merged, at the left: a title, unless it is the only head of what stands under it."""
    cell = by_row[row][0]
    below = next((cells for cells in by_row[row + 1 :] if cells), [])
    return (
        cell.row_span == 1
        and (cell.column == 0 or LABEL.fullmatch(cell.text.strip()) is not None)
        and (len(below) > 1 or _is_title(cell.text))
    )


def _below(by_row: Sequence[list[GridCell]], columns: int) -> bool:
    """Whether the last row is a note, a signature, or empty."""
    cells = by_row[-1]
    if not cells:
        return True
    text = cells[0].text.strip()
    if any(cell.row_span > 1 for cell in cells):
        return False
    if all(LABEL.fullmatch(cell.text.strip()) for cell in cells) or NOTE.match(text):
        return True
    if len(cells) > 1 or is_value(text):
        return False
    long = cells[0].column == 0 and len(text) >= SENTENCE
    return _is_wide(cells[0], columns) or long or _goes_on(by_row)


def _goes_on(by_row: Sequence[list[GridCell]]) -> bool:
    """2. … under 注：1. …"""
    if not ITEM.match(by_row[-1][0].text):
        return False
    above = next((cells for cells in reversed(by_row[:-1]) if cells), [])
    return len(above) == 1 and (NOTE.match(above[0].text.strip()) or ITEM.match(above[0].text)) is not None


def _begins_table(by_row: Sequence[list[GridCell]], row: int, columns: int) -> bool:
    """A title over the whole width, and heads under it: here another table begins."""
    cells = by_row[row]
    if len(cells) != 1 or columns < 2 or not _is_title(cells[0].text):
        return False
    below = next((other for other in by_row[row + 1 : row + 4] if len(other) > 1), None)
    if below is None or not (_is_wide(cells[0], columns) or cells[0].column == 0):
        return False
    return not any(is_value(cell.text) for cell in below if cell.column)


def _is_wide(cell: GridCell, columns: int) -> bool:
    return cell.column_span > 1 and cell.column_span >= WIDE * columns


def _is_title(text: str) -> bool:
    words = text.strip()
    if len(words) > LONGEST_TITLE or "。" in words or HEADING.match(words):
        return False
    return TITLE.search(words) is not None
