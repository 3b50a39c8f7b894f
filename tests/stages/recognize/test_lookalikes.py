"""Look-alikes are put right only where the rest of the word leaves no doubt."""

from __future__ import annotations

import pytest

from pipeline.records.base import BBox
from pipeline.records.text import Line
from pipeline.stages.recognize.lookalikes import in_context, unmistaken


@pytest.mark.parametrize(
    ("read", "wanted"),
    [
        ("下调NF-kB磷酸化", "下调NF-κB磷酸化"),
        ("(x2=5.143, P=0.023)", "(χ2=5.143, P=0.023)"),
        ("x²=4.6", "χ²=4.6"),
        ("IFN-y and", "IFN-γ and"),
        ("サルコべニア", "サルコベニア"),
        ("データ一覧", "データ一覧"),
        ("组〔（186.4±28.7）min〕", "组［（186.4±28.7）min］"),
        ("国办发〔2019〕12号", "国办发〔2019〕12号"),
        ("sFIt-1", "sFlt-1"),
        ("体温≥38.5°℃", "体温≥38.5℃"),
        ("уровни ТNF и TNF-а не", "уровни ТNF и TNF-α не"),
        ("с ХСН П-—Ш функционального", "с ХСН II—III функционального"),
        ("серотипы З и 19", "серотипы 3 и 19"),
        ("38,5 °С", "38,5 °C"),
        ("Шишкин П. И.", "Шишкин П. И."),
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


def test_the_placental_growth_factor_where_the_page_speaks_of_it() -> None:
    lines = [
        Line(text=t, bbox=BBox(0, 0, 9, 9), confidence=0.9, engine="rapidocr")
        for t in ("胎盘生长因子", "PIGF")
    ]
    assert [line.text for line in in_context(tuple(lines))] == ["胎盘生长因子", "PlGF"]
    assert in_context((lines[1],)) == (lines[1],)
