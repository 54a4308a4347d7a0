"""An index by which the records of one indicator and one period are found."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index."""
    op.create_index("ix_record_code_period_end", "record", ["code", "period_end"])
