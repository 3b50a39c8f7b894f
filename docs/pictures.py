"""Take the pictures of the report and of the review desk for the documentation: `python -m docs.pictures [OUT]` (`make pictures`).

OUT is a folder that `scanglot run samples --out OUT` wrote; without it the samples that are shown are read now. The samples are
ours, so that the pictures may be given on.
"""

from __future__ import annotations

import base64
import io
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from pipeline.writers.report import write_report

DOCS = Path(__file__).parent
SAMPLES = DOCS.parent / "samples"
BEFORE, LIST = "zh-photographed", ("zh-photographed", "zh-office-scan", "ja-poor-scan", "zh-fax-no-english")
DESK = "zh-office-scan.pdf"
CHROMIUM = "/usr/bin/chromium-headless-shell"
SIDE_BY_SIDE = """<!doctype html><meta charset="utf-8"><style>{style}
body {{ max-width: none; margin: 0; padding: 28px; background: #eef1f5; color-scheme: light }}
.two {{ display: inline-grid; grid-template-columns: 560px 40px 720px; align-items: start }} .arrow {{ font: 34px system-ui; text-align: center; padding-top: 300px; color: #566171 }}
.before img {{ width: 100%; border: 1px solid #c9d0d9 }} .after {{ background: #fff; border: 1px solid #d6dbe2; border-radius: 8px; padding: 20px 26px; height: 795px; overflow: hidden }}
</style><div class="two"><div class="before"><img src="data:image/png;base64,{before}"></div><div class="arrow">→</div><div class="after"></div></div>"""


def main() -> None:
    """Write docs/pictures: the report, before and after, and the desk in both languages."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        out = Path(sys.argv[1]) if len(sys.argv) > 1 else _read(Path(folder))
        with play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"]) as browser:
            _take(browser, write_report(out))
            _take_desk(browser, out)


def _read(folder: Path) -> Path:
    named = [str(SAMPLES / f"{name}.pdf") for name in LIST]
    subprocess.run([sys.executable, "-m", "pipeline", "run", *named, "--out", str(folder)], check=False)
    return folder


def _take(browser: Browser, report: Path) -> None:
    page = browser.new_page(viewport={"width": 1500, "height": 900})
    page.goto(f"{report.resolve().as_uri()}#{BEFORE}.json")
    page.wait_for_selector("#document .face")
    page.wait_for_load_state("networkidle")
    _save(page.screenshot(), "report")
    face = page.locator("#document .face").inner_html()
    style = page.locator("style").inner_text() or page.locator("style").text_content() or ""
    page.set_content(SIDE_BY_SIDE.format(style=style, before=_before()))
    page.locator(".after").evaluate(
        "(node, html) => { node.className = 'after face'; node.innerHTML = html; }", face
    )
    _save(page.locator(".two").screenshot(), "before-after")


def _take_desk(browser: Browser, out: Path) -> None:
    command = [sys.executable, "-u", "-m", "pipeline", "review", str(out), "--port", "0", "--name", "ann"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as desk:
        try:
            said = iter(desk.stdout or ())
            address = next(line.split()[2] for line in said if line.startswith("Review desk"))
            next(line for line in said if line.startswith("Records"))
            for locale, end in (("en", ""), ("zh-CN", "-zh")):
                page = browser.new_page(
                    base_url=address, locale=locale, viewport={"width": 1280, "height": 860}
                )
                page.goto("/?state=pending")
                _save(page.screenshot(), f"review-queue{end}")
                page.locator("tr", has_text=DESK).locator("a.open").click()
                page.wait_for_selector("#record[data-ready] #page image")
                page.wait_for_load_state("networkidle")
                _save(page.screenshot(), f"review-record{end}")
        finally:
            desk.terminate()


def _save(png: bytes, name: str) -> None:
    """With 128 colours, a third of the size."""
    Image.open(io.BytesIO(png)).convert("RGB").quantize(128).save(
        DOCS / "pictures" / f"{name}.png", optimize=True
    )


def _before() -> str:
    """The sample as it came, as a picture in base64."""
    argv = ["pdftoppm", "-png", "-r", "100", "-l", "1", str(SAMPLES / f"{BEFORE}.pdf")]
    return base64.b64encode(subprocess.run(argv, capture_output=True, check=True).stdout).decode()


if __name__ == "__main__":
    main()
