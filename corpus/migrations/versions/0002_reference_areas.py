"""Reference areas with their changes, what was registered when, the definition of a record, an index by subject."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

from corpus.definitions import definition_of

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what series and comparisons stand on."""
    create_area_tables()
    op.add_column("record", sa.Column("definition", sa.Text, nullable=False, server_default=""))
    op.create_index("ix_record_subject", "record", ["subject"])
    fill_definitions(op.get_bind())


def create_area_tables() -> None:
    """What `register_areas` writes."""
    op.create_table(
        "reference_area",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("code", sa.String(6), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("short", sa.Text, nullable=False),
        sa.Column("level", sa.String(16), nullable=False),
        sa.Column("parent", sa.String(6), nullable=False),
        sa.Column("valid_from", sa.String(7), nullable=False),
        sa.Column("valid_to", sa.String(7), nullable=False),
    )
    op.create_table(
        "area_change",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("code_old", sa.String(6), nullable=False),
        sa.Column("name_old", sa.Text, nullable=False),
        sa.Column("code_new", sa.String(6), nullable=False),
        sa.Column("name_new", sa.Text, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
    )
    op.create_table(
        "registration",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("added", sa.DateTime(timezone=True), nullable=False),
    )


def fill_definitions(connection: sa.Connection) -> None:
    """Read the definitions of the records that are there already out of the kept bulletins."""
    run = sa.table("extraction_run", sa.column("id"), sa.column("bulletin"))
    record = sa.table("record", sa.column("run_id"), sa.column("local_id"), sa.column("definition"))
    for run_id in connection.scalars(sa.select(run.c.id)).all():
        kept = json.loads(connection.scalar(sa.select(run.c.bulletin).where(run.c.id == run_id)) or "{}")
        for one in [*kept.get("figures", ()), *kept.get("percentages", ())]:
            place = kept["text"], one["start"], one["end"]
            found = definition_of(*place, one["indicator"], one["facets"]["other"], "kind" not in one)
            if found:
                update = record.update().where(record.c.run_id == run_id, record.c.local_id == one["id"])
                connection.execute(update.values(definition=found))
