"""pdftohtml's XML and pdfimages' listing, read with care."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.engines.poppler import Poppler, covered, parse_layer
from pipeline.records.base import BBox

LISTING = """page   num  type   width height color comp bpc  enc interp  object ID x-ppi y-ppi size ratio
--------------------------------------------------------------------------------------------
   1     0 image    2479  3508  rgb     3   8  jpeg   no        11  0   300   300 1387K 5.4%
   1     1 smask    2479  3508  gray    1   8  jpeg   no        11  0   300   300 1387K 5.4%
   1     2 image      10    10  rgb     3   8  jpeg   no  [inline]      0     0 1387K 5.4%
"""


def test_runs_are_scaled_to_the_dpi_asked_for() -> None:
    xml = b'<pdf2xml><page number="1"><fontspec id="0" family="Song"/><text top="30" left="60" width="90" height="12" font="0">a<b>b</b> &amp;\x02c</text><text top="x" left="1" width="1" height="1">d</text></page></pdf2xml>'
    layer = parse_layer(xml, 432)
    assert [(line.text, line.bbox) for line in layer.lines] == [("ab &c", BBox(120, 60, 300, 84))]
    assert layer.fonts == ("Song",)
    assert parse_layer(b"", 300).lines == ()


def test_pictures_cover_a_page() -> None:
    assert covered(LISTING) == pytest.approx(595 * 842, rel=0.01)
    assert covered("") == 0


@pytest.mark.live
@pytest.mark.shared
def test_layers_of_real_files(shared: Path) -> None:
    pdf = Poppler()
    under = pdf.layer(shared / "eval/dev/d07-badlayer.pdf", 1, 300)
    assert under.hidden
    born = pdf.layer(shared / "eval/dev/d08-born.pdf", 1, 300)
    assert not born.hidden
    assert not born.scanned
    assert max(line.bbox.right for line in born.lines) > 2200
