"""All checks, in the order in which their findings come. A new family of them is one more name here."""

from __future__ import annotations

from audit.checks import counts, growth, points, ranks, shares, sums, tables
from audit.checks.base import Check

FAMILIES = (shares, sums, tables, counts, ranks, growth, points)

CHECKS: tuple[Check, ...] = tuple(row for family in FAMILIES for row in family.ROWS)
