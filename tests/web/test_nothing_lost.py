"""What a cataloguer types, decides and sees, in a real browser: nothing is lost, nothing goes to the wrong record."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from pipeline.stages.check.again import check_again
from pipeline.store.desk import Desk
from pipeline.store.edits import Edit
from pipeline.web.app import create_app
from pipeline.web.settings import Hands, Serving
from tests.web.conftest import BOTH, KEY, arrives, listens, serving
from tests.web.made_pages import main_record

pytestmark = [pytest.mark.live, BOTH]

CLEAN = "d" * 16
TYPED = "Effect of Combined Treatment"
OPEN = "form.edit [name=value]"


@pytest.fixture
def address(desk: Desk) -> Iterator[str]:
    """A desk that checks what is typed, as `scanglot review` serves it."""
    checked = Desk(str(desk._engine.url), check_again)
    with serving(create_app(checked, Serving(name="ann"), Hands())) as address:
        yield address
    checked.close()


def _type_title(page: Page) -> None:
    page.goto("/?state=pending")
    page.get_by_role("link", name="联合治疗的疗效").click()
    listens(page)
    page.keyboard.press("g")
    page.keyboard.press("t")
    expect(page.locator(OPEN)).to_be_focused()
    page.locator("[data-path='title.zh'] textarea").press("Escape")
    page.locator("[data-path='title.en']").dblclick()
    expect(page.locator(OPEN)).to_be_focused()
    page.locator(OPEN).fill(TYPED)


def _title(desk: Desk) -> str:
    return desk.records.get(KEY).record.title["en"]


def test_approving_takes_what_is_typed(page: Page, desk: Desk) -> None:
    _type_title(page)
    page.get_by_role("button", name="Approve a").click()
    arrives(page, f"/records/{CLEAN}")
    assert (_title(desk), desk.records.get(KEY).entry.state) == (TYPED, "approved")


@pytest.mark.parametrize("leave", ["next", "queue", "reload", "close"])
def test_typed_text_outlives_leaving_the_page(page: Page, desk: Desk, leave: str) -> None:
    _type_title(page)
    home = page.url
    if leave == "close":
        page.close()
        page = page.context.new_page()
    elif leave == "reload":
        page.reload()
    else:
        page.locator("h2").first.click()
        page.get_by_role("link", name="Queue" if leave == "queue" else "Back to the list").first.click()
        arrives(page, "/")
    page.goto(home)
    expect(page.locator(OPEN)).to_have_value(TYPED)
    page.locator(OPEN).press("Control+Enter")
    expect(page.locator("[data-path='title.en'] .value")).to_have_text(TYPED)
    page.reload()
    expect(page.locator("#panel")).to_be_visible()
    expect(page.locator(OPEN)).to_have_count(0)
    assert _title(desk) == TYPED


def test_a_second_field_and_a_save_beside_leave_the_first_open(page: Page, desk: Desk) -> None:
    _type_title(page)
    page.locator("[data-path='year']").dblclick()
    year = page.locator("[data-path='year'] textarea")
    year.fill("2022")
    expect(page.locator("[data-path='title.en'] textarea")).to_have_value(TYPED)
    year.press("Control+Enter")
    expect(page.locator("[data-path='year'] .value")).to_have_text("2022")
    expect(page.locator("[data-path='title.en'] textarea")).to_have_value(TYPED)
    page.locator("[data-path='title.en'] textarea").press("Control+Enter")
    expect(page.locator("[data-path='title.en'] .value")).to_have_text(TYPED)
    assert (_title(desk), desk.records.get(KEY).record.year) == (TYPED, 2022)


def test_escape_inside_an_input_method_leaves_the_editor_open(page: Page) -> None:
    _type_title(page)
    composing = "n => n.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', isComposing: true, bubbles: true}))"
    page.locator(OPEN).evaluate(composing)
    expect(page.locator(OPEN)).to_have_value(TYPED)


def test_escape_puts_typed_text_aside_and_gives_it_back(page: Page) -> None:
    _type_title(page)
    page.locator(OPEN).press("Escape")
    expect(page.locator(OPEN)).to_have_count(0)
    expect(page.locator(".shelved")).to_contain_text(TYPED)
    page.reload()
    page.get_by_role("button", name="Take it up again").click()
    expect(page.locator(OPEN)).to_have_value(TYPED)
    page.locator(OPEN).press("Escape")
    page.get_by_role("button", name="Throw it away").click()
    page.reload()
    expect(page.locator("#panel")).to_be_visible()
    expect(page.locator(".shelved")).to_have_count(0)


@pytest.mark.faults(422)
def test_every_failure_is_told_not_only_the_first(page: Page) -> None:
    page.goto(f"/records/{KEY}")
    listens(page)
    for wrong in ("20x3", "19x8"):
        page.locator("[data-path='year']").dblclick()
        page.locator("[data-path='year'] textarea").fill(wrong)
        page.locator("[data-path='year'] textarea").press("Control+Enter")
        expect(page.locator("#notice")).to_contain_text(f"'{wrong}' is not a year")
    page.locator("[data-path='year'] textarea").fill("2021")
    page.locator("[data-path='year'] textarea").press("Control+Enter")
    expect(page.locator("[data-path='year'] .value")).to_have_text("2021")
    expect(page.locator("#notice")).to_be_empty()


def test_next_follows_the_list_as_it_was_opened(page: Page, desk: Desk) -> None:
    page.goto("/?state=pending")
    page.get_by_role("link", name="联合治疗的疗效").click()
    listens(page)
    expect(page.locator("#place-in-list")).to_have_text("2 of 3")
    # Whatever others do, and wherever this record would stand now.
    desk.records.decide(CLEAN, 1, "approved", "bob")
    page.locator("body").press("a")
    arrives(page, f"/records/{CLEAN}")
    listens(page)
    page.keyboard.press("p")
    arrives(page, f"/records/{KEY}")
    page.get_by_role("link", name="Back to the list").click()
    arrives(page, "/")


def test_next_follows_a_search_and_back_leads_to_it(page: Page) -> None:
    page.goto("/search?q=疗效")
    links = [link.get_attribute("href") or "" for link in page.locator("a.open").all()]
    page.locator("a.open").first.click()
    arrives(page, links[0].partition("?")[0])
    listens(page)
    page.keyboard.press("n")
    arrives(page, links[1].partition("?")[0])
    listens(page)
    page.keyboard.press("q")
    arrives(page, "/search")


def test_undo_takes_back_the_decision_that_is_shown_also_after_a_reload(page: Page, desk: Desk) -> None:
    page.goto("/?state=pending")
    page.get_by_role("link", name="联合治疗的疗效").click()
    listens(page)
    page.keyboard.press("a")
    arrives(page, f"/records/{CLEAN}")
    expect(page.locator("#decided")).to_contain_text("Approved: 联合治疗的疗效")
    page.reload()
    expect(page.locator("#decided")).to_contain_text("Approved: 联合治疗的疗效")
    listens(page)
    page.keyboard.press("u")
    arrives(page, f"/records/{KEY}")
    assert [desk.records.get(key).entry.state for key in (KEY, CLEAN)] == ["pending", "pending"]


def test_a_newer_reading_ticks_nothing_that_a_person_touched(page: Page, desk: Desk) -> None:
    desk.records.edit(KEY, 1, Edit(path="authors.0.name.en", value="LI Pengfei"), "ann")
    desk.records.confirm(KEY, 2, "volume", "ann")
    desk.records.decide(KEY, 3, "approved", "ann")
    other = main_record().model_copy(update={"authors": (), "year": 2020, "volume": "51"})
    desk.records.offer(KEY, other, "scanglot", "")
    page.goto(f"/records/{KEY}")
    listens(page)
    ticked = {
        box.get_attribute("value"): box.is_checked() for box in page.locator(".offer [name=paths]").all()
    }
    assert ticked == {"authors": False, "volume": False, "year": True}
    page.get_by_role("button", name="Take what is ticked").click()
    expect(page.locator("[data-path='year'] .value")).to_have_text("2020")
    stored = desk.records.get(KEY)
    assert (stored.entry.state, stored.record.authors[0].name["en"]) == ("pending", "LI Pengfei")


def test_a_changed_heading_keeps_the_sections_and_their_labels_can_be_set(page: Page, desk: Desk) -> None:
    page.goto(f"/records/{KEY}")
    listens(page)
    cell = page.locator(".field[data-path='abstract.zh']").first
    cell.dblclick()
    page.locator(OPEN).fill("背景 探讨疗效。")
    page.locator(OPEN).press("Control+Enter")
    expect(cell.locator(".value")).to_have_text("背景 探讨疗效。")
    page.locator(".section-label").first.select_option("background")
    expect(page.locator(".section-label").first).to_have_value("background")
    expect(page.locator("#panel")).to_have_attribute("data-revision", "4")
    sections = desk.records.get(KEY).record.abstract["zh"].sections
    assert [(s.label, s.heading) for s in sections][:2] == [("background", "背景"), ("methods", "方法")]


def test_flags_and_score_follow_an_edit_at_once(page: Page) -> None:
    page.goto(f"/records/{KEY}")
    listens(page)
    score = page.locator(".score").text_content()
    page.locator(".field[data-path='issn']").dblclick()
    page.locator(OPEN).fill("1007-3842")
    page.locator(OPEN).press("Control+Enter")
    expect(page.locator("[data-code='issn.check_digit']")).to_have_count(1)
    assert page.locator(".score").text_content() != score
    page.locator(".field[data-path='issn']").dblclick()
    page.locator(OPEN).fill("1007-3841")
    page.locator(OPEN).press("Control+Enter")
    expect(page.locator("[data-code='issn.check_digit']")).to_have_count(0)
    expect(page.locator(".score")).to_have_text(str(score))


def test_two_readers_in_one_browser_keep_their_own_drafts(browser: Browser, desk: Desk) -> None:
    for name in ("ann", "bob"):
        with serving(create_app(desk, Serving(name=name), Hands())) as address:
            page = browser.new_page(base_url=address)
            page.goto(f"/records/{KEY}")
            assert page.locator("#record").get_attribute("data-who") == name
            page.close()
