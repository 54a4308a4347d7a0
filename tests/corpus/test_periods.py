"""The words for a period, and which periods may stand side by side."""

from __future__ import annotations

import pytest

from corpus import parse_period
from corpus.periods import Match, period_words, relation
from schemas import Period
from schemas.errors import QueryError

SPANS: dict[str, tuple[str | None, str, str]] = {
    "2021-01..2021-08": ("2021-01", "2021-08", "cumulative"),
    "2021-1..2021-8": ("2021-01", "2021-08", "cumulative"),
    "2021-03..2021-05": ("2021-03", "2021-05", "interval"),
    "2020-11..2021-02": ("2020-11", "2021-02", "interval"),
    "2020-01..2021-02": ("2020-01", "2021-02", "interval"),
    "2021-01..2021-01": ("2021-01", "2021-01", "interval"),
    "2021-01-01..2021-08-25": ("2021-01-01", "2021-08-25", "cumulative"),
    "2021-08": ("2021-08", "2021-08", "interval"),
    "2021-08-25": ("2021-08-25", "2021-08-25", "interval"),
    "2021": ("2021-01", "2021-12", "cumulative"),
    "2021年": ("2021-01", "2021-12", "cumulative"),
    "2021年8月": ("2021-08", "2021-08", "interval"),
    "2021年8月份": ("2021-08", "2021-08", "interval"),
    "2021年1-8月": ("2021-01", "2021-08", "cumulative"),
    "２０２１年１－８月": ("2021-01", "2021-08", "cumulative"),
    " 2021 年 1 — 8 月 ": ("2021-01", "2021-08", "cumulative"),
    "2021年1月至8月": ("2021-01", "2021-08", "cumulative"),
    "2021年1月-2021年8月": ("2021-01", "2021-08", "cumulative"),
    "2021年1～8月": ("2021-01", "2021-08", "cumulative"),
    "2021年5-8月": ("2021-05", "2021-08", "interval"),
    "2021年上半年": ("2021-01", "2021-06", "cumulative"),
    "2021年下半年": ("2021-07", "2021-12", "interval"),
    "2021年一季度": ("2021-01", "2021-03", "cumulative"),
    "2021年第三季度": ("2021-07", "2021-09", "interval"),
    "2021年前三季度": ("2021-01", "2021-09", "cumulative"),
    "2021年全年": ("2021-01", "2021-12", "cumulative"),
    "2021Q3": ("2021-07", "2021-09", "interval"),
    "2021-h1": ("2021-01", "2021-06", "cumulative"),
    "截至2021年8月底": (None, "2021-08", "as_of"),
    "截至2021-08": (None, "2021-08", "as_of"),
    "截止2021年底": (None, "2021-12", "as_of"),
    "截至2021年8月25日": (None, "2021-08-25", "as_of"),
}


@pytest.mark.parametrize(("words", "span"), SPANS.items(), ids=SPANS)
def test_words_for_a_period(words: str, span: tuple[str | None, str, str]) -> None:
    period = parse_period(words)
    assert (period.start, period.end, period.kind) == span
    assert period.text == words


@pytest.mark.parametrize(
    "words",
    [
        *[
            "",
            "八月",
            "20218",
            "2021-13",
            "2021-00",
            "2021年13月",
            "2021-02-30",
            "2021-08..2021-01",
            "2021年8-1月",
        ],
        *["2021年某季度", "0000", "2021-01..", "截至2021年13月底", "2021-01..2021-08..2021-09", "٢٠٢١"],
        *["截至2021-01..2021-08", "2021年1-8-9月"],
    ],
)
def test_words_for_no_period(words: str) -> None:
    with pytest.raises(QueryError) as raised:
        parse_period(words)
    assert "2021-01..2021-08" in raised.value.message("zh")


def test_every_word_is_a_span_of_months() -> None:
    assert all(1 <= word.first <= word.last <= 12 for word in period_words().values())


EIGHT = Period.months(2031, 1, 8)
AUGUST = Period.months(2031, 8, 8)
RELATIONS: dict[str, tuple[Period, Period, bool, Match | None]] = {
    "the same": (EIGHT, Period.months(2031, 1, 8, text="今年以来"), False, "same"),
    "the same in days": (
        EIGHT,
        Period(start="2031-01-01", end="2031-08-31", kind="cumulative"),
        False,
        "same",
    ),
    "the same, called an interval": (
        EIGHT,
        EIGHT.model_copy(update={"kind": "interval"}),
        False,
        "other_kind",
    ),
    "a month more": (EIGHT, Period.months(2031, 1, 9), False, None),
    "the last month of it": (EIGHT, AUGUST, False, None),
    "cut short by days": (
        EIGHT,
        Period(start="2031-01-01", end="2031-08-25", kind="cumulative"),
        False,
        None,
    ),
    "the year before": (EIGHT, EIGHT.year_before(), False, None),
    "a moment at its end": (EIGHT, Period.as_of("2031-08"), False, "as_of"),
    "a day in its last month": (EIGHT, Period.as_of("2031-08-25"), False, "as_of"),
    "a moment before": (EIGHT, Period.as_of("2031-07"), False, None),
    "a month against a moment": (AUGUST, Period.as_of("2031-08"), False, None),
    "a month against a moment, of a stock": (AUGUST, Period.as_of("2031-08"), True, "as_of"),
    "a moment against a span from January": (Period.as_of("2031-08"), EIGHT, False, "as_of"),
    "a moment against a month": (Period.as_of("2031-08"), AUGUST, False, None),
    "two moments": (Period.as_of("2031-08"), Period.as_of("2031-08"), False, "same"),
    "two days of a month": (Period.as_of("2031-08"), Period.as_of("2031-08-25"), False, "as_of"),
    "a date that is none": (EIGHT, Period(start="2031-01", end="2031-13", kind="cumulative"), False, None),
    "no ends": (EIGHT, Period(), False, None),
}


@pytest.mark.parametrize(("wanted", "found", "stock", "match"), RELATIONS.values(), ids=RELATIONS)
def test_which_periods_may_stand_side_by_side(
    wanted: Period, found: Period, stock: bool, match: Match | None
) -> None:
    assert relation(wanted, found, stock=stock) == match
