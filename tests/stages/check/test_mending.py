"""Mending comes before the translation; the check that comes after it changes no value."""

from __future__ import annotations

from pipeline.records.article import Article, Author, Bilingual, Field, Kind
from pipeline.records.segment import Segments
from pipeline.records.text import TextOrigin
from pipeline.records.values import values
from pipeline.stages.check import check, mend

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
