"""Intervals: the true values that a printed number may stand for, exact, with directed rounding where one divides.

An interval includes its low end and leaves out its high one, as rounding does; `low_open` and `closed` say where it
is otherwise. An end that is `None` is unbounded. After the interval arithmetic of Moore, and of the rounding
checks of XBRL calculations.

>>> printed = Interval.around(Decimal("71.3"), Decimal("0.1"))
>>> str(printed), printed.contains(Decimal("71.25")), printed.contains(Decimal("71.35"))
('[71.25, 71.35)', True, False)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from itertools import product

HALF = Decimal("0.5")
ZERO = Decimal(0)
_DOWN, _UP = Context(prec=40, rounding=ROUND_FLOOR), Context(prec=40, rounding=ROUND_CEILING)


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`; `closed` where `high` is a value too, `low_open` where `low` is none."""

    low: Decimal | None
    high: Decimal | None
    closed: bool = False
    low_open: bool = False

    @classmethod
    def exactly(cls, value: Decimal | int) -> Interval:
        """One value: what has been counted.

        >>> str(Interval.exactly(66))
        '[66, 66]'
        """
        return cls(Decimal(value), Decimal(value), closed=True)

    @classmethod
    def around(cls, value: Decimal, step: Decimal) -> Interval:
        """What rounds to `value` where the last printed digit counts steps of `step`."""
        return cls(value - step * HALF, value + step * HALF)

    @classmethod
    def cut_off(cls, value: Decimal, step: Decimal) -> Interval:
        """What gives `value` where the digits behind it were cut off, not rounded.

        >>> str(Interval.cut_off(Decimal("71.3"), Decimal("0.1"))), str(Interval.cut_off(Decimal("-2"), Decimal(1)))
        ('[71.3, 71.4)', '(-3, -2]')
        """
        if value < 0:
            return cls(value - step, value, closed=True, low_open=True)
        return cls(value, value + step)

    @property
    def middle(self) -> Decimal | None:
        """Half-way between the ends; the end that is bounded where the other is not."""
        if self.low is None or self.high is None:
            return self.high if self.low is None else self.low
        return (self.low + self.high) / 2

    @property
    def width(self) -> Decimal | None:
        """How far the ends are apart; `None` where one is unbounded."""
        return None if self.low is None or self.high is None else self.high - self.low

    def contains(self, value: Decimal) -> bool:
        """Whether `value` is one of those that the number may stand for."""
        return self.overlaps(Interval.exactly(value))

    def overlaps(self, other: Interval) -> bool:
        """Whether some value lies in both.

        >>> Interval(Decimal(1), Decimal(2)).overlaps(Interval(Decimal(2), Decimal(3)))
        False
        """
        return not self.below(other) and not other.below(self)

    def below(self, other: Interval) -> bool:
        """Whether every value of this one is less than every value of the other."""
        if self.high is None or other.low is None:
            return False
        touching = self.closed and not other.low_open
        return self.high < other.low or (self.high == other.low and not touching)

    def __add__(self, other: Interval) -> Interval:
        low, high = _down(_plus, self.low, other.low), _up(_plus, self.high, other.high)
        return Interval(low, high, self.closed and other.closed, self.low_open or other.low_open)

    def __neg__(self) -> Interval:
        low, high = self.high, self.low
        return Interval(
            None if low is None else -low, None if high is None else -high, not self.low_open, not self.closed
        )

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        """Of two intervals that hold nothing negative, or two that are bounded."""
        if self.is_positive and other.is_positive:
            low = _down(_times, self.low, other.low)
            high = None if self.high is None or other.high is None else _up(_times, self.high, other.high)
            return Interval(low, high, self.closed and other.closed, self.low_open or other.low_open)
        ends = [
            (_down(_times, a, b), _up(_times, a, b))
            for a, b in product((self.low, self.high), (other.low, other.high))
        ]
        lows, highs = [low for low, _ in ends], [high for _, high in ends]
        return Interval(None if None in lows else _least(lows), None if None in highs else _most(highs), True)

    def __truediv__(self, other: Interval) -> Interval:
        """Raises ZeroDivisionError where `other` may be zero or less: nothing is known of the quotient then.

        >>> str(Interval.exactly(1) / Interval.exactly(4))
        '[0.25, 0.25]'
        """
        if other.low is None or other.low <= 0:
            raise ZeroDivisionError(f"{other} may be zero")
        if self.is_positive:
            low = ZERO if other.high is None else _down(_over, self.low, other.high)
            high = None if self.high is None else _up(_over, self.high, other.low)
            closed, low_open = self.closed and not other.low_open, self.low_open or not other.closed
            return Interval(low, high, closed, low_open)
        inverse = Interval(
            ZERO if other.high is None else _down(_over, Decimal(1), other.high),
            _up(_over, Decimal(1), other.low),
            closed=True,
        )
        return self * inverse

    @property
    def is_positive(self) -> bool:
        """Whether it holds nothing below zero."""
        return self.low is not None and self.low >= 0

    def scaled(self, factor: Decimal | int) -> Interval:
        """Each value times a positive number.

        >>> str(Interval.around(Decimal("0.5"), Decimal("0.1")).scaled(100))
        '[45.00, 55.00)'
        """
        factor = Decimal(factor)
        return replace(
            self,
            low=None if self.low is None else self.low * factor,
            high=None if self.high is None else self.high * factor,
        )

    def intersection(self, other: Interval) -> Interval | None:
        """What lies in both, `None` where nothing does."""
        if not self.overlaps(other):
            return None
        lows = [(each.low, each.low_open) for each in (self, other) if each.low is not None]
        highs = [(each.high, each.closed) for each in (self, other) if each.high is not None]
        low, low_open = max(lows) if lows else (None, False)
        high, closed = min(highs) if highs else (None, False)
        return Interval(low, high, closed, low_open)

    def whole_numbers(self) -> bool:
        """Whether a whole number lies in it.

        >>> Interval(Decimal("2.31"), Decimal("2.97")).whole_numbers()
        False
        """
        if self.low is None or self.high is None:
            return True
        first = self.low.to_integral_value(ROUND_CEILING)
        if first == self.low and self.low_open:
            first += 1
        return first < self.high or (self.closed and first == self.high)

    def __str__(self) -> str:
        low = "−∞" if self.low is None else format(self.low, "f")
        high = "∞" if self.high is None else format(self.high, "f")
        opening = "(" if self.low_open or self.low is None else "["
        return f"{opening}{low}, {high}{']' if self.closed and self.high is not None else ')'}"


def total(intervals: Iterable[Interval]) -> Interval:
    """The sum of all.

    >>> str(total([Interval.exactly(3), Interval.exactly(4)]))
    '[7, 7]'
    """
    return sum(intervals, start=Interval.exactly(0))


def _plus(context: Context, one: Decimal, other: Decimal) -> Decimal:
    return context.add(one, other)


def _times(context: Context, one: Decimal, other: Decimal) -> Decimal:
    return context.multiply(one, other)


def _over(context: Context, one: Decimal, other: Decimal) -> Decimal:
    return context.divide(one, other)


Operation = Callable[[Context, Decimal, Decimal], Decimal]


def _down(operation: Operation, one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else operation(_DOWN, one, other)


def _up(operation: Operation, one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else operation(_UP, one, other)


def _least(values: list[Decimal | None]) -> Decimal:
    return min(value for value in values if value is not None)


def _most(values: list[Decimal | None]) -> Decimal:
    return max(value for value in values if value is not None)
