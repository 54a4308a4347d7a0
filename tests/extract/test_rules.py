"""Every rule reads its examples, gives what they say, and leaves its counterexamples to others."""

from __future__ import annotations

from functools import reduce
from typing import Any

import pytest

from extract import extract
from extract.rules import RULES, Example, Rule
from loaders import load
from schemas import Bulletin, Figure, Percentage

HEAD = "云岭县2021年1-8月招商引资情况通报\n各乡镇：\n"
EXAMPLES = [(rule, example) for rule in RULES for example in rule.examples]
COUNTEREXAMPLES = [(rule, example) for rule in RULES for example in rule.counterexamples]


def read(text: str) -> Bulletin:
    """A synthetic bulletin of one sentence."""
    return extract(load(f"{HEAD}{text}\n".encode()))


def record_of(bulletin: Bulletin, quote: str) -> Figure | Percentage:
    """The record whose quote is `quote`."""
    records = [*bulletin.figures, *bulletin.percentages]
    found = next((record for record in records if record.quote == quote), None)
    assert found is not None, f"{quote} was not read; only {[record.quote for record in records]}"
    return found


def shown(bulletin: Bulletin, record: Figure | Percentage, field: str) -> str | None:
    """The value of a field in words; links are shown by the quote of the record they point to."""
    value: Any = reduce(lambda item, name: getattr(item, name, None), field.split("."), record)
    if field in ("of", "whole", "base_of"):
        linked = {other.id: other.quote for other in (*bulletin.figures, *bulletin.percentages)}
        return linked.get(value)
    return None if value is None else str(value)


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[f"{r.id}-{e.quote}" for r, e in EXAMPLES])
def test_reads_its_example(rule: Rule, example: Example) -> None:
    bulletin = read(example.text)
    record = record_of(bulletin, example.quote)
    assert record.rule == rule.id
    assert {field: shown(bulletin, record, field) for field in example.gives} == example.gives


@pytest.mark.parametrize(
    ("rule", "example"), COUNTEREXAMPLES, ids=[f"{r.id}-{e.quote}" for r, e in COUNTEREXAMPLES]
)
def test_leaves_its_counterexample(rule: Rule, example: Example) -> None:
    bulletin = read(example.text)
    record = record_of(bulletin, example.quote)
    assert record.rule != rule.id
    assert {field: shown(bulletin, record, field) for field in example.gives} == example.gives


def test_every_rule_has_an_example_and_a_name_of_its_own() -> None:
    assert all(rule.examples and rule.reads for rule in RULES)
    assert len({rule.id for rule in RULES}) == len(RULES)
