"""Times: which period a clause is about, and which it only compares with."""

from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from extract.periods import PeriodMention
from extract.situation import Context
from extract.surroundings import open_bracket
from schemas import Period

COMPARES = regex.compile(r"(?:比|较|与|同|由|从|是|跟|和)(?:在)?$")


@dataclass(slots=True)
class Clock:
    """The time of one sentence. `reference` is the period that the next number is compared with.

    A report on a whole year that was issued in the next one plans for that next one.
    """

    base: Period | None
    issued_year: int | None = None
    reference: Period | None = None
    year_named: PeriodMention | None = None

    def take(self, mention: PeriodMention, text: str, start: int, context: Context) -> Context:
        """The context after a period has been named; a period of comparison only becomes the reference."""
        before = text[max(start, mention.start - 2) : mention.start]
        compares = bool(COMPARES.search(before))
        if mention.reference or compares or open_bracket(text, start, mention.start) is not None:
            self.reference = mention.period
            looks_back = text.startswith("去年", mention.start) and "同期" not in mention.period.text
            return replace(context, period=mention.period) if looks_back and not compares else context
        if whole_year(mention.period):
            self.year_named = mention
            if self._still_running(mention.period):
                return context
        return replace(context, period=mention.period, period_from=(mention.start, mention.end))

    def _still_running(self, period: Period) -> bool:
        """Whether a year is the one that the bulletin reports a first part of (2025年安排重点项目…)."""
        base = self.base
        return (
            base is not None
            and base.kind == "cumulative"
            and period.year == base.year
            and not whole_year(base)
        )

    def is_future(self, period: Period | None) -> bool:
        """Whether a period ends after the bulletin's own."""
        base = self.base
        return bool(period and base and period.end and base.end and period.end[:7] > base.end[:7])

    def planned(self, context: Context) -> Context:
        """The context of a target or forecast: what no period was named for covers the year."""
        named, period = self.year_named, context.period
        if named is not None and named.start > (context.period_from or (0, 0))[0]:
            return replace(context, period=named.period)
        if period is None or period.year is None or self.is_future(period):
            return context
        year = period.year
        if self.issued_year == year + 1 and period == self.base and whole_year(period):
            year += 1
        return replace(context, period=Period.months(year, 1, 12))


def whole_year(period: Period) -> bool:
    """Whether a period is one calendar year."""
    return period.length_months == 12 and (period.start or "").endswith("-01")


def accumulated(period: Period | None) -> Period | None:
    """累计 behind a single month: from January to that month."""
    if period is None or period.kind != "interval" or period.length_months != 1 or period.year is None:
        return period
    month = int((period.end or "0000-01")[5:7])
    return (
        Period.months(period.year, 1, month, text=period.text)
        if month > 1 and len(period.end or "") == 7
        else period
    )
