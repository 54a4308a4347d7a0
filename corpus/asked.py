"""Which areas a question is about, and which of them must be there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.comparison import Question
from corpus.observation import Place, Report
from corpus.places import Places
from corpus.retrieval import is_asked, month_of
from schemas.errors import QueryError


@dataclass(frozen=True)
class Asked:
    """The areas of a question.

    `ids` are what an area must be one of, `None` for all; `words` the names and codes with the ids that each
    stands for; `expected` the areas whose lack is told, by code.
    """

    ids: frozenset[str] | None
    words: dict[str, frozenset[str]]
    expected: tuple[Place, ...]
    stored: frozenset[str]

    def wants(self, place: Place | None) -> bool:
        """Whether the question is about this area; numbers without an area belong to a question about all."""
        return self.ids is None or is_asked(place, self.ids)


def asked_of(known: Places, reports: Iterable[Report], question: Question) -> Asked:
    """The areas that are asked for; raises `QueryError` where the area around them is not registered."""
    words = {word: known.members(word) for word in question.areas or ()}
    reporting = {report.place.series_id: report.place for report in reports if report.place}
    ids = None if question.areas is None else frozenset().union(*words.values())
    expected = dict(reporting)
    if question.within is not None:
        inside = _inside(known, question, reporting)
        expected = {**inside, **{key: place for key, place in reporting.items() if key in inside}}
        ids = frozenset(inside) if ids is None else ids & frozenset(inside)
    if question.by == "indicator" and ids is None:
        raise QueryError(question.by, "name at least one area / 请至少指定一个地区")
    wanted = [place for place in expected.values() if ids is None or is_asked(place, ids)]
    in_order = sorted(wanted, key=lambda place: (place.code or "", place.series_id))
    return Asked(ids, words, tuple(in_order), frozenset(reporting))


def _inside(known: Places, question: Question, reporting: dict[str, Place]) -> dict[str, Place]:
    """What lies directly in the area, as of the last period, and the zones of it that report."""
    words = question.within or ""
    found = {place.series_id: place for place in known.children(words, month_of(question.period, None))}
    if not found:
        raise QueryError(words, "no registered area with areas in it / 没有登记下辖地区的这一地区")
    above = known.members(words)
    zones = {key: place for key, place in reporting.items() if place.level == "zone" and place.code in above}
    return found | zones
