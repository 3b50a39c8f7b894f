"""Fonts whose glyphs are drawings or bitmaps without any word on what they mean: the page goes to OCR."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.engines.poppler import Poppler
from pipeline.records.page import Document, MediaType, PageInfo, Source
from pipeline.records.text import Layer
from pipeline.stages.layer import read_layer
from tests.made_pdf import lines, one_page, stream

pytestmark = pytest.mark.live
LINE = "THESOILSOFDRYREGIONSWERESTUDIEDFORMANYYEARS"


def pdf_with_drawn_glyphs(path: Path, names: str) -> None:
    """A page of eight lines in a Type 3 font, its glyphs called by `names` (a pattern of their number)."""
    codes = range(65, 91)
    glyphs = {code: names.format(code - 64) for code in codes}
    drawing = b"600 0 0 0 500 700 d1 50 0 400 700 re f"
    font = (
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 600 700] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 65 "
        f"/LastChar 90 /Widths [{'600 ' * len(codes)}] /CharProcs << {' '.join(f'/{g} 6 0 R' for g in glyphs.values())} >> "
        f"/Encoding << /Differences [65 {' '.join(f'/{g}' for g in glyphs.values())}] >> >>"
    ).encode()
    one_page(path, lines([LINE] * 8), font, "", stream(drawing))


@pytest.mark.parametrize("names", ["g{}", "a{}", "glyph{:03}", "uniE0{:02}"])
def test_drawn_glyphs_without_meaning_are_read_from_the_picture(tmp_path: Path, names: str) -> None:
    path = tmp_path / "drawn.pdf"
    pdf_with_drawn_glyphs(path, names)
    source = Source(path=str(path), name=path.name, sha256="0" * 64, media_type=MediaType.PDF, size=1)
    document = Document(source=source, pages=(PageInfo(number=1, width=595, height=842),))
    assert read_layer(document, 1, Poppler(), 300).verdict in {Layer.ABSENT, Layer.GARBLED}
