"""A source's type is told by its content, and every bad input has one clear error."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from pipeline.engines.poppler import Poppler
from pipeline.errors import EmptyPdf, EncryptedPdf, InputError, TooLarge, UnreadableFile, UnsupportedType
from pipeline.ports import Drawn, LayerText, PdfFacts
from pipeline.records.page import MediaType
from pipeline.settings import Limits, RenderSettings
from pipeline.stages.inspect import inspect
from pipeline.stages.layer import read_layer
from pipeline.stages.layout import enclosed
from pipeline.stages.render import render
from tests.made_pdf import lines, one_page


class FakePdf:
    """Three A4 pages, or the error it was given."""

    def __init__(self, error: InputError | None = None) -> None:
        self._error = error

    def facts(self, path: Path) -> PdfFacts:
        if self._error:
            raise self._error
        return PdfFacts(pages=((595.0, 842.0),) * 3)

    def render(self, path: Path, page: int, dpi: int) -> Drawn:
        raise AssertionError("inspect renders nothing")

    def glance(self, path: Path, page: int, dpi: int) -> Drawn:
        raise AssertionError("inspect renders nothing")

    def layer(self, path: Path, page: int, dpi: int) -> LayerText:
        raise AssertionError("inspect reads no text")


def file(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_type_by_content_not_by_name(tmp_path: Path) -> None:
    pdf = inspect(file(tmp_path, "scan.dat", b"junk\n%PDF-1.4\n"), FakePdf(), Limits())
    assert pdf.source.media_type is MediaType.PDF
    assert [page.number for page in pdf.pages] == [1, 2, 3]
    text = inspect(file(tmp_path, "a.ocr", "目的 探讨".encode("gb18030")), FakePdf(), Limits())
    assert text.source.media_type is MediaType.TEXT


@pytest.mark.parametrize("head", [b"%PDF1.4\n", b"%1.4\n%\xe2\xe3\n", b"", bytes(200)])
def test_a_pdf_without_its_first_line_is_tried(head: bytes, tmp_path: Path) -> None:
    path = file(tmp_path, "damaged.pdf", head + b"1 0 obj\n<< /Type /Catalog >>\nendobj\n")
    assert inspect(path, FakePdf(), Limits()).source.media_type is MediaType.PDF


def test_tiff_pages_are_counted_and_sized_by_their_dpi(tmp_path: Path) -> None:
    frame = Image.new("L", (600, 900), 255)
    path = tmp_path / "fax.tif"
    frame.save(path, save_all=True, append_images=[frame], dpi=(100, 100))
    document = inspect(path, FakePdf(), Limits())
    assert [(p.width, p.height) for p in document.pages] == [(432.0, 648.0)] * 2


@pytest.mark.parametrize(
    ("name", "content", "error", "says"),
    [
        ("empty.pdf", b"", UnreadableFile, "is empty"),
        ("notes.pdf", b"only text\n", UnreadableFile, "called .pdf but holds text"),
        ("login.pdf", b"\n<!DOCTYPE html><html><body>Sign in", UnreadableFile, "is a web page"),
        ("noise.pdf", bytes(range(256)) * 9, UnreadableFile, "is no PDF"),
        ("noise.bin", bytes(range(256)) * 9, UnsupportedType, "none of"),
        ("a.djvu", b"AT&TFORM\0\0\0\0DJVUINFO", UnsupportedType, "is a DjVu file"),
        ("a.epub", b"PK\3\4" + bytes(26) + b"mimetypeapplication/epub+zip", UnsupportedType, "is an EPUB"),
        ("a.docx", b"PK\3\4" + bytes(26) + b"word/document.xml", UnsupportedType, "is a Word document"),
        ("a.pdf", b"PK\3\4" + bytes(26) + b"word/document.xml", UnsupportedType, "is a Word document"),
        ("a.heic", b"\0\0\0\x18ftypheic\0\0\0\0", UnsupportedType, "is a HEIC photograph"),
        ("a.caj", b"CAJ\0" + bytes(99), UnsupportedType, "is a CAJ file"),
        ("a.nh", b"HN\0" + bytes(99), UnsupportedType, "is a CAJ file"),
        ("a.ps", b"%!PS-Adobe-3.0\n", UnsupportedType, "is a PostScript file"),
        ("a.hwp", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), UnsupportedType, "is a Hangul document"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), UnsupportedType, "is an old Word"),
        ("a.rtf", b"{\\rtf1 Lakes}", UnsupportedType, "is an RTF document"),
        ("a.txt", b"<html><body>Lakes", UnsupportedType, "is a web page"),
        ("a.xml", b"<?xml version='1.0'?><article/>", UnsupportedType, "is an XML file"),
        ("a.avif", b"\0\0\0\x18ftypavif\0\0\0\0", UnsupportedType, "is an AVIF picture"),
        ("cut.png", b"\x89PNG\r\n\x1a\n\x00\x00", UnreadableFile, "broken picture"),
    ],
)
def test_bad_content(tmp_path: Path, name: str, content: bytes, error: type[InputError], says: str) -> None:
    with pytest.raises(error, match=says) as raised:
        inspect(file(tmp_path, name, content), FakePdf(), Limits())
    assert raised.value.where == name
    assert raised.value.cure


@pytest.mark.parametrize(
    ("name", "kind"),
    [("page.webp", MediaType.WEBP), ("page.jp2", MediaType.JPEG2000), ("page.j2k", MediaType.JPEG2000)],
)
def test_pictures_of_newer_kinds_are_read(tmp_path: Path, name: str, kind: MediaType) -> None:
    picture = Image.new("L", (620, 877), 255)
    picture.paste(0, (300, 400, 320, 420))
    picture.convert("RGB").save(tmp_path / name)
    document = inspect(tmp_path / name, FakePdf(), Limits())
    assert document.source.media_type is kind
    page = render(document, 1, FakePdf(), RenderSettings(), Limits())
    assert page.pixels[410, 310].max() < 60
    assert page.pixels[100, 100].min() > 200


def test_letters_are_no_file_of_another_kind(tmp_path: Path) -> None:
    for name, text in (("a.txt", "HN is a method"), ("b.txt", "CAJ and KDH files"), ("c.txt", "PK values")):
        path = file(tmp_path, name, text.encode())
        assert inspect(path, FakePdf(), Limits()).source.media_type is MediaType.TEXT


def png(side: int, comment: bytes = b"") -> bytes:
    """A PNG that says it is `side` pixels wide and high, with a packed comment."""
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0))]
    if comment:
        chunks.append((b"zTXt", b"c\0\0" + zlib.compress(comment)))
    chunks += [(b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


def tiff(side: int) -> bytes:
    """A TIFF that says it is `side` pixels wide and high."""
    tags = [(256, side), (257, side), (258, 8), (259, 1), (262, 1), (273, 8), (277, 1), (278, side), (279, 9)]
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
    return b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", len(tags)) + entries + bytes(4)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("over.png", png(12_000)),
        ("bomb.png", png(60_000)),
        ("comment.png", png(100, bytes(64 << 20))),
        ("over.tif", tiff(12_000)),
        ("bomb.tif", tiff(60_000)),
    ],
)
def test_a_decompression_bomb_is_too_large(tmp_path: Path, name: str, content: bytes) -> None:
    with pytest.raises(TooLarge):
        inspect(file(tmp_path, name, content), FakePdf(), Limits())


def test_missing_and_oversized(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        inspect(tmp_path / "gone.pdf", FakePdf(), Limits())
    with pytest.raises(TooLarge):
        inspect(file(tmp_path, "a.pdf", b"%PDF-1.4" * 9), FakePdf(), Limits(file_bytes=10))
    with pytest.raises(TooLarge):
        inspect(file(tmp_path, "a.pdf", b"%PDF-1.4"), FakePdf(), Limits(pages=2))


@pytest.mark.parametrize("error", [EncryptedPdf("locked"), EmptyPdf("no pages")])
def test_what_the_pdf_port_says_passes_on(tmp_path: Path, error: InputError) -> None:
    with pytest.raises(type(error)):
        inspect(file(tmp_path, "a.pdf", b"%PDF-1.4"), FakePdf(error), Limits())


@pytest.mark.parametrize(
    ("extract", "said"), [(False, ["document.copy_forbidden"]), (True, [])], ids=["forbidden", "allowed"]
)
def test_a_pdf_with_an_owner_s_password_and_files_inside(
    tmp_path: Path, extract: bool, said: list[str]
) -> None:
    """By the real poppler: who may open a file but not copy its text is told so, and what is enclosed is named."""
    printed = one_page(
        tmp_path / "open.pdf", lines(["The levels of twelve shallow lakes were measured"] * 12)
    )
    with pikepdf.open(printed) as pdf:
        pdf.attachments["levels.pdf"] = b"%PDF-1.4"
        locked = pikepdf.Encryption(owner="other", user="", allow=pikepdf.Permissions(extract=extract))
        pdf.save(tmp_path / "locked.pdf", encryption=locked)
    poppler = Poppler()
    document = inspect(tmp_path / "locked.pdf", poppler, Limits())
    layer = read_layer(document, 1, poppler, 300)
    assert [c.code for c in layer.complaints] == said
    assert (layer.page is None) is bool(said)
    (flag,) = enclosed(document)
    assert (flag.code, flag.severity.value) == ("document.attachments", "warning")
    assert "levels.pdf" in flag.message
