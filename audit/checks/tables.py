"""Tables: totals and sub-totals against their rows, and columns of shares and completions row by row."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from audit.checks.base import Check, Example
from audit.claims import Claim, Claims
from audit.intervals import total
from audit.ratios import ratio_relation
from audit.relations import Relation, verdict_on
from audit.series import is_additive
from schemas import Message, Percentage

KINDS = ("share", "completion", "rate")
FEWEST = 3

Column = tuple[int, int]
Cell = tuple[int, int, int]


def totals(claims: Claims) -> Iterator[Relation]:
    """Every total with the rows under it; that they are all its rows shows in the columns that do add up."""
    cells = {place: claim for claim in claims.figures if (place := _place(claim)) is not None}
    columns_of: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, row, column in cells:
        columns_of[index, row].append(column)
    for (index, row), rows in total_rows(claims).items():
        relations = list(_sums(cells, columns_of, index, row, rows))
        held = sum(relation.verdict == "consistent" for relation in relations)
        for relation in relations:
            if relation.verdict == "consistent" or held >= len(relations) - held:
                yield relation


def total_rows(claims: Claims) -> Mapping[tuple[int, int], frozenset[int]]:
    """For each row of totals the rows that it sums up, as most of its columns are linked."""
    sets: dict[tuple[int, int], Counter[frozenset[int]]] = defaultdict(Counter)
    for name, parts in claims.parts.items():
        whole = claims.get(name)
        place = None if whole is None else _place(whole)
        if place is None:
            continue
        index, row, column = place
        others = [other for part in parts if (other := _place(part)) is not None]
        rows = frozenset(o[1] for o in others if o[0] == index and o[2] == column and o[1] != row)
        if len(rows) > 1:
            sets[index, row][rows] += 1
    return {place: counted.most_common(1)[0][0] for place, counted in sets.items()}


def _sums(
    cells: Mapping[Cell, Claim],
    columns_of: Mapping[tuple[int, int], list[int]],
    index: int,
    row: int,
    rows: frozenset[int],
) -> Iterator[Relation]:
    """The columns of a row of totals in which every row has a number of the same unit."""
    for column in columns_of[index, row]:
        whole = cells[index, row, column]
        if not is_additive(whole):
            continue
        parts = [part for other in sorted(rows) if (part := cells.get((index, other, column))) is not None]
        if len(parts) == len(rows) and {part.unit for part in parts} == {whole.unit}:
            yield _sum(whole, parts)


def _place(claim: Claim) -> Cell | None:
    cell = claim.record.table
    return None if cell is None else (cell.index, cell.row, cell.column)


def _column(claim: Claim) -> Column | None:
    cell = claim.record.table
    return None if cell is None else (cell.index, cell.column)


def _sum(whole: Claim, parts: Sequence[Claim]) -> Relation:
    summed = total(part.interval for part in parts)
    return Relation(
        operands=(*parts, whole),
        formula=" + ".join(part.quote for part in parts) + f" = {whole.shown}",
        verdict=verdict_on(whole, summed),
        tested=whole,
        reported=whole.interval,
        expected=summed,
    )


def columns(claims: Claims) -> Iterator[Relation]:
    """A percentage of a column that lost its base, against the base that the others of the column have."""
    found: dict[Column, list[Claim]] = defaultdict(list)
    for claim in claims.percentages:
        place = _column(claim)
        if place is not None and isinstance(claim.record, Percentage) and claim.record.kind in KINDS:
            found[place].append(claim)
    for column in found.values():
        base = _common_base(claims, column)
        for ratio in column if base else ():
            record = ratio.record
            part = claims.get(record.of) if isinstance(record, Percentage) else None
            if base and part and isinstance(record, Percentage) and record.base_of is None:
                relation = ratio_relation(claims, part, base, ratio)
                if relation:
                    yield relation


def _common_base(claims: Claims, column: Sequence[Claim]) -> Claim | None:
    """The one cell that most percentages of the column are taken of."""
    bases: Mapping[str | None, int] = Counter(
        claim.record.base_of for claim in column if isinstance(claim.record, Percentage)
    )
    name, count = max(bases.items(), key=lambda pair: (pair[0] is not None, pair[1]))
    return claims.get(name) if count >= FEWEST and 2 * count > len(column) else None


ROWS = (
    Check(
        id="table.total",
        rule="sum",
        title=Message(zh="表中合计", en="Total of a table"),
        relate=totals,
        examples=(
            Example(
                "单位\t新签约项目（个）\t到位资金（亿元）\n甲镇\t5\t1.2\n乙镇\t4\t2.3\n丙镇\t3\t0.5\n合计\t13\t4.0\n",
                {"5 + 4 + 3 = 13个": "contradiction", "1.2 + 2.3 + 0.5 = 4.0亿元": "consistent"},
            ),
        ),
    ),
    Check(
        id="table.column",
        rule="share",
        title=Message(zh="表中占比列", en="Shares in a table"),
        relate=columns,
        examples=(
            Example(
                "单位\t到位资金（亿元）\t占全县比重（%）\n甲镇\t1.2\t30.0\n乙镇\t2.3\t57.5\n丙镇\t0.3\t7.5\n"
                "丁镇\t0.2\t50.0\n合计\t4.0\t—\n",
                {"0.2亿元 / 4.0亿元 = 50.0%": "contradiction"},
            ),
        ),
    ),
)
