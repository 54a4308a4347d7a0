"""What `import tongbao` offers."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

import schemas
import tongbao
from schemas.errors import MissingFileError
from tongbao.demonstration import bundled
from tongbao.frames import to_frame

ONE = bundled()[0]


def test_import_loads_nothing() -> None:
    program = (
        "import sys, tongbao; print(*sorted({'loaders', 'extract', 'corpus', 'pydantic'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_every_name_that_is_promised_is_there() -> None:
    assert [name for name in tongbao.__all__ if not hasattr(tongbao, name)] == []
    assert set(dir(tongbao)) >= set(tongbao.__all__)
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = tongbao.no_such_name


def test_a_document_a_path_bytes_and_an_open_file_read_the_same() -> None:
    document = tongbao.load(ONE)
    with ONE.open("rb") as file:
        readings = [tongbao.extract(source) for source in (document, ONE, str(ONE), ONE.read_bytes(), file)]
    assert all(isinstance(reading, tongbao.Bulletin | schemas.Bulletin) for reading in readings)
    assert len({reading.model_dump_json(exclude={"source"}) for reading in readings}) == 1


def test_a_missing_path_is_an_error_of_the_tree(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError):
        tongbao.extract(tmp_path / "nowhere.txt")
    assert issubclass(MissingFileError, tongbao.TongbaoError)


def made() -> tongbao.Bulletin:
    """A bulletin with one record of each kind (synthetic)."""
    place = {"quote": "92.7亿元", "start": 0, "end": 6}
    number = {**place, "value": "92.70", "unit": "亿元", "indicator": "到位资金", "code": "funds_in_place"}
    period = {"start": "2023-01", "end": "2023-08", "kind": "cumulative", "text": "1-8月"}
    return tongbao.Bulletin.model_validate(
        {
            "source": {"sha256": "00"},
            "meta": {},
            "text": "92.7亿元",
            "figures": [
                {"id": "f1", **number, "period": period, "facets": {"industry": "工业", "other": ["新建"]}}
            ],
            "percentages": [
                {"id": "p1", **number, "unit": "%", "kind": "growth", "comparison": "yoy", "of": "f1"}
            ],
            "rankings": [
                {
                    "id": "r1",
                    **place,
                    "criterion": "到位资金",
                    "entries": [{"subject": "甲县", "rank": 1}, {"subject": None, "rank": 2}],
                }
            ],
            "rosters": [
                {"id": "l1", **place, "condition": "完成任务的县", "members": ["甲县", "乙县", "丙县"]}
            ],
            "findings": [
                {
                    "id": "x1",
                    "rule": "share",
                    "verdict": "contradiction",
                    "severity": "error",
                    "claims": ["f1", "p1"],
                    "message": {"zh": "不符", "en": "does not agree"},
                }
            ],
        }
    )


@pytest.mark.parametrize(
    ("records", "rows"),
    [("numbers", 2), ("figures", 1), ("percentages", 1), ("rankings", 2), ("rosters", 3), ("findings", 1)],
)
def test_a_frame_has_a_row_a_record(records: str, rows: int) -> None:
    frame = made().to_frame(records)  # type: ignore[arg-type]
    assert len(frame) == rows
    assert frame["id"].notna().all()


def test_a_frame_keeps_decimals_and_spreads_facets_and_periods() -> None:
    first = made().to_frame().iloc[0]
    assert first["value"] == Decimal("92.70") and str(first["value"]) == "92.70"
    assert (first["industry"], first["other"], first["period_end"]) == ("工业", "新建", "2023-08")


def test_a_frame_of_an_empty_bulletin_has_its_columns() -> None:
    empty = tongbao.Bulletin.model_validate({"source": {"sha256": "00"}, "meta": {}, "text": ""})
    assert "value" in empty.to_frame().columns and empty.to_frame().empty


def test_an_unknown_kind_of_records_is_refused() -> None:
    with pytest.raises(ValueError, match="numbers, figures"):
        to_frame(made(), "sentences")  # type: ignore[arg-type]
