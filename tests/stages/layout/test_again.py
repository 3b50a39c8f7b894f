"""A cover that was read in the wrong script is read again in that of the pages after it."""

from __future__ import annotations

import pytest

from pipeline.records.text import PageText
from pipeline.stages.layout import layout, to_read_again
from tests.stages.layout.pages import page, stack


def made(number: int, text: str, sure: float) -> PageText:
    lines = [
        line.model_copy(update={"text": text, "confidence": sure, "engine": "tesseract"})
        for line in stack("l", 8, 300)
    ]
    return layout(page(lines, number=number))


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (made(2, "Почвы засушливых районов изучались много лет", 0.95), (frozenset({1}), "ru")),
        (made(2, "Soils of dry regions were studied for many years", 0.95), (frozenset({1}), None)),
        (made(2, "Почвы засушливых районов изучались много лет", 0.2), (frozenset({1, 2}), None)),
    ],
)
def test_illegible_pages_and_the_language_of_the_others(
    second: PageText, expected: tuple[frozenset[int], str | None]
) -> None:
    assert to_read_again([made(1, "和市中軍に平大国電的", 0.2), second]) == expected


def test_legible_pages_are_not_read_again() -> None:
    pages = [made(n, "Почвы засушливых районов изучались много лет", 0.95) for n in (1, 2)]
    assert to_read_again(pages) == (frozenset(), None)
