"""A table that goes on over pages becomes one, the heads that each page repeats dropped."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from loaders.pdf.blocks import Block
from loaders.pdf.paragraphs import Paragraph
from loaders.pdf.tables import FoundTable, TableCell

CONTINUED = regex.compile(
    r"\s*[(（]?\s*(?:续\s*(?:上?表|前)?|接上[表页]|表?\s*\d*\s*续\s*表?)\s*\d*\s*[)）]?\s*"
)
CONTINUED_SIGN = regex.compile(r"[(（]\s*续\s*\d*\s*[)）]|续\s*表?\s*\d*\s*\Z|\A\s*续")
UNIT = regex.compile(r"[(（]?\s*单\s*位\s*[:：].{1,30}")
NUMBER = regex.compile(r"[-+]?\d[\d,.]*%?")
SAME_SIDE = 8.0
LINES_ABOVE = 4
# Fewer characters are a value of their own.
LEAST_WORDS = 6
MOST_BETWEEN = 4


def stitch(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with each continued table in one piece, where its first part stands."""
    result: list[Block] = []
    table_at: int | None = None
    for block in blocks:
        if isinstance(block, FoundTable) and table_at is not None:
            table = result[table_at]
            between = result[table_at + 1 :]
            if isinstance(table, FoundTable) and _continues(table, block, between, result[:table_at]):
                del result[table_at + 1 :]
                result[table_at] = _joined(table, block)
                continue
        result.append(block)
        if isinstance(block, FoundTable):
            table_at = len(result) - 1
    return result


def _continues(table: FoundTable, more: FoundTable, between: Sequence[Block], above: Sequence[Block]) -> bool:
    """Whether `more` is the next part of `table`: on the next page, with the same columns, nothing new between."""
    last_page = table.cells[-1].lines[0].page.number if table.cells[-1].lines else table.page.number
    last_page = max([last_page, *(line.page.number for cell in table.cells for line in cell.lines)])
    if more.page.number != last_page + 1 or more.columns != table.columns or more.ruled != table.ruled:
        return False
    if not _same_sides(table, more):
        return False
    known = {_bare(block) for block in above[-LINES_ABOVE:]}
    if len(between) > MOST_BETWEEN or not all(_is_repeated(block, more, known) for block in between):
        return False
    if _repeated_rows(table, more) > 0 or _is_data(more.row(0)):
        return True
    return not between and _is_rest_of_row(table, more.row(0))


def _same_sides(table: FoundTable, more: FoundTable) -> bool:
    """Whether the columns are as wide; a wider margin on the left pages may have moved them all."""
    if len(table.sides) != len(more.sides):
        return False
    shift = more.sides[0] - table.sides[0]
    slack = SAME_SIDE if table.ruled else 4 * SAME_SIDE
    return all(abs(b - a - shift) <= slack for a, b in zip(table.sides, more.sides, strict=True))


def _is_repeated(block: Block, more: FoundTable, known: set[str]) -> bool:
    if not isinstance(block, Paragraph) or block.lines[0].page is not more.page:
        return False
    words = "".join(line.text for line in block.lines)
    return bool(_bare(block) in known or CONTINUED.fullmatch(words) or UNIT.fullmatch(words))


def _bare(block: Block) -> str:
    """The words of a line without a sign that it goes on."""
    if not isinstance(block, Paragraph):
        return ""
    return CONTINUED_SIGN.sub("", "".join("".join(line.text for line in block.lines).split()))


def _repeated_rows(table: FoundTable, more: FoundTable) -> int:
    """How many of the first rows are the same in both."""
    for count in range(min(table.rows, more.rows)):
        upper, lower = _words(table, count), _words(more, count)
        if upper != lower or not any(upper.values()):
            return count
    return min(table.rows, more.rows)


def _words(table: FoundTable, row: int) -> dict[int, str]:
    return {cell.column: "".join(cell.text.split()) for cell in table.row(row)}


def _is_rest_of_row(table: FoundTable, cells: Sequence[TableCell]) -> bool:
    """Whether the first row of a page only goes on with the words of cells in the last row of the page before."""
    filled = {cell.column for cell in cells if cell.lines}
    above = {cell.column for cell in table.row(table.rows - 1) if cell.lines}
    wordy = all(len(cell.text) > LEAST_WORDS for cell in cells if cell.lines)
    return 0 not in filled and bool(filled) and filled <= above and len(filled) < len(above) and wordy


def _finish_row(table: FoundTable, cells: Sequence[TableCell]) -> None:
    homes = {cell.column: cell for cell in table.row(table.rows - 1)}
    for cell in cells:
        if cell.lines:
            homes[cell.column].lines += cell.lines


def _is_data(cells: Sequence[TableCell]) -> bool:
    return any(NUMBER.fullmatch(cell.text.strip()) for cell in cells if cell.column)


def _joined(table: FoundTable, more: FoundTable) -> FoundTable:
    repeated = _repeated_rows(table, more)
    if repeated < more.rows and _is_rest_of_row(table, more.row(repeated)):
        _finish_row(table, more.row(repeated))
        repeated += 1
    if repeated == more.rows:
        return table
    moved = [
        TableCell(
            row=cell.row - repeated + table.rows,
            column=cell.column,
            row_span=cell.row_span,
            column_span=cell.column_span,
            lines=cell.lines,
            box=cell.box,
        )
        for cell in more.cells
        if cell.row >= repeated
    ]
    return FoundTable(
        page=table.page,
        box=table.box,
        rows=table.rows + more.rows - repeated,
        columns=table.columns,
        cells=[*table.cells, *moved],
        sides=more.sides,
        ruled=table.ruled,
        head_rows=table.head_rows,
    )
