"""What a cataloguer types, decides and sees, in a real browser on both databases: nothing is lost or misdirected."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from pipeline.store.edits import NewValue
from pipeline.web.app import create_app
from pipeline.web.settings import Hands, Serving
from tests.web.conftest import KEY, arrives, listens, opens, saves, serving
from tests.web.houses import CLEAN, House
from tests.web.made_pages import main_record

pytestmark = pytest.mark.live

TYPED = "Effect of Combined Treatment"
OPEN = "form.edit [name=value]"


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


def _title(house: House) -> str:
    return house.desk.records.get(KEY).record.title["en"]


def test_approving_takes_what_is_typed(page: Page, house: House) -> None:
    _type_title(page)
    page.get_by_role("button", name="Approve a").click()
    arrives(page, f"/records/{CLEAN}")
    assert (_title(house), house.desk.records.get(KEY).entry.state) == (TYPED, "approved")


def test_typed_text_outlives_leaving_the_page(page: Page, house: House) -> None:
    _type_title(page)
    home = page.url

    def leave(way: str) -> None:
        if way == "n":
            page.locator("h1").first.evaluate("node => document.activeElement.blur()")
            page.keyboard.press("n")
            arrives(page, f"/records/{CLEAN}")
        elif way == "reload":
            page.reload()
        else:
            page.get_by_role("link", name=way).first.click()
            arrives(page, "/")

    for way in ("n", "Back to the list", "Queue", "reload"):
        leave(way)
        page.goto(home)
        expect(page.locator(OPEN)).to_have_value(TYPED)
        listens(page)
    context = page.context
    page.close()
    page = context.new_page()
    page.goto(home)
    expect(page.locator(OPEN)).to_have_value(TYPED)
    page.locator(OPEN).press("Control+Enter")
    expect(page.locator("[data-path='title.en'] .value")).to_have_text(TYPED)
    page.reload()
    listens(page)
    expect(page.locator(OPEN)).to_have_count(0)
    assert _title(house) == TYPED


def test_a_second_field_and_a_save_beside_leave_the_first_open(page: Page, house: House) -> None:
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
    assert (_title(house), house.desk.records.get(KEY).record.year) == (TYPED, 2022)


def test_escape_inside_an_input_method_leaves_the_editor_open(page: Page) -> None:
    _type_title(page)
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "lianhe", "selectionStart": 6, "selectionEnd": 6})
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    expect(page.locator(OPEN)).to_have_count(1)
    keyboard.send("Input.insertText", {"text": "联合"})
    expect(page.locator(OPEN)).to_have_value(TYPED + "联合")
    page.locator(OPEN).press("Escape")
    expect(page.locator(OPEN)).to_have_count(0)
    expect(page.locator(".shelved")).to_contain_text(TYPED + "联合")


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


@pytest.mark.faults(422, "ERR_INTERNET_DISCONNECTED", "htmx:")
def test_every_failure_is_told_not_only_the_first(page: Page) -> None:
    opens(page)
    for wrong in ("20x3", "19x8"):
        page.locator("[data-path='year']").dblclick()
        page.locator("[data-path='year'] textarea").fill(wrong)
        page.locator("[data-path='year'] textarea").press("Control+Enter")
        expect(page.locator("#notice")).to_contain_text(f"'{wrong}' is not a year")
    page.locator("[data-path='year'] textarea").fill("2021")
    page.context.set_offline(True)
    page.locator("[data-path='year'] textarea").press("Control+Enter")
    expect(page.locator("#notice")).to_contain_text("What you typed is kept")
    page.context.set_offline(False)
    page.locator("[data-path='year'] textarea").press("Control+Enter")
    expect(page.locator("[data-path='year'] .value")).to_have_text("2021")
    expect(page.locator("#notice")).to_be_empty()


def test_next_follows_the_list_as_it_was_opened(page: Page, house: House) -> None:
    page.goto("/?state=pending")
    page.get_by_role("link", name="联合治疗的疗效").click()
    listens(page)
    expect(page.locator("#place-in-list")).to_have_text("2 of 3")
    # Whatever others do, and wherever this record would stand now.
    house.desk.records.decide(CLEAN, 1, "approved", "bob")
    page.locator("body").press("a")
    arrives(page, f"/records/{CLEAN}")
    listens(page)
    page.keyboard.press("p")
    arrives(page, f"/records/{KEY}")
    page.get_by_role("link", name="Back to the list").click()
    arrives(page, "/")


def test_next_follows_every_list_and_back_leads_to_it(page: Page) -> None:
    for asked in ("/search?q=疗效", "/?state=&sort=-score", "/?state=pending&language=zh"):
        page.goto(asked)
        address = page.url
        links = [link.get_attribute("href") or "" for link in page.locator("a.open").all()]
        page.locator("a.open").first.click()
        arrives(page, links[0].partition("?")[0])
        listens(page)
        page.keyboard.press("n")
        arrives(page, links[1].partition("?")[0])
        listens(page)
        page.keyboard.press("q")
        page.wait_for_url(address)


def test_undo_takes_back_the_decision_that_is_shown_also_after_a_reload(page: Page, house: House) -> None:
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
    assert [house.desk.records.get(key).entry.state for key in (KEY, CLEAN)] == ["pending", "pending"]


def test_a_newer_reading_ticks_nothing_that_a_person_touched(page: Page, house: House) -> None:
    house.desk.records.edit(KEY, 1, NewValue(path="authors.0.name.en", value="LI Pengfei"), "ann")
    house.desk.records.confirm(KEY, 2, "volume", "ann")
    house.desk.records.decide(KEY, 3, "approved", "ann")
    other = main_record().model_copy(update={"authors": (), "year": 2020, "volume": "51"})
    house.desk.records.offer(KEY, other, "scanglot", "")
    opens(page)
    ticked = {
        box.get_attribute("value"): box.is_checked() for box in page.locator(".offer [name=paths]").all()
    }
    assert ticked == {"authors": False, "volume": False, "year": True}
    page.get_by_role("button", name="Take what is ticked").click()
    expect(page.locator("[data-path='year'] .value")).to_have_text("2020")
    stored = house.desk.records.get(KEY)
    assert (stored.entry.state, stored.record.authors[0].name["en"]) == ("pending", "LI Pengfei")


def test_an_approved_record_does_not_change_unseen(page: Page, house: House) -> None:
    house.desk.records.decide(KEY, 1, "approved", "ann")
    house.desk.records.offer(KEY, main_record().model_copy(update={"year": 2020}), "scanglot", "")
    page.goto("/?doubt=offered")
    expect(page.locator("a.open")).to_have_count(1)
    expect(page.locator(".chip.offer")).to_have_text("newer reading")
    page.locator("a.open").click()
    listens(page)
    expect(page.locator(".offer")).to_contain_text("is to be approved again")
    assert house.desk.records.get(KEY).record.year == 2023
    page.get_by_role("button", name="Keep all as it is").click()
    expect(page.locator(".offer")).to_have_count(0)
    stored = house.desk.records.get(KEY)
    assert (stored.entry.state, stored.record.year) == ("approved", 2023)


def test_a_changed_heading_keeps_the_sections_and_their_labels_can_be_set(page: Page, house: House) -> None:
    opens(page)
    cell = page.locator(".field[data-path='abstract.zh']").first
    cell.dblclick()
    page.locator(OPEN).fill("背景 探讨疗效。")
    page.locator(OPEN).press("Control+Enter")
    expect(cell.locator(".value")).to_have_text("背景 探讨疗效。")
    page.locator(".section-label").first.select_option("background")
    expect(page.locator(".section-label").first).to_have_value("background")
    expect(page.locator("#panel")).to_have_attribute("data-revision", "4")
    sections = house.desk.records.get(KEY).record.abstract["zh"].sections
    assert [(s.label, s.heading) for s in sections][:2] == [("background", "背景"), ("methods", "方法")]


def test_flags_and_score_follow_an_edit_at_once(page: Page) -> None:
    opens(page)
    score = str(page.locator(".score").text_content())
    for path, code, wrong, right in (
        ("issn", "issn.check_digit", "1007-3842", "1007-3841"),
        ("last_page", "pages.order", "84", "848"),
        ("year", "year.implausible", "1620", "2023"),
    ):
        saves(page, path, wrong)
        expect(page.locator(f"[data-code='{code}']")).to_have_count(1)
        assert page.locator(".score").text_content() != score
        saves(page, path, right)
        expect(page.locator(f"[data-code='{code}']")).to_have_count(0)
        expect(page.locator(".score")).to_have_text(score)
    saves(page, "doi", "10.5555/clean")
    expect(page.locator(".claim")).to_contain_text("Another source has this DOI: 肺结节随访")


@pytest.mark.faults(422)
def test_what_has_not_the_form_of_its_field_is_refused_in_words(page: Page, house: House) -> None:
    opens(page)
    for path, wrong, said in (
        ("doi", "11.1234/x", "'11.1234/x' has not the form of a DOI"),
        ("issn", "1007-38", "'1007-38' has not the form of an ISSN"),
        ("dates.received", "2023-02-30", "'2023-02-30' is not a date"),
        ("language", "Chinese", "'Chinese' is no language code"),
    ):
        field = page.locator(f".field[data-path='{path}']")
        field.dblclick()
        field.locator("[name=value]").fill(wrong)
        field.locator("[name=value]").press("Control+Enter")
        expect(page.locator("#notice")).to_contain_text(said)
        expect(field.locator("[name=value]")).to_have_value(wrong)
        field.locator("[name=value]").press("Escape")
    assert house.desk.records.get(KEY).revision == 1


def test_two_readers_in_one_browser_keep_their_own_drafts(browser: Browser, house: House) -> None:
    for name in ("ann", "bob"):
        with serving(create_app(house.desk, Serving(name=name), Hands())) as address:
            page = browser.new_page(base_url=address)
            page.goto(f"/records/{KEY}")
            assert page.locator("#record").get_attribute("data-who") == name
            page.close()
