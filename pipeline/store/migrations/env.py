"""Runs migrations on the connection that `database.migrate` hands over."""

from alembic import context

from pipeline.store.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    version_table="desk_version",
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
