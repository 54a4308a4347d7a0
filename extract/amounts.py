"""Amounts: the size of a draft in its base unit, and whether printed numbers can stand in a ratio.

A printed number stands for an interval of half a unit of its last digit on either side.
"""

from __future__ import annotations

from decimal import Decimal

from extract.draft import Draft
from extract.units import unit_of

BOUNDED = Decimal("0.06")


def amount(draft: Draft) -> Decimal:
    """The value in the base unit, the printed value where the unit is unknown."""
    if draft.size is None:
        try:
            draft.size = draft.value * unit_of(draft.unit).factor
        except KeyError:
            draft.size = draft.value
    return draft.size


def base_unit(unit: str) -> str:
    """The unit that amounts are compared in, the printed one where it is unknown."""
    try:
        return unit_of(unit).base_unit
    except KeyError:
        return unit


def step(draft: Draft) -> Decimal:
    """One unit of the last printed digit, in the base unit."""
    if draft.step is None:
        exponent = draft.value.as_tuple().exponent
        digits = Decimal(1).scaleb(min(int(exponent), 0)) if isinstance(exponent, int) else Decimal(1)
        try:
            draft.step = digits * unit_of(draft.unit).factor
        except KeyError:
            draft.step = digits
    return draft.step


def rounding(draft: Draft) -> Decimal:
    """How far off the printed number may be; a count in ones is exact."""
    counted = draft.unit_kind in ("count", "people", "times") and draft.number.bound == "="
    return Decimal(0) if counted and step(draft) == 1 else step(draft) / 2


def is_ratio(percentage: Draft, part: Draft, whole: Draft) -> bool:
    """Whether `part / whole` may be printed as `percentage`, all of them rounded."""
    below = amount(whole)
    if below == 0:
        return False
    share = amount(part) / below * 100
    slack = step(percentage) / 2 + share * (
        rounding(part) / max(amount(part), Decimal(1)) if amount(part) else 0
    )
    slack += share * (rounding(whole) / below)
    if percentage.number.bound != "=" or (percentage.number.han and digits(percentage) < 3):
        slack += percentage.value * BOUNDED + 5
    return abs(share - percentage.value) <= slack


def is_exact(percentage: Draft) -> bool:
    """Whether so many digits are printed that a ratio that agrees is hardly chance."""
    return percentage.number.bound == "=" and digits(percentage) >= 3


def digits(draft: Draft) -> int:
    """How many digits of the number count, zeros at its end included."""
    return len(draft.value.as_tuple().digits)


def sums_to(parts: list[Draft], whole: Draft) -> bool:
    """Whether the parts add up to the whole within their rounding."""
    off = abs(sum(map(amount, parts)) - amount(whole))
    if off == 0 or all(part.unit_kind in ("count", "people", "times") for part in parts):
        return off == 0
    return off <= sum(map(step, parts), step(whole)) / 2 < min(map(amount, parts))
