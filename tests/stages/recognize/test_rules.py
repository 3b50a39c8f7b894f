"""Ruled lines and frames are found; text is none."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.records.base import BBox
from pipeline.stages.recognize.rules import is_rule, ruled_lines


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


@pytest.mark.parametrize(
    ("printed", "told"),
    [("thick", True), ("double", True), ("falling", True), ("text", False), ("white", False)],
)
def test_a_rule_found_as_a_line_of_text_is_told(printed: str, *, told: bool) -> None:
    page = np.full((200, 1600), 255, np.uint8)
    words, type_face = "illness in the minimum of millimetres of rain in one summer", cv2.FONT_HERSHEY_SIMPLEX
    if printed == "thick":
        page[92:108] = 0
    elif printed == "double":
        page[[90, 91, 92, 104, 105, 106]] = 0
    elif printed == "falling":
        cv2.line(page, (0, 88), (1599, 110), 0, 10)
    elif printed == "text":
        cv2.putText(page, words, (20, 112), type_face, 1.5, 0, 4)
    else:
        page[70:130] = 0
        cv2.putText(page, words, (20, 112), type_face, 1.5, 255, 4)
    assert is_rule(page, BBox(0, 72, 1600, 128)) is told
    assert not is_rule(page, BBox(0, 40, 300, 160))
    assert not is_rule(page, BBox(1700, 72, 1800, 128))
