"""The situation of one number: the words around it, and what the reader carries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from extract.draft import Draft
from extract.facets import Narrowing
from extract.quantities import Number
from schemas import Period, Status

if TYPE_CHECKING:
    from extract.memory import Memory


@dataclass(frozen=True, slots=True)
class Override:
    """What a distribution (分别, an enumeration with values in brackets) says of one of its numbers."""

    of: Draft | None = None
    subject: str | None = None
    head: str | None = None
    narrowing: Narrowing | None = None
    other: str | None = None
    previous: bool = False
    criterion: str = ""


class Context(NamedTuple):
    """What a clause inherits. Replaced, never changed.

    `home` is the subject that the paragraph opened with by itself (梨树镇。), to which each sentence returns;
    `stage` is that of the projects which the section is about (签约项目情况); `years` is the span of a review of
    several years, whatever single year a clause is about; `status_from` and `plan_from` are where the words stand that
    told the status, and the heading that opened the section of plans.
    """

    period: Period | None = None
    subject: str | None = None
    home: str | None = None
    status: Status = "actual"
    plan_section: Status | None = None
    period_from: tuple[int, int] | None = None
    stage: str = ""
    years: Period | None = None
    status_from: tuple[int, int] | None = None
    plan_from: tuple[int, int] | None = None


@dataclass(slots=True)
class Situation:
    """One number in its clause.

    `cue` is what stands between the last delimiter and the number, `wide` all since the number before; `bracket` is the
    draft that an open bracket follows, `in_bracket` whether there is one. `part` to `sums` tell of the breakdown that
    the number stands in. `listed` tells that it follows another with no more than a separator between them and is not
    shared out with it; `run_end` is where the numbers end that are. `theme` is what the whole
    text compares. `then` is the earlier period that the number itself
    stands for, `reference` one that it may only be compared with, `now` the one that the bulletin reports on.
    """

    text: str
    number: Number
    limit: int
    cue: str
    cue_start: int
    wide: str
    context: Context
    memory: Memory
    override: Override | None = None
    in_bracket: bool = False
    bracket: Draft | None = None
    base: Draft | None = None
    part: bool = False
    part_mark: int | None = None
    soft: bool = False
    by_industry: bool = False
    sums: dict[str, Draft] = field(default_factory=dict)
    topic: str = ""
    topics: tuple[str, ...] = ()
    thing: str = ""
    theme: str = ""
    listed: bool = False
    run_end: int = 0
    reference: Period | None = None
    then: Period | None = None
    now: Period | None = None
    sentence: int = 0
    paragraph: int = 0
    clause: int = 0
    after: str = ""

    @property
    def end(self) -> int:
        """Where the number ends, or those that it is shared out with."""
        return self.run_end or self.number.end
