"""Ranks against the values given with them: in lists of places, and in the columns of tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from audit.checks.base import Check, Example
from audit.claims import Claim, Claims, Place
from audit.relations import Relation
from schemas import Message, Percentage, Ranking, Verdict

# What is ranked is a rate or a change, and its values are percentages
RATE = regex.compile(r"率|增速|增幅|降幅|占比|比重|进度|满意度|比例")
SHORTEST = 3
# Of a table's rows, so many may stand in the wrong place for the column to be the ranked one
MISPLACED = 3

Ranked = list[tuple[int, Claim]]


def lists(claims: Claims) -> Iterator[Relation]:
    """Places told with one value each: 前三位依次为甲镇(31个)、乙镇(29个)、丙镇(33个)."""
    for ranking in claims.bulletin.rankings:
        if "\t" in ranking.quote or len(ranking.entries) < SHORTEST:
            continue
        ranked = values_beside(claims, ranking)
        if len(ranked) == len(ranking.entries) and fits_criterion(ranking, ranked):
            yield relation_of(ranking, ranked)


def values_beside(claims: Claims, ranking: Ranking) -> Ranked:
    """For each place its value, where each name in the list has just one number behind it, all of one unit."""
    inside = claims.within(ranking.start, ranking.end)
    if len(inside) != len(ranking.entries) or len({(claim.unit, claim.record.unit) for claim in inside}) != 1:
        return []
    ranked: Ranked = []
    place = ranking.start
    for entry, claim in zip(ranking.entries, inside, strict=True):
        name = claims.text.find(entry.subject or "\0", place, claim.start)
        if name < 0:
            return []
        ranked.append((entry.rank, claim))
        place = claim.end
    return ranked


def fits_criterion(ranking: Ranking, ranked: Ranked) -> bool:
    """Whether the values can be those that are ranked: percentages for a rate, and nothing else for it."""
    rate = RATE.search(ranking.criterion) is not None
    return all(isinstance(claim.record, Percentage) == rate for _, claim in ranked)


def relation_of(ranking: Ranking, ranked: Ranked) -> Relation:
    """Consistent where the values only fall, or only rise, with the place."""
    claims = [claim for _, claim in ranked]
    wrong = misplaced(ranked)
    verdict: Verdict = "contradiction" if wrong else "consistent"
    return Relation(
        operands=(*claims, Place(ranking.id, ranking.quote, ranking.start, ranking.end)),
        formula=formula(ranked),
        verdict=verdict,
        why="order",
        values={"wrong": "、".join(f"{rank} {claim.shown}" for rank, claim in wrong)},
    )


def formula(ranked: Ranked) -> str:
    """Such as 1. 31个 > 2. 29个."""
    falling = falls(ranked)
    return (" > " if falling else " < ").join(
        f"{rank}. {claim.shown}" for rank, claim in sorted_by_rank(ranked)
    )


def sorted_by_rank(ranked: Ranked) -> Ranked:
    return sorted(ranked, key=lambda pair: pair[0])


def falls(ranked: Ranked) -> bool:
    """Whether more of the values fall with the place than rise."""
    order = sorted_by_rank(ranked)
    falling = sum(other.value < one.value for (_, one), (_, other) in pairwise(order))
    rising = sum(other.value > one.value for (_, one), (_, other) in pairwise(order))
    return falling >= rising


def misplaced(ranked: Ranked) -> Ranked:
    """The pairs next to each other whose values are the wrong way round; empty where all stand in one order."""
    order = sorted_by_rank(ranked)
    falling = falls(ranked)
    wrong: Ranked = []
    for (rank, one), (next_rank, other) in pairwise(order):
        worse, better = (other, one) if falling else (one, other)
        if rank != next_rank and better.interval.below(worse.interval):
            wrong += [(rank, one), (next_rank, other)]
    return wrong


def tables(claims: Claims) -> Iterator[Relation]:
    """The rank column of a table against the column that it ranks."""
    for ranking in claims.bulletin.rankings:
        if "\t" not in ranking.quote and ranking.table is None:
            continue
        columns = columns_of(claims, ranking)
        found = ranked_column(ranking, columns)
        if found:
            yield relation_of(ranking, found)


def columns_of(claims: Claims, ranking: Ranking) -> list[Ranked]:
    """The columns of the table with the ranks of their rows, left to right; only those with a value in each row."""
    ranks = {entry.subject: entry.rank for entry in ranking.entries}
    columns: dict[tuple[int, int], Ranked] = defaultdict(list)
    for claim in claims.within(ranking.start, ranking.end):
        cell, subject = claim.record.table, claim.record.subject
        if cell is not None and subject in ranks:
            columns[cell.index, cell.column].append((ranks[subject], claim))
    return [column for _, column in sorted(columns.items()) if len(column) >= max(SHORTEST, len(ranks) - 1)]


def ranked_column(ranking: Ranking, columns: Sequence[Ranked]) -> Ranked | None:
    """The column in whose order the ranks stand; else the named one, where only a few rows stand in the wrong place."""
    fitting = next((column for column in columns if not misplaced(column)), None)
    if fitting is not None:
        return fitting
    named = [column for column in columns if names(ranking, column)]
    few = [column for column in named if 0 < len(misplaced(column)) <= MISPLACED]
    return few[0] if len(few) == 1 else None


def names(ranking: Ranking, column: Ranked) -> bool:
    """Whether the criterion is what that column reports."""
    record = column[0][1].record
    rate = RATE.search(ranking.criterion) is not None
    if isinstance(record, Percentage) != rate:
        return False
    return record.indicator in ranking.criterion or ranking.criterion in record.indicator


ROWS = (
    Check(
        id="rank.list",
        rule="rank",
        title=Message(zh="名次与数值", en="Places and values"),
        relate=lists,
        examples=(
            Example(
                "签约项目个数前三位依次为甲镇（31个）、乙镇（29个）、丙镇（33个）。",
                {"1. 31个 > 2. 29个 > 3. 33个": "contradiction"},
            ),
        ),
    ),
    Check(
        id="rank.table",
        rule="rank",
        title=Message(zh="表中名次", en="Places in a table"),
        relate=tables,
        examples=(
            Example(
                "单位\t完成投资（亿元）\t完成率（%）\t位次\n甲镇\t9.7\t49.5\t1\n乙镇\t9.8\t46.0\t2\n丙镇\t1.5\t32.6\t3\n"
                "丁镇\t1.9\t36.5\t4\n",
                {"1. 49.5% > 2. 46.0% > 3. 32.6% > 4. 36.5%": "contradiction"},
            ),
        ),
    ),
)
