"""A release: a valid package, the same bytes twice, nothing half-written, and what changed since the one before."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
import yaml
from frictionless import Package

from corpus import Store
from corpus.export import Dataset, Release, release
from schemas.errors import ExistsError, MissingFileError, NothingFoundError, QueryError
from tests.corpus.factory import EXTRACTOR, WEST, Number, bulletin, rich_bulletin

ABOUT = Release("合成数据集", "CC-BY-4.0", ("合成编写组",))


def dataset(store: Store) -> Dataset:
    return Dataset(store.observations().rows, store.sources(), store.findings(), store.indicators())


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.fixture
def filled(store: Store) -> Store:
    store.add(*rich_bulletin(), EXTRACTOR)
    store.add(*bulletin(Number("7.5"), Number("3", unit="个"), area=WEST, path="west.txt"), EXTRACTOR)
    return store


def test_the_package_is_valid(filled: Store, tmp_path: Path) -> None:
    release(dataset(filled), tmp_path / "one", ABOUT)
    report = Package(str(tmp_path / "one" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["resourceName", "fieldName", "message"])
    package = Package(str(tmp_path / "one" / "datapackage.json"))
    rows = package.get_resource("observations").read_rows()
    assert [row["value"] for row in rows] == [one.value for one in dataset(filled).observations]
    assert package.licenses[0]["name"] == "CC-BY-4.0"


def test_the_same_bytes_twice(filled: Store, tmp_path: Path) -> None:
    release(dataset(filled), tmp_path / "one", ABOUT)
    release(dataset(filled), tmp_path / "two", ABOUT)
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_checksums_and_citation(filled: Store, tmp_path: Path) -> None:
    release(dataset(filled), tmp_path / "one", ABOUT)
    files = tree(tmp_path / "one")
    lines = files.pop("SHA256SUMS").decode().splitlines()
    assert {line.split("  ")[1]: line.split("  ")[0] for line in lines} == {
        name: hashlib.sha256(content).hexdigest() for name, content in files.items()
    }
    cited = yaml.safe_load(files["CITATION.cff"])
    assert (cited["cff-version"], cited["authors"]) == ("1.2.0", [{"name": "合成编写组"}])


def test_changes_against_the_release_before(filled: Store, tmp_path: Path) -> None:
    release(dataset(filled), tmp_path / "one", ABOUT)
    changed = bulletin(Number("7.6"), area=WEST, path="west.txt")
    filled.add(*changed, EXTRACTOR)
    filled.add(*bulletin(Number("9.9"), path="new.txt"), EXTRACTOR)
    about = Release("合成数据集", "CC-BY-4.0", previous=tmp_path / "one")
    found = release(dataset(filled), tmp_path / "two", about)
    kinds = {(change.kind, change.column, change.before, change.after) for change in found}
    assert {
        ("changed", "value", "7.5", "7.6"),
        ("removed", "", "3个", ""),
        ("added", "", "", "9.9亿元"),
    } <= kinds
    package = json.loads((tmp_path / "two" / "datapackage.json").read_text(encoding="utf-8"))
    assert package["version"] == "1.1.0"
    page = (tmp_path / "two" / "CHANGES.md").read_text(encoding="utf-8")
    assert "- Observations removed: 1" in page
    assert "value: 7.5 → 7.6" in page


def test_what_cannot_be_released_leaves_nothing(filled: Store, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ExistsError):
        release(dataset(filled), tmp_path / "full", ABOUT)
    with pytest.raises(QueryError, match=r"CC0-1\.0"):
        release(dataset(filled), tmp_path / "new", Release("x", "mine"))
    with pytest.raises(NothingFoundError):
        release(Dataset(()), tmp_path / "new", ABOUT)
    with pytest.raises(MissingFileError):
        release(dataset(filled), tmp_path / "new", Release("x", "CC0-1.0", previous=tmp_path / "none"))
    assert not (tmp_path / "new").exists()
    assert (tmp_path / "full" / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_a_release_is_replaced_whole(filled: Store, tmp_path: Path) -> None:
    release(dataset(filled), tmp_path / "one", ABOUT)
    (tmp_path / "one" / "stale.csv").write_text("x", encoding="utf-8")
    release(dataset(filled), tmp_path / "one", ABOUT, force=True)
    assert not (tmp_path / "one" / "stale.csv").exists()
