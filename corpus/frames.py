"""Observations as plain pandas frames: long, wide, and a panel; the dtype of every column is stated here.

Codes, names and periods are `string`, never numbers. Amounts are `float64`, or exact `Decimal` objects where
`exact` is asked for; offsets and numbers of documents are integers, `Int64` where they may be missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar

from corpus.observation import Observation
from corpus.preference import best_first
from schemas.errors import QueryError

if TYPE_CHECKING:
    import pandas as pd

Shape = Literal["long", "wide", "panel"]
Dtype = Literal["string", "decimal", "boolean", "int64", "Int64"]


Key = TypeVar("Key", bound=tuple[Any, ...])


class Column(NamedTuple):
    """One column of the long frame: its name, its dtype, what it holds, and how it is read from an observation."""

    name: str
    dtype: Dtype
    holds: str
    read: Callable[[Observation], object]


def _place(name: str) -> Callable[[Observation], object]:
    return lambda one: getattr(one.place, name) if one.place else None


def _reporter(name: str) -> Callable[[Observation], object]:
    return lambda one: getattr(one.report.place, name) if one.report.place else None


def _of(name: str) -> Callable[[Observation], object]:
    return lambda one: getattr(one, name)


def _told(name: str) -> Callable[[Observation], object]:
    return lambda one: getattr(one, name) or None


def _listed(name: str) -> Callable[[Observation], object]:
    return lambda one: "|".join(getattr(one, name)) or None


def _period(name: str) -> Callable[[Observation], object]:
    return lambda one: getattr(one.period, name) if one.period else None


def _report(name: str) -> Callable[[Observation], object]:
    return lambda one: getattr(one.report, name)


def _cell(place: int) -> Callable[[Observation], object]:
    return lambda one: one.table[place] if one.table else None


LONG: tuple[Column, ...] = (
    Column(
        "area_code", "string", "code of GB/T 2260 in the period; of a zone that of its county", _place("code")
    ),
    Column("area", "string", "name of the area in the period", _place("name")),
    Column("level", "string", "province, prefecture, county, zone", _place("level")),
    Column("area_id", "string", "the area in one word: its code; `code:name` of a zone", _place("area_id")),
    Column("series_id", "string", "the area under which the series goes on today", _place("series_id")),
    Column("subject", "string", "named unit inside the area; missing: the area as a whole", _of("subject")),
    Column("indicator", "string", "code of the indicator; missing where none fits", _of("indicator")),
    Column("name", "string", "canonical name of the indicator", _of("name")),
    Column("printed", "string", "name of the indicator as written", _of("printed")),
    Column("measure", "string", "figure, growth, share, completion, rate", _of("measure")),
    Column("comparison", "string", "of growth: yoy, mom, other", _of("comparison")),
    Column("base", "string", "what a share or a completion is of, as printed", _of("base")),
    Column("industry", "string", "facet: industry", _of("industry")),
    Column("size", "string", "facet: size", _of("size")),
    Column("origin", "string", "facet: origin of money or people", _of("origin")),
    Column("other", "string", "other facets, parted by |", _listed("other")),
    Column(
        "definition",
        "string",
        "what is left out or counted in; missing: not told",
        _told("definition"),
    ),
    Column("period_start", "string", "YYYY-MM or YYYY-MM-DD; missing for a moment", _period("start")),
    Column("period_end", "string", "YYYY-MM or YYYY-MM-DD", _period("end")),
    Column("period_kind", "string", "cumulative, interval, as_of", _period("kind")),
    Column("period_text", "string", "the period as printed", _period("text")),
    Column("span", "string", "year, ytd, quarter, month, moment, months-N, days-N, none", _of("span")),
    Column("value", "decimal", "number as printed", _of("value")),
    Column("value_max", "decimal", "upper end of a printed range", _of("value_max")),
    Column("unit", "string", "unit as printed", _of("unit")),
    Column("bound", "string", "= ≈ > ≥ < ≤", _of("bound")),
    Column("value_base", "decimal", "number in the base unit", _of("value_base")),
    Column("value_base_max", "decimal", "upper end of a range in the base unit", _of("value_base_max")),
    Column("base_unit", "string", "base unit", _of("base_unit")),
    Column(
        "low", "decimal", "of a computed number: lowest value that rounding allows, base unit", _of("low")
    ),
    Column(
        "high", "decimal", "of a computed number: highest value that rounding allows, base unit", _of("high")
    ),
    Column("status", "string", "actual, target, forecast", _of("status")),
    Column("part", "boolean", "a part of another number of the same indicator", _of("part")),
    Column(
        "derived", "string", "computed from these records (document#record), parted by |", _listed("derived")
    ),
    Column("preferred", "boolean", "chosen among several for the same observation", _of("preferred")),
    Column(
        "conflict",
        "boolean",
        "another bulletin gives an amount that rounding does not explain",
        _of("conflict"),
    ),
    Column(
        "marks",
        "string",
        "predecessor, merged, split, ceded, conflict, unclear, repeated, superior, part, derived; by |",
        _listed("marks"),
    ),
    Column("document_id", "int64", "document in the store", _report("document_id")),
    Column("run_id", "int64", "extraction run in the store", _report("run_id")),
    Column("record_id", "string", "record in the bulletin", _of("record_id")),
    Column("quote", "string", "exact characters of the bulletin", _of("quote")),
    Column("start", "int64", "first character of the quote in the text", _of("start")),
    Column("end", "int64", "character after the quote", _of("end")),
    Column("page", "Int64", "page, from 1", _of("page")),
    Column("table_index", "Int64", "table in the bulletin, from 0", _cell(0)),
    Column("table_row", "Int64", "row in the table, from 0", _cell(1)),
    Column("table_column", "Int64", "column in the table, from 0", _cell(2)),
    Column("source", "string", "address of the bulletin", _report("source")),
    Column("sha256", "string", "hash of its bytes", _report("sha256")),
    Column("title", "string", "title of the bulletin", _report("title")),
    Column("issuer", "string", "who issued it", _report("issuer")),
    Column("issued", "string", "date of issue: YYYY-MM-DD, YYYY-MM or YYYY", _report("issued")),
    Column("reporter_code", "string", "code of the area whose bulletin it is", _reporter("code")),
    Column("reporter", "string", "name of that area", _reporter("name")),
)
WIDE_KEYS = (
    "area_code",
    "area",
    "level",
    "series_id",
    "subject",
    "period_start",
    "period_end",
    "period_kind",
    "span",
)


def to_frame(rows: Sequence[Observation], shape: Shape = "long", *, exact: bool = False) -> pd.DataFrame:
    """The observations as a DataFrame; raises `QueryError` for a shape that is none."""
    shapes: Mapping[str, Callable[[Sequence[Observation], bool], pd.DataFrame]] = {
        "long": long_frame,
        "wide": wide_frame,
        "panel": panel_frame,
    }
    if shape not in shapes:
        raise QueryError(str(shape), f"long, wide, panel / 可用 {'、'.join(shapes)}")
    return shapes[shape](rows, exact)


def long_frame(rows: Sequence[Observation], exact: bool) -> pd.DataFrame:
    """One row an observation, the columns of `LONG`."""
    import pandas as pd

    return pd.DataFrame(
        {column.name: _series(map(column.read, rows), column.dtype, exact) for column in LONG}
    )


def wide_frame(rows: Sequence[Observation], exact: bool) -> pd.DataFrame:
    """One row an area or unit and a period, one column a variable (see `variables`); preferred amounts, base units.

    Bulletins whose area is not known have rows of their own.
    """
    import pandas as pd

    shown = [one for one in rows if one.preferred and not _repeated_part(one)]
    keys = [column for column in LONG if column.name in WIDE_KEYS]
    found = ((one.series_unit_id, *(column.read(one) for column in keys)) for one in shown)
    cells = _cells(found, variables(shown), shown)
    ordered = sorted(cells, key=lambda row: [str(cell or "") for cell in (*row[1:], row[0])])
    frame = {
        column.name: _series((row[place] for row in ordered), "string", exact)
        for place, column in enumerate(keys, start=1)
    }
    return pd.DataFrame(frame | _amounts(cells, ordered, exact))


def panel_frame(rows: Sequence[Observation], exact: bool) -> pd.DataFrame:
    """As the wide frame, with the index (`area`, `period`), sorted and without duplicates.

    `area` is `series_unit_id` (`string`), so that a renamed district is one entity; `period` the last day as
    `datetime64`. Where rows of several spans are there, variables carry theirs (`gdp@ytd`, `gdp@month`):
    cumulative and single months never share a column. Rows without a period or an area are left out.
    """
    import pandas as pd

    shown = [
        one
        for one in rows
        if one.preferred and one.place and one.span != "none" and _last_day(one) and not _repeated_part(one)
    ]
    several = len({one.span for one in shown}) > 1
    names = [
        f"{name}@{one.span}" if several else name for name, one in zip(variables(shown), shown, strict=True)
    ]
    cells = _cells(((one.series_unit_id, _last_day(one)) for one in shown), names, shown)
    ordered = sorted(cells)
    areas = pd.array([area for area, _ in ordered], dtype="string")
    days = pd.to_datetime([day for _, day in ordered])
    index = pd.MultiIndex.from_arrays([areas, days], names=["area", "period"])
    columns = _amounts(cells, ordered, exact)
    return pd.DataFrame({name: column.array for name, column in columns.items()}, index=index)


def _cells(
    keys: Iterable[Key], names: Sequence[str], rows: Sequence[Observation]
) -> dict[Key, dict[str, Observation]]:
    """Rows and columns of a table; of two in one cell (completion of two bases) the better one by the rule."""
    cells: dict[Key, dict[str, Observation]] = {}
    for key, name, one in zip(keys, names, rows, strict=True):
        row = cells.setdefault(key, {})
        row[name] = best_first((row[name], one))[0] if name in row else one
    return cells


def _amounts(
    cells: Mapping[Key, Mapping[str, Observation]], ordered: Sequence[Key], exact: bool
) -> dict[str, pd.Series[Any]]:
    found: dict[str, pd.Series[Any]] = {}
    for name in sorted({name for row in cells.values() for name in row}):
        amounts = (cells[key][name].value_base if name in cells[key] else None for key in ordered)
        found[name] = _series(amounts, "decimal", exact)
    return found


def variables(rows: Sequence[Observation]) -> list[str]:
    """The variable of each observation: `funds_in_place[省外].growth_yoy`, with the unit where one has several.

    What an indicator is narrowed or defined by stands in square brackets, the measure and a status other than
    `actual` behind dots. An indicator without a code has its printed name.
    """
    plain = [variable(one) for one in rows]
    units: dict[str, set[str | None]] = {}
    for name, one in zip(plain, rows, strict=True):
        units.setdefault(name, set()).add(one.base_unit)
    return [
        f"{name}:{one.base_unit or ''}" if len(units[name]) > 1 else name
        for name, one in zip(plain, rows, strict=True)
    ]


def variable(one: Observation) -> str:
    """The variable of one observation, without its unit."""
    narrowing = [word for word in (one.industry, one.size, one.origin, *one.other, one.definition) if word]
    name = (one.indicator or one.printed) + (f"[{'|'.join(narrowing)}]" if narrowing else "")
    if one.measure == "growth":
        name += f".growth_{one.comparison or 'other'}"
    elif one.measure != "figure":
        name += f".{one.measure}"
    return name if one.status == "actual" else f"{name}.{one.status}"


def _repeated_part(one: Observation) -> bool:
    """A part that nothing tells apart from its whole has no column."""
    return one.part and not (one.narrowed or one.subject or one.definition)


def _last_day(one: Observation) -> Any:
    try:
        return one.period.last_day() if one.period else None
    except ValueError:
        # A bulletin may print 2021-13; it stays in the long frame.
        return None


def _series(values: Any, dtype: Dtype, exact: bool) -> pd.Series[Any]:
    import pandas as pd

    if dtype != "decimal":
        return pd.Series(list(values), dtype=dtype)
    if exact:
        return pd.Series(list(values), dtype="object")
    return pd.Series([float("nan") if value is None else float(value) for value in values], dtype="float64")
