"""A store of an earlier layout, with bulletins in it, is brought to the newest one and answers as before."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, MetaData
from sqlalchemy import types as sa

from corpus import migrations, open_store
from corpus.engine import make_engine, store_url
from corpus.migrations import HEAD, upgrade
from tests.corpus.factory import EXTRACTOR, Number, bulletin, rich_bulletin

# What a store of the first layout held, row by row: written by the version that made such stores, never to be changed.
FIRST = json.loads(Path(__file__).with_name("store_0001.json").read_text(encoding="utf-8"))
ASKED = "2031-01..2031-08"
REVISIONS = [
    script.revision
    for script in ScriptDirectory(str(Path(migrations.__file__).parent)).walk_revisions()
    if script.revision != HEAD
][::-1]


def fill(engine: Engine) -> None:
    """Put the rows into the tables as they were then."""
    tables = MetaData()
    tables.reflect(engine)
    with engine.begin() as connection:
        for name, rows in FIRST.items():
            table = tables.tables[name]
            kinds = {column.name: column.type for column in table.columns}
            for row in rows:
                connection.execute(
                    table.insert().values({key: cell(value, kinds[key]) for key, value in row.items()})
                )
        if engine.dialect.name == "postgresql":
            # The rows came with their numbers; those to come must not be the same.
            for name in FIRST:
                if "id" in tables.tables[name].columns:
                    connection.exec_driver_sql(
                        f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), max(id)) FROM {name}"
                    )


def cell(value: Any, kind: sa.TypeEngine[Any]) -> Any:
    if isinstance(kind, sa.DateTime):
        return datetime.fromisoformat(value)
    return base64.b64decode(value) if isinstance(kind, sa.LargeBinary) else value


@pytest.fixture(params=REVISIONS or ["0001"])
def old_url(request: pytest.FixtureRequest, empty_url: str) -> Iterator[str]:
    """A store that was made and filled in the first layout, and opened last by a version with the layout asked for."""
    engine = make_engine(store_url(empty_url), 5)
    upgrade(engine, 5, to="0001")
    fill(engine)
    upgrade(engine, 5, to=request.param)
    engine.dispose()
    yield empty_url


def test_everything_still_answers(old_url: str) -> None:
    read, content = rich_bulletin()
    with open_store(old_url) as store:
        lines = store.bulletins()
        assert [(line.path[:8], line.area, line.versions, line.figures) for line in lines] == [
            ("east.txt", "东溪区", 1, 1),
            ("west.txt", "西溪区", 2, 1),
            ("zone.txt", "临溪工业园", 1, 1),
            ("sha256:e", "全区", 1, 1),
        ]
        assert (store.bulletin(1), store.content(1)) == (read, content)
        assert [(run.version, run.extractor) for run in store.history(1)] == [
            (1, "tongbao 0.0.9"),
            (1, EXTRACTOR),
        ]
        assert [run.added.tzinfo for run in store.history(2)] == [UTC, UTC]
        answer = store.compare("签约金额", ASKED)
        assert [(row.area, row.value) for row in answer.rows] == [
            ("西溪区", Decimal("4.50")),
            ("临溪工业园", Decimal("1")),
        ]
        assert [row.rank for row in store.compare("新建学校数", ASKED).rows] == [1]
        assert len(store.indicators()) == 3
        assert [hit.path for hit in store.search("签约项目 GDP 4.50亿元")] == ["west.txt"]
        assert store.search("旧稿") == []


def test_it_takes_new_bulletins_and_knows_the_old(old_url: str) -> None:
    read, content = rich_bulletin()
    with open_store(old_url) as store:
        assert store.add(read, content, EXTRACTOR).status == "unchanged"
        assert store.add(read, content, "tongbao 0.2.0").status == "new_run"
        assert (
            store.add(*bulletin(Number("5"), path="west.txt", text="新"), EXTRACTOR).status == "new_version"
        )
        assert store.add(*bulletin(Number("6"), path="new.txt", text="新的"), EXTRACTOR).status == "added"
        assert len(store.bulletins()) == 5


def test_opening_it_again_changes_nothing(old_url: str) -> None:
    for _ in range(2):
        with open_store(old_url) as store:
            assert len(store.bulletins()) == 4
