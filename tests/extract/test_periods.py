"""Periods: the words for time and the spans that they stand for."""

from __future__ import annotations

import pytest

from extract.periods import Anchor, find_periods

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
    ("“十四五”期间", "2021-01", "2025-12", "interval"),
    ("2016—2020年", "2016-01", "2020-12", "interval"),
    ("7月8日—7月14日", "2021-07-08", "2021-07-14", "interval"),
]


@pytest.mark.parametrize(("text", "start", "end", "kind"), SPANS, ids=[row[0] for row in SPANS])
def test_words_for_time_have_their_span(text: str, start: str | None, end: str, kind: str) -> None:
    (mention,) = find_periods(text, REPORT)
    assert (mention.period.start, mention.period.end, mention.period.kind) == (start, end, kind)
    assert mention.period.text == text


@pytest.mark.parametrize("text", ["今年以来", "提前一个月完成", "年初计划", "13月", "同期声"])
def test_other_words_are_no_periods(text: str) -> None:
    assert find_periods(text, REPORT) == []


def test_last_year_counts_from_the_day_of_issue_and_the_year_before_from_the_report() -> None:
    annual = Anchor(2023, 12, 1, 2024)
    (deictic,) = find_periods("去年11月", annual)
    (relational,) = find_periods("上年", annual)
    assert deictic.period.end == "2023-11"
    assert relational.period.end == "2022-12"


def test_a_masked_year_leaves_the_span_open() -> None:
    (mention,) = find_periods("1-8月", Anchor(None))
    assert (mention.period.start, mention.period.end, mention.period.text) == (None, None, "1-8月")
