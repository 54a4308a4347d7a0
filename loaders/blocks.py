"""Blocks of a normalised text: one a line, but for tables, whose rows stand together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

import regex

from loaders.framing import LABEL
from loaders.line_forms import form_of, is_two_part_heading, without_number
from schemas import Block, Cell, Table

# A value, and not a time in a head (10月, 2023年)
NUMERIC = regex.compile(r"[-+<>≥≤约]?\d[\d,]*(?:\.\d+)?(?:[%‰]|(?![年月季日])\p{Han}{1,3})?")
UNIT_LINE = regex.compile(r"[(]?单位[:：].{1,30}")
SENTENCE = regex.compile(r"[。；！？;：:]")
TITLE = regex.compile(
    r"(?:通报|报告|汇报|总结|公报|综述|通知|简报|快报|公告|情况|统计表|一览表|完成表)(?:的函)?[)）]?(?:\[\d+\])?\z"
)
ISSUER = regex.compile(r"(?:办公室|委员会|人民政府|局|厅|指挥部|领导小组|中心|文件)\z")
DOCUMENT_NUMBER = regex.compile(r"\p{Han}{1,15}[〔\[(]\s?\d{4}\s?[〕\])].{0,8}号|\(?(?:第?\d{1,4}期?)\)?")
# A table that no format has told of, but tabs show
FOUND = -1
# 填报单位：…, 填报时间：…, 单位：… between the title of a table and its rows
LABELS = 4
LONGEST_HEADING = 40
LONGEST_TITLE = 90


class Region(NamedTuple):
    """Where a table stands that the format has told: `text[start:end]` is its rows, from which its cells count."""

    start: int
    end: int
    table: Table


class Span(NamedTuple):
    """A line of the normalised text."""

    start: int
    end: int
    words: str


def read_blocks(text: str, regions: Sequence[Region] = ()) -> list[Block]:
    r"""The blocks, in order; together with the line ends between them they are the text.

    `regions` are tables that the format itself has told; others are found by the tabs between their cells.

    >>> [(block.kind, block.level) for block in read_blocks("某区的通报\n一、情况\n签约2个。\n镇\t个\n甲\t3")]
    [('heading', 0), ('heading', 1), ('paragraph', None), ('table', None)]
    """
    spans = list(_spans(text))
    titles = _titles(spans)
    blocks: list[Block] = []
    above: list[Span] = []
    listed, tables = False, 0
    starts = [region.start for region in regions]
    for table, group in groupby(spans, key=lambda span: _table_at(span, starts, regions)):
        lines = list(group)
        if table is not None:
            told = regions[table] if table != FOUND else None
            caption = _caption(above)
            blocks.append(
                _told_block(told, tables, caption) if told else _table_block(lines, tables, caption)
            )
            tables += 1
            above = []
            continue
        for span in lines:
            form = form_of(span.words)
            listed = form is not None and (form.form == "attachment" or (listed and form.form == "heading"))
            blocks.append(_line_block(span, span.start in titles, listed))
        above = lines[-LABELS - 1 :]
    return _with_notes(text, blocks)


def _spans(text: str) -> Iterable[Span]:
    start = 0
    for words in text.split("\n"):
        if words:
            yield Span(start, start + len(words), words)
        start += len(words) + 1


def _table_at(span: Span, starts: Sequence[int], regions: Sequence[Region]) -> int | None:
    """Which of the told tables a line is a row of, FOUND for one that shows by its tabs, `None` for prose."""
    number = bisect_right(starts, span.start) - 1
    if number >= 0 and span.start < regions[number].end:
        return number
    return FOUND if "\t" in span.words else None


def _line_block(span: Span, is_title: bool, listed: bool) -> Block:
    if is_title:
        return Block(kind="heading", start=span.start, end=span.end, level=0)
    form = form_of(span.words)
    if form is not None and form.form == "heading" and not listed and _is_heading(span.words):
        return Block(kind="heading", start=span.start, end=span.end, level=form.level)
    kind = "note" if form is not None and form.form == "note" else "paragraph"
    return Block(kind=kind, start=span.start, end=span.end)


def _is_heading(words: str) -> bool:
    """Whether a numbered line is a heading alone, and not the first sentence of a paragraph."""
    if is_two_part_heading(without_number(words)):
        return True
    return len(words) <= LONGEST_HEADING and not SENTENCE.search(words.rstrip("：:"))


def _titles(spans: Sequence[Span]) -> set[int]:
    """Where the title's lines begin: the line that names the kind of bulletin, or the first likely one."""
    head: list[Span] = []
    for span in spans:
        form = form_of(span.words)
        if "。" in span.words or "\t" in span.words or (form and form.form in ("heading", "salutation")):
            break
        if len(span.words) <= LONGEST_TITLE and "，" not in span.words and span.words[-1] not in ":：":
            head.append(span)
    candidates = [span for span in head if _may_be_title(span.words)]
    main = next(
        (span for span in candidates if TITLE.search(span.words)), candidates[0] if candidates else None
    )
    if main is None:
        return set()
    place = head.index(main)
    beside = head[place + 1 : place + 2]
    if _is_subtitle(main.words):
        beside = [span for span in head[max(0, place - 1) : place] if _may_be_title(span.words)]
        return {main.start} | {span.start for span in beside}
    return {main.start} | {span.start for span in beside if _is_subtitle(span.words)}


def _may_be_title(words: str) -> bool:
    named = DOCUMENT_NUMBER.fullmatch(words) or (ISSUER.search(words) and not TITLE.search(words))
    # A letter-spaced red head such as 督办通报 names a series, not this bulletin.
    form = form_of(words)
    return (form is None or form.form == "subtitle") and not named and len(words) > 4


def _is_subtitle(words: str) -> bool:
    form = form_of(words)
    return form is not None and form.form == "subtitle"


def _caption(above: Sequence[Span]) -> str:
    """The line before a table; lines that give its unit, its office or its date come with the one before them."""
    if not above:
        return ""
    first = len(above) - 1
    if first and UNIT_LINE.fullmatch(above[first - 1].words):
        first -= 1
    while first and LABEL.fullmatch(above[first].words):
        first -= 1
    return " ".join(span.words for span in above[first:])


def _table_block(lines: Sequence[Span], index: int, caption: str) -> Block:
    cells = tuple(_cells(lines))
    rows = len(lines)
    table = Table(
        index=index,
        rows=rows,
        columns=max(cell.column for cell in cells) + 1,
        head_rows=head_rows_of(cells, rows),
        caption=caption,
        cells=cells,
    )
    return Block(kind="table", start=lines[0].start, end=lines[-1].end, table=table)


def _told_block(region: Region, index: int, caption: str) -> Block:
    """A table of the format's own, its cells moved to their places in the text."""
    cells = tuple(
        cell.model_copy(update={"start": cell.start + region.start, "end": cell.end + region.start})
        for cell in region.table.cells
    )
    table = region.table.model_copy(update={"index": index, "caption": caption, "cells": cells})
    return Block(kind="table", start=region.start, end=region.end, table=table)


def _cells(lines: Sequence[Span]) -> Iterable[Cell]:
    for row, line in enumerate(lines):
        start = line.start
        for column, text in enumerate(line.words.split("\t")):
            yield Cell(row=row, column=column, text=text, start=start, end=start + len(text))
            start += len(text) + 1


def head_rows_of(cells: Iterable[Cell], rows: int) -> int:
    """How many rows come before the first that holds a number outside its first column."""
    numeric = [cell.row for cell in cells if cell.column and NUMERIC.fullmatch(cell.text)]
    return min(numeric, default=min(1, rows))


def _with_notes(text: str, blocks: list[Block]) -> list[Block]:
    """Tables with the notes that stand directly under them."""
    result = list(blocks)
    for place, block in enumerate(blocks):
        if block.table is None:
            continue
        notes: list[str] = []
        for below in blocks[place + 1 :]:
            if below.kind != "note":
                break
            notes.append(text[below.start : below.end])
        if notes:
            result[place] = block.model_copy(
                update={"table": block.table.model_copy(update={"notes": tuple(notes)})}
            )
    return result
