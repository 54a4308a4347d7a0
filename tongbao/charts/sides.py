"""From a comparison of the store to the points of a chart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from corpus import Comparison, ComparisonRow, Missing, Store
from corpus.compare import places
from schemas import Period
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
from tongbao.charts.words import clean, period_words, printed
from tongbao.errors import NothingFoundError
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
    answer = store.compare(indicator, period, asked.areas, asked.by, measure=asked.measure, status=asked.status)
    level = level or level_asked(asked, answer)
    rows = [row for row in answer.rows if _on(level, row.area_code)]
    words = period_words(answer.question.period)
    if not rows:
        raise NothingFoundError(indicator, say("plot.none-for", period=words))
    missing = [place for place in answer.missing if _on(level, place.area_code)]
    few_enough(len(rows) + len(missing), indicator)
    units = units or common_units((row.base_unit, row.unit) for row in rows)
    points = ranked([_point(row, units) for row in rows])
    return Side(
        name=title_of(rows[0].indicator, answer.question.measure),
        period=words,
        units=units,
        level=level,
        points=[*points, *map(_missing, missing)],
        notes=[*_others(answer, level), *(getattr(note, current()) for note in answer.notes)],
    )


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
        ranks = places([amount for amount, _ in drawn])
        placed += sorted(
            (replace(point, rank=rank) for rank, (_, point) in zip(ranks, drawn, strict=True)),
            key=lambda point: point.rank or 0,
        )
    return placed + [point for point in points if point.amount is None]


def level_asked(asked: Asked, answer: Comparison) -> Level:
    """The level to keep: that asked for, all where areas are named, else the commonest."""
    if asked.level is not None:
        return asked.level
    return "all" if asked.areas else commonest_level(row.area_code for row in answer.rows)


def title_of(indicator: str, measure: str | None) -> str:
    """The indicator with what is measured of it."""
    word = say(f"plot.measure.{measure}") if measure in ("growth", "share", "completion") else ""
    return say("plot.measured", indicator=clean(indicator), word=word).strip()


def who_is(row: ComparisonRow | Missing) -> Who:
    """The district or unit of a row; a zone has its county's code, so that the name belongs to the key."""
    return Who(f"{row.area_code or ''}:{row.area}", row.area, row.subject, row.area_code)


def _on(level: Level, code: str | None) -> bool:
    return level in ("all", level_of(code))


def _point(row: ComparisonRow, units: Units) -> Point:
    shown = printed(row.value, row.unit, row.bound, units.drawn)
    point = Point(
        who=who_is(row),
        shown=shown,
        bound=row.bound,
        status=row.status,
        quote=row.quote,
        source=clean(row.source),
        document=row.document_id,
    )
    if row.base_unit != units.base:
        return replace(point, why=say("plot.other-unit", shown=shown))
    return replace(point, amount=row.value_base / units.factor)


def _missing(place: Missing) -> Point:
    return Point(who=who_is(place), why=getattr(place.reason, current()))


def _others(answer: Comparison, level: Level) -> Sequence[str]:
    """The areas of another level that have the number and are not drawn."""
    names = [row.area for row in answer.rows if not _on(level, row.area_code)]
    return [say("plot.other-level", areas="、".join(dict.fromkeys(names)))] if names else []
