"""Targets behind a completion, the time that has passed, and averages over a count."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal

import regex

from audit.checks.base import Check, Example
from audit.claims import Claim, Claims
from audit.intervals import Interval
from audit.ratios import quotient
from audit.relations import Relation, tested, verdict_on
from audit.series import is_additive
from schemas import Message, Percentage

# A target of so many digits, zeros behind them left out, is a round one: 60亿元, 105亿元, 2150万元
ROUND_DIGITS = 3
SCHEDULE = regex.compile(r"序时进度|时序进度|时间进度|序时")
GAP = regex.compile(
    r"(?P<way>低于|落后|慢于|欠|滞后|高于|快于|超|超前|领先|好于)[^，。；\d]{0,6}(?:序时进度|时序进度|时间进度|序时)"
)
MONTHS = Decimal(12)
AVERAGE = regex.compile(r"平均|均")
EACH = regex.compile(r"平均(?:每个?|单个)?|单个项目平均|项目平均|户均|人均")
# How many numbers back an amount is looked for
BACK = 120


def implied(claims: Claims) -> Iterator[Relation]:
    """42.78亿元 is 71.3% of the task: the target lies in their quotient, and should be a round number."""
    for ratio in claims.percentages:
        record = ratio.record
        if not isinstance(record, Percentage) or record.kind != "completion" or record.base_of is not None:
            continue
        part = claims.get(record.of)
        if part is None or part.unit is None or not (part.is_exact and ratio.is_exact) or ratio.is_coarse:
            continue
        target = quotient(part, ratio)
        if target is not None and record.status == "actual" and record.table is None:
            yield _implied(part, ratio, target)


def _implied(part: Claim, ratio: Claim, target: Interval) -> Relation:
    number = roundest(target, part.factor)
    unit = part.record.unit or ""
    found = number is not None and len(number.normalize().as_tuple().digits) <= ROUND_DIGITS
    return Relation(
        operands=(part, ratio),
        formula=f"{part.shown} / {ratio.shown} = {_plain(number)}{unit}"
        if number is not None
        else f"{part.shown} / {ratio.shown}",
        verdict="consistent" if found else "not_checkable",
        tested=part,
        expected=target,
        why=None if found else "no_round_target",
    )


def roundest(interval: Interval, factor: Decimal) -> Decimal | None:
    """The number with the fewest digits that lies in it, in printed units.

    >>> roundest(Interval(Decimal("5995.8"), Decimal("6004.5")), Decimal(1))
    Decimal('6E+3')
    """
    if interval.low is None or interval.high is None:
        return None
    low, high = interval.low / factor, interval.high / factor
    for exponent in range(high.adjusted(), high.adjusted() - 8, -1):
        step = Decimal(1).scaleb(exponent)
        candidate = (low / step).to_integral_value(ROUND_CEILING) * step
        if candidate and (low <= candidate < high or (interval.closed and candidate == high)):
            return candidate.normalize()
    return None


def _plain(number: Decimal) -> str:
    return format(number, "f")


def schedule(claims: Claims) -> Iterator[Relation]:
    """72.6%，低于序时进度2.4个百分点, at the end of September: twelve months less three make 75%."""
    for points in claims.percentages:
        told = GAP.search(claims.before(points, 16))
        record = points.record
        ratio = claims.get(record.of) if isinstance(record, Percentage) else None
        if told is None or record.unit != "百分点" or ratio is None or not ratio.is_exact:
            continue
        period = ratio.record.period
        if period is None or period.end is None or ratio.record.status != "actual" or len(period.end) != 7:
            continue
        passed = Interval.exactly(Decimal(int(period.end[5:7]))) / Interval.exactly(MONTHS)
        size = -points.interval if points.value < 0 else points.interval
        behind = told["way"] in ("低于", "落后", "慢于", "欠", "滞后")
        expected = ratio.interval + size if behind else ratio.interval - size
        if not isinstance(ratio.record, Percentage) or ratio.record.kind != "completion":
            continue
        sign = "+" if behind else "−"
        held = expected.overlaps(passed)
        yield Relation(
            operands=(ratio, points),
            formula=f"{ratio.shown} {sign} {points.shown} = {int(period.end[5:7])}/12",
            verdict="consistent" if held else "not_checkable",
            reported=expected.scaled(100),
            expected=passed.scaled(100),
            why=None if held else "other_schedule",
            suspicious=not held,
        )


def averages(claims: Claims) -> Iterator[Relation]:
    """46个项目, 178.6亿元, 平均3.88亿元: the amount over the count."""
    for average in claims.figures:
        if EACH.search(average.record.indicator + claims.before(average, 8)) is None or average.is_count:
            continue
        found = list(_pairs(claims, average))
        fitting = next(
            ((a, c) for a, c in found if verdict_on(average, a.interval / c.interval) == "consistent"), None
        )
        if fitting:
            yield _averaged(average, *fitting)
        elif len(found) == 1 and claims.same_sentence(average, *found[0]):
            yield _averaged(average, *found[0])


def _pairs(claims: Claims, average: Claim) -> Iterator[tuple[Claim, Claim]]:
    """Amounts of its unit with the count told right beside each."""
    code = average.record.code
    for amount in claims.before_it(average, BACK):
        same = amount.unit == average.unit and amount.record.code == code and is_additive(amount)
        if amount is average or not same or amount.end > average.start:
            continue
        place = claims.position(amount)
        for beside in (place - 1, place + 1):
            if 0 <= beside < len(claims.all):
                count = claims.all[beside]
                if (
                    count.is_count
                    and count.value > 0
                    and claims.same_sentence(count, amount)
                    and count is not average
                ):
                    yield amount, count


def _averaged(average: Claim, amount: Claim, count: Claim) -> Relation:
    told = f"{amount.shown} / {count.shown} = {average.shown}"
    return tested(
        average, amount.interval / count.interval, (amount, count, average), told, doubt="base_apart"
    )


ROWS = (
    Check(
        id="completion.implied",
        rule="completion",
        title=Message(zh="推算的目标数", en="Implied target"),
        relate=implied,
        examples=(
            Example(
                "全县引进内资36.24亿元，占全年任务的45.3%。", {"36.24亿元 / 45.3% = 80亿元": "consistent"}
            ),
        ),
    ),
    Check(
        id="period.schedule",
        rule="period",
        title=Message(zh="序时进度", en="Share of the year that has passed"),
        relate=schedule,
        examples=(
            Example(
                "1-8月，引进内资57.04亿元，占全年任务80亿元的71.3%，高于序时进度4.6个百分点。",
                {"71.3% − 4.6个百分点 = 8/12": "consistent"},
            ),
        ),
    ),
    Check(
        id="ratio.average",
        rule="ratio",
        title=Message(zh="平均数", en="Average"),
        relate=averages,
        examples=(
            Example(
                "全县新签约项目46个，协议引资178.6亿元。新签约项目平均协议引资3.88亿元。",
                {"178.6亿元 / 46个 = 3.88亿元": "consistent"},
            ),
        ),
    ),
)
