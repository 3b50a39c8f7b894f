"""pdftotext's boxes and pdfimages' listing, read with care."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from pipeline.engines.bbox import layer_of, pages_of
from pipeline.engines.complaints import complaints
from pipeline.engines.poppler import Poppler, by_page, colourless, covered, page_sizes
from pipeline.engines.process import MEMORY, started
from pipeline.errors import (
    EmptyPdf,
    EncryptedPdf,
    ScanglotError,
    ToolFailed,
    ToolTimeout,
    UnreadableFile,
)
from pipeline.ports import LayerText
from pipeline.records.base import BBox
from tests.made_pdf import lines, one_page

LISTING = """page   num  type   width height color comp bpc  enc interp  object ID x-ppi y-ppi size ratio
--------------------------------------------------------------------------------------------
   1     0 image    2479  3508  rgb     3   8  jpeg   no        11  0   300   300 1387K 5.4%
   1     1 smask    2479  3508  gray    1   8  jpeg   no        11  0   300   300 1387K 5.4%
   1     2 image      10    10  rgb     3   8  jpeg   no  [inline]      0     0 1387K 5.4%
"""


def parse_pages(xhtml: bytes, dpi: int) -> list[LayerText]:
    return [layer_of(page, dpi) for page in pages_of(xhtml)]


def words(*lines: str) -> bytes:
    """pdftotext's output for lines of `text left top right bottom` words."""
    made = ""
    for line in lines:
        parts = [part.split() for part in line.split("; ")]
        inner = "".join(
            f'<word xMin="{x}" yMin="{y}" xMax="{r}" yMax="{b}">{t}</word>' for t, x, y, r, b in parts
        )
        made += f'<line xMin="0" yMin="0" xMax="1" yMax="1">{inner}</line>'
    return f'<html xmlns="http://www.w3.org/1999/xhtml"><page><flow><block>{made}</block></flow></page></html>'.encode()


def test_words_of_one_size_are_runs_in_pixels_of_the_dpi() -> None:
    (layer,) = parse_pages(
        words("Hello 10 20 40 32; wor\xadld 43 20 70 32; 2 70 18 74 26; far 140 20 160 32"), 144
    )
    assert [(line.text, line.bbox) for line in layer.lines] == [
        ("Hello world", BBox(20, 40, 140, 64)),
        ("2", BBox(140, 36, 148, 52)),
        ("far", BBox(280, 40, 320, 64)),
    ]
    assert parse_pages(b"", 300) == []


def test_a_soft_hyphen_among_letters_in_the_codes_of_others_is_one_of_them() -> None:
    (layer,) = parse_pages(words("°¢¡\xad¾ 10 20 40 32; wor\xadld 43 20 70 32"), 72)
    assert [line.text for line in layer.lines] == ["°¢¡\xad¾ world"]
    assert parse_pages(b"<page><line><word xMin='x'>a</word></line></page>", 72)[0].lines == ()


def test_fonts_that_overstate_their_height_are_cut_to_the_size_of_their_type() -> None:
    (layer,) = parse_pages(words("测定含量 10 20 50 46", "方法步骤 10 36 50 62"), 72)
    one, two = (line.bbox for line in layer.lines)
    assert one.height == two.height == 12
    assert one.bottom < two.top + 4


def test_wide_characters_are_parted_by_wide_gaps_only() -> None:
    (layer,) = parse_pages(words("摘 10 20 20 32; 要 30 20 40 32; 目的 42 20 62 32"), 72)
    assert [line.text for line in layer.lines] == ["摘 要目的"]


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ("Ann 10 20 30 32; Roe 33 20 53 32; Mary 68 20 90 32; Doe 93 20 110 32", "Ann Roe   Mary Doe"),
        ("set 10 20 30 32; to 39 20 50 32; both 59 20 80 32; edges 90 20 120 32", "set to both edges"),
        ("摘 10 20 22 32; 要 40 20 52 32; 目 53 20 65 32; 的 67 20 79 32", "摘 要目的"),
    ],
)
def test_names_side_by_side_keep_the_gap_between_them(row: str, text: str) -> None:
    (layer,) = parse_pages(words(row), 72)
    assert [line.text for line in layer.lines] == [text]


def test_upright_lines_stand_apart() -> None:
    (layer,) = parse_pages(words("arXiv:1 10 300 22 340; [cs] 10 280 22 298", "Across 40 20 80 32"), 72)
    assert [line.text for line in layer.lines] == ["Across"]
    assert len(layer.upright) == 1


def test_a_watermark_aslant_is_left_out_and_told() -> None:
    aslant = [
        f"{char} {100 + 20 * n} {300 - 20 * n} {120 + 20 * n} {330 - 20 * n}"
        for n, char in enumerate("watermark")
    ]
    (layer,) = parse_pages(words("Across-the-page 40 20 80 32", "1 80 20 84 26", *aslant), 72)
    assert [line.text for line in layer.lines] == ["Across-the-page", "1"]
    assert [c.code for c in layer.complaints] == ["text.oblique"]


def test_letters_set_one_by_one_are_no_watermark() -> None:
    rows = [
        f"{'lit'[n % 3]} {40 + 14 * n} {top} {60 + 14 * n} {top + 20}" for top in (20, 40) for n in range(12)
    ]
    (layer,) = parse_pages(words(*rows), 72)
    assert len(layer.lines) == 24
    assert layer.complaints == ()


def test_pictures_cover_a_page() -> None:
    assert covered(LISTING) == pytest.approx(595 * 842, rel=0.01)
    assert covered("") == 0


def test_a_listing_is_parted_by_page() -> None:
    heads, rows = LISTING.splitlines()[:2], LISTING.splitlines()[2:]
    second = [row.replace("1", "2", 1) for row in rows]
    listed = by_page("\n".join([*heads, *rows, *second]))
    assert listed == {1: "\n".join(rows), 2: "\n".join(second)}
    assert covered(listed[1]) == covered(LISTING)


def test_a_page_of_grey_pictures_is_colourless() -> None:
    assert not colourless(LISTING)
    assert colourless(LISTING.replace("rgb ", "gray"))
    assert not colourless("\n".join(LISTING.splitlines()[:2]))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "Corrupt JPEG data: premature end of data segment\nmore",
            "page.damaged premature end of data segment",
        ),
        (
            "Syntax Error (5510): Unexpected EOF in JBIG2 stream",
            "page.damaged Unexpected EOF in JBIG2 stream",
        ),
        (
            "Syntax Error (976): CCITTFax row is wrong length (3490)",
            "page.damaged CCITTFax row is wrong length",
        ),
        ("Syntax Warning: Unable to decode image", "page.damaged Unable to decode image"),
        (
            "Syntax Error: Missing language pack for 'Adobe-GB1' mapping",
            "page.glyphs_missing Adobe-GB1 poppler-data",
        ),
        ("Syntax Error: Couldn't find a font for 'STSong'", "page.glyphs_missing STSong"),
        ("Corrupt JPEG data: 2 extraneous bytes before marker 0xd9", ""),
        ("Syntax Warning: Did no succeed opening JPX Stream as JP2, trying as J2K.", ""),
        ("Syntax Error: Embedded font file may be invalid", ""),
    ],
)
def test_lost_text_is_told_from_small_faults(said: str, expected: str) -> None:
    told = " ".join(f"{c.code} {c.what} {c.cure}" for c in complaints(said))
    assert bool(told) == bool(expected)
    code, *words = expected.split() or ("",)
    assert told.startswith(code)
    assert all(word in told for word in words)


def test_every_page_has_a_size_in_its_place() -> None:
    told = (
        "Pages:           4\nPage    1 size:  612 x 792 pts (letter)\nPage    1 rot:   90\n"
        "Page    2 size:  -5 x nan pts\nPage    3 size:  0 x 0 pts\nPage    4 size:  1e+06 x 0.5 pts\n"
    )
    assert page_sizes(told) == ((792, 612), (0, 0), (0, 0), (1_000_000, 0.5))
    assert page_sizes("") == ()


@pytest.mark.parametrize(
    ("said", "tail", "error", "message"),
    [
        ("Incorrect password", "%%EOF", EncryptedPdf, "wants a password"),
        ("Couldn't find the 'Adobe.PubSec' security handler", "%%EOF", EncryptedPdf, "certificate"),
        ("Wrong page range given: the first page (1)", "%%EOF", EmptyPdf, "no page that can be found"),
        ("Couldn't read xref table", "%%EOF", UnreadableFile, "read xref table"),
        ("Couldn't read xref table", "", UnreadableFile, "cut off"),
    ],
)
def test_what_pdfinfo_complains_of(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    said: str,
    tail: str,
    error: type[ScanglotError],
    message: str,
) -> None:
    program(tmp_path, f'echo "{said}" >&2; exit 1', "pdfinfo")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    (tmp_path / "a.pdf").write_text(f"%PDF-1.4 {tail}")
    with pytest.raises(error, match=message) as raised:
        Poppler(20).facts(tmp_path / "a.pdf")
    assert (raised.value.where, bool(raised.value.cure)) == ("a.pdf", True)


def program(folder: Path, body: str, name: str = "pdftoppm") -> None:
    """A stand-in for a program of poppler's, before the real ones on the path."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


@pytest.mark.parametrize(
    ("seconds", "body", "error"),
    [
        (0.5, "sleep 30", ToolTimeout),
        (20, "kill -9 $$", ToolFailed),
        (20, "exit 0", ToolFailed),
        (20, "exit 1", UnreadableFile),
    ],
)
def test_rendering_is_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seconds: float, body: str, error: type[ScanglotError]
) -> None:
    program(tmp_path, body)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with pytest.raises(error):
        Poppler(seconds).render(tmp_path / "a.pdf", 1, 300)


def test_rendering_has_limits_of_memory_and_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "sleep 0.2; ulimit -v > said; ulimit -t >> said; exit 1")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UnreadableFile):
        Poppler(20).render(tmp_path / "a.pdf", 1, 300)
    assert (tmp_path / "said").read_text().split() == [str(MEMORY >> 10), "25"]


@pytest.mark.live
@pytest.mark.shared
def test_layers_of_real_files(shared: Path) -> None:
    pdf = Poppler()
    under = pdf.layer(shared / "eval/dev/d07-badlayer.pdf", 1, 300)
    assert under.scanned
    born = pdf.layer(shared / "eval/dev/d08-born.pdf", 1, 300)
    assert not born.scanned
    assert max(line.bbox.right for line in born.lines) > 2200


def test_a_born_digital_document_takes_three_programs_and_one_that_stands_by_for_all(
    samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []

    def counted(argv: list[str | Path], *rest: object, **options: object) -> object:
        begun.append(Path(argv[-1] if argv[0] == sys.executable else argv[0]).name)
        return started(argv, *rest, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("pipeline.engines.process.started", counted)
    monkeypatch.setattr("pipeline.engines.standing.started", counted)
    pdf = Poppler()
    for path in (samples / "fr-born-digital.pdf", samples / "zh-Hant-born-digital.pdf"):
        for page in range(1, len(pdf.facts(path).pages) + 1):
            assert pdf.layer(path, page, 300).lines
            pdf.glance(path, page, 60)
    assert sorted(begun) == sorted(["pdfium_program.py", *["pdfinfo", "pdfdetach", "pdftotext"] * 2])


@pytest.mark.live
@pytest.mark.parametrize(("page", "turned"), [("", False), ("/Rotate 180", True), ("/Rotate -180", True)])
def test_a_page_upside_down_is_told(page: str, turned: bool, tmp_path: Path) -> None:
    """The words of such a page come last first in its text layer, however it was stored."""
    path = one_page(tmp_path / "page.pdf", lines(["The soils of dry regions were studied."] * 6), page=page)
    assert Poppler().layer(path, 1, 300).turned is turned
