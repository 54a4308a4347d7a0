"""One series over documents and time: the same number twice, cumulative figures that fall, growth on last year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from audit.across.filing import Filed, Filing, by_series, doubt
from audit.intervals import Interval
from audit.relations import Relation, tested
from schemas import Period

ONE = Interval.exactly(1)
FIGURE, GROWTH = "figure", "growth_yoy"


def same(filing: Filing) -> Iterator[Relation]:
    """The preferred number of an observation against that of every other document."""
    for cell in filing.same():
        best = cell[0]
        for other in cell[1:]:
            # Inside one document the checks of a bulletin see more than the two numbers.
            if other.document != best.document:
                yield tested(
                    other.claim,
                    best.interval,
                    (other, best),
                    f"{other.printed}：{other.shown} = {best.shown}",
                    doubt=doubt(other, best),
                    suspicious=True,
                )


def revisions(filing: Filing) -> Iterator[Relation]:
    """What a document says now against what its version before said."""
    for before, now in filing.revised:
        yield tested(
            now.claim,
            before.interval,
            (before, now),
            f"{now.printed}：{now.shown} = {before.claim.shown}",
            doubt="revised",
            suspicious=True,
            values={"before": before.claim.shown, "now": now.claim.shown},
        )


def falling(filing: Filing) -> Iterator[Relation]:
    """What ran up to a month of a year is no less than what had run up to an earlier one."""
    for series in by_series(_running(filing.preferred())).values():
        ordered = sorted(series, key=lambda one: (one.period and one.period.end) or "")
        for earlier, later in pairwise(ordered):
            if _year(earlier) == _year(later):
                yield tested(
                    later.claim,
                    Interval(earlier.interval.low, None),
                    (earlier, later),
                    f"{later.printed}：{later.shown} ≥ {earlier.shown}",
                    doubt=doubt(earlier, later),
                    suspicious=True,
                )


def growth(filing: Filing) -> Iterator[Relation]:
    """The growth that is told against the number that was told for the same span a year before."""
    for told in filing.preferred():
        if told.measure != GROWTH or told.period is None:
            continue
        now = filing.find(told.who, told.what, FIGURE, told.period)
        before = filing.find(told.who, told.what, FIGURE, told.period.year_before())
        if now is None or before is None or before.document == told.document:
            continue
        try:
            expected = now.interval / before.interval - ONE
        except ZeroDivisionError:
            continue
        yield tested(
            told.claim,
            expected,
            (before, now, told),
            f"{now.printed}：{now.shown} / {before.shown} − 1 = {told.claim.shown}",
            # What last year was is often corrected, and growth given at comparable prices.
            doubt="base_corrected",
            suspicious=True,
        )


def _running(claims: Iterable[Filed]) -> Iterator[Filed]:
    """Flows from January on that hold nothing negative."""
    for one in claims:
        period, low = one.period, one.interval.low
        runs = period is not None and period.kind != "as_of" and _from_january(period)
        if (
            one.measure == FIGURE
            and one.aggregation == "flow"
            and runs
            and low is not None
            and low >= Decimal(0)
        ):
            yield one


def _from_january(period: Period) -> bool:
    return period.start is not None and period.start[5:] == "01" and len(period.end or "") == 7


def _year(one: Filed) -> str | None:
    return one.period.start[:4] if one.period and one.period.start else None
