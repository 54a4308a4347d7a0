"""What a bulletin becomes: plain typed values that every other room shares.

Nothing comes in; the models of Document and Bulletin, and the errors, go out. Imports nothing of the project.
"""

from schemas.area import Area, AreaLevel
from schemas.bulletin import AttachedFile, Bulletin, BulletinKind, Meta
from schemas.document import (
    Block,
    Cell,
    Document,
    Furniture,
    OffsetMap,
    Script,
    Source,
    Table,
    Truncation,
)
from schemas.finding import Finding, Message, Severity, Verdict
from schemas.layout import Box, Layout
from schemas.period import Period, PeriodKind
from schemas.records import (
    Bound,
    Comparison,
    Facets,
    Figure,
    Inherited,
    Percentage,
    PercentageKind,
    Ranking,
    RankingEntry,
    Reported,
    Roster,
    Status,
    TableCell,
)

__all__ = [
    "Area",
    "AreaLevel",
    "AttachedFile",
    "Block",
    "Bound",
    "Box",
    "Bulletin",
    "BulletinKind",
    "Cell",
    "Comparison",
    "Document",
    "Facets",
    "Figure",
    "Finding",
    "Furniture",
    "Inherited",
    "Layout",
    "Message",
    "Meta",
    "OffsetMap",
    "Percentage",
    "PercentageKind",
    "Period",
    "PeriodKind",
    "Ranking",
    "RankingEntry",
    "Reported",
    "Roster",
    "Script",
    "Severity",
    "Source",
    "Status",
    "Table",
    "TableCell",
    "Truncation",
    "Verdict",
]
