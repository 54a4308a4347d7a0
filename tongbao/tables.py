"""Rows as tables on a terminal, as CSV and as JSON."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from schemas import Bulletin, Figure, Percentage, Period
from tongbao.messages import current, knows, say

Row = Mapping[str, Any]
WIDE = 200
NUMERIC = frozenset(
    {"value", "rank", "id", "numbers", "findings", "growth", "change", "change_percent", "rank_change"}
)
SEVERITIES = {"error": "red", "warning": "yellow"}


def console() -> Console:
    """Standard output; wide where it is no terminal, so that nothing is cut off in a file."""
    return Console(highlight=False, soft_wrap=False, width=None if sys.stdout.isatty() else WIDE)


def show(rows: Iterable[Row], columns: Sequence[str], title: str = "") -> None:
    """Print the rows as a table whose heads are in the current language."""
    table = Table(title=title or None, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        head = say(f"column.{column}") if knows(f"column.{column}") else column
        table.add_column(head, justify="right" if column in NUMERIC else "left", overflow="fold")
    for row in rows:
        style = SEVERITIES.get(str(row.get("severity")), "")
        table.add_row(*(Text(written(row.get(column))) for column in columns), style=style)
    console().print(table)


def written(value: object) -> str:
    """A value for a person: nothing for `None`, lists with `、` between.

    >>> written(None), written(["a", "b"]), written(Period.months(2023, 1, 8))
    ('', 'a、b', '2023-01..2023-08')
    """
    if value is None:
        return ""
    if isinstance(value, Period):
        return f"{value.start or ''}..{value.end or ''}" if value.start != value.end else value.end or ""
    if isinstance(value, list | tuple | set | frozenset):
        return "、".join(written(item) for item in value)
    return str(value)


def as_csv(rows: Iterable[Row], columns: Sequence[str]) -> str:
    """The rows as CSV with a header."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([written(row.get(column)) for column in columns] for row in rows)
    return out.getvalue()


def as_json(rows: Iterable[Row], columns: Sequence[str]) -> str:
    """The rows as a JSON list of objects; decimals are strings, as in a bulletin."""
    plain = [{column: row.get(column) for column in columns} for row in rows]
    return json.dumps(plain, ensure_ascii=False, indent=1, default=written) + "\n"


def show_bulletin(bulletin: Bulletin) -> None:
    """Print a bulletin: what it says of itself, then its records."""
    meta = bulletin.meta
    out = console()
    out.print(Text(meta.title or bulletin.source.path or "", style="bold"))
    facts = {
        "issuer": meta.issuer,
        "document_number": meta.document_number,
        "kind": meta.kind,
        "issued": meta.issued,
        "area": " ".join(filter(None, (meta.area.name, meta.area.code))) if meta.area else None,
        "period": meta.period,
    }
    for name, value in facts.items():
        if value:
            out.print(Text(f"{say(f'column.{name}')}: {written(value)}"))
    _sections(bulletin)


def _sections(bulletin: Bulletin) -> None:
    records: list[Figure | Percentage] = [*bulletin.figures, *bulletin.percentages]
    numbers = sorted(records, key=lambda record: record.start)
    if numbers:
        columns = ("quote", "indicator", "code", "facets", "subject", "period", "status")
        show(map(_number, numbers), columns, say("title.numbers"))
    if bulletin.rankings:
        rows = [
            {**dict(ranking), "entries": [f"{entry.rank} {entry.subject or ''}" for entry in ranking.entries]}
            for ranking in bulletin.rankings
        ]
        show(rows, ("criterion", "scope", "entries", "period"), say("title.rankings"))
    if bulletin.rosters:
        show(map(dict, bulletin.rosters), ("condition", "members", "period"), say("title.rosters"))
    if bulletin.findings:
        findings = [
            {**dict(finding), "message": getattr(finding.message, current())} for finding in bulletin.findings
        ]
        show(findings, ("severity", "formula", "message"), say("title.findings"))
    if bulletin.warnings:
        show(({"message": warning} for warning in bulletin.warnings), ("message",), say("title.warnings"))


def _number(record: Figure | Percentage) -> Row:
    facets = record.facets
    narrowing = [facets.industry, facets.size, facets.origin, *facets.other]
    return {**dict(record), "facets": [facet for facet in narrowing if facet]}
