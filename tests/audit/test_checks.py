"""Every check comes to the verdicts of its examples, and finds nothing in its counterexamples."""

from __future__ import annotations

import pytest

import tongbao
from audit.checks.base import Check, Example
from audit.claims import Claims
from audit.findings import findings
from audit.rows import CHECKS
from schemas import Bulletin, Finding

HEAD = "云岭县2021年1-8月招商引资情况通报\n各乡镇：\n"
EXAMPLES = [(check, example) for check in CHECKS for example in check.examples]
COUNTEREXAMPLES = [(check, text) for check in CHECKS for text in check.counterexamples]


def read(text: str) -> Bulletin:
    """A synthetic bulletin; the head is left out where the text has its own."""
    return tongbao.extract((text if "\n" in text else f"{HEAD}{text}\n").encode())


def found(check: Check, text: str) -> list[Finding]:
    bulletin = read(text)
    return list(findings(check, check.relate(Claims(bulletin)), bulletin.text))


@pytest.mark.parametrize(("check", "example"), EXAMPLES, ids=[f"{c.id}-{e.text[:20]}" for c, e in EXAMPLES])
def test_comes_to_its_verdicts(check: Check, example: Example) -> None:
    assert {finding.formula: finding.verdict for finding in found(check, example.text)} == example.gives


@pytest.mark.parametrize(
    ("check", "text"), COUNTEREXAMPLES, ids=[f"{c.id}-{t[:20]}" for c, t in COUNTEREXAMPLES]
)
def test_finds_nothing_in_its_counterexample(check: Check, text: str) -> None:
    assert [f.formula for f in found(check, text) if f.severity in ("error", "warning")] == []


def test_every_check_has_a_name_of_its_own_and_an_example() -> None:
    assert len({check.id for check in CHECKS}) == len(CHECKS)
    assert [check.id for check in CHECKS if not check.examples] == []
