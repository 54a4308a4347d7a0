"""What a chart is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus import By, Measure
from schemas import Status

Level = Literal["province", "prefecture", "county", "all"]
Span = Literal["ytd", "month", "quarter", "year", "moment"]


@dataclass(frozen=True)
class Asked:
    """Indicators and periods in the words of `tongbao compare`; how many of each depends on the kind of chart.

    `level` `None` keeps the areas of the commonest level, so that a prefecture does not stand among its own
    counties. `span` parts a period into steps: from January on (`ytd`), single months, quarters, years, moments.
    `targets` draws tasks and goals beside what was reached. `within` is the area in which the districts lie.
    """

    indicators: tuple[str, ...]
    periods: tuple[str, ...]
    areas: tuple[str, ...] | None = None
    by: By = "area"
    measure: Measure | None = None
    status: Status = "actual"
    level: Level | None = None
    span: Span | None = None
    targets: bool = False
    within: str | None = None
