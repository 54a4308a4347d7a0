"""The formats, a row each, and the one way in which a file of each is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from corpus.export import parquet as parquet_file
from corpus.export import sdmx, spreadsheet, sqlite_file, stata, text
from corpus.export.dataset import Dataset
from corpus.export.whole import whole_file
from schemas.errors import NothingFoundError
from schemas.finding import Message

Writer = Callable[[Dataset, Path], None]


class Format(NamedTuple):
    """A format: the ending of its files, what it is for, and what writes it."""

    ending: str
    holds: Message
    write: Writer


FORMATS: Mapping[str, Format] = {
    "csv": Format(".csv", Message(zh="逗号分隔，UTF-8", en="comma-separated, UTF-8"), text.write_csv),
    "csv-excel": Format(
        ".csv",
        Message(
            zh="同上，供 Excel 直接打开（有 BOM，公式字符前加撇号）",
            en="as csv, for Excel: with a BOM, and an apostrophe before what Excel would take for a formula",
        ),
        text.write_csv_for_excel,
    ),
    "jsonl": Format(
        ".jsonl", Message(zh="每行一个 JSON 对象", en="one JSON object a line"), text.write_jsonl
    ),
    "xlsx": Format(
        ".xlsx",
        Message(
            zh="Excel：数据、代码簿、来源、发现",
            en="Excel: data, codebook, sources, findings",
        ),
        spreadsheet.write,
    ),
    "parquet": Format(
        ".parquet",
        Message(zh="Parquet，小数精确（decimal128）", en="Parquet, with exact decimals (decimal128)"),
        parquet_file.write,
    ),
    "stata": Format(".dta", Message(zh="Stata 118，带标签", en="Stata 118, with labels"), stata.write),
    "sdmx-csv": Format(
        ".csv", Message(zh="SDMX-CSV 2.0，交换用", en="SDMX-CSV 2.0, for exchange"), sdmx.write
    ),
    "sqlite": Format(
        ".sqlite", Message(zh="SQLite，每表一张", en="an SQLite file with a table each"), sqlite_file.write
    ),
}


def export(dataset: Dataset, form: str, path: Path, *, force: bool = False) -> None:
    """Write the dataset as one of `FORMATS` to `path`, which is replaced where `force` is given.

    Raises `NothingFoundError` where there is no observation, `ExistsError` and `NotWrittenError` for the path,
    `FormatLimitError` for what the format cannot hold, and `NeedsExtraError` where a package is missing.
    """
    if not dataset.observations:
        raise NothingFoundError(str(path))
    with whole_file(path, force=force) as draft:
        FORMATS[form].write(dataset, draft)
