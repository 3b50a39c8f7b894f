"""Drugs and names written in Han after the sound of the foreign word, and British spelling, are the same word."""

from __future__ import annotations

import pytest

from pipeline.languages.sounds import sound_alike
from pipeline.languages.stems import content_stems, stem


@pytest.mark.parametrize(
    ("text", "name", "alike"),
    [
        ("阿托伐他汀治疗后", "atorvastatin", True),
        ("口服达格列净", "dapagliflozin", True),
        ("阿司匹林", "aspirin", True),
        ("布洛芬", "ibuprofen", True),
        ("青霉素", "penicillin", False),
        ("口服甲氨蝶呤", "atorvastatin", False),
        ("阿托伐他汀", "aspirin", False),
        ("汀", "at", False),
        ("", "aspirin", False),
    ],
)
def test_a_name_written_after_its_sound_is_told_from_others(text: str, name: str, alike: bool) -> None:
    assert sound_alike(text, name) is alike


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("oedema", "edema"),
        ("haemorrhage", "hemorrhage"),
        ("diarrhoea", "diarrhea"),
        ("foetal", "fetal"),
        ("tumours", "tumor"),
        ("randomised", "randomized"),
        ("gynaecology", "gynecology"),
        ("paediatric", "pediatric"),
        ("anaesthesia", "anesthesia"),
    ],
)
def test_british_spelling_has_the_american_stem(british: str, american: str) -> None:
    assert stem(british) == stem(american)


@pytest.mark.parametrize("word", ["four", "hour", "rise", "pours"])
def test_short_words_are_not_respelt(word: str) -> None:
    assert stem(word) in {word, word.removesuffix("s")}


def test_words_that_say_nothing_have_no_stem_and_the_others_know_their_place() -> None:
    text = "The patients' tumours were not randomised."
    found = content_stems(text)
    assert [(one.text, text[one.start : one.end]) for one in found] == [
        ("patient", "patients"),
        ("tumor", "tumours"),
        ("random", "randomised"),
    ]
