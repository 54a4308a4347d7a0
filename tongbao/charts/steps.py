"""The steps of a time line: the periods of one span inside the period that is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from corpus import Observation
from schemas import Period
from schemas.errors import QueryError
from tongbao.charts.asked import Span
from tongbao.charts.words import period_words
from tongbao.messages import say

SPANS: Final[tuple[Span, ...]] = ("ytd", "month", "quarter", "year", "moment")
MOST_STEPS: Final = 240
MONTHS: Final = 12
QUARTER: Final = 3


def steps_of(period: Period, span: Span) -> dict[str, Period]:
    """The periods of one span that end inside `period`, by their heads.

    Raises `QueryError` where the period has no start, or too many steps.

    >>> list(steps_of(Period.months(2031, 1, 3), "ytd").values())[2].start
    '2031-01'
    >>> list(steps_of(Period.months(2031, 1, 12), "quarter"))
    ['2031Q1', '2031Q2', '2031Q3', '2031Q4']
    """
    if period.start is None or period.end is None:
        raise QueryError(period.text or period_words(period), say("plot.no-start"))
    first, last = _month_number(period.start), _month_number(period.end)
    if last - first >= MOST_STEPS:
        raise QueryError(period.text or period_words(period), say("plot.too-long", most=MOST_STEPS))
    steps: dict[str, Period] = {}
    for number in range(first, last + 1):
        year, month = divmod(number, MONTHS)
        step = _step(year, month + 1, span)
        if step is not None:
            steps[_head(year, month + 1, span)] = step
    return steps


def year_of(head: str) -> str:
    """The year of a step: a line that runs from January on starts anew with it.

    >>> year_of("2031-08")
    '2031'
    """
    return head[:4]


def commonest_span(observations: Sequence[Observation], period: Period) -> Span:
    """The span that most of the numbers in the period have; from January on where two are as common."""
    counts = Counter(one.span for one in observations if one.period and inside(one.period, period))
    if counts["ytd"]:
        counts["ytd"] += counts.pop("year", 0)
    return max(SPANS, key=lambda span: (counts[span], -SPANS.index(span)))


def inside(one: Period, period: Period) -> bool:
    """Whether a period ends inside another."""
    return (period.start or "")[:7] <= (one.end or "")[:7] <= (period.end or "9999-12")[:7]


def _month_number(moment: str) -> int:
    return int(moment[:4]) * MONTHS + int(moment[5:7]) - 1


def _step(year: int, month: int, span: Span) -> Period | None:
    if span == "moment":
        return Period.as_of(f"{year:04d}-{month:02d}")
    length = {"ytd": month, "month": 1, "quarter": QUARTER, "year": MONTHS}[span]
    return None if month % length else Period.months(year, month - length + 1, month)


def _head(year: int, month: int, span: Span) -> str:
    if span == "quarter":
        return f"{year:04d}Q{month // QUARTER}"
    return f"{year:04d}" if span == "year" else f"{year:04d}-{month:02d}"
