"""The kinds of charts: rows of a table, one a kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from corpus import Store
from schemas.errors import QueryError
from tongbao.charts.asked import Asked
from tongbao.charts.completion import completion
from tongbao.charts.look import Drawn, framed
from tongbao.charts.marks import datasets
from tongbao.charts.ranking import ranking
from tongbao.charts.series import series
from tongbao.charts.slope import slope
from tongbao.messages import say

if TYPE_CHECKING:
    import altair as alt


@dataclass(frozen=True)
class Kind:
    """A kind of chart: its name, how many indicators and periods it takes, and how it is drawn.

    What it shows is said by the message `plot.kind.NAME`.
    """

    name: str
    indicators: range
    periods: range
    draw: Callable[[Store, Asked], Drawn]


class Picture(NamedTuple):
    """A chart in its frame; `notes` are the lines below it, in full."""

    chart: alt.VConcatChart
    title: str
    notes: Sequence[str]


ONE: Final = range(1, 2)
SEVERAL: Final = range(1, 61)
TABLE: Final = (
    Kind("ranking", ONE, ONE, ranking),
    Kind("completion", SEVERAL, SEVERAL, completion),
    Kind("slope", ONE, range(2, 3), slope),
    Kind("series", ONE, ONE, series),
)
KINDS: Final = {kind.name: kind for kind in TABLE}


def draw(store: Store, kind: str, asked: Asked) -> Picture:
    """A chart with its title and notes.

    Raises `QueryError` for a question that does not fit the kind, `NothingFoundError` where the store has no
    number for it.
    """
    row = KINDS[kind]
    for name, given, wanted in (
        ("--indicator", len(asked.indicators), row.indicators),
        ("--period", len(asked.periods), row.periods),
    ):
        if given not in wanted:
            key = "plot.wants" if len(wanted) == 1 else "plot.wants-several"
            raise QueryError(kind, say(key, name=name, least=wanted[0], most=wanted[-1], given=given))
    with datasets() as rows:
        drawn = row.draw(store, asked)
        chart = framed(drawn)
    chart.datasets = rows
    return Picture(chart, drawn.title, drawn.notes)
