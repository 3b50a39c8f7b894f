"""The desk behind nginx and Caddy, as docs/review.md sets them up: the real programs, TLS, a real browser, both databases."""

from __future__ import annotations

import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect

from pipeline.store.desk import Desk
from pipeline.store.people import DeskRole
from pipeline.web.app import create_app
from pipeline.web.guard import COOKIE
from pipeline.web.settings import Hands, Serving
from tests.web.conftest import KEY, PASSWORD, arrives, listens, saves, serving
from tests.web.houses import House

pytestmark = pytest.mark.live
Proxy = Callable[[Path, Path, str, int], list[str]]
DOC = Path(__file__).resolve().parents[2] / "docs" / "review.md"


def _free() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _documented(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", DOC.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[1]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tls")
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=localhost",
    ]
    command += ["-addext", "subjectAltName=DNS:localhost", "-keyout", "key.pem", "-out", "cert.pem"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder


@pytest.fixture
def behind(house: House) -> Iterator[str]:
    """The address of a desk that believes a proxy on this machine, and nobody else."""
    house.desk.people.add("ann", PASSWORD, DeskRole.ADMIN)
    app = create_app(house.desk, Serving(login=True, hosts=(), proxy="127.0.0.1"), Hands())
    with serving(app, proxy_headers=True, forwarded_allow_ips="127.0.0.1") as address:
        yield address


def _nginx(folder: Path, certificate: Path, backend: str, port: int) -> list[str]:
    text = _documented("nginx").replace("listen 443 ssl", f"listen 127.0.0.1:{port} ssl")
    text = text.replace("/etc/ssl/desk", str(certificate)).replace("http://127.0.0.1:8765", backend)
    main = f"daemon off; pid {folder}/pid; error_log {folder}/log;\nevents {{}}\nhttp {{ access_log off;"
    temps = "".join(
        f" {k}_temp_path {folder}/{k};" for k in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(f"{main}{temps}\n{text}}}", encoding="utf-8")
    return ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]


def _caddy(folder: Path, certificate: Path, backend: str, port: int) -> list[str]:
    text = _documented("caddyfile").replace("desk.example.org", f"https://localhost:{port}")
    text = text.replace("{\n", f"{{\n\ttls {certificate}/cert.pem {certificate}/key.pem\n", 1)
    head = "{\n\tadmin off\n\tauto_https off\n\tstorage file_system " + str(folder) + "\n}\n"
    (folder / "Caddyfile").write_text(
        head + text.replace("127.0.0.1:8765", backend.removeprefix("http://")), encoding="utf-8"
    )
    return ["caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


@contextmanager
def _running(command: list[str], port: int, folder: Path) -> Iterator[None]:
    if not shutil.which(command[0]) and not Path(f"/usr/sbin/{command[0]}").exists():
        pytest.skip(f"{command[0]} is not installed")
    with (folder / "out").open("wb") as out:
        process = subprocess.Popen(
            command, stdout=out, stderr=out, env={"PATH": "/usr/sbin:/usr/bin:/bin", "HOME": str(folder)}
        )
        try:
            for _ in range(400):
                assert process.poll() is None, (folder / "out").read_text()
                with socket.socket() as asked:
                    asked.settimeout(0.05)
                    if asked.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.05)
            yield
        finally:
            process.terminate()
            process.wait(20)


def _login(page: Page, password: str = PASSWORD) -> None:
    page.get_by_label("Name").fill("ann")
    page.get_by_label("Password").fill(password)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("proxy", [_nginx, _caddy])
def test_work_over_tls_through_the_documented_proxy(
    proxy: Proxy, behind: str, house: House, browser: Browser, certificate: Path, tmp_path: Path
) -> None:
    port = _free()
    address = f"https://localhost:{port}"
    with _running(proxy(tmp_path, certificate, behind, port), port, tmp_path):
        trust = ssl.create_default_context(cafile=str(certificate / "cert.pem"))
        assert httpx.get(f"{address}/login", verify=trust).status_code == 200
        context = browser.new_context(base_url=address, ignore_https_errors=True)
        page = context.new_page()
        page.goto(f"/records/{KEY}")
        arrives(page, "/login")
        _login(page)
        arrives(page, f"/records/{KEY}")
        (session,) = [cookie for cookie in context.cookies() if cookie["name"] == COOKIE]
        assert (session["secure"], session["httpOnly"], session["sameSite"]) == (True, True, "Strict")
        listens(page)
        saves(page, "year", "2021")
        context.close()
    assert house.desk.records.history(KEY)[0].author == "ann"


@pytest.mark.parametrize("bare", ["nginx", "caddy"])
def test_a_bare_proxy_before_a_desk_without_login_gets_nothing(
    bare: str, house: House, browser: Browser, certificate: Path, tmp_path: Path
) -> None:
    port = _free()
    if bare == "nginx":
        command = _nginx(tmp_path, certificate, house.address, port)
        config = tmp_path / "nginx.conf"
        config.write_text(re.sub(r".*proxy_set_header.*\n|.*proxy_http_version.*\n", "", config.read_text()))
    else:
        command = _caddy(tmp_path, certificate, house.address, port)
        config = tmp_path / "Caddyfile"
        to = house.address.removeprefix("http://")
        hosted = f"reverse_proxy {to} {{\n\t\theader_up Host {{upstream_hostport}}\n\t}}"
        config.write_text(re.sub(r"reverse_proxy .*", hosted, config.read_text()))
    with _running(command, port, tmp_path):
        context = browser.new_context(base_url=f"https://localhost:{port}", ignore_https_errors=True)
        page = context.new_page()
        for path in ("/", f"/records/{KEY}", "/api/records"):
            answer = page.goto(path)
            assert answer is not None
            assert answer.status == 403
            expect(page.locator("body")).not_to_contain_text("联合治疗的疗效")
        context.close()


def test_a_locked_name_does_not_lock_its_owner_out_elsewhere(behind: str, browser: Browser) -> None:
    for place, word, said in (
        ("10.0.0.6", "wrong", "Too many failed logins"),
        ("10.0.0.7", PASSWORD, "Queue"),
    ):
        context = browser.new_context(base_url=behind, extra_http_headers={"X-Forwarded-For": place})
        page = context.new_page()
        page.goto("/login")
        for _ in range(5 if word == "wrong" else 0):
            _login(page, word)
            expect(page.get_by_role("alert").filter(has_text="is wrong")).to_be_visible()
        _login(page, word)
        expect(page.locator("main")).to_contain_text(said)
        context.close()


def test_nobody_elses_word_is_taken(desk: Desk) -> None:
    desk.people.add("ann", PASSWORD, DeskRole.ADMIN)
    with serving(create_app(desk, Serving(login=True, hosts=()), Hands())) as address:
        told = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "10.0.0.9"}
        answer = httpx.get(f"{address}/login", headers=told)
        assert "secure" not in answer.headers["set-cookie"].lower()


def test_the_command_believes_only_the_named_proxy(monkeypatch: pytest.MonkeyPatch, desk: Desk) -> None:
    from pipeline.cli.review import _serve

    asked: list[dict[str, object]] = []
    monkeypatch.setattr(uvicorn, "Config", lambda _app, **options: asked.append(options))
    monkeypatch.setattr(uvicorn, "Server", lambda _config: SimpleNamespace(run=lambda _sockets: None))
    for proxy in ("", "10.0.0.1"):
        _serve(desk, Serving(login=True, hosts=(), proxy=proxy), Hands(), ("127.0.0.1", 0))
    assert [(o["proxy_headers"], o["forwarded_allow_ips"]) for o in asked] == [
        (False, None),
        (True, "10.0.0.1"),
    ]
