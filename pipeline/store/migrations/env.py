"""Runs migrations on the connection that `database.migrate` hands over."""

from alembic import context

from pipeline.store.database import VERSION_TABLE
from pipeline.store.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    version_table=VERSION_TABLE,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
