"""All checks, in the order in which their findings come. A new family of them is one more name here."""

from __future__ import annotations

from audit.checks import (
    counts,
    growth,
    parts,
    points,
    ranks,
    sets,
    shares,
    sums,
    tables,
    twice,
    whole_numbers,
)
from audit.checks.base import Check

FAMILIES = (shares, sets, sums, tables, parts, counts, ranks, growth, points, whole_numbers, twice)

CHECKS: tuple[Check, ...] = tuple(row for family in FAMILIES for row in family.ROWS)
