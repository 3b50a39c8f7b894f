"""Mending comes before the translation; the check that comes after it changes no value."""

from __future__ import annotations

from pipeline.records.article import Article, Author, Bilingual, Field, Kind
from pipeline.records.segment import Role, Segments
from pipeline.records.text import TextOrigin
from pipeline.records.values import values
from pipeline.stages.check import check, mend
from pipeline.stages.check.doubted import check_doubted
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
    assert [f.code for f in mended.flags] == ["email.repaired"]


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
