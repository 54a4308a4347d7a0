"""Arithmetic with intervals: whatever numbers stand behind the printed ones, the result lies in the interval."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.intervals import Interval

PRINTED = st.decimals(min_value="0.1", max_value="99999", places=2)
STEP = Decimal("0.01")


@st.composite
def behind(draw: st.DrawFn) -> tuple[Interval, Fraction]:
    """A printed number as interval, and one of the numbers that it may stand for."""
    interval = Interval.around(draw(PRINTED), STEP)
    assert interval.low is not None
    share = draw(st.fractions(min_value=0, max_value=1).filter(lambda share: share < 1))
    return interval, Fraction(interval.low) + share * Fraction(STEP)


def holds(interval: Interval, value: Fraction) -> bool:
    assert interval.low is not None and interval.high is not None
    return Fraction(interval.low) <= value <= Fraction(interval.high)


@given(behind(), behind())
def test_results_hold_what_the_true_numbers_give(
    one: tuple[Interval, Fraction], other: tuple[Interval, Fraction]
) -> None:
    (a, x), (b, y) = one, other
    assert holds(a + b, x + y)
    assert holds(a - b, x - y)
    assert holds(a * b, x * y)
    assert holds(a / b, x / y)


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (Interval(Decimal(1), Decimal(2)), Interval(Decimal(2), Decimal(3)), False),
        (Interval(Decimal(1), Decimal(2), closed=True), Interval(Decimal(2), Decimal(3)), True),
        (Interval(Decimal(1), Decimal(2), closed=True), Interval(Decimal(2), None, low_open=True), False),
        (Interval(None, Decimal(2)), Interval(Decimal(1), None), True),
    ],
)
def test_overlap_minds_which_ends_belong(one: Interval, other: Interval, together: bool) -> None:
    assert one.overlaps(other) == other.overlaps(one) == together
    assert (one.intersection(other) is not None) == together


def test_what_may_be_zero_is_no_divisor() -> None:
    with pytest.raises(ZeroDivisionError):
        Interval.exactly(1) / Interval.around(Decimal(0), Decimal(1))
