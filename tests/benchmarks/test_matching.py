"""The stretch that is judged is the one with the fewest edits."""

from __future__ import annotations

import pytest

from benchmarks.matching import found, judge


@pytest.mark.parametrize(
    ("want", "got", "stretch"),
    [
        ("abc", "xxabcxx", "abc"),
        ("abcdef", "abxdxx abcxef", "abcxef"),
        ("mg/kg", "5 mglkg a day", "mglkg"),
        ("abc", "", ""),
        ("abc", "xyz", ""),
        ("title of it", "title, then a title of it", "title of it"),
    ],
)
def test_found(want: str, got: str, stretch: str) -> None:
    assert found(want, got) == stretch


def test_a_text_that_was_not_read_counts_whole() -> None:
    truth = {
        "lang": "zh",
        "english_printed": False,
        "title": {"src": "标题"},
        "abstract": {"src": {"text": "共12例"}},
    }
    assert judge(truth, "共 12\n例") == {"title.src": (2, 2), "abstract.src": (0, 4), "numbers": (1, 1)}
