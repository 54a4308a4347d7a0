"""Sets of shares: those told together have one base, and a whole structure makes up a hundred."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise

import regex

from audit.certainty import named_base
from audit.checks.base import Check, Example
from audit.claims import Claim, Claims
from audit.intervals import Interval, total
from audit.ratios import shown
from audit.relations import Relation
from schemas import Message, Percentage, Verdict

STRUCTURE = "percent.structure"
TOGETHER = regex.compile(r"分别|各占|依次")
INSIDE = regex.compile(r"其中|[^\p{Han}]中[，,]")
SMALLEST, LARGEST = 2, 24
# So many must agree on a base before another is called the wrong one
MAJORITY = 3
JUST_ABOVE = Decimal("1.000000001")
HUNDRED = Interval.exactly(1)


def common_base(claims: Claims) -> Iterator[Relation]:
    """Each part over its share gives the base; shares told together must be able to have the same."""
    for run in _runs(claims):
        pairs = [(part, ratio, part.interval / ratio.interval) for part, ratio in run if ratio.value > 0]
        if SMALLEST <= len(pairs) <= LARGEST:
            yield from _relations(claims, pairs)


Pair = tuple[Claim, Claim, Interval]


def _relations(claims: Claims, pairs: list[Pair]) -> Iterator[Relation]:
    if _meet(pairs):
        yield _relation(pairs, "consistent")
        return
    agreeing = _largest_agreeing(pairs)
    together = TOGETHER.search(claims.before(pairs[0][1], 24)) is not None and _adjacent(claims, pairs)
    if len(agreeing) < MAJORITY and together:
        yield _relation(pairs, "contradiction")
    elif len(agreeing) + _base_agrees(claims, agreeing) >= MAJORITY and len(agreeing) > len(pairs) // 2:
        base = _common(agreeing)
        for pair in pairs:
            if pair not in agreeing and base is not None:
                yield _outlier(pair, base, agreeing)


def _runs(claims: Claims) -> Iterator[list[tuple[Claim, Claim]]]:
    """Shares with their parts, one after the other in a paragraph, with the same words for their base or none."""
    run: list[tuple[Claim, Claim]] = []
    for ratio in claims.percentages:
        part = _part_of_share(claims, ratio)
        if part is None:
            continue
        if run and not _goes_on(claims, run[-1], (part, ratio)):
            yield run
            run = []
        run.append((part, ratio))
    if run:
        yield run


def _part_of_share(claims: Claims, ratio: Claim) -> Claim | None:
    record = ratio.record
    if not isinstance(record, Percentage) or record.kind != "share" or record.table is not None:
        return None
    exact = ratio.is_exact and not ratio.is_coarse and record.status == "actual" and record.rule != STRUCTURE
    part = claims.get(record.of)
    return part if exact and part is not None and part.unit is not None and part.is_exact else None


def _goes_on(claims: Claims, last: tuple[Claim, Claim], pair: tuple[Claim, Claim]) -> bool:
    (one, before), (other, ratio) = last, pair
    between = claims.text[min(before.end, other.end) : ratio.start]
    alike = one.unit == other.unit and one.record.code == other.record.code and one is not other
    same_words = (named_base(claims, before) is None) == (named_base(claims, ratio) is None)
    return alike and same_words and "\n" not in between and "。" not in between and not INSIDE.search(between)


def _meet(pairs: Sequence[Pair]) -> bool:
    return _common(pairs) is not None


def _common(pairs: Sequence[Pair]) -> Interval | None:
    """What all bases may be, `None` where they cannot be the same."""
    common: Interval | None = pairs[0][2]
    for _, _, base in pairs[1:]:
        common = common and common.intersection(base)
    return common


def _largest_agreeing(pairs: Sequence[Pair]) -> list[Pair]:
    """The most pairs that can have one base: each low end is tried as just below that base."""
    tried = [Interval(base.low, base.low * JUST_ABOVE, low_open=True) for _, _, base in pairs if base.low]
    return max(([pair for pair in pairs if pair[2].overlaps(base)] for base in tried), key=len, default=[])


def _base_agrees(claims: Claims, pairs: Sequence[Pair]) -> bool:
    """Whether they are linked to one figure, and it is what they all make it to be."""
    bases = {ratio.record.base_of for _, ratio, _ in pairs if isinstance(ratio.record, Percentage)}
    base = claims.get(bases.pop()) if len(bases) == 1 else None
    return base is not None and all(base.interval.overlaps(other) for _, _, other in pairs)


def _adjacent(claims: Claims, pairs: Sequence[Pair]) -> bool:
    places = [claims.position(ratio) for _, ratio, _ in pairs]
    return all(other - one == 1 for one, other in pairwise(places))


def _relation(pairs: Sequence[Pair], verdict: Verdict) -> Relation:
    told = " = ".join(f"{part.shown} / {shown(ratio)}" for part, ratio, _ in pairs)
    apart = next(((a, b) for a, b in combinations(pairs, 2) if not a[2].overlaps(b[2])), None)
    return Relation(
        operands=tuple(claim for part, ratio, _ in pairs for claim in (part, ratio)),
        formula=told,
        verdict=verdict,
        why="no_common_base",
        reported=apart[0][2] if apart else None,
        expected=apart[1][2] if apart else _common(pairs),
    )


def _outlier(pair: Pair, base: Interval, agreeing: Sequence[Pair]) -> Relation:
    part, ratio, _ = pair
    others = "、".join(shown(other) for _, other, _ in agreeing)
    return Relation(
        operands=(part, ratio),
        formula=f"{part.shown} = {shown(ratio)} × x",
        verdict="contradiction",
        tested=ratio,
        reported=ratio.interval,
        expected=part.interval / base,
        why="other_shares_base",
        values={"others": others},
    )


def structures(claims: Claims) -> Iterator[Relation]:
    """8.7:41.2:50.1 makes up a hundred."""
    run: list[Claim] = []
    for ratio in [*claims.percentages, None]:
        if run and (ratio is None or ratio.record.rule != STRUCTURE or ratio.start - run[-1].end > 1):
            if len(run) > 1:
                yield _hundred(run)
            run = []
        if ratio is not None and ratio.record.rule == STRUCTURE:
            run.append(ratio)


def _hundred(run: Sequence[Claim]) -> Relation:
    summed = total(ratio.interval for ratio in run)
    return Relation(
        operands=tuple(run),
        formula=" + ".join(shown(ratio) for ratio in run) + " = 100%",
        verdict="consistent" if summed.overlaps(HUNDRED) else "contradiction",
        reported=HUNDRED.scaled(100),
        expected=summed.scaled(100),
        why="not_hundred",
        values={"sum": f"{sum(ratio.record.value for ratio in run)}%"},
    )


ROWS = (
    Check(
        id="share.common_base",
        rule="share",
        title=Message(zh="同组占比的基数", en="Base of shares told together"),
        relate=common_base,
        examples=(
            Example(
                "全市签约先进制造项目139个，现代农业项目293个，文化旅游项目127个，分别占比19.1%、40.1%、17.4%。",
                {"139个 / 19.1% = 293个 / 40.1% = 127个 / 17.4%": "contradiction"},
            ),
        ),
        counterexamples=(
            "工业项目到位资金119.3亿元，占比46.1%，比去年同期的39.5%提升6.6个百分点；来自广东的资金164.2亿元，占63.5%。",
        ),
    ),
    Check(
        id="share.structure",
        rule="share",
        title=Message(zh="结构比", en="Structure"),
        relate=structures,
        examples=(
            Example("三次产业结构为8.7:41.2:50.1。", {"8.7% + 41.2% + 50.1% = 100%": "consistent"}),
            Example("三次产业结构为8.7:41.2:55.1。", {"8.7% + 41.2% + 55.1% = 100%": "contradiction"}),
        ),
    ),
)
