"""Desks to ask, in process and over a real socket."""

from __future__ import annotations

import os
import re
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, expect, sync_playwright

from pipeline.store.desk import Desk
from pipeline.store.people import DeskRole
from pipeline.web.app import create_app
from pipeline.web.settings import Hands, Serving
from pipeline.writers.record_files import read_record, record_files
from tests.web.houses import House
from tests.web.made_pages import make_out

KEY = "ab" * 8
PASSWORD = "a long password"
CHROMIUM = ("chromium-headless-shell", "chromium")
"""The same engine; the first has no window to draw and takes a quarter of the time."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with three records on it, to be copied."""
    folder = tmp_path_factory.mktemp("ready")
    out = make_out(folder / "out")
    desk = Desk(f"sqlite:///{folder / 'desk.sqlite'}")
    desk.take_in(out, record_files([out]), read_record)
    desk.close()
    return folder / "desk.sqlite"


def _database(server: str, name: str) -> str:
    return server.rsplit("/", 1)[0] + f"/{name}"


def _command(server: str, command: str) -> None:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(command.encode())


BOTH = pytest.mark.parametrize("desk", ["sqlite", "postgresql"], indirect=True)
"""The test is done on both databases."""


@pytest.fixture
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """A desk with three records, on SQLite unless the test says otherwise."""
    if getattr(request, "param", "sqlite") == "sqlite":
        shutil.copy(request.getfixturevalue("ready"), tmp_path / "desk.sqlite")
        desk = Desk(f"sqlite:///{tmp_path / 'desk.sqlite'}")
        yield desk
        desk.close()
        return
    house: House = request.getfixturevalue("postgresql_house")
    house.anew()
    yield house.desk


def here(app: FastAPI) -> TestClient:
    """A client on this machine."""
    return TestClient(app, base_url="http://127.0.0.1", follow_redirects=False)


@pytest.fixture
def client(desk: Desk) -> TestClient:
    """A client of a loopback desk, where everyone is ann, with a session."""
    client = here(create_app(desk, Serving(name="ann"), Hands()))
    client.get("/")
    return client


@pytest.fixture
def guarded(desk: Desk) -> TestClient:
    """A client of a desk that wants a login."""
    for role in DeskRole:
        desk.people.add(role.value, PASSWORD, role)
    client = here(create_app(desk, Serving(login=True, hosts=()), Hands()))
    client.get("/login")
    return client


def token(client: TestClient) -> dict[str, str]:
    """The header that pages of this client's session send with every change."""
    page = client.get("/login").text
    return {"X-CSRF-Token": page.split('name="csrf" content="')[1].split('"')[0]}


def finished(client: TestClient, shown: str) -> str:
    """What a task says in the end, from what it said first."""
    number = re.findall(r'hx-get="/tasks/(\w+)', shown)
    if not number:
        return shown
    until(lambda: "every 1s" not in client.get(f"/tasks/{number[0]}").text)
    return client.get(f"/tasks/{number[0]}").text


def arrives(page: Page, path: str) -> None:
    """Wait until the page is the one at that path; a glob would also take an address that only names it (`?back=`)."""
    page.wait_for_url(lambda url: urlsplit(url).path == path)


def opens(page: Page, key: str = KEY) -> None:
    """Open a record, and wait until its page listens."""
    page.goto(f"/records/{key}")
    listens(page)


def saves(page: Page, path: str, value: str) -> None:
    """Give a field a value, and wait until it is shown."""
    field = page.locator(f".field[data-path='{path}']").first
    field.dblclick()
    field.locator("[name=value]").fill(value)
    field.locator("[name=value]").press("Control+Enter")
    expect(field.locator(".value")).to_have_text(value or "—")


def listens(page: Page) -> None:
    """Wait until a record's page listens to keys."""
    expect(page.locator("#record[data-ready]")).to_have_count(1)
    expect(page.locator("#page image")).to_have_count(1)


@contextmanager
def serving(app: FastAPI, **options: Any) -> Iterator[str]:
    """The address of the app over a real socket; it believes no proxy unless `options` say so."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(app, port=port, log_level="error", ws="none", **({"proxy_headers": False} | options))
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until(lambda: server.started)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


def until(true: Callable[[], object]) -> None:
    """Wait until something is true, 20 s at the most. Raises TimeoutError."""
    for _ in range(400):
        if true():
            return
        time.sleep(0.05)
    raise TimeoutError


expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("Chromium is not installed (apt install chromium-headless-shell)")
    flags = FLAGS if os.geteuid() == 0 else FLAGS[1:]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=flags)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def sqlite_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    yield from _served(House(f"sqlite:///{folder / 'desk.sqlite'}", folder))


@pytest.fixture(scope="session")
def postgresql_house(cluster: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    _command(cluster, "CREATE DATABASE house")
    yield from _served(House(_database(cluster, "house"), tmp_path_factory.mktemp("house")))


def _served(house: House) -> Iterator[House]:
    with serving(create_app(house.desk, Serving(name="ann"), house.hands())) as house.address:
        until(lambda: "every 1s" not in httpx.get(f"{house.address}/intake").text)
        yield house
    house.desk.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def house(request: pytest.FixtureRequest) -> House:
    """A served desk on each database, as it was at first."""
    house: House = request.getfixturevalue(f"{request.param}_house")
    house.anew()
    return house


@pytest.fixture
def page(request: pytest.FixtureRequest, browser: Browser, house: House) -> Iterator[Page]:
    """A page of a fresh browser on the served desk; scripts that fail, and answers that nobody expects, fail the test."""
    context = browser.new_context(base_url=house.address, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    faults: list[str] = []
    marker = request.node.get_closest_marker("faults")
    known = ["409", *(str(code) for code in (marker.args if marker else ()))]
    unknown = lambda text: not any(code in text for code in known)  # noqa: E731
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" and unknown(m.text) else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert faults == []
