"""What is written to disk, who has a record open, who is to look at it; the journals that approved records name."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_COLUMNS = ("claimant", "claimed", "assigned")


def upgrade() -> None:
    """Add columns, a table and the indexes that sorting asks for."""
    op.add_column("entry", sa.Column("written", sa.Integer(), nullable=False, server_default="0"))
    for name in _COLUMNS:
        op.add_column("entry", sa.Column(name, sa.String()))
    op.create_index("entry_written", "entry", ["written", "head"])
    op.create_table(
        "periodical",
        sa.Column("key", sa.String(), primary_key=True),
        sa.Column("issn", sa.String()),
        sa.Column("names", sa.Text(), nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
    )
    op.create_index("periodical_issn", "periodical", ["issn"])


def downgrade() -> None:
    """Take them away."""
    op.drop_table("periodical")
    op.drop_index("entry_written", "entry")
    for name in ("written", *_COLUMNS):
        op.drop_column("entry", name)
