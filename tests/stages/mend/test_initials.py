"""Points that initials lost."""

from __future__ import annotations

import pytest

from pipeline.records.article import Article, Author, Field, Kind
from pipeline.records.segment import Segments
from pipeline.records.text import TextOrigin
from pipeline.stages.mend.initials import mend_initials

NOTHING = Segments(language="ru", origin=TextOrigin.OCR, segments=())


def _article(*names: str) -> Article:
    authors = tuple(Author(name={"ru": Field(value=name, language="ru")}) for name in names)
    return Article(kind=Kind.ARTICLE, language="ru", authors=authors)


@pytest.mark.parametrize(
    ("names", "last", "codes"),
    [
        (("Ёлкин П.А.", "Жукова Ю.С.", "Хасанов РИ."), "Хасанов Р.И.", ["authors.repaired"]),
        (("Ёлкин П.А.", "Жукова Ю.С.", "Хасанов Р.И"), "Хасанов Р.И.", ["authors.repaired"]),
        (("П.А. Ёлкин", "Ю.С. Жукова", "РИ. Хасанов"), "Р.И. Хасанов", ["authors.repaired"]),
        (("Ёлкин П.А.", "Жукова Ю.С.", "Хасанов Р."), "Хасанов Р.", []),
        (("Ёлкин ПА", "Жукова ЮС", "Хасанов РИ"), "Хасанов РИ", []),
    ],
)
def test_points_are_put_in_as_the_other_names_have_them(
    names: tuple[str, ...], last: str, codes: list[str]
) -> None:
    article, flags = mend_initials(_article(*names), NOTHING)
    assert article.authors[-1].name["ru"].value == last
    assert [f.code for f in flags] == codes
