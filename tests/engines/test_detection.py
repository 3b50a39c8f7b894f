"""Boxes from a map of text probability."""

from __future__ import annotations

from typing import cast

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.engines.detection import AIR, GRID, Detector, boxes_of, inked, prepared
from pipeline.engines.onnx import Model


def test_a_page_is_brought_to_the_models_grid() -> None:
    content = prepared(np.full((3508, 2479), 255, np.uint8), 1216 / 3508)
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


def test_only_the_ink_and_some_air_is_looked_through() -> None:
    page = np.full((2000, 1600), 250, np.uint8)
    page[600:640, 400:900] = 30
    page[100, 100] = 0
    box = inked(page)
    assert box.left <= 400 - AIR
    assert box.right >= 900 + AIR
    assert box.top <= 600 - AIR
    assert box.bottom >= 640 + AIR
    assert box.width < 700
    assert box.height < 200


@pytest.mark.parametrize("paper", [255, 90, 0])
def test_a_page_without_ink_is_looked_through_whole(paper: int) -> None:
    assert inked(np.full((300, 210), paper, np.uint8)) == (0, 0, 210, 300)


def test_white_on_black_is_ink_too() -> None:
    page = np.full((800, 600), 20, np.uint8)
    page[300:340, 100:500] = 250
    box = inked(page)
    assert box.left <= 100
    assert box.right >= 500
    assert box.top <= 300
    assert box.bottom >= 340


def test_boxes_are_where_they_are_on_the_whole_page() -> None:
    def sees_dark(content: NDArray[np.float32]) -> NDArray[np.float32]:
        return (content[:, :1] < 0).astype(np.float32)

    page = np.full((1000, 800), 255, np.uint8)
    page[700:740, 300:600] = 0
    detector = Detector(cast("Model", sees_dark))
    (line,) = detector.find(page)
    assert abs(line.middle_x - 450) < 12
    assert abs(line.middle_y - 720) < 12
