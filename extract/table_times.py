"""The times of a table: that of the whole, told above it, and those of its columns (本月, 上年同期, 年度任务)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extract.drafting import full_year
from extract.periods import Anchor, find_periods
from extract.reader import Reader
from extract.table_captions import told_times
from extract.table_heads import Column
from extract.table_rows import Row
from schemas import Period

# What stands above a table is its title or a line; a longer one is a paragraph of the text.
LONGEST_TITLE = 80


@dataclass(frozen=True, slots=True)
class TableTimes:
    """The period of a table, and what its words for time refer to."""

    period: Period | None
    anchor: Anchor

    @classmethod
    def of(cls, caption: str, reader: Reader) -> TableTimes:
        """From the words above a table; those of the bulletin where it has none."""
        period, anchor = reader.base_context.period, reader.anchor
        lines = told_times(caption).split() if "。" not in caption else []
        title = " ".join(line for line in lines if len(line) <= LONGEST_TITLE)
        told = find_periods(title, anchor)
        # 某县上半年情况表 / 2018年7月4日: a day alone says when the table was made.
        told = [mention for mention in told if not _is_day(mention.period)] or told
        if told and told[-1].period.end is not None:
            period = _within(told[-1].period, period)
            end = period.end or ""
            first = int(period.start[5:7]) if period.start else 1
            anchor = replace(anchor, year=int(end[:4]), month=int(end[5:7]), first=first)
        return cls(period, anchor)

    def of_cell(self, row: Row, column: Column, told: str) -> Period | None:
        """The period of a cell, by the words of its row and of its column; `told` is what it tells of its quantity."""
        period = self.period
        time = row.time or column.time
        found = find_periods(time, self.anchor) if time else []
        if found:
            period = found[-1].period
        elif column.adds and period is not None and period.start is not None:
            if period.end and period.start[:7] == period.end[:7]:
                # 累计 in the table of a month
                period = period.model_copy(update={"start": f"{period.start[:4]}-01", "kind": "cumulative"})
        if told == "goal":
            return full_year(period)
        if told == "previous" and period is not None:
            return period.year_before()
        return period


def _is_day(period: Period) -> bool:
    return period.kind == "interval" and period.end is not None and len(period.end) > len("2018-07")


def _within(told: Period, whole: Period | None) -> Period:
    """2017年重点项目进展表 in a bulletin on 1-8月: the year of the projects, reported on up to August."""
    start, end = (whole.start or "", whole.end or "") if whole is not None else ("", "")
    if told.start is None or told.end is None or whole is None or told.length_months != 12:
        return told
    same_year = told.start.endswith("-01") and start[:7] == told.start[:7] and end[:4] == told.end[:4]
    return whole if same_year and end[:7] < told.end[:7] else told
