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
    nameless = one.place is None or (one.place.code is None and one.place.level is None)
    return (
        one.series_unit_id,
        one.report.document_id if nameless else None,
        one.ref if unnamed_part else one.part,
        one.indicator or one.printed,
        one.facets,
        one.definition,
        (one.measure, one.comparison, one.base if one.measure in ("share", "completion") else None),
        one.base_unit,
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
    best = best_first(same)[0]
    actual = [one for one in same if one.status == best.status]
    # A forecast that came out otherwise is no conflict.
    conflict = any(not agree(best, one) for one in actual)
    mark: Mark = "conflict" if conflict else "repeated"
    return [
        replace(
            one,
            preferred=one is best,
            conflict=conflict and one.status == best.status,
            marks=(*one.marks, mark) if one.status == best.status and len(actual) > 1 else one.marks,
        )
        for one in same
    ]
