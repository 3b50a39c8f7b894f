"""Numbers, units, comparators and codes are read in every language, and differences between two texts are told."""

from __future__ import annotations

import pytest

from pipeline.languages.agreement import compare
from pipeline.languages.numerals import han_value
from pipeline.languages.quantities import codes, holds, quantities


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("zh", "随访12.8个月和7.4个月", ["12.8mo", "7.4mo"]),
        ("zh", "30～50 Gy/3～5次", ["30Gy", "50Gy", "3", "5"]),
        ("zh", "(6.8±1.2)×10⁹/L", ["6.8", "1.2", "10^9"]),
        ("zh", "共3.5万例，1 256例，2019年3月", ["35000", "1256", "2019", "3"]),
        ("zh", "r=－0.45，血管生成素-2，［312（186，540）］", ["-0.45", "2", "312", "186", "540"]),
        ("zh", "百分之五的患者，百分之二十三", ["5%", "23%"]),
        ("zh", "年龄≥65岁，超过50%，200毫克", ["≥65yr", ">50%", "200mg"]),
        ("en", "30-50 Gy, 12 and 14 months, IL-6, 18F-FDG", ["30Gy", "50Gy", "12mo", "14mo"]),
        ("en", "0.58%-1.26% and 1%-2% (10 min-1.5 h)", ["0.58%", "1.26%", "1%", "2%", "10min", "1.5h"]),
        ("en", "aged at least 65 years; 1,234 patients; 10 mm Hg", ["≥65yr", "1234", "10mmHg"]),
        ("en", "0.4 mL·min-1, 5 ml/min/1.73 m2, 36.5 °C", ["0.4mL/min", "5mL/min", "1.73m2", "36.5℃"]),
        ("de", "56,3 % von 1.234 Patienten, 30 mg/Tag, ≥ Grad 2", ["56.3%", "1234", "30mg/d", "≥2"]),
        ("fr", "7,1 ± 2,0 h/j, au moins 12 mois", ["7.1h/d", "2h/d", "≥12mo"]),
        ("ru", "80–100 мг/кг/сут, не менее 3 лет", ["80mg/kg/d", "100mg/kg/d", "≥3yr"]),
        ("xx", "5 mg", ["5mg"]),
    ],
)
def test_quantities(language: str, text: str, found: list[str]) -> None:
    assert [q.comparator + q.value + q.unit for q in quantities(text, language)] == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("zh", "检测PD-L1、NSCLC及Kaplan-Meier，共96例", ("PD-L1", "NSCLC", "Kaplan-Meier")),
        ("zh", "剂量200mg，P值<0.05，1 mmol/L", ()),
        ("de", "IL-4-Rezeptor-α-Antikörper bei KHK", ("IL-4",)),
        ("en", "circ_0008717 and p53 in PC9 cells", ("circ_0008717", "p53", "PC9")),
    ],
)
def test_codes(language: str, text: str, found: tuple[str, ...]) -> None:
    assert codes(text, language) == found


@pytest.mark.parametrize(
    ("text", "code", "held"),
    [
        ("TGF-beta1 rose", "TGF-β1", True),
        ("the PDL1 gene", "PD-L1", True),
        ("ICUs", "ICU", True),
        ("表达PD-L1者", "PD-L1", True),
        ("PD-L12", "PD-L1", False),
        ("APD-L1", "PD-L1", False),
    ],
)
def test_a_text_holds_a_code_however_it_is_written(text: str, code: str, held: bool) -> None:
    assert holds(text, code) is held


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        ("96例", "69 patients", ["96 is missing", "69 is not in the source"]),
        ("200 mg", "200 g", ["200 mg became 200 g"]),
        ("P<0.05", "P>0.05", ["<0.05 became >0.05"]),
        ("Nrf2激活Nrf2", "Nrf2 activates Nrf5", ["Nrf5 is not in the source"]),
        ("三组，各1次", "three groups, each once", []),
        ("白细胞介素6", "IL-6", []),
        ("30%～50%", "30-50%", []),
        ("Ⅲ期", "stage III", []),
        ("Ⅲ期", "stage II", ["Ⅲ is missing"]),
        ("ARDS25例", "ARDS in 25 cases", []),
    ],
)
def test_differences(source: str, target: str, said: list[str]) -> None:
    assert [str(d) for d in compare(source, "zh", target, "en")] == said


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("二十三", 23), ("十", 10), ("一百二十", 120), ("两", 2), ("二〇一九", 2019), ("三四", None)],
)
def test_han_numerals(numeral: str, value: int | None) -> None:
    assert han_value(numeral) == value


@pytest.mark.parametrize(
    ("english", "code", "spelt"),
    [
        ("small interfering RNAs", "siRNA", True),
        ("docosahexaenoic acid", "DHA", True),
        ("tripartite-motif protein 25", "TRIM25", True),
        ("cystatin C", "CysC", True),
        ("synaptophysin", "SYP", True),
        ("in vitro fertilization-embryo transfer", "IVF-ET", True),
        ("glycogen synthase kinase 3 β", "GSK-3β", True),
        ("tripartite-motif protein 26", "TRIM25", False),
        ("concentration of the", "CT", False),
        ("fibronectin", "FN", False),
    ],
)
def test_the_long_form_of_an_abbreviation_stands_for_it(english: str, code: str, spelt: bool) -> None:
    missing = [
        d for d in compare(f"检测{code}的表达", "zh", f"expression of {english}", "en") if d.kind == "code"
    ]
    assert not missing if spelt else missing
