"""Wholes outside a table: without a total row, the rows are parts of what the text says of the whole area."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from extract.amounts import amount, step, sums_to
from extract.draft import Draft
from extract.heads import resembles
from extract.kinship import additive, same_indicator, same_unit


def link_tables(drafts: Sequence[Draft]) -> None:
    """Gives the cells of tables their wholes in the text; `drafts` holds the text first, then table after table."""
    text = [draft for draft in drafts if draft.table is None and _is_total(draft)]
    cells = [draft for draft in drafts if draft.table is not None and not draft.is_percent and not draft.part]
    for _, table in groupby(cells, key=lambda draft: draft.table.index if draft.table else -1):
        columns: dict[int, list[Draft]] = {}
        for draft in table:
            if draft.table is not None:
                columns.setdefault(draft.table.column, []).append(draft)
        for _, column in sorted(columns.items()):
            if all(draft.subject is not None and draft.whole is None for draft in column):
                _link_column(column, text)


def _is_total(draft: Draft) -> bool:
    return draft.subject is None and draft.whole is None and draft.role in ("level", "goal", "base")


def _link_column(rows: Sequence[Draft], text: Sequence[Draft]) -> None:
    if not additive(rows[0]):
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
    alike = [draft for draft in said if same_indicator(draft, rows[0]) or _names(draft, rows[0])]
    equal = [draft for draft in alike if sums_to(list(rows), draft)]
    whole = equal[0] if equal else max(alike, key=amount, default=None)
    for draft in rows:
        draft.whole = whole


def _names(draft: Draft, row: Draft) -> bool:
    """Whether the head of the column is the head of the figure, or the end of it (项目数 of 重点项目)."""
    words = row.head.removesuffix("数")
    return bool(words) and (resembles(words, draft.head) == 1.0)
