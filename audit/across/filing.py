"""What a store knows of claims: whose number it is, of what, over which period, and in which document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import regex

from audit.claims import Claim
from audit.intervals import Interval
from schemas import Period

# 签约项目数, 签约项目个数, 签约项目: the same; 新签约项目 may not be.
NUMBER_OF = regex.compile(r"(?:个数|总数|数量|总额|总量|数|额)$")
Aggregation = Literal["flow", "stock", "rate", "level"]


@dataclass(frozen=True, eq=False)
class Filed:
    """A claim as an operand of relations between documents.

    `who` is an area or a named unit, `place` how messages call it, `above` the area in which it lies. `what` tells
    indicators, facets and definitions apart, `printed` is the name that the bulletin gives it; `measure` is figure,
    growth_yoy, share and so on. `certain` is false where something leaves open whether it is the number of that area
    and indicator as a whole. `rank` puts the numbers for one observation in order, the preferred one first.
    """

    claim: Claim
    who: str
    place: str
    above: str | None
    what: Hashable
    printed: str
    measure: str
    aggregation: Aggregation | None
    document: str
    source: str
    rank: int = 0
    certain: bool = True

    @property
    def id(self) -> str:
        """The record inside its document: `7#f12`."""
        return f"{self.document}#{self.claim.id}"

    @property
    def quote(self) -> str:
        return self.claim.quote

    @property
    def start(self) -> int:
        return self.claim.start

    @property
    def end(self) -> int:
        return self.claim.end

    @property
    def period(self) -> Period | None:
        """The period of the number."""
        return self.claim.record.period

    @property
    def interval(self) -> Interval:
        """The values that it may stand for, in base units or as a ratio."""
        return self.claim.interval

    @property
    def shown(self) -> str:
        """Whose number it is, its period and the number, for a formula: `东溪区1-8月42.7亿元`."""
        period = self.period
        when = (period.text or period.end or "") if period else ""
        return f"{self.place}{when}{self.claim.shown}"


@dataclass(frozen=True)
class RankClaim:
    """The places, from the first to the last of `ranks`, one of which a bulletin says `who` has among those of `above`.

    They count from the top, or from the bottom.
    """

    id: str
    quote: str
    start: int
    end: int
    document: str
    source: str
    who: str
    place: str
    above: str
    what: Hashable
    measure: str
    period: Period | None
    ranks: tuple[int, int]
    order: Literal["top", "bottom"]


@dataclass(frozen=True)
class Filing:
    """All that is filed; `members` are the areas that an area is divided into, where that is known.

    `revised` are the numbers that two versions of one document give for the same, the older first.
    """

    claims: tuple[Filed, ...]
    ranks: tuple[RankClaim, ...] = ()
    revised: tuple[tuple[Filed, Filed], ...] = ()
    members: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def _cells(self) -> Mapping[Hashable, list[Filed]]:
        cells: dict[Hashable, list[Filed]] = defaultdict(list)
        for one in sorted(self.claims, key=lambda one: one.rank):
            if one.claim.record.status == "actual" and one.period is not None:
                cells[one.who, one.what, one.measure, days(one.period)].append(one)
        return cells

    def same(self) -> Iterator[list[Filed]]:
        """The numbers for one observation, the preferred one first; where it has more than one."""
        return (cell for cell in self._cells.values() if len(cell) > 1)

    def preferred(self) -> Iterator[Filed]:
        """One number for each observation."""
        return (cell[0] for cell in self._cells.values())

    def find(self, who: str, what: Hashable, measure: str, period: Period) -> Filed | None:
        """The number for one observation."""
        cell = self._cells.get((who, what, measure, days(period)))
        return cell[0] if cell else None

    @cached_property
    def beside(self) -> Mapping[Hashable, list[Filed]]:
        """The preferred numbers of the areas that lie in one area, by that area, what, measure and period."""
        found: dict[Hashable, list[Filed]] = defaultdict(list)
        for one in self.preferred():
            if one.above is not None and one.period is not None and one.certain:
                found[one.above, one.what, one.measure, days(one.period)].append(one)
        return found


def days(period: Period) -> Hashable:
    """A period by its ends and its kind; a span from January is the same whether it is called cumulative or not."""
    from_january = period.start is not None and period.start[5:7] == "01" and len(period.start) == 7
    kind = "span" if period.kind != "as_of" and (from_january or period.kind == "interval") else period.kind
    return period.start, period.end, kind


def doubt(*claims: Filed) -> str | None:
    """Why the numbers may not be of one definition; `None` where each is sure and all have the same name."""
    names = {NUMBER_OF.sub("", one.printed) for one in claims}
    return None if len(names) == 1 and all(one.certain for one in claims) else "definition_open"


def by_series(claims: Iterable[Filed]) -> Mapping[Hashable, list[Filed]]:
    """Claims by who, what and measure."""
    found: dict[Hashable, list[Filed]] = defaultdict(list)
    for one in claims:
        found[one.who, one.what, one.measure].append(one)
    return found
