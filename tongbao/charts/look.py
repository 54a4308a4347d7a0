"""How every chart looks: colours, sizes, and the frame of title, unit, notes and sources around it.

Colours are those of Okabe and Ito (2008), told apart by colour-blind people; what they say is said by a
word or a shape too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from tongbao.charts.fonts import families
from tongbao.charts.words import em, lines_of, wrapped

if TYPE_CHECKING:
    import altair as alt

    AnyChart = alt.LayerChart | alt.VConcatChart | alt.FacetChart

INK: Final = "#222222"
QUIET: Final = "#6b6b6b"
FAINT: Final = "#c9c9c9"
BLUE: Final = "#0072B2"
VERMILION: Final = "#D55E00"
COLOURS: Final = (
    BLUE,
    VERMILION,
    "#009E73",
    "#CC79A7",
    "#8C6D00",
    "#56B4E9",
    "#000000",
    "#E69F00",
)
# One hue from light to dark; two hues with white between for what goes up and down.
LIGHT_TO_DARK: Final = ("#eef5fb", "#9ecae1", "#3182bd", "#08306b")
DOWN_TO_UP: Final = ("#b35806", "#f7f7f7", "#2166ac")
# A cross: the mark of what is missing.
CROSS: Final = "M-.6,-.6L.6,.6M.6,-.6L-.6,.6"
DASHES: Final = {"actual": [1, 0], "target": [6, 4], "forecast": [2, 3]}

TITLE_SIZE: Final = 18
TEXT_SIZE: Final = 12
NOTE_SIZE: Final = 11
LEAST_WIDTH: Final = 460
LINE_HEIGHT: Final = 14
LABEL_EM: Final = 22
NOTE_LINES: Final = 2
MOST_NOTES: Final = 12
MANY: Final = 30


@dataclass(frozen=True)
class Drawn:
    """A chart without its frame, `width` pixels wide with its labels, and what has to be said around it."""

    chart: AnyChart
    width: float
    title: str
    subtitle: Sequence[str]
    notes: Sequence[str] = field(default=())


def step_for(rows: int) -> int:
    """How many pixels high a row is: less where there are many.

    >>> step_for(5), step_for(31), step_for(60)
    (26, 20, 18)
    """
    return 26 if rows <= MANY else 20 if rows <= 2 * MANY - 1 else 18


def folded(name: str) -> str:
    """A name in lines of a width that leaves room for the chart.

    >>> folded("泾县")
    '泾县'
    """
    return "\n".join(wrapped(name, LABEL_EM))


def label_width(names: Iterable[str]) -> float:
    """How many pixels wide the widest line of the names is."""
    return TEXT_SIZE * max(em(line) for name in names for line in folded(name).split("\n"))


def height_of(labels: Sequence[str]) -> float:
    """How high a chart with a row for each label is, all rows alike."""
    lines = max(label.count("\n") + 1 for label in labels)
    return len(labels) * max(step_for(len(labels)), lines * LINE_HEIGHT + 4)


def framed(drawn: Drawn) -> alt.VConcatChart:
    """The chart under its title and above its notes, every line no wider than the chart."""
    import altair as alt

    width = max(drawn.width, LEAST_WIDTH)
    head = alt.TitleParams(
        text=lines_of([drawn.title], width / TITLE_SIZE),
        subtitle=lines_of(drawn.subtitle, width / TEXT_SIZE),
        anchor="start",
        frame="bounds",
        offset=14,
    )
    foot = alt.TitleParams(
        text=foot_lines(drawn.notes, width / NOTE_SIZE),
        orient="bottom",
        anchor="start",
        frame="bounds",
        fontSize=NOTE_SIZE,
        color=QUIET,
        offset=14,
    )
    inner = alt.vconcat(drawn.chart).properties(title=head)
    outer: alt.VConcatChart = alt.vconcat(inner).properties(title=foot).configure(**config())
    return outer


def foot_lines(notes: Sequence[str], width: float) -> list[str]:
    """The notes in lines, each note and all of them cut where they would outgrow the chart.

    >>> foot_lines(["甲、乙、丙、丁、戊、己"], 4)
    ['甲、乙、', '丙、丁…']
    """
    kept = notes if len(notes) <= MOST_NOTES else [*notes[: MOST_NOTES - 2], "…", notes[-1]]
    lines = []
    for note in kept:
        own = wrapped(note, width)
        lines += (
            own
            if len(own) <= NOTE_LINES
            else [*own[: NOTE_LINES - 1], f"{own[NOTE_LINES - 1][:-1].rstrip()}…"]
        )
    return lines


def config() -> dict[str, Any]:
    """The style of all marks, axes and titles."""
    font = families()
    words = {"labelFont": font, "titleFont": font, "labelFontSize": TEXT_SIZE, "titleFontSize": TEXT_SIZE}
    return {
        "font": font,
        "background": "white",
        "padding": 16,
        "view": {"stroke": None},
        "concat": {"spacing": 10},
        "axis": {
            **words,
            "labelColor": INK,
            "titleColor": QUIET,
            "titleFontWeight": "normal",
            "gridColor": "#ececec",
            "domainColor": "#9a9a9a",
            "tickColor": "#9a9a9a",
            "labelLimit": 0,
            "titleLimit": 0,
        },
        "legend": {**words, "titleFontWeight": "normal", "labelLimit": 0, "titleLimit": 0, "symbolLimit": 0},
        "header": {**words, "labelLimit": 0, "titleLimit": 0},
        "text": {"font": font, "fontSize": TEXT_SIZE, "color": INK},
        "title": {
            "font": font,
            "subtitleFont": font,
            "fontSize": TITLE_SIZE,
            "fontWeight": "normal",
            "subtitleFontSize": TEXT_SIZE,
            "subtitleColor": QUIET,
            "subtitlePadding": 6,
            "color": INK,
            "limit": 0,
        },
    }
