"""For all tests: how hypothesis runs, and the databases that a store can lie in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests import postgres as server
from tests.postgres import TEMPLATE, Postgres

# How long one example takes says more of the machine than of the code.
settings.register_profile("tongbao", deadline=None)
settings.load_profile("tongbao")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL, started for the first test that needs it."""
    with server.running() as running:
        running.make_template()
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest) -> str:
    """What asks for this, or for one of those below, is run on each kind of database."""
    kind: str = request.param
    return kind


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where an SQLite store may be made."""
    return tmp_path / "通报.db"


@pytest.fixture
def empty_url(backend: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """A database without a table."""
    if backend == "sqlite":
        yield str(request.getfixturevalue("path"))
        return
    running: Postgres = request.getfixturevalue("postgres")
    with running.database() as made:
        yield made


@pytest.fixture
def url(backend: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """A database to open a store in; on PostgreSQL it has the newest layout already."""
    if backend == "sqlite":
        yield str(request.getfixturevalue("path"))
        return
    running: Postgres = request.getfixturevalue("postgres")
    with running.database(made_from=TEMPLATE) as made:
        yield made
