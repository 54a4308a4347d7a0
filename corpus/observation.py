"""One observation: who, what, when, how much, how sure, and where it stands.

The foundation of series, comparisons, exports and charts. An observation is one number of one current
bulletin, seen as a statistician files it; nothing of it is computed unless `derived` says from what.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from schemas import Bound, Comparison, Period, Status

Measure = Literal["figure", "growth", "share", "completion", "rate"]
MEASURES: tuple[Measure, ...] = ("figure", "growth", "share", "completion", "rate")
Mark = Literal[
    "predecessor",
    "merged",
    "split",
    "ceded",
    "conflict",
    "repeated",
    "superior",
    "part",
    "derived",
    "unclear",
]


@dataclass(frozen=True, slots=True)
class Place:
    """A reference area as it stood at a date.

    `code` and `name` are of GB/T 2260 at that date; a zone has the code of the area in which it lies and is
    told apart by `area_id`. `series_id` is the area under which its series goes on today: that of its last
    successor through renamings and new codes, never through mergers or splits.
    """

    area_id: str
    series_id: str
    code: str | None
    name: str
    level: str | None
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The bulletin that reports an observation: its current run, its bytes, and whose bulletin it is."""

    document_id: int
    run_id: int
    source: str
    sha256: str
    title: str | None
    issuer: str | None
    issued: str | None
    place: Place | None
    period: Period | None


@dataclass(frozen=True, slots=True)
class Observation:
    """One number about one area, or about one named unit (`subject`) inside it.

    `indicator` is the code (`None` where none fits), `name` its canonical name, `printed` the name as
    written. `base` is what a share or a completion is of. `definition` tells apart numbers that share a code
    and facets but not their meaning (不含框架协议). `value`, `value_max` and `unit` are as printed,
    `value_base`, `value_base_max` and `base_unit` in the base unit (without one: as printed).
    `part` is set where it is a part of another number of the same indicator, area and unit in its bulletin.
    `low` and `high` are set where the number is computed: the interval that the rounding of what it was
    computed from allows. `derived` names those observations, as `document#record`.
    """

    place: Place | None
    subject: str | None
    indicator: str | None
    name: str
    printed: str
    measure: Measure
    comparison: Comparison | None
    base: str | None
    industry: str | None
    size: str | None
    origin: str | None
    other: tuple[str, ...]
    definition: str
    period: Period | None
    value: Decimal
    value_max: Decimal | None
    unit: str | None
    bound: Bound
    value_base: Decimal
    value_base_max: Decimal | None
    base_unit: str | None
    status: Status
    part: bool
    report: Report
    record_id: str
    position: int
    quote: str
    start: int
    end: int
    page: int | None
    table: tuple[int, int, int] | None
    low: Decimal | None = None
    high: Decimal | None = None
    derived: tuple[str, ...] = ()
    preferred: bool = True
    conflict: bool = False
    marks: tuple[Mark, ...] = ()

    @property
    def unit_id(self) -> str:
        """Who it is about, in one word: `420303`, or `420303/黄龙镇` for a unit; `?7` of document 7's unknown area."""
        area = self.place.area_id if self.place else f"?{self.report.document_id}"
        return f"{area}/{self.subject}" if self.subject else area

    @property
    def series_unit_id(self) -> str:
        """As `unit_id`, by the area under which the series goes on today."""
        area = self.place.series_id if self.place else f"?{self.report.document_id}"
        return f"{area}/{self.subject}" if self.subject else area

    @property
    def facets(self) -> tuple[str | None, str | None, str | None, tuple[str, ...]]:
        """What narrows the indicator."""
        return self.industry, self.size, self.origin, self.other

    @property
    def narrowed(self) -> bool:
        """Whether a facet narrows the indicator."""
        return bool(self.industry or self.size or self.origin or self.other)

    @property
    def own(self) -> bool:
        """Whether the bulletin is that of the area itself, not of another that names it."""
        reporter = self.report.place
        return bool(reporter and self.place and reporter.series_id == self.place.series_id)

    @property
    def ref(self) -> str:
        """What `derived` calls it: `document#record`."""
        return f"{self.report.document_id}#{self.record_id}"

    @property
    def span(self) -> str:
        """What kind of period it covers; see `span_of`."""
        return span_of(self.period)


def span_of(period: Period | None) -> str:
    """`moment`, `year`, `ytd` (from January on), `quarter`, `month`, `months-N`, `days-N`, or `none`.

    Numbers of different spans are never put into one column of a panel.

    >>> span_of(Period.months(2031, 1, 8)), span_of(Period.months(2031, 8, 8)), span_of(Period.months(2031, 1, 12))
    ('ytd', 'month', 'year')
    >>> span_of(Period.as_of("2031-08")), span_of(Period.months(2031, 4, 6)), span_of(Period.months(2031, 4, 8))
    ('moment', 'quarter', 'months-5')
    >>> span_of(Period(start="2031-08-01", end="2031-08-07"))
    'days-7'
    """
    if period is None:
        return "none"
    if period.kind == "as_of":
        return "moment"
    if period.start is None or period.end is None:
        return "none"
    if len(period.start) == 10 or len(period.end) == 10:
        return _days(period)
    length, first = period.length_months or 0, period.start[5:]
    if length == 12 and first == "01":
        return "year"
    if period.kind == "cumulative" and first == "01":
        return "ytd"
    if length == 3 and first in ("01", "04", "07", "10"):
        return "quarter"
    return "month" if length == 1 else f"months-{length}"


def _days(period: Period) -> str:
    try:
        first, last = period.first_day(), period.last_day()
    except ValueError:
        # A bulletin may print 30 February.
        return "none"
    return f"days-{(last - first).days + 1}" if first and last else "none"
