"""Look-alikes are put right only where the rest of the word leaves no doubt."""

from __future__ import annotations

import pytest

from pipeline.records.base import BBox
from pipeline.records.text import Line
from pipeline.stages.recognize.lookalikes import unmistaken


@pytest.mark.parametrize(
    ("read", "wanted"),
    [
        ("下调NF-kB磷酸化", "下调NF-κB磷酸化"),
        ("(x2=5.143, P=0.023)", "(χ2=5.143, P=0.023)"),
        ("x²=4.6", "χ²=4.6"),
        ("IFN-y and", "IFN-γ and"),
        ("サルコべニア", "サルコベニア"),
        ("データ一覧", "データ一覧"),
        ("kB", "kB"),
        ("max2=3", "max2=3"),
        ("2x2=4", "2x2=4"),
    ],
)
def test_lookalikes(read: str, wanted: str) -> None:
    line = Line(text=read, bbox=BBox(0, 0, 9, 9), confidence=0.9, engine="rapidocr")
    found = unmistaken(line)
    assert found.text == wanted
    assert (found.other is None) == (read == wanted)
