"""What has to be said beside a comparison: each remark is a function from the groups to its messages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from corpus.comparison import ComparisonRow
from corpus.groups import Answer, Cell, Group
from corpus.notes import listed, note, period_words
from corpus.observation import Observation
from corpus.places import GAPS, Places
from schemas import Message

Remark = Callable[[Sequence[Group], Cell], Iterator[Message]]


def remarks(
    observations: Sequence[Observation], groups: Sequence[Group], cell: Cell, *, everywhere: bool
) -> list[Message]:
    """Every remark in its order; nothing where everything is comparable. `everywhere`: no areas were named."""
    by_groups = [message for remark in REMARKS for message in remark(groups, cell)]
    return [*(_no_area(observations) if everywhere else ()), *by_groups]


def answer_remarks(
    ambiguous: dict[str, tuple[str, ...]], rows: Sequence[tuple[Group, ComparisonRow]], known: Places
) -> Iterator[Message]:
    """What holds for the whole answer: names that fit several areas, territories that changed."""
    for name, places in sorted(ambiguous.items()):
        yield note("ambiguous_name", word=name, places=listed(places))
    before = {
        (group.area.name, group.area.area_id, group.area.series_id)
        for group, row in rows
        if "predecessor" in row.marks
    }
    if before:
        words = (f"{name} {code} → {series}" for name, code, series in sorted(before))
        yield note("predecessors", places=listed(words))
    marked = {group.area.series_id for group, row in rows if GAPS.keys() & {*row.marks}}
    gaps = {
        f"{gap.name_old} {gap.code_old} → {gap.name_new} {gap.code_new} ({gap.year}, {gap.kind})"
        for series_id in marked
        for gap in known.gaps(series_id)
    }
    if gaps:
        yield note("territory", changes=listed(sorted(gaps)))


def _no_area(observations: Sequence[Observation]) -> Iterator[Message]:
    homeless = [one for one in observations if one.place is None]
    if homeless:
        documents = listed(_document(one) for one in homeless)
        yield note("no_area", count=len(homeless), documents=documents)


def _other_kind(groups: Sequence[Group], _cell: Cell) -> Iterator[Message]:
    for match, name in (("other_kind", "same_span_other_kind"), ("as_of", "moment")):
        shown = [group for group in groups if group.answers and group.answers[0].match == match]
        if shown:
            periods = listed(period_words(group.answers[0].period) for group in shown)
            yield note(name, places=_names(shown), periods=periods)


def _other_length(groups: Sequence[Group], cell: Cell) -> Iterator[Message]:
    """A number for another month is another number; one for another length could be taken for this one."""
    periods: list[str] = []
    places: list[Group] = []
    for group in groups:
        for candidate in group.other_period:
            if candidate.period is not None and not candidate.period.comparable_with(cell.period):
                periods.append(period_words(candidate.period))
                places.append(group)
    if places:
        yield note("other_length", places=_names(places), periods=listed(periods))


def _no_period(groups: Sequence[Group], _cell: Cell) -> Iterator[Message]:
    timeless = [group for group in groups for candidate in group.other_period if candidate.period is None]
    if timeless:
        yield note("no_period", places=_names(timeless), count=len(timeless))


def _other_comparison(groups: Sequence[Group], _cell: Cell) -> Iterator[Message]:
    places = [group for group in groups if group.other_comparison]
    if places:
        count = sum(len(group.other_comparison) for group in places)
        yield note("other_comparison", places=_names(places), count=count)


def _several(groups: Sequence[Group], _cell: Cell) -> Iterator[Message]:
    """Numbers that differ are named one by one; the same bytes at two addresses count once."""
    for group in groups:
        same = group.same
        documents = {one.report.sha256: _document(one) for one in reversed(same)}
        if len({(one.value_base, one.base_unit) for one in same}) > 1:
            quotes = listed(f"{one.quote} {_document(one)}" for one in same)
            name = "conflict" if group.conflict else "unclear" if group.unclear else "rounded"
            yield note(name, places=group.name, quotes=quotes, documents=_document(same[0]))
        elif len(documents) > 1:
            names = listed(reversed(documents.values()))
            yield note("repeated", places=group.name, count=len(documents), documents=names)


def _mixed_units(groups: Sequence[Group], _cell: Cell) -> Iterator[Message]:
    units = dict.fromkeys(answer.observation.base_unit or "—" for answer in _shown(groups))
    if len(units) > 1:
        yield note("mixed_units", units=listed(units))


def _inexact(groups: Sequence[Group], _cell: Cell) -> Iterator[Message]:
    inexact = [group for group in _answered(groups) if group.answers[0].observation.bound != "="]
    if inexact:
        quotes = listed(answer.observation.quote for answer in _shown(inexact))
        yield note("inexact", places=_names(inexact), quotes=quotes)


def _ranges(groups: Sequence[Group], _cell: Cell) -> Iterator[Message]:
    ranges = [group for group in _answered(groups) if group.answers[0].observation.value_max is not None]
    if ranges:
        quotes = listed(answer.observation.quote for answer in _shown(ranges))
        yield note("range", places=_names(ranges), quotes=quotes)


def _mixed_levels(groups: Sequence[Group], _cell: Cell) -> Iterator[Message]:
    levels = dict.fromkeys(group.area.level for group in _answered(groups) if group.area.level)
    if len(levels) > 1:
        yield note("mixed_levels", levels=listed(levels))


def _definitions(groups: Sequence[Group], _cell: Cell) -> Iterator[Message]:
    """Shown only where nothing without a definition of its own is there."""
    defined = [group for group in _answered(groups) if group.answers[0].observation.definition]
    if defined:
        words = listed(answer.observation.definition for answer in _shown(defined))
        yield note("definitions", places=_names(defined), definitions=words)


def _of_others(groups: Sequence[Group], _cell: Cell) -> Iterator[Message]:
    named = [group for group in _answered(groups) if "superior" in group.answers[0].observation.marks]
    if named:
        reporters = listed(
            answer.observation.report.place.name
            for answer in _shown(named)
            if answer.observation.report.place is not None
        )
        yield note("of_others", places=_names(named), reporters=reporters)


def _computed(groups: Sequence[Group], _cell: Cell) -> Iterator[Message]:
    computed = [group for group in _answered(groups) if group.answers[0].observation.derived]
    if computed:
        sources = listed("、".join(answer.observation.derived) for answer in _shown(computed))
        yield note("computed", places=_names(computed), sources=sources)
    negative = [group for group in computed if group.answers[0].observation.value_base < 0]
    if negative and computed[0].answers[0].observation.measure == "figure":
        yield note("negative", places=_names(negative))


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
    _definitions,
    _of_others,
    _computed,
)


def _answered(groups: Sequence[Group]) -> list[Group]:
    return [group for group in groups if group.answers]


def _shown(groups: Sequence[Group]) -> list[Answer]:
    return [group.answers[0] for group in _answered(groups)]


def _names(groups: Sequence[Group]) -> str:
    return listed(group.name for group in groups)


def _document(one: Observation) -> str:
    return f"#{one.report.document_id}"
