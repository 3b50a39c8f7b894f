"""Exponents, subscripts, ratio signs and lost spaces, told by the ink."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.languages.mending import ink_rules
from pipeline.records.base import BBox
from pipeline.records.text import Line, Word
from pipeline.stages.recognize.fine import RULES
from pipeline.stages.recognize.glyphs import glyphs_of, text_of, words_of
from pipeline.stages.recognize.ink import ink_of
from pipeline.stages.recognize.raised import DOWN, SUNK, UP, lost, restored
from tests.stages.recognize.drawn import drawn

FORMS = {raised: plain for plain, raised in UP.items() if plain in "0123456789-"}
FORMS |= {sunk: plain for plain, sunk in DOWN.items()} | {"∶": ":"}
"""What is drawn for a character: raised and sunk ones are small plain ones off the line."""


def drawing(printed: str, read: str) -> list[tuple[str, str, float]]:
    """The pieces that draw a print off and on the line, each with what the engine reads of it; nothing where it reads none."""
    out: list[tuple[str, str, float]] = []
    rest = read
    for character in printed:
        plain = FORMS.get(character, character)
        held = rest[:1] if rest[:1] in {character, plain, UP.get(plain, "")} and rest else ""
        rest = rest[len(held) :]
        rise = 18 if character in UP.values() else -10 if character in SUNK else 0
        out.append(("   ", "", 0) if character == " " else (plain, held or "\0", rise))
    assert not rest
    return out


def alone(pictures: Sequence[object]) -> list[Line]:
    """Reads every mark as a nine."""
    return [Line(text="9", bbox=BBox(0, 0, 9, 9), confidence=0.97, engine="fake") for _ in pictures]


def by(rule: str, printed: str, read: str) -> str:
    page, line = drawn(drawing(printed, read), gap=-3 if " " in printed or rule == "lost space" else 2)
    return text_of(RULES[rule](glyphs_of(line), ink_of(page, line), page, alone))


def test_every_rule_of_the_ink_has_a_function_and_every_function_is_told() -> None:
    assert set(RULES) == set(ink_rules())


@pytest.mark.parametrize("name", list(RULES))
def test_every_rule_of_the_ink_mends_its_example_and_leaves_its_counter_example(name: str) -> None:
    rule = ink_rules()[name]
    read, printed = rule.example
    assert by(name, printed, read) == printed
    assert by(name, rule.counter, rule.counter) == rule.counter
    assert rule.why


def test_a_mark_that_is_not_surely_a_digit_stays_lost() -> None:
    page, line = drawn([("HEX", "HEX", 0), ("x10", "x10", 0), ("9", "\0", 18), ("/L", "/L", 0)])
    found = lost(glyphs_of(line), ink_of(page, line))
    assert len(found) == 1
    doubtful = [Line(text="9", bbox=found[0].bbox, confidence=0.5, engine="rapidocr")]
    assert text_of(restored(glyphs_of(line), found, doubtful)) == "HEXx10/L"


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
