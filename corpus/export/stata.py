"""Stata 118 (Stata 14 and later): Chinese labels for variables and for values with few kinds.

Amounts become doubles, as Stata has no decimals; `quote` keeps what is printed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from corpus.export.dataset import Cell, Dataset, Field, Kind, value_labels
from schemas.errors import Language

if TYPE_CHECKING:
    import pandas as pd

LABEL: Final = 80
# A short string has at most 2,045 bytes; longer ones, and such as are mostly missing, are kept apart.
SHORT: Final = 2045
MADE: Final = datetime(2000, 1, 1)
# `end` is a word of Stata's own.
RENAMED: Final = {"start": "quote_start", "end": "quote_end"}


def write(dataset: Dataset, path: Path) -> None:
    """Write the observations with their labels."""
    import pandas as pd

    table = dataset.table("observations")
    columns = list(zip(*table.rows(), strict=True))
    language = dataset.language
    frame = pd.DataFrame(
        {
            RENAMED.get(field.name, field.name): _column(field, column, language)
            for field, column in zip(table.fields, columns, strict=True)
        }
    )
    long = [name for name in frame.columns if _is_long(frame[name])]
    frame.to_stata(
        path,
        write_index=False,
        version=118,
        time_stamp=MADE,
        data_label="tongbao",
        variable_labels={
            name: field.label(language)[:LABEL]
            for name, field in zip(frame.columns, table.fields, strict=True)
        },
        convert_strl=long,
    )


def _column(field: Field, cells: Sequence[Cell], language: Language) -> pd.Series[Any]:
    import pandas as pd

    labels = value_labels().get(field.name)
    if labels:
        place = 0 if language == "zh" else 1
        names = {value: told[place] for value, told in labels.items()}
        kinds = [*names.values(), *sorted({str(cell) for cell in cells if cell is not None} - set(names))]
        named = [None if cell is None else names.get(str(cell), str(cell)) for cell in cells]
        return pd.Series(pd.Categorical(named, categories=kinds))
    if field.kind == "string":
        return pd.Series(["" if cell is None else str(cell) for cell in cells], dtype=object)
    return pd.Series([_number(cell) for cell in cells], dtype=_dtype(field.kind, cells))


def _number(cell: Cell) -> float | int:
    if cell is None:
        return math.nan
    return float(cell) if isinstance(cell, Decimal) else int(cell)


def _dtype(kind: Kind, cells: Sequence[Cell]) -> str:
    if kind == "boolean":
        return "int8"
    return "float64" if kind == "decimal" or None in cells else "int64"


def _is_long(column: pd.Series[Any]) -> bool:
    if column.dtype != object:
        return False
    return max((len(cell.encode()) for cell in column), default=0) > SHORT
