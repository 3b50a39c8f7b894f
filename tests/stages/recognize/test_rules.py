"""Ruled lines and frames are found; text is none."""

from __future__ import annotations

import cv2
import numpy as np

from pipeline.stages.recognize.rules import ruled_lines


def test_lines_frames_and_no_text() -> None:
    page = np.full((1400, 1000), 255, np.uint8)
    cv2.line(page, (100, 100), (900, 100), 0, 2)
    cv2.rectangle(page, (120, 300), (880, 700), 0, 2)
    for row in range(340, 680, 40):
        cv2.putText(
            page, "illness in the minimum of millimetres", (150, row), cv2.FONT_HERSHEY_SIMPLEX, 1, 0, 2
        )
    found = ruled_lines(page)
    frame = found[0]
    assert abs(frame.left - 120) < 15
    assert abs(frame.right - 880) < 15
    assert frame.height > 380
    level = [box for box in found if box.height < 15]
    assert {round(box.top / 100) for box in level} == {1, 3, 7}


def test_a_blank_page_has_none() -> None:
    assert ruled_lines(np.full((900, 700), 255, np.uint8)) == ()
