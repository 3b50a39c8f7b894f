"""Opening the desk's database: SQLite by default, PostgreSQL by URL, brought to the newest schema."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, NoSuchModuleError

from pipeline.errors import StoreError

FILE = "review.sqlite"
NEWEST = "0002"
"""The newest migration in `migrations/versions`."""
VERSION_TABLE = "desk_version"
BadValue = DataError
"""What the database raises for a value that it cannot take."""


def default_url(out: Path) -> str:
    """The SQLite database of a folder of records."""
    return f"sqlite:///{(out / '.scanglot' / FILE).resolve()}"


def desk_url(path: Path) -> str | None:
    """The SQLite desk of the folder that a record or a folder of records lies in, or None where it has none."""
    here = path.resolve()
    for folder in (here, *here.parents):
        if (folder / ".scanglot").is_dir():
            return default_url(folder) if (folder / ".scanglot" / FILE).is_file() else None
    return None


def open_engine(url: str) -> Engine:
    """Connect and migrate. Raises StoreError for a URL or server that does not serve."""
    engine = _connect(url)
    try:
        migrate(engine)
    except DBAPIError as error:
        engine.dispose()
        raise StoreError(
            f"cannot open the database ({error.orig}).",
            where=engine.url.render_as_string(hide_password=True),
            cure="Check --db and that the server runs.",
        ) from error
    return engine


def _connect(url: str) -> Engine:
    try:
        parsed = make_url(url)
        if parsed.drivername in {"postgresql", "postgres"}:
            parsed = parsed.set(drivername="postgresql+psycopg")
        if parsed.get_backend_name() not in {"sqlite", "postgresql"}:
            raise ArgumentError("only sqlite and postgresql are supported")
        if parsed.get_backend_name() == "sqlite" and parsed.database:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(parsed, pool_pre_ping=parsed.get_backend_name() != "sqlite")
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise StoreError(
            f"'{url.split('://', maxsplit=1)[0]}' is no database that we can open ({error}).",
            cure="Use sqlite:///FILE, or postgresql://USER@HOST/NAME with the 'postgres' extra installed.",
        ) from error
    event.listen(engine, "connect", _sqlite_pragmas if engine.dialect.name == "sqlite" else _short_list)
    return engine


def _sqlite_pragmas(connection: sqlite3.Connection, _record: Any) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=15000", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _short_list(connection: Any, _record: Any) -> None:
    """Every search reads what waits for PostgreSQL's index: a few edits may wait (kB), not a hundred."""
    with connection.cursor() as cursor:
        cursor.execute("SET gin_pending_list_limit = 256")
    connection.commit()


def migrate(engine: Engine) -> None:
    """Bring the schema to the newest migration; alembic is loaded only where there is something to do."""
    if inspect(engine).has_table(VERSION_TABLE):
        with engine.connect() as connection:
            if connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}")) == NEWEST:  # noqa: S608
                return
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "pipeline.store:migrations")
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def count_anew(engine: Engine) -> None:
    """Let PostgreSQL put what has come in into its index, and count it, instead of a minute later.

    Until then each search reads the whole list of what waits for the index. SQLite does without.
    """
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            connection.execute(text("SELECT gin_clean_pending_list('search_tokens')"))
            connection.execute(text("ANALYZE"))
