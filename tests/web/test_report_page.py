"""The report in a real browser: ten thousand documents, a phone."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from pipeline.writers.report import index_html, row
from tests.records.made import record


@pytest.mark.live
def test_ten_thousand_records_are_searched_filtered_and_sorted_in_a_browser(
    tmp_path: Path, browser: Browser
) -> None:
    """The list alone holds them all; a document comes when it is opened; on a phone it fills the screen."""
    first = row(record(title={"zh": "联合治疗的疗效", "en": "Effect number 00000"}), Path("00000.json"))
    rows = [
        first._replace(path=Path(f"{n:05}.json"), file=f"scan{n:05}.pdf", title=f"Effect number {n:05}")
        for n in range(10_000)
    ]
    page_of = {
        f"{n:05}.json": f"<article><a id=back href='#'>all documents</a><h2>Effect number {n:05}</h2></article>"
        for n in range(10_000)
    }
    (tmp_path / ".scanglot" / "report").mkdir(parents=True)
    for number, part in ((0, range(50)), (155, range(7750, 7800))):
        shown = {f"{n:05}.json": page_of[f"{n:05}.json"] for n in part}
        (tmp_path / ".scanglot" / "report" / f"{number}.js").write_text(f"shown({json.dumps(shown)})")
    (tmp_path / "report.html").write_text(index_html(rows), encoding="utf-8")
    address = (tmp_path / "report.html").as_uri()
    with closing(browser.new_page(viewport={"width": 1400, "height": 900})) as page:
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(address)
        expect(page.locator("#rows-shown li")).to_have_count(100)
        expect(page.locator("#document h2").first).to_have_text("Effect number 00000")
        took = page.evaluate(
            """() => { const began = performance.now(); document.getElementById("search").value = "number 07777";
            search(); return performance.now() - began; }"""
        )
        assert took < 500
        expect(page.locator("#rows-shown li")).to_have_count(1)
        page.locator("#rows-shown a").click()
        expect(page.locator("#document h2").first).to_have_text("Effect number 07777")
        page.locator("#search").fill("")
        page.locator("#order").select_option("file")
        page.get_by_role("button", name="Show more").click()
        expect(page.locator("#rows-shown li")).to_have_count(200)
        page.locator("#machine").select_option("0")
        expect(page.locator("#count")).to_have_text("0 of 10000")
        page.set_viewport_size({"width": 390, "height": 800})
        expect(page.locator("#list")).to_be_hidden()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.get_by_role("link", name="all documents").click()
        expect(page.locator("#list")).to_be_visible()
        assert wrong == []
