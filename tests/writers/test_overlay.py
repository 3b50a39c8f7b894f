"""The overlay shows every block and line on the page's picture."""

from __future__ import annotations

import io

import cv2
import numpy as np
from PIL import Image

from pipeline.records.base import BBox
from pipeline.records.outcome import PagePicture
from pipeline.records.text import Block, Line, LineReading, PageText, TextOrigin
from pipeline.writers.overlay import GREEN, RED, overlay


def test_lines_are_boxed_in_the_colour_of_their_confidence() -> None:
    _, jpeg = cv2.imencode(".jpg", np.full((400, 300), 255, np.uint8))
    other = LineReading(engine="tesseract", text="y", confidence=0.5)
    sure = Line(text="x", bbox=BBox(60, 100, 400, 140), confidence=0.99, engine="rapidocr", other=other)
    poor = Line(text="x", bbox=BBox(60, 300, 400, 340), confidence=0.4, engine="tesseract")
    page = PageText(
        number=1,
        width=600,
        height=800,
        dpi=300,
        origin=TextOrigin.OCR,
        blocks=(Block(lines=(sure, poor), bbox=BBox(60, 100, 400, 340)),),
    )
    with Image.open(io.BytesIO(overlay(page, PagePicture(1, jpeg.tobytes(), 0.5)))) as picture:
        assert picture.width == 300
        assert picture.getpixel((100, 50)) == GREEN
        assert picture.getpixel((100, 150)) == RED
