"""Vertical pages: told from others by characters that stand only when each is turned, on drawn pages with the real engine."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.records.base import IDENTITY, BBox, Transform
from pipeline.records.page import CleanPage, Pixels, RenderedPage
from pipeline.records.text import Line
from pipeline.settings import CleanSettings, OcrSettings
from pipeline.stages.clean import clean
from pipeline.stages.layout import doubts, layout
from pipeline.stages.recognize import recognize
from pipeline.stages.recognize.upright import is_set_vertically, may_lie

FONT = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")
TEXT = "目的は高齢者における術後合併症の危険因子を明らかにすることである対象は当院で手術を受けた患者とし後方視的に検討した"
SIZE, COLUMN, ROWS = 40, 72, 24


def drawn(*, vertical: bool) -> Pixels:
    """A page of ten lines of print, set downwards from the right or across from the top."""
    picture = Image.new("L", (COLUMN * 10 + 160, SIZE * ROWS + 200), 250)
    pen, font = ImageDraw.Draw(picture), ImageFont.truetype(str(FONT), SIZE)
    across = (picture.width - 160) // SIZE
    for number in range(10 * (ROWS if vertical else across)):
        sign = TEXT[number % len(TEXT)]
        line, place = divmod(number, ROWS if vertical else across)
        where = (
            (picture.width - 80 - SIZE - line * COLUMN, 100 + place * SIZE)
            if vertical
            else (80 + place * SIZE, 100 + line * COLUMN)
        )
        pen.text(where, sign, font=font, fill=20)
    return np.asarray(picture)


@pytest.mark.live
@pytest.mark.skipif(not FONT.exists(), reason="Noto CJK is not installed")
@pytest.mark.parametrize("vertical", [True, False])
@pytest.mark.parametrize("turned", [0, 1])
def test_vertical_pages_are_flagged_however_they_lie(vertical: bool, turned: int) -> None:
    from pipeline.engines.rapidocr import RapidOcr

    engine = RapidOcr()
    pixels = np.ascontiguousarray(np.rot90(drawn(vertical=vertical), k=turned))
    cleaned = clean(RenderedPage(1, pixels, 300.0), CleanSettings(), engine)
    found = doubts([layout(recognize(cleaned, (engine,), OcrSettings()))])
    assert [flag.code for flag in found] == (["page.vertical"] if vertical else [])


@pytest.mark.parametrize(
    ("transform", "shape", "expected"),
    [
        (IDENTITY, (300, 200), False),
        (IDENTITY, (200, 300), True),
        ((0.01, -1.0, 300.0, 1.0, 0.01, 0.0, 0.0, 0.0, 1.0), (300, 200), True),
    ],
)
def test_only_turned_or_wide_pages_are_looked_at(
    transform: Transform, shape: tuple[int, int], expected: bool
) -> None:
    blank = np.full(shape, 255, np.uint8)
    assert may_lie(CleanPage(1, blank, blank, 300.0, transform, ())) is expected


def test_a_page_without_wide_characters_is_not_asked() -> None:
    line = Line(text="plain words", bbox=BBox(0, 0, 900, 40), confidence=0.9, engine="rapidocr")

    class Never:
        name = version = "never"

    assert not is_set_vertically(np.full((50, 900), 255, np.uint8), [line], Never())  # type: ignore[arg-type]
