"""Alembic migrations of the review desk."""
