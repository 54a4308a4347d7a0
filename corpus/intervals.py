"""What a printed number stands for: the interval that its rounding and its bound allow.

71.3 stands for [71.25, 71.35]. A bound opens its side; an approximate number is as coarse as its last digit
that is not 0 (约40 is 35 to 45).
"""

from __future__ import annotations

from decimal import Decimal

from corpus.observation import Observation

HALF = Decimal("0.5")
INFINITY = Decimal("Infinity")
# Countable things are not rounded: 52 projects are 52.
COUNTED = frozenset("个家户人次批场份条起件项宗例所座台辆名位处")


def interval(observation: Observation) -> tuple[Decimal, Decimal]:
    """The lowest and the highest value in the base unit that the print allows; both ends included."""
    if observation.low is not None and observation.high is not None:
        return observation.low, observation.high
    lowest, highest = observation.value_base, observation.value_base_max or observation.value_base
    if not exact_count(observation):
        lowest -= margin(observation.value, observation.value_base, observation.bound == "≈")
        last = observation.value_max or observation.value
        highest += margin(last, highest, observation.bound == "≈")
    if observation.bound in (">", "≥"):
        highest = INFINITY
    elif observation.bound in ("<", "≤"):
        lowest = -INFINITY
    return lowest, highest


def exact_count(observation: Observation) -> bool:
    """Whether a whole number of countable things was printed as it is, not in 万."""
    whole = observation.value == observation.value_base and observation.bound != "≈"
    return whole and (observation.unit or "") in COUNTED


def margin(printed: Decimal, amount: Decimal, approximate: bool = False) -> Decimal:
    """Half of the last printed digit, in the unit of `amount`.

    >>> margin(Decimal("42.78"), Decimal("4278000000"))
    Decimal('500000.0')
    >>> margin(Decimal("40"), Decimal("40"), approximate=True)
    Decimal('5')
    """
    digits = (printed.normalize() if approximate and printed else printed).as_tuple().exponent
    step = HALF.scaleb(int(digits))
    return step * abs(amount / printed) if printed else step


def agree(one: Observation, other: Observation) -> bool:
    """Whether some value is allowed by both: 43亿元 and 42.78亿元 do, 42亿元 and 42.78亿元 do not.

    The upper end of rounding belongs to the next number: 10亿元 and 11亿元 do not agree on 10.5.
    """
    (low, high), (other_low, other_high) = interval(one), interval(other)
    return one.value_base == other.value_base or (low < other_high and other_low < high)
