"""What a chart draws: one point for each district and column, missing ones among them.

Amounts stay `Decimal` until they are written into the chart's data, where they only say how long a bar is;
the words beside it are the printed number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, NamedTuple

from extract.units import unit_of
from schemas import Bound, Status
from schemas.errors import QueryError
from tongbao.charts.asked import Level
from tongbao.charts.words import clean
from tongbao.messages import say

MOST_ROWS: Final = 200
PLAIN: Final = Decimal(1)


class Who(NamedTuple):
    """A district, or a named unit in it; `key` is the area's code or whatever makes it one."""

    key: str
    area: str
    subject: str | None = None
    code: str | None = None


class Units(NamedTuple):
    """The base unit of numbers, and the one in which they are drawn."""

    base: str | None
    drawn: str | None

    @property
    def factor(self) -> Decimal:
        """How many of the base unit the drawn unit is."""
        return factor_of(self.drawn, self.base)


@dataclass(frozen=True, slots=True)
class Point:
    """One number of one district in one column; `amount` is in the unit of the axis, `shown` as printed.

    Without an amount it is not drawn, and `why` tells the reason; where nothing is shown either, it is missing.
    """

    who: Who
    column: str = ""
    amount: Decimal | None = None
    shown: str = ""
    bound: Bound = "="
    status: Status = "actual"
    rank: int | None = None
    quote: str = ""
    source: str = ""
    document: int | None = None
    why: str = ""

    @property
    def missing(self) -> bool:
        """Whether there is no number at all."""
        return self.amount is None and not self.shown


@dataclass(frozen=True)
class Side:
    """The points of one indicator and one period, by rank and then the missing ones, and what they share.

    `name` is the indicator with what is measured of it.
    """

    indicator: str
    name: str
    period: str
    units: Units
    level: Level
    points: Sequence[Point]
    notes: Sequence[str] = field(default=())

    @property
    def unit(self) -> str:
        """The unit of the axis."""
        return self.units.drawn or ""

    @property
    def present(self) -> list[Point]:
        """The points that have a number."""
        return [point for point in self.points if point.amount is not None]


def level_of(code: str | None) -> Level:
    """The level that a code of GB/T 2260 stands for; a zone has the code of its county, the nameless count so.

    >>> level_of("420000"), level_of("420300"), level_of("420303"), level_of(None)
    ('province', 'prefecture', 'county', 'county')
    """
    if code is None:
        return "county"
    return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"


def commonest_level(codes: Iterable[str | None]) -> Level:
    """The level of most codes, the lower one where two are as common.

    >>> commonest_level(["420300", "420303", "420304"]), commonest_level(["420300", "420303"])
    ('county', 'county')
    """
    order: tuple[Level, ...] = ("county", "prefecture", "province")
    counts = Counter(map(level_of, codes))
    return max(order, key=lambda level: (counts[level], -order.index(level)))


def common_units(units: Iterable[tuple[str | None, str | None]]) -> Units:
    """The base unit of most numbers, and the printed unit that most of those have: the larger of two.

    `units` are the base unit and the printed unit of each number.

    >>> common_units([("元", "亿元"), ("元", "万元"), ("美元", "亿美元")])
    Units(base='元', drawn='亿元')
    """
    pairs = list(units)
    base = Counter(base for base, _ in pairs).most_common(1)[0][0]
    counts = Counter(unit for own, unit in pairs if own == base)
    return Units(base, max(counts, key=lambda unit: (counts[unit], factor_of(unit, base), unit or "")))


def factor_of(unit: str | None, base: str | None) -> Decimal:
    """How many of the base unit the printed unit is; 1 where it is no unit that is known.

    >>> factor_of("亿元", "元"), factor_of("%", "%"), factor_of("石", "石")
    (Decimal('100000000'), Decimal('1'), Decimal('1'))
    """
    if unit is None or unit == base:
        return PLAIN
    try:
        known = unit_of(unit)
    except KeyError:
        return PLAIN
    return known.factor if known.base_unit == base else PLAIN


def labels(whos: Iterable[Who]) -> dict[Who, str]:
    """What each is called in the chart, no two alike; the area is named where there are several or no unit.

    >>> labels([Who("370402", "市中区", code="370402"), Who("370103", "市中区", code="370103")]).values()
    dict_values(['市中区（370402）', '市中区（370103）'])
    """
    all_whos = list(dict.fromkeys(whos))
    one_area = len({who.key for who in all_whos}) == 1
    plain = {who: clean(_plain(who, one_area)) for who in all_whos}
    counts = Counter(plain.values())
    named = {
        who: name if counts[name] == 1 else f"{name}（{who.code or who.key}）" for who, name in plain.items()
    }
    taken: Counter[str] = Counter()
    for who, name in named.items():
        taken[name] += 1
        if taken[name] > 1:
            named[who] = f"{name} {taken[name]}"
    return named


def _plain(who: Who, one_area: bool) -> str:
    if who.subject is None:
        return who.area
    return who.subject if one_area else f"{who.area} {who.subject}"


def few_enough(count: int, what: str) -> None:
    """Refuse what nobody could read, and no memory could hold; raises `QueryError`."""
    if count > MOST_ROWS:
        raise QueryError(what, say("plot.too-many", count=count, most=MOST_ROWS))
