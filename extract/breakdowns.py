"""Breakdowns: what stands behind 其中, 分产业看 and the like is a part of what stood before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from extract.draft import Draft
from extract.memory import Memory
from extract.patterns import openings
from extract.quantities import Number

PART = regex.compile(
    r"其中|内[含有](?!资)|分\p{Han}{1,6}看|按\p{Han}{1,6}(?:分(?![解配工管期摊批])|看)|按\p{Han}{2,8}(?=：)|从\p{Han}{0,4}(?:产业|行业|类别|类型|领域|构成|结构|分布|性质|规模|来源|投向|区域|科目|税种|品种|用途|级次|层级|层次|方式|门类|病种|原因|年龄|学历|性别|渠道|主体)来?看"
)
PART_OPENS = openings(PART)
BY_INDUSTRY = regex.compile(r"产业|行业|领域")
# How many numbers behind 其中 may add up to the whole before it
MOST_PARTS = 40
# 增收412万元, 减少3个
DIFFERENCE = regex.compile(r"[增减][收支加少产]$|[多少]$")


def part_mark(piece: str) -> tuple[int, bool] | None:
    """Where 其中, 分产业看 and the like stand, and whether they tell industries apart; `None` where none does.

    >>> part_mark("其中甲镇"), part_mark("从行业看，"), part_mark("全县")
    ((0, False), (0, True), None)
    """
    mark = PART.search(piece) if not PART_OPENS.isdisjoint(piece) else None
    return (mark.start(), BY_INDUSTRY.search(mark[0]) is not None) if mark else None


def levels_behind(numbers: Sequence[Number], text: str, start: int, offset: int) -> list[Number]:
    """The numbers from `offset` on, without the differences between them (增收412万元)."""
    first = bisect_left(numbers, offset, key=lambda number: number.start)
    behind = numbers[first : first + MOST_PARTS]
    return [n for n in behind if not DIFFERENCE.search(text, max(start, n.start - 3), n.start)]


@dataclass(slots=True)
class Breakdown:
    """The breakdown that a sentence has come to; `mark` is where its last mark stands.

    `soft` tells that a semicolon has closed the clause of the mark, `sums` for each unit the earlier level that the
    numbers behind the mark add up to, `whole_subject` whose the whole is and `subjects` whose the parts are.
    """

    mark: int | None = None
    soft: bool = False
    by_industry: bool = False
    whole_subject: str | None = None
    subjects: set[str | None] = field(default_factory=set)
    sums: dict[str, Draft] = field(default_factory=dict)

    @property
    def begun(self) -> bool:
        """Whether what follows is a part of what stood before."""
        return self.mark is not None

    def begin(
        self, mark: int, by_industry: bool, subject: str | None, memory: Memory, behind: Sequence[Number]
    ) -> None:
        """A mark at `mark`, with the numbers `behind` it; what was said last is of `subject`."""
        self.mark, self.by_industry, self.soft = mark, by_industry, False
        self.whole_subject, self.subjects = subject, set()
        self.sums = memory.summed(behind)

    def name(self, subject: str | None, start: int) -> None:
        """A subject is named at `start`; masked ones (**镇) are all different."""
        self.subjects.add(f"{subject}{start}" if subject and subject[0] in "*×" else subject)

    def subject_behind(self, subject: str | None) -> str | None:
        """Whose the next clause is: after the parts of several units it is that of the whole again."""
        return self.whole_subject if len(self.subjects) > 1 else subject
