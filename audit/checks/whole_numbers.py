"""Whole numbers behind percentages: no number of 66 projects is 5% of them.

After the GRIM test (Brown and Heathers, 2017): what is counted comes in whole numbers, so that of a small total only
some percentages are possible.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.base import Check, Example
from audit.claims import Claim, Claims
from audit.intervals import Interval
from audit.ratios import shown
from audit.relations import Relation
from schemas import Figure, Message, Percentage, Verdict

KINDS = ("share", "rate")


def counts_behind(claims: Claims) -> Iterator[Relation]:
    """Every exact share or rate of a count whose part is not given."""
    for ratio in claims.percentages:
        record = ratio.record
        if not isinstance(record, Percentage) or record.kind not in KINDS or record.of is not None:
            continue
        whole = claims.get(record.base_of)
        plain = record.status == "actual" and record.unit == "%" and ratio.is_exact and not ratio.is_coarse
        if whole is not None and whole.is_count and whole.is_exact and plain and record.table is None:
            yield _relation(claims, whole, ratio)


def _relation(claims: Claims, whole: Claim, ratio: Claim) -> Relation:
    parts = ratio.interval * whole.interval
    doubt = _doubt(claims, whole, ratio)
    verdict: Verdict = "consistent"
    if not parts.whole_numbers():
        cut = ratio.cut_off and ratio.cut_off * whole.interval
        if cut is not None and cut.whole_numbers():
            verdict = "consistent_by_truncation"
        else:
            verdict = "not_checkable" if doubt else "contradiction"
    return Relation(
        operands=(whole, ratio),
        formula=f"{shown(ratio)} × {whole.shown}",
        verdict=verdict,
        reported=ratio.interval.scaled(100),
        expected=Interval(parts.low, parts.high, parts.closed, parts.low_open),
        why=doubt if verdict == "not_checkable" else "no_whole_number",
        values={"whole": whole.shown, "ratio": shown(ratio)},
    )


def _doubt(claims: Claims, whole: Claim, ratio: Claim) -> str | None:
    """The percentage may be of amounts that stand between, or of a total told elsewhere."""
    if not claims.same_sentence(whole, ratio):
        return "base_apart"
    between = claims.all[claims.position(whole) + 1 : claims.position(ratio)]
    amounts = any(isinstance(claim.record, Figure) and claim.unit != whole.unit for claim in between)
    return "linked_by_place" if amounts else None


ROWS = (
    Check(
        id="integer.share",
        rule="integer",
        title=Message(zh="比例背后的整数", en="Whole numbers behind a percentage"),
        relate=counts_behind,
        examples=(
            Example("全县新签约项目66个，上市公司投资项目占比5.4%。", {"5.4% × 66个": "contradiction"}),
            Example("全县新签约项目66个，上市公司投资项目占比62%。", {"62% × 66个": "consistent"}),
            Example(
                "全县新签约项目66个，上市公司投资项目占比4%。", {"4% × 66个": "consistent_by_truncation"}
            ),
        ),
    ),
)
