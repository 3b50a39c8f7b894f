"""A page drawn as a scan: grey, a little turned, the same each time, with its print."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageDraw

from benchmarks.scans import as_scan, scanned
from tests.made_pdf import lines, one_page


def test_a_scan_has_noise_and_the_print_of_its_page_and_is_the_same_each_time() -> None:
    page = Image.new("RGB", (600, 800), "white")
    ImageDraw.Draw(page).rectangle((100, 100, 500, 140), fill="black")
    one, again = (np.asarray(scanned(page, np.random.default_rng(3))) for _ in range(2))
    assert np.array_equal(one, again)
    assert one.shape == (800, 600)
    assert one[110:130, 150:450].mean() < 60 < 200 < one[300:].mean()
    assert len(np.unique(one[300:])) > 10


def test_a_pdf_becomes_pictures_of_its_first_pages(tmp_path: Path) -> None:
    pdf = one_page(tmp_path / "a.pdf", lines(["Ferns of the coast"]))
    as_scan(pdf, tmp_path / "b.pdf", 2)
    document = pypdfium2.PdfDocument(tmp_path / "b.pdf")
    assert len(document) == 1
    assert document[0].get_textpage().get_text_range() == ""
    assert min(np.asarray(document[0].render().to_pil()).flat) < 120
