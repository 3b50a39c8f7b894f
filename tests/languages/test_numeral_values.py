"""Numbers in words."""

from __future__ import annotations

from pipeline.languages.numerals import numeral_values


def test_a_text_without_words_has_none() -> None:
    assert numeral_values("", "en") == []
    assert numeral_values("12.5%", "en") == []
