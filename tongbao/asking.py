"""What the commands do that ask: of the store, of the lists of indicators and areas, of the models."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from tongbao import tables
from tongbao.errors import NoAreaError
from tongbao.messages import say

if TYPE_CHECKING:
    from corpus import Comparison, Store
    from schemas import Status

Form = Literal["table", "json", "csv"]
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Question:
    """What to compare; `areas` are codes or names, all of them where it is `None`."""

    indicators: tuple[str, ...]
    periods: tuple[str, ...]
    areas: tuple[str, ...] | None = None
    by: Literal["area", "subject", "indicator"] = "area"
    measure: Literal["figure", "growth", "share", "completion", "rate"] | None = None
    status: Status = "actual"
    within: str | None = None
    derive: bool = False

    def ask(self, store: Store) -> Comparison:
        """The store's answer."""
        return store.compare(
            self.indicators or None,
            self.periods,
            self.areas,
            self.by,
            measure=self.measure,
            status=self.status,
            within=self.within,
            derive=self.derive,
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


def search(words: str, limit: int, db: str, form: Form) -> None:
    """Print one line a bulletin that has all the words."""
    from corpus import open_store

    with open_store(db) as store:
        rows = [
            {**asdict(hit), "period": hit.period, "id": hit.document_id}
            for hit in store.search(words, limit=limit)
        ]
    if form == "table" and not rows:
        print(say("no-hits", words=words))
        return
    columns = ["id", "area", "period", "title", "snippet"]
    everything = [
        "id",
        "area_code",
        "area",
        "period",
        "issued",
        "title",
        "snippet",
        "matched",
        "start",
        "end",
    ]
    everything += ["spans", "occurrences", "path"]
    _print(rows, columns if form == "table" else everything, form, "title.hits")


def compare(question: Question, db: str, form: Form) -> None:
    """Print the answer to a question."""
    from tongbao.compared import show_comparison
    from tongbao.stores import open_store

    with open_store(db) as store:
        answer = question.ask(store)
    show_comparison(answer, form)


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
