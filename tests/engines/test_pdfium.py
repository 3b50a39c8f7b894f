"""Pages looked at by pdfium: what it tells of them, and that poppler takes over where it tells nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pipeline.engines.pdfium import Pdfium
from pipeline.engines.poppler import Poppler
from tests.made_pdf import HELVETICA, lines, one_page, stream

TEXT = lines(["The soils of dry regions were studied."] * 6)


def test_a_page_is_drawn_as_poppler_draws_it(tmp_path: Path) -> None:
    path = one_page(tmp_path / "page.pdf", TEXT, page="/Rotate 90 /CropBox [0 300 595 842]")
    quick, other = Pdfium().drawn(path, 1, 110), Poppler().render(path, 1, 110).pixels
    assert quick is not None
    assert quick.shape == other.shape
    dark = [np.argwhere(pixels.mean(axis=2) < 128) for pixels in (quick, other)]
    assert np.abs(dark[0].min(axis=0) - dark[1].min(axis=0)).max() <= 2
    assert np.abs(dark[0].max(axis=0) - dark[1].max(axis=0)).max() <= 2


def image(place: str) -> bytes:
    return f"q {place} cm /I Do Q\n".encode()


PIXEL = stream(
    b"\x80", "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
)


@pytest.mark.parametrize(
    ("content", "area"),
    [
        (TEXT, 0),
        (TEXT + image("200 0 0 100 50 50"), 20_000),
        (image("0 842 -595 0 595 0"), 595 * 842),
        (image("300 0 0 400 0 0") * 2, 240_000),
    ],
)
def test_the_room_that_pictures_take_up(content: bytes, area: float, tmp_path: Path) -> None:
    resources = "/Resources << /Font << /F 5 0 R >> /XObject << /I 6 0 R >> >>"
    path = one_page(tmp_path / "page.pdf", content, HELVETICA, resources, PIXEL)
    assert Pdfium().pictured(path, 1) == pytest.approx(area)


def test_a_picture_in_a_form_is_as_large_as_the_form_shows_it(tmp_path: Path) -> None:
    import pikepdf

    path = tmp_path / "form.pdf"
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        pixel = pdf.make_stream(
            b"\x80", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=1, Height=1
        )
        pixel.ColorSpace, pixel.BitsPerComponent = pikepdf.Name.DeviceGray, 8
        form = pdf.make_stream(
            b"q 10 0 0 10 0 0 cm /I Do Q", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form
        )
        form.BBox, form.Matrix = [0, 0, 100, 100], [2, 0, 0, 2, 0, 0]
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=pixel))
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Fm=form))
        page.Contents = pdf.make_stream(b"q 3 0 0 3 0 0 cm /Fm Do Q")
        pdf.save(path)
    assert Pdfium().pictured(path, 1) == pytest.approx(60 * 60)


def test_what_pdfium_cannot_open_is_left_to_poppler(tmp_path: Path) -> None:
    quick = Pdfium()
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4 nothing")
    assert quick.drawn(broken, 1, 110) is None
    assert quick.pictured(broken, 1) is None
    assert quick.drawn(tmp_path / "absent.pdf", 1, 110) is None
    sound = one_page(tmp_path / "sound.pdf", TEXT)
    assert quick.drawn(sound, 2, 110) is None
    assert Pdfium().drawn(sound, 1, 110) is not None


@pytest.mark.live
def test_poppler_draws_where_pdfium_does_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, pdf = one_page(tmp_path / "page.pdf", TEXT), Poppler()
    monkeypatch.setattr(Pdfium, "_ask", lambda *_: None)
    assert (pdf.glance(path, 1, 60).pixels == pdf.render(path, 1, 60).pixels).all()


@pytest.mark.live
def test_poppler_draws_pages_whose_pictures_may_hold_text(tmp_path: Path) -> None:
    resources = "/Resources << /Font << /F 5 0 R >> /XObject << /I 6 0 R >> >>"
    content = TEXT + image("300 0 0 400 100 100")
    path, pdf = one_page(tmp_path / "page.pdf", content, HELVETICA, resources, PIXEL), Poppler()
    assert (pdf.glance(path, 1, 60).pixels == pdf.render(path, 1, 60).pixels).all()


def test_a_file_that_was_written_anew_is_read_anew(tmp_path: Path) -> None:
    quick = Pdfium()
    path = one_page(tmp_path / "page.pdf", TEXT)
    before = quick.drawn(path, 1, 60)
    one_page(path, b"0 g 0 0 595 842 re f")
    after = quick.drawn(path, 1, 60)
    assert before is not None
    assert after is not None
    assert before.mean() > 200
    assert after.mean() < 20
