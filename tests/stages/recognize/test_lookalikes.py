"""Look-alikes are put right only where the rest of the word leaves no doubt."""

from __future__ import annotations

import pytest

from pipeline.languages.lookalikes import Lookalike, lookalikes
from pipeline.records.base import BBox
from pipeline.records.text import Line, LineReading
from pipeline.stages.check.doubted import look_alike
from pipeline.stages.recognize.lookalikes import in_context, unmistaken

RULES = {rule.id: rule for rule in lookalikes()}


def _line(text: str, other: str | None = None) -> Line:
    second = LineReading(engine="tesseract", text=other, confidence=0.9) if other else None
    return Line(text=text, bbox=BBox(0, 0, 9, 9), confidence=0.9, engine="rapidocr", other=second)


def _only(rule: Lookalike, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.stages.recognize.lookalikes.lookalikes", lambda: (rule,))


@pytest.mark.parametrize("name", RULES)
def test_every_rule_writes_its_example_and_leaves_its_counter_example(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = RULES[name]
    _only(rule, monkeypatch)
    read, wanted = rule.example
    lines = [_line(read, wanted if rule.number else None), *([_line(rule.on)] if rule.on else [])]
    found = in_context(tuple(lines))[0]
    assert (found.text, found.raw) == (wanted, read)
    assert {edit.rule for edit in found.edits} == {name}
    stays = in_context((_line(rule.counter, rule.counter), *lines[1:]))[0]
    assert stays.text == rule.counter


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.number])
def test_a_number_is_written_only_with_a_second_witness_else_flagged(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = RULES[name]
    _only(rule, monkeypatch)
    read, wanted = rule.example
    for other in (None, read, "something else"):
        assert unmistaken(_line(read, other)).text == read
    assert look_alike(read)
    assert not look_alike(wanted) or name.startswith("Roman")


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.page])
def test_a_rule_of_a_page_needs_that_page(name: str) -> None:
    rule = RULES[name]
    assert in_context((_line(rule.example[0]),))[0].text == rule.example[0]


@pytest.mark.parametrize(
    ("read", "wanted"),
    [
        ("(x2=5.143, P=0.023)", "(χ2=5.143, P=0.023)"),
        ("x²=4.6", "χ²=4.6"),
        ("データ一覧", "データ一覧"),
        ("组〔（186.4±28.7）min〕", "组［（186.4±28.7）min］"),
        ("уровни ТNF и TNF-а не", "уровни ТNF и TNF-α не"),
        ("серотипы З и 19", "серотипы З и 19"),
        ("Зима и Зинин. За 3 года", "Зима и Зинин. За 3 года"),
        (
            "СО\\1Р-19, COVШ-19, СОМ-19, СОУ0-19 и COVID.-19",
            "COVID-19, COVID-19, COVID-19, COVID-19 и COVID-19",
        ),
        ("материалы н методы", "материалы и методы"),
        ("95% Cl: 0.5; 2.000 Ul/día; 5 lU/L; Cl 98", "95% CI: 0.5; 2.000 UI/día; 5 IU/L; Cl 98"),
        ("に対するべドリズマブ", "に対するベドリズマブ"),
        ("kB, max2=3, 2x2=4", "kB, max2=3, 2x2=4"),
    ],
)
def test_rules_together(read: str, wanted: str) -> None:
    found = unmistaken(_line(read))
    assert found.text == wanted
    assert found.raw == read
    assert bool(found.edits) == (read != wanted)


@pytest.mark.parametrize(
    ("read", "other", "wanted"),
    [
        ("серотипы З и 19", "cepotипы 3 и 19", "серотипы 3 и 19"),
        ("ХСН П-Ш функ", "XCH II-III функ", "ХСН II-III функ"),
    ],
)
def test_what_the_second_engine_bears_out(read: str, other: str, wanted: str) -> None:
    assert unmistaken(_line(read, other)).text == wanted


def test_the_placental_growth_factor_where_the_page_speaks_of_it() -> None:
    lines = [
        Line(text=t, bbox=BBox(0, 0, 9, 9), confidence=0.9, engine="rapidocr")
        for t in ("胎盘生长因子", "PIGF")
    ]
    assert [line.text for line in in_context(tuple(lines))] == ["胎盘生长因子", "PlGF"]
    assert in_context((lines[1],)) == (lines[1],)
