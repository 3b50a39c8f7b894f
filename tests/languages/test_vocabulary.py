"""English words are told from letters misread: whole, with learned parts, or made of two."""

from __future__ import annotations

import pytest

from pipeline.languages.vocabulary import is_drug, is_word


@pytest.mark.parametrize(
    "word",
    [
        "synovectomy",
        "sarcopenia",
        "tumorigenesis",
        "hemodynamic",
        "overexpression",
        "antiinflammatory",
        "multicenter",
        "knockdown",
        "liposome",
        "atorvastatin",
    ],
)
def test_learned_and_compound_words_are_words(word: str) -> None:
    assert is_word(word)


@pytest.mark.parametrize("word", ["sfdklj", "treatrnent", "recieve", "xqzt", "ab" * 25])
def test_misread_words_are_none(word: str) -> None:
    assert not is_word(word)


def test_drugs_are_told_from_other_words() -> None:
    assert is_drug("atorvastatin")
    assert not is_drug("hepatitis")
