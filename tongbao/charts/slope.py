"""The slope chart: the ranks of districts in two periods, a line for each, who is missing below."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from corpus import Store
from tongbao.charts.asked import Asked
from tongbao.charts.look import BLUE, FAINT, INK, QUIET, TEXT_SIZE, VERMILION, Drawn, step_for
from tongbao.charts.marks import Row, data, notes_of, row_of, tooltip
from tongbao.charts.points import Point, Side, Who, labels
from tongbao.charts.sides import side
from tongbao.charts.words import bound_word, em, wrapped
from tongbao.messages import say

if TYPE_CHECKING:
    import altair as alt

    from tongbao.charts.look import AnyChart

BETWEEN: Final = 260
LONGEST_EM: Final = 30
COLOURS: Final = {"up": BLUE, "down": VERMILION, "same": QUIET, "none": FAINT}
# Of each direction: how its line is drawn, so that colour is not all that tells.
DASH: Final = {"up": [1, 0], "down": [1, 0], "same": [1, 0], "none": [2, 3]}


def slope(store: Store, asked: Asked) -> Drawn:
    """Ranks of one indicator in two periods, the earlier one first."""
    first = side(store, asked, asked.indicators[0], asked.periods[0])
    second = side(store, asked, asked.indicators[0], asked.periods[1], level=first.level, units=first.units)
    sides = first, _with_all(first, second)
    sides = _with_all(sides[1], sides[0]), sides[1]
    points = [*sides[0].points, *sides[1].points]
    names = labels(point.who for point in points)
    texts = [_texts(one, other, names, left) for one, other, left in ((*sides, True), (*sides[::-1], False))]
    margins = [
        TEXT_SIZE * max((em(line) for lines in text.values() for line in lines), default=1) for text in texts
    ]
    said = [*first.notes, *second.notes, _among(first, second)]
    return Drawn(
        chart=_chart(sides, names, texts),
        width=BETWEEN + sum(margins) + 40,
        title=say("plot.title-ranks", indicator=first.name, first=first.period, second=second.period),
        subtitle=[
            _legend(sides),
            say("plot.ranked-by", unit=first.unit, status=say(f"plot.status.{asked.status}")),
        ],
        notes=notes_of(store, points, names, said),
    )


def _with_all(whole: Side, part: Side) -> Side:
    """`part` with a missing point for everyone that only `whole` knows."""
    known = {point.who for point in part.points}
    added = [Point(who=point.who, why="") for point in whole.points if point.who not in known]
    return replace(part, points=[*part.points, *added])


def _among(first: Side, second: Side) -> str:
    return say(
        "plot.among",
        first=first.period,
        second=second.period,
        count=len(first.present),
        other=len(second.present),
    )


def _direction(before: Point, after: Point) -> str:
    """A smaller rank is a better one."""
    if before.rank is None or after.rank is None:
        return "none"
    return "up" if after.rank < before.rank else "down" if after.rank > before.rank else "same"


def _pairs(sides: Sequence[Side]) -> list[tuple[Point, Point]]:
    after = {point.who: point for point in sides[1].points}
    return [(point, after[point.who]) for point in sides[0].points]


def _legend(sides: Sequence[Side]) -> str:
    counts = {name: 0 for name in COLOURS}
    for before, after in _pairs(sides):
        counts[_direction(before, after)] += 1
    told = [say(f"plot.moved.{name}", count=count) for name, count in counts.items() if count]
    return say("plot.between").join(told)


def _texts(one: Side, other: Side, names: Mapping[Who, str], left: bool) -> dict[int | None, list[str]]:
    """The words at each rank of one side, those of ties together; `None` is the lane of the missing."""
    ranks = {point.who: point.rank for point in other.points}
    at: dict[int | None, list[str]] = defaultdict(list)
    for point in one.points:
        change = "" if left else _change(ranks[point.who], point.rank)
        at[point.rank].append(f"{names[point.who]}{_bound(point)}{change}")
    texts: dict[int | None, list[str]] = {}
    for rank, who in at.items():
        joined = say("plot.list").join(who)
        if rank is None:
            texts[rank] = wrapped(say("plot.missing-list", areas=joined), LONGEST_EM)
        else:
            texts[rank] = [f"{joined}  {rank}" if left else f"{rank}  {joined}"]
    return texts


def _bound(point: Point) -> str:
    return f"（{bound_word(point.bound)}）" if point.bound != "=" and point.rank is not None else ""


def _change(before: int | None, after: int | None) -> str:
    if before is None or after is None or before == after:
        return ""
    return f" ↑{before - after}" if after < before else f" ↓{after - before}"


def _chart(
    sides: Sequence[Side], names: Mapping[Who, str], texts: Sequence[Mapping[int | None, Sequence[str]]]
) -> AnyChart:
    import altair as alt

    lowest = max(point.rank or 1 for one in sides for point in one.points)
    lane = lowest + 1.6
    lines = _lines(sides, names, lane)
    step = step_for(lowest)
    longest = max(len(text.get(None, ())) for text in texts)
    bottom = lane + max(longest - 1, 0) * TEXT_SIZE * 1.4 / step + 0.6 if longest else lowest + 0.6
    y = alt.Y("rank:Q", scale=alt.Scale(domain=[bottom, 0.4], nice=False, zero=False), axis=None)
    x = alt.X(
        "side:O",
        sort=[0, 1],
        scale=alt.Scale(domain=[0, 1], type="point", padding=0),
        axis=alt.Axis(
            orient="top",
            title=None,
            labelExpr=f"datum.value == 0 ? {_quoted(sides[0].period)} : {_quoted(sides[1].period)}",
            ticks=False,
            labelAngle=0,
            labelPadding=8,
            grid=True,
            domain=False,
        ),
    )
    layers = [*_strokes(lines, x, y), *_words(texts, lane, x, y)]
    return alt.layer(*layers).properties(width=BETWEEN, height=step * (bottom - 0.4))


def _quoted(words: str) -> str:
    """The words as a string of Vega's expressions."""
    import json

    return json.dumps(words, ensure_ascii=False)


def _lines(sides: Sequence[Side], names: Mapping[Who, str], lane: float) -> dict[str, list[Row]]:
    lines: dict[str, list[Row]] = {name: [] for name in COLOURS}
    for number, pair in enumerate(_pairs(sides)):
        if pair[0].rank is None and pair[1].rank is None:
            continue
        for place, point in enumerate(pair):
            row = row_of(point, names)
            row |= {"side": place, "line": number, "rank": point.rank or lane, "column": sides[place].period}
            row["there"] = point.rank is not None
            lines[_direction(*pair)].append(row)
    return lines


def _strokes(lines: Mapping[str, Sequence[Row]], x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """The lines and their ends: full where there is a number, a cross where there is none."""
    import altair as alt

    layers = []
    for name in ("none", "same", "down", "up"):
        rows = lines[name]
        if rows:
            line = alt.Chart(data(rows)).mark_line(color=COLOURS[name], strokeWidth=2, strokeDash=DASH[name])
            layers.append(line.encode(x=x, y=y, detail="line:N"))
            there = [row for row in rows if row["there"]]
            ends = alt.Chart(data(there)).mark_point(
                filled=True, opacity=1, size=60, color=QUIET if name == "none" else COLOURS[name]
            )
            layers.append(ends.encode(x=x, y=y, tooltip=tooltip("plot.tip.period")))
    return layers


def _words(
    texts: Sequence[Mapping[int | None, Sequence[str]]], lane: float, x: alt.X, y: alt.Y
) -> list[alt.Chart]:
    import altair as alt

    layers = []
    for side_number, at in enumerate(texts):
        for missing in (False, True):
            rows = [
                {"side": side_number, "rank": rank or lane, "text": list(text)}
                for rank, text in at.items()
                if (rank is None) == missing
            ]
            if rows:
                words = alt.Chart(data(rows)).mark_text(
                    align="right" if side_number == 0 else "left",
                    baseline="line-top" if missing else "middle",
                    dy=-TEXT_SIZE / 2 if missing else 0,
                    dx=-10 if side_number == 0 else 10,
                    color=QUIET if missing else INK,
                    lineHeight=TEXT_SIZE * 1.4,
                )
                layers.append(words.encode(x=x, y=y, text="text:N"))
    return layers
