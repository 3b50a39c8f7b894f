"""Lines on one sheet: every word finds its way back to its line and place."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.engines.ctc import decode
from pipeline.engines.stack import MARGIN, stacked
from pipeline.engines.strips import HEIGHT, LEAST, STEP, Slanted, filled
from pipeline.records.base import BBox


def test_words_go_back_to_their_lines_and_places() -> None:
    page = np.full((400, 800), 255, np.uint8)
    boxes = [BBox(100, 50, 700, 110), BBox(40, 200, 300, 220)]
    sheet = stacked(page, boxes)
    for number, (place, box) in enumerate(zip(sheet.places, boxes, strict=True)):
        word = BBox(24, place.top + 2, 44, place.bottom - 2)
        assert sheet.line_at(word) == number
        back = place.back(word)
        assert abs(back.left - box.left) <= 4
        assert box.top - 4 <= back.top <= box.bottom


def test_a_slanted_line_is_cut_out_without_its_neighbours_and_finds_its_place() -> None:
    page = np.full((400, 900), 255, np.uint8)
    fall = 0.03
    for column in range(50, 850):
        for top, grey in ((60, 100), (100, 0), (140, 100)):
            row = round(top + fall * (column - 50))
            page[row : row + 24, column] = grey
    corners = np.array([[50, 94], [850, 118], [850, 148], [50, 124]], np.float32)
    line = Slanted(corners)
    assert (page[line.top : line.bottom, line.left : line.right] == 100).any()
    sheet = stacked(page, [line])
    assert not (sheet.pixels == 100).any()
    (place,) = sheet.places
    inked = np.flatnonzero((sheet.pixels < 50).mean(axis=1) > 0.9)
    for column in (100, 700):
        left = MARGIN + round((column - 50) * place.scale)
        back = place.back(BBox(left, int(inked[0]), left + 10, int(inked[-1])))
        assert abs(back.left - column) <= 2
        assert abs(back.top - (100 + fall * (column - 50))) <= 3


def test_boxes_beyond_the_page_do_no_harm() -> None:
    sheet = stacked(np.full((50, 60), 255, np.uint8), [BBox(-10, -10, 900, 20), BBox(70, 60, 90, 80)])
    assert len(sheet.places) == 2
    edge = np.array([[-9, 2], [90, 4], [90, 70], [-9, 68]], np.float32)
    assert len(stacked(np.full((50, 60), 255, np.uint8), [Slanted(edge)]).places) == 1


def test_decoding_merges_repeats_and_skips_blanks() -> None:
    best = np.array((0, 1, 1, 0, 1, 2))
    glyphs = decode(best, np.full(6, 0.9, np.float32), ["", "a", "b"])
    assert [glyph.text for glyph in glyphs] == ["a", "a", "b"]
    assert glyphs[0].start < glyphs[0].end <= glyphs[1].start


@pytest.mark.parametrize("width", [1, 40, LEAST, LEAST + 1, 2000])
def test_strips_are_filled_up_to_few_widths(width: int) -> None:
    content, share = filled(np.full((HEIGHT, width), 255, np.uint8))
    columns = content.shape[3]
    assert content.shape == (1, 3, HEIGHT, columns)
    assert columns % STEP == 0
    assert LEAST <= columns < max(width, LEAST) + STEP
    assert share == width / columns
    assert (content[..., :width] == 1.0).all()
    assert not content[..., width:].any()
