"""The searchable PDF: pdftotext finds our text where it stands, in Chinese and beyond the basic plane."""

from __future__ import annotations

import io
import math
import subprocess
from pathlib import Path

import pikepdf
import pytest

from pipeline.errors import EncryptedPdf, UnreadableFile
from pipeline.records.base import IDENTITY, BBox, Transform
from pipeline.records.text import Block, Line, PageText, TextOrigin
from pipeline.writers.searchable_pdf import searchable_pdf
from tests.records.made import record

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


def blank(
    folder: Path, rotate: int = 0, content: bytes = b"", size: tuple[int, int] = (595, 842), pages: int = 1
) -> Path:
    path = folder / "scan.pdf"
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=size)
            pdf.pages[-1].obj["/Contents"] = pdf.make_stream(content)
            pdf.pages[-1].obj["/Rotate"] = rotate
        pdf.save(path)
    return path


COLUMNS = (
    [
        "摘要：失语是脑卒中后常见的功能障碍，急性期发",
        "生率为百分之二十一，约半数患者仍遗留不",
        "同程度的语言障碍，影响生活质量与回归社会的",
    ],
    [
        "过度激活，进而加重对左侧残存语言区的抑制低频",
        "刺激抑制右侧额下回后，左侧病灶周围区域的",
        "激活增强，语言功能随之改善，疗效仍不一致。",
    ],
)


def two_columns(transform: Transform, number: int = 1) -> PageText:
    """Two columns of three lines with a gutter of two characters."""
    blocks = []
    for column, texts in enumerate(COLUMNS):
        left = 200 + column * 1084
        lines = tuple(
            Line(
                text=text,
                bbox=BBox(left, 600 + n * 60, left + 1000, 652 + n * 60),
                confidence=1,
                engine="rapidocr",
            )
            for n, text in enumerate(texts)
        )
        blocks.append(Block(lines=lines, bbox=BBox(left, 600, left + 1000, 772), column=column + 1))
    return page(transform=transform).model_copy(update={"blocks": tuple(blocks), "number": number})


def slanting(degrees: float) -> Transform:
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return (cos, -sin, 60.0, sin, cos, -30.0, 0.0, 0.0, 1.0)


@pytest.mark.parametrize("degrees", [0.0, 0.6, -1.5, 2.6])
def test_phrases_are_found_on_skewed_scans_within_and_across_lines(tmp_path: Path, degrees: float) -> None:
    found = words(searchable_pdf(blank(tmp_path), [two_columns(slanting(degrees))]), tmp_path)
    assert [line for line in found.split("\n") if line.strip("\x0c")] == [*COLUMNS[0], *COLUMNS[1]]
    assert "约半数患者仍遗留不同程度的语言障碍" in "".join(found.split())


TURNED: dict[int, tuple[Transform, tuple[int, int]]] = {
    90: ((0, -1, 3508, 1, 0, 0, 0, 0, 1), (842, 595)),
    180: ((-1, 0, 2480, 0, -1, 3508, 0, 0, 1), (595, 842)),
    270: ((0, 1, 0, -1, 0, 2480, 0, 0, 1), (842, 595)),
}


@pytest.mark.parametrize("turned", TURNED)
def test_a_scan_that_lay_on_its_side_is_shown_upright(tmp_path: Path, turned: int) -> None:
    transform, size = TURNED[turned]
    content = searchable_pdf(blank(tmp_path, size=size), [two_columns(transform)])
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert int(pdf.pages[0].obj["/Rotate"]) == (-turned) % 360  # type: ignore[arg-type]
    found = words(content, tmp_path)
    assert [line for line in found.split("\n") if line.strip("\x0c")] == [*COLUMNS[0], *COLUMNS[1]]


def test_many_pages_each_its_own_text_and_little_to_carry(tmp_path: Path) -> None:
    source = blank(tmp_path, pages=3)
    before = source.stat().st_size
    content = searchable_pdf(source, [two_columns(IDENTITY), two_columns(slanting(1), number=3)])
    found = words(content, tmp_path).split("\x0c")
    assert ["摘要" in text for text in found[:3]] == [True, False, True]
    assert len(content) - before < 20_000


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


def test_the_pdf_says_what_it_is_and_is_archival_where_the_source_is(tmp_path: Path) -> None:
    source = blank(tmp_path)
    made = searchable_pdf(source, [page()], record())
    assert made == searchable_pdf(source, [page()], record())
    with pikepdf.open(io.BytesIO(made)) as pdf, pdf.open_metadata() as meta:
        assert meta["dc:title"] == "联合治疗的疗效"
        assert meta["dc:creator"] == ["李鹏", "欧阳静"]
        assert meta["dc:identifier"] == "doi:10.1234/j.issn.1007-3841.2023.22.1057"
        assert "needs_review" in str(meta["dc:description"])
        assert meta.pdfa_status == "2B"
        assert pdf.Root.Lang == "zh"
        assert str(pdf.docinfo["/Title"]) == "联合治疗的疗效"
        assert pdf.Root.OutputIntents[0].DestOutputProfile.N == 3
        assert "/ID" in pdf.trailer


@pytest.mark.parametrize("fault", ["font", "script", "attachment"])
def test_what_pdf_a_forbids_is_not_passed_off(tmp_path: Path, fault: str) -> None:
    path = blank(tmp_path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        if fault == "font":
            pdf.pages[0].add_resource(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
                ),
                pikepdf.Name.Font,
            )
        elif fault == "script":
            pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="1")
        else:
            pdf.attachments["a.txt"] = b"a"
        pdf.save(path)
    with (
        pikepdf.open(io.BytesIO(searchable_pdf(path, [page()], record()))) as pdf,
        pdf.open_metadata() as meta,
    ):
        assert meta.pdfa_status == ""
        assert meta["dc:title"] == "联合治疗的疗效"
