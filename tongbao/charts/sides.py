"""From a comparison of the store to the points of a chart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from corpus import Comparison, ComparisonRow, Missing, Store
from schemas import Period
from schemas.errors import NothingFoundError
from tongbao.charts.asked import Asked, Level
from tongbao.charts.points import (
    Point,
    Side,
    Units,
    Who,
    common_units,
    commonest_level,
    few_enough,
    level_of,
)
from tongbao.charts.words import address, clean, period_words, printed
from tongbao.messages import current, say


def side(
    store: Store,
    asked: Asked,
    indicator: str,
    period: str | Period,
    *,
    level: Level | None = None,
    units: Units | None = None,
) -> Side:
    """One indicator and one period of what is asked, as points in the unit that most of them have.

    `level` and `units` are those of another side that this one stands beside. Raises `NothingFoundError` where
    no district has a number, `QueryError` for words not understood.
    """
    everyone = _compare(store, asked, indicator, period, asked.areas)
    level = level or level_asked(asked, everyone)
    answer, others = _of_level(store, asked, everyone, indicator, level)
    rows = answer.rows
    words = period_words(answer.question.period)
    if not rows:
        raise NothingFoundError(indicator, say("plot.none-for", period=words))
    few_enough(len(rows) + len(answer.missing), indicator)
    units = units or common_units((row.base_unit, row.unit) for row in rows)
    definition = Counter(row.definition for row in rows).most_common(1)[0][0]
    points = ranked([_point(row, units, definition) for row in rows])
    return Side(
        indicator=clean(rows[0].indicator),
        name=title_of(rows[0].indicator, answer.question.measure),
        period=words,
        units=units,
        level=level,
        points=[*points, *map(_missing, answer.missing)],
        notes=[*others, *(getattr(note, current()) for note in answer.notes)],
    )


def _compare(
    store: Store, asked: Asked, indicator: str, period: str | Period, areas: tuple[str, ...] | None
) -> Comparison:
    return store.compare(
        indicator,
        period,
        areas,
        asked.by,
        measure=asked.measure,
        status=asked.status,
        within=asked.within,
    )


def _of_level(
    store: Store, asked: Asked, everyone: Comparison, indicator: str, level: Level
) -> tuple[Comparison, list[str]]:
    """The answer for the areas of one level, and a line that names the others.

    It is asked for anew, so that what the store remarks on is what is drawn.
    """
    others = [row.area for row in everyone.rows if not _on(level, row.area_code)]
    if not others:
        kept = [place for place in everyone.missing if _on(level, place.area_code)]
        return replace(everyone, missing=kept), []
    places: list[ComparisonRow | Missing] = [*everyone.rows, *everyone.missing]
    names = dict.fromkeys(place.area for place in places if _on(level, place.area_code))
    answer = _compare(store, asked, indicator, everyone.question.period, tuple(names))
    rows = [row for row in answer.rows if _on(level, row.area_code)]
    kept = [place for place in answer.missing if _on(level, place.area_code)]
    note = say("plot.other-level", areas=say("plot.list").join(dict.fromkeys(others)))
    return replace(answer, rows=rows, missing=kept), [note]


def ranked(points: Sequence[Point]) -> list[Point]:
    """The points with their places among those drawn, units among those of their area; largest first.

    Those without an amount, such as those of another unit, stand last.
    """
    pools: dict[str, list[Point]] = defaultdict(list)
    for point in points:
        pools[point.who.key if point.who.subject else ""].append(point)
    placed: list[Point] = []
    for pool in pools.values():
        drawn = [(point.amount, point) for point in pool if point.amount is not None]
        ranks = [1 + sum(other > amount for other, _ in drawn) for amount, _ in drawn]
        pairs = sorted(zip(ranks, drawn, strict=True), key=lambda pair: pair[0])
        placed += [replace(point, rank=rank) for rank, (_, point) in pairs]
    return placed + [point for point in points if point.amount is None]


def level_asked(asked: Asked, answer: Comparison) -> Level:
    """The level to keep: that asked for, all where areas are named, else the commonest."""
    if asked.level is not None:
        return asked.level
    return "all" if asked.areas else commonest_level(row.area_code for row in answer.rows)


def title_of(indicator: str, measure: str | None) -> str:
    """The indicator with what is measured of it."""
    if measure not in ("growth", "share", "completion"):
        return clean(indicator)
    return say("plot.measured", indicator=clean(indicator), word=say(f"plot.measure.{measure}"))


def who_is(row: ComparisonRow | Missing) -> Who:
    """The district or unit of a row; a zone has its county's code, so that the name belongs to the key."""
    return Who(f"{row.area_code or ''}:{row.area}", row.area, row.subject, row.area_code)


def _on(level: Level, code: str | None) -> bool:
    return level in ("all", level_of(code))


def _point(row: ComparisonRow, units: Units, definition: str) -> Point:
    shown = printed(row.value, row.unit, row.bound, units.drawn)
    point = Point(
        who=who_is(row),
        shown=shown,
        bound=row.bound,
        status=row.status,
        quote=row.quote,
        source=address(row.source),
        document=row.document_id,
    )
    if row.base_unit != units.base:
        return replace(point, why=say("plot.other-unit", shown=shown))
    if row.definition != definition:
        words = row.definition or say("plot.no-definition")
        return replace(point, why=say("plot.other-definition", shown=shown, definition=clean(words)))
    return replace(point, amount=row.value_base / units.factor)


def _missing(place: Missing) -> Point:
    return Point(who=who_is(place), why=getattr(place.reason, current()))
