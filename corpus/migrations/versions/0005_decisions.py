"""What people decide of findings: rows are added, never changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from corpus.columns import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("finding_id", sa.String(40), nullable=False),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("made", UtcDateTime(), nullable=False),
    )
    op.create_index("ix_decision_finding_id", "decision", ["finding_id"])
