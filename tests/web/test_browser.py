"""The desk in a real browser: open, correct, approve, conflict, undo, search, keys alone, looks, accessibility."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from pipeline.records.article import Flag
from pipeline.store.desk import Desk
from pipeline.store.edits import Edit
from pipeline.store.people import Role
from pipeline.web.app import create_app
from pipeline.web.settings import Hands, Serving
from tests.web.conftest import KEY, PASSWORD, arrives, listens, serving
from tests.web.made_pages import main_record

AXE = Path(__file__).parent / "vendor" / "axe.min.js"

pytestmark = pytest.mark.live


def _open(page: Page) -> None:
    page.goto("/?state=pending")
    page.get_by_role("link", name="联合治疗的疗效").click()
    listens(page)


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
    listens(page)
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
    arrives(page, "/records/" + "d" * 16)
    listens(page)
    stored = desk.records.get(KEY)
    assert (stored.entry.state, stored.record.year) == ("approved", 2021)
    page.keyboard.press("r")
    page.keyboard.press("3")
    arrives(page, "/")
    assert desk.records.get("d" * 16).entry.state == "rejected"


def test_batch_approval(page: Page, desk: Desk) -> None:
    page.goto("/")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Approve 1 record").click()
    expect(page.locator("#batch")).to_contain_text("1 record approved")
    page.get_by_role("button", name="Undo all 1").click()
    expect(page.locator("#batch")).to_contain_text("1 change undone")
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
    listens(page)
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


PAGES = [
    "/",
    "/?state=rejected",
    f"/records/{KEY}",
    "/search?q=疗效",
    "/search?q=OR",
    "/api",
    "/login",
    "/week",
    "/journals",
]
GUARDED = ["/people", "/me"]


def _findings(page: Page) -> list[tuple[str, str, str]]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return [
        (fault["id"], fault["nodes"][0]["html"][:200], fault["nodes"][0]["failureSummary"][:300])
        for fault in page.evaluate("axe.run().then(r => r.violations)")
    ]


@pytest.mark.parametrize("language", ["en", "zh-CN"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessibility(browser: Browser, desk: Desk, address: str, language: str, scheme: Any) -> None:
    desk.records.decide("d" * 16, 1, "approved", "ann")
    desk.records.offer(KEY, main_record().model_copy(update={"year": 2020}), "scanglot", "")
    context = browser.new_context(base_url=address, color_scheme=scheme, locale=language, bypass_csp=True)
    page = context.new_page()
    found = {}
    for path in PAGES:
        page.goto(path)
        found[path] = _findings(page)
    page.goto(f"/records/{KEY}")
    listens(page)
    page.keyboard.press("g")
    page.keyboard.press("t")
    expect(page.locator("form.edit")).to_have_count(1)
    page.locator("[data-act='history']").click()
    expect(page.locator("#history li").first).to_be_visible()
    found["editing"] = _findings(page)
    context.close()
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_accessibility_behind_the_login(browser: Browser, desk: Desk) -> None:
    desk.people.add("ann", PASSWORD, Role.ADMIN)
    desk.people.token("ann", "harvest")
    with serving(create_app(desk, Serving(login=True, hosts=()), Hands())) as address:
        context = browser.new_context(base_url=address, bypass_csp=True)
        page = context.new_page()
        page.goto("/login?back=/people")
        page.get_by_label("Name").fill("ann")
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        arrives(page, "/people")
        for path in GUARDED:
            page.goto(path)
            assert _findings(page) == []
        context.close()


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_at_200_per_cent_nothing_scrolls_sideways(browser: Browser, address: str, language: str) -> None:
    context = browser.new_context(base_url=address, viewport={"width": 640, "height": 450}, locale=language)
    page = context.new_page()
    for path in PAGES:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    context.close()


def test_authors_are_dragged_moved_and_pasted(page: Page, desk: Desk) -> None:
    _open(page)
    grips = page.locator(".author .grip")
    grips.nth(1).drag_to(grips.nth(0))
    expect(page.locator("[data-path='authors.0.name.zh'] .value")).to_have_text("欧阳静")
    # Three keys and one more put an author elsewhere: g a, Escape, Alt and an arrow.
    for key in ("g", "a"):
        page.keyboard.press(key)
    expect(page.locator("form.edit textarea")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("[data-path='authors.0.name.zh'] .value")).to_have_text("李鹏")
    expect(page.locator("[data-path='authors.1.name.zh']")).to_be_focused()
    page.get_by_role("button", name="+ author").click()
    page.locator("form.edit textarea").fill("王芳1，李娜2")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".author")).to_have_count(4)
    assert [a.name["zh"] for a in desk.records.get(KEY).record.authors] == ["李鹏", "欧阳静", "王芳", "李娜"]
    page.keyboard.press("h")
    expect(page.locator("#history")).to_contain_text("ann moved Author 1 to place 2")


def test_a_title_is_mended_in_three_keys_and_the_text(page: Page, desk: Desk) -> None:
    _open(page)
    page.keyboard.press("g")
    page.keyboard.press("t")
    expect(page.locator("form.edit textarea")).to_be_focused()
    page.keyboard.insert_text("联合治疗的效果")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-path='title.zh'] .value")).to_have_text("联合治疗的效果")
    assert desk.records.get(KEY).record.title["zh"] == "联合治疗的效果"


def test_a_flag_leads_to_what_it_speaks_of(page: Page, desk: Desk) -> None:
    flag = {
        "code": "translation.numbers",
        "path": "abstract.en",
        "severity": "error",
        "message": "56.3 became 53.6.",
    }
    record = main_record()
    quality = record.quality.model_copy(update={"flags": (Flag.model_validate(flag), *record.quality.flags)})
    desk.records.revise(KEY, 1, "ann", "edit", lambda r: r.model_copy(update={"quality": quality}))
    page.goto(f"/records/{KEY}")
    listens(page)
    expect(page.locator(".lead").first).to_have_class("lead error")
    page.locator(".lead button").first.click()
    assert page.evaluate("String(getSelection())") == "53.6"
    assert "53.6" in page.evaluate("document.activeElement.textContent")


def test_rows_are_selected_and_changed_by_keys(page: Page, desk: Desk) -> None:
    page.goto("/?state=pending")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("#bulk .many")).to_have_text("1 selected")
    page.locator("#bulk select[name=act]").select_option("rejected")
    page.locator("#bulk select[name=value]").select_option("a duplicate")
    page.get_by_role("button", name="Do it").click()
    expect(page.locator("#batch")).to_contain_text("1 record rejected")
    page.get_by_role("button", name="Undo all 1").click()
    expect(page.locator("#batch")).to_contain_text("1 change undone")
    assert desk.records.get("c" * 16).entry.state == "pending"
