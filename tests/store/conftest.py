"""A desk on SQLite and on a real PostgreSQL that the tests start for themselves."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.store.desk import Desk
from pipeline.writers.record_files import read_record, record_files
from pipeline.writers.record_json import record_json
from tests.records.made import record

BIN = Path("/usr/lib/postgresql/15/bin")


def _as_postgres(*command: str) -> list[str]:
    """The server's programs refuse to run as root."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else list(command)


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """The URL of an empty PostgreSQL server, gone when the tests end."""
    if not (BIN / "initdb").exists():
        pytest.skip("PostgreSQL 15 is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = Path(tempfile.mkdtemp(prefix="scanglot-pg-"))
    owner = "postgres" if os.geteuid() == 0 else getpass.getuser()
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    data = folder / "data"
    server = f"-p {port} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off -k {folder}"
    initdb = [str(BIN / "initdb"), "-D", str(data), "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"]
    subprocess.run(_as_postgres(*initdb), check=True, capture_output=True, cwd=folder)
    control = [str(BIN / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log")]
    subprocess.run(
        _as_postgres(*control, "-o", server, "start"), check=True, stdout=subprocess.DEVNULL, cwd=folder
    )
    try:
        yield f"postgresql://{owner}@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run(
            _as_postgres(*control, "-m", "immediate", "stop"), check=False, capture_output=True, cwd=folder
        )
        shutil.rmtree(folder, ignore_errors=True)


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
