"""Tesseract's hOCR down to single characters."""

from __future__ import annotations

import pytest

from pipeline.engines.hocr import tokens_of

DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml"><body><p class='ocr_par'>
<span class='ocr_line' title="bbox 0 0 200 40">
<span class='ocrx_word' id='word_1_1' title='bbox 10 5 90 35; x_wconf 93'>
<span class='ocrx_cinfo' title='x_bboxes 10 5 60 35; x_conf 99.1'>간</span>
<span class='ocrx_cinfo' title='x_bboxes 50 5 90 35; x_conf 99.2'>섬</span></span>
<span class='ocrx_word' id='word_1_2' title='bbox 100 5 140 35; x_wconf 12'>
<span class='ocrx_cinfo' title='x_bboxes 100 5 140 35; x_conf 80'>&lt;fi</span></span>
</span></p></body></html>""".encode()


def test_characters_have_boxes_that_end_at_the_next_and_the_words_confidence() -> None:
    (line,) = tokens_of(DOCUMENT)
    assert [(token.text, token.confidence) for token in line] == [("간섬", 0.93), ("<fi", 0.12)]
    assert [(g.bbox.left, g.bbox.right) for g in line[0].glyphs] == [(10, 50), (50, 90)]
    assert [(g.bbox.left, g.bbox.right) for g in line[1].glyphs] == [(100, 113), (113, 126), (126, 140)]


def test_what_is_no_hocr_is_refused() -> None:
    with pytest.raises(ValueError, match="hOCR"):
        list(tokens_of(b""))
