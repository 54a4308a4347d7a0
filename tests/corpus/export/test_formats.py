"""Every format, read back with a reader that is not ours: the same observations, exact, and the same bytes twice."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow.parquet as parquet
import pytest

from corpus import Store
from corpus.export import FORMATS, Dataset, export
from corpus.export.dataset import observation_fields
from schemas import Facets
from schemas.errors import ExistsError, FormatLimitError, NeedsExtraError, NothingFoundError, NotWrittenError
from tests.corpus.factory import EXTRACTOR, WEST, Number, bulletin, rich_bulletin

NAMES = [field.name for field in observation_fields()]
HOSTILE = '=HYPERLINK("http://example.org","x")'


@pytest.fixture
def dataset(store: Store) -> Dataset:
    store.add(*rich_bulletin(), EXTRACTOR)
    numbers = (
        Number("12345678901234567.89"),
        Number("-8.92", unit="%", kind="growth", comparison="yoy", status="forecast", bound="≈"),
        Number("3", unit="个", code=None, indicator=HOSTILE, subject="@SUM(A1)", period=None),
        Number("7.5", facets=Facets(other=["+1"])),
    )
    store.add(*bulletin(*numbers, area=WEST, path="west.txt"), EXTRACTOR)
    return Dataset(store.observations().rows, store.sources(), store.findings(), store.indicators(), "zh")


def written(dataset: Dataset, form: str, folder: Path) -> Path:
    path = folder / f"out{FORMATS[form].ending}"
    export(dataset, form, path, force=True)
    return path


def values(dataset: Dataset) -> list[str]:
    return [format(one.value, "f") for one in dataset.observations]


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_bytes_twice(dataset: Dataset, form: str, tmp_path: Path) -> None:
    first = written(dataset, form, tmp_path).read_bytes()
    assert written(dataset, form, tmp_path).read_bytes() == first
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_csv_holds_every_column_exact(dataset: Dataset, tmp_path: Path) -> None:
    with written(dataset, "csv", tmp_path).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == NAMES
    assert [row["value"] for row in rows] == values(dataset)
    assert HOSTILE in [row["printed"] for row in rows]
    assert len({row["key"] for row in rows}) == len(rows)


def test_csv_for_excel_has_a_mark_and_no_formula(dataset: Dataset, tmp_path: Path) -> None:
    raw = written(dataset, "csv-excel", tmp_path).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines()))
    assert [row["value"] for row in rows] == values(dataset)
    text = [cell for row in rows for name, cell in row.items() if name not in ("value", "value_base")]
    assert [cell for cell in text if cell.startswith(("=", "+", "-", "@"))] == []


def test_json_lines(dataset: Dataset, tmp_path: Path) -> None:
    lines = written(dataset, "jsonl", tmp_path).read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["value"] for line in lines] == values(dataset)
    assert json.loads(lines[0])["comparison"] is None


def test_a_workbook_has_no_formula_and_codes_are_text(dataset: Dataset, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(dataset, "xlsx", tmp_path))
    assert book.sheetnames == ["数据", "代码簿", "来源", "发现", "指标"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "b"}
    assert HOSTILE in [cell.value for cell in cells]
    data = book["数据"]
    heads = [cell.value for cell in data[1]]
    first = dict(zip(heads, (cell.value for cell in data[2]), strict=True))
    assert (first["area_code"], first["value"]) == ("990101", 42.7)
    # More digits than a spreadsheet keeps.
    assert "12345678901234567.89" in [row[heads.index("value")].value for row in data.iter_rows()]


def test_parquet_keeps_decimals(dataset: Dataset, tmp_path: Path) -> None:
    table = parquet.read_table(written(dataset, "parquet", tmp_path))
    assert table.column_names == NAMES
    assert [Decimal(text) for text in values(dataset)] == table["value"].to_pylist()
    assert str(table.schema.field("area_code").type) == "string"
    assert table.schema.field("value").metadata[b"en"] == b"number as printed"


def test_stata_has_labels(dataset: Dataset, tmp_path: Path) -> None:
    path = written(dataset, "stata", tmp_path)
    with pd.io.stata.StataReader(path) as reader:
        frame, labels = reader.read(), reader.variable_labels()
    assert labels["value"] == "原文数值"
    assert frame["area_code"].tolist()[0] == "990101"
    assert frame["measure"].tolist()[:2] == ["数量", "完成率"]
    assert frame["value"].tolist() == [float(text) for text in values(dataset)]
    assert path.read_bytes().startswith(b"<stata_dta><header><release>118<")


def test_sdmx_has_its_terms(dataset: Dataset, tmp_path: Path) -> None:
    with written(dataset, "sdmx-csv", tmp_path).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["TIME_PERIOD"] == "2031-01-01/P8M"
    assert [row["OBS_STATUS"] for row in rows] == ["A", "A", "A", "A", "A", "F"]
    assert [row["REF_AREA"] for row in rows] == ["990101"] * 2 + ["990102"] * 4
    assert rows[3]["TIME_PERIOD"] == "_Z"


def test_sqlite_has_a_table_each(dataset: Dataset, tmp_path: Path) -> None:
    with closing(sqlite3.connect(written(dataset, "sqlite", tmp_path))) as connection:
        found = [row[0] for row in connection.execute("SELECT value FROM observations")]
        meaning = connection.execute('SELECT zh FROM codebook WHERE "column" = ?', ("value",)).fetchone()
        counts = [
            connection.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0] for table in dataset.tables
        ]
    assert found == values(dataset)
    assert meaning == ("原文数值",)
    assert counts[:4] == [len(values(dataset)), 2, 1, 3]


def test_the_key_does_not_hang_on_the_store(dataset: Dataset, store: Store, tmp_path: Path) -> None:
    from corpus import open_store
    from corpus.export.dataset import keys

    with open_store(tmp_path / "other.db") as other:
        other.register_indicators(store.indicators())
        for number in (1, 0):
            read = store.bulletin(number + 1)
            other.add(read, store.content(number + 1), EXTRACTOR)
        assert sorted(keys(other.observations())) == sorted(keys(dataset.observations))


def test_what_cannot_be_written_leaves_nothing(
    dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(dataset, "csv", tmp_path)
    with pytest.raises(ExistsError):
        export(dataset, "csv", path)
    with pytest.raises(NothingFoundError):
        export(Dataset(()), "csv", tmp_path / "none.csv")
    with pytest.raises(NotWrittenError):
        export(dataset, "csv", tmp_path / "no" / "folder.csv")
    monkeypatch.setattr("corpus.export.spreadsheet.ROWS", 3)
    with pytest.raises(FormatLimitError):
        export(dataset, "xlsx", tmp_path / "long.xlsx")
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(NeedsExtraError, match=r"tongbao\[export\]"):
        export(dataset, "parquet", tmp_path / "out.parquet")
    assert [path.name for path in tmp_path.iterdir() if ".db" not in path.name] == ["out.csv"]
