"""Shares, completions and rates: one number over another is the percentage printed beside them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from audit.checks.base import Check, Example
from audit.claims import Claims
from audit.ratios import ratio_relation
from audit.relations import Relation
from schemas import Message, Percentage


def quotients(claims: Claims, kind: str) -> Iterator[Relation]:
    """Every percentage of that kind whose part and base are given."""
    for ratio in claims.percentages:
        record = ratio.record
        if not isinstance(record, Percentage) or record.kind != kind:
            continue
        part, whole = claims.get(record.of), claims.get(record.base_of)
        relation = part and whole and ratio_relation(claims, part, whole, ratio)
        if relation:
            yield relation


ROWS = (
    Check(
        id="share.quotient",
        rule="share",
        title=Message(zh="占比", en="Share"),
        relate=partial(quotients, kind="share"),
        examples=(
            Example("全县签约项目52个，其中工业项目35个，占67.3%。", {"35个 / 52个 = 67.3%": "consistent"}),
        ),
    ),
    Check(
        id="completion.quotient",
        rule="completion",
        title=Message(zh="完成进度", en="Completion"),
        relate=partial(quotients, kind="completion"),
        examples=(
            Example(
                "全县到位资金41.8亿元，完成年度目标60亿元的74.5%。",
                {"41.8亿元 / 60亿元 = 74.5%": "contradiction"},
            ),
        ),
    ),
    Check(
        id="rate.quotient",
        rule="rate",
        title=Message(zh="比率", en="Rate"),
        relate=partial(quotients, kind="rate"),
        examples=(
            Example("全县签约项目38个，开工21个，开工率55.3%。", {"21个 / 38个 = 55.3%": "consistent"}),
        ),
    ),
)
