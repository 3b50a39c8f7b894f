"""Fonts whose glyphs are drawings or bitmaps without any word on what they mean: the page goes to OCR."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.engines.poppler import Poppler
from pipeline.records.page import Document, MediaType, PageInfo, Source
from pipeline.records.text import Layer
from pipeline.stages.layer import read_layer

pytestmark = pytest.mark.live
LINE = "THESOILSOFDRYREGIONSWERESTUDIEDFORMANYYEARS"


def pdf_with_drawn_glyphs(path: Path, names: str) -> None:
    """A page of eight lines in a Type 3 font, its glyphs called by `names` (a pattern of their number)."""
    codes = range(65, 91)
    glyphs = {code: names.format(code - 64) for code in codes}
    drawing = b"600 0 0 0 500 700 d1 50 0 400 700 re f"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        stream("".join(f"BT /F 11 Tf 60 {700 - 40 * n} Td ({LINE}) Tj ET\n" for n in range(8)).encode()),
        (
            "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 600 700] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 65 "
            f"/LastChar 90 /Widths [{'600 ' * len(codes)}] /CharProcs << {' '.join(f'/{g} 6 0 R' for g in glyphs.values())} >> "
            f"/Encoding << /Differences [65 {' '.join(f'/{g}' for g in glyphs.values())}] >> >>"
        ).encode(),
        stream(drawing),
    ]
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(made))
        made += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    tail = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\n"
    path.write_bytes(made + tail.encode() + f"startxref\n{len(made)}\n%%EOF\n".encode())


def stream(body: bytes) -> bytes:
    return f"<< /Length {len(body)} >>\nstream\n".encode() + body + b"\nendstream"


@pytest.mark.parametrize("names", ["g{}", "a{}", "glyph{:03}", "uniE0{:02}"])
def test_drawn_glyphs_without_meaning_are_read_from_the_picture(tmp_path: Path, names: str) -> None:
    path = tmp_path / "drawn.pdf"
    pdf_with_drawn_glyphs(path, names)
    source = Source(path=str(path), name=path.name, sha256="0" * 64, media_type=MediaType.PDF, size=1)
    document = Document(source=source, pages=(PageInfo(number=1, width=595, height=842),))
    assert read_layer(document, 1, Poppler(), 300).verdict in {Layer.ABSENT, Layer.GARBLED}
