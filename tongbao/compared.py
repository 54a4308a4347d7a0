"""How the answer of a comparison is printed: as a table for a person, as JSON, as CSV."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from tongbao import tables
from tongbao.messages import current, say

if TYPE_CHECKING:
    from corpus import Comparison, ComparisonRow

Form = Literal["table", "json", "csv"]


def show_comparison(answer: Comparison, form: Form) -> None:
    """Print an answer: its rows, who is missing and why, and what has to be said about both."""
    if form == "json":
        print(json.dumps(plain(answer), ensure_ascii=False, indent=2, default=tables.written))
        return
    if form == "csv":
        from corpus import COLUMNS

        print(tables.as_csv(map(asdict, answer.rows), COLUMNS), end="")
    else:
        _show_rows(answer)
    # A CSV file holds rows only; what has to be said about them goes where it does not get into the file.
    for line in remarks(answer):
        print(line, file=sys.stderr if form == "csv" else sys.stdout)


def plain(answer: Comparison) -> dict[str, list[dict[str, Any]]]:
    """The answer as lists of objects; numbers are decimals still."""
    return {
        "rows": [asdict(row) for row in answer.rows],
        "missing": [asdict(place) | {"reason": dict(place.reason)} for place in answer.missing],
        "notes": [dict(note) for note in answer.notes],
    }


def remarks(answer: Comparison) -> Iterator[str]:
    """Who is missing and why, then the notes, in the current language."""
    by_reason: dict[tuple[str, str], list[str]] = defaultdict(list)
    for place in answer.missing:
        name = " ".join(filter(None, (place.area, place.subject)))
        about = " ".join(filter(None, (place.indicator, place.period)))
        by_reason[about, getattr(place.reason, current())].append(name)
    for (about, reason), names in by_reason.items():
        line = say("missing", areas="、".join(names), reason=reason)
        yield f"{about}  {line}" if about else line
    for note in answer.notes:
        yield say("note", detail=getattr(note, current()))


def _show_rows(answer: Comparison) -> None:
    question = answer.question
    periods = "、".join(map(tables.written, question.periods))
    if not answer.rows:
        words = question.indicator or "、".join(question.areas or (question.within or "",))
        print(say("no-values", indicator=words, period=periods))
        return
    names = dict.fromkeys(row.indicator for row in answer.rows)
    head = next(iter(names)) if len(names) == 1 else "、".join(dict.fromkeys(row.area for row in answer.rows))
    tables.show(map(_cells, answer.rows), _columns(answer), f"{head}  {periods}")


def _columns(answer: Comparison) -> list[str]:
    """What of the rows a person needs to tell them apart and to trust them."""
    several = len(answer.question.periods) > 1
    shown = {
        "rank": answer.question.by != "indicator" or len({row.area for row in answer.rows}) > 1,
        "area": True,
        "subject": answer.question.by == "subject",
        "indicator": len({row.indicator for row in answer.rows}) > 1,
        "definition": any(row.definition for row in answer.rows),
        "period": several,
        "value": True,
        "unit": True,
        "change": several,
        "change_percent": several and any(row.change_percent is not None for row in answer.rows),
        "rank_change": several and answer.question.by != "indicator",
        "quote": True,
        "period_text": not several,
        "source": True,
        "marks": any(row.marks for row in answer.rows),
    }
    return [column for column, wanted in shown.items() if wanted]


def _cells(row: ComparisonRow) -> dict[str, Any]:
    """A row for a person: the change in the printed unit, marks in words, where the document is."""
    scale = row.value / row.value_base if row.value_base else 1
    computed = None
    if row.low is not None and row.high is not None:
        computed = f"[{short(row.low * scale)}, {short(row.high * scale)}]"
    return asdict(row) | {
        "change": None if row.change is None else short(row.change * scale),
        "quote": computed or row.quote,
        "period_text": row.period_text or row.period,
        "marks": [say(f"mark.{mark}") for mark in row.marks],
        "source": f"#{row.document_id} {Path(row.source).name}",
    }


def short(number: Decimal) -> str:
    """A number without zeros at its end and without an exponent.

    >>> short(Decimal("4.20")), short(Decimal("4E+8"))
    ('4.2', '400000000')
    """
    return format(number.normalize(), "f")
