"""The searchable PDF: pdftotext finds our text where it stands, in Chinese and beyond the basic plane."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pikepdf
import pytest

from pipeline.errors import EncryptedPdf, UnreadableFile
from pipeline.records.base import IDENTITY, BBox, Transform
from pipeline.records.text import Block, Line, PageText, TextOrigin
from pipeline.writers.searchable_pdf import searchable_pdf

pytestmark = pytest.mark.live


def page(origin: TextOrigin = TextOrigin.OCR, transform: Transform = IDENTITY) -> PageText:
    lines = (
        Line(text="目的 探讨𠮷野的疗效±3.5", bbox=BBox(300, 300, 1200, 360), confidence=1, engine="rapidocr"),
        Line(text="Objective ≥50% ﬁn", bbox=BBox(300, 400, 900, 450), confidence=1, engine="rapidocr"),
    )
    block = Block(lines=lines, bbox=BBox(300, 300, 1200, 450))
    return PageText(
        number=1, width=2480, height=3508, dpi=300, origin=origin, blocks=(block,), transform=transform
    )


def blank(folder: Path, rotate: int = 0, content: bytes = b"") -> Path:
    path = folder / "scan.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.pages[0].obj["/Contents"] = pdf.make_stream(content)
        pdf.pages[0].obj["/Rotate"] = rotate
        pdf.save(path)
    return path


def words(content: bytes, folder: Path, *options: str) -> str:
    target = folder / "out.pdf"
    target.write_bytes(content)
    return subprocess.run(
        ["pdftotext", *options, str(target), "-"], capture_output=True, text=True, check=True
    ).stdout


def test_text_is_found_in_reading_order(tmp_path: Path) -> None:
    found = words(searchable_pdf(blank(tmp_path), [page()]), tmp_path)
    assert [line for line in found.split("\n") if line.strip("\x0c")] == [
        "目的 探讨𠮷野的疗效±3.5",
        "Objective ≥50% ﬁn",
    ]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_text_stands_where_it_was_read(tmp_path: Path, rotate: int) -> None:
    found = words(searchable_pdf(blank(tmp_path, rotate), [page()]), tmp_path, "-bbox")
    line = next(row for row in found.splitlines() if "Objective" in row)
    left, top = (float(line.split(f'{key}="')[1].split('"')[0]) for key in ("xMin", "yMin"))
    assert left == pytest.approx(300 * 0.24, abs=1.5)
    assert top == pytest.approx(400 * 0.24, abs=3)


def test_an_old_invisible_layer_goes(tmp_path: Path) -> None:
    old = b"BT 3 Tr /F1 12 Tf 72 700 Td (MG KEM RB) Tj ET"
    content = searchable_pdf(blank(tmp_path, content=old), [page()])
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert b"MG KEM" not in b"".join(s.read_bytes() for s in pdf.pages[0].obj["/Contents"])  # type: ignore[union-attr]


def test_a_page_with_a_good_layer_stays(tmp_path: Path) -> None:
    assert not words(searchable_pdf(blank(tmp_path), [page(TextOrigin.TEXT_LAYER)]), tmp_path).strip()


def test_broken_and_locked_sources(tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    with pytest.raises(UnreadableFile):
        searchable_pdf(tmp_path / "broken.pdf", [page()])
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(user="a", owner="b"))
    with pytest.raises(EncryptedPdf):
        searchable_pdf(tmp_path / "locked.pdf", [page()])
