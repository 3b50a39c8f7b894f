"""Exponents, subscripts, ratio signs and lost spaces, told by the ink."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.languages.mending import ink_rules
from pipeline.records.base import BBox
from pipeline.records.edits import edited
from pipeline.records.page import Pixels
from pipeline.records.text import Line, Word
from pipeline.stages.recognize.fine import RULES, finished
from pipeline.stages.recognize.glyphs import added, edits_of, glyphs_of, joined_words, text_of
from pipeline.stages.recognize.ink import ink_of
from pipeline.stages.recognize.raised import DOWN, SUNK, UP, lost, restored
from tests.readers import PlainReader
from tests.stages.recognize.drawn import drawn

FORMS = {raised: plain for plain, raised in UP.items() if plain in "0123456789-"}
FORMS |= {sunk: plain for plain, sunk in DOWN.items()} | {"∶": ":", "：": ":"}
FORMS |= dict(zip("АЕНОТ목적방법", "AEHOTMWNB", strict=True))
"""What is drawn for a character: raised and sunk ones are small plain ones off the line."""


def drawing(printed: str, read: str) -> list[tuple[str, str, float]]:
    """The pieces that draw a print off and on the line, each with what the engine reads of it; nothing where it reads none."""
    out: list[tuple[str, str, float]] = []
    rest = read
    for character in printed:
        plain = FORMS.get(character, character)
        said = rest.lstrip()[:1] if character != " " else rest[:1]
        held = rest[: rest.index(said) + 1] if said and said in {character, plain, UP.get(plain, "")} else ""
        rest = rest[len(held) :]
        rise = 18 if character in UP.values() else -10 if character in SUNK else 6 if character == "∶" else 0
        out += [("   ", "", 0)] if character == "：" else []
        out.append(("   ", held, 0) if character == " " else (plain, held or "\0", rise))
    assert not rest
    return out


def alone(pictures: Sequence[object]) -> list[Line]:
    """Reads every mark as a nine."""
    return [Line(text="9", bbox=BBox(0, 0, 9, 9), confidence=0.97, engine="fake") for _ in pictures]


class ReaderOfMarks(PlainReader):
    """Reads every mark that is cut out as a nine."""

    name, version, leads = "nines", "1", True

    def find_lines(self, pixels: Pixels) -> tuple[BBox, ...]:
        return ()

    def read_page(self, pixels: Pixels, languages: Sequence[str]) -> tuple[Line, ...]:
        return ()

    def read_lines(self, pixels: Pixels, boxes: Sequence[BBox], languages: Sequence[str]) -> tuple[Line, ...]:
        return tuple(alone(boxes))


def by(rule: str, printed: str, read: str) -> str:
    page, line = drawn(drawing(printed, read), gap=-3 if " " in printed or rule == "lost space" else 2)
    glyphs = RULES[rule](glyphs_of(line), ink_of(page, line), page, alone)
    edits = edits_of(line.text, glyphs)
    assert edited(read, edits) == text_of(glyphs)
    assert (rule in {edit.rule for edit in edits}) == (printed != read)
    return text_of(glyphs)


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
    assert [word.text for word in joined_words(glyphs_of(line))] == ["目", "的", "CRP", "水"]


CHANGES = st.lists(st.tuples(st.sampled_from(["", "⁹", " ", "+"]), st.booleans()), min_size=8, max_size=8)


@given(read=st.text(alphabet="ab1 目", max_size=8), changes=CHANGES)
def test_whatever_the_ink_decides_the_line_keeps_what_the_engine_gave(
    read: str, changes: list[tuple[str, bool]]
) -> None:
    letters = [c for c in read if not c.isspace()]
    boxes = [BBox(n * 10, 0, n * 10 + 9, 20) for n in range(len(letters))]
    words = tuple(Word(text=c, bbox=box, confidence=0.9) for c, box in zip(letters, boxes, strict=True))
    line = Line(text=read, bbox=BBox(0, 0, 90, 20), confidence=0.9, engine="first", words=words)
    glyphs = []
    for glyph, (new, spaced) in zip(glyphs_of(line), changes, strict=False):
        glyphs.append((glyph.written(new, "digit") if new == "⁹" else glyph)._replace(spaced=spaced))
        glyphs += [added(glyph.word.model_copy(update={"text": "+"}), "sign")] if new == "+" else []
    made = line.made(text_of(glyphs), joined_words(glyphs), edits_of(read, glyphs))
    assert (made.raw, edited(read, made.edits), made.text) == (read, made.text, text_of(glyphs))
    assert [c for word in made.words for c in word.text] == letters
    assert {edit.rule for edit in made.edits if edit.after.strip()} <= {"digit", "sign"}
    assert all(made.words_at(at, at + 1) for at, c in enumerate(made.text) if c == "目")


def test_a_page_of_lines_is_finished_with_its_log() -> None:
    page, line = drawn(drawing("HEX10⁻⁶mol", "HEX10-6mol"), gap=-3)
    (done,) = finished([line], page, None)
    assert (done.raw, done.text) == ("HEX10-6mol", "HEX10-6mol")
    reader = ReaderOfMarks()
    (done,) = finished([line], page, reader)
    assert (done.raw, done.text) == ("HEX10-6mol", "HEX10⁻⁶mol")
    assert [(e.rule, str(e)) for e in done.edits] == [
        ("sign of an exponent", "-→⁻"),
        ("raised digit", "6→⁶"),
    ]
    assert [word.text for word in done.words] == ["HEX10-6mol"]


def test_text_and_words_that_disagree_are_left_alone() -> None:
    word = Word(text="x", bbox=BBox(0, 0, 9, 9), confidence=0.9)
    assert (
        glyphs_of(Line(text="abc", bbox=BBox(0, 0, 9, 9), confidence=0.9, engine="rapidocr", words=(word,)))
        == ()
    )
