"""Bulletins come in; findings about numbers that do not agree with each other go out.

The checks are formulas over the intervals that printed numbers stand for, inside one bulletin and across many.
"""

from audit.inside import check
from audit.intervals import Interval

__all__ = ["Interval", "check"]
