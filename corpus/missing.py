"""Who lacks the figure, and why."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.asked import Asked
from corpus.comparison import Missing
from corpus.groups import Cell, Group
from corpus.notes import listed, note, period_words
from corpus.observation import Place
from corpus.retrieval import is_asked
from schemas import Message


def missing(groups: Sequence[Group], asked: Asked, cell: Cell) -> list[Missing]:
    """The areas asked for that lack the figure, and the subjects that have it for another period only."""
    lacking = {group.area.series_id: group for group in groups if not group.answers and not group.subject}
    answered = {group.area.series_id for group in groups if group.answers}
    expected = {place.series_id: place for place in asked.expected}
    expected |= {key: group.area for key, group in lacking.items() if key not in expected}
    found: list[Missing] = []
    for series_id, place in expected.items():
        if series_id not in answered:
            found.append(Missing(place.code, place.name, None, _why(series_id, lacking, asked)))
    subjects = [group for group in groups if group.subject and not group.answers]
    found += [Missing(group.area.code, group.area.name, group.subject, _reason(group)) for group in subjects]
    there = [*asked.expected, *(group.area for group in groups)]
    return found + [_unknown(words) for words in asked.words if not _known(asked.words[words], there)]


def _why(series_id: str, lacking: dict[str, Group], asked: Asked) -> Message:
    if series_id in lacking:
        return _reason(lacking[series_id])
    return note("not_reported" if series_id in asked.stored else "no_bulletin")


def _known(ids: frozenset[str], there: Sequence[Place]) -> bool:
    return any(is_asked(place, ids) for place in there)


def _unknown(words: str) -> Missing:
    code = words if len(words) == 6 and words.isdecimal() else None
    return Missing(code, words, None, note("no_bulletin"))


def _reason(group: Group) -> Message:
    if group.other_period:
        periods = [one.period for one in group.other_period if one.period]
        return note("only_other_period", periods=listed(period_words(period) for period in periods) or "—")
    if group.other_status:
        return note("only_other_status", statuses=listed(one.status for one in group.other_status))
    return note("only_other_comparison" if group.other_comparison else "only_parts")
