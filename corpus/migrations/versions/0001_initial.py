"""The first layout: documents, versions, runs, records, areas, indicators, findings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create every table."""
    create_reference_tables()
    create_document_tables()
    create_run_table()
    create_record_table()
    create_ranking_tables()
    create_roster_tables()
    create_finding_table()


def create_reference_tables() -> None:
    """What records refer to."""
    op.create_table(
        "area",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.Text, nullable=False, unique=True),
        sa.Column("code", sa.String(6), index=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("level", sa.String(16)),
    )
    op.create_table(
        "indicator",
        sa.Column("code", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("base_unit", sa.Text, nullable=False),
        sa.Column("aggregation", sa.Text, nullable=False),
        sa.Column("synonyms", sa.JSON, nullable=False),
    )


def create_document_tables() -> None:
    """Bytes, documents and their versions."""
    op.create_table(
        "content",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "document",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("address", sa.Text, nullable=False, unique=True),
        sa.Column("added", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "document_version",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("document_id", sa.Integer, sa.ForeignKey("document.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String(64), sa.ForeignKey("content.sha256"), nullable=False, index=True),
        sa.Column("added", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("document_id", "number"),
    )


def create_run_table() -> None:
    """Extraction runs."""
    op.create_table(
        "extraction_run",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("version_id", sa.Integer, sa.ForeignKey("document_version.id"), nullable=False),
        sa.Column("extractor", sa.Text, nullable=False),
        sa.Column("added", sa.DateTime(timezone=True), nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("issuer", sa.Text),
        sa.Column("document_number", sa.Text),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("issued", sa.String(10), index=True),
        sa.Column("area_id", sa.Integer, sa.ForeignKey("area.id"), index=True),
        sa.Column("bulletin", sa.Text, nullable=False),
        *period_columns(),
        sa.UniqueConstraint("version_id", "extractor"),
    )


def create_record_table() -> None:
    """Figures and percentages; decimals are text, digit by digit."""
    op.create_table(
        "record",
        *quote_columns(),
        *period_columns(),
        *table_columns(),
        sa.Column("family", sa.String(16), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("value_max", sa.Text),
        sa.Column("unit", sa.Text),
        sa.Column("base_value", sa.Text),
        sa.Column("base_unit", sa.Text),
        sa.Column("bound", sa.String(1), nullable=False),
        sa.Column("indicator", sa.Text, nullable=False, index=True),
        sa.Column("code", sa.Text, index=True),
        sa.Column("industry", sa.Text),
        sa.Column("size", sa.Text),
        sa.Column("origin", sa.Text),
        sa.Column("other_facets", sa.JSON, nullable=False),
        sa.Column("subject", sa.Text),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("whole", sa.Text),
        sa.Column("kind", sa.String(16)),
        sa.Column("comparison", sa.String(16)),
        sa.Column("of", sa.Text),
        sa.Column("base", sa.Text),
        sa.Column("base_of", sa.Text),
    )


def create_ranking_tables() -> None:
    """Ordered lists."""
    op.create_table(
        "ranking",
        *quote_columns(),
        *period_columns(),
        *table_columns(),
        sa.Column("criterion", sa.Text, nullable=False),
        sa.Column("code", sa.Text, index=True),
        sa.Column("scope", sa.Text),
        sa.Column("direction", sa.String(16), nullable=False),
    )
    op.create_table(
        "ranking_entry",
        sa.Column("ranking_id", sa.Integer, sa.ForeignKey("ranking.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("subject", sa.Text),
        sa.Column("rank", sa.Integer, nullable=False),
    )


def create_roster_tables() -> None:
    """Unordered lists."""
    op.create_table(
        "roster",
        *quote_columns(),
        *period_columns(),
        sa.Column("condition", sa.Text, nullable=False),
        sa.Column("stated_count", sa.Integer),
    )
    op.create_table(
        "roster_member",
        sa.Column("roster_id", sa.Integer, sa.ForeignKey("roster.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
    )


def create_finding_table() -> None:
    """What the checks found."""
    op.create_table(
        "finding",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("run_id", sa.Integer, sa.ForeignKey("extraction_run.id"), nullable=False, index=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("finding_id", sa.Text, nullable=False, index=True),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("verdict", sa.String(32), nullable=False),
        sa.Column("severity", sa.String(16), nullable=False),
        sa.Column("claims", sa.JSON, nullable=False),
        sa.Column("quotes", sa.JSON, nullable=False),
        sa.Column("formula", sa.Text, nullable=False),
        sa.Column("reported_low", sa.Text),
        sa.Column("reported_high", sa.Text),
        sa.Column("expected_low", sa.Text),
        sa.Column("expected_high", sa.Text),
        sa.Column("message_zh", sa.Text, nullable=False),
        sa.Column("message_en", sa.Text, nullable=False),
    )


def quote_columns() -> list[sa.schema.SchemaItem]:
    """The key of a record, its run, and its place in the text."""
    return [
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("run_id", sa.Integer, sa.ForeignKey("extraction_run.id"), nullable=False),
        sa.Column("local_id", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("start_offset", sa.Integer, nullable=False),
        sa.Column("end_offset", sa.Integer, nullable=False),
        sa.Column("page", sa.Integer),
        sa.Column("boxes", sa.JSON),
        sa.Column("rule", sa.Text),
        sa.UniqueConstraint("run_id", "local_id"),
    ]


def period_columns() -> list[sa.schema.SchemaItem]:
    """A period."""
    return [
        sa.Column("period_start", sa.String(10)),
        sa.Column("period_end", sa.String(10)),
        sa.Column("period_kind", sa.String(16)),
        sa.Column("period_text", sa.Text),
    ]


def table_columns() -> list[sa.schema.SchemaItem]:
    """A place in a table."""
    return [
        sa.Column("table_index", sa.Integer),
        sa.Column("table_row", sa.Integer),
        sa.Column("table_column", sa.Integer),
    ]
