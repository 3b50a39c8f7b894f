"""Exponents, subscripts, ratio signs and lost spaces, told by the ink."""

from __future__ import annotations

import pytest

from pipeline.records.base import BBox
from pipeline.records.text import Line, Word
from pipeline.stages.recognize.glyphs import glyphs_of, text_of, words_of
from pipeline.stages.recognize.ink import ink_of
from pipeline.stages.recognize.raised import lost, restored, shifted, with_ratios
from pipeline.stages.recognize.spacing import spaced
from tests.stages.recognize.drawn import drawn


@pytest.mark.parametrize(
    ("pieces", "wanted"),
    [
        ([("BMD 5", "BMD5", 0), ("2", "2", 18)], "BMD5²"),
        ([("HEX x10", "HEXx10", 0), ("9", "9", 18), ("/L", "/L", 0)], "HEXx10⁹/L"),
        ([("HEX 10", "HEX10", 0), ("-6", "-6", 18), (" mol", "mol", 0)], "HEX10⁻⁶mol"),
        ([("HCO", "HCO", 0), ("2", "2", -10), (" HD", "HD", 0)], "HCO₂HD"),
        ([("HEX 6", "HEX6", 0), ("0", "0", -10), (" HD", "HD", 0)], "HEX60HD"),
        ([("HEX 1942 AB", "HEX1942AB", 0)], "HEX1942AB"),
        ([("HEX 2", "HEX²", 0)], "HEX2"),
    ],
)
def test_digits_off_the_base_line(pieces: list[tuple[str, str, float]], wanted: str) -> None:
    page, line = drawn([(p, r.replace(" ", ""), s) for p, r, s in spread(pieces)])
    glyphs = glyphs_of(line)
    assert text_of(shifted(glyphs, ink_of(page, line))) == wanted


def spread(pieces: list[tuple[str, str, float]]) -> list[tuple[str, str, float]]:
    """Pieces without spaces inside, so that printed and read characters stand in step."""
    out = []
    for printed, read, rise in pieces:
        start = 0
        for word in printed.split():
            out.append((word, read[start : start + len(word)], rise))
            start += len(word)
    return out


def test_a_lost_exponent_is_found_and_put_back() -> None:
    page, line = drawn([("HEX", "HEX", 0), ("x10", "x10", 0), ("9", "\0", 18), ("/L", "/L", 0)])
    glyphs = glyphs_of(line)
    found = lost(glyphs, ink_of(page, line))
    assert len(found) == 1
    read = [Line(text="9", bbox=found[0].bbox, confidence=0.97, engine="rapidocr")]
    assert text_of(restored(glyphs, found, read)) == "HEXx10⁹/L"
    doubtful = [read[0].model_copy(update={"confidence": 0.5})]
    assert text_of(restored(glyphs, found, doubtful)) == "HEXx10/L"


def test_a_lost_space_shows_as_a_gap() -> None:
    close, line = drawn([("HEAD", "HEAD", 0), ("two", "two", 0)], gap=-3)
    assert text_of(spaced(glyphs_of(line), ink_of(close, line))) == "HEADtwo"
    wide, line = drawn([("HEAD", "HEAD", 0), ("   ", "", 0), ("two", "two", 0)], gap=-3)
    assert text_of(spaced(glyphs_of(line), ink_of(wide, line))) == "HEAD two"


def test_words_are_latin_runs_or_single_wide_characters() -> None:
    words = tuple(
        Word(text=char, bbox=BBox(n * 10, 0, n * 10 + 9, 20), confidence=0.9)
        for n, char in enumerate("目的CRP水")
    )
    line = Line(text="目的CRP水", bbox=BBox(0, 0, 60, 20), confidence=0.9, engine="rapidocr", words=words)
    assert [word.text for word in words_of(glyphs_of(line))] == ["目", "的", "CRP", "水"]


def test_text_and_words_that_disagree_are_left_alone() -> None:
    word = Word(text="x", bbox=BBox(0, 0, 9, 9), confidence=0.9)
    assert (
        glyphs_of(Line(text="abc", bbox=BBox(0, 0, 9, 9), confidence=0.9, engine="rapidocr", words=(word,)))
        == ()
    )


def test_a_lost_ratio_sign_is_put_back() -> None:
    page, line = drawn([("HEAD1", "HEAD1", 0), (":", "\0", 0), ("1HEAD", "1HEAD", 0)])
    assert text_of(with_ratios(glyphs_of(line), ink_of(page, line))) == "HEAD1∶1HEAD"
    page, line = drawn([("HEAD11HEAD", "HEAD11HEAD", 0)])
    assert text_of(with_ratios(glyphs_of(line), ink_of(page, line))) == "HEAD11HEAD"
