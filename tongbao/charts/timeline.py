"""From observations to a line of periods: which steps there are, and each district's number at each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from corpus import Store, parse_period
from corpus.observation import Observation
from corpus.periods import relation
from schemas import Period, Status
from schemas.errors import QueryError
from tongbao.charts.asked import Asked, Level, Span
from tongbao.charts.points import Point, Units, Who, common_units, commonest_level, few_enough, level_of
from tongbao.charts.sides import title_of
from tongbao.charts.words import clean, period_words, printed
from tongbao.errors import NothingFoundError
from tongbao.messages import current, say

SPANS: Final[tuple[Span, ...]] = ("ytd", "month", "quarter", "year", "moment")
MOST_STEPS: Final = 240
MONTHS: Final = 12
QUARTER: Final = 3
