"""The periods that a person asks for, and how the periods of records relate to them."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

import regex
from pydantic import ValidationError

from schemas import Period, PeriodKind
from schemas.errors import LexiconError, QueryError
from schemas.model import Model

Match = Literal["same", "other_kind", "as_of"]

HINT = "write 2021, 2021-08, 2021-01..2021-08, 2021年1-8月 / 请写作 2021-01..2021-08 或 2021年1-8月"

# 2021-01..2021-08   2021-08   2021年1月-2021年8月   截至2021年8月25日
DATED = regex.compile(
    r"""
    (?P<as_of> 截至 | 截止 )?                              # a moment
    (?P<start> \d{4} - \d{1,2} (?: - \d{1,2} )?            # 2021-08-25
             | \d{4} 年 \d{1,2} 月 (?: \d{1,2} 日 )? )      # 2021年8月25日
    (?: (?: \.\. | [-/~至到] )                             # to, where it is a span
        (?P<end> \d{4} - \d{1,2} (?: - \d{1,2} )?
               | \d{4} 年 \d{1,2} 月 (?: \d{1,2} 日 )? )
    )?
    """,
    regex.VERBOSE | regex.ASCII,
)
# 2021   2021年   2021年1-8月   2021年1月至8月   2021年8月份   截至2021年8月底
WRITTEN = regex.compile(
    r"""
    (?P<as_of> 截至 | 截止 )?                              # a moment
    (?P<year> \d{4} )
    (?: 年
        (?: (?P<first> \d{1,2} ) 月?                       # the only month, or the first of them
            (?: [-~至到] (?P<last> \d{1,2} ) 月? )?
            份?
        )?
        [底末]?
    )?
    """,
    regex.VERBOSE | regex.ASCII,
)
# 2021年上半年   2021一季度   2021Q3   2021年全年
WORDED = regex.compile(r"(?P<year> \d{4} ) [年-]? (?P<word> \D{1,8} \d? )", regex.VERBOSE | regex.ASCII)
PARTS = regex.compile(r"\d+", regex.ASCII)


class PeriodWord(Model):
    """A word for a span of months inside a year."""

    word: str
    first: int
    last: int


def parse_period(words: str) -> Period:
    """The period that `words` ask for; several months from January are cumulative. Raises `QueryError`.

    >>> parse_period("2021-01..2021-08").same_span(parse_period("2021年1-8月"))
    True
    >>> parse_period("2021").kind, parse_period("2021-08").kind, parse_period("截至2021年8月底").kind
    ('cumulative', 'interval', 'as_of')
    >>> parse_period("2021年前三季度").end
    '2021-09'
    """
    plain = unicodedata.normalize("NFKC", words).replace("—", "-").replace("–", "-")
    plain = "".join(plain.split())
    for reader in (_dated, _written, _worded):
        period = reader(plain, words)
        if period is not None:
            _check(period, words)
            return period
    raise QueryError(words, HINT)


@lru_cache(maxsize=4096)
def days_of(period: Period) -> tuple[str | None, str | None]:
    """Its first and last day, so that `2021-08` and `2021-08-31` end alike.

    >>> days_of(Period.months(2021, 1, 8))
    ('2021-01-01', '2021-08-31')
    """
    try:
        first, last = period.first_day(), period.last_day()
    except (
        ValueError
    ):  # A record may say 2021-13 or 2021-02-30: then its own words are all there is to compare.
        return period.start, period.end
    return (first.isoformat() if first else None), (last.isoformat() if last else None)


def relation(wanted: Period, found: Period, *, stock: bool = False) -> Match | None:
    """How a record's period answers the question; `None` where the two must not stand side by side.

    `as_of` is the moment at the end of the month in which the span ends. It counts for a span that runs
    from January, since what stands at a moment has run up since then; for one month alone it counts only
    where the indicator is a stock.

    >>> relation(Period.months(2021, 1, 8), Period.as_of("2021-08"))
    'as_of'
    >>> relation(Period.months(2021, 8, 8), Period.as_of("2021-08")) is None
    True
    >>> relation(Period.months(2021, 1, 8), Period.months(2021, 1, 9)) is None
    True
    """
    if days_of(wanted) == days_of(found):
        return "same" if wanted.kind == found.kind else "other_kind"
    moment, span = (found, wanted) if found.kind == "as_of" else (wanted, found)
    if moment.kind != "as_of" or moment.end is None or span.end is None or moment.end[:7] != span.end[:7]:
        return None
    from_january = span.start is not None and span.start[:7] == f"{span.end[:4]}-01"
    return "as_of" if stock or span.kind == "as_of" or from_january else None


@cache
def period_words() -> Mapping[str, PeriodWord]:
    """The words of `period_words.csv`."""
    source = files("corpus").joinpath("period_words.csv")
    with source.open(encoding="utf-8") as file:
        rows = csv.DictReader(file)
        try:
            words = [PeriodWord.model_validate(row) for row in rows]
        except ValidationError as error:
            raise LexiconError(f"period_words.csv:{rows.line_num}", str(error)) from error
    return {word.word: word for word in words}


def _dated(plain: str, words: str) -> Period | None:
    match = DATED.fullmatch(plain)
    if match is None or (match["as_of"] and match["end"]):
        return None
    start = _dashed(match["start"])
    if match["as_of"]:
        return Period.as_of(start, words)
    end = _dashed(match["end"] or match["start"])
    from_january = start in (f"{end[:4]}-01", f"{end[:4]}-01-01")
    kind: PeriodKind = "cumulative" if from_january and end[5:7] != "01" else "interval"
    return Period(start=start, end=end, kind=kind, text=words)


def _written(plain: str, words: str) -> Period | None:
    match = WRITTEN.fullmatch(plain)
    if match is None:
        return None
    year = int(match["year"])
    if match["first"] is None:
        return Period.as_of(f"{year:04d}-12", words) if match["as_of"] else Period.months(year, 1, 12, words)
    first, last = int(match["first"]), int(match["last"] or match["first"])
    return (
        Period.as_of(f"{year:04d}-{last:02d}", words)
        if match["as_of"]
        else Period.months(year, first, last, words)
    )


def _worded(plain: str, words: str) -> Period | None:
    match = WORDED.fullmatch(plain)
    word = period_words().get(match["word"].upper()) if match else None
    return Period.months(int(match["year"]), word.first, word.last, words) if match and word else None


def _dashed(moment: str) -> str:
    return "-".join(part.zfill(2) for part in PARTS.findall(moment))


def _check(period: Period, words: str) -> None:
    try:
        first, last = period.first_day(), period.last_day()
    except ValueError as error:
        raise QueryError(words, HINT) from error
    if first and last and first > last:
        raise QueryError(words, HINT)
