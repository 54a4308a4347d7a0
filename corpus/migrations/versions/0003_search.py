"""The texts and the index that searches go through; counts beyond 32 bits on every database."""

from __future__ import annotations

import json
from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from corpus import fulltext

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both, and take in what is there already."""
    op.create_table(
        "search_text",
        sa.Column(
            "run_id", sa.Integer, sa.ForeignKey("extraction_run.id"), primary_key=True, autoincrement=False
        ),
        sa.Column("folded", sa.Text, nullable=False),
    )
    connection = op.get_bind()
    fulltext.create(connection)
    fulltext.fill(connection, kept_texts(connection))
    if connection.dialect.name == "postgresql":
        op.alter_column("ranking_entry", "rank", type_=sa.BigInteger)
        op.alter_column("roster", "stated_count", type_=sa.BigInteger)


def kept_texts(connection: sa.Connection) -> Iterator[tuple[int, str]]:
    """The run and the text of every bulletin, one at a time."""
    run = sa.table("extraction_run", sa.column("id"), sa.column("bulletin"))
    for run_id in connection.scalars(sa.select(run.c.id).order_by(run.c.id)).all():
        bulletin = connection.scalar(sa.select(run.c.bulletin).where(run.c.id == run_id))
        yield run_id, json.loads(bulletin or "{}").get("text", "")
