"""The time series: a line for each district; in one panel where they are few, in a panel each where they are many."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from corpus import Store
from tongbao.charts.asked import Asked
from tongbao.charts.lines import LABEL_EM, domain, end_labels, line_rows
from tongbao.charts.look import COLOURS, CROSS, DASHES, INK, QUIET, TEXT_SIZE, Drawn
from tongbao.charts.marks import Row, counted, data, notes_of, tooltip
from tongbao.charts.points import Point, Who, labels
from tongbao.charts.timeline import Timeline, timeline
from tongbao.charts.words import clipped
from tongbao.messages import say

if TYPE_CHECKING:
    import altair as alt

TOGETHER: Final = 8
WIDTH: Final = 620
HEIGHT: Final = 320
SMALL_WIDTH: Final = 190
SMALL_HEIGHT: Final = 96
PANELS_BESIDE: Final = 4
LABEL_HEIGHT: Final = 15
TICK_PX: Final = 60
EDGE: Final = 0.4


def series(store: Store, asked: Asked) -> Drawn:
    """Lines of one indicator over the steps of a period."""
    line = timeline(store, asked)
    names = labels(point.who for point in line.points)
    present = {point.who: None for point in line.points if point.amount is not None}
    whos = _ordered(line, list(present), asked)
    shown = {point.who for point in line.points if not point.missing}
    silent = [who for who in names if who not in shown]
    together = len(whos) <= TOGETHER
    chart = _together(line, whos, names) if together else _apart(line, [*whos, *silent], names)
    return Drawn(
        chart=chart,
        width=WIDTH + 50 + LABEL_EM * TEXT_SIZE if together else (SMALL_WIDTH + 30) * PANELS_BESIDE,
        title=say("plot.title", indicator=line.name, period=line.period),
        subtitle=counted(line.points, line.unit, asked),
        notes=notes_of(store, _told(line, silent), names, [*_marks_told(line), *line.notes]),
    )


def _marks_told(line: Timeline) -> list[str]:
    """What crosses and dashes mean, where there are any."""
    gaps = any(point.amount is None for point in line.points)
    dashed = line.goals or any(point.status != "actual" for point in line.points)
    return [*([say("plot.gaps")] if gaps else []), *([say("plot.lines")] if dashed else [])]


def _told(line: Timeline, silent: Sequence[Who]) -> list[Point]:
    """The points with one missing one for each district that has no number at all; crosses tell of the others."""
    kept = [point for point in line.points if point.amount is not None or point.shown]
    return [*kept, *line.goals, *(Point(who=who, why=say("plot.silent")) for who in silent)]


def _ordered(line: Timeline, whos: Sequence[Who], asked: Asked) -> list[Who]:
    """By their last number, the largest first."""
    last: dict[Who, tuple[str, float]] = {}
    for point in line.points:
        if point.amount is not None and point.status == asked.status:
            last[point.who] = max(last.get(point.who, ("", 0.0)), (point.column, float(point.amount)))
    return sorted(whos, key=lambda who: -last.get(who, ("", float("-inf")))[1])


def _steps(line: Timeline) -> alt.Scale:
    import altair as alt

    return alt.Scale(domain=[-EDGE, len(line.columns) - 1 + EDGE], nice=False, zero=False)


def _encodings(line: Timeline, rows: Sequence[Row], width: float, title: str | None) -> tuple[alt.X, alt.Y]:
    """Steps at even distances, as many of their heads as there is room for, the last one among them."""
    import altair as alt

    last = len(line.columns) - 1
    every = max(1, -(-len(line.columns) * TICK_PX // int(width)))
    shown = [number for number in range(last + 1) if (last - number) % every == 0]
    heads = json.dumps(list(line.columns), ensure_ascii=False)
    axis = alt.Axis(values=shown, labelExpr=f"{heads}[datum.value]", title=None, grid=False, labelAngle=0)
    above = {"title": title, "titleAngle": 0, "titleAlign": "left", "titleX": 0, "titleY": -12}
    amounts = alt.Axis.from_dict({"tickCount": 6 if title else 4, **above})
    scale = alt.Scale(domain=domain(rows), nice=False, zero=False)
    return alt.X("step:Q", scale=_steps(line), axis=axis), alt.Y("amount:Q", scale=scale, axis=amounts)


def _layers(rows: Sequence[Row], x: alt.X, y: alt.Y, colour: Any, words: str) -> list[alt.Chart]:
    """Lines by status, their points full for a fact and hollow for a bound, a target or a forecast.

    All draw from the rows of the whole chart; `words` is the field that is written at a bound.
    """
    import altair as alt

    zero = alt.Chart(data([{}])).mark_rule(color="#9a9a9a").encode(y=alt.datum(0))
    layers = [zero] if domain(rows)[0] < 0 else []
    for status in DASHES:
        if any(row["status"] == status and not row["missing"] for row in rows):
            of_status = alt.Chart().transform_filter(f"!datum.missing && datum.status === '{status}'")
            line = of_status.mark_line(strokeWidth=2, strokeDash=DASHES[status])
            layers.append(line.encode(x=x, y=y, color=colour, detail="line:N"))
    for hollow in (False, True):
        if any(row["hollow"] == hollow and row["dot"] and not row["missing"] for row in rows):
            some = f"!datum.missing && datum.dot && datum.hollow === {json.dumps(hollow)}"
            dots = alt.Chart().transform_filter(some).mark_point(size=34, opacity=1, filled=not hollow)
            if hollow:
                dots = dots.mark_point(size=34, opacity=1, fill="white")
            layers.append(dots.encode(x=x, y=y, color=colour, tooltip=tooltip("plot.tip.period")))
    if any(row["bounded"] and not row["missing"] for row in rows):
        bounded = alt.Chart().transform_filter("!datum.missing && datum.bounded")
        text = bounded.mark_text(dy=-11, fontSize=TEXT_SIZE - 1)
        layers.append(text.encode(x=x, y=y, text=f"{words}:N", color=colour))
    return layers


def _together(line: Timeline, whos: Sequence[Who], names: Mapping[Who, str]) -> alt.VConcatChart:
    """All lines in one panel, their names at their ends; below it a strip of crosses where numbers are missing."""
    import altair as alt

    rows = line_rows(line, whos, names)
    x, y = _encodings(line, rows, WIDTH, line.unit)
    order = [names[who] for who in whos]
    scale = alt.Scale(domain=order, range=list(COLOURS[: len(order)]))
    colour = alt.Color("name:N", scale=scale, legend=None)
    low, high = domain(rows)
    ends = end_labels(rows, line, LABEL_HEIGHT * (high - low) / HEIGHT)
    text = alt.Chart(data(ends)).mark_text(align="left", dx=20).encode(x=x, y=y, text="said:N", color=colour)
    lines = alt.layer(*_layers(rows, x, y, colour, "shown"), data=data(rows))
    panel = alt.layer(lines, text).properties(width=WIDTH, height=HEIGHT)
    lacking = [row for row in rows if row["missing"]]
    return alt.vconcat(panel, *([_strip(line, lacking, order)] if lacking else []), spacing=14)


def _strip(line: Timeline, lacking: Sequence[Row], order: Sequence[str]) -> alt.Chart:
    import altair as alt

    short = {name: clipped(name, LABEL_EM) for name in order if any(row["name"] == name for row in lacking)}
    rows = [row | {"said": short[row["name"]]} for row in lacking]
    marks = alt.Chart(data(rows)).mark_point(shape=CROSS, stroke=QUIET, strokeWidth=1.6, size=60)
    head = {"title": say("plot.gap"), "titleAngle": 0, "titleAlign": "right"}
    axis = alt.Axis.from_dict({**head, "ticks": False, "domain": False, "grid": True})
    lanes = alt.Y("said:N", scale=alt.Scale(domain=list(short.values())), axis=axis)
    steps = alt.X("step:Q", scale=_steps(line), axis=None)
    strip: alt.Chart = marks.encode(x=steps, y=lanes, tooltip=tooltip("plot.tip.period"))
    strip = strip.properties(width=WIDTH, height=LABEL_HEIGHT * len(short))
    return strip


def _apart(line: Timeline, whos: Sequence[Who], names: Mapping[Who, str]) -> alt.FacetChart:
    """A small panel for each district, all with the same scales; crosses at the bottom where a number is missing."""
    import altair as alt

    rows = line_rows(line, whos, names)
    low, high = domain(rows)
    order = [clipped(names[who], SMALL_WIDTH / TEXT_SIZE) for who in whos]
    panel = {names[who]: head for who, head in zip(whos, order, strict=True)}
    drawn = {row["name"] for row in rows if not row["missing"]}
    for row in rows:
        row["panel"] = panel[row["name"]]
        if row["missing"]:
            row["amount"] = low
    middle = {"step": (len(line.columns) - 1) / 2, "amount": (low + high) / 2, "said": say("plot.missing")}
    empty = [{"panel": head, "missing": True, **middle} for name, head in panel.items() if name not in drawn]
    x, y = _encodings(line, rows, SMALL_WIDTH, None)
    crosses = alt.Chart().transform_filter("datum.missing && !datum.said")
    cross = crosses.mark_point(shape=CROSS, stroke=QUIET, strokeWidth=1.4, size=36, yOffset=-7)
    said = alt.Chart().transform_filter("datum.said").mark_text(color=QUIET, fontSize=TEXT_SIZE + 2)
    layers = [
        *_layers(rows, x, y, alt.value(COLOURS[0]), "bound"),
        cross.encode(x=x, y=y, tooltip=tooltip("plot.tip.period")),
        said.encode(x=x, y=y, text="said:N"),
    ]
    header = alt.Header(
        title=None, labelAnchor="start", labelFontSize=TEXT_SIZE + 1, labelColor=INK, labelPadding=4
    )
    facet = alt.Facet("panel:N", sort=order, header=header)
    panels = alt.layer(*layers, data=data([*rows, *empty])).properties(width=SMALL_WIDTH, height=SMALL_HEIGHT)
    return panels.facet(facet, columns=PANELS_BESIDE, spacing=22)
