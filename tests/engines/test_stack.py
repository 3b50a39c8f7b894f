"""Lines on one sheet: every word finds its way back to its line and place."""

from __future__ import annotations

import numpy as np

from pipeline.engines.ctc import decode
from pipeline.engines.stack import stacked
from pipeline.engines.strips import ROOM, batches
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


def test_boxes_beyond_the_page_do_no_harm() -> None:
    sheet = stacked(np.full((50, 60), 255, np.uint8), [BBox(-10, -10, 900, 20), BBox(70, 60, 90, 80)])
    assert len(sheet.places) == 2


def test_decoding_merges_repeats_and_skips_blanks() -> None:
    scores = np.zeros((6, 3), np.float32)
    for step, label in enumerate((0, 1, 1, 0, 1, 2)):
        scores[step, label] = 0.9
    glyphs = decode(scores, ["", "a", "b"])
    assert [glyph.text for glyph in glyphs] == ["a", "a", "b"]
    assert glyphs[0].start < glyphs[0].end <= glyphs[1].start


def test_batches_hold_every_strip_once_and_stay_small() -> None:
    strips = [np.full((48, width), 255, np.uint8) for width in (40, 2000, 300, 310, 900, 1200)]
    packed = list(batches(strips))
    assert sorted(n for batch in packed for n in batch.numbers) == list(range(6))
    for batch in packed:
        assert batch.content.shape[0] == len(batch.numbers)
        assert len(batch.numbers) == 1 or batch.content.shape[0] * batch.content.shape[3] <= ROOM
        assert all(0 < share <= 1 for share in batch.shares)
