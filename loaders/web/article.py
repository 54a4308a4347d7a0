"""Which units of a page are the article: by the element that content systems keep it in, or by where the words are.

Every unit has a weight, its words less what of them is links; the article is the run of units that weighs most.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

import regex
from lxml import etree

from loaders.web.units import Unit, Units
from loaders.wordlists import Row, read_rows

# A link weighs as much against the article as so many characters for it.
LINK = 3.0
FURNITURE = 40
# What a known element must hold of the words of the heaviest run, to be believed.
SHARE = 0.5
SENTENCE = regex.compile(r"[。；]")
MOST_NAMES = 20
# When a page was put up; the day under a signature is written with 年 and 月.
TIME = regex.compile(r"20\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:\s{1,3}\d{1,2}:\d\d(?::\d\d)?)?")


class Container(Row):
    """The id, class or tag of an element in which content systems keep the text of an article."""

    pattern: str
    system: str


class Run(NamedTuple):
    """Units from `start` up to `end`."""

    start: int
    end: int


def find_article(found: Units) -> Run:
    """The run of units that is the article."""
    weights = [weight(unit) for unit in found.units]
    heaviest = heaviest_run(weights)
    sums = [0.0, *accumulate(max(each, 0.0) for each in weights)]
    wanted = sums[heaviest.end] - sums[heaviest.start]
    for run in _known(found):
        start, end = max(run.start, heaviest.start), min(run.end, heaviest.end)
        if start < end and sums[end] - sums[start] >= SHARE * wanted:
            return _with_sentences(found.units, run, heaviest)
    return heaviest


def heaviest_run(weights: Sequence[float]) -> Run:
    """The run whose weights add up to most.

    >>> heaviest_run([-8.0, 30.0, -5.0, 40.0, -60.0, 20.0])
    Run(start=1, end=4)
    """
    best, best_sum = Run(0, len(weights)), 0.0
    start, total = 0, 0.0
    for number, each in enumerate(weights):
        if total <= 0:
            start, total = number, 0.0
        total += each
        if total > best_sum:
            best, best_sum = Run(start, number + 1), total
    return best


def weight(unit: Unit) -> float:
    """How much a unit speaks for being a part of the article: its characters, links and page furniture against it.

    >>> weight(Unit("全区新签约项目52个。")), weight(Unit("首页 新闻", linked=4)), weight(Unit("【打印】【关闭】"))
    (11.0, -8.0, -40)
    """
    if unit.is_furniture() or TIME.fullmatch(unit.text.strip()):
        return -FURNITURE
    length = len(unit.words)
    return length - (LINK * unit.linked if unit.table is None else unit.linked)


def _known(found: Units) -> list[Run]:
    """Where elements of known names reach, the surest name first, of one name the one with the most units."""
    runs = [
        (rank, start - end, Run(start, end))
        for element, start, end in found.reaches
        if end > start and (rank := _rank(element)) is not None
    ]
    return [run for _, _, run in sorted(runs)]


def _rank(element: etree._Element) -> int | None:
    names = (element.get("id", ""), *element.get("class", "").split()[:MOST_NAMES], f"<{element.tag}>")
    ranks = (rank for name in names if name and (rank := _rank_of(name)) is not None)
    return min(ranks, default=None)


@lru_cache(maxsize=4096)
def _rank_of(name: str) -> int | None:
    found = (rank for rank, pattern in enumerate(_patterns()) if pattern.fullmatch(name))
    return next(found, None)


@cache
def _patterns() -> tuple[regex.Pattern[str], ...]:
    rows = read_rows("web/containers.csv", Container)
    return tuple(regex.compile(row.pattern, regex.IGNORECASE) for row in rows)


def _with_sentences(units: Sequence[Unit], run: Run, heaviest: Run) -> Run:
    """The run with the tables and sentences of the heaviest run that stand outside of it, and all between."""
    outside = [
        number
        for number in range(heaviest.start, heaviest.end)
        if not run.start <= number < run.end
        and not units[number].is_furniture()
        and (units[number].table is not None or SENTENCE.search(units[number].text))
    ]
    return Run(min([run.start, *outside]), max([run.end, *(number + 1 for number in outside)]))
