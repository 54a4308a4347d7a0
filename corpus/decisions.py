"""What people decided of findings. A decision is never changed: a later one stands beside it, and counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, cast, get_args

import regex
from sqlalchemy import select
from sqlalchemy.orm import Session

from corpus import models
from schemas.errors import QueryError

Verdict = Literal["confirmed", "dismissed"]
FINDING: Final = regex.compile(r"[0-9a-f]{16}(\.\d{1,4})?", regex.ASCII)


@dataclass(frozen=True)
class Decision:
    """Who decided what of a finding, when and why; `made` is UTC."""

    finding_id: str
    verdict: Verdict
    reason: str
    person: str
    made: datetime


def checked(finding_id: str, verdict: str, reason: str, person: str) -> None:
    """Raises `QueryError` for what is no finding, no decision, a dismissal without a reason, or nobody's decision."""
    if not FINDING.fullmatch(finding_id):
        raise QueryError(
            finding_id, "not the id of a finding, see 'tongbao audit' / 不是发现的编号，见 tongbao audit"
        )
    if verdict not in get_args(Verdict):
        raise QueryError(verdict, f"{', '.join(get_args(Verdict))}")
    if verdict == "dismissed" and not reason.strip():
        raise QueryError(finding_id, "a dismissal needs a reason / 驳回须说明理由")
    if not person.strip():
        raise QueryError(finding_id, "say who decides / 须写明由谁决定")


def add(session: Session, finding_id: str, verdict: Verdict, reason: str, person: str) -> None:
    """Add a decision."""
    session.add(models.Decision(finding_id=finding_id, verdict=verdict, reason=reason, person=person))


def history(session: Session) -> dict[str, list[Decision]]:
    """All decisions by finding, the one that counts last."""
    row = models.Decision
    found: dict[str, list[Decision]] = {}
    columns = (row.finding_id, row.verdict, row.reason, row.person, row.made)
    for finding_id, verdict, reason, person, made in session.execute(select(*columns).order_by(row.id)):
        decision = Decision(finding_id, cast(Verdict, verdict), reason, person, made)
        found.setdefault(finding_id, []).append(decision)
    return found
