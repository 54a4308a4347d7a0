"""Numbers that are computed from others, and say so: months from cumulative figures, growth, completion.

A month is the difference of two cumulative figures of one year (1-8月 less 1-7月); growth is a figure against
that of the year before; completion an actual figure against its target. The interval that rounding allows goes
along (interval arithmetic: Moore, Interval Analysis, 1966): two large cumulative figures can leave a month that
is hardly known. What is computed never takes the place of what a bulletin reports.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from corpus.intervals import interval
from corpus.observation import Mark, Observation
from corpus.preference import judged, series_identity, span_key
from schemas import Period

PERCENT = Decimal("0.01")
# The ends of an interval are rounded outwards.
FINE = Decimal("0.0001")
OPEN = frozenset("<≤>≥")


def derived(observations: Iterable[Observation], standing: Collection[str]) -> list[Observation]:
    """Everything that can be computed from these observations; no months of what is `standing` (no flow), by code."""
    figures = [
        one
        for one in judged(one for one in observations if one.measure == "figure")
        if one.preferred and one.period and not one.part and _plain(one)
    ]
    computed = months(one for one in figures if one.indicator not in standing)
    return [*computed, *growths([*figures, *computed]), *completions(figures)]


def _plain(one: Observation) -> bool:
    """Whether it is one number, and the only one that its bulletin gives under the description."""
    return one.bound not in OPEN and one.value_max is None and "unclear" not in one.marks


def months(figures: Iterable[Observation]) -> list[Observation]:
    """Single months by the difference of cumulative figures whose ends are one month apart, in one year.

    January stands for itself: a figure of January alone is the first cumulative one.
    """
    series: dict[Hashable, dict[tuple[int, int], Observation]] = defaultdict(dict)
    for one in figures:
        end = _end_of_cumulation(one.period)
        if end is not None and one.status == "actual":
            series[series_identity(one)].setdefault(end, one)
    return [
        _difference(later, by_end[year, month - 1], year, month)
        for by_end in series.values()
        for (year, month), later in sorted(by_end.items())
        if (year, month - 1) in by_end
    ]


def growths(figures: Sequence[Observation]) -> list[Observation]:
    """Growth on the year before, in per cent, where both figures are there and the earlier one is positive."""
    by_period = {(series_identity(one), _span(one.period)): one for one in figures if one.status == "actual"}
    found: list[Observation] = []
    for (series, _), one in by_period.items():
        before = by_period.get((series, _span(one.period.year_before()))) if one.period else None
        if before is not None and interval(before)[0] > 0:
            found.append(_ratio(one, before, "growth"))
    return found


def completions(figures: Sequence[Observation]) -> list[Observation]:
    """What was achieved in per cent of the target for the same period, or for the year that it lies in."""
    targets = {(series_identity(one), _span(one.period)): one for one in figures if one.status == "target"}
    computed: list[Observation] = []
    for one in figures:
        if one.status == "actual":
            spans = [one.period, *([_year_of(one.period)] if one.span in ("ytd", "year") else [])]
            asked = [
                targets[series_identity(one), _span(span)]
                for span in spans
                if (series_identity(one), _span(span)) in targets
            ]
            if asked and interval(asked[0])[0] > 0:
                computed.append(_ratio(one, asked[0], "completion"))
    return computed


def _year_of(period: Period | None) -> Period | None:
    return Period.months(int(period.end[:4]), 1, 12) if period and period.end else None


def _span(period: Period | None) -> Hashable:
    """A period by its days; cumulative or not, a whole year is a year."""
    return None if period is None else span_key(period.model_copy(update={"kind": _kind(period)}))


def _kind(period: Period) -> str:
    return "interval" if period.kind == "cumulative" else period.kind


def _end_of_cumulation(period: Period | None) -> tuple[int, int] | None:
    """Year and month in which a cumulative figure ends, `None` where it is none."""
    if period is None or period.start is None or period.end is None or len(period.end) != 7:
        return None
    from_january = period.start == f"{period.end[:4]}-01"
    whole = period.kind == "cumulative" or period.end[5:] in ("01", "12")
    return (int(period.end[:4]), int(period.end[5:])) if from_january and whole else None


def _difference(later: Observation, earlier: Observation, year: int, month: int) -> Observation:
    (low, high), (less_low, less_high) = interval(later), interval(earlier)
    amount = later.value_base - earlier.value_base
    same = later.unit == earlier.unit
    return replace(
        later,
        period=Period.months(year, month, month, text=""),
        value=later.value - earlier.value if same else amount,
        unit=later.unit if same else later.base_unit,
        value_base=amount,
        bound="≈" if "≈" in (later.bound, earlier.bound) else "=",
        low=low - less_high,
        high=high - less_low,
        derived=(later.ref, earlier.ref),
        conflict=False,
        marks=_marks(later, earlier),
    )


def _ratio(one: Observation, base: Observation, measure: str) -> Observation:
    (low, high), (base_low, base_high) = interval(one), interval(base)
    less = 100 if measure == "growth" else 0
    ends = [part / whole * 100 - less for part in (low, high) for whole in (base_low, base_high)]
    percent = (one.value_base / base.value_base * 100 - less).quantize(PERCENT)
    return replace(
        one,
        measure="growth" if measure == "growth" else "completion",
        comparison="yoy" if measure == "growth" else None,
        base=base.printed if measure == "completion" else None,
        value=percent,
        unit="%",
        value_base=percent,
        base_unit="%",
        bound="≈" if "≈" in (one.bound, base.bound) else "=",
        low=min(ends).quantize(FINE, ROUND_FLOOR),
        high=max(ends).quantize(FINE, ROUND_CEILING),
        derived=(*(one.derived or (one.ref,)), *(base.derived or (base.ref,))),
        conflict=False,
        marks=_marks(one, base),
    )


def _marks(*sources: Observation) -> tuple[Mark, ...]:
    """Those of what it was computed from, and that it was."""
    marks = (mark for one in sources for mark in one.marks if mark not in ("repeated", "derived"))
    return (*dict.fromkeys(marks), "derived")
