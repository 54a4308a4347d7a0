"""From a relation to the finding that people and stores get: severity, sentences, a stable id."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from functools import cache
from importlib.resources import files
from typing import Protocol

import regex
import yaml
from pydantic import ValidationError

from audit.checks.base import Check
from audit.claims import Claim
from audit.intervals import Interval
from audit.printed import PROPORTION
from audit.relations import Relation
from schemas import Finding, Message, Severity, Verdict
from schemas.errors import LexiconError
from schemas.model import Model

SEVERITIES: dict[Verdict, Severity] = {
    "consistent": "pass",
    "consistent_by_truncation": "warning",
    "consistent_on_other_base": "warning",
    "contradiction": "error",
    "part_exceeds_whole": "error",
    "not_checkable": "note",
}
BEFORE = 24  # characters that tell equal quotes apart
FINER = Decimal("0.01")


class Named(Protocol):
    """What a finding takes from the check that it comes from."""

    @property
    def id(self) -> str: ...
    @property
    def rule(self) -> str: ...
    @property
    def title(self) -> Message: ...


BLANK = regex.compile(r"\s+")


class Wording(Model):
    """`messages.yaml`: a sentence for each verdict, and the reasons that fill its blank `why`."""

    verdicts: dict[Verdict, Message]
    reasons: dict[str, Message]


@cache
def wording() -> Wording:
    """The sentences in both languages."""
    try:
        text = files("audit").joinpath("messages.yaml").read_text(encoding="utf-8")
        return Wording.model_validate(yaml.safe_load(text))
    except (yaml.YAMLError, ValidationError) as error:
        raise LexiconError("audit/messages.yaml", str(error)) from error


def findings(check: Check, relations: Iterable[Relation], text: str) -> Iterator[Finding]:
    """The findings of one check, in the order of the text."""
    seen: Counter[str] = Counter()
    for relation in relations:
        name = stable_id(check.id, relation, text)
        seen[name] += 1
        again = f".{seen[name]}" if seen[name] > 1 else ""
        yield finding(check, relation, name + again)


def finding(check: Named, relation: Relation, name: str) -> Finding:
    """The finding of one relation, in the units of the number that it tests."""
    return Finding(
        id=name,
        rule=check.rule,
        verdict=relation.verdict,
        severity="warning" if relation.suspicious else SEVERITIES[relation.verdict],
        claims=[operand.id for operand in relation.operands],
        quotes=[operand.quote for operand in relation.operands],
        places=[(operand.start, operand.end) for operand in relation.operands],
        formula=relation.formula,
        reported=_ends(relation.reported, relation.tested),
        expected=_ends(relation.expected, relation.tested),
        message=_message(check, relation),
    )


def stable_id(rule: str, relation: Relation, text: str) -> str:
    """A hash of the check and of its operands with the characters before them: the same in every later run."""
    parts = [rule]
    for operand in relation.operands:
        line = text[max(operand.start - BEFORE, 0) : operand.start].rpartition("\n")[2]
        parts.append(f"{BLANK.sub('', line)}\0{operand.quote}")
    return hashlib.sha256("\1".join(parts).encode()).hexdigest()[:16]


def _ends(interval: Interval | None, claim: Claim | None) -> tuple[Decimal | None, Decimal | None] | None:
    """The ends in the printed unit, widened to two digits more than are printed."""
    if interval is None:
        return None
    factor = claim.factor if claim else Decimal(1)
    step = _step(claim) * FINER
    low, high = interval.low, interval.high
    return (
        None if low is None else _to(low / factor, step, ROUND_FLOOR).normalize(),
        None if high is None else _to(high / factor, step, ROUND_CEILING).normalize(),
    )


def _step(claim: Claim | None) -> Decimal:
    return Decimal(1).scaleb(int(claim.record.value.as_tuple().exponent)) if claim else Decimal(1)


def _to(value: Decimal, step: Decimal, rounding: str | None = None) -> Decimal:
    """In whole steps; numbers of any length, which the usual 28 digits do not hold."""
    digits = Context(prec=len(value.as_tuple().digits) + abs(value.adjusted()) + abs(step.adjusted()) + 2)
    return value.quantize(step, rounding=rounding, context=digits)


def _message(check: Named, relation: Relation) -> Message:
    sentence = wording().verdicts[relation.verdict]
    reason = wording().reasons[relation.why or "expected"]
    blanks = {
        **relation.values,
        "formula": relation.formula,
        "expected": expected(relation),
        "reported": reported(relation),
    }
    said = {}
    for language in ("zh", "en"):
        why = getattr(reason, language).format_map(blanks)
        title = getattr(check.title, language)
        said[language] = getattr(sentence, language).format(**blanks, title=title, why=why)
    return Message(**said)


def reported(relation: Relation) -> str:
    """The tested number as printed, with the sign of its value."""
    claim = relation.tested
    if claim is None:
        return ""
    negative = claim.value < 0 and not claim.quote.startswith(("-", "−")) and not _is_difference(claim)
    return f"−{claim.shown}" if negative else claim.shown


def expected(relation: Relation) -> str:
    """What it should be: one number where its printed digits settle it, else both ends."""
    claim, interval = relation.tested, relation.expected
    if claim is None or interval is None:
        return ""
    unit = "" if PROPORTION.search(claim.quote) else claim.record.unit or "%"
    if interval.low is None or interval.high is None:
        end = interval.high if interval.low is None else interval.low
        sign = "<" if interval.low is None else "≥"
        return "" if end is None else f"{sign}{_plain(end / claim.factor, claim)}{unit}"
    ends = [end / claim.factor for end in (interval.low, interval.high)]
    if _is_difference(claim) and claim.value < 0:
        ends = [-end for end in reversed(ends)]
    low, high = (_plain(end, claim) for end in ends)
    return f"{low}{unit}" if low == high else f"{low}–{high}{unit}"


def _is_difference(claim: Claim) -> bool:
    """Points say by their verb which way they go, so that the sign is left out."""
    return claim.record.unit in ("百分点", "千分点")


def _plain(value: Decimal, claim: Claim) -> str:
    return format(_to(value, _step(claim)), "f").replace("-", "−")
