"""A bulletin's records as claims: numbers with the intervals that they stand for, their links and their places."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Protocol

import regex

from audit import printed
from audit.intervals import Interval
from schemas import Bulletin, Figure, Percentage, Period

STOPS = regex.compile(r"[。！？\n]+")
LONG = 400
CLAUSES = regex.compile(r"[，；：:;。！？\n]+|,(?!\d{3})")


class Operand(Protocol):
    """What a relation is about: something printed, with its place."""

    @property
    def id(self) -> str: ...
    @property
    def quote(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Place:
    """Characters of the text that are no record of their own; `id` names the field that they were read into."""

    id: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Claim:
    """A figure or percentage, as the interval of what it may stand for: in base units, or as a ratio."""

    record: Figure | Percentage
    interval: Interval
    cut_off: Interval | None
    factor: Decimal

    @classmethod
    def of(cls, record: Figure | Percentage) -> Claim:
        """The claim that a record makes."""
        if isinstance(record, Percentage):
            return cls(record, *printed.of_percentage(record), printed.ratio_factor(record))
        base = record.base_value
        factor = base / record.value if base and record.value else printed.ONE
        return cls(record, *printed.of_figure(record), factor)

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def quote(self) -> str:
        return self.record.quote

    @property
    def start(self) -> int:
        return self.record.start

    @property
    def end(self) -> int:
        return self.record.end

    @property
    def unit(self) -> str | None:
        """The base unit of a figure, `None` for a ratio."""
        return self.record.base_unit

    @property
    def shown(self) -> str:
        """The printed number with its unit, also where the unit stands in a table's head."""
        unit = self.record.unit or ""
        return self.quote if self.record.table is None or unit in self.quote else f"{self.quote}{unit}"

    @cached_property
    def value(self) -> Decimal:
        """The number itself in base units, or as a ratio."""
        return self.record.value * self.factor

    @cached_property
    def is_count(self) -> bool:
        """Whether it counts things one by one, exactly."""
        return isinstance(self.record, Figure) and printed.is_count(self.record)

    @property
    def is_coarse(self) -> bool:
        """Whether it is said in tenths, halves or fractions: 三成, 一半, 四分之三."""
        return printed.is_coarse(self.record)

    @property
    def is_exact(self) -> bool:
        """Whether it is printed without 约, 余, 以上 and the like."""
        return self.record.bound == "=" and self.record.value_max is None


class Claims:
    """All claims of one bulletin in the order of the text, and where they stand in it."""

    def __init__(self, bulletin: Bulletin) -> None:
        self.bulletin = bulletin
        self.text = bulletin.text
        self.figures = [Claim.of(figure) for figure in bulletin.figures]
        self.percentages = [Claim.of(percentage) for percentage in bulletin.percentages]
        self.all = sorted((*self.figures, *self.percentages), key=lambda claim: claim.start)
        self.by_id: Mapping[str, Claim] = {claim.id: claim for claim in self.all}

    def get(self, name: str | None) -> Claim | None:
        """The claim of that id."""
        return None if name is None else self.by_id.get(name)

    def within(self, start: int, end: int) -> list[Claim]:
        """Those that start in that stretch of the text, its end included."""
        return self.all[bisect_left(self._starts, start) : bisect_right(self._starts, end)]

    @cached_property
    def _starts(self) -> list[int]:
        return [claim.start for claim in self.all]

    def before_it(self, claim: Claim, count: int) -> list[Claim]:
        """The last `count` claims before it, in the order of the text."""
        place = self.position(claim)
        return self.all[max(place - count, 0) : place]

    def position(self, claim: Claim) -> int:
        """How many claims stand before it."""
        return self._positions[claim.id]

    @cached_property
    def _positions(self) -> Mapping[str, int]:
        return {claim.id: place for place, claim in enumerate(self.all)}

    @cached_property
    def parts(self) -> Mapping[str, list[Claim]]:
        """The figures that are linked to each figure as parts of it."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.figures:
            if claim.record.whole is not None:
                found[claim.record.whole].append(claim)
        return found

    @cached_property
    def _stops(self) -> list[int]:
        return [match.end() for match in STOPS.finditer(self.text)]

    @cached_property
    def _clauses(self) -> list[int]:
        return [match.end() for match in CLAUSES.finditer(self.text)]

    def sentence(self, claim: Operand) -> int:
        """The number of the sentence that it stands in."""
        return bisect_right(self._stops, claim.start)

    def line(self, offset: int) -> int:
        """The number of the line in which that character stands."""
        return bisect_right(self._lines, offset)

    @cached_property
    def _lines(self) -> list[int]:
        return [place for place, character in enumerate(self.text) if character == "\n"]

    def same_sentence(self, *claims: Operand) -> bool:
        """Whether no full stop and no line's end stands between them."""
        return len({self.sentence(claim) for claim in claims}) == 1

    def clauses_between(self, one: Operand, other: Operand) -> int:
        """How many clause ends stand between two claims."""
        first, second = sorted((one.start, other.start))
        return bisect_right(self._clauses, second) - bisect_right(self._clauses, first)

    def between(self, one: Operand, other: Operand) -> str:
        """The text between two claims, whichever stands first."""
        first, second = sorted((one, other), key=lambda claim: claim.start)
        return self.text[first.end : second.start]

    def before(self, claim: Operand, length: int = 20) -> str:
        """What stands right before it, in its sentence."""
        index = self.sentence(claim)
        floor = self._stops[index - 1] if index else 0
        return self.text[max(floor, claim.start - length) : claim.start]

    def sentence_before(self, claim: Operand) -> str:
        """Its sentence as far as it, or the end of that where it is a long one."""
        return self.before(claim, LONG)

    def same_line(self, *claims: Operand) -> bool:
        """Whether no end of a line stands between them."""
        return len({self.line(claim.start) for claim in claims}) == 1

    def after(self, claim: Operand, length: int = 20) -> str:
        """What stands right behind it, in its sentence."""
        index = self.sentence(claim)
        ceiling = self._stops[index] if index < len(self._stops) else len(self.text)
        return self.text[claim.end : min(ceiling, claim.end + length)]

    def in_sentence(self, claim: Operand) -> list[Claim]:
        """All claims of the sentence that it stands in."""
        return self._by_sentence[self.sentence(claim)]

    @cached_property
    def _by_sentence(self) -> Mapping[int, list[Claim]]:
        found: dict[int, list[Claim]] = defaultdict(list)
        for claim in self.all:
            found[self.sentence(claim)].append(claim)
        return found


def same_time(one: Period | None, other: Period | None) -> bool:
    """Whether two claims are about the same time, however it was printed; unknown is like unknown.

    >>> same_time(Period.months(2021, 1, 8), Period.months(2021, 1, 8, text="前8个月"))
    True
    """
    if one is None or other is None:
        return one is other
    return one.same_span(other) or (one.end == other.end and "as_of" in (one.kind, other.kind))


def only_figures(claims: Iterable[Claim]) -> list[Claim]:
    """Those that are absolute numbers."""
    return [claim for claim in claims if isinstance(claim.record, Figure)]
