"""A desk on SQLite and on a real PostgreSQL that the tests start for themselves."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.store.desk import Desk
from pipeline.writers.record_files import read_record, record_files
from pipeline.writers.record_json import record_json
from tests.records.made import record


@pytest.fixture(scope="session")
def fresh_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite desk, to be copied: migrating takes longer than most tests."""
    path = tmp_path_factory.mktemp("desk") / "fresh.sqlite"
    Desk(f"sqlite:///{path}").close()
    return path


@pytest.fixture(scope="session")
def fresh_server(cluster: str) -> str:
    """A PostgreSQL desk, brought to the newest schema."""
    Desk(cluster).close()
    return cluster


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty desk of each kind."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("fresh_file"), tmp_path / "desk.sqlite")
        return f"sqlite:///{tmp_path / 'desk.sqlite'}"
    import psycopg

    server = str(request.getfixturevalue("fresh_server"))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(
            "TRUNCATE search, entry_flag, revision, entry, ticket, person, periodical RESTART IDENTITY CASCADE"
        )
    return server


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An output folder with one record."""
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "scan.json").write_text(record_json(record()), encoding="utf-8")
    return folder


@pytest.fixture
def desk(url: str, out: Path) -> Iterator[Desk]:
    """A desk with one record on it."""
    desk = Desk(url)
    take_in(desk, out)
    yield desk
    desk.close()


def take_in(desk: Desk, out: Path) -> object:
    """What `scanglot review OUT` does first."""
    return desk.take_in(out, record_files([out]), read_record)
