"""Queue, search and what is done to many records at once, in a real browser on both databases."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from pipeline.store.edits import NewValue
from pipeline.writers.record_json import record_json
from tests.records.made import record
from tests.web.conftest import KEY, arrives
from tests.web.houses import CLEAN, HOSTILE, House

pytestmark = pytest.mark.live


def _listed(page: Page) -> list[str]:
    return [str(link.get_attribute("href"))[9:25] for link in page.locator("a.open").all()]


def test_all_in_order_is_approved_at_once_and_undone_as_one(page: Page, house: House) -> None:
    page.goto("/")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Approve 1 record").click()
    expect(page.locator("#batch")).to_contain_text("1 record approved")
    page.get_by_role("button", name="Undo all 1").click()
    expect(page.locator("#batch")).to_contain_text("1 change undone")
    assert house.desk.records.get(CLEAN).entry.state == "pending"


def test_the_queue_is_sorted_by_its_heads(page: Page) -> None:
    page.goto("/?state=")
    assert _listed(page) == [HOSTILE, KEY, CLEAN]
    for head, first, last in (("Score", HOSTILE, CLEAN), ("Score", CLEAN, HOSTILE)):
        page.locator("thead").get_by_role("link", name=head).click()
        expect(page.locator("a.open").first).to_have_attribute(
            "href", f"/records/{first}?sort={'-' * (first == CLEAN)}score"
        )
        assert _listed(page)[-1] == last
    expect(page.locator("th[aria-sort=descending]")).to_have_text("Score")


def test_rows_are_selected_and_changed_by_keys(page: Page, house: House) -> None:
    page.goto("/?state=pending")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("#bulk .many")).to_have_text("1 selected")
    page.keyboard.press("b")
    expect(page.locator("#bulk select[name=act]")).to_be_focused()
    page.locator("#bulk select[name=act]").select_option("rejected")
    page.locator("#bulk select[name=value]").select_option("a duplicate")
    page.get_by_role("button", name="Do it").click()
    expect(page.locator("#batch")).to_contain_text("1 record rejected")
    assert house.desk.records.history(HOSTILE)[0].note == "a duplicate"
    page.get_by_role("button", name="Undo all 1").click()
    expect(page.locator("#batch")).to_contain_text("1 change undone")
    assert house.desk.records.get(HOSTILE).entry.state == "pending"


def test_a_field_is_set_in_many_records_and_undone_as_one(page: Page, house: House) -> None:
    page.goto("/?state=pending")
    rows = page.locator("input[name=keys]")
    rows.nth(1).check()
    rows.nth(2).click(modifiers=["Shift"])
    expect(page.locator("#bulk .many")).to_have_text("2 selected")
    page.locator("#bulk select[name=act]").select_option("edit")
    page.locator("#bulk select[name=path]").select_option("journal.zh")
    page.locator("#bulk [data-for=edit] input").fill("肿瘤学杂志")
    page.get_by_role("button", name="Do it").click()
    expect(page.locator("#batch")).to_contain_text("2 records changed")
    assert [house.desk.records.get(key).record.journal["zh"] for key in (KEY, CLEAN)] == ["肿瘤学杂志"] * 2
    page.get_by_role("button", name="Undo all 2").click()
    expect(page.locator("#batch")).to_contain_text("2 changes undone")
    assert house.desk.records.get(CLEAN).record.journal["zh"] == "胸部肿瘤诊疗杂志"


def test_a_weeks_figures_tell_what_was_done(page: Page, house: House) -> None:
    house.desk.records.edit(KEY, 1, NewValue(path="year", value="2024"), "bob")
    house.desk.records.decide(KEY, 2, "rejected", "bob", "not an article")
    page.goto("/")
    page.get_by_role("link", name="Week", exact=True).click()
    for said in ("bob", "not an article 1", "Year 1"):
        expect(page.locator("main")).to_contain_text(said)
    page.get_by_role("link", name="week after").click()
    expect(page.locator("main")).to_contain_text("Nothing was done in this week.")


SEARCHES = (
    ("结节", [CLEAN]),
    ("療效", [CLEAN, HOSTILE, KEY]),
    ("疗", [CLEAN, HOSTILE, KEY]),
    ("lianhe zhiliao", [KEY]),
    ("liánhé zhìliáo", [KEY]),
    ("ouyangjing", [CLEAN, HOSTILE, KEY]),
    ("https://doi.org/10.5555/clean", [CLEAN]),
    ("R734.2", [CLEAN, HOSTILE, KEY]),
    ("lipeng@163.com", [CLEAN, HOSTILE, KEY]),
    ("title:随访", [CLEAN]),
    ("疗效 -结节", [HOSTILE, KEY]),
    ("随访 OR 联合治疗", [CLEAN, KEY]),
    ("随访 -结节", []),
)


def test_searches_of_every_kind(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("/")
    for query, found in SEARCHES:
        page.locator("#find").fill(query)
        page.locator("#find").press("Enter")
        expect(page.locator("h1")).to_contain_text(f"for “{query}”")
        assert sorted(_listed(page)) == sorted(found), query
    page.goto("/search?q=结节")
    expect(page.locator("li mark").first).to_have_text("结节")


def test_what_cannot_be_searched_is_refused_in_words(page: Page) -> None:
    for query, said in (
        ("OR", "OR stands between two words"),
        ("-x", "only leave out"),
        ("abstract:x", "by itself"),
    ):
        page.goto("/")
        page.locator("#find").fill(query)
        page.locator("#find").press("Enter")
        expect(page.get_by_role("alert").filter(has_text=said)).to_be_visible()


def test_results_are_filtered_and_the_same_doi_twice_is_listed(page: Page, house: House) -> None:
    house.desk.records.edit(HOSTILE, 1, NewValue(path="doi", value="10.5555/clean"), "ann")
    page.goto("/search?q=李鹏")
    assert len(_listed(page)) == 3
    page.get_by_label("Doubt").select_option("duplicate")
    page.wait_for_url("**/search?*doubt=duplicate*")
    assert sorted(_listed(page)) == sorted([CLEAN, HOSTILE])
    page.goto("/?doubt=duplicate")
    assert sorted(_listed(page)) == sorted([CLEAN, HOSTILE])


def test_the_desk_answers_while_records_come_in_and_tells_how_far_it_is(page: Page, house: House) -> None:
    for number in range(5):
        source = record().source.model_dump(mode="json") | {
            "sha256": f"{number}e" * 32,
            "file": f"{number}.pdf",
        }
        (house.out / f"new{number}.json").write_text(record_json(record(source=source)), encoding="utf-8")
    house.gate.clear()
    page.goto("/?state=")
    page.get_by_role("button", name="Look for new records").click()
    expect(page.locator("#intake")).to_contain_text("Taking in records: 0 of 8")
    page.goto("/search?q=结节")
    expect(page.locator("h1")).to_contain_text("1 record")
    page.goto("/?state=")
    assert len(_listed(page)) == 3
    house.gate.set()
    expect(page.locator("#intake")).to_contain_text("All records are taken in.")
    page.get_by_role("link", name="Show them").click()
    expect(page.locator("a.open")).to_have_count(8)
    arrives(page, "/")
