"""The records of one indicator, district by district: those that answer the question, and the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus import models
from corpus.candidates import Candidate, Target, area_identity, area_wanted, without_parts
from corpus.comparison import Question
from corpus.periods import Match, relation
from schemas import Period

MATCHES: tuple[Match, ...] = ("same", "other_kind", "as_of")


@dataclass(frozen=True)
class Answer:
    """A record that answers the question, and how its period does."""

    match: Match
    period: Period
    candidate: Candidate


@dataclass(frozen=True)
class Group:
    """One district, or one subject in it: its answers, the best first, and the records that are none."""

    area: models.Area
    subject: str | None
    answers: tuple[Answer, ...]
    other_period: tuple[Candidate, ...] = ()
    other_status: tuple[Candidate, ...] = ()
    other_comparison: tuple[Candidate, ...] = ()
    parts: tuple[Candidate, ...] = ()

    @property
    def name(self) -> str:
        """How messages call it."""
        return f"{self.area.name} {self.subject}" if self.subject else self.area.name

    @property
    def equals(self) -> tuple[Answer, ...]:
        """The answers that match as well as the one that is shown."""
        return tuple(answer for answer in self.answers if answer.match == self.answers[0].match)


def gather(candidates: Sequence[Candidate], question: Question, target: Target) -> list[Group]:
    """The districts that the question is about and that have any record of the indicator, by area code."""
    whole = {id(candidate) for candidate in without_parts(candidates) if not candidate.narrowed}
    by_place: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        area, subject = candidate.area, candidate.record.subject
        if area is None or not area_wanted(area, question.areas):
            continue
        if question.by == "area":
            by_place[area_identity(area), ""].append(candidate)
        elif subject is not None:
            by_place[area_identity(area), subject].append(candidate)
    stock = target.aggregation == "stock"
    return [_group(by_place[place], place[1] or None, question, whole, stock) for place in sorted(by_place)]


def _group(
    candidates: list[Candidate], subject: str | None, question: Question, whole: set[int], stock: bool
) -> Group:
    sorted_out: dict[str, list[Candidate]] = defaultdict(list)
    answers: list[Answer] = []
    for candidate in candidates:
        record, period = candidate.record, candidate.period
        match = relation(question.period, period, stock=stock) if period else None
        if id(candidate) not in whole or record.subject != subject:
            sorted_out["parts"].append(candidate)
        elif record.status != question.status:
            sorted_out["other_status"].append(candidate)
        elif record.comparison not in (None, "yoy"):
            sorted_out["other_comparison"].append(candidate)
        elif match is None or period is None:
            sorted_out["other_period"].append(candidate)
        else:
            answers.append(Answer(match, period, candidate))
    best = best_first(answers)
    area = best[0].candidate.run.area if best else candidates[-1].run.area
    if area is None:
        raise ValueError("candidates of a group must have an area")
    others = {reason: tuple(left_out) for reason, left_out in sorted_out.items()}
    return Group(area, subject, tuple(best), **others)


def best_first(answers: Iterable[Answer]) -> list[Answer]:
    """The best match first; then the last issued; in one document an exact number, then the first in it."""
    by_text = sorted(answers, key=_place_in_text)
    by_issue = sorted(by_text, key=_issue, reverse=True)
    return sorted(by_issue, key=lambda answer: MATCHES.index(answer.match))


def _place_in_text(answer: Answer) -> tuple[bool, int]:
    record = answer.candidate.record
    return record.bound != "=", record.position


def _issue(answer: Answer) -> tuple[str, int]:
    return answer.candidate.run.issued or "", answer.candidate.document_id
