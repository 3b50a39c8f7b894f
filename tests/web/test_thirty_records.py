"""Thirty records by keyboard alone: how many keys and how long, with wrong titles, author orders and a rejection."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pipeline.writers.record_files import read_record, record_files
from pipeline.writers.record_json import record_json
from tests.records.made import record
from tests.web.conftest import arrives
from tests.web.houses import House
from tests.web.made_pages import page as page_text

pytestmark = pytest.mark.live
MANY = 30
TITLE, AUTHORS, REJECTED = range(0, MANY, 6), range(3, MANY, 10), (14,)
JOURNAL = "三十篇杂志"


def _thirty(out: Path) -> Path:
    for number in range(MANY):
        name = f"r{number:02}"
        (out / ".scanglot" / "pages" / name).mkdir(parents=True)
        source = record().source.model_dump(mode="json") | {
            "sha256": f"{number:02}" * 32,
            "file": f"{name}.pdf",
        }
        made = record(
            id=f"doi:10.5555/{name}", doi=f"10.5555/{name}", source=source, translated=[],
            title={"zh": f"第{number}篇", "en": f"Article {number}"}, journal={"zh": JOURNAL},
            quality={"score": 0.9, "grade": "excellent", "flags": []}, status="ok",
        )  # fmt: skip
        (out / f"{name}.json").write_text(record_json(made), encoding="utf-8")
        (out / ".scanglot" / "pages" / name / "p1.json").write_text(
            page_text().model_dump_json(), encoding="utf-8"
        )
    return out


def test_thirty_records_by_keyboard_alone(page: Page, house: House, tmp_path: Path) -> None:
    out = _thirty(tmp_path)
    house.desk.take_in(out, record_files([out]), read_record)
    keys = 0

    def press(*names: str) -> None:
        nonlocal keys
        for name in names:
            page.keyboard.press(name)
            keys += 1

    page.goto(f"/?state=pending&sort=file&journal={JOURNAL}")
    started = time.monotonic()
    press("j", "Enter")
    for number in range(MANY):
        expect(page.locator(f"#record[data-title='第{number}篇'][data-ready]")).to_have_count(1)
        if number in TITLE:
            press("g", "t")
            expect(page.locator("form.edit textarea")).to_be_focused()
            page.keyboard.insert_text(f"改正的第{number}篇")
            press("Control+Shift+Enter")
        elif number in AUTHORS:
            press("g", "a")
            expect(page.locator("form.edit textarea")).to_be_focused()
            press("Escape", "Alt+ArrowDown")
            expect(page.locator("[data-path='authors.0.name.zh'] .value")).to_have_text("欧阳静")
            press("a")
        elif number in REJECTED:
            press("r", "2")
        else:
            press("a")
    arrives(page, "/")
    seconds = time.monotonic() - started
    print(f"{MANY} records, {keys} keys, {seconds:.1f} s")
    stored = [house.desk.records.get(f"{number:02}" * 8) for number in range(MANY)]
    assert [s.entry.state for s in stored].count("approved") == MANY - 1
    assert [s.record.title["zh"].startswith("改正") for s in stored].count(True) == len(TITLE)
    assert [s.record.authors[0].name["zh"] == "欧阳静" for s in stored].count(True) == len(AUTHORS)
    assert house.desk.records.history("14" * 8)[0].note == "not an article"
    assert keys == 2 + MANY + 2 * len(TITLE) + 4 * len(AUTHORS) + 1
