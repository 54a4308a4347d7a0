"""The numbers of many bulletins come in as a Filing; findings about those that do not agree with each other go out.

A check is a row as inside a bulletin; adding one is a function and its row.
"""

from audit.across.checks import check_across
from audit.across.filing import Filed, Filing, RankClaim

__all__ = ["Filed", "Filing", "RankClaim", "check_across"]
