"""A relation: numbers that belong to one formula, and the verdict on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from audit.claims import Claim, Operand
from audit.intervals import Interval
from schemas import Verdict

Values = Mapping[str, str]


@dataclass(frozen=True)
class Relation:
    """`tested` is the number that the formula ends in; `why` names a sentence of `messages.yaml`, with its blanks.

    `suspicious` makes a warning of what cannot be proven, but deserves a look.
    """

    operands: tuple[Operand, ...]
    formula: str
    verdict: Verdict
    tested: Claim | None = None
    reported: Interval | None = None
    expected: Interval | None = None
    why: str | None = None
    values: Values = field(default_factory=dict)
    suspicious: bool = False


def verdict_on(claim: Claim, expected: Interval) -> Verdict:
    """What the printed number says against the values that it should have."""
    if claim.interval.overlaps(expected):
        return "consistent"
    if claim.cut_off is not None and claim.cut_off.overlaps(expected):
        return "consistent_by_truncation"
    return "contradiction"


def tested(
    claim: Claim,
    expected: Interval,
    operands: tuple[Operand, ...],
    formula: str,
    *,
    doubt: str | None = None,
    suspicious: bool = False,
    values: Values | None = None,
) -> Relation:
    """The relation that `claim` should lie in `expected`; a contradiction that is in `doubt` is none, but a note."""
    verdict = verdict_on(claim, expected)
    if verdict == "contradiction" and doubt is not None:
        verdict = "not_checkable"
    doubted = verdict == "not_checkable"
    return Relation(
        operands=operands,
        formula=formula,
        verdict=verdict,
        tested=claim,
        reported=claim.interval,
        expected=expected,
        why=doubt if doubted else None,
        values=values or {},
        suspicious=suspicious and doubted,
    )
