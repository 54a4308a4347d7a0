"""The time series: a line for each district; in one panel where they are few, in a panel each where they are many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from corpus import Store
from tongbao.charts.asked import Asked
from tongbao.charts.look import COLOURS, DASHES, FAINT, INK, QUIET, TEXT_SIZE, Drawn
from tongbao.charts.marks import Row, counted, data, notes_of, row_of, tooltip
from tongbao.charts.points import Point, Who, labels
from tongbao.charts.steps import year_of
from tongbao.charts.timeline import Timeline, timeline
from tongbao.charts.words import clipped, em
from tongbao.messages import say

if TYPE_CHECKING:
    import altair as alt

TOGETHER: Final = 8
WIDTH: Final = 620
HEIGHT: Final = 320
SMALL: Final = {"width": 190, "height": 96}
PANELS_BESIDE: Final = 4
LABEL_EM: Final = 14
LABEL_HEIGHT: Final = 15
TICK_PX: Final = 56
CROSS: Final = "M-.6,-.6L.6,.6M.6,-.6L-.6,.6"


def series(store: Store, asked: Asked) -> Drawn:
    """Lines of one indicator over the steps of a period."""
    line = timeline(store, asked)
    names = labels(point.who for point in line.points)
    present = [point.who for point in line.points if point.amount is not None]
    whos = _ordered(line, list(dict.fromkeys(present)), asked)
    silent = [who for who in names if who not in set(present)]
    together = len(whos) <= TOGETHER
    chart = _together(line, whos, names) if together else _apart(line, [*whos, *silent], names)
    gaps = any(point.amount is None for point in line.points)
    lines = {point.status for point in line.points if point.amount is not None} != {"actual"}
    said = [*([say("plot.gaps")] if gaps else []), *([say("plot.lines")] if lines else []), *line.notes]
    return Drawn(
        chart=chart,
        width=WIDTH + 40 + LABEL_EM * TEXT_SIZE if together else (SMALL["width"] + 40) * PANELS_BESIDE,
        title=say("plot.title", indicator=line.name, period=line.period),
        subtitle=counted(line.points, line.unit, asked),
        notes=notes_of(store, _told(line, silent), names, said),
    )


def _told(line: Timeline, silent: Sequence[Who]) -> list[Point]:
    """The points with one missing one for each district that has no number at all; crosses tell of the others."""
    return [
        *(point for point in line.points if point.amount is not None or point.why),
        *(Point(who=who, why=say("plot.silent")) for who in silent),
    ]


def _ordered(line: Timeline, whos: Sequence[Who], asked: Asked) -> list[Who]:
    """By their last number, the largest first."""
    last: dict[Who, tuple[str, float]] = {}
    for point in line.points:
        if point.amount is not None and point.status == asked.status:
            last[point.who] = max(last.get(point.who, ("", 0.0)), (point.column, float(point.amount)))
    return sorted(whos, key=lambda who: -last.get(who, ("", float("-inf")))[1])


def _rows(line: Timeline, whos: Sequence[Who], names: Mapping[Who, str]) -> list[Row]:
    """A row a point, with its line: one a district, status and run without a gap."""
    places = {head: number for number, head in enumerate(line.columns)}
    rows = []
    for point in line.points:
        if point.who in set(whos) and point.column in places:
            row = row_of(point, names)
            row |= {"step": places[point.column], "panel": names[point.who], "year": year_of(point.column)}
            rows.append(row)
    rows.sort(key=lambda row: (row["name"], row["status"], row["step"]))
    reported = {row["step"] for row in rows if row["amount"] is not None}
    order = {step: number for number, step in enumerate(sorted(reported))}
    run = 0
    drawn = [row for row in rows if row["amount"] is not None]
    for before, row in pairwise([None, *drawn]):
        if before is None or row is None or not _goes_on(before, row, order, line.span):
            run += 1
        if row is not None:
            row["line"] = run
    return rows


def _goes_on(before: Row, row: Row, order: Mapping[int, int], span: str) -> bool:
    """Whether a line leads from one number to the next: never over a gap, nor from December to January's sum."""
    same = all(before[name] == row[name] for name in ("name", "status"))
    if span == "ytd" and before["year"] != row["year"]:
        return False
    return same and order[row["step"]] == order[before["step"]] + 1


def _domain(rows: Sequence[Row]) -> list[float]:
    """From 0, or from below, to the largest number, with some room."""
    amounts = [row["amount"] for row in rows if row["amount"] is not None]
    low, high = min(0.0, *amounts), max(0.0, *amounts)
    room = ((high - low) or 1.0) * 0.06
    return [low - (room if low < 0 else 0), high + room]


def _axis(line: Timeline, width: float) -> alt.Axis:
    """As many heads of steps as there is room for, the last one among them."""
    import json

    import altair as alt

    count = len(line.columns)
    every = max(1, -(-count * TICK_PX // int(width)))
    shown = [number for number in range(count) if (count - 1 - number) % every == 0]
    heads = json.dumps(list(line.columns), ensure_ascii=False)
    return alt.Axis(
        values=shown, labelExpr=f"{heads}[datum.value]", title=None, grid=False, labelAngle=0, tickCount=count
    )


def _encodings(line: Timeline, rows: Sequence[Row], width: float, title: str | None) -> tuple[alt.X, alt.Y]:
    import altair as alt

    x = alt.X("step:Q", scale=_steps(line), axis=_axis(line, width))
    y = alt.Y(
        "amount:Q",
        scale=alt.Scale(domain=_domain(rows), nice=False, zero=False),
        axis=alt.Axis(
            tickCount=5 if title is None else 6,
            title=title,
            titleAngle=0,
            titleAnchor="end",
            titleAlign="left",
            titleX=0,
            titleY=-12,
        ),
    )
    return x, y


def _steps(line: Timeline) -> alt.Scale:
    import altair as alt

    return alt.Scale(domain=[-0.4, len(line.columns) - 0.6], nice=False, zero=False)


def _strokes(rows: Sequence[Row], x: alt.X, y: alt.Y, colour: Any) -> list[alt.Chart]:
    """Lines by status, their points full for a fact and hollow for a bound, a target or a forecast."""
    import altair as alt

    layers = []
    drawn = [row for row in rows if row["amount"] is not None]
    for status, dash in DASHES.items():
        some = [row for row in drawn if row["status"] == status]
        if some:
            line = alt.Chart(data(some)).mark_line(strokeWidth=2, strokeDash=dash)
            layers.append(line.encode(x=x, y=y, color=colour, detail="line:N"))
        for hollow in (False, True):
            part = [row for row in some if (row["bounded"] or status != "actual") == hollow]
            if part:
                dots = alt.Chart(data(part)).mark_point(
                    size=34, opacity=1, filled=not hollow, fill="white" if hollow else alt.Undefined
                )
                layers.append(dots.encode(x=x, y=y, color=colour, tooltip=tooltip("plot.tip.period")))
    bounded = [row for row in drawn if row["bounded"]]
    if bounded:
        words = alt.Chart(data(bounded)).mark_text(dy=-11, fontSize=TEXT_SIZE - 1)
        layers.append(words.encode(x=x, y=y, text="shown:N", color=colour))
    return layers


def _together(line: Timeline, whos: Sequence[Who], names: Mapping[Who, str]) -> alt.VConcatChart:
    """All lines in one panel, their names at their ends; below it a strip of crosses where numbers are missing."""
    import altair as alt

    rows = _rows(line, whos, names)
    x, y = _encodings(line, rows, WIDTH, line.unit)
    order = [names[who] for who in whos]
    colour = alt.Color(
        "name:N", scale=alt.Scale(domain=order, range=list(COLOURS[: len(order)])), legend=None
    )
    layers = [*_zero(rows), *_strokes(rows, x, y, colour), *_names(rows, order, line, x, y, colour)]
    panel = alt.layer(*layers).properties(width=WIDTH, height=HEIGHT)
    lacking = [row for row in rows if row["amount"] is None]
    return alt.vconcat(panel, *([_strip(line, lacking, order)] if lacking else []), spacing=14)


def _zero(rows: Sequence[Row]) -> list[alt.Chart]:
    import altair as alt

    if _domain(rows)[0] >= 0:
        return []
    return [alt.Chart(data([{}])).mark_rule(color="#9a9a9a").encode(y=alt.datum(0))]


def _names(
    rows: Sequence[Row], order: Sequence[str], line: Timeline, x: alt.X, y: alt.Y, colour: alt.Color
) -> list[alt.Chart]:
    """The names at the right, pushed apart where lines end close to one another."""
    import altair as alt

    ends: dict[str, Row] = {}
    for row in rows:
        if row["amount"] is not None and (row["status"] == "actual" or row["name"] not in ends):
            ends[row["name"]] = row
    low, high = _domain(rows)
    apart = LABEL_HEIGHT * (high - low) / HEIGHT
    tops = sorted(((ends[name]["amount"], name) for name in order), reverse=True)
    placed: list[Row] = []
    for number, (amount, name) in enumerate(tops):
        above = placed[-1]["amount"] - apart if placed else high
        # So high that all below it still have room.
        least = low + apart * (len(tops) - 1 - number)
        placed.append(
            {
                "name": name,
                "amount": max(min(amount, above), least),
                "step": len(line.columns) - 1,
                "said": clipped(name, LABEL_EM),
            }
        )
    words = alt.Chart(data(placed)).mark_text(align="left", dx=16)
    return [words.encode(x=x, y=y, text="said:N", color=colour)]


def _strip(line: Timeline, lacking: Sequence[Row], order: Sequence[str]) -> alt.Chart:
    import altair as alt

    there = {row["name"] for row in lacking}
    short = [name for name in order if name in there]
    rows = [row | {"said": clipped(row["name"], LABEL_EM)} for row in lacking]
    marks = alt.Chart(data(rows)).mark_point(shape=CROSS, stroke=QUIET, strokeWidth=1.6, size=60)
    y = alt.Y(
        "said:N",
        sort=[clipped(name, LABEL_EM) for name in short],
        axis=alt.Axis(
            title=say("plot.gap"), titleAngle=0, titleAlign="right", ticks=False, domain=False, grid=True
        ),
    )
    bare = alt.X("step:Q", scale=_steps(line), axis=None)
    return marks.encode(x=bare, y=y, tooltip=tooltip("plot.tip.period")).properties(
        width=WIDTH, height=LABEL_HEIGHT * len(short)
    )


def _apart(line: Timeline, whos: Sequence[Who], names: Mapping[Who, str]) -> alt.ConcatChart:
    """A small panel for each district, all with the same scales; crosses at the bottom where a number is missing."""
    import altair as alt

    rows = _rows(line, whos, names)
    x, y = _encodings(line, rows, SMALL["width"], None)
    bottom = _domain(rows)[0]
    panels = []
    for who in whos:
        own = [row for row in rows if row["name"] == names[who]]
        layers = [*_zero(rows), *_strokes(own, x, y, alt.value(COLOURS[0]))]
        lacking = [row | {"amount": bottom} for row in own if row["amount"] is None]
        if lacking:
            cross = alt.Chart(data(lacking)).mark_point(
                shape=CROSS, stroke=QUIET, strokeWidth=1.4, size=36, yOffset=-7
            )
            layers.append(cross.encode(x=x, y=y, tooltip=tooltip("plot.tip.period")))
        if len(lacking) == len(own):
            middle = {
                "step": (len(line.columns) - 1) / 2,
                "amount": sum(_domain(rows)) / 2,
                "said": say("plot.missing"),
            }
            word = alt.Chart(data([middle])).mark_text(color=QUIET, fontSize=TEXT_SIZE + 2)
            layers.append(word.encode(x=x, y=y, text="said:N"))
        head = alt.TitleParams(
            text=clipped(names[who], SMALL["width"] / TEXT_SIZE),
            fontSize=TEXT_SIZE + 1,
            anchor="start",
            offset=4,
        )
        panels.append(alt.layer(*layers).properties(**SMALL, title=head))
    return alt.concat(*panels, columns=PANELS_BESIDE, spacing=18)
