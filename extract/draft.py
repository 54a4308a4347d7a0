"""Drafts: what the reader has understood so far of each number, before records are assembled."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from extract.facets import Narrowing
from extract.quantities import Number
from schemas import Comparison, PercentageKind, Period, Status, TableCell

# What a number does in its sentence: a reported level, a target, the base of a ratio, an earlier level, a change.
Role = Literal["level", "goal", "base", "previous", "delta", "ratio"]


@dataclass(slots=True, eq=False)
class Draft:
    """One number with its attributes; `head` is the indicator without a final 数."""

    number: Number
    head: str
    role: Role
    rule: str = ""
    kind: PercentageKind | None = None
    subject: str | None = None
    period: Period | None = None
    status: Status = "actual"
    narrowing: Narrowing = field(default_factory=Narrowing)
    outer: Narrowing | None = None
    other: tuple[str, ...] = ()
    value: Decimal = Decimal(0)
    unit: str = ""
    comparison: Comparison | None = None
    of: Draft | None = None
    base: str | None = None
    base_of: Draft | None = None
    whole: Draft | None = None
    sentence: int = 0
    paragraph: int = 0
    clause: int = 0
    part: bool = False
    table: TableCell | None = None
    period_from: tuple[int, int] | None = None
    status_from: tuple[int, int] | None = None
    cue_from: int = 0
    head_source: Draft | None = None
    own_head: bool = True
    part_mark: int | None = None
    bracket: Draft | None = None
    summed: Draft | None = None
    subtotal: Draft | None = None
    via: Draft | None = None
    topic: str = ""
    stem: str = ""
    covers: int = 0
    size: Decimal | None = None
    step: Decimal | None = None
    unit_kind: str = field(init=False)

    def __post_init__(self) -> None:
        """Notes the kind of the number's unit, which is asked for more often than anything else."""
        self.unit_kind = self.number.kind

    @property
    def is_percent(self) -> bool:
        """Whether it becomes a percentage of the contract."""
        return self.kind is not None
