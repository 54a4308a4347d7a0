"""What has to be said beside a comparison: each remark is a function from the groups to its messages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from corpus.candidates import Candidate
from corpus.comparison import Question
from corpus.groups import Answer, Group
from corpus.notes import listed, note, period_words
from schemas import Message

Remark = Callable[[Sequence[Group], Question], Iterator[Message]]


def remarks(candidates: Sequence[Candidate], groups: Sequence[Group], question: Question) -> list[Message]:
    """Every remark in its order; nothing where everything is comparable."""
    by_groups = [message for remark in REMARKS for message in remark(groups, question)]
    return [*_no_area(candidates, question), *by_groups]


def _no_area(candidates: Sequence[Candidate], question: Question) -> Iterator[Message]:
    homeless = [candidate for candidate in candidates if candidate.area is None]
    if homeless and question.areas is None:
        documents = listed(_document(candidate) for candidate in homeless)
        yield note("no_area", count=len(homeless), documents=documents)


def _other_kind(groups: Sequence[Group], _question: Question) -> Iterator[Message]:
    for match, name in (("other_kind", "same_span_other_kind"), ("as_of", "moment")):
        shown = [group for group in groups if group.answers and group.answers[0].match == match]
        if shown:
            periods = listed(period_words(group.answers[0].period) for group in shown)
            yield note(name, places=_names(shown), periods=periods)


def _other_length(groups: Sequence[Group], question: Question) -> Iterator[Message]:
    """A number for another month is another number; one for another length could be taken for this one."""
    periods: list[str] = []
    places: list[Group] = []
    for group in groups:
        for candidate in group.other_period:
            if candidate.period is not None and not candidate.period.comparable_with(question.period):
                periods.append(period_words(candidate.period))
                places.append(group)
    if places:
        yield note("other_length", places=_names(places), periods=listed(periods))


def _no_period(groups: Sequence[Group], _question: Question) -> Iterator[Message]:
    timeless = [group for group in groups for candidate in group.other_period if candidate.period is None]
    if timeless:
        yield note("no_period", places=_names(timeless), count=len(timeless))


def _other_comparison(groups: Sequence[Group], _question: Question) -> Iterator[Message]:
    places = [group for group in groups if group.other_comparison]
    if places:
        count = sum(len(group.other_comparison) for group in places)
        yield note("other_comparison", places=_names(places), count=count)


def _several(groups: Sequence[Group], _question: Question) -> Iterator[Message]:
    """Numbers that differ are named one by one; the same bytes at two addresses count once."""
    for group in groups:
        candidates = [answer.candidate for answer in group.equals]
        documents = {candidate.sha256: _document(candidate) for candidate in reversed(candidates)}
        if len({candidate.amount for candidate in candidates}) > 1:
            quotes = listed(f"{candidate.record.quote} {_document(candidate)}" for candidate in candidates)
            yield note("conflict", places=group.name, quotes=quotes, documents=_document(candidates[0]))
        elif len(documents) > 1:
            names = listed(reversed(documents.values()))
            yield note("repeated", places=group.name, count=len(documents), documents=names)


def _mixed_units(groups: Sequence[Group], _question: Question) -> Iterator[Message]:
    units = dict.fromkeys(answer.candidate.amount[1] or "—" for answer in _shown(groups))
    if len(units) > 1:
        yield note("mixed_units", units=listed(units))


def _inexact(groups: Sequence[Group], _question: Question) -> Iterator[Message]:
    inexact = [group for group in _answered(groups) if group.answers[0].candidate.record.bound != "="]
    if inexact:
        quotes = listed(answer.candidate.record.quote for answer in _shown(inexact))
        yield note("inexact", places=_names(inexact), quotes=quotes)


def _ranges(groups: Sequence[Group], _question: Question) -> Iterator[Message]:
    ranges = [group for group in _answered(groups) if group.answers[0].candidate.record.value_max is not None]
    if ranges:
        quotes = listed(answer.candidate.record.quote for answer in _shown(ranges))
        yield note("range", places=_names(ranges), quotes=quotes)


def _mixed_levels(groups: Sequence[Group], _question: Question) -> Iterator[Message]:
    levels = dict.fromkeys(group.area.level for group in _answered(groups) if group.area.level)
    if len(levels) > 1:
        yield note("mixed_levels", levels=listed(levels))


REMARKS: tuple[Remark, ...] = (
    _other_kind,
    _other_length,
    _no_period,
    _other_comparison,
    _several,
    _mixed_units,
    _inexact,
    _ranges,
    _mixed_levels,
)


def _answered(groups: Sequence[Group]) -> list[Group]:
    return [group for group in groups if group.answers]


def _shown(groups: Sequence[Group]) -> list[Answer]:
    return [group.answers[0] for group in _answered(groups)]


def _names(groups: Sequence[Group]) -> str:
    return listed(group.name for group in groups)


def _document(candidate: Candidate) -> str:
    return f"#{candidate.document_id}"
