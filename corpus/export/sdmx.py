"""SDMX-CSV 2.0 (SDMX 3.0, section 5, "SDMX-CSV"): observations for exchange between statistical offices.

Periods are SDMX time periods: 2021, 2021-08, 2021-Q3, a date for a moment, else a range `2021-01-01/P8M`.
`OBS_STATUS` is of the code list CL_OBS_STATUS: A normal, E estimated (approximate or computed), F forecast.
Targets are no status of that list: the dimension `STATUS` tells them from what was reported.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Final

from corpus.export.dataset import Cell, Dataset, keys
from corpus.export.text import plain
from corpus.observation import Observation
from schemas import Period

STRUCTURE: Final = ("dataflow", "TONGBAO:OBSERVATIONS(1.0)", "I")
COLUMNS: Final = (
    *("STRUCTURE", "STRUCTURE_ID", "ACTION"),
    *(
        "REF_AREA",
        "SUB_UNIT",
        "INDICATOR",
        "MEASURE",
        "COMPARISON",
        "INDUSTRY",
        "SIZE",
        "ORIGIN",
        "DEFINITION",
    ),
    *("STATUS", "TIME_PERIOD", "SOURCE_KEY", "OBS_VALUE", "UNIT_MEASURE", "OBS_STATUS", "BOUND"),
    *("REF_AREA_NAME", "INDICATOR_NAME", "OBS_VALUE_PRINTED", "UNIT_PRINTED", "PREFERRED", "QUOTE", "SOURCE"),
)
NONE: Final = "_Z"


def write(dataset: Dataset, path: Path) -> None:
    """Write the observations; those whose period no bulletin tells have the time period `_Z`."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for key, one in zip(keys(dataset.observations), dataset.observations, strict=True):
            writer.writerow([plain(cell) for cell in _row(key, one)])


def _row(key: str, one: Observation) -> tuple[Cell, ...]:
    area = one.place
    return (
        *STRUCTURE,
        *((area.area_id if area else NONE), one.subject or NONE, one.indicator or NONE, one.measure),
        *(one.comparison or NONE, one.industry or NONE, one.size or NONE, one.origin or NONE),
        "|".join(filter(None, (one.definition, *one.other))) or NONE,
        *(one.status, time_period(one.period), key),
        *(one.value_base, one.base_unit, obs_status(one), one.bound),
        *((area.name if area else None), one.printed, one.value, one.unit, one.preferred, one.quote),
        one.report.source,
    )


def obs_status(one: Observation) -> str:
    """The code of CL_OBS_STATUS."""
    if one.status == "forecast":
        return "F"
    return "E" if one.derived or one.bound != "=" else "A"


def time_period(period: Period | None) -> str:
    """The period as SDMX writes it.

    >>> time_period(Period.months(2031, 1, 8)), time_period(Period.months(2031, 8, 8))
    ('2031-01-01/P8M', '2031-08')
    >>> time_period(Period.months(2031, 1, 12)), time_period(Period.months(2031, 7, 9))
    ('2031', '2031-Q3')
    >>> time_period(Period.as_of("2031-08")), time_period(Period(start="2031-10-01", end="2031-10-07"))
    ('2031-08-31', '2031-10-01/P7D')
    """
    try:
        first, last = (period.first_day(), period.last_day()) if period else (None, None)
    except ValueError:
        # A bulletin may print 2021-13.
        return NONE
    if period is None or last is None:
        return NONE
    if first is None:
        return last.isoformat()
    months = period.length_months
    if months is None or len(period.start or "") == 10 or len(period.end or "") == 10:
        return f"{first.isoformat()}/P{(last - first).days + 1}D"
    return _months(first, months, period.kind == "interval")


def _months(first: date, months: int, alone: bool) -> str:
    if months == 12 and first.month == 1:
        return str(first.year)
    if months == 1:
        return f"{first:%Y-%m}"
    if months == 3 and alone and first.month % 3 == 1:
        return f"{first.year}-Q{(first.month + 2) // 3}"
    return f"{first.isoformat()}/P{months}M"
