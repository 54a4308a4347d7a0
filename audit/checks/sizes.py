"""Shares of a size class, against the counts of the classes below or above it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import regex

from audit.checks.base import Check, Example
from audit.claims import Claim, Claims
from audit.intervals import total
from audit.relations import Relation, tested
from audit.series import Series, all_series
from schemas import Message, Percentage

AMOUNT = regex.compile(r"(?P<n>\d+(?:\.\d+)?)(?P<unit>亿|万|千万)?元?")
SCALE = {"亿": Decimal(100_000_000), "千万": Decimal(10_000_000), "万": Decimal(10_000), None: Decimal(1)}


def classes(claims: Claims) -> Iterator[Relation]:
    """5亿元以下的占78.3%, where the projects of 1-5, 5-10 and more than 10亿元 are counted."""
    wanted = [claim for claim in claims.percentages if _is_share_of_size(claim)]
    if not wanted:
        return
    divisions = [series for series in all_series(claims) if _divides_by_size(series)]
    for ratio in wanted:
        for series in divisions:
            inside = _inside(series, ratio.record.facets.size or "")
            if inside and series.whole is not None:
                yield _relation(inside, series.whole, ratio)
                break


def _is_share_of_size(claim: Claim) -> bool:
    record = claim.record
    share = isinstance(record, Percentage) and record.kind == "share" and record.of is None
    return share and record.facets.size is not None and claim.is_exact and record.status == "actual"


def _divides_by_size(series: Series) -> bool:
    whole = series.whole
    if whole is None or series.kind != "size" or not whole.is_count:
        return False
    return total(part.interval for part in series.parts).overlaps(whole.interval)


def _inside(series: Series, size: str) -> list[Claim]:
    """The classes that make up that of the share; empty where its limit falls inside one of them."""
    wanted = limits(size)
    found = []
    for part in series.parts:
        low, high = limits(part.record.facets.size or "")
        if wanted[0] <= low and high <= wanted[1]:
            found.append(part)
        elif low < wanted[1] and wanted[0] < high:
            return []
    return found if len(found) < len(series.parts) else []


def limits(size: str) -> tuple[Decimal, Decimal]:
    """From which amount to which, in yuan.

    >>> [str(end) for end in limits("1-5亿元")], [str(end) for end in limits("<5000万元")]
    (['100000000', '500000000'], ['0', '50000000'])
    """
    amounts = list(AMOUNT.finditer(size))
    if not amounts:
        return Decimal(0), Decimal(0)
    scale = SCALE[amounts[-1]["unit"]]
    values = [Decimal(match["n"]) * (SCALE[match["unit"]] if match["unit"] else scale) for match in amounts]
    if len(values) > 1:
        return values[0], values[1]
    above = size.startswith(("≥", ">"))
    return (values[0], Decimal("Infinity")) if above else (Decimal(0), values[0])


def _relation(inside: list[Claim], whole: Claim, ratio: Claim) -> Relation:
    parts = " + ".join(part.shown for part in inside)
    told = f"({parts}) / {whole.shown}" if len(inside) > 1 else f"{parts} / {whole.shown}"
    expected = total(part.interval for part in inside) / whole.interval
    operands = (*inside, whole, ratio)
    return tested(
        ratio, expected, operands, f"{told} = {ratio.shown}", doubt="count_or_amount", suspicious=True
    )


ROWS = (
    Check(
        id="share.size",
        rule="share",
        title=Message(zh="规模占比", en="Share of a size class"),
        relate=classes,
        examples=(
            Example(
                "全县新签约亿元以上项目46个，按规模分，1-5亿元的33个，5-10亿元的9个，10亿元以上的4个。"
                "单体规模偏小，5亿元以下的占78.3%。",
                {"33个 / 46个 = 78.3%": "not_checkable"},
            ),
            Example(
                "全县新签约亿元以上项目46个，按规模分，1-5亿元的33个，5-10亿元的9个，10亿元以上的4个。"
                "单体规模偏小，5亿元以下的占71.7%。",
                {"33个 / 46个 = 71.7%": "consistent"},
            ),
        ),
    ),
)
