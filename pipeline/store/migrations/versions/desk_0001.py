"""The review desk: entries, append-only revisions, people, full-text search."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_SQLITE = (
    "CREATE VIRTUAL TABLE search USING fts5(tokens)",
    *(
        f"CREATE TRIGGER revision_no_{verb} BEFORE {verb} ON revision "
        "BEGIN SELECT RAISE(ABORT, 'revisions are only ever added'); END"
        for verb in ("UPDATE", "DELETE")
    ),
)
_POSTGRES = (
    "CREATE TABLE search (rowid bigint PRIMARY KEY REFERENCES entry (number), tokens tsvector NOT NULL)",
    "CREATE INDEX search_tokens ON search USING gin (tokens)",
    """CREATE FUNCTION revision_kept() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'revisions are only ever added'; END $$""",
    """CREATE TRIGGER revision_kept BEFORE UPDATE OR DELETE ON revision
    FOR EACH ROW EXECUTE FUNCTION revision_kept()""",
)


def upgrade() -> None:
    """Make the tables, the search index and the guards."""
    text, string, whole = sa.Text(), sa.String(), sa.Integer()
    op.create_table(
        "entry",
        sa.Column("number", whole, primary_key=True),
        sa.Column("key", string, nullable=False, unique=True),
        *(sa.Column(n, text, nullable=False) for n in ("id", "root", "path", "stamp", "file", "state")),
        sa.Column("head", whole, nullable=False),
        sa.Column("offered", whole),
        sa.Column("status", string, nullable=False),
        sa.Column("kind", string, nullable=False),
        sa.Column("language", string),
        sa.Column("journal", text),
        sa.Column("year", whole),
        sa.Column("title", text, nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("errors", whole, nullable=False),
        sa.Column("warnings", whole, nullable=False),
        sa.Column("machine", sa.Boolean(), nullable=False),
        sa.Column("need", sa.Float(), nullable=False),
        sa.Column("seq", whole, nullable=False, unique=True),
        sa.Column("changed", string, nullable=False),
    )
    op.create_index("ix_entry_id", "entry", ["id"])
    op.create_index("entry_queue", "entry", ["state", "need", "number"])
    op.create_index("entry_need", "entry", ["need", "number"])
    op.create_index("entry_facets", "entry", ["state", "status", "language", "year", "journal"])
    op.create_index("entry_changed", "entry", ["changed"])
    op.create_index("entry_place", "entry", ["root", "path"])
    op.create_table(
        "entry_flag",
        sa.Column("entry", whole, sa.ForeignKey("entry.number"), primary_key=True),
        sa.Column("code", string, primary_key=True),
    )
    op.create_index("entry_flag_code", "entry_flag", ["code", "entry"])
    op.create_table(
        "revision",
        sa.Column("entry", whole, sa.ForeignKey("entry.number"), primary_key=True),
        sa.Column("number", whole, primary_key=True),
        sa.Column("parent", whole),
        sa.Column("reading", whole, nullable=False),
        *(sa.Column(n, string, nullable=False) for n in ("kind", "author", "at", "state")),
        sa.Column("note", text, nullable=False),
        sa.Column("batch", string),
        sa.Column("changes", text, nullable=False),
        sa.Column("record", text, nullable=False),
    )
    op.create_index("ix_revision_batch", "revision", ["batch"])
    clock = op.create_table(
        "clock",
        sa.Column("name", string, primary_key=True),
        sa.Column("value", whole, nullable=False),
    )
    op.bulk_insert(clock, [{"name": "seq", "value": 0}])
    op.create_table(
        "person",
        sa.Column("name", string, primary_key=True),
        sa.Column("password", string, nullable=False),
        sa.Column("role", string, nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("at", string, nullable=False),
    )
    op.create_table(
        "ticket",
        sa.Column("digest", string, primary_key=True),
        sa.Column("person", string, sa.ForeignKey("person.name"), nullable=False, index=True),
        sa.Column("label", string),
        sa.Column("expires", string),
        sa.Column("at", string, nullable=False),
    )
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRES:
        op.execute(statement)


def downgrade() -> None:
    """Take the review desk away, with everything on it."""
    for table in ("search", "ticket", "person", "clock", "revision", "entry_flag", "entry"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION revision_kept()")
