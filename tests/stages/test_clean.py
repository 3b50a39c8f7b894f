"""Turning and straightening keep the way back to the rendered page."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.records.page import Pixels, RenderedPage
from pipeline.settings import CleanSettings
from pipeline.stages.clean import clean
from pipeline.stages.clean.geometry import Turned, deskewed, turned
from pipeline.stages.clean.marks import smoothed, without_back_page, without_borders, without_specks
from pipeline.stages.clean.perspective import squared
from pipeline.stages.clean.tone import evened, grey_without_seal, inverted
from tests.readers import PlainReader


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


def grey_page() -> Pixels:
    return cv2.cvtColor(page(), cv2.COLOR_BGR2GRAY)


def test_black_borders_become_paper_and_type_stays() -> None:
    pixels = grey_page()
    pixels[:, :25] = 10
    pixels[870:] = 15
    bare = without_borders(pixels)
    assert bare[:, :25].min() > 200
    assert bare[870:].min() > 200
    assert np.array_equal(bare[80:820, 60:], pixels[80:820, 60:])


def test_a_booklet_on_a_black_bed_is_cut_out_and_its_place_kept() -> None:
    bed = np.full((1200, 1000, 3), 12, np.uint8)
    bed[40:940, 160:760] = page()
    cut = clean(RenderedPage(1, bed, 100.0), CleanSettings(orientation=False, perspective=False), None)
    assert "cropped" in cut.steps
    height, width = cut.pixels.shape
    assert (height, width) == pytest.approx((900, 600), abs=60)
    x, y = np.argwhere(cut.pixels < 100)[0][::-1]
    back = np.array(cut.transform).reshape(3, 3) @ (x, y, 1)
    assert bed[round(back[1]), round(back[0])].max() < 140


def test_a_page_without_borders_and_one_with_a_printed_band_stay() -> None:
    plain_page, banded = page(), page()
    assert without_borders(plain_page) is plain_page
    banded[:60] = 20
    cv2.putText(banded, "REVIEW REVIEW REVIEW", (40, 45), cv2.FONT_HERSHEY_SIMPLEX, 1.4, (255, 255, 255), 6)
    assert without_borders(banded) is banded


def test_the_back_page_vanishes_and_pale_type_stays() -> None:
    front = grey_page()
    shone = np.clip(front - 0.22 * (255.0 - front[:, ::-1]), 0, 255).astype(np.uint8)
    clear = without_back_page(shone)
    assert clear[front[:, ::-1] < 50].mean() > shone[front[:, ::-1] < 50].mean() + 20
    assert clear[front < 50].mean() < 60
    pale = np.clip(front.astype(int) + 120, 0, 255).astype(np.uint8)
    assert without_back_page(pale) is pale
    blank = np.full((200, 200), 255, np.uint8)
    assert without_back_page(blank) is blank


def test_specks_go_and_strokes_stay() -> None:
    pixels, dice = grey_page(), np.random.default_rng(1)
    assert without_specks(pixels) is pixels
    spoilt = pixels.copy()
    spoilt[dice.random(pixels.shape) < 0.02] = 0
    mended = without_specks(spoilt)
    assert np.abs(mended.astype(int) - pixels).mean() < 0.5 * np.abs(spoilt.astype(int) - pixels).mean()


def test_only_a_black_and_white_page_is_smoothed() -> None:
    black = np.where(grey_page() < 128, 0, 255).astype(np.uint8)
    assert len(np.unique(smoothed(black))) > 4
    shades = np.tile(np.arange(0, 250, 5, dtype=np.uint8), (800, 16))
    assert smoothed(shades) is shades


def test_a_page_seen_askew_is_squared_and_its_points_found_again() -> None:
    pixels = np.pad(page(), ((60, 60), (60, 60), (0, 0)), constant_values=250)
    height, width = pixels.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    moved = np.array([[60, 40], [width - 20, 60], [width - 50, height - 30], [10, height - 10]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, moved)
    askew = cv2.warpPerspective(pixels, matrix, (width, height), borderValue=(50, 50, 50))
    work, changed = squared(Turned.of(askew))
    assert changed
    bottom, right = work.pixels.shape[:2]
    for here, there in zip([(0, 0), (right, 0), (right, bottom), (0, bottom)], moved, strict=True):
        x, y, w = work.matrix @ (*here, 1.0)
        assert (x / w, y / w) == pytest.approx(tuple(there), abs=16)
    same = Turned.of(page())
    assert squared(same)[1] is False


def test_one_page_of_an_open_book_is_no_sheet_askew() -> None:
    spread = np.full((800, 1200, 3), 120, np.uint8)
    cv2.fillPoly(spread, [np.array([[560, 0], [1200, 0], [1200, 800], [520, 800]])], (250, 250, 250))
    assert squared(Turned.of(spread))[1] is False


def test_a_negative_becomes_a_positive_and_paper_on_a_dark_bed_does_not() -> None:
    assert np.array_equal(inverted(255 - page()), page())
    assert inverted(positive := page()) is positive
    bed = np.full((900, 900, 3), 10, np.uint8)
    bed[200:700, 100:400] = 250
    assert inverted(bed) is bed


@pytest.mark.parametrize("grey", [0, 40, 128, 255])
def test_a_page_of_one_shade_is_cleaned_like_any_other(grey: int) -> None:
    bare = RenderedPage(1, np.full((900, 600, 3), grey, np.uint8), 300.0)
    assert clean(bare, CleanSettings(), None).pixels.shape == (900, 600)


class Judge(PlainReader):
    """Thinks that a page must be turned so far, and tells its script."""

    def __init__(self, degrees: int, script: str | None = None) -> None:
        self._degrees, self._script = degrees, script

    def orientation(self, pixels: Pixels) -> int:
        return self._degrees

    def script(self, pixels: Pixels) -> str | None:
        return self._script


@pytest.mark.parametrize(
    ("degrees", "other", "steps"),
    [
        (180, Judge(0, "Hebrew"), ()),
        (270, Judge(90, "Thai"), ("turned 90",)),
        (180, Judge(0, "Latin"), ("turned 180",)),
        (180, Judge(0), ("turned 180",)),
        (90, Judge(0, "Hebrew"), ("turned 90",)),
    ],
)
def test_a_page_in_a_strange_script_is_turned_over_by_who_knows_it(
    degrees: int, other: Judge, steps: tuple[str, ...]
) -> None:
    page = RenderedPage(1, np.full((400, 300), 255, np.uint8), 100.0)
    assert clean(page, CleanSettings(deskew=False), Judge(degrees), other).steps == steps
