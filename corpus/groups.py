"""The observations of one indicator, district by district: those that answer the question, and the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.comparison import By
from corpus.intervals import agree
from corpus.observation import Observation, Place
from corpus.periods import Match, relation
from corpus.preference import best_first
from corpus.targets import Target
from schemas import Period, Status

MATCHES: tuple[Match, ...] = ("same", "other_kind", "as_of")


@dataclass(frozen=True)
class Cell:
    """What one group must answer: one indicator, one period, one status, areas or units."""

    target: Target
    period: Period
    by: By
    status: Status


@dataclass(frozen=True)
class Answer:
    """An observation that answers the question, and how its period does."""

    match: Match
    period: Period
    observation: Observation


@dataclass(frozen=True)
class Group:
    """One district, or one subject in it: its answers, the best first, and the observations that are none."""

    area: Place
    subject: str | None
    answers: tuple[Answer, ...]
    other_period: tuple[Observation, ...] = ()
    other_status: tuple[Observation, ...] = ()
    other_comparison: tuple[Observation, ...] = ()
    parts: tuple[Observation, ...] = ()

    @property
    def name(self) -> str:
        """How messages call it."""
        return f"{self.area.name} {self.subject}" if self.subject else self.area.name

    @property
    def key(self) -> tuple[str, str]:
        """The district by its series, and the unit."""
        return self.area.series_id, self.subject or ""

    @property
    def conflict(self) -> bool:
        """Whether another bulletin gives an amount that rounding does not explain."""
        of_each = {one.report.document_id: one for one in reversed(self.same)}
        return any(not agree(self.same[0], one) for one in of_each.values())

    @property
    def unclear(self) -> bool:
        """Whether its bulletin gives other amounts under the same description: what tells them apart was not read."""
        shown = self.same[:1]
        return any(
            one.report.document_id == first.report.document_id and not agree(first, one)
            for first in shown
            for one in self.same
        )

    @property
    def same(self) -> list[Observation]:
        """The reported observations among the equal answers, the best first."""
        return [answer.observation for answer in self.equals]

    @cached_property
    def equals(self) -> tuple[Answer, ...]:
        """The answers that match as well as the one that is shown, and mean the same; what was computed is none."""
        if not self.answers:
            return ()
        shown = self.answers[0]
        return tuple(
            answer
            for answer in self.answers
            if answer.match == shown.match
            and answer.observation.definition == shown.observation.definition
            and not answer.observation.derived
        )


def gather(observations: Iterable[Observation], cell: Cell) -> list[Group]:
    """The districts, or their units, that have any observation of the indicator, by the codes of areas."""
    by_place: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for one in observations:
        if one.place is None:
            continue
        if cell.by != "subject":
            by_place[one.place.series_id, ""].append(one)
        elif one.subject is not None:
            by_place[one.place.series_id, one.subject].append(one)
    return [_group(by_place[place], place[1] or None, cell) for place in sorted(by_place)]


def _group(observations: Sequence[Observation], subject: str | None, cell: Cell) -> Group:
    sorted_out: dict[str, list[Observation]] = defaultdict(list)
    answers: list[Answer] = []
    stock = cell.target.aggregation == "stock"
    for one in observations:
        match = relation(cell.period, one.period, stock=stock) if one.period else None
        if one.part or one.narrowed or one.subject != subject:
            sorted_out["parts"].append(one)
        elif one.status != cell.status:
            sorted_out["other_status"].append(one)
        elif one.comparison not in (None, "yoy"):
            sorted_out["other_comparison"].append(one)
        elif match is None or one.period is None:
            sorted_out["other_period"].append(one)
        else:
            answers.append(Answer(match, one.period, one))
    best = ordered(answers)
    place = best[0].observation.place if best else observations[-1].place
    if place is None:
        raise ValueError("observations of a group must have an area")
    others = {reason: tuple(left_out) for reason, left_out in sorted_out.items()}
    return Group(place, subject, tuple(best), **others)


def ordered(answers: Sequence[Answer]) -> list[Answer]:
    """The best match first; then what has no definition of its own; then by the rule of preference."""
    of = {id(answer.observation): answer for answer in answers}
    preferred = [of[id(one)] for one in best_first(answer.observation for answer in answers)]
    return sorted(
        preferred, key=lambda answer: (MATCHES.index(answer.match), bool(answer.observation.definition))
    )
