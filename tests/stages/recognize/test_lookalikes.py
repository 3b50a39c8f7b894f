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
        ("серотипы Зи 19А", "серотипы 3 и 19А"),
        ("серотипы Зи и 19А", "серотипы 3 и 19А"),
        ("через Змес, Змг/кг", "через 3 мес, 3 мг/кг"),
        ("Зима и Зинин. За 3 года", "Зима и Зинин. За 3 года"),
        ("38,5 °С", "38,5 °C"),
        ("Шишкин П. И.", "Шишкин П. И."),
        ("（148.6±62.5）×10⁹%/L", "（148.6±62.5）×10⁹/L"),
        ("1,32 х 10⁹’/л, ×10⁹⁹/L, ×10¹¹/L, 30%/50%", "1,32 × 10⁹/л, ×10⁹⁹/L, ×10¹¹/L, 30%/50%"),
        (
            "СО\\1Р-19, COVШ-19, СОМ-19, СОУ0-19 и COVID.-19",
            "COVID-19, COVID-19, COVID-19, COVID-19 и COVID-19",
        ),
        ("CO-19, COX-2, CO2-19", "CO-19, COX-2, CO2-19"),
        ("материалы н методы (ИЛ.6) Ф < 0,001)", "материалы и методы (ИЛ-6) (p < 0,001)"),
        ("0,74 х 10⁹/л, 5 x10¹²/L, 3 x 10 mm", "0,74 × 10⁹/л, 5 ×10¹²/L, 3 x 10 mm"),
        ("1L-6、lL-10 5L-1", "IL-6、IL-10 5L-1"),
        ("mg·kg⁻¹.d⁻¹", "mg·kg⁻¹·d⁻¹"),
        ("40 mg·kg¹d¹），5 L·h-¹", "40 mg·kg⁻¹·d⁻¹），5 L·h⁻¹"),
        ("mmol·L vs 5 ng·L]", "mmol·L⁻¹ vs 5 ng·L⁻¹]"),
        ("12 mmol·L-1, 3 g·L·d, x·L", "12 mmol·L-1, 3 g·L·d, x·L"),
        ("81.8% (1 12/137), (1 10/1 19)", "81.8% (112/137), (110/119)"),
        ("(1 1/2) 0.000 1 (1 316/2)", "(1 1/2) 0.000 1 (1 316/2)"),
        ("95% Cl: 0.5; 2.000 Ul/día; 5 lU/L; Cl 98", "95% CI: 0.5; 2.000 UI/día; 5 IU/L; Cl 98"),
        ("に対するべドリズマブ", "に対するベドリズマブ"),
        ("調べデータ", "調べデータ"),
        ("目的·系统评价试验·(RCT)，配对后.，比较", "目的系统评价试验(RCT)，配对后，比较"),
        ("disease.·This 12.4%· with 80,6 % .und", "disease. This 12.4% with 80,6 % und"),
        ("阿卜杜拉·买买提 mg·kg, 0 .05", "阿卜杜拉·买买提 mg·kg, 0 .05"),
        ("5 mg·(kg·d) ·Anna Müller a@b .com", "5 mg·(kg·d) ·Anna Müller a@b .com"),
        ("0.1L-1, 1L-2L, PD-L-1", "0.1L-1, 1L-2L, PD-L-1"),
        ("kB", "kB"),
        ("max2=3", "max2=3"),
        ("2x2=4", "2x2=4"),
    ],
)
def test_lookalikes(read: str, wanted: str) -> None:
    line = Line(text=read, bbox=BBox(0, 0, 9, 9), confidence=0.9, engine="rapidocr")
    found = unmistaken(line)
    assert found.text == wanted
    assert found.other is None
    assert found.raw == read
    assert bool(found.edits) == (read != wanted)


def test_the_placental_growth_factor_where_the_page_speaks_of_it() -> None:
    lines = [
        Line(text=t, bbox=BBox(0, 0, 9, 9), confidence=0.9, engine="rapidocr")
        for t in ("胎盘生长因子", "PIGF")
    ]
    assert [line.text for line in in_context(tuple(lines))] == ["胎盘生长因子", "PlGF"]
    assert in_context((lines[1],)) == (lines[1],)


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (("p < 0,001", "IC 95 %; ρ = 0,014"), "IC 95 %; p = 0,014"),
        (("p < 0,001 (Spearman)", "ρ = 0,45"), "ρ = 0,45"),
        (("r = 0,2", "ρ = 0,45"), "ρ = 0,45"),
    ],
)
def test_the_p_of_a_test_where_the_page_prints_it(texts: tuple[str, str], wanted: str) -> None:
    lines = tuple(Line(text=t, bbox=BBox(0, 0, 9, 9), confidence=0.9, engine="rapidocr") for t in texts)
    assert in_context(lines)[1].text == wanted


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (
            ("系统评价其有效性和安全性的研究结果", "systemátically, resultș of Ménière naïve"),
            "systematically, results of Ménière naïve",
        ),
        (("Etude des méthodes", "systemátically résultats"), "systemátically résultats"),
        (("血清IL-6水平", "剂量组L-6、L-8水平"), "剂量组IL-6、L-8水平"),
        (("血清IL-1水平", "PD-L-1表达"), "PD-L-1表达"),
        (("HbA₁c (MD=-0.41%)", "和HbA₁[MD=-0.41%]"), "和HbA₁c[MD=-0.41%]"),
        (("糖化血红蛋白", "和HbA₁[MD=-0.41%]"), "和HbA₁[MD=-0.41%]"),
    ],
)
def test_what_the_rest_of_the_page_says(texts: tuple[str, str], wanted: str) -> None:
    lines = tuple(Line(text=t, bbox=BBox(0, 0, 9, 9), confidence=0.9, engine="rapidocr") for t in texts)
    assert in_context(lines)[1].text == wanted
