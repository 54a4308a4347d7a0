"""Several numbers for one observation: all are kept, one is preferred by a stated rule, conflicts are marked.

The rule, in this order: what a bulletin reports before what was computed; what happened before what was forecast;
the bulletin issued last; the district's own bulletin before another that names it; an exact number before a bound
or an approximate one; more printed digits; the document that came last; the first place in its text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace

from corpus.intervals import agree
from corpus.observation import Mark, Observation
from corpus.periods import days_of
from schemas import Period


def judged(observations: Iterable[Observation]) -> list[Observation]:
    """The same observations in their order, with `preferred`, `conflict` and marks set."""
    kept = list(observations)
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for place, observation in enumerate(kept):
        groups[identity(observation)].append(place)
    for places in groups.values():
        if len(places) > 1:
            for place, observation in zip(places, _chosen([kept[place] for place in places]), strict=True):
                kept[place] = observation
    return kept


def identity(observation: Observation) -> Hashable:
    """What makes two numbers the same observation: series, status and period."""
    status = observation.status == "target"
    return series_identity(observation), status, span_key(observation.period)


def series_identity(observation: Observation) -> Hashable:
    """What makes two numbers members of one series; a part that nothing names is one of its own.

    An amount in another unit (美元) is another series, and so is that of an unknown area in another document.
    """
    one = observation
    unnamed_part = one.part and not (one.narrowed or one.subject or one.definition)
    return (
        one.series_unit_id,
        one.ref if unnamed_part else None,
        one.indicator or one.printed,
        one.facets,
        one.definition,
        (one.measure, one.comparison, one.base if one.measure in ("share", "completion") else None),
        (one.base_unit, "百分点" in (one.unit or "")),
    )


def span_key(period: Period | None) -> Hashable:
    """A period by its days and its kind, however it was printed; a moment by its last day."""
    return None if period is None else (*days_of(period), period.kind)


def best_first(observations: Iterable[Observation]) -> list[Observation]:
    """By the rule, the preferred one first."""
    in_text = sorted(observations, key=lambda one: one.position)
    return sorted(in_text, key=_rank, reverse=True)


def _rank(one: Observation) -> tuple[bool, bool, str, bool, bool, int, int]:
    return (
        not one.derived,
        one.status != "forecast",
        one.report.issued or "",
        one.own,
        one.bound == "=",
        len(one.value.as_tuple().digits),
        one.report.document_id,
    )


def _chosen(same: Sequence[Observation]) -> list[Observation]:
    ordered = best_first(same)
    best = ordered[0]
    of_each = {one.report.document_id: one for one in reversed(ordered) if one.status == best.status}
    # A forecast that came out otherwise is no conflict; what one bulletin says twice is none between bulletins.
    conflict = any(not agree(best, one) for one in of_each.values())
    found: list[Observation] = []
    for one in same:
        marks: list[Mark] = []
        if one.status == best.status:
            marks += ["conflict" if conflict else "repeated"] if len(of_each) > 1 else []
            marks += (
                ["unclear"] if not agree(one, of_each[one.report.document_id]) or _unclear(one, same) else []
            )
        found.append(
            replace(
                one,
                preferred=one is best,
                conflict="conflict" in marks,
                marks=(*one.marks, *marks),
            )
        )
    return found


def _unclear(one: Observation, same: Sequence[Observation]) -> bool:
    """Whether its bulletin gives other amounts under the same description: what tells them apart was not read."""
    return any(
        other.report.document_id == one.report.document_id
        and other.status == one.status
        and not agree(one, other)
        for other in same
    )


def distinguished(observations: Sequence[Observation]) -> list[Observation]:
    """The same, where one bulletin gives other amounts under other names for one code: those names are definitions.

    地方财政总收入 beside 一般公共预算收入 is another thing, whatever its code. The canonical name keeps the place,
    else the name that comes first.
    """
    names: dict[tuple[int, str], set[str]] = defaultdict(set)
    for one in observations:
        if one.indicator:
            names[one.report.run_id, one.indicator].add(one.printed)
    several = [
        place
        for place, one in enumerate(observations)
        if one.indicator and len(names[one.report.run_id, one.indicator]) > 1
    ]
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for place in several:
        groups[observations[place].report.run_id, identity(observations[place])].append(place)
    kept = list(observations)
    for places in groups.values():
        usual = min(
            (kept[place] for place in places), key=lambda one: (one.printed != one.name, one.position)
        )
        for place in places:
            one = kept[place]
            if one.printed != usual.printed and not agree(one, usual):
                kept[place] = replace(one, definition="、".join(filter(None, (one.definition, one.printed))))
    return kept
