"""All checks, in the order in which their findings come. A new family of them is one more name here."""

from __future__ import annotations

from audit.checks import (
    counts,
    growth,
    parts,
    periods,
    points,
    ranks,
    sets,
    shares,
    sizes,
    slips,
    sums,
    tables,
    targets,
    twice,
    whole_numbers,
)
from audit.checks.base import Check

FAMILIES = (
    shares,
    sets,
    sums,
    tables,
    parts,
    counts,
    ranks,
    growth,
    points,
    whole_numbers,
    twice,
    targets,
    sizes,
    periods,
    slips,
)

CHECKS: tuple[Check, ...] = tuple(row for family in FAMILIES for row in family.ROWS)
