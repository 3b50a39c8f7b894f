"""Numbers in words."""

from __future__ import annotations

from pipeline.languages.agreement import compare
from pipeline.languages.numerals import numeral_values


def test_a_text_without_words_has_none() -> None:
    assert numeral_values("", "en") == []
    assert numeral_values("12.5%", "en") == []


def test_a_word_that_multiplies_belongs_to_its_number() -> None:
    assert numeral_values("one million of three thousand", "en") == ["1000000", "3000"]
    assert compare("约 100 万例。", "zh", "Some one million cases.", "en") == ()
    assert compare("约 200 万例。", "zh", "Some three million cases.", "en")
