"""The record's page in a real browser on both databases: look, correct, decide, conflict, authors, flags, keys alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from pipeline.records.article import Flag
from pipeline.records.record import Record
from pipeline.store.edits import NewValue
from pipeline.web.labels import JUMPS
from tests.web.conftest import KEY, arrives, listens, opens
from tests.web.houses import CLEAN, House
from tests.web.made_pages import main_record

pytestmark = pytest.mark.live


def test_open_hover_and_see_where_it_stands(page: Page) -> None:
    opens(page)
    page.locator("[data-path='title.zh']").hover()
    expect(page.locator("#page .lit rect")).to_have_count(1)
    expect(page.locator("#crop image")).to_have_count(1)
    crop = [float(n) for n in (page.locator("#crop").get_attribute("viewBox") or "").split()]
    assert crop[1] < 100 < 150 < crop[1] + crop[3]
    before = page.locator("#page").get_attribute("viewBox")
    page.get_by_role("button", name="Zoom in").click()
    assert page.locator("#page").get_attribute("viewBox") != before


def test_correct_take_the_second_reading_and_undo(page: Page, house: House) -> None:
    opens(page)
    page.locator("[data-path='title.en']").dblclick()
    page.locator("form.edit textarea:not([hidden])").fill("Effect of Combined Treatment")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-path='title.en'] .value")).to_have_text("Effect of Combined Treatment")
    page.locator("mark[data-other='人']").evaluate("node => { node.tabIndex = -1; node.focus(); }")
    page.keyboard.press("o")
    expect(page.locator("#panel")).to_contain_text("纳人96例")
    page.keyboard.press("u")
    expect(page.locator("#panel")).to_contain_text("纳入96例")
    record = house.desk.records.get(KEY).record
    assert record.title["en"] == "Effect of Combined Treatment"
    assert record.review is not None
    assert record.review.corrected == ("title.en",)


def test_conflict_shows_the_difference_and_saves_on_top(page: Page, house: House) -> None:
    opens(page)
    house.desk.records.edit(KEY, 1, NewValue(path="volume", value="51"), "bob")
    page.locator("[data-path='year']").dblclick()
    page.locator("form.edit textarea:not([hidden])").fill("2024")
    page.keyboard.press("Control+Enter")
    notice = page.locator("#notice")
    expect(notice).to_contain_text("bob has saved revision 2")
    expect(notice).to_contain_text("51")
    notice.get_by_role("button", name="Save mine on top").click()
    expect(page.locator("[data-path='year'] .value")).to_have_text("2024")
    record = house.desk.records.get(KEY).record
    assert (record.year, record.volume) == (2024, "51")


def test_a_whole_review_by_keyboard_alone(page: Page, house: House) -> None:
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
    arrives(page, "/records/" + CLEAN)
    listens(page)
    stored = house.desk.records.get(KEY)
    assert (stored.entry.state, stored.record.year) == ("approved", 2021)
    page.keyboard.press("r")
    page.keyboard.press("3")
    arrives(page, "/")
    assert house.desk.records.get(CLEAN).entry.state == "rejected"


def test_a_sentence_pair_is_kept(page: Page, house: House) -> None:
    opens(page)
    page.locator(".field[data-path='abstract.en']").first.focus()
    page.keyboard.press("m")
    expect(page.locator("#remember textarea[name=source]")).to_have_value("目的 探讨疗效。")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.locator("#notice")).to_contain_text("Kept in the translation memory")
    assert house.kept[0][0] == "目的 探讨疗效。"


def test_a_hostile_title_is_only_text(page: Page) -> None:
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    page.goto("/records/" + "c" * 16)
    expect(page.locator("[data-path='title.zh'] .value")).to_contain_text("<script>alert(1)</script>")
    page.goto("/search?q=script")
    expect(page.locator("ol li").first).to_contain_text("<script>")


def _glued(record: Record) -> Record:
    """Two authors read as one."""
    one, two = record.authors
    names = {"zh": "欧阳静 王芳", "en": "OUYANG Jing, WANG Fang"}
    return record.model_copy(update={"authors": (one, two.model_copy(update={"name": names}))})


def test_authors_are_split_joined_and_told_of(page: Page, house: House) -> None:
    house.desk.records.revise(KEY, 1, "ann", "edit", _glued)
    opens(page)
    author = page.locator(".field[data-path='authors.1.name.zh']")
    for key, shown, many in (("s", "欧阳静", 3), ("Shift+S", "欧阳静王芳", 2), ("u", "欧阳静", 3)):
        author.focus()
        page.keyboard.press(key)
        expect(author.locator(".value")).to_have_text(shown)
        expect(page.locator(".author")).to_have_count(many)
    assert house.desk.records.get(KEY).record.authors[2].name == {"zh": "王芳", "en": "WANG Fang"}
    page.keyboard.press("h")
    for said in ("ann made two of Author 2", "ann joined Author 2 with the next"):
        expect(page.locator("#history")).to_contain_text(said)


def test_authors_are_dragged_moved_and_pasted(page: Page, house: House) -> None:
    def names(code: str = "zh") -> list[str]:
        return [author.name.get(code, "") for author in house.desk.records.get(KEY).record.authors]

    def add(text: str, many: int) -> None:
        page.get_by_role("button", name="+ author").click()
        page.locator("form.edit textarea").fill(text)
        page.keyboard.press("Control+Enter")
        expect(page.locator(".author")).to_have_count(many)

    opens(page)
    grips = page.locator(".author .grip")
    grips.nth(1).drag_to(grips.nth(0))
    expect(page.locator("[data-path='authors.0.name.zh'] .value")).to_have_text("欧阳静")
    # Four actions put an author elsewhere without a mouse: g, a, Escape, Alt and an arrow.
    for key in ("g", "a"):
        page.keyboard.press(key)
    expect(page.locator("form.edit textarea")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("[data-path='authors.0.name.zh'] .value")).to_have_text("李鹏")
    expect(page.locator(".field[data-path='authors.1.name.zh']")).to_be_focused()
    add("王芳1，李娜2", 4)
    assert names() == ["李鹏", "欧阳静", "王芳", "李娜"]
    add("ZHANG Wei, LIU Yang and CHEN Jie", 7)
    assert names("en")[4:] == ["ZHANG Wei", "LIU Yang", "CHEN Jie"]
    page.keyboard.press("h")
    expect(page.locator("#history")).to_contain_text("ann moved Author 1 to place 2")


def test_a_title_is_mended_in_three_keys_and_the_text(page: Page, house: House) -> None:
    opens(page)
    page.keyboard.press("g")
    page.keyboard.press("t")
    expect(page.locator("form.edit textarea")).to_be_focused()
    page.keyboard.insert_text("联合治疗的效果")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-path='title.zh'] .value")).to_have_text("联合治疗的效果")
    assert house.desk.records.get(KEY).record.title["zh"] == "联合治疗的效果"


def test_every_letter_after_g_opens_its_field(page: Page) -> None:
    page.clock.install()
    opens(page)
    page.keyboard.press("g")
    page.keyboard.press("t")
    page.locator("form.edit [name=value]").press("Escape")
    for letter, path in JUMPS:
        page.keyboard.press("g")
        # The end of an older g's three seconds is not the end of this one's: `g a` must not approve.
        page.clock.fast_forward(1900)
        page.keyboard.press(letter)
        editor = page.locator("form.edit [name=value]")
        expect(editor).to_be_focused()
        opened = str(page.locator("form.edit [name=path]").get_attribute("value"))
        assert opened == path or opened.startswith(f"{path}."), letter
        editor.press("Escape")
        expect(page.locator("form.edit")).to_have_count(0)


def test_saving_goes_on_to_the_next_field(page: Page, house: House) -> None:
    opens(page)
    page.keyboard.press("g")
    page.keyboard.press("v")
    expect(page.locator("form.edit textarea")).to_be_focused()
    page.keyboard.insert_text("51")
    page.keyboard.press("Alt+Enter")
    following = page.locator("[data-path='volume'] + .field [name=value]")
    expect(following).to_be_focused()
    expect(page.locator("[data-path='volume'] .value")).to_have_text("51")
    assert house.desk.records.get(KEY).record.volume == "51"


HARM = (
    ("keywords.count_mismatch", "keywords.en", "info", "zh 2, en 3."),
    ("issn.check_digit", "issn", "warning", "1007-3842."),
    ("title.odd", "title.en", "warning", "Odd."),
    ("translation.numbers", "abstract.en", "error", "56.3 became 53.6."),
    ("authors.odd_name", "authors.1.name.zh", "error", "“欧阳静”."),
)


def test_flags_come_in_the_order_of_harm_and_lead_to_what_they_speak_of(page: Page, house: House) -> None:
    names = ("code", "path", "severity", "message")
    flags = tuple(Flag.model_validate(dict(zip(names, flag, strict=True))) for flag in HARM)
    quality = main_record().quality.model_copy(update={"flags": flags})
    house.desk.records.revise(KEY, 1, "ann", "edit", lambda r: r.model_copy(update={"quality": quality}))
    opens(page)
    shown = [lead.get_attribute("class") or "" for lead in page.locator(".lead, .flags .flag").all()]
    assert shown[0].endswith("error")
    assert [weight.split()[1] for weight in shown] == sorted(
        (weight.split()[1] for weight in shown), key=("error", "warning", "info").index
    )
    leads = [lead.get_attribute("data-lead") for lead in page.locator(".lead button").all()]
    assert leads == ["abstract.en", "authors.1.name.zh", "title.en", "issn", "keywords.en"]
    for lead, said in ((0, "53.6"), (1, "欧阳静")):
        page.locator(".lead button").nth(lead).click()
        assert page.evaluate("String(getSelection())") == said
        assert said in page.evaluate("document.activeElement.textContent")
