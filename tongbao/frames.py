"""A bulletin's records as pandas frames, one row a number, ranked unit, roster member or finding."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal

import pandas as pd

from schemas import Bulletin, Facets, Figure, Percentage, Period

Records = Literal["numbers", "figures", "percentages", "rankings", "rosters", "findings"]
Row = dict[str, Any]


def to_frame(bulletin: Bulletin, records: Records = "numbers") -> pd.DataFrame:
    """The records of one kind; numbers are `Decimal`, for a float never touches a reported value.

    Raises `ValueError` for a kind that is unknown.
    """
    if records not in _ROWS:
        raise ValueError(f"records must be one of {', '.join(_ROWS)}, not {records!r}")
    columns, rows = _ROWS[records]
    return pd.DataFrame(list(rows(bulletin)), columns=pd.Index(columns), dtype=object)


_PLACE = ["quote", "start", "end", "page"]
_PERIOD = ["period_start", "period_end", "period_kind"]
_PLAIN = ["value", "value_max", "unit", "base_value", "base_unit", "bound", "indicator", "code"]
_FACETS = ["industry", "size", "origin", "other"]
_LINKS = ["whole", "kind", "comparison", "of", "base", "base_of"]
_NUMBERS = ["id", "type", *_PLAIN, *_FACETS, "subject", *_PERIOD, "status", *_LINKS, *_PLACE]


def _period(period: Period | None) -> Row:
    return {f"period_{end}": getattr(period, end, None) for end in ("start", "end", "kind")}


def _facets(facets: Facets) -> Row:
    return {**{name: getattr(facets, name) for name in _FACETS}, "other": "、".join(facets.other) or None}


def _number(record: Figure | Percentage) -> Row:
    names = [*_PLAIN, *_LINKS, *_PLACE, "id", "subject", "status"]
    plain = {name: getattr(record, name, None) for name in names}
    return {
        "type": type(record).__name__.lower(),
        **plain,
        **_facets(record.facets),
        **_period(record.period),
    }


def _figures(bulletin: Bulletin) -> Iterator[Row]:
    yield from map(_number, bulletin.figures)


def _percentages(bulletin: Bulletin) -> Iterator[Row]:
    yield from map(_number, bulletin.percentages)


def _numbers(bulletin: Bulletin) -> Iterator[Row]:
    records: list[Figure | Percentage] = [*bulletin.figures, *bulletin.percentages]
    yield from map(_number, sorted(records, key=lambda record: (record.start, record.end)))


def _rankings(bulletin: Bulletin) -> Iterator[Row]:
    for ranking in bulletin.rankings:
        shared = {
            name: getattr(ranking, name) for name in ("id", "criterion", "code", "scope", "order", *_PLACE)
        }
        for entry in ranking.entries:
            yield {**shared, "subject": entry.subject, "rank": entry.rank, **_period(ranking.period)}


def _rosters(bulletin: Bulletin) -> Iterator[Row]:
    for roster in bulletin.rosters:
        shared = {name: getattr(roster, name) for name in ("id", "condition", "count", *_PLACE)}
        for member in roster.members:
            yield {**shared, "member": member, **_period(roster.period)}


def _findings(bulletin: Bulletin) -> Iterator[Row]:
    for finding in bulletin.findings:
        shared = {name: getattr(finding, name) for name in ("id", "rule", "verdict", "severity", "formula")}
        yield {
            **shared,
            "claims": "、".join(finding.claims),
            "quotes": "、".join(finding.quotes),
            "message_zh": finding.message.zh,
            "message_en": finding.message.en,
        }


_RANKINGS = ["id", "criterion", "code", "scope", "order", "subject", "rank", *_PERIOD, *_PLACE]
_ROSTERS = ["id", "condition", "count", "member", *_PERIOD, *_PLACE]
_FINDINGS = ["id", "rule", "verdict", "severity", "claims", "quotes", "formula", "message_zh", "message_en"]

_ROWS: dict[Records, tuple[list[str], Callable[[Bulletin], Iterator[Row]]]] = {
    "numbers": (_NUMBERS, _numbers),
    "figures": (_NUMBERS, _figures),
    "percentages": (_NUMBERS, _percentages),
    "rankings": (_RANKINGS, _rankings),
    "rosters": (_ROSTERS, _rosters),
    "findings": (_FINDINGS, _findings),
}
