"""Numbers with what belongs to them stand apart from the words; parts become a sentence again."""

from __future__ import annotations

import pytest

from pipeline.languages.agreement import compare
from pipeline.stages.translate.guards import LanguagePair
from pipeline.stages.translate.islands import islands
from pipeline.stages.translate.joining import as_sentence, joined

PIECES = [
    ("有效率为56.3%，", ["~有效率为", "56.3%", "~，"]),
    ("选取2019年3月至2021年12月的96例患者", ["~选取", "March 2019", "~至", "December 2021", "~的", "96", "cases", "~患者"]),
    ("2019年3月5日入院", ["5 March 2019", "~入院"]),
    ("随访12个月，平均1年（范围3～18个月）", ["~随访", "12 months", "~，平均", "1 year (", "~范围", "3~18 months)"]),
    ("共3.5万例", ["~共", "35,000", "cases"]),
    ("2011年ARDS的定义", ["2011 ARDS", "~的定义"]),
    ("白细胞（6.8±1.2）×10⁹/L", ["~白细胞", "(6.8±1.2) ×10⁹/L"]),
    ("K562细胞CD4阳性", ["K562", "~细胞", "CD4", "~阳性"]),
    ("Ⅲ期患者", ["III", "~期患者"]),
    ("差异有统计学意义（P<0.05）。", ["~差异有统计学意义", "(P<0.05)", "~。"]),
    ("每3周1次", ["~每", "3 weeks 1", "times"]),
    ("抑制剂ferrostatin-1组", ["~抑制剂", "ferrostatin-1", "~组"]),
    ("PNS组mTOR表达", ["PNS", "~组", "mTOR", "~表达"]),
    ("用X线检查", ["~用X线检查"]),
]  # fmt: skip


@pytest.mark.parametrize(("clause", "expected"), PIECES)
def test_pieces_of_a_clause(clause: str, expected: list[str]) -> None:
    pieces = islands(clause, LanguagePair(source="zh", target="en"))
    assert [("" if p.kept else "~") + p.text for p in pieces] == expected
    kept = " ".join(p.text if p.kept else "x" for p in pieces)
    assert not [d for d in compare(clause, "zh", kept, "en") if d.kind == "number"]


@pytest.mark.parametrize(
    ("pair", "clause", "expected"),
    [
        (("ja", "en"), "患者は96例であった", ["~患者は", "96", "cases", "~であった"]),
        (("ko", "en"), "환자 96명을 12개월 추적", ["~환자", "96", "~을", "12 months", "~추적"]),
        (("ru", "en"), "у 96 больных, 12 месяцев", ["~у", "96", "~больных", ", 12 months"]),
        (("zh", "fr"), "2019年3月", ["Mars 2019"]),
        (("de", "en"), "bei 96 Patienten", []),
        (("xx", "en"), "5", []),
    ],
)  # fmt: skip
def test_other_pairs(pair: tuple[str, str], clause: str, expected: list[str]) -> None:
    pieces = islands(clause, LanguagePair(source=pair[0], target=pair[1]))
    assert [p.text if p.kept else "~" + p.text for p in pieces if p.text.strip()] == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([("甲组，", "In group A."), ("无死亡。", "No one died.")], "In group A, no one died."),
        ([("甲；", "A"), ("乙", "PD-L1 was seen.")], "A; PD-L1 was seen."),
        ([("有效率", "The rate was."), ("56.3%", "56.3%"), ("。", ".")], "The rate was 56.3%."),
        ([("于", "In."), ("March 2019", "March 2019"), ("，", ","), ("共", "A total.")], "In March 2019, a total."),
        ([("甲。", "It ended."), ("乙", "Then.")], "It ended. Then."),
        ([("( ", "( "), ("P<0.05", "P<0.05"), (")", ")")], "(P<0.05)"),
    ],
)  # fmt: skip
def test_parts_become_a_sentence(parts: list[tuple[str, str]], expected: str) -> None:
    assert joined([source for source, _ in parts], [target for _, target in parts]) == expected


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("无死亡。", "no one died.", "No one died."),
        ("p53升高。", "p53 rose.", "p53 rose."),
        ("mTOR升高。", "mTOR rose.", "mTOR rose."),
        ("病例", "a case", "a case"),
    ],
)
def test_a_sentence_begins_with_a_capital(source: str, target: str, expected: str) -> None:
    assert as_sentence(source, target) == expected
