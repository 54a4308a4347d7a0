"""Periods: the words for time and the spans that they stand for."""

from __future__ import annotations

from datetime import date

import pytest

import tongbao
from extract.periods import Anchor, find_periods, in_calendar

REPORT = Anchor(2021, 8, 1, 2021)
SPANS = [
    ("1-8月", "2021-01", "2021-08", "cumulative"),
    ("1至7月份", "2021-01", "2021-07", "cumulative"),
    ("一至九月", "2021-01", "2021-09", "cumulative"),
    ("前八月", "2021-01", "2021-08", "cumulative"),
    ("前十个月", "2021-01", "2021-10", "cumulative"),
    ("上半年", "2021-01", "2021-06", "cumulative"),
    ("下半年", "2021-07", "2021-12", "interval"),
    ("三季度", "2021-07", "2021-09", "interval"),
    ("前三季度", "2021-01", "2021-09", "cumulative"),
    ("首九个月", "2021-01", "2021-09", "cumulative"),
    ("首三季", "2021-01", "2021-09", "cumulative"),
    ("首季", "2021-01", "2021-03", "cumulative"),
    ("第三季", "2021-07", "2021-09", "interval"),
    ("5月当月", "2021-05", "2021-05", "interval"),
    ("10月单月", "2021-10", "2021-10", "interval"),
    ("截至9月底", None, "2021-09", "as_of"),
    ("年末", None, "2021-12", "as_of"),
    ("去年同期", "2020-01", "2020-08", "cumulative"),
    ("2019年同期", "2019-01", "2019-08", "cumulative"),
    ("2020年前三季度", "2020-01", "2020-09", "cumulative"),
    ("二〇〇八年一至九月", "2008-01", "2008-09", "cumulative"),
    ("明年", "2022-01", "2022-12", "cumulative"),
    ("上月", "2021-07", "2021-07", "interval"),
    ("下月", "2021-09", "2021-09", "interval"),
    ("明年元月份", "2022-01", "2022-01", "interval"),
    ("今年以来", "2021-01", "2021-08", "cumulative"),
    ("去年以来", "2020-01", "2021-08", "cumulative"),
    ("截至去年末", None, "2020-12", "as_of"),
    ("“十四五”期间", "2021-01", "2025-12", "interval"),
    ("2016—2020年", "2016-01", "2020-12", "interval"),
    ("7月8日—7月14日", "2021-07-08", "2021-07-14", "interval"),
]


@pytest.mark.parametrize(("text", "start", "end", "kind"), SPANS, ids=[row[0] for row in SPANS])
def test_words_for_time_have_their_span(text: str, start: str | None, end: str, kind: str) -> None:
    (mention,) = find_periods(text, REPORT)
    assert (mention.period.start, mention.period.end, mention.period.kind) == (start, end, kind)
    assert mention.period.text == text


@pytest.mark.parametrize("text", ["提前一个月完成", "年初计划", "13月", "同期声"])
def test_other_words_are_no_periods(text: str) -> None:
    assert find_periods(text, REPORT) == []


def test_last_year_counts_from_the_day_of_issue_and_the_year_before_from_the_report() -> None:
    annual = Anchor(2023, 12, 1, 2024)
    (deictic,) = find_periods("去年11月", annual)
    (relational,) = find_periods("上年", annual)
    assert deictic.period.end == "2023-11"
    assert relational.period.end == "2022-12"


def test_this_year_is_the_year_of_issue_where_last_year_is_told() -> None:
    told = Anchor(2024, 12, 1, 2025, this_year=2025)
    assert [find_periods(word, told)[0].period.year for word in ("今年", "明年", "新的一年")] == [
        2025,
        2026,
        2025,
    ]


def test_the_turn_of_a_year_and_a_week() -> None:
    january, december = Anchor(2021, 1), Anchor(2021, 12)
    assert find_periods("上月", january)[0].period.end == "2020-12"
    assert find_periods("下月", december)[0].period.end == "2022-01"
    weekly = Anchor(2023, 7, 7, 2023, daily=True, day=date(2023, 7, 16))
    assert find_periods("下周", weekly)[0].period.end == "2023-07-23"


@pytest.mark.parametrize(("month", "start"), [(9, "2021-07"), (8, None)])
def test_the_current_quarter_is_one_that_has_ended(month: int, start: str | None) -> None:
    found = find_periods("当季", Anchor(2021, month))
    assert (found[0].period.start if found else None) == start


def test_a_masked_year_leaves_the_span_open() -> None:
    (mention,) = find_periods("1-8月", Anchor(None))
    assert (mention.period.start, mention.period.end, mention.period.text) == (None, None, "1-8月")


@pytest.mark.parametrize(
    "text",
    [
        "2021年春节假期（2月98日至3月0日），接待游客12万人次。",
        "0020年12月底，全县企业35家。",
        "截至2021年2月30日，签约项目3个，7017年02月98日。",
        "男女性别比为3:0，男3人，女0人。",
    ],
)
def test_what_no_calendar_has_stops_nothing(text: str) -> None:
    bulletin = tongbao.extract(text.encode())
    periods = [bulletin.meta.period, *(figure.period for figure in bulletin.figures)]
    assert [period for period in periods if period is not None and not in_calendar(period)] == []
