"""The desk in a real browser: open, correct, approve, conflict, undo, search, keys alone, looks, accessibility."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from pipeline.store.desk import Desk
from pipeline.store.edits import Edit
from pipeline.web.app import create_app
from pipeline.web.settings import Hands, Serving
from tests.web.conftest import KEY, serving

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
AXE = Path(__file__).parent / "vendor" / "axe.min.js"

pytestmark = pytest.mark.live


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed")
    flags = FLAGS if os.geteuid() == 0 else FLAGS[1:]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=flags)
        yield browser
        browser.close()


@pytest.fixture
def address(desk: Desk) -> Iterator[str]:
    kept: list[tuple[str, ...]] = []
    hands = Hands(sentence=lambda *a: kept.append(a), term=lambda *a: kept.append(a))
    with serving(create_app(desk, Serving(name="ann"), hands)) as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 800}, bypass_csp=False)
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" and "409" not in m.text else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert faults == []


def _open(page: Page) -> None:
    page.goto("/?state=pending")
    page.get_by_role("link", name="联合治疗的疗效").click()
    expect(page.locator("#page image")).to_have_count(1)


def test_open_hover_and_see_where_it_stands(page: Page) -> None:
    _open(page)
    page.locator("[data-path='title.zh']").hover()
    expect(page.locator("#page .lit rect")).to_have_count(1)
    expect(page.locator("#crop image")).to_have_count(1)
    crop = [float(n) for n in (page.locator("#crop").get_attribute("viewBox") or "").split()]
    assert crop[1] < 100 < 150 < crop[1] + crop[3]
    before = page.locator("#page").get_attribute("viewBox")
    page.get_by_role("button", name="Zoom in").click()
    assert page.locator("#page").get_attribute("viewBox") != before


def test_correct_take_the_second_reading_and_undo(page: Page, desk: Desk) -> None:
    _open(page)
    page.locator("[data-path='title.en']").dblclick()
    page.locator("form.edit textarea:not([hidden])").fill("Effect of Combined Treatment")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-path='title.en'] .value")).to_have_text("Effect of Combined Treatment")
    page.locator("mark[data-other='人']").evaluate("node => { node.tabIndex = -1; node.focus(); }")
    page.keyboard.press("o")
    expect(page.locator("#panel")).to_contain_text("纳人96例")
    page.keyboard.press("u")
    expect(page.locator("#panel")).to_contain_text("纳入96例")
    record = desk.records.get(KEY).record
    assert record.title["en"] == "Effect of Combined Treatment"
    assert record.review is not None
    assert record.review.corrected == ("title.en",)


def test_conflict_shows_the_difference_and_saves_on_top(page: Page, desk: Desk) -> None:
    _open(page)
    desk.records.edit(KEY, 1, Edit(path="volume", value="51"), "bob")
    page.locator("[data-path='year']").dblclick()
    page.locator("form.edit textarea:not([hidden])").fill("2024")
    page.keyboard.press("Control+Enter")
    notice = page.locator("#notice")
    expect(notice).to_contain_text("bob has saved revision 2")
    expect(notice).to_contain_text("51")
    notice.get_by_role("button", name="Save mine on top").click()
    expect(page.locator("[data-path='year'] .value")).to_have_text("2024")
    record = desk.records.get(KEY).record
    assert (record.year, record.volume) == (2024, "51")


def test_search_by_two_characters(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("结节")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 record for")
    expect(page.locator("mark")).to_have_text("结节")


def test_a_whole_review_by_keyboard_alone(page: Page, desk: Desk) -> None:
    page.goto("/?state=pending")
    for key in ("j", "j", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("#page image")).to_have_count(1)
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.keyboard.press("Escape")
    for _ in range(20):
        if page.evaluate("document.activeElement.dataset.code === 'translation.draft_model'"):
            break
        page.keyboard.press("f")
    page.keyboard.press("c")
    expect(page.locator("[data-code='translation.draft_model']")).to_have_count(0)
    for _ in range(80):
        if page.evaluate("document.activeElement.dataset.path === 'year'"):
            break
        page.keyboard.press("j")
    page.keyboard.press("e")
    expect(page.locator("form.edit textarea")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("2021")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-path='year'] .value")).to_have_text("2021")
    expect(page.locator("[data-path='year']")).to_be_focused()
    page.keyboard.press("e")
    expect(page.locator("form.edit textarea")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("form.edit")).to_have_count(0)
    page.keyboard.press("h")
    expect(page.locator("#history li").first).to_be_visible()
    page.keyboard.press("a")
    page.wait_for_url("**/records/dddd*")
    stored = desk.records.get(KEY)
    assert (stored.entry.state, stored.record.year) == ("approved", 2021)
    page.keyboard.press("r")
    page.wait_for_url("**/?state=pending")
    assert desk.records.get("d" * 16).entry.state == "rejected"


def test_batch_approval(page: Page, desk: Desk) -> None:
    page.goto("/")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Approve 1 record").click()
    expect(page.locator("#batch")).to_contain_text("1 record approved")
    page.get_by_role("button", name="Undo all 1").click()
    expect(page.locator("#batch")).to_contain_text("1 approval undone")
    assert desk.records.get("d" * 16).entry.state == "pending"


def test_a_sentence_pair_is_kept(page: Page) -> None:
    _open(page)
    page.locator(".field[data-path='abstract.en']").first.focus()
    page.keyboard.press("m")
    expect(page.locator("#remember textarea[name=source]")).to_have_value("目的 探讨疗效。")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.locator("#notice")).to_contain_text("Kept in the translation memory")


def test_a_hostile_title_is_only_text(page: Page) -> None:
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    page.goto("/records/" + "c" * 16)
    expect(page.locator("[data-path='title.zh'] .value")).to_contain_text("<script>alert(1)</script>")
    page.goto("/search?q=script")
    expect(page.locator("ol li").first).to_contain_text("<script>")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 1920])
def test_looks(browser: Browser, address: str, width: int, scheme: Any) -> None:
    context = browser.new_context(
        base_url=address, viewport={"width": width, "height": 900}, color_scheme=scheme
    )
    page = context.new_page()
    page.goto("/")
    _fits(page, scheme)
    page.goto(f"/records/{KEY}")
    expect(page.locator("#page image")).to_have_count(1)
    _fits(page, scheme)
    sight, panel = page.locator(".sight").bounding_box(), page.locator("#panel").bounding_box()
    assert sight is not None
    assert panel is not None
    assert sight["x"] + sight["width"] <= panel["x"] + 1
    assert panel["width"] > 0.5 * width
    context.close()


def _fits(page: Page, scheme: str) -> None:
    """Nothing sticks out sideways, and the picture is neither blank nor of the wrong brightness."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture = Image.open(io.BytesIO(page.screenshot())).convert("L")
    histogram = picture.histogram()
    assert sum(count > 0 for count in histogram) > 40
    bright = sum(histogram[128:]) / sum(histogram)
    assert bright > 0.6 if scheme == "light" else bright < 0.5


@pytest.mark.parametrize("path", ["/", f"/records/{KEY}", "/search?q=疗效", "/api", "/login"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessibility(browser: Browser, address: str, path: str, scheme: Any) -> None:
    context = browser.new_context(base_url=address, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(path)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run().then(r => r.violations)")
    serious = [
        (fault["id"], fault["nodes"][0]["html"][:200], fault["nodes"][0]["failureSummary"][:300])
        for fault in found
        if fault["impact"] in {"serious", "critical"}
    ]
    assert serious == []
    context.close()
