"""Shares, completions and rates: one number over another is the percentage printed beside them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import regex

from audit.certainty import named_base
from audit.checks.base import Check, Example
from audit.claims import Claim, Claims
from audit.ratios import formula, quotient, ratio_relation, telling
from audit.relations import Relation, tested
from audit.series import is_change
from schemas import Message, Percentage

# 开工率 is of what was started
EARLIER = regex.compile(r"上年|去年|同期|上月|以前|由|从|比|较")
RATE = regex.compile(r"(?P<stem>\p{Han}{2})[率面]数?$")


def quotients(claims: Claims, kind: str) -> Iterator[Relation]:
    """Every percentage of that kind whose part and base are given."""
    for ratio in claims.percentages:
        record = ratio.record
        if not isinstance(record, Percentage) or record.kind != kind:
            continue
        part = claims.get(record.of)
        whole = claims.get(record.base_of) or (part and unlinked_base(claims, part, ratio))
        relation = part and whole and ratio_relation(claims, part, whole, ratio)
        if part and not whole:
            relation = guessed(claims, part, ratio)
        if relation:
            yield relation


def guessed(claims: Claims, part: Claim, ratio: Claim) -> Relation | None:
    """计划新开工96个，已开工89个，开工率92.7%: of three that stand side by side, though nothing links them."""
    place = claims.position(part)
    whole = claims.all[place - 1] if place else None
    if whole is None or whole.unit != part.unit or whole.value < part.value or not telling(ratio):
        return None
    together = claims.position(ratio) == place + 1 and claims.same_sentence(whole, part, ratio)
    plain = (
        ratio.record.table is None and ratio.record.status == part.record.status == "actual" and part.is_exact
    )
    if not together or not plain or is_change(claims, part) or is_change(claims, whole):
        return None
    if claims.between(whole, part).startswith("、"):
        return None
    if named_base(claims, ratio) is not None or EARLIER.search(claims.before(ratio, 12)):
        return None
    if (
        isinstance(ratio.record, Percentage)
        and ratio.record.kind != "share"
        and not _names_part(claims, part, ratio)
    ):
        return None
    expected = quotient(part, whole)
    told = formula(part, whole, ratio)
    doubt = "linked_by_place"
    return expected and tested(
        ratio, expected, (part, whole, ratio), told, doubt=doubt, suspicious=whole.is_exact
    )


def _names_part(claims: Claims, part: Claim, ratio: Claim) -> bool:
    stem = RATE.search(ratio.record.indicator)
    return stem is not None and stem["stem"] in part.record.indicator + claims.before(part, 12)


def unlinked_base(claims: Claims, part: Claim, ratio: Claim) -> Claim | None:
    """The base that the reader, who asks the numbers too, would not settle: the whole of the part, if it says so.

    Of 已开工37个，开工率63.8% it is what the 37 are part of; a share with no words for its base is of that too.
    """
    whole = claims.get(part.record.whole)
    if whole is None or whole.unit != part.unit or ratio.record.table is not None:
        return None
    between = claims.all[claims.position(whole) + 1 : claims.position(ratio)]
    alone = all(claim is part or claim.unit != part.unit for claim in between) and part.start > whole.start
    if not alone or not claims.same_sentence(whole, part, ratio) or EARLIER.search(claims.before(ratio, 12)):
        return None
    if isinstance(ratio.record, Percentage) and ratio.record.kind == "share":
        return whole if named_base(claims, ratio) is None else None
    return whole if _names_part(claims, part, ratio) else None


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
