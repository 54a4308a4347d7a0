"""From a record to the values that it may stand for: what rounding, and words such as 约 余 不足 以上, leave open."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import regex

from audit.intervals import HALF, ZERO, Interval
from audit.words import words
from schemas import Bound, Reported

TEN, ONE = Decimal(10), Decimal(1)
# 约 and 近 leave a tenth of the value open
ROUGHLY = Decimal("0.1")
PROPORTION = regex.compile(r"\d[:：∶](?P<other>\d+(?:\.\d+)?)$")
RATIO_UNITS = {
    "%": Decimal("0.01"),
    "百分点": Decimal("0.01"),
    "‰": Decimal("0.001"),
    "千分点": Decimal("0.001"),
    "倍": ONE,
    None: Decimal("0.01"),
}


class Printed(NamedTuple):
    """What a number stands for if it was rounded, and if it was cut off; `None` where it says how exact it is."""

    rounded: Interval
    cut_off: Interval | None


def of_figure(figure: Reported) -> Printed:
    """In the base unit."""
    factor = figure.base_value / figure.value if figure.base_value and figure.value else ONE
    return _scaled(_printed(figure, exact=is_count(figure)), factor)


def of_percentage(percentage: Reported) -> Printed:
    """As a ratio: 71.3% is [0.7125, 0.7135)."""
    return _scaled(_printed(percentage, exact=False), ratio_factor(percentage))


def ratio_factor(percentage: Reported) -> Decimal:
    """What the printed value is multiplied by to make a ratio of it: 0.01 for 71.3%, a hundredth for 109.3:100."""
    told = PROPORTION.search(percentage.quote)
    other = Decimal(told["other"]) if told else None
    return ONE / other if other else RATIO_UNITS.get(percentage.unit, ONE)


def is_count(figure: Reported) -> bool:
    """Whether it is a whole number of things that are counted one by one, printed in full."""
    whole = figure.value == figure.value.to_integral_value()
    return whole and figure.base_value == figure.value and figure.base_unit in words().counted


def _printed(record: Reported, exact: bool) -> Printed:
    size, step = abs(record.value), _step(record, exact)
    end = max(abs(record.value_max), size) if record.value_max is not None else None
    rounded = _bounded(size, end, step, record.bound, exact)
    if record.bound == ">" and any(word in record.quote for word in words().odd):
        rounded = Interval(rounded.low, size + _leading_step(size))
    rounds = record.bound == "=" and end is None and not exact and not is_coarse(record)
    cut = Interval.cut_off(size, step) if rounds else None
    negative = record.value < 0
    return Printed(-rounded if negative else rounded, -cut if negative and cut else cut)


def _step(record: Reported, exact: bool) -> Decimal:
    """What the last printed digit counts; a tenth of ten for 三成 and 一半."""
    if exact:
        return ZERO
    if is_coarse(record):
        return TEN if record.value % TEN == 0 else TEN * HALF
    return ONE.scaleb(int(record.value.as_tuple().exponent))


def is_coarse(record: Reported) -> bool:
    """Whether it is said in tenths, halves or fractions.

    三成 and 四分之三 are, 百分之七十五 is not.
    """
    return any(word in record.quote for word in words().coarse) or _is_fraction(record.quote)


def _is_fraction(quote: str) -> bool:
    return "/" in quote or ("分之" in quote and "百分之" not in quote and "千分之" not in quote)


def _bounded(size: Decimal, end: Decimal | None, step: Decimal, bound: Bound, exact: bool) -> Interval:
    half = step * HALF
    low, high = max(size - half, ZERO), (size if end is None else end) + half
    if bound == "≈":
        slack = max(size * ROUGHLY, _leading_step(size) * HALF)
        return Interval(max(size - slack, ZERO), (size if end is None else end) + slack)
    if bound in ("<", "≤"):
        return Interval(ZERO, high, closed=exact and bound == "≤")
    if bound in (">", "≥"):
        return Interval(low, None)
    return Interval(low, high, closed=exact)


def _leading_step(size: Decimal) -> Decimal:
    """What the last digit counts that is not zero: 100 for 400."""
    return ONE.scaleb(int(size.normalize().as_tuple().exponent)) if size else ONE


def _scaled(printed: Printed, factor: Decimal) -> Printed:
    cut = printed.cut_off
    return Printed(printed.rounded.scaled(factor), None if cut is None else cut.scaled(factor))
