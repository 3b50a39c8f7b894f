"""Syllables of Hangul that touch are one word; Latin words and wide gaps stay apart."""

from __future__ import annotations

import pytest

from pipeline.languages.syllables import joined_syllables
from pipeline.records.base import BBox
from pipeline.records.text import Word


@pytest.mark.parametrize(
    ("texts", "gaps", "wanted"),
    [
        (["대", "장", "암", "환", "자"], [8, 8, 25, 8], ["대장암", "환자"]),
        (["158", "명", "을"], [6, 6], ["158명을"]),
        (["one", "word"], [4], ["one", "word"]),
        ([], [], []),
    ],
)
def test_joining(texts: list[str], gaps: list[int], wanted: list[str]) -> None:
    left, words = 0, []
    for text, gap in zip(texts, [*gaps, 0][: len(texts)], strict=True):
        words.append(Word(text=text, bbox=BBox(left, 0, left + 38, 40), confidence=0.9))
        left += 38 + gap
    assert [word.text for word in joined_syllables(words)] == wanted
