"""Turning and straightening keep the way back to the rendered page."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.records.page import Pixels
from pipeline.stages.clean.geometry import Turned, deskewed, turned
from pipeline.stages.clean.tone import evened, grey_without_seal


def page() -> Pixels:
    pixels = np.full((900, 600, 3), 255, np.uint8)
    for row in range(100, 800, 30):
        cv2.putText(
            pixels, "radiotherapy of lung cancer", (60, row), cv2.FONT_HERSHEY_SIMPLEX, 0.8, (0, 0, 0), 2
        )
    return pixels


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_turning_maps_every_pixel_back(degrees: int) -> None:
    before = np.arange(6, dtype=np.uint8).reshape(2, 3)
    after = turned(Turned.of(before), degrees)
    for y, x in np.ndindex(after.pixels.shape):
        back = after.matrix @ (x, y, 1)
        assert before[int(back[1]), int(back[0])] == after.pixels[y, x]


@pytest.mark.parametrize("skew", [-2.4, 1.3, 3.0])
def test_skew_is_found_and_undone(skew: float) -> None:
    pixels = page()
    matrix = cv2.getRotationMatrix2D((300, 450), skew, 1.0)
    skewed = cv2.warpAffine(pixels, matrix, (600, 900), borderValue=(255, 255, 255))
    _, angle = deskewed(Turned.of(skewed))
    assert angle == pytest.approx(-skew, abs=0.25)


def test_straight_page_stays() -> None:
    work, angle = deskewed(Turned.of(page()))
    assert angle == 0.0
    assert np.array_equal(work.pixels, page())


def test_red_seal_vanishes_and_black_text_stays() -> None:
    pixels = page()
    cv2.circle(pixels, (300, 450), 120, (40, 40, 230), 6)
    assert grey_without_seal(pixels, seal=True)[450, 180] > 200
    assert grey_without_seal(pixels, seal=False)[450, 180] < 130
    assert grey_without_seal(pixels, seal=True).min() < 20


def test_shading_becomes_paper() -> None:
    shade = np.linspace(90, 255, 600, dtype=np.float32)[None, :]
    shaded = (cv2.cvtColor(page(), cv2.COLOR_BGR2GRAY) * (shade / 255)).astype(np.uint8)
    even = evened(shaded)
    assert even[20, 30] > 220
    assert even[20, 570] > 220
