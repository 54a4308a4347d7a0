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

By = Literal["area", "subject"]


@dataclass(frozen=True)
class Question:
    """One indicator over one period; `areas` are codes or names, `None` for all."""

    indicator: str
    period: Period
    areas: tuple[str, ...] | None = None
    by: By = "area"
    measure: Measure | None = None
    status: Status = "actual"


@dataclass(frozen=True)
class ComparisonRow:
    """One row of the frame; its fields are the columns.

    `value` and `unit` are as printed, `value_base` and `base_unit` in the base unit (`42.78 亿元` →
    `4278000000`, `元`). `rank` counts from the largest `value_base`; equal ones share the better place.
    `period` is `2021-01..2021-08`, `..2021-08` for a moment; `period_text` is as printed. `record_id` names
    the record inside document `document_id`.
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


COLUMNS: tuple[str, ...] = tuple(field.name for field in fields(ComparisonRow))


@dataclass(frozen=True)
class Missing:
    """An area, or a subject in it, that lacks the figure, and why."""

    area_code: str | None
    area: str
    subject: str | None
    reason: Message


@dataclass(frozen=True)
class Comparison:
    """The answer: rows by rank, who is missing, and what has to be said about both."""

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
        whole = {"rank", "document_id"}
        return pd.DataFrame(
            {name: pd.Series(cells[name], dtype="int64" if name in whole else "object") for name in COLUMNS}
        )

    def to_frame(self) -> pd.DataFrame:
        """A copy of `frame` that the caller may change."""
        return self.frame.copy()
