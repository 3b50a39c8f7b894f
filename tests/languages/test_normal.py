"""Letters that typesetting set apart come together again, and nothing else does."""

from __future__ import annotations

import pytest

from pipeline.languages.normal import normalised


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("9 5 % C I 为 1.2", "9 5% CI 为 1.2"),
        ("12.8 G H z", "12.8 GHz"),
        ("10 mg/k g", "10 mg/kg"),
        ("观 察 组（n=30）", "观察组(n=30)"),
        ("( 125/144 )", "(125/144)"),
        ("幽门螺杆菌 H. P y l o r i 感染", "幽门螺杆菌 H. Pylori 感染"),
        ("H e l i c o b a c t e r 感染", "Helicobacter 感染"),
        ("CD 8 + T细胞", "CD8+ T细胞"),
        ("CD4 + / CD 8 + 比值", "CD4+ / CD8+ 比值"),
        ("IL - 6 和 TNF - α 水平", "IL-6 和 TNF-α 水平"),
    ],
)
def test_spaced_letters_are_joined(dirty: str, clean: str) -> None:
    assert normalised(dirty) == clean


@pytest.mark.parametrize(
    "text",
    [
        "He is a man",
        "BMI 20 - 30",
        "pH 7.4",
        "CT 64 层",
        "IL-6 - 10 pg/ml",
        "CD8+",
        "age 20-30",
        "T 细胞",
        "P<0.05",
    ],
)
def test_what_is_right_stays(text: str) -> None:
    assert normalised(text) == text


@pytest.mark.parametrize("text", ["CD 8 + T细胞（ n = 3 ）", "P y l o r i"])
def test_a_second_time_changes_nothing(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)
