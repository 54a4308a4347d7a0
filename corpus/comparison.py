"""What a comparison is asked and what it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from corpus.observation import Measure
from schemas import Bound, Message, Period, PeriodKind, Status

if TYPE_CHECKING:
    import pandas as pd

By = Literal["area", "subject", "indicator"]


@dataclass(frozen=True)
class Question:
    """Indicators over periods; `areas` are codes or names, `None` for all, `within` the area that they lie in.

    `indicators` empty stands for all that have a code, where areas are put side by side by indicator.
    """

    indicators: tuple[str, ...]
    periods: tuple[Period, ...]
    areas: tuple[str, ...] | None = None
    by: By = "area"
    measure: Measure | None = None
    status: Status = "actual"
    within: str | None = None
    derive: bool = False

    @property
    def indicator(self) -> str:
        """The indicators in one phrase."""
        return "、".join(self.indicators)

    @property
    def period(self) -> Period:
        """The last period that is asked for."""
        return self.periods[-1]


@dataclass(frozen=True)
class ComparisonRow:
    """One row of the frame; its fields are the columns.

    `value` and `unit` are as printed, `value_base` and `base_unit` in the base unit (`42.78 亿元` →
    `4278000000`, `元`). `rank` counts from the largest `value_base` among numbers of one indicator, period,
    unit and definition; equal ones share the better place. `period` is `2021-01..2021-08`, `..2021-08` for a
    moment; `period_text` is as printed. `record_id` names the record inside document `document_id`.

    `change` is the difference to the row's period before (in the base unit; of percentages in points),
    `change_percent` the same in per cent of it, `rank_change` how many places were gained; `None` where there
    is none, or where the two must not be compared. `low` and `high` bound a computed number (`derived` names
    the records that it was computed from). `marks` tell what is unlike in a row: `bound`, `range`, `unit`,
    `definition`, `moment`, `other_kind`, and those of an observation.
    """

    area_code: str | None
    area: str
    subject: str | None
    indicator: str
    value: Decimal
    unit: str | None
    value_base: Decimal
    base_unit: str | None
    bound: Bound
    status: Status
    rank: int
    period: str
    period_kind: PeriodKind
    period_text: str
    quote: str
    source: str
    document_id: int
    record_id: str
    code: str | None = None
    measure: Measure = "figure"
    definition: str = ""
    change: Decimal | None = None
    change_percent: Decimal | None = None
    rank_change: int | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    derived: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


COLUMNS: tuple[str, ...] = tuple(field.name for field in fields(ComparisonRow))
DTYPES = {"rank": "int64", "document_id": "int64", "rank_change": "Int64"}


@dataclass(frozen=True)
class Missing:
    """An area, or a subject in it, that lacks the figure, and why; for which indicator and period, of several."""

    area_code: str | None
    area: str
    subject: str | None
    reason: Message
    indicator: str | None = None
    period: str | None = None


@dataclass(frozen=True)
class Comparison:
    """The answer: rows by indicator, period and rank, who is missing, and what has to be said about both."""

    question: Question
    rows: Sequence[ComparisonRow]
    missing: Sequence[Missing]
    notes: Sequence[Message]

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The rows as a DataFrame with the columns `COLUMNS`; values are `Decimal`, never floats."""
        import pandas as pd

        cells = {name: [getattr(row, name) for row in self.rows] for name in COLUMNS}
        # Without the type given, a column that is empty or all None becomes a float column.
        return pd.DataFrame(
            {name: pd.Series(cells[name], dtype=DTYPES.get(name, "object")) for name in COLUMNS}
        )

    def to_frame(self) -> pd.DataFrame:
        """A copy of `frame` that the caller may change."""
        return self.frame.copy()
