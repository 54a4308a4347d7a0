"""The ranking: a bar for each district, the largest first, the missing ones below with a mark and a word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from corpus import Store, parse_period
from schemas import Period
from schemas.errors import NothingFoundError
from tongbao.charts.asked import Asked
from tongbao.charts.look import (
    BLUE,
    CROSS,
    DASHES,
    INK,
    QUIET,
    TEXT_SIZE,
    VERMILION,
    Drawn,
    folded,
    height_of,
    label_width,
)
from tongbao.charts.marks import Row, counted, data, lane_words, lanes, notes_of, row_of, tooltip
from tongbao.charts.points import Side, Who, labels
from tongbao.charts.sides import side
from tongbao.charts.words import clipped, em
from tongbao.messages import say

if TYPE_CHECKING:
    import altair as alt

    from tongbao.charts.look import AnyChart

PLOT_WIDTH: Final = 560
REASON_INDENT_EM: Final = 3
# Where all bars go to the left, reasons stand to the right of the chart.
LEAST_REASON_EM: Final = 14
SPACE_EM: Final = 1.2


def ranking(store: Store, asked: Asked) -> Drawn:
    """Bars of one indicator over districts for one period; with `targets`, a dashed line at each task."""
    main = side(store, asked, asked.indicators[0], asked.periods[0])
    goals = targets(store, asked, main) if asked.targets else None
    said = list(main.notes)
    if asked.targets:
        said.append(say("plot.goals", period=goals.period) if goals else say("plot.no-goals"))
    names = labels(point.who for point in main.points)
    points = [*main.points, *(goals.points if goals else ())]
    return Drawn(
        chart=_chart(main, goals, names),
        width=PLOT_WIDTH + label_width(names.values()) + 2 * TEXT_SIZE,
        title=say("plot.title", indicator=main.name, period=main.period),
        subtitle=counted(main.points, main.unit, asked),
        notes=notes_of(store, points, names, said),
    )


def targets(store: Store, asked: Asked, main: Side) -> Side | None:
    """The tasks of the same districts: for the same period, else for the year that holds it."""
    wanted = parse_period(asked.periods[0])
    year = [Period.months(wanted.year, 1, 12)] if wanted.year is not None else []
    tasks = replace(asked, status="target")
    drawn = {point.who for point in main.present}
    for period in (wanted, *year):
        try:
            found = side(store, tasks, asked.indicators[0], period, level=main.level, units=main.units)
        except NothingFoundError:
            continue
        points = [point for point in found.present if point.who in drawn]
        if points:
            return replace(found, points=points)
    return None


def _chart(main: Side, goals: Side | None, names: Mapping[Who, str]) -> AnyChart:
    import altair as alt

    rows, marks = _rows(main, names), _goal_rows(goals, names, main)
    low, high = _domain([*rows, *marks])
    _say_why(rows, PLOT_WIDTH * high / (high - low) / TEXT_SIZE - REASON_INDENT_EM)
    order = [row["label"] for row in rows]
    y = lanes(order)
    scale = alt.Scale(domain=[low, high], nice=False, zero=False)
    x = alt.X("amount:Q", scale=scale, title=say("plot.axis", unit=main.unit), axis=alt.Axis(tickCount=6))
    layers = [*lane_words(order, y), *_bars(rows, x, y), *_missing(rows, y, alt.X("base:Q", scale=scale))]
    if marks:
        layers.append(_goals(marks, x))
    layers.append(alt.Chart(data([{}])).mark_rule(color="#9a9a9a").encode(x=alt.datum(0)))
    return alt.layer(*layers).properties(width=PLOT_WIDTH, height=height_of(order))


def _rows(main: Side, names: Mapping[Who, str]) -> list[Row]:
    rows = []
    for point in main.points:
        row = row_of(point, names)
        row["label"] = _label(point.rank, row["name"])
        row["absent"] = point.missing
        row["base"] = 0.0
        row["colour"] = VERMILION if (row["amount"] or 0) < 0 else BLUE
        rows.append(row)
    return rows


def _label(rank: int | None, name: str) -> str:
    return folded(name if rank is None else f"{rank}  {name}")


def _say_why(rows: Sequence[Row], width: float) -> None:
    """The missing ones get their reason, as much of it as there is room for; the notes have the whole."""
    for row in rows:
        if row["amount"] is None:
            said = say("plot.missing-why", why=row["why"]) if row["absent"] else row["why"]
            row["said"] = clipped(said, max(width, LEAST_REASON_EM))


def _goal_rows(goals: Side | None, names: Mapping[Who, str], main: Side) -> list[Row]:
    ranks = {point.who: point.rank for point in main.present}
    rows = [row_of(point, names) for point in goals.points] if goals else []
    for row, point in zip(rows, goals.points if goals else (), strict=True):
        row["label"] = _label(ranks[point.who], row["name"])
    return rows


def _domain(rows: Sequence[Row]) -> tuple[float, float]:
    """From the lowest to the highest amount, 0 in between, with room for the words at both ends."""
    amounts = [row["amount"] for row in rows if row["amount"] is not None]
    low, high = min(0.0, *amounts), max(0.0, *amounts)
    span = (high - low) or 1.0
    room = max(em(row["shown"]) for row in rows) + SPACE_EM
    share = min(room * TEXT_SIZE / PLOT_WIDTH, 0.4)
    both = share * ((low < 0) + (high > 0 or low == 0))
    widened = span / (1 - both)
    return low - (widened * share if low < 0 else 0), high + (widened * share if high > 0 or low == 0 else 0)


def _bars(rows: Sequence[Row], x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """Bars, pale with an outline where the number is a bound; dashed where it is no fact. Words at their ends."""
    import altair as alt

    drawn = [row for row in rows if row["amount"] is not None]
    layers = []
    for status, dash in DASHES.items():
        for bounded in (False, True):
            some = [row for row in drawn if row["status"] == status and row["bounded"] == bounded]
            if some:
                opacity = 0.9 if status == "actual" and not bounded else 0.25
                bars = alt.Chart(data(some)).mark_bar(
                    fillOpacity=opacity, strokeDash=dash, height={"band": 0.7}
                )
                colour = alt.Color("colour:N", scale=None)
                stroke = alt.Stroke("colour:N", scale=None)
                layers.append(bars.encode(x=x, y=y, color=colour, stroke=stroke, tooltip=tooltip()))
    for negative in (False, True):
        some = [row for row in drawn if (row["amount"] < 0) == negative]
        if some:
            words = alt.Chart(data(some)).mark_text(
                align="right" if negative else "left", dx=-5 if negative else 5, color=INK
            )
            layers.append(words.encode(x=x, y=y, text="shown:N"))
    return layers


def _missing(rows: Sequence[Row], y: alt.Y, x: alt.X) -> list[alt.Chart]:
    import altair as alt

    lacking = [row for row in rows if row["amount"] is None]
    if not lacking:
        return []
    cross = alt.Chart(data(lacking)).mark_point(
        shape=CROSS, stroke=QUIET, strokeWidth=1.6, size=70, xOffset=9
    )
    words = alt.Chart(data(lacking)).mark_text(align="left", dx=20, color=QUIET)
    return [
        cross.encode(x=x, y=y, tooltip=tooltip()),
        words.encode(x=x, y=y, text="said:N"),
    ]


def _goals(rows: Sequence[Row], x: alt.X) -> alt.Chart:
    """A dashed line over the whole height of the row."""
    import altair as alt

    marks = alt.Chart(data(rows)).mark_rule(color=INK, strokeWidth=1.6, strokeDash=[3, 2])
    dashes: alt.Chart = marks.encode(
        x=x,
        y=alt.Y("label:N", bandPosition=0.06),
        y2=alt.Y2("label:N", bandPosition=0.94),
        tooltip=tooltip(),
    )
    return dashes
