"""Lines drawn with a real font, with the characters' boxes as an engine would give them."""

from __future__ import annotations

import cv2
import numpy as np

from pipeline.records.base import BBox
from pipeline.records.page import Pixels
from pipeline.records.text import Line, Word

FONT = cv2.FONT_HERSHEY_SIMPLEX
FOOT = 60


def drawn(pieces: list[tuple[str, str, float]], gap: int = 2) -> tuple[Pixels, Line]:
    """Draw pieces of (text printed, text read, rise): rise 0 is the line, > 0 a small raised piece, < 0 a sunk one.

    A space printed but missing in the text read is what an engine loses.
    """
    page = np.full((100, 1400), 255, np.uint8)
    left, words, text = 20, [], ""
    for printed, read, rise in pieces:
        size = 1.2 if rise == 0 else 0.75
        for index, char in enumerate(printed):
            (width, _), _ = cv2.getTextSize(char, FONT, size, 2)
            if char != " ":
                cv2.putText(page, char, (left, FOOT - int(rise)), FONT, size, 0, 2)
                said = read.lstrip()
                if index < len(said) and said[index] != "\0":
                    words.append(
                        Word(text=said[index], bbox=BBox(left, 20, left + width + gap, 80), confidence=0.95)
                    )
            left += width + gap
        text += read.replace("\0", "")
    return page, Line(
        text=text, bbox=BBox(0, 10, left + 10, 90), confidence=0.95, engine="rapidocr", words=tuple(words)
    )
