"""A place: the rank of one unit or of several side by side, and where it stands in the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import regex

from extract.members import RankedList
from schemas import Period

if TYPE_CHECKING:
    from extract.reader import Reader


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the bulletin's area (`subject` is `None`), or of a named one.

    `more` holds further names with their ranks where the text places several side by side; `period` is the one that
    the place itself names, `earlier` marks the first of a change (由第15位).
    """

    criterion: str
    scope: str | None
    order: Literal["top", "bottom"]
    rank: int
    subject: str | None
    start: int
    end: int
    earlier: bool = False
    period: Period | None = None
    more: tuple[tuple[str, int], ...] = ()

    def entries(self) -> list[tuple[str | None, int]]:
        """Every name with its rank, by rank."""
        return sorted([(self.subject, self.rank), *self.more], key=lambda entry: entry[1])


@dataclass(frozen=True, slots=True)
class Site:
    """Where a place stands: its match, its sentence, its clause and what was found before it."""

    match: regex.Match[str]
    text: str
    sentence: int
    clause: int
    reader: Reader
    found: list[Place]
    lists: list[RankedList]

    @property
    def last(self) -> str:
        """The criterion of the nearest place or list before, in the same sentence."""
        before = [(place.end, place.criterion) for place in self.found]
        before += [
            (ranking.end, ranking.criterion) for ranking in self.lists if ranking.end <= self.match.start()
        ]
        return max(before)[1] if before else ""

    @property
    def last_end(self) -> int:
        """Where the nearest place or list before ends, in the same sentence; without one, the sentence's start."""
        before = [place.end for place in self.found]
        before += [ranking.end for ranking in self.lists if ranking.end <= self.match.start()]
        return max(before, default=self.sentence)

    @property
    def told_to(self) -> int:
        """Up to where the sentence has told what single places rank."""
        return max((place.end for place in self.found), default=self.sentence)

    @property
    def last_scope(self) -> str | None:
        """The scope of the nearest place or list before, in the same sentence."""
        before = [(place.end, place.scope or "") for place in self.found]
        before += [
            (ranking.end, ranking.scope or "") for ranking in self.lists if ranking.end <= self.match.start()
        ]
        return (max(before)[1] or None) if before else None
