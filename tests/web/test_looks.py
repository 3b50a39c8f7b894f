"""How the desk looks in a real browser: accessible by axe, in both languages and colours, wide, narrow and at 200 %."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from pipeline.store.people import DeskRole
from pipeline.web.app import create_app
from pipeline.web.settings import Hands, Serving
from tests.web.conftest import KEY, PASSWORD, arrives, listens, serving
from tests.web.houses import CLEAN, House
from tests.web.made_pages import main_record

pytestmark = pytest.mark.live

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
PAGES = (
    "/",
    "/?state=rejected",
    f"/records/{KEY}",
    f"/records/{CLEAN}",
    "/search?q=疗效",
    "/search?q=OR",
    "/api",
    "/login",
    "/week",
    "/journals",
    "/nothing",
)
GUARDED = ("/people", "/me")
WIDTHS = (640, 1280, 1920)
"""Half of a screen of 1280 points is what stands there at 200 %."""


def _findings(page: Page) -> list[tuple[str, str, str]]:
    """What axe finds: everything in light colours, contrasts in dark ones, too."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    page.emulate_media(color_scheme="light")
    faults = page.evaluate("axe.run().then(r => r.violations)")
    page.emulate_media(color_scheme="dark")
    faults += page.evaluate("axe.run({runOnly: ['color-contrast']}).then(r => r.violations)")
    return [
        (fault["id"], fault["nodes"][0]["html"][:200], fault["nodes"][0]["failureSummary"][:300])
        for fault in faults
    ]


def _too_wide(page: Page) -> list[int]:
    """The widths at which the page would scroll sideways."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 450})
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(width)
    return found


def _wrong(page: Page) -> list[object]:
    return [*_too_wide(page), *_findings(page)]


@pytest.mark.parametrize(
    ("house", "language"), [("sqlite", "en"), ("postgresql", "zh-CN")], indirect=["house"]
)
def test_every_page_is_accessible_and_fits(browser: Browser, house: House, language: str) -> None:
    house.desk.records.decide(CLEAN, 1, "approved", "ann")
    house.desk.records.offer(KEY, main_record().model_copy(update={"year": 2020}), "scanglot", "")
    context = browser.new_context(base_url=house.address, locale=language, bypass_csp=True)
    page = context.new_page()
    wrong = {}
    for path in PAGES:
        page.goto(path)
        wrong[path] = _wrong(page)
    page.goto(f"/records/{KEY}")
    listens(page)
    assert page.locator("html").get_attribute("lang") == language[:2]
    page.keyboard.press("g")
    page.keyboard.press("t")
    expect(page.locator("form.edit")).to_have_count(1)
    page.locator("[data-act='history']").click()
    expect(page.locator("#history li").first).to_be_visible()
    wrong["editing"] = _wrong(page)
    for opener in ("help", "reject"):
        page.locator(f"[data-act='{opener}']").first.click()
        expect(page.locator(f"#{opener}")).to_be_visible()
        wrong[opener] = _wrong(page)
        page.keyboard.press("Escape")
    context.close()
    assert {path: faults for path, faults in wrong.items() if faults} == {}


@pytest.mark.parametrize(
    ("house", "language"), [("sqlite", "zh-CN"), ("postgresql", "en")], indirect=["house"]
)
def test_pages_behind_the_login_are_accessible_and_fit(browser: Browser, house: House, language: str) -> None:
    house.desk.people.add("ann", PASSWORD, DeskRole.ADMIN)
    house.desk.people.token("ann", "harvest")
    with serving(create_app(house.desk, Serving(login=True, hosts=()), Hands())) as address:
        context = browser.new_context(base_url=address, bypass_csp=True, locale=language)
        page = context.new_page()
        page.goto("/login?back=/people")
        page.locator("[name=name]").fill("ann")
        page.locator("[name=password]").fill(PASSWORD)
        page.keyboard.press("Enter")
        arrives(page, "/people")
        for path in GUARDED:
            page.goto(path)
            assert _wrong(page) == []
        context.close()


@pytest.mark.parametrize(
    ("house", "scheme"), [("sqlite", "light"), ("postgresql", "dark")], indirect=["house"]
)
def test_looks(browser: Browser, house: House, scheme: Any) -> None:
    context = browser.new_context(base_url=house.address, color_scheme=scheme)
    page = context.new_page()
    for path in ("/", f"/records/{KEY}"):
        page.goto(path)
        for width in WIDTHS[1:]:
            page.set_viewport_size({"width": width, "height": 900})
            _is_drawn(page, scheme)
    listens(page)
    sight, panel = page.locator(".sight").bounding_box(), page.locator("#panel").bounding_box()
    assert sight is not None
    assert panel is not None
    assert sight["x"] + sight["width"] <= panel["x"] + 1
    assert panel["width"] > 0.5 * WIDTHS[-1]
    context.close()


def _is_drawn(page: Page, scheme: str) -> None:
    """The picture is neither blank nor of the wrong brightness."""
    histogram = Image.open(io.BytesIO(page.screenshot())).convert("L").histogram()
    assert sum(count > 0 for count in histogram) > 40
    bright = sum(histogram[128:]) / sum(histogram)
    assert bright > 0.6 if scheme == "light" else bright < 0.5
