"""What the commands do that ask: of the store, of the lists of indicators and areas, of the models."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from tongbao import tables
from tongbao.errors import NoAreaError
from tongbao.messages import current, say

if TYPE_CHECKING:
    from corpus import Comparison, Store
    from schemas import Status

Form = Literal["table", "json", "csv"]
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Question:
    """What to compare; `areas` are codes or names, all of them where it is `None`."""

    indicator: str
    period: str
    areas: tuple[str, ...] | None = None
    by: Literal["area", "subject"] = "area"
    measure: Literal["figure", "growth", "share", "completion", "rate"] | None = None
    status: Status = "actual"

    def ask(self, store: Store) -> Comparison:
        """The store's answer."""
        return store.compare(
            self.indicator, self.period, self.areas, self.by, measure=self.measure, status=self.status
        )


def list_bulletins(db: str, form: Form) -> None:
    """Print one line a document."""
    from tongbao.stores import open_store

    with open_store(db) as store:
        rows = [asdict(summary) | {"period": summary.period} for summary in store.bulletins()]
    if form == "table" and not rows:
        print(say("no-bulletins"))
        return
    for row in rows:
        row["numbers"] = row["figures"] + row["percentages"]
    columns = ["id", "area", "period", "kind", "title", "numbers", "findings"]
    everything = [*columns, "issued", "issuer", "area_code", "rankings", "rosters", "path", "versions"]
    _print(rows, columns if form == "table" else everything, form, "title.bulletins")


def show(number: int, db: str, form: Literal["table", "json"]) -> None:
    """Print one bulletin of the store."""
    from tongbao.stores import open_store

    with open_store(db) as store:
        bulletin = store.bulletin(number)
    if form == "json":
        print(bulletin.model_dump_json(indent=2))
    else:
        tables.show_bulletin(bulletin)


def compare(question: Question, db: str, form: Form) -> None:
    """Print the answer to a question."""
    from tongbao.stores import open_store

    with open_store(db) as store:
        answer = question.ask(store)
    show_comparison(answer, form)


def show_comparison(answer: Comparison, form: Form) -> None:
    """Print an answer: its rows, who is missing and why, and what has to be said about both."""
    rows = [asdict(row) for row in answer.rows]
    if form == "json":
        parts = {"rows": rows, "missing": map(asdict, answer.missing), "notes": map(dict, answer.notes)}
        plain = {name: list(part) for name, part in parts.items()}
        print(json.dumps(plain, ensure_ascii=False, indent=2, default=tables.written))
        return
    if form == "csv":
        print(tables.as_csv(rows, list(rows[0]) if rows else ["area_code", "area", "value"]), end="")
    else:
        _show_rows(answer, rows)
    # A CSV file holds rows only; what has to be said about them goes where it does not get into the file.
    for line in remarks(answer):
        print(line, file=sys.stderr if form == "csv" else sys.stdout)


def remarks(answer: Comparison) -> Iterator[str]:
    """Who is missing and why, then the notes, in the current language."""
    by_reason: dict[str, list[str]] = defaultdict(list)
    for place in answer.missing:
        name = " ".join(filter(None, (place.area, place.subject)))
        by_reason[getattr(place.reason, current())].append(name)
    for reason, names in by_reason.items():
        yield say("missing", areas="、".join(names), reason=reason)
    for note in answer.notes:
        yield say("note", detail=getattr(note, current()))


def _show_rows(answer: Comparison, rows: list[dict[str, Any]]) -> None:
    question = answer.question
    if not rows:
        print(say("no-values", indicator=question.indicator, period=tables.written(question.period)))
        return
    columns = ["rank", "area", "subject", "value", "unit", "quote", "period_text", "source"]
    if question.by == "area":
        columns.remove("subject")
    for row in rows:
        row["source"] = f"#{row['document_id']} {Path(row['source']).name}"
    tables.show(rows, columns, f"{rows[0]['indicator']}  {tables.written(question.period)}")


def indicators(form: Form) -> None:
    """Print the indicators that the reader knows."""
    from extract import indicators as known

    columns = ("code", "name", "base_unit", "aggregation", "synonyms")
    rows = [{column: getattr(row, column) for column in columns} for row in known()]
    _print(rows, columns, form, "title.indicators")


def areas(name: str, form: Form) -> None:
    """Print every area that bears the name, with what it lies in."""
    from extract.areas import gazetteer

    known = gazetteer()
    found = known.find(name)
    if not found:
        raise NoAreaError(name)
    rows = []
    for area in found:
        above = known.parent(area.code) if area.code else None
        rows.append({**dict(area), "parent": above.name if above else None})
    _print(rows, ("code", "name", "level", "parent"), form, "title.areas")


def schema(model: Literal["bulletin", "document"]) -> None:
    """Print the JSON Schema of what `extract` prints, or of what `load` gives."""
    import schemas

    chosen = schemas.Bulletin if model == "bulletin" else schemas.Document
    print(json.dumps(chosen.model_json_schema(mode="serialization"), ensure_ascii=False, indent=2))


def _print(rows: Iterable[Row], columns: Sequence[str], form: Form, title: str) -> None:
    if form == "table":
        tables.show(rows, columns, say(title))
    else:
        print((tables.as_csv if form == "csv" else tables.as_json)(rows, columns), end="")
