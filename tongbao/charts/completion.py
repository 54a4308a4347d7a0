"""The heat map: districts by indicators, or by periods; each cell has its number as printed, or the missing word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from corpus import Store, parse_period
from schemas.errors import NothingFoundError, QueryError
from tongbao.charts.asked import Asked
from tongbao.charts.look import (
    DOWN_TO_UP,
    INK,
    LIGHT_TO_DARK,
    QUIET,
    TEXT_SIZE,
    Drawn,
    folded,
    height_of,
    label_width,
)
from tongbao.charts.marks import Row, counted, data, lane_words, lanes, notes_of, row_of, tooltip
from tongbao.charts.points import Point, Side, Who, few_enough, labels
from tongbao.charts.sides import side
from tongbao.charts.timeline import timeline
from tongbao.charts.words import em, period_words, wrapped
from tongbao.messages import current, say

if TYPE_CHECKING:
    import altair as alt

    from tongbao.charts.look import AnyChart

HEAD_EM: Final = 7
CELL_PADDING: Final = 14
FULL: Final = 100.0
# From this share of the scale on, a cell is dark enough for white words.
DARK: Final = 0.62


@dataclass(frozen=True)
class Grid:
    """The cells of a heat map, the columns in their order, and what is common to all."""

    title: str
    columns: Sequence[str]
    points: Sequence[Point]
    unit: str
    notes: Sequence[str]
    by_period: bool

    @property
    def order(self) -> Sequence[str]:
        """The columns by which districts are ordered, the one that counts most first."""
        return self.columns[::-1] if self.by_period else self.columns


def completion(store: Store, asked: Asked) -> Drawn:
    """Districts by indicators, or by periods: several of one of the two, or one period in the steps of `span`."""
    asked = replace(asked, measure=asked.measure or "completion")
    if asked.measure == "figure":
        raise QueryError("completion", say("plot.no-figures"))
    if len(asked.indicators) > 1 and len(asked.periods) > 1:
        raise QueryError("completion", say("plot.one-of-both"))
    grid = _by_step(store, asked) if asked.span else _by_side(store, asked)
    names = labels(point.who for point in grid.points)
    few_enough(len(names), "completion")
    rows = _ordered(grid)
    return Drawn(
        chart=_chart(grid, rows, names, asked.measure == "growth"),
        width=label_width(names.values()) + _cell(grid) * len(grid.columns),
        title=grid.title,
        subtitle=counted(grid.points, grid.unit, asked),
        notes=notes_of(store, grid.points, names, grid.notes),
    )


def _by_step(store: Store, asked: Asked) -> Grid:
    line = timeline(store, asked)
    return Grid(
        title=say("plot.title", indicator=line.name, period=line.period),
        columns=line.columns,
        points=line.points,
        unit=line.unit,
        notes=line.notes,
        by_period=True,
    )


def _by_side(store: Store, asked: Asked) -> Grid:
    """A column for each question; one that nobody answers stays, with nothing but missing cells."""
    by_indicator = len(asked.indicators) > 1
    heads: list[str] = []
    sides: list[Side] = []
    notes: list[str] = []
    points: list[Point] = []
    for indicator in asked.indicators:
        for period in asked.periods:
            try:
                one = _beside(store, asked, indicator, period, sides[0] if sides else None)
            except NothingFoundError as error:
                heads.append(_name(store, indicator) if by_indicator else period_words(parse_period(period)))
                notes.append(error.message(current()))
                continue
            sides.append(one)
            heads.append(one.indicator if by_indicator else one.period)
            points += [replace(point, column=heads[-1]) for point in one.points]
            notes += one.notes
    if not sides:
        periods = say("plot.list").join(asked.periods)
        raise NothingFoundError(say("plot.list").join(asked.indicators), say("plot.none-for", period=periods))
    first = sides[0]
    title = say("plot.title-several", word=say(f"plot.measure.{asked.measure}"), period=first.period)
    if not by_indicator:
        title = say("plot.title", indicator=first.name, period=say("plot.list").join(heads))
    return Grid(title, heads, points, first.unit, notes, not by_indicator)


def _beside(store: Store, asked: Asked, indicator: str, period: str, first: Side | None) -> Side:
    if first is None:
        return side(store, asked, indicator, period)
    return side(store, asked, indicator, period, level=first.level, units=first.units)


def _name(store: Store, indicator: str) -> str:
    """The name of an indicator that no district reports."""
    return next((row.name for row in store.indicators() if indicator in (row.code, row.name)), indicator)


def _ordered(grid: Grid) -> list[Who]:
    """The districts by the column that counts most, then by the next; those without any number stand last.

    That is the first indicator, or the last period.
    """
    cells = {(point.who, point.column): point.amount for point in grid.points}
    whos = list(dict.fromkeys(point.who for point in grid.points))

    def order(who: Who) -> list[tuple[bool, float]]:
        amounts = [cells.get((who, column)) for column in grid.order]
        return [(amount is None, -float(amount or 0)) for amount in amounts]

    return sorted(whos, key=order)


def _cell(grid: Grid) -> float:
    """How wide a column is: as its widest number, or the lines of its head."""
    shown = max((em(point.shown) for point in grid.points), default=1)
    heads = max(em(line) for head in grid.columns for line in wrapped(head, HEAD_EM))
    return max(TEXT_SIZE * max(shown, heads) + CELL_PADDING, 44)


def _rows(grid: Grid, whos: Sequence[Who], names: Mapping[Who, str], signed: bool) -> list[Row]:
    """A row for each cell; one that the store knows nothing of is missing too."""
    cells = {(point.who, point.column): point for point in grid.points}
    rows = []
    for who in whos:
        for number, column in enumerate(grid.columns):
            row = row_of(cells.get((who, column), Point(who=who, column=column)), names)
            rows.append(row | {"number": number, "column": column, "label": folded(names[who])})
    largest = max((abs(row["amount"]) for row in rows if row["amount"] is not None), default=0.0)
    top = largest if signed else max(largest, FULL)
    for row in rows:
        share = abs(row["amount"] or 0) / top if top else 0.0
        row["ink"] = "white" if row["amount"] is not None and share >= DARK else INK
        row["top"] = top
    return rows


def _chart(grid: Grid, whos: Sequence[Who], names: Mapping[Who, str], signed: bool) -> AnyChart:
    import altair as alt

    rows = _rows(grid, whos, names, signed)
    order = [folded(names[who]) for who in whos]
    heads = [wrapped(head, HEAD_EM) for head in grid.columns]
    axis = alt.Axis(
        orient="top",
        title=None,
        labelAngle=0,
        ticks=False,
        domain=False,
        labelExpr=f"{_listed(heads)}[datum.value]",
        labelPadding=6 + (max(map(len, heads)) - 1) * TEXT_SIZE * 1.3,
        labelLineHeight=TEXT_SIZE * 1.3,
    )
    x = alt.X("number:O", sort=list(range(len(heads))), axis=axis)
    y = lanes(order)
    layers = [*lane_words(order, y), *_cells(rows, x, y, signed), *_gaps(rows, x, y)]
    return alt.layer(*layers).properties(width=_cell(grid) * len(heads), height=height_of(order))


def _listed(heads: Sequence[Sequence[str]]) -> str:
    import json

    return json.dumps(heads, ensure_ascii=False)


def _cells(rows: Sequence[Row], x: alt.X, y: alt.Y, signed: bool) -> list[alt.Chart]:
    import altair as alt

    drawn = [row for row in rows if row["amount"] is not None]
    if not drawn:
        return []
    top = drawn[0]["top"] or 1.0
    low = min(0.0, *(row["amount"] for row in drawn)) if not signed else -top
    domain = [-top, 0, top] if signed else [low, (low + top) / 3, (low + top) / 1.5, top]
    scale = alt.Scale(domain=domain, range=list(DOWN_TO_UP if signed else LIGHT_TO_DARK), clamp=True)
    colour = alt.Color("amount:Q", scale=scale, legend=None)
    layers = [
        alt.Chart(data(drawn))
        .mark_rect(stroke="white", strokeWidth=2)
        .encode(x=x, y=y, color=colour, tooltip=tooltip("plot.tip.column"))
    ]
    goals = [row for row in drawn if row["status"] != "actual"]
    if goals:
        frame = alt.Chart(data(goals)).mark_rect(fill=None, stroke=INK, strokeDash=[4, 3], strokeWidth=1.2)
        layers.append(frame.encode(x=x, y=y))
    for ink in ("white", INK):
        some = [row for row in drawn if row["ink"] == ink]
        if some:
            layers.append(alt.Chart(data(some)).mark_text(color=ink).encode(x=x, y=y, text="shown:N"))
    return layers


def _gaps(rows: Sequence[Row], x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """A missing cell is grey with a dashed frame and the word, never the colour of 0."""
    import altair as alt

    lacking = [row for row in rows if row["amount"] is None]
    if not lacking:
        return []
    frame = alt.Chart(data(lacking)).mark_rect(fill="#f3f3f3", stroke="#b9b9b9", strokeDash=[2, 2])
    words = alt.Chart(data(lacking)).mark_text(color=QUIET)
    return [
        frame.encode(x=x, y=y, tooltip=tooltip("plot.tip.column")),
        words.encode(x=x, y=y, text="shown:N"),
    ]
