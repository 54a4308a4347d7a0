"""What goes into the store comes out as it was, once, and whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import event, func, select
from sqlalchemy import text as sql

from corpus import AddStatus, IndicatorRow, Store, models, open_store, read_indicators
from schemas import Area, Bulletin, Source
from schemas.errors import LexiconError, NotFoundError, StoreError, StoreLockedError
from tests.corpus.factory import EAST, EXTRACTOR, TO_AUGUST, ZONE, Number, bulletin, rich_bulletin


def count_rows(store: Store) -> dict[str, int]:
    with store._engine.connect() as connection:
        return {
            name: connection.scalar(select(func.count()).select_from(table)) or 0
            for name, table in models.Base.metadata.tables.items()
        }


@contextmanager
def failing(moment: str, mapper: type[models.Base]) -> Iterator[None]:
    """Raise when a row of `mapper` is about to be written or has just been."""

    def fail(*_: object) -> None:
        raise RuntimeError("the plug was pulled")

    event.listen(mapper, moment, fail)
    try:
        yield
    finally:
        event.remove(mapper, moment, fail)


def test_a_bulletin_comes_back_exactly(store: Store) -> None:
    read, content = rich_bulletin()
    added = store.add(read, content, EXTRACTOR)
    back = store.bulletin(added.document_id)
    assert back == read
    assert back.model_dump_json() == read.model_dump_json()
    assert store.content(added.document_id) == content


def test_every_record_and_finding_has_its_row(store: Store) -> None:
    store.add(*rich_bulletin(), EXTRACTOR)
    rows = count_rows(store)
    expected = {"record": 2, "ranking": 1, "ranking_entry": 2, "roster": 1, "roster_member": 2, "finding": 1}
    assert {table: rows[table] for table in expected} == expected


def test_rows_keep_the_digits_and_the_provenance(store: Store) -> None:
    store.add(*rich_bulletin(), EXTRACTOR)
    query = "SELECT value, base_value, quote, page, CAST(boxes AS TEXT), CAST(other_facets AS TEXT) FROM record WHERE local_id = 'n0'"
    with store._engine.connect() as connection:
        row = connection.execute(sql(query)).one()
    assert row == (
        "42.70",
        "4270000000",
        "42.70亿元",
        1,
        "[[72.0, 100.25, 130.1, 112.0]]",
        '["𠮷镇", "专班"]',
    )


@pytest.mark.parametrize(
    "digits", ["0.1", "0.10", "-8.92", "4.278E+9", "123456789012345678901234567890.123456789", "0E-8", "-0"]
)
def test_decimals_are_exact(store: Store, digits: str) -> None:
    read, content = bulletin(Number("1"))
    read.figures[0].value = Decimal(digits)
    added = store.add(read, content, EXTRACTOR)
    frame = store.compare("amount_signed", TO_AUGUST).frame
    assert store.bulletin(added.document_id).figures[0].value == Decimal(digits)
    assert format(frame["value"][0], "f") == format(Decimal(digits), "f")


def test_a_float_is_refused() -> None:
    with open_store("sqlite://") as store, pytest.raises(StoreError, match="must be a Decimal"):
        read, content = bulletin(Number("1"))
        read.figures[0].value = 0.1  # type: ignore[assignment]
        store.add(read, content, EXTRACTOR)


Step = tuple[str, str, str, AddStatus]
HISTORIES: dict[str, list[Step]] = {
    # path, text, extractor -> status
    "the same twice": [("a", "1", "x1", "added"), ("a", "1", "x1", "unchanged")],
    "a changed extractor": [
        ("a", "1", "x1", "added"),
        ("a", "1", "x2", "new_run"),
        ("a", "1", "x1", "unchanged"),
    ],
    "a changed file": [("a", "1", "x1", "added"), ("a", "2", "x1", "new_version")],
    "a changed file, old run again": [
        ("a", "1", "x1", "added"),
        ("a", "2", "x1", "new_version"),
        ("a", "2", "x1", "unchanged"),
    ],
    "changed there and back": [
        ("a", "1", "x1", "added"),
        ("a", "2", "x1", "new_version"),
        ("a", "1", "x1", "new_version"),
    ],
    "a copy": [("a", "1", "x1", "added"), ("b", "1", "x1", "unchanged")],
    "a copy that changes": [
        ("a", "1", "x1", "added"),
        ("b", "1", "x1", "unchanged"),
        ("b", "2", "x1", "added"),
        ("a", "1", "x1", "unchanged"),
    ],
    "two files": [("a", "1", "x1", "added"), ("b", "2", "x1", "added")],
}


@pytest.mark.parametrize("steps", HISTORIES.values(), ids=HISTORIES)
def test_history(store: Store, steps: list[Step]) -> None:
    for address, text, extractor, status in steps:
        read, content = bulletin(Number("1"), path=address, text=text)
        before = count_rows(store)
        seen = store.seen(read.source, extractor)
        added = store.add(read, content, extractor)
        assert added.status == status
        assert (seen == added) == (status == "unchanged")
        assert (count_rows(store) == before) == (status == "unchanged")
    assert count_rows(store)["content"] == len({step[1] for step in steps})


def test_the_latest_run_of_the_latest_version_is_current(store: Store) -> None:
    for text, extractor, value in [
        ("1", "x1", "10"),
        ("2", "x1", "20"),
        ("2", "x2", "21"),
        ("1", "x3", "30"),
    ]:
        read, content = bulletin(Number(value), text=text)
        # Bytes that came back are the third version; what the numbers are is the extractor's affair.
        content = text.encode()
        read.source.sha256 = {"1": SHA_1, "2": SHA_2}[text]
        added = store.add(read, content, extractor)
        assert store.bulletin(added.document_id).figures[0].value == Decimal(value)
    runs = store.history(added.document_id)
    assert [(run.version, run.extractor) for run in runs] == [(1, "x1"), (2, "x1"), (2, "x2"), (3, "x3")]
    assert runs[0].added.utcoffset() is not None
    assert store.bulletin(added.document_id, run_id=runs[0].run_id).figures[0].value == Decimal("10")
    assert len(store.bulletins()) == 1
    assert store.content(added.document_id) == b"1"


SHA_1 = "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"
SHA_2 = "d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35"


def test_the_list_of_bulletins(store: Store) -> None:
    store.add(*rich_bulletin(), EXTRACTOR)
    store.add(*bulletin(area=None, issued=None, path=None), EXTRACTOR)
    first, second = store.bulletins()
    assert (first.title, first.issuer, first.kind, first.issued) == (
        "合成通报",
        "合成办公室",
        "通报",
        "2031-09-05",
    )
    assert (first.area, first.area_code, first.period) == ("东溪区", "990101", TO_AUGUST)
    counts = (first.figures, first.percentages, first.rankings, first.rosters, first.findings, first.versions)
    assert counts == (1, 1, 1, 1, 1, 1)
    assert (first.path, second.path[:7]) == ("east.txt", "sha256:")
    assert (second.area, second.figures) == (None, 0)
    assert [(number, read.meta.area) for number, read in store.current()] == [(1, EAST), (2, None)]


def test_an_address_is_the_url_where_there_is_one(store: Store) -> None:
    read, content = bulletin()
    read.source = Source(path="cache/1.html", url="https://example.org/1.html", sha256=read.source.sha256)
    store.add(read, content, EXTRACTOR)
    assert store.bulletins()[0].path == "https://example.org/1.html"


@pytest.mark.parametrize("moment", ["before_insert", "after_insert"])
@pytest.mark.parametrize(
    "mapper", [models.Document, models.ExtractionRun, models.Record, models.RankingEntry, models.Finding]
)
def test_nothing_stays_of_a_bulletin_that_failed(
    store: Store, moment: str, mapper: type[models.Base]
) -> None:
    before = count_rows(store)
    with failing(moment, mapper), pytest.raises(RuntimeError, match="plug"):
        store.add(*rich_bulletin(), EXTRACTOR)
    assert count_rows(store) == before
    assert store.add(*rich_bulletin(), EXTRACTOR).status == "added"


def test_a_new_version_that_failed_leaves_the_old_one(store: Store) -> None:
    old, _ = bulletin(Number("1"))
    store.add(*bulletin(Number("1")), EXTRACTOR)
    with failing("after_insert", models.Record), pytest.raises(RuntimeError):
        store.add(*bulletin(Number("2")), EXTRACTOR)
    assert [read for _, read in store.current()] == [old]


def broken_hash(read: Bulletin) -> None:
    read.source.sha256 = "0" * 64


def huge_count(read: Bulletin) -> None:
    read.rosters[0].count = 10**30


def half_a_character(read: Bulletin) -> None:
    read.warnings.append("\ud800")


def repeated_id(read: Bulletin) -> None:
    read.percentages[0].id = read.figures[0].id


@pytest.mark.parametrize("damage", [broken_hash, huge_count, half_a_character, repeated_id])
def test_a_bulletin_that_cannot_be_kept(store: Store, damage: object) -> None:
    read, content = rich_bulletin()
    damage(read)  # type: ignore[operator]
    before = count_rows(store)
    with pytest.raises(StoreError):
        store.add(read, content, EXTRACTOR)
    assert count_rows(store) == before


@pytest.mark.parametrize("ask", [Store.bulletin, Store.content, Store.history])
def test_what_is_not_there(store: Store, ask: object) -> None:
    with pytest.raises(NotFoundError, match="#7"):
        ask(store, 7)  # type: ignore[operator]


def test_a_run_of_another_document_is_not_found(store: Store) -> None:
    one = store.add(*bulletin(path="1"), EXTRACTOR)
    two = store.add(*bulletin(path="2", text="2"), EXTRACTOR)
    with pytest.raises(NotFoundError):
        store.bulletin(one.document_id, run_id=two.run_id)


def test_areas_are_kept_once_and_a_zone_is_not_its_county(store: Store) -> None:
    nameless = Area(code=None, name="全区", level=None)
    for position, area in enumerate([EAST, ZONE, EAST, nameless, nameless]):
        store.add(*bulletin(area=area, path=str(position), text=str(position)), EXTRACTOR)
    assert count_rows(store)["area"] == 3


def test_a_writer_elsewhere_locks_the_store_for_writing_only(path: Path) -> None:
    with open_store(str(path), timeout=0.05) as store, closing(sqlite3.connect(path)) as other:
        store.add(*bulletin(path="1"), EXTRACTOR)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreLockedError) as raised:
            store.add(*bulletin(path="2", text="2"), EXTRACTOR)
        assert "占用" in raised.value.message("zh")
        assert raised.value.place == str(path)
        assert len(store.bulletins()) == 1
        other.rollback()
        assert store.add(*bulletin(path="2", text="2"), EXTRACTOR).status == "added"


def test_who_will_write_has_the_lock_from_the_start(path: Path) -> None:
    """Two that begin by reading and write later would make each other fail."""
    with open_store(path, timeout=5) as first, open_store(path, timeout=0.05) as second:
        with first._transaction(writes=True) as session:
            assert session.get(models.Content, "0") is None
            with pytest.raises(StoreLockedError):
                second.add(*bulletin(Number("1")), EXTRACTOR)
            session.add(models.Content(sha256="0", size=0, data=b""))
        assert second.add(*bulletin(Number("1")), EXTRACTOR).status == "added"


def test_foreign_keys_are_checked(store: Store) -> None:
    with pytest.raises(StoreError, match=r"(?i)foreign key"), store._transaction(writes=True) as session:
        session.add(models.DocumentVersion(document_id=99, number=1, sha256="0" * 64))


def test_indicators_are_registered_once(store: Store, tmp_path: Path) -> None:
    table = tmp_path / "indicators.csv"
    table.write_text(
        "code,name,base_unit,aggregation,synonyms\nd,死亡人数,人,flow,死亡|亡人\n", encoding="utf-8"
    )
    assert [store.register_indicators(table) for _ in range(2)] == [1, 0]
    changed = IndicatorRow(code="d", name="死亡人数", base_unit="人")
    assert store.register_indicators([changed]) == 1
    assert changed in store.indicators()
    assert (
        store.register_indicators(
            [{"code": "d", "name": "死亡人数", "base_unit": "人", "synonyms": "死亡|亡人"}]
        )
        == 1
    )
    with pytest.raises(LexiconError, match=r"indicators\[0\]"):
        store.register_indicators([{"code": "d", "nmae": "死亡人数"}])


@pytest.mark.parametrize(
    "line",
    ["d,死亡,人,flow", "d,死亡,人,sometimes,", ",死亡,人,flow,", "d,死亡,人,flow,死,more"],
    ids=["too few cells", "unknown aggregation", "no code", "too many cells"],
)
def test_a_malformed_indicator_names_its_line(tmp_path: Path, line: str) -> None:
    table = tmp_path / "indicators.csv"
    table.write_text(f"code,name,base_unit,aggregation,synonyms\n{line}\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"indicators\.csv:2"):
        read_indicators(table)
