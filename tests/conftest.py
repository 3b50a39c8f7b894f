"""What all tests share."""

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

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's root."""
    return ROOT


@pytest.fixture(scope="session")
def samples() -> Path:
    """Our own sample documents."""
    return ROOT / "samples"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The evaluation material beside the project; the test is skipped where it is absent."""
    found = ROOT.parent / "shared"
    if not found.is_dir():
        pytest.skip("needs the evaluation pages in ../shared")
    return found


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
