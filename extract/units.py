"""Units: what a number counts or measures, and how it converts to the base unit.

>>> unit_of("亿元").base_unit, unit_of("亿元").factor, unit_of("万人次").kind
('元', Decimal('100000000'), 'times')
>>> unit_of("个").normal, unit_of("名").base_unit
('个', '人')
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from extract.lexicon import read_rows
from extract.patterns import alternation
from schemas.model import Model

MULTIPLIERS = {
    "万亿": Decimal(10) ** 12,
    "千亿": Decimal(10) ** 11,
    "百亿": Decimal(10) ** 10,
    "亿": Decimal(10) ** 8,
    "千万": Decimal(10) ** 7,
    "百万": Decimal(10) ** 6,
    "万": Decimal(10) ** 4,
    "千": Decimal(10) ** 3,
    "百": Decimal(10) ** 2,
    "": Decimal(1),
}


class UnitRow(Model):
    """A line of `units.csv`; `normal` is how a sign such as `μg/m3` is called in words."""

    unit: str
    base_unit: str
    factor: Decimal
    kind: str
    normal: str = ""


class Unit(Model):
    """A printed unit with its multiplier (`万亩`), its base unit and the factor between them."""

    normal: str
    base_unit: str
    factor: Decimal
    kind: str


@lru_cache(maxsize=1)
def unit_rows() -> dict[str, UnitRow]:
    """The known units by their printed form."""
    return {row.unit: row for row in read_rows("units.csv", UnitRow)}


@lru_cache(maxsize=1)
def unit_pattern() -> str:
    """An alternation of all known units, the longest first."""
    return alternation(tuple(row.unit for row in unit_rows().values() if row.kind != "never"))


@lru_cache(maxsize=4096)
def unit_of(printed: str) -> Unit:
    """The unit behind a printed form such as `万亿元` or `家次`.

    Raises:
        KeyError: no such unit is known.
    """
    rows = unit_rows()
    for multiplier, factor in MULTIPLIERS.items():
        if printed.startswith(multiplier) and printed[len(multiplier) :] in rows:
            row = rows[printed[len(multiplier) :]]
            normal = multiplier + row.normal if row.normal else printed
            return Unit(normal=normal, base_unit=row.base_unit, factor=factor * row.factor, kind=row.kind)
    raise KeyError(printed)
