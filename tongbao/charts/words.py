"""The words of a chart: periods, bounds, measures, and lines that are as wide as the chart."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import PurePath
from typing import Final

from schemas import Bound, Period
from tongbao.messages import say

NARROW_EM: Final = 0.56
MONTHS_OF_A_YEAR: Final = 12
# What may end a line, besides any Han character; the mark stays on the line that it ends.
BREAKS: Final = frozenset(" _,;，；、。：）)】")
BOUND_KEYS: Final = {"=": "", "≈": "about", ">": "above", "≥": "at-least", "<": "below", "≤": "at-most"}


def em(text: str) -> float:
    """How wide a text is, in times its font size: a Han character is 1, a Latin one about half.

    >>> em("泾县"), em("ab")
    (2.0, 1.12)
    """
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else NARROW_EM for char in text)


def wrapped(text: str, width: float) -> list[str]:
    """The text in lines of at most `width` em, broken behind a mark where there is one near the end.

    >>> wrapped("宣州区、宁国市、广德市", 5)
    ['宣州区、', '宁国市、', '广德市']
    >>> wrapped("甲乙丙丁戊", 2)
    ['甲乙', '丙丁', '戊']
    """
    lines: list[str] = []
    rest = text.strip()
    while rest:
        fits = _fitting(rest, width)
        if fits < len(rest):
            mark = max((place for place in range(fits) if rest[place] in BREAKS), default=-1)
            fits = mark + 1 if mark + 1 >= fits / 2 else fits
        lines.append(rest[:fits].rstrip())
        rest = rest[fits:].lstrip()
    return lines


def _fitting(text: str, width: float) -> int:
    """How many characters fit, at least one."""
    used = 0.0
    for place, char in enumerate(text):
        used += em(char)
        if used > width:
            return max(place, 1)
    return len(text)


def lines_of(texts: Iterable[str], width: float) -> list[str]:
    """Every text wrapped, one after the other."""
    return [line for text in texts for line in wrapped(text, width)]


def clipped(text: str, width: float) -> str:
    """The text, cut with an ellipsis where it is wider; what is cut is told in full elsewhere.

    >>> clipped("甲乙丙丁戊", 4), clipped("甲乙", 4)
    ('甲乙丙…', '甲乙')
    """
    return text if em(text) <= width else text[: _fitting(text, width - 1)] + "…"


def clean(name: str) -> str:
    """A name on one line without characters that no SVG may hold.

    >>> clean("泾\\x0b县\\n城")
    '泾县 城'
    """
    kept = "".join(" " if char.isspace() else char for char in name if char.isprintable() or char in " \n\t")
    return " ".join(kept.split())


def address(source: str) -> str:
    """Where a bulletin stands: its URL, or the name of its file; whoever sees a chart need not know the folders.

    >>> address("/home/li/通报.txt"), address("https://example.invalid/a.html")
    ('通报.txt', 'https://example.invalid/a.html')
    """
    return clean(source) if "://" in source else clean(PurePath(source).name) or clean(source)


def bound_word(bound: Bound) -> str:
    """`约`, `超`, `不足` …; nothing for an exact number."""
    key = BOUND_KEYS[bound]
    return say(f"plot.bound.{key}") if key else ""


def printed(value: Decimal, unit: str | None, bound: Bound, drawn_unit: str | None) -> str:
    """A number as it was printed, its bound in words, with its unit where the axis has another.

    >>> printed(Decimal("42.70"), "亿元", "=", "亿元"), printed(Decimal("5470"), "万元", "=", "亿元")
    ('42.70', '5470万元')
    """
    return f"{bound_word(bound)}{value:f}{'' if unit == drawn_unit else unit or ''}"


def period_words(period: Period) -> str:
    """A period in the current language, the same however it was asked for.

    >>> from tongbao.messages import choose
    >>> _ = choose("zh")
    >>> period_words(Period.months(2031, 1, 8)), period_words(Period.months(2031, 1, 12))
    ('2031年1-8月', '2031年')
    >>> period_words(Period.as_of("2031-08")), period_words(Period(start="2031-01", end="2032-04"))
    ('截至2031年8月', '2031年1月至2032年4月')
    """
    start, end = period.start, period.end or ""
    if start is None:
        return say("plot.period.as-of", moment=_moment(end))
    if len(start) == len(end) == len("2031-01") and start[:4] == end[:4]:
        first, last = int(start[5:]), int(end[5:])
        if (first, last) == (1, MONTHS_OF_A_YEAR):
            return say("plot.period.year", year=start[:4])
        key = "plot.period.month" if first == last else "plot.period.months"
        return say(key, year=start[:4], first=_name(first, "plot.month-starts"), last=_name(last))
    return say("plot.period.span", start=_moment(start), end=_moment(end))


def _name(month: int, names: str = "plot.month-names") -> str:
    return say(names).split()[month - 1] if 1 <= month <= MONTHS_OF_A_YEAR else str(month)


def _moment(moment: str) -> str:
    parts = moment.split("-")
    if len(parts) < 2:
        return moment
    key = "plot.moment.day" if len(parts) > 2 else "plot.moment.month"
    return say(key, year=parts[0], month=_name(int(parts[1])), day=int(parts[-1]))


def numbered(numbers: Iterable[int]) -> list[str]:
    """Numbers of documents, runs put together.

    >>> numbered([3, 1, 2, 7])
    ['#1–#3', '#7']
    """
    return list(_runs(sorted(set(numbers))))


def _runs(numbers: list[int]) -> Iterator[str]:
    while numbers:
        length = next(
            (place for place, number in enumerate(numbers) if number != numbers[0] + place), len(numbers)
        )
        run, numbers = numbers[:length], numbers[length:]
        if len(run) > 2:
            yield f"#{run[0]}–#{run[-1]}"
        else:
            yield from (f"#{number}" for number in run)
