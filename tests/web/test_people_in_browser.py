"""More than one person on the desk, in a real browser on both databases: logins, roles, claims, tokens, nonsense."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from pipeline.store.people import DeskRole
from pipeline.web.app import create_app
from pipeline.web.settings import Serving
from tests.web.conftest import KEY, PASSWORD, arrives, listens, serving
from tests.web.houses import CLEAN, HOSTILE, House

pytestmark = pytest.mark.live

Enter = Callable[[str], Page]
PEOPLE = {"ann": DeskRole.ADMIN, "bob": DeskRole.REVIEWER, "eve": DeskRole.READER}


@pytest.fixture
def login(browser: Browser, house: House) -> Iterator[Enter]:
    """Logs a person in, in a browser of their own, on a desk that demands it although it is on loopback."""
    for name, role in PEOPLE.items():
        house.desk.people.add(name, PASSWORD, role)
    contexts = []

    def enter(name: str) -> Page:
        contexts.append(browser.new_context(base_url=address))
        page = contexts[-1].new_page()
        page.goto(f"/records/{KEY}")
        arrives(page, "/login")
        _fill(page, name, PASSWORD)
        arrives(page, f"/records/{KEY}")
        listens(page)
        return page

    with serving(create_app(house.desk, Serving(login=True, hosts=()), house.hands())) as address:
        yield enter
        for context in contexts:
            context.close()


def _fill(page: Page, name: str, password: str) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.keyboard.press("Enter")


def test_who_has_a_record_open_and_whom_it_is_for(login: Enter) -> None:
    ann, bob = login("ann"), login("bob")
    expect(ann.locator(".claim")).to_have_count(0)
    expect(bob.locator(".claim")).to_contain_text("ann has this record open")
    bob.goto("/?state=pending")
    expect(bob.locator(".chip", has_text="open: ann")).to_be_visible()
    bob.get_by_label("Select: 肺结节随访").check()
    bob.locator("#bulk select[name=act]").select_option("assign")
    bob.locator("#bulk [data-for=assign] input").fill("ann")
    bob.get_by_role("button", name="Do it").click()
    expect(bob.locator("#batch")).to_contain_text("1 record is for ann")
    ann.goto("/?state=pending")
    ann.get_by_label("For whom").select_option("ann")
    ann.wait_for_url("**assigned=ann*")
    assert [link.get_attribute("href") for link in ann.locator("a.open").all()] == [
        f"/records/{CLEAN}?state=pending&assigned=ann"
    ]


def test_a_reader_only_looks_and_an_admin_stays(login: Enter, house: House) -> None:
    eve, ann = login("eve"), login("ann")
    for control in ("[data-act='approve']", ".pen", ".reread"):
        expect(eve.locator(control)).to_have_count(0)
    expect(eve.get_by_role("link", name="People")).to_have_count(0)
    assert eve.goto("/people").status == 403  # type: ignore[union-attr]
    ann.goto("/people")
    ann.get_by_role("row", name="ann admin").get_by_role("button", name="Shut out").click()
    expect(ann.locator("main")).to_contain_text("You cannot shut yourself out")
    ann.goto("/people")
    ann.get_by_label("Name").fill("ann")
    ann.get_by_label("Password (at").fill("another password")
    ann.get_by_label("Role").select_option("reader")
    ann.get_by_role("button", name="Save").click()
    expect(ann.locator("main")).to_contain_text("last admin")
    assert {p.name: p.role for p in house.desk.people.all()} == PEOPLE


def test_ones_own_password_and_tokens(login: Enter) -> None:
    bob = login("bob")
    bob.get_by_role("link", name="bob").click()
    bob.get_by_label("A new API token, for").fill("harvest")
    bob.get_by_role("button", name="Issue API token").click()
    secret = bob.locator("code").first.text_content() or ""
    bearer = {"Authorization": f"Bearer {secret}", "Cookie": ""}
    assert bob.request.get("/api/records", headers=bearer).status == 200
    bob.get_by_role("row", name="harvest").get_by_role("button", name="Withdraw").click()
    expect(bob.get_by_role("row", name="harvest")).to_have_count(0)
    assert bob.request.get("/api/records", headers=bearer).status == 401
    bob.get_by_label("Old password").fill(PASSWORD)
    bob.get_by_label("New password").fill("a new long password")
    bob.locator("form[action='/me/password'] button").click()
    arrives(bob, "/me")
    bob.get_by_role("button", name="Log out").click()
    arrives(bob, "/login")
    _fill(bob, "bob", PASSWORD)
    expect(bob.get_by_role("alert").filter(has_text="wrong")).to_be_visible()
    _fill(bob, "bob", "a new long password")
    arrives(bob, "/")


NONSENSE = (
    "/?journal=%00",
    "/?flag=a%00b",
    "/search?q=%00",
    "/?after=5:99999999999999999999999",
    "/?after=1e400:1",
    "/api/records?cursor=99999999999999999999",
    f"/records/{HOSTILE}%00",
)


def test_nonsense_is_answered_in_words_and_no_fault_of_the_desk(login: Enter) -> None:
    ann = login("ann")
    for address in NONSENSE:
        answer = ann.goto(address)
        assert answer is not None
        assert answer.status < 500, address
        expect(ann.locator("body")).not_to_be_empty()
    ann.goto("/people")
    ann.locator("form[action='/people/token'] [name=name]").first.evaluate(
        "node => { node.value = 'nobody'; }"
    )
    ann.get_by_role("button", name="Issue API token").first.click()
    expect(ann.locator("main")).to_contain_text("nobody")
    expect(ann.locator("code")).to_have_count(0)
