"""Boxes from a map of text probability."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.engines.detection import GRID, boxes_of, prepared


def test_a_page_is_brought_to_the_models_grid() -> None:
    content = prepared(np.full((3508, 2479), 255, np.uint8), 1216)
    assert content.shape[:2] == (1, 3)
    assert all(side % GRID == 0 for side in content.shape[2:])
    assert 1150 < content.shape[2] < 1250
    assert content.min() == content.max() == pytest.approx(1.0)


@pytest.mark.parametrize("slope", [0.0, 3.0, -4.0])
def test_a_line_is_boxed_along_its_slope(slope: float) -> None:
    probabilities = np.zeros((320, 640), np.float32)
    corners = cv2.boxPoints(((320.0, 160.0), (400.0, 10.0), slope)).astype(np.int32)
    cv2.fillPoly(probabilities, [corners], 0.9)
    (box,) = boxes_of(probabilities, 1280, 640)
    width, height = box.size
    assert box.slope == pytest.approx(slope, abs=0.5)
    assert width == pytest.approx(832, abs=16)
    assert 44 <= height <= 66


def test_faint_and_tiny_places_are_no_lines() -> None:
    probabilities = np.zeros((320, 640), np.float32)
    probabilities[100:112, 100:300] = 0.4
    probabilities[200:201, 100:102] = 0.9
    assert boxes_of(probabilities, 640, 320) == []
