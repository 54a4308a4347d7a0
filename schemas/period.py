"""Periods: the span of time that a number covers, or the moment at which it stands.

>>> september = Period.months(2021, 9, 9)
>>> so_far = Period.months(2021, 1, 8, text="1-8月")
>>> so_far.kind, so_far.start, so_far.end, so_far.length_months
('cumulative', '2021-01', '2021-08', 8)
>>> so_far < september
True
>>> so_far.year_before().end
'2020-08'
"""

from __future__ import annotations

import calendar
from datetime import date
from functools import lru_cache, total_ordering
from typing import Literal

from pydantic import Field

from schemas.model import Model

PeriodKind = Literal["cumulative", "interval", "as_of"]


@total_ordering
class Period(Model):
    """`start` and `end` are `YYYY-MM`, or `YYYY-MM-DD` where the day counts; both ends are included.

    `cumulative` runs from January (or from a printed start) to the end; `interval` is a span of its own, such as one
    month or one quarter; `as_of` is a moment and has no start.
    """

    start: str | None = Field(default=None, pattern=r"^\d{4}-\d{2}(-\d{2})?$")
    end: str | None = Field(default=None, pattern=r"^\d{4}-\d{2}(-\d{2})?$")
    kind: PeriodKind = "interval"
    text: str = ""

    @classmethod
    def months(cls, year: int, first: int, last: int, text: str = "") -> Period:
        """From month `first` to month `last` of `year`; a span of several months from January is cumulative."""
        kind: PeriodKind = "cumulative" if first == 1 and last > 1 else "interval"
        return cls(start=f"{year:04d}-{first:02d}", end=f"{year:04d}-{last:02d}", kind=kind, text=text)

    @classmethod
    def as_of(cls, end: str, text: str = "") -> Period:
        """The moment at the end of `end`."""
        return cls(start=None, end=end, kind="as_of", text=text)

    @property
    def length_months(self) -> int | None:
        """How many calendar months it touches; `None` where an end is open."""
        if self.start is None or self.end is None:
            return None
        years = int(self.end[:4]) - int(self.start[:4])
        return years * 12 + int(self.end[5:7]) - int(self.start[5:7]) + 1

    @property
    def year(self) -> int | None:
        """The calendar year in which it ends."""
        return int(self.end[:4]) if self.end else None

    def first_day(self) -> date | None:
        """The first day that it covers."""
        if self.start is None:
            return None
        return date.fromisoformat(self.start if len(self.start) == 10 else f"{self.start}-01")

    def last_day(self) -> date | None:
        """The last day that it covers."""
        return None if self.end is None else _last_day(self.end)

    def year_before(self) -> Period:
        """The same span one year earlier."""
        return self.model_copy(
            update={
                "start": _shift_year(self.start, -1),
                "end": _shift_year(self.end, -1),
            }
        )

    def comparable_with(self, other: Period) -> bool:
        """Whether numbers of the two may stand side by side: same kind, same length."""
        return self.kind == other.kind and self.length_months == other.length_months

    def same_span(self, other: Period) -> bool:
        """Whether the two cover the same time, however they were printed."""
        return (self.start, self.end, self.kind) == (other.start, other.end, other.kind)

    def _key(self) -> tuple[str, str]:
        return self.end or "", self.start or ""

    def __lt__(self, other: object) -> bool:
        return self._key() < other._key() if isinstance(other, Period) else NotImplemented


@lru_cache(maxsize=1024)
def _last_day(end: str) -> date:
    if len(end) == 10:
        return date.fromisoformat(end)
    year, month = int(end[:4]), int(end[5:7])
    return date(year, month, calendar.monthrange(year, month)[1])


def _shift_year(moment: str | None, years: int) -> str | None:
    return None if moment is None else f"{int(moment[:4]) + years:04d}{moment[4:]}"
