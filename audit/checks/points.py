"""Percentage points: the difference of two percentages that stand beside them."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from audit.checks.base import Check, Example
from audit.claims import Claim, Claims
from audit.intervals import Interval
from audit.relations import Relation, tested, verdict_on
from schemas import Message, Percentage

POINTS = frozenset({"百分点", "千分点"})
# 较二季度的94.9%提高1.3个百分点: what stands between the other percentage and the points
DIRECT = regex.compile(
    r"""[)）]? \s? (?: 已 | 大幅 | 仍 | 再 )?
    (?: 高 | 低 | 快 | 慢 | 落后 | 领先 | 滞后 | 超前 | 超 | 欠 | 提高 | 提升 | 上升 | 增加 | 增长 | 扩大
      | 下降 | 降低 | 回落 | 减少 | 收窄 )
    (?: 了 | 出 )? \s?""",
    regex.VERBOSE,
)
# 由68.5%提高到74.6%，提高6.1个百分点
AGAIN = regex.compile(
    r"[，,](?:提高|上升|提升|增加|下降|降低|回落|减少|高|低|净?增|收窄|扩大)(?:了|近|约)?\s?"
)
COMPARED = regex.compile(r"[比较由从与于]")
MANY = 3


def differences(claims: Claims) -> Iterator[Relation]:
    """Every number of points with the two percentages that it lies between."""
    for points in claims.percentages:
        if points.record.unit not in POINTS or points.record.status != "actual":
            continue
        before = _percentages_before(claims, points)
        if len(before) >= 2 and _direct(claims, before[-2], before[-1], points):
            yield _relation(before, points)


def _percentages_before(claims: Claims, points: Claim) -> list[Claim]:
    """Those of its sentence, as far as no other number stands between."""
    place = claims.position(points)
    found: list[Claim] = []
    for claim in reversed(claims.all[max(place - MANY - 1, 0) : place]):
        plain = isinstance(claim.record, Percentage) and claim.record.unit not in (*POINTS, "倍")
        if (not plain and len(found) < 2) or not claims.same_sentence(claim, points):
            break
        if plain:
            found.insert(0, claim)
    return found


def _direct(claims: Claims, one: Claim, other: Claim, points: Claim) -> bool:
    """Whether the words say that the points are the difference of these two."""
    last = claims.between(other, points)
    if DIRECT.fullmatch(last):
        return COMPARED.search(claims.between(one, other)) is not None
    moved = one.record.rule == "percent.from" and other.record.rule == "percent.to"
    return moved and AGAIN.fullmatch(last) is not None


def _relation(before: list[Claim], points: Claim) -> Relation:
    one, other = before[-2:]
    if verdict_on(points, _signed(one, other, points)) == "contradiction":
        for earlier in before[:-2]:
            if verdict_on(points, _signed(earlier, other, points)) == "consistent":
                one = earlier
    return tested(points, _signed(one, other, points), (one, other, points), _formula(one, other, points))


def _signed(one: Claim, other: Claim, points: Claim) -> Interval:
    """The difference of the two sizes, with the sign that the points have."""
    sizes = [-claim.interval if claim.value < 0 else claim.interval for claim in (one, other)]
    larger, smaller = (sizes[0], sizes[1]) if abs(one.value) >= abs(other.value) else (sizes[1], sizes[0])
    difference = larger - smaller
    return -difference if points.value < 0 else difference


def _formula(one: Claim, other: Claim, points: Claim) -> str:
    larger, smaller = sorted((one, other), key=lambda claim: -abs(claim.value))
    return f"{larger.shown} − {smaller.shown} = {points.shown}"


ROWS = (
    Check(
        id="conflict.points",
        rule="conflict",
        title=Message(zh="百分点之差", en="Difference in points"),
        relate=differences,
        examples=(
            Example(
                "到位资金完成年度目标的75.6%，较时序进度（83.3%）低8.7个百分点。",
                {"83.3% − 75.6% = 8.7个百分点": "contradiction"},
            ),
        ),
        counterexamples=(
            "城镇化率由24.6%提高到39.2%，年均提高1.6个百分点。",
            "技改投资占工业投资的47.7%，占比较上年同期下降5.3个百分点。",
        ),
    ),
)
