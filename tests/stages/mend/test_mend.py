"""Mending comes before the translation; the check that comes after it changes no value."""

from __future__ import annotations

import pytest

from pipeline.languages.mending import mendings
from pipeline.records.article import Abstract, Article, Author, Bilingual, Field, Kind
from pipeline.records.segment import Role, Segments
from pipeline.records.text import TextOrigin
from pipeline.records.values import values
from pipeline.stages.check import check
from pipeline.stages.check.doubted import check_doubted
from pipeline.stages.mend import RULES, mend
from tests.stages.extract.printed import segment, segments

NOTHING = Segments(language="zh", origin=TextOrigin.OCR, segments=())
ARTICLE = Article(
    kind=Kind.ARTICLE,
    language="zh",
    title={"zh": Field(value="疗效分析")},
    authors=(
        Author(
            name={"zh": Field(value="龚晓梅"), "en": Field(value="GONG Xiaomei")},
            email=Field(value="gongxiaomeil981@163.com"),
        ),
    ),
)


def test_mending_records_what_it_changed_and_flags_it() -> None:
    mended = mend(ARTICLE, NOTHING)
    email = mended.authors[0].email
    assert email is not None
    assert email.value == "gongxiaomei1981@163.com"
    assert email.repairs == ("gongxiaomeil981→gongxiaomei1981",)
    assert [edit.rule for edit in email.edits] == ["digits after the name in an address"]
    checked = check(Bilingual(article=mended, target="en"), NOTHING)
    assert [f.code for f in checked.flags if f.path == "authors.0.email"] == ["email.repaired"]


def test_mending_twice_changes_nothing_more() -> None:
    once = mend(ARTICLE, NOTHING)
    again = mend(once.model_copy(update={"flags": ()}), NOTHING)
    assert list(values(again)) == list(values(once))


def test_the_check_changes_no_value() -> None:
    checked = check(Bilingual(article=ARTICLE, target="en"), NOTHING)
    before = [(path, [f.value for f in fields]) for path, _, fields in values(ARTICLE)]
    assert [
        (path, [f.value for f in fields]) for path, _, fields in values(checked.bilingual.article)
    ] == before
    assert not [f for f in checked.flags if f.code.endswith(".repaired")]


def test_a_doubled_exponent_is_flagged_and_left_as_it_was_read() -> None:
    read = segments(segment("纳入细胞 10²²/ mL，重复三次。", Role.ABSTRACT))
    assert [f.code for f in check_doubted(ARTICLE, read)[1]] == ["number.lookalike"]
    assert not check_doubted(ARTICLE, segments(segment("10²/mL, 10¹²/L", Role.ABSTRACT)))[1]


def test_every_rule_has_a_function_and_every_function_is_told() -> None:
    assert set(RULES) == set(mendings())


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_rule_mends_its_example_and_leaves_its_counter_example(name: str) -> None:
    rule = mendings()[name]
    read, mended = rule.example
    assert RULES[name](read, rule.witnesses) == mended
    assert RULES[name](mended, rule.witnesses) == mended
    assert RULES[name](rule.counter, rule.witnesses) == rule.counter
    assert rule.why
    assert rule.where


def test_nothing_is_mended_without_a_witness() -> None:
    alone = Article(
        kind=Kind.ARTICLE, language="zh", abstract={"zh": Abstract(text=Field(value="随访27.6个月。"))}
    )
    assert list(values(mend(alone, NOTHING))) == list(values(alone))
