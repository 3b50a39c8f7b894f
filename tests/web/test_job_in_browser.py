"""A cataloguer's job in a real browser: one truth on disk, all pages of the document, searches, languages, journals."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from typer.testing import CliRunner

from pipeline.cli.main import application
from pipeline.stages.check.again import check_again
from pipeline.store.database import default_url
from pipeline.store.desk import Desk
from pipeline.web.app import create_app
from pipeline.web.settings import Hands, Progress, ReadAgain, Reread, Serving
from pipeline.writers.record_files import put_reviewed, read_record, reading_file, record_files
from tests.web.conftest import KEY, arrives, listens, serving, until
from tests.web.made_pages import main_record, make_out

pytestmark = pytest.mark.live
CLEAN = "d" * 16


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder of records of its own, for what people do is written there."""
    return make_out(tmp_path / "out")


@pytest.fixture
def desk(out: Path) -> Iterator[Desk]:
    """The desk of that folder, as `scanglot review` opens it."""
    desk = Desk(default_url(out), check_again)
    desk.take_in(out, record_files([out]), read_record, reading_file)
    yield desk
    desk.close()


@pytest.fixture
def asked() -> list[Reread]:
    """What the page asked for."""
    return []


@pytest.fixture
def address(desk: Desk, tmp_path: Path, asked: list[Reread]) -> Iterator[str]:
    picture = tmp_path / "p.jpg"
    Image.new("L", (500, 700), 200).save(picture)

    def reread(wish: Reread, progress: Progress) -> ReadAgain:
        asked.append(wish)
        return ReadAgain(record=main_record().model_copy(update={"year": 2000 + len(asked)}))

    def split(wish: Reread, progress: Progress) -> str:
        asked.append(wish)
        return CLEAN

    hands = Hands(
        publish=lambda: desk.standing.write(put_reviewed),
        page=lambda wish: picture,
        source=lambda wish: picture,
        place=lambda wish, where: Path(where) / wish.file,
        reread=reread,
        split=split,
    )
    with serving(create_app(desk, Serving(name="ann"), hands)) as address:
        yield address


def _open(page: Page, key: str = KEY) -> None:
    page.goto(f"/records/{key}")
    listens(page)


def _save(page: Page, path: str, value: str) -> None:
    page.locator(f".field[data-path='{path}']").first.dblclick()
    page.locator("form.edit [name=value]").fill(value)
    page.locator("form.edit [name=value]").press("Control+Enter")
    expect(page.locator(f".field[data-path='{path}'] .value").first).to_have_text(value)


def test_files_export_and_desk_say_the_same_and_who_corrected_what(page: Page, out: Path) -> None:
    _open(page)
    _save(page, "volume", "51")
    badge = page.locator(".field[data-path='volume'] .badge.corrected")
    assert "by ann" in (badge.get_attribute("title") or "")

    def on_disk() -> dict[str, object]:
        return dict(json.loads((out / "scan.json").read_text(encoding="utf-8")))

    until(lambda: on_disk()["volume"] == "51")
    review = on_disk()["review"]
    assert isinstance(review, dict)
    assert review["corrections"]["volume"]["was"] == main_record().volume
    _open(page, CLEAN)
    page.keyboard.press("r")
    page.keyboard.press("2")
    page.wait_for_url(lambda url: CLEAN not in url)
    told = CliRunner().invoke(application(), ["export", str(out), "--to", "jsonl"]).output
    assert "10.5555/clean" not in told


def test_all_pages_of_the_document_are_at_hand(page: Page, asked: list[Reread]) -> None:
    _open(page)
    for times in (1, 2):
        page.locator("#further").select_option("3")
        expect(page.locator("#page image")).to_have_attribute("href", f"/records/{KEY}/further/3.jpg")
        page.get_by_role("button", name="Read this page").click()
        page.get_by_role("button", name="Show what differs").click()
        expect(page.locator(".offer")).to_contain_text(str(2000 + times))
        page.get_by_role("button", name="Keep all as it is").click()
        expect(page.locator(".offer")).to_have_count(0)
        assert asked[-1].pages == "1,3"
        # Back on a page that was read, there is nothing of that kind to do.
        expect(page.locator("[data-act='read-page']")).to_be_hidden()
    page.locator("#further").select_option("3")
    page.get_by_role("button", name="A new article begins here").click()
    expect(page.get_by_role("link", name="Open the second article")).to_have_attribute(
        "href", f"/records/{CLEAN}"
    )
    assert asked[-1].page == 3
    page.locator("[name=place]").fill("/new")
    page.get_by_role("button", name="Look there").click()
    expect(page.locator("#notice")).to_contain_text("Found: /new/")
    assert page.request.get(page.get_by_role("link", name="the scanned file").get_attribute("href") or "").ok


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("療效", 2),
        ("疗", 2),
        ("lianhe zhiliao", 1),
        ("https://doi.org/10.5555/clean", 1),
        ("title:随访", 1),
        ("随访 -结节", 0),
    ],
)
def test_searches_of_every_kind(page: Page, query: str, found: int) -> None:
    page.goto("/")
    page.locator("#find").fill(query)
    page.keyboard.press("Enter")
    arrives(page, "/search")
    if found:
        expect(page.locator("a.open").first).to_be_visible()
    else:
        expect(page.locator("h1")).to_contain_text("0 records")


def test_the_language_is_switched_with_keys_and_refusals(page: Page) -> None:
    _open(page)
    page.get_by_role("button", name="中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh")
    listens(page)
    page.keyboard.press("?")
    expect(page.locator("#help")).to_contain_text("快捷键")
    page.keyboard.press("Escape")
    expect(page.locator(".lead").first).to_contain_text("由草稿模型翻译")


def test_a_journal_of_approved_records_is_taken(page: Page, desk: Desk) -> None:
    desk.records.decide(CLEAN, 1, "approved", "ann")
    _open(page)
    _save(page, "journal.zh", "胸部肿瘤诊疗杂忐")
    page.get_by_role("button", name="Take it").click()
    expect(page.locator(".field[data-path='journal.zh'] .value")).to_have_text("胸部肿瘤诊疗杂志")
