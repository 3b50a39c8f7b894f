"""Safe by default: hosts, headers, logins, roles, CSRF, rates."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from pipeline.store.desk import Desk
from pipeline.web.app import create_app
from pipeline.web.guard import RateLimit
from pipeline.web.settings import Hands, Serving
from pipeline.writers.record_files import read_record, record_files
from tests.web.conftest import KEY, PASSWORD, here, token
from tests.web.made_pages import make_out


@pytest.fixture(scope="module")
def odd_desk(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TestClient]:
    """A client of a desk with records, on each database."""
    folder = tmp_path_factory.mktemp("odd")
    sqlite = request.param == "sqlite"
    desk = Desk(f"sqlite:///{folder / 'odd.sqlite'}" if sqlite else str(request.getfixturevalue("cluster")))
    out = make_out(folder / "out")
    desk.take_in(out, record_files([out]), read_record)
    client = here(create_app(desk, Serving(name="ann"), Hands()))
    client.get("/")
    yield client
    desk.close()


def test_every_answer_carries_the_headers(client: TestClient) -> None:
    for path in ("/", "/static/desk.css", "/api/records", "/nothing"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"


def test_pages_hold_no_inline_script_or_style_and_no_strange_address(client: TestClient) -> None:
    for path in ("/", f"/records/{KEY}", "/search?q=x", "/api"):
        page = client.get(path).text
        assert "<style" not in page
        assert " style=" not in page
        assert " onclick=" not in page
        assert "<script>" not in page
        assert 'src="http' not in page
        assert 'href="http' not in page


def test_a_strange_host_name_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400


def test_changes_need_the_token_and_our_own_origin(client: TestClient, desk: Desk) -> None:
    address, values = f"/records/{KEY}/edit", {"base": 1, "path": "year", "value": "2024"}
    assert client.post(address, data=values).status_code == 403
    assert client.post(address, data=values, headers={"X-CSRF-Token": "0" * 64}).status_code == 403
    strange = token(client) | {"Origin": "http://evil.example"}
    assert client.post(address, data=values, headers=strange).status_code == 403
    assert desk.records.get(KEY).revision == 1
    assert client.post(address, data=values, headers=token(client)).status_code == 200


def test_without_a_login_nothing_is_shown(guarded: TestClient) -> None:
    for path in ("/", f"/records/{KEY}", f"/records/{KEY}/pages/1.jpg", "/search?q=x", "/api", "/people"):
        answer = guarded.get(path)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/login?back=/")
    assert guarded.get("/api/records").status_code == 401
    assert guarded.post(f"/records/{KEY}/undo", data={"base": 1}, headers=token(guarded)).status_code == 401


def _login(client: TestClient, name: str, password: str = PASSWORD, back: str = "/") -> int:
    values = {"name": name, "password": password, "back": back}
    return client.post("/login", data=values, headers=token(client)).status_code


@pytest.mark.parametrize(
    ("name", "edit", "people"), [("reader", 403, 403), ("reviewer", 200, 403), ("admin", 200, 200)]
)
def test_roles(guarded: TestClient, name: str, edit: int, people: int) -> None:
    assert _login(guarded, name) == 303
    assert guarded.get("/").status_code == 200
    values = {"base": 1, "path": "year", "value": "2024"}
    assert guarded.post(f"/records/{KEY}/edit", data=values, headers=token(guarded)).status_code == edit
    assert guarded.get("/people").status_code == people
    assert guarded.post("/logout", headers=token(guarded)).status_code == 303
    assert guarded.get("/").status_code == 303


def test_the_session_cookie_is_shut_off_from_scripts_and_other_sites(guarded: TestClient) -> None:
    values = {"name": "admin", "password": PASSWORD, "back": "//evil.example"}
    answer = guarded.post("/login", data=values, headers=token(guarded))
    assert answer.headers["location"] == "/"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


def test_failed_logins_are_slowed_down(guarded: TestClient) -> None:
    assert [_login(guarded, "admin", "wrong") for _ in range(6)] == [403] * 5 + [429]
    assert _login(guarded, "admin") == 429


def test_people_are_added_shut_out_and_given_tokens(guarded: TestClient) -> None:
    _login(guarded, "admin")
    headers = token(guarded)
    new = {"name": "li", "password": "another password", "role": "reader"}
    assert guarded.post("/people", data=new, headers=headers).status_code == 303
    made = guarded.post("/people/token", data={"name": "li"}, headers=headers).text
    secret = made.split("<code>")[1].split("</code>")[0]
    bearer = {"Authorization": f"Bearer {secret}", "Cookie": ""}
    assert guarded.get("/api/records", headers=bearer).status_code == 200
    assert guarded.post("/people/disable", data={"name": "li"}, headers=headers).status_code == 303
    assert guarded.get("/api/records", headers=bearer).status_code == 401
    assert guarded.post("/people/disable", data={"name": "admin"}, headers=headers).status_code == 422


def test_a_rate_is_kept_for_each_name() -> None:
    clock = [0.0]
    rate = RateLimit(2, 10.0, lambda: clock[0])
    assert [rate.count("a"), rate.count("a"), rate.count("a"), rate.count("b")] == [True, True, False, True]
    clock[0] = 11.0
    assert rate.count("a")


def test_a_desk_without_login_serves_nobody_through_a_proxy(client: TestClient) -> None:
    for header in ("X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "Via", "X-Real-IP"):
        assert client.get("/", headers={header: "10.0.0.1"}).status_code == 403


def test_a_locked_name_does_not_lock_its_owner_out_elsewhere(guarded: TestClient, desk: Desk) -> None:
    assert [_login(guarded, "admin", "wrong") for _ in range(6)][-1] == 429
    elsewhere = TestClient(
        guarded.app, base_url="http://127.0.0.1", client=("10.0.0.7", 1), follow_redirects=False
    )
    elsewhere.get("/login")
    assert _login(elsewhere, "admin") == 303


def test_the_last_admin_stays(guarded: TestClient) -> None:
    _login(guarded, "admin")
    headers = token(guarded)
    demoted = {"name": "admin", "password": "another password", "role": "reader"}
    assert guarded.post("/people", data=demoted, headers=headers).status_code == 422
    assert guarded.get("/people").status_code == 200


def test_one_changes_ones_own_password_and_tokens(guarded: TestClient) -> None:
    _login(guarded, "reader")
    assert guarded.get("/me").status_code == 200
    wrong = {"old": "wrong", "new": "a new long password"}
    assert guarded.post("/me/password", data=wrong, headers=token(guarded)).status_code == 422
    right = {"old": PASSWORD, "new": "a new long password"}
    assert guarded.post("/me/password", data=right, headers=token(guarded)).status_code == 303
    made = guarded.post("/me/token", data={"label": "harvest"}, headers=token(guarded)).text
    secret = made.split("<code>")[1].split("</code>")[0]
    bearer = {"Authorization": f"Bearer {secret}", "Cookie": ""}
    assert guarded.get("/api/records", headers=bearer).status_code == 200
    number = made.split('name="number" value="')[1].split('"')[0]
    guarded.post("/me/withdraw", data={"number": number}, headers=token(guarded))
    assert guarded.get("/api/records", headers=bearer).status_code == 401


ODD = [
    ("get", "/?journal=%00", {}),
    ("get", "/?flag=a%00b", {}),
    ("get", "/records/%00", {}),
    ("get", "/search?q=%00", {}),
    ("get", "/api/records?cursor=999999999999999", {}),
    ("get", "/api/records?cursor=99999999999999999999", {}),
    ("get", "/?after=1e400:1", {}),
    ("get", "/?after=5:99999999999999999999999", {}),
    ("get", "/?after=nan:1", {}),
    ("get", f"/records/{KEY}/pages/99999999999999999999999.jpg", {}),
    ("post", "/people/token", {"name": "nobody"}),
    ("post", "/people/token", {"name": "a\x00"}),
    ("post", f"/records/{KEY}/restore", {"base": 1, "number": 10**30}),
    ("post", f"/records/{KEY}/edit", {"base": 10**30, "path": "year", "value": "2020"}),
    ("post", f"/records/{KEY}/settle", {"base": 1, "code": "a\x00", "path": ""}),
]


@pytest.mark.parametrize(("verb", "path", "values"), ODD)
@pytest.mark.parametrize("odd_desk", ["sqlite", "postgresql"], indirect=True)
def test_nonsense_is_the_askers_fault_on_both_databases(
    odd_desk: TestClient, verb: str, path: str, values: dict[str, object]
) -> None:
    answer = odd_desk.request(verb, path, data=values or None, headers=token(odd_desk))
    assert answer.status_code < 500
    assert answer.status_code == 200 or answer.status_code >= 400
