"""--pages in all its forms."""

from __future__ import annotations

import pytest

from pipeline.errors import SettingsError
from pipeline.page_ranges import plan
from pipeline.settings import PageSettings


@pytest.mark.parametrize(
    ("pages", "count", "numbers"),
    [
        ("auto", 9, (1, 2, 3, 4)),
        ("auto", 1, (1,)),
        ("all", 3, (1, 2, 3)),
        ("2", 3, (2,)),
        ("1-2,5-", 6, (1, 2, 5, 6)),
        ("3,1-3", 9, (1, 2, 3)),
        ("2-99", 3, (2, 3)),
    ],
)
def test_plan(pages: str, count: int, numbers: tuple[int, ...]) -> None:
    assert plan(PageSettings(pages=pages), count).numbers == numbers


@pytest.mark.parametrize("pages", ["0", "x", "3-2", "1,,2", "7-9", "-1", ""])
def test_nonsense_is_refused(pages: str) -> None:
    with pytest.raises(SettingsError):
        plan(PageSettings(pages=pages), 5)
