"""Edits are judged by what a truth prints with what stands beside them."""

from __future__ import annotations

import pytest

from benchmarks.rules import verdict
from pipeline.records.edits import Edit

TRUTH = "李鹏\n欧阳静\nA dose of 5×10⁹/L was given to two groups of patients."


@pytest.mark.parametrize(
    ("text", "edit", "said"),
    [
        ("dose of 5×10⁹/L was", Edit("raised digit", 12, "9", "⁹"), "right"),
        ("given to two groups", Edit("lost space", 8, "", " "), "right"),
        ("given to two gro ups of", Edit("lost space", 16, "", " "), "wrong"),
        ("given totwo groups", Edit("space that is none", 8, " ", ""), "wrong"),
        ("gifts of two men", Edit("space that is none", 4, " ", ""), "unknown"),
        ("李鹏¹，欧阳静²", Edit("raised digit", 2, "1", "¹"), "right"),
        ("李鹏¹,²，欧阳静²", Edit("raised digit", 4, "2", "²"), "right"),
        ("李鹏的²", Edit("raised digit", 3, "2", "²"), "unknown"),
        ("dose of 6×10⁹/L was", Edit("two engines' readings", 8, "5", "6"), "wrong"),
    ],
)
def test_an_edit_is_right_where_the_truth_prints_it(text: str, edit: Edit, said: str) -> None:
    assert verdict(text, edit, TRUTH) == said
