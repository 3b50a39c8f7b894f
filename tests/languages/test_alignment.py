"""Sentences that say the same are found, also where one was split in two or left out."""

from __future__ import annotations

from pipeline.languages.alignment import align
from pipeline.languages.terms import Glossary, Term, glossary, holds_term, lint, own_glossary

ZH = [
    "探讨立体定向放疗联合信迪利单抗治疗肺癌的疗效与安全性。",
    "回顾性分析96例患者的临床资料，采用Cox比例风险模型进行多因素分析。",
    "中位随访时间为21.6个月。",
    "客观缓解率为56.3%，高于对照组的33.3%（P=0.024）。",
]
EN = [
    "To investigate the efficacy and safety of stereotactic body radiotherapy plus sintilimab in lung cancer.",
    "The clinical data of 96 patients were retrospectively analyzed.",
    "Multivariate analysis was performed with the Cox proportional hazards model.",
    "The median follow-up was 21.6 months.",
    "The objective response rate was 56.3%, higher than the 33.3% in the control group (P=0.024).",
]


def links(zh: list[str], en: list[str]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(b.source, b.target) for b in align(zh, "zh", en, "en")]


def test_one_sentence_became_two() -> None:
    assert links(ZH, EN) == [((0,), (0,)), ((1,), (1, 2)), ((2,), (3,)), ((3,), (4,))]


def test_a_sentence_that_only_one_side_has() -> None:
    found = align(ZH, "zh", [EN[0], EN[3], EN[4]], "en")
    assert ((2,), (1,)) in [(b.source, b.target) for b in found]
    assert ((3,), (2,)) in [(b.source, b.target) for b in found]


def test_nothing_to_align() -> None:
    assert align([], "zh", [], "en") == []
    assert [b.target for b in align([], "zh", ["One."], "en")] == [(0,)]


def test_our_glossary_is_large_and_sound() -> None:
    terms = own_glossary("zh", "en")
    assert len(terms) >= 500
    assert lint(terms) == []
    assert {"oncology", "cardiology", "statistics"} <= {t.domain for t in terms}


def test_the_longest_term_wins_and_forms_of_it_count() -> None:
    found = glossary("zh", "en").find("非小细胞肺癌患者的无进展生存期")
    assert [t.source for t in found] == ["非小细胞肺癌", "无进展生存期"]
    assert holds_term("Patients with Non-Small Cell Lung Cancers", found[0])
    assert holds_term("NSCLC", found[0])
    assert not holds_term("small cell lung cancer", found[0])
    assert Glossary([Term(source="CT", target="CT")]).find("ACT与CT") != ()
    assert Glossary([Term(source="CT", target="CT")]).find("ACTH") == ()
