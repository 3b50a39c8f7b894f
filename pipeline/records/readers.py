"""What is known of those who read: how each is called and drawn, and how sure it is of print. One entry a name in evidence."""

from __future__ import annotations

from typing import NamedTuple


class Reader(NamedTuple):
    """A reader of text: label, colour (RGB), and the confidence below which it has rarely read print, however poor (0: never)."""

    label: str
    colour: tuple[int, int, int]
    unsure: float = 0.0


READERS = {
    "rapidocr": Reader("RapidOCR", (30, 90, 220), unsure=0.94),
    "tesseract": Reader("Tesseract", (225, 120, 0)),
    "text_layer": Reader("the PDF's own text", (120, 120, 120)),
}
"""RapidOCR: dev pages have a share of 0.05 of such text at most, handwriting in which characters are misread 0.7 and more."""
_VIOLET = (150, 0, 150)


def reader(name: str) -> Reader:
    """What is known of the reader of a name; one that nobody described is called by its name."""
    return READERS.get(name, Reader(name, _VIOLET))
