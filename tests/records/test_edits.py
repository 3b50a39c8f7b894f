"""The log of edits: what the engine gave, with every edit applied, is the text that a field has."""

from __future__ import annotations

import random

import pytest

from pipeline.records.base import BBox
from pipeline.records.edits import edited, unedited, within
from pipeline.records.text import Line, LineReading
from pipeline.stages.extract import extract
from pipeline.stages.recognize.lookalikes import unmistaken
from pipeline.stages.segment import segment
from pipeline.stages.segment.pieces import cut
from tests.stages.segment.printed import page

LETTERS = "ab12 Ш³⁹-目的"


def line(text: str, other: str | None = None) -> Line:
    read = LineReading(engine="second", text=other, confidence=0.9) if other else None
    return Line(text=text, bbox=BBox(0, 0, 900, 30), confidence=0.9, engine="first", other=read)


@pytest.mark.parametrize("seed", range(60))
def test_edits_take_what_was_read_to_the_text_and_back_also_in_a_part(seed: int) -> None:
    dice = random.Random(seed)
    raw = "".join(dice.choice(LETTERS) for _ in range(dice.randint(0, 40)))
    found = line(raw)
    for step in range(dice.randint(1, 5)):
        at = dice.randint(0, len(found.text))
        new = "".join(dice.choice(LETTERS) for _ in range(dice.randint(0, 3)))
        text = found.text[:at] + new + found.text[at + dice.randint(0, 3) :]
        found = found.rewritten(text, f"rule {step}")
        assert found.raw == raw
        assert edited(raw, found.edits) == found.text == text
    start = dice.randint(0, len(found.text))
    end = dice.randint(start, len(found.text))
    for edit in (part := within(found.edits, start, end)):
        assert found.text[start:end][edit.at : edit.end] == edit.after
    assert unedited(found.text[start:end], part) in raw or len(part) < len(found.edits)


def test_every_edit_names_the_rule_that_wrote_it() -> None:
    found = line("abc").rewritten("abd", "first").rewritten("xabd", "second")
    assert [(e.rule, str(e)) for e in found.edits] == [("second", "→x"), ("first", "c→d")]


def test_a_mended_title_says_what_was_read_and_what_was_changed() -> None:
    printed = page(
        "Лечение пациентов с COVШ-19 в стационаре",
        "Иванов И.И., Петрова А.С.",
        [
            "Резюме. Цель. Оценить лечение. Методы. Изучены больные. Результаты. Лечение помогло. Выводы. Оно нужно."
        ],
        sizes={0: 60},
    )
    mended = tuple(
        block.model_copy(update={"lines": tuple(map(unmistaken, block.lines))}) for block in printed.blocks
    )
    title = extract(segment((printed.model_copy(update={"blocks": mended}),))).title["ru"]
    assert title.value == "Лечение пациентов с COVID-19 в стационаре"
    assert title.evidence[0].raw == "Лечение пациентов с COVШ-19 в стационаре"
    assert title.repairs == ("Ш→ID",)


@pytest.mark.parametrize(
    ("read", "other", "wanted"),
    [
        ("10²²/ mL", None, "10²²/ mL"),
        ("10²²/ mL", "10²²/mL", "10²²/ mL"),
        ("5×10⁹⁹/L", "5×10⁹/L", "5×10⁹/L"),
    ],
)
def test_an_exponent_is_changed_only_where_two_witnesses_agree(
    read: str, other: str | None, wanted: str
) -> None:
    found = unmistaken(line(read, other))
    assert found.text == wanted
    assert found.raw == read
    assert found.other == line(read, other).other


def test_a_part_of_a_line_keeps_the_edits_within_it() -> None:
    whole = line("Abstract: COVШ-19 is treated").rewritten("Abstract: COVID-19 is treated", "covid")
    part = cut(whole, 9, len(whole.text))
    assert (part.text, part.raw) == ("COVID-19 is treated", "COVШ-19 is treated")
