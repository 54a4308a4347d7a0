"""What the kinds of charts share: points as rows of data, tooltips, and the lines around a chart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Final

from corpus import Store
from tongbao.charts.asked import Asked
from tongbao.charts.look import LINE_HEIGHT
from tongbao.charts.points import Point, Who
from tongbao.charts.words import clean, numbered
from tongbao.messages import say
from tongbao.version import __version__

if TYPE_CHECKING:
    import altair as alt

Row = dict[str, Any]
_collected: ContextVar[dict[str, list[Row]]] = ContextVar("datasets")
MOST_NUMBERS: Final = 12


def row_of(point: Point, names: Mapping[Who, str]) -> Row:
    """A point as a row of a chart's data; only its length is a float."""
    return {
        "name": names[point.who],
        "column": point.column,
        "amount": None if point.amount is None else float(point.amount),
        "shown": say("plot.missing") if point.missing else point.shown,
        "status": point.status,
        "bounded": point.bound != "=",
        "quote": clean(point.quote) or "—",
        "source": f"#{point.document} {point.source}" if point.document is not None else "—",
        "why": point.why or "—",
    }


def tooltip(column: str | None = None) -> list[alt.Tooltip]:
    """What a chart in a browser tells of a mark: who, how much, the words of the bulletin, and where they stand."""
    import altair as alt

    fields = [("name", "plot.tip.name"), ("column", column or ""), ("shown", "plot.tip.shown")]
    fields += [("quote", "plot.tip.quote"), ("source", "plot.tip.source"), ("why", "plot.tip.why")]
    return [alt.Tooltip(f"{name}:N", title=say(title)) for name, title in fields if title]


@contextmanager
def datasets() -> Iterator[dict[str, list[Row]]]:
    """Collects what `data` is given while a chart is drawn: Altair copies what stands inside a chart many times."""
    collected: dict[str, list[Row]] = {}
    token = _collected.set(collected)
    try:
        yield collected
    finally:
        _collected.reset(token)


def data(rows: Sequence[Row]) -> alt.NamedData:
    """The name under which the chart holds the rows; they are neither sorted nor typed anew."""
    import altair as alt

    collected = _collected.get()
    name = f"rows{len(collected)}"
    collected[name] = list(rows)
    return alt.NamedData(name=name)


def lanes(order: Sequence[str]) -> alt.Y:
    """A row for each label, in this order; the words are those of `lane_words`."""
    import altair as alt

    axis = alt.Axis(ticks=False, domain=False, labels=False)
    return alt.Y("label:N", scale=alt.Scale(domain=list(order)), sort=list(order), title=None, axis=axis)


def lane_words(order: Sequence[str], y: alt.Y) -> list[alt.Chart]:
    """The labels left of the rows, those of several lines in the middle of theirs, which no axis does."""
    import altair as alt

    layers = []
    for count in sorted({label.count("\n") for label in order}):
        rows = [{"label": label, "lines": label.split("\n")} for label in order if label.count("\n") == count]
        words = alt.Chart(data(rows)).mark_text(
            align="right", lineHeight=LINE_HEIGHT, dy=-count * LINE_HEIGHT / 2
        )
        layers.append(words.encode(x=alt.value(-8), y=y, text="lines:N"))
    return layers


def counted(points: Sequence[Point], unit: str, asked: Asked) -> list[str]:
    """The line below the title: unit, status, how many districts and how many of them are missing."""
    whos = {point.who for point in points}
    present = {point.who for point in points if not point.missing}
    parts = [say("plot.unit", unit=unit)] if unit else []
    parts.append(say(f"plot.status.{asked.status}"))
    parts.append(say(f"plot.count.{asked.by}", count=len(whos)))
    if whos - present:
        parts.append(say("plot.count-missing", count=len(whos - present)))
    return [say("plot.between").join(parts)]


def explained(points: Iterable[Point]) -> list[str]:
    """What the words of bounds mean, where there are any."""
    bounded = any(point.bound != "=" and point.amount is not None for point in points)
    return [say("plot.bounded")] if bounded else []


def reasons(points: Iterable[Point], names: Mapping[Who, str]) -> list[str]:
    """Who is missing or not drawn, and why, one line a reason."""
    by_reason: dict[tuple[bool, str], dict[str, None]] = {}
    for point in points:
        if point.amount is None:
            by_reason.setdefault((point.missing, point.why), {})[names[point.who]] = None
    return [_reason(missing, why, list(whos)) for (missing, why), whos in by_reason.items()]


def _reason(missing: bool, why: str, names: Sequence[str]) -> str:
    areas = say("plot.list").join(names)
    if not missing:
        return say("plot.not-drawn", areas=areas, reason=why)
    return say("missing", areas=areas, reason=why) if why else say("plot.missing-plain", areas=areas)


def sources(store: Store, documents: set[int]) -> list[str]:
    """The line that names the bulletins: their number in the store, and when they were issued."""
    used = [summary for summary in store.bulletins() if summary.id in documents]
    numbers = numbered(summary.id for summary in used)
    issued = sorted(summary.issued for summary in used if summary.issued)
    if not used:
        return []
    dates = say("plot.issued", first=issued[0], last=issued[-1]) if issued else ""
    return [
        say(
            "plot.source",
            count=len(used),
            numbers=say("plot.list").join(numbers[:MOST_NUMBERS])
            + ("…" if len(numbers) > MOST_NUMBERS else ""),
            dates=dates,
            version=__version__,
        )
    ]


def notes_of(
    store: Store, points: Sequence[Point], names: Mapping[Who, str], said: Iterable[str]
) -> list[str]:
    """All lines below a chart: marks, reasons, what the store had to say, sources; none twice."""
    documents = {point.document for point in points if point.document is not None}
    remarks = [say("note", detail=line) for line in said]
    lines = [*explained(points), *reasons(points, names), *remarks, *sources(store, documents)]
    return list(dict.fromkeys(lines))
