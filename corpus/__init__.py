"""The store: Bulletins come in with their bytes; they, their history and comparisons across districts go out.

Nothing is overwritten: a changed file is a new version, a changed extractor a new run.
"""

from corpus.adding import AddResult, AddStatus
from corpus.areas import AreaRow, ChangeRow
from corpus.catalogue import BulletinSummary, FindingRow, RunSummary, SourceRow
from corpus.comparison import COLUMNS, By, Comparison, ComparisonRow, Missing
from corpus.decisions import Decision
from corpus.indicators import IndicatorRow, read_indicators
from corpus.observation import Measure, Observation, Place, Report
from corpus.periods import parse_period
from corpus.places import Places
from corpus.search import SearchHit
from corpus.series import Observations
from corpus.store import Store, open_store

__all__ = [
    "COLUMNS",
    "AddResult",
    "AddStatus",
    "AreaRow",
    "BulletinSummary",
    "By",
    "ChangeRow",
    "Comparison",
    "ComparisonRow",
    "Decision",
    "FindingRow",
    "IndicatorRow",
    "Measure",
    "Missing",
    "Observation",
    "Observations",
    "Place",
    "Places",
    "Report",
    "RunSummary",
    "SearchHit",
    "SourceRow",
    "Store",
    "open_store",
    "parse_period",
    "read_indicators",
]
