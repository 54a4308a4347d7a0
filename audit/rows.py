"""All checks, in the order in which their findings come. Adding one touches nothing else."""

from __future__ import annotations

from audit.checks import counts, growth, points, ranks, shares, sums
from audit.checks.base import Check

CHECKS: tuple[Check, ...] = (*shares.ROWS, *sums.ROWS, *counts.ROWS, *ranks.ROWS, *growth.ROWS, *points.ROWS)
