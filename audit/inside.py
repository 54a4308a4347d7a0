"""The checks inside one bulletin: a bulletin comes in, its findings go out."""

from __future__ import annotations

from audit.claims import Claims
from audit.findings import findings
from audit.rows import CHECKS
from schemas import Bulletin, Finding


def check(bulletin: Bulletin, passes: bool = False) -> list[Finding]:
    """What the checks find, one after the other; relations that simply hold only where `passes` are asked for."""
    claims = Claims(bulletin)
    found = [finding for row in CHECKS for finding in findings(row, row.relate(claims), bulletin.text)]
    return [finding for finding in found if passes or finding.severity != "pass"]
