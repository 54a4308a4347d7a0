"""From observations to a line of periods: each district's number at each step, and where it has none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from corpus import Measure, Observation, Store, parse_period
from corpus.periods import relation
from schemas import Period
from schemas.errors import NothingFoundError, QueryError
from tongbao.charts.asked import Asked, Level
from tongbao.charts.points import Point, Units, Who, common_units, commonest_level, few_enough, level_of
from tongbao.charts.sides import title_of
from tongbao.charts.steps import commonest_span, inside, steps_of
from tongbao.charts.words import address, period_words, printed
from tongbao.messages import current, say

MATCHES: Final = ("same", "other_kind", "as_of")
MOST_SPANS: Final = 6


@dataclass(frozen=True)
class Timeline:
    """Points whose `column` is one of `columns`, and tasks of whole years, whose `column` is the year.

    A district has a missing point at each step at which another has a number and it has not.
    """

    name: str
    period: str
    span: str
    units: Units
    columns: Sequence[str]
    points: Sequence[Point]
    goals: Sequence[Point]
    notes: Sequence[str]

    @property
    def unit(self) -> str:
        """The unit of the axis."""
        return self.units.drawn or ""


def timeline(store: Store, asked: Asked) -> Timeline:
    """One indicator inside one period, step by step; the steps are of `span`, else of the commonest one.

    Raises `QueryError` for a period that has no start or too many steps, `NothingFoundError` where the store
    has no number of the asked status.
    """
    indicator, period = asked.indicators[0], parse_period(asked.periods[0])
    measure = asked.measure or _measure(store, indicator)
    status = None if asked.targets else asked.status
    named, asked = asked.areas is not None, _within(store, asked, period)
    answer = store.observations(indicator, areas=asked.areas, measure=measure, status=status)
    about = [one for one in answer if _about(one, asked)]
    usable = [one for one in about if _plain(one)]
    whole = [one for one in usable if one.period and inside(one.period, period)]
    level = asked.level or ("all" if named else commonest_level(_codes(whole)))
    wanted = [one for one in whole if level in ("all", level_of(_code(one)))]
    span = asked.span or commonest_span(wanted, period)
    steps = steps_of(period, span)
    # The task of a whole year is no sum from January to December of what has happened.
    yearly = {id(one) for one in wanted if span == "ytd" and one.status == "target" and one.span == "year"}
    found = _placed([one for one in wanted if id(one) not in yearly], steps, _stocks(store))
    if not any(one.status == asked.status for one, _ in found):
        raise NothingFoundError(indicator, say("plot.none-for", period=period_words(period)))
    units = common_units((one.base_unit, one.unit) for one, _ in found)
    points = _one_name([_point(one, head, units) for one, head in found])
    reported = [head for head in steps if any(point.column == head for point in points)]
    drawn = list(dict.fromkeys(point.who for point in points))
    expected = [*drawn, *_expected(store, asked, level, drawn)]
    few_enough(len(expected), indicator)
    return Timeline(
        name=title_of(found[0][0].name, measure),
        period=period_words(period),
        span=span,
        units=units,
        columns=_between(list(steps), reported),
        points=[*points, *_gaps(points, expected, reported, asked)],
        goals=_goals(usable, drawn, units) if span == "ytd" and asked.targets else [],
        notes=[
            say(f"plot.span.{span}"),
            *_left_out(whole, wanted, found),
            *_narrowed(
                [one for one in about if not _plain(one) and one.period and inside(one.period, period)]
            ),
            *(getattr(note, current()) for note in answer.notes),
        ],
    )


def _within(store: Store, asked: Asked, period: Period) -> Asked:
    """What lies directly in `within` at the end of the period, where no areas are named."""
    if asked.within is None or asked.areas:
        return asked
    children = store.places().children(asked.within, (period.end or "")[:7])
    if not children:
        raise QueryError(asked.within, say("plot.nothing-within"))
    return replace(asked, areas=tuple(place.series_id for place in children))


def _measure(store: Store, indicator: str) -> Measure:
    """What `compare` takes where nobody tells: the rate of an indicator that is one, else the figure."""
    rates = [row for row in store.indicators() if row.aggregation == "rate"]
    named = any(indicator in (row.code, row.name) or row.called(indicator) for row in rates)
    return "rate" if named else "figure"


def _stocks(store: Store) -> frozenset[str]:
    return frozenset(row.code for row in store.indicators() if row.aggregation == "stock")


def _about(one: Observation, asked: Asked) -> bool:
    """A number of an area, or of a unit where units are asked for, of a status that is drawn."""
    statuses = {asked.status, *(("target", "forecast") if asked.targets else ())}
    right = (one.subject is not None) == (asked.by == "subject") and one.place is not None
    return right and one.status in statuses


def _plain(one: Observation) -> bool:
    """A number of the whole, by no definition of its own; growth on the year before."""
    return not (one.part or one.narrowed or one.definition) and one.comparison in (None, "yoy")


def _code(one: Observation) -> str | None:
    return one.place.code if one.place else None


def _codes(observations: Sequence[Observation]) -> list[str | None]:
    """The code of each area, once."""
    return list({one.place.series_id: one.place.code for one in observations if one.place}.values())


def _placed(
    observations: Sequence[Observation], steps: Mapping[str, Period], stocks: frozenset[str]
) -> list[tuple[Observation, str]]:
    """The observations with the head of the step that they answer; of several the one that fits best."""
    best: dict[tuple[str, str, str], tuple[int, Observation]] = {}
    for one in observations:
        for head, step in steps.items():
            if one.period is None or (step.end or "")[:7] != (one.period.end or "")[:7]:
                continue
            match = relation(step, one.period, stock=one.indicator in stocks)
            if match is not None:
                key, fit = (one.series_unit_id, one.status, head), MATCHES.index(match)
                if key not in best or fit < best[key][0]:
                    best[key] = fit, one
    return [(one, head) for (_, _, head), (_, one) in best.items()]


def _point(one: Observation, head: str, units: Units) -> Point:
    shown = printed(one.value, one.unit, one.bound, units.drawn)
    other = one.base_unit != units.base
    return Point(
        who=_who(one),
        column=head,
        amount=None if other else one.value_base / units.factor,
        shown=shown,
        bound=one.bound,
        status=one.status,
        quote=one.quote,
        source=address(one.report.source),
        document=one.report.document_id,
        why=say("plot.other-unit", shown=shown) if other else "",
    )


def _goals(observations: Sequence[Observation], drawn: Sequence[Who], units: Units) -> list[Point]:
    """The tasks of whole years of those who are drawn."""
    whos = {(who.key, who.subject): who for who in drawn}
    goals = []
    for one in observations:
        if one.status == "target" and one.span == "year" and one.period and one.base_unit == units.base:
            point = _point(one, str(one.period.year), units)
            if (point.who.key, point.who.subject) in whos:
                goals.append(replace(point, who=whos[point.who.key, point.who.subject]))
    return goals


def _who(one: Observation) -> Who:
    """By the area under which the series goes on today: a renamed district is one line."""
    if one.place is None:
        raise ValueError("an observation of an unknown area has no line")
    return Who(one.place.series_id, one.place.name, one.subject, one.place.code)


def _between(heads: Sequence[str], reported: Sequence[str]) -> Sequence[str]:
    """From the first to the last step with a number, those without any among them."""
    return heads[heads.index(reported[0]) : heads.index(reported[-1]) + 1]


def _expected(store: Store, asked: Asked, level: Level, known: Iterable[Who]) -> Iterator[Who]:
    """The areas with bulletins in the store, or those that were asked for, beside those that have a number."""
    if asked.by == "subject":
        return
    present = {(who.code, who.area) for who in known} | {(who.key, "") for who in known}
    places = store.places()
    for summary in store.bulletins():
        code, area = summary.area_code, summary.area
        if area is None or level not in ("all", level_of(code)) or (code, area) in present:
            continue
        place = places.place(code, area, None, "")
        # A zone has its county's code, and a name that never was the county's.
        zone = place.name != area and code not in places.members(area)
        who = Who(f"{code or ''}:{area}" if zone else place.series_id, area, None, code)
        asked_for = asked.areas is None or {area, code, who.key, place.series_id} & {*asked.areas}
        if asked_for and (who.key, "") not in present:
            present.add((who.key, ""))
            yield who
    for words in asked.areas or ():
        if not any(words in (who.code, who.area, who.key) for who in known) and (words, "") not in present:
            name = places.place(words, words, None, "").name if words.isdecimal() else words
            if level in ("all", level_of(words if words.isdecimal() else None)):
                yield from _unknown(words, name, places.members(words), present)


def _unknown(
    words: str, name: str, ids: Iterable[str], present: Collection[tuple[str | None, str]]
) -> Iterator[Who]:
    """An area that was asked for and that no bulletin is about; one known by another name is not."""
    if not any((area_id, "") in present for area_id in ids):
        yield Who(words, name, None, words if words.isdecimal() else None)


def _one_name(points: Sequence[Point]) -> list[Point]:
    """The points, each district under its latest name."""
    latest: dict[tuple[str, str | None], Who] = {}
    for point in sorted(points, key=lambda point: point.column):
        latest[point.who.key, point.who.subject] = point.who
    return [replace(point, who=latest[point.who.key, point.who.subject]) for point in points]


def _gaps(
    points: Sequence[Point], expected: Sequence[Who], reported: Sequence[str], asked: Asked
) -> Iterator[Point]:
    """A missing point wherever another district has a number."""
    there = {(point.who, point.column) for point in points if point.status == asked.status}
    for who in expected:
        for head in reported:
            if (who, head) not in there:
                yield Point(who=who, column=head, status=asked.status, why=say("plot.no-number"))


def _left_out(
    whole: Sequence[Observation], wanted: Sequence[Observation], found: Sequence[tuple[Observation, str]]
) -> Iterator[str]:
    """The areas of another level, and the numbers for periods of another span."""
    kept = {id(one) for one in wanted}
    areas = [one.place.name for one in whole if one.place and id(one) not in kept]
    if areas:
        yield say("plot.other-level", areas=say("plot.list").join(dict.fromkeys(areas)))
    drawn = {id(one) for one, _ in found}
    others = [one for one in wanted if id(one) not in drawn and one.status != "target"]
    if others:
        counts = Counter(period_words(one.period) for one in others if one.period)
        spans = say("plot.list").join(list(counts)[:MOST_SPANS]) + ("…" if len(counts) > MOST_SPANS else "")
        yield say("plot.other-spans", count=len(others), spans=spans)


def _narrowed(aside: Sequence[Observation]) -> list[str]:
    return [say("plot.narrowed", count=len(aside))] if aside else []
