"""A cataloguer's job in a real browser on both databases: one truth on disk, all pages, languages, journals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from typer.testing import CliRunner

from pipeline.cli.main import application
from tests.web.conftest import KEY, listens, opens, saves, until
from tests.web.houses import CLEAN, House
from tests.web.made_pages import main_record

pytestmark = pytest.mark.live


def _on_disk(file: Path) -> dict[str, Any]:
    return dict(json.loads(file.read_text(encoding="utf-8")))


def test_files_export_and_desk_say_the_same_and_who_corrected_what(page: Page, house: House) -> None:
    opens(page)
    saves(page, "doi", "10.1234/other")
    badge = page.locator(".field[data-path='doi'] .badge.corrected")
    assert "by ann" in (badge.get_attribute("title") or "")
    page.locator(".field[data-path='doi']").hover()
    expect(page.locator("#crop-says")).to_contain_text(f"given by ann; the machine had: {main_record().doi}")
    scan, clean = house.out / "scan.json", house.out / "clean.json"
    until(lambda: _on_disk(scan)["doi"] == "10.1234/other")
    written, was = _on_disk(scan), main_record().evidence["doi"]
    correction = written["review"]["corrections"]["doi"]
    assert (correction["by"], correction["was"]) == ("ann", main_record().doi)
    now = written["evidence"]["doi"]
    assert (now["origin"], now["confidence"]) == ("reviewer", correction["confidence"])
    assert correction["confidence"] > was.confidence
    assert correction["evidence"]["raw"] == was.raw
    assert _on_disk(house.out / ".scanglot" / "readings" / "scan.json")["doi"] == main_record().doi
    page.keyboard.press("h")
    expect(page.locator("#history")).to_contain_text(f"read as “{was.raw[:60]}")
    shown = page.request.get(f"/api/records/{written['id']}").json()
    assert (shown["doi"], shown["review"]["corrections"]["doi"]["by"]) == ("10.1234/other", "ann")
    opens(page, CLEAN)
    page.keyboard.press("r")
    page.keyboard.press("2")
    page.wait_for_url(lambda url: CLEAN not in url)
    until(lambda: (_on_disk(clean).get("review") or {}).get("state") == "rejected")
    told = (
        CliRunner().invoke(application(), ["export", str(house.out), "--to", "jsonl", "--only", "all"]).output
    )
    assert "10.1234/other" in told
    assert "10.5555/clean" in told
    told = CliRunner().invoke(application(), ["export", str(house.out), "--to", "jsonl"]).output
    assert "10.5555/clean" not in told


def test_all_pages_of_the_document_are_at_hand(page: Page, house: House) -> None:
    opens(page)
    for times in (1, 2):
        page.locator("#further").select_option("3")
        expect(page.locator("#page image")).to_have_attribute("href", f"/records/{KEY}/further/3.jpg")
        page.get_by_role("button", name="Read this page").click()
        page.get_by_role("button", name="Show what differs").click()
        expect(page.locator(".offer")).to_contain_text(str(2000 + times))
        page.get_by_role("button", name="Keep all as it is").click()
        expect(page.locator(".offer")).to_have_count(0)
        assert house.asked[-1].pages == "1,3"
        # Back on a page that was read, there is nothing of that kind to do.
        expect(page.locator("[data-act='read-page']")).to_be_hidden()
    page.locator("#further").select_option("3")
    page.get_by_role("button", name="A new article begins here").click()
    expect(page.get_by_role("link", name="Open the second article")).to_have_attribute(
        "href", f"/records/{CLEAN}"
    )
    assert house.asked[-1].page == 3
    page.locator("[name=place]").fill("/new")
    page.get_by_role("button", name="Look there").click()
    expect(page.locator("#notice")).to_contain_text("Found: /new/")
    assert page.request.get(page.get_by_role("link", name="the scanned file").get_attribute("href") or "").ok


def test_the_desk_speaks_the_browsers_language_until_another_is_chosen(
    browser: Browser, house: House
) -> None:
    context = browser.new_context(base_url=house.address, locale="zh-CN")
    page = context.new_page()
    opens(page)
    expect(page.locator("html")).to_have_attribute("lang", "zh")
    expect(page.locator(".lead").first).to_contain_text("由草稿模型翻译")
    page.keyboard.press("?")
    expect(page.locator("#help")).to_contain_text("快捷键")
    page.keyboard.press("Escape")
    field = page.locator(".field[data-path='year']")
    field.dblclick()
    field.locator("[name=value]").fill("20x3")
    field.locator("[name=value]").press("Control+Enter")
    expect(page.locator("#notice")).to_contain_text("“20x3”不是年份。")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    listens(page)
    page.goto("/")
    expect(page.locator("h1")).to_have_text("Queue")
    context.close()


def test_a_journal_of_approved_records_is_taken(page: Page, house: House) -> None:
    page.goto("/journals")
    expect(page.locator("main")).to_contain_text("No record is approved yet.")
    house.desk.records.decide(CLEAN, 1, "approved", "ann")
    page.reload()
    expect(page.locator("main td").nth(1)).to_contain_text("胸部肿瘤诊疗杂志")
    opens(page)
    saves(page, "journal.zh", "胸部肿瘤诊疗杂忐")
    page.get_by_role("button", name="Take it").click()
    expect(page.locator(".field[data-path='journal.zh'] .value")).to_have_text("胸部肿瘤诊疗杂志")
    saves(page, "issn", "1007-3842")
    field = page.locator(".field[data-path='issn']")
    field.dblclick()
    field.get_by_role("button", name="1007-3841").click()
    field.locator("[name=value]").press("Control+Enter")
    expect(field.locator(".value")).to_have_text("1007-3841")
