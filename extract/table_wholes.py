"""Wholes in tables: the rows of a column are parts of its total row, or of what the text says of the whole area."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from extract.amounts import amount, step, sums_to
from extract.draft import Draft
from extract.heads import resembles
from extract.kinship import additive, same_indicator, same_unit


def link_tables(drafts: Sequence[Draft]) -> None:
    """Gives the cells of tables their wholes; `drafts` holds the text first, then table after table."""
    text = [draft for draft in drafts if draft.table is None and _is_total(draft)]
    cells = [draft for draft in drafts if draft.table is not None and not draft.is_percent]
    for _, table in groupby(cells, key=lambda draft: draft.table.index if draft.table else -1):
        columns: dict[int, list[Draft]] = {}
        for draft in table:
            if draft.table is not None:
                columns.setdefault(draft.table.column, []).append(draft)
        held: Sequence[Draft] = ()
        for _, column in sorted(columns.items()):
            if column[0].part:
                _beside(column, held)
            else:
                held = column
                _link_column(column, text)


def _is_total(draft: Draft) -> bool:
    return draft.subject is None and draft.whole is None and draft.role in ("level", "goal", "base")


def _beside(column: Iterable[Draft], held: Iterable[Draft]) -> None:
    """其中:新建: each cell is a part of the cell that the column before has in its row."""
    by_row = {draft.table.row: draft for draft in held if draft.table is not None}
    for draft in column:
        whole = by_row.get(draft.table.row) if draft.table is not None else None
        if whole is not None and same_unit(whole, draft) and amount(whole) >= amount(draft):
            draft.whole = whole


def _link_column(column: Sequence[Draft], text: Sequence[Draft]) -> None:
    rows = [draft for draft in column if draft.subject is not None]
    totals = [draft for draft in column if draft.subject is None]
    if not rows or not additive(rows[0]):
        return
    sum_of_rows = sum(map(amount, rows))
    slack = sum(map(step, rows), step(rows[0])) / 2
    said = [
        draft
        for draft in text
        if draft.role == rows[0].role
        and same_unit(draft, rows[0])
        and draft.status == rows[0].status
        and sum_of_rows <= amount(draft) + slack
    ]
    whole = _told(totals, rows, said)
    for draft in rows:
        if draft is not whole:
            draft.whole = whole


def _told(totals: Sequence[Draft], rows: Sequence[Draft], said: Sequence[Draft]) -> Draft | None:
    """The total of the rows: where the text gives the same amount, as it stands in the text."""
    if len(totals) == 1:
        equal = [d for d in said if amount(d) == amount(totals[0]) and same_indicator(d, rows[0])]
        return equal[0] if equal else totals[0] if amount(totals[0]) >= max(map(amount, rows)) else None
    if totals:
        return None
    alike = [draft for draft in said if same_indicator(draft, rows[0]) or _names(draft, rows[0])]
    equal = [draft for draft in alike if sums_to(list(rows), draft)]
    return equal[0] if equal else max(alike, key=amount, default=None)


def _names(draft: Draft, row: Draft) -> bool:
    """Whether the head of the column is the head of the figure, or the end of it (项目数 of 重点项目)."""
    words = row.head.removesuffix("数")
    return bool(words) and (resembles(words, draft.head) == 1.0)
