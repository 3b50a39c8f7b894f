"""Korean and Russian lines: whose ink is whose, where words end, and whose reading counts."""

from __future__ import annotations

import pytest

from pipeline.records.base import BBox, around
from pipeline.records.text import Line, Word
from pipeline.stages.recognize.cells import placed
from pipeline.stages.recognize.glyphs import Glyph, text_of
from pipeline.stages.recognize.hangul import with_word_gaps
from pipeline.stages.recognize.holes import filled, holes
from pipeline.stages.recognize.ink import Ink, Mark
from pipeline.stages.recognize.latin import chosen, missed
from pipeline.stages.recognize.mixed import asked_of, merged
from pipeline.stages.recognize.votes import surest

PITCH = 40


def set_in_type(text: str, space: int = 12, confidence: float = 0.93) -> tuple[list[Glyph], Ink]:
    """Syllables 34 pixels wide at a pitch of 40, other characters 18 at 20; spaces are printed and not read."""
    glyphs, marks, left = [], [], 100
    for printed in text:
        char = printed
        if char == " ":
            left += space
            continue
        hangul = "가" <= char <= "힣"
        wide, high = (34, 30 if char in "으로" else 38) if hangul else (18, 28)
        if char == "：":
            left, wide, char = left + 18, 6, ":"
        box = BBox(left, 60 - high, left + wide, 60)
        marks.append(Mark(box, len(glyphs)))
        glyphs.append(Glyph(Word(text=char, bbox=box, confidence=confidence), spaced=False))
        left += (PITCH if hangul else 20) if char != ":" else 24
    return glyphs, Ink(tuple(marks), 28.0)


def line_of(glyphs: list[Glyph]) -> Line:
    words = tuple(glyph.word for glyph in glyphs)
    text = text_of(glyphs)
    confidence = min((word.confidence for word in words), default=0.0)
    box = around([word.bbox for word in words])
    return Line(text=text, bbox=box, confidence=confidence, engine="rapidocr", words=words)


@pytest.mark.parametrize(
    ("printed", "space"),
    [
        ("비알코올 지방간질환을 동반한 환자", 12),
        ("당뇨병 환자 84명을 분석하였다", 8),
        ("목적：지방간 및 간섬유화 지표를 개선할 수 있다", 12),
        ("영향을 알아보고자 하였다. 방법", 12),
        ("간지방증및 간섬유화", 12),
    ],
)
def test_gaps_make_the_words(printed: str, space: int) -> None:
    glyphs, ink = set_in_type(printed, space)
    wanted = printed.replace("및", " 및") if " 및" not in printed else printed
    assert text_of(with_word_gaps(glyphs, ink)) == wanted


def test_boxes_that_are_off_find_their_ink() -> None:
    glyphs, ink = set_in_type("효과를 보고")
    wrong = [
        Glyph(
            g.word.model_copy(update={"bbox": BBox(g.word.bbox.left + 9, 20, g.word.bbox.right + 30, 80)}),
            False,
        )
        for g in glyphs
    ]
    assert [g.word.bbox for g in placed(wrong, ink.marks, PITCH).glyphs] == [g.word.bbox for g in glyphs]


def test_ink_of_letters_that_were_not_read_stays_free() -> None:
    glyphs, ink = set_in_type("감소CAP는 높다")
    read = [glyph for glyph in glyphs if "가" <= glyph.text <= "힣"]
    result = placed(read, ink.marks, PITCH)
    assert [g.word.bbox for g in result.glyphs] == [g.word.bbox for g in read]
    assert len(result.free) == 3


def test_what_stands_between_syllables_is_asked_for_and_taken() -> None:
    printed, ink = set_in_type("환자(n=84)와 비교")
    read = [g.written({"n": "0"}.get(g.text, g.text)) for g in printed]
    asked = asked_of(read, ink, "ko")
    assert [(s.first, s.last) for s in asked.stretches] == [(2, 8)]
    answer = line_of(printed[2:8])
    assert text_of(merged(asked, [answer], "ko")) == "환자(n=84)와비교"
    unsure = line_of(set_in_type("(n=84)", confidence=0.5)[0])
    assert text_of(merged(asked, [unsure], "ko")) == "환자(0=84)와비교"


def test_a_syllable_in_a_stretch_stays_where_the_answer_is_silent() -> None:
    printed, ink = set_in_type("값LSM로8 높다")
    read = [
        g._replace(word=g.word.model_copy(update={"confidence": 0.4})) if g.text == "로" else g
        for g in printed
    ]
    asked = asked_of(read, ink, "ko")
    answer = line_of([printed[1], printed[2], printed[3], printed[5]])
    assert text_of(merged(asked, [answer], "ko")) == "값LSM로8높다"


def test_holes_are_found_and_filled() -> None:
    printed, ink = set_in_type("더욱 뚜렷하였다")
    read = [glyph for glyph in printed if glyph.text != "렷"]
    found = holes(read, ink)
    assert found == [printed[3].word.bbox]
    assert text_of(filled(read, found, [line_of([printed[3]])])) == "더욱뚜렷하였다"
    assert holes(printed, ink) == []


@pytest.mark.parametrize(
    ("mine", "answer", "wanted"),
    [
        ("$Т2", "ST2", "ST2"),
        ("ВОС-", "ROC-", "ROC-"),
        ("ХСН", "XCH", "ХСН"),
        ("мес.", "mec.", "мес."),
        ("Ю.С.?", "FO.C.²", "Ю.С.?"),
        ("ФВ", "ΦB", "ФВ"),
        ("ОШ", "OII", "ОШ"),
        ("НЬА1с", "HbA1c", "HbA1c"),
        ("СНЕ", "CHF", "CHF"),
        ("Заболевание", "3aoee", "Заболевание"),
        ("5иерюсосси$", "Streptococcus", "Streptococcus"),
        ("БАЗЕ", "BA3E", "БАЗЕ"),
        ("СЭВБ-6", "C3BB-6", "СЭВБ-6"),
        ("НОВЫЕ", "HOBHE", "НОВЫЕ"),
        ("УТ-340", "VT-340", "VT-340"),
        ("ОБ’ЄКТІВ", "O'CKTIB", "ОБ’ЄКТІВ"),
        ("СІМ’Ї", "CIM'I", "СІМ’Ї"),
    ],
)
def test_latin_words_and_cyrillic_ones_that_look_latin(mine: str, answer: str, wanted: str) -> None:
    glyphs, _ = set_in_type(mine)
    read = line_of(set_in_type(answer, confidence=0.98)[0])
    assert text_of(chosen(glyphs, read, "ru", 0.0)) == wanted


def test_a_letter_left_out_is_cyrillic_and_not_put_in_twice() -> None:
    answer = line_of(set_in_type("C", confidence=0.98)[0])
    beside, _ = set_in_type("мр")
    assert [glyph.text for glyph in missed(answer, beside)] == ["С"]
    assert missed(answer, set_in_type("сн")[0]) == []
    looks_like_de = line_of(set_in_type("A", confidence=0.98)[0])
    assert missed(looks_like_de, set_in_type("де")[0]) == []
    assert [glyph.text for glyph in missed(looks_like_de, beside)] == ["А"]


def test_of_two_readings_the_surer_words_count() -> None:
    first, _ = set_in_type("лечение")
    worse = [g._replace(word=g.word.model_copy(update={"confidence": 0.5})) for g in first]
    blurred = [*worse[:2], *worse[3:]]
    assert text_of(surest(blurred, first)) == "лечение"
    assert text_of(surest(first, blurred)) == "лечение"
