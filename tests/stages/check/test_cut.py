"""Values under whose last line another line like it stands."""

from __future__ import annotations

import pytest

from pipeline.records.article import Abstract, Affiliation, Article, Field, Kind, Origin
from pipeline.records.base import BBox
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import Line, TextOrigin
from pipeline.stages.check.cut import check_cut


def line(text: str, top: int, *, left: int = 200, height: int = 30, width: int = 1000) -> Line:
    box = BBox(left, top, left + width, top + height)
    return Line(text=text, bbox=box, confidence=0.98, engine="text")


def segment(role: Role, *lines: Line) -> Segment:
    text = " ".join(one.text for one in lines)
    return Segment(
        text=text, language="en", role=role, page=1, bbox=lines[0].bbox, confidence=0.98, lines=lines
    )


def codes(*found: Segment) -> list[tuple[str, str]]:
    field = Field(value="A value")
    article = Article(
        kind=Kind.ARTICLE,
        language="en",
        title={"en": field},
        abstract={"en": Abstract(text=field)},
        funding=(field,),
        affiliations=(Affiliation(id=1, name={"en": field}),),
    )
    read = Segments(language="en", origin=TextOrigin.TEXT_LAYER, segments=found)
    return [(f.code, f.path) for f in check_cut(article, read)[1]]


@pytest.mark.parametrize(
    ("role", "path", "under", "cut"),
    [
        (Role.TITLE, "title.en", line("analysis of methods", 140), True),
        (Role.TITLE, "title.en", line("analysis of methods", 140, left=400, width=600), True),
        (Role.TITLE, "title.en", line("in smaller type", 140, height=22), False),
        (Role.TITLE, "title.en", line("methods. We found that it", 140), False),
        (Role.ABSTRACT, "abstract.en", line("Submitted: 5 May 2020", 140), False),
        (Role.ABSTRACT, "abstract.en", line("and the last sentence.", 140), True),
        (Role.ABSTRACT, "abstract.en", line("far below", 260), False),
        (Role.ABSTRACT, "abstract.en", line("in another column", 140, left=1400), False),
        (Role.ABSTRACT, "abstract.en", line("Keywords: one; two", 140), False),
        (Role.AFFILIATIONS, "affiliations", line("Dublin 2, Ireland", 140), True),
        (Role.AFFILIATIONS, "affiliations", line("{anna, carl}@example.org", 140), False),
        (Role.AFFILIATIONS, "affiliations", line("phone +31-40-2473477", 140), False),
        (Role.AFFILIATIONS, "affiliations", line("³Center for Networks", 140), True),
        (Role.AFFILIATIONS, "affiliations", line("4.", 140), False),
        (Role.FUNDING, "funding", line("(BZ2016028) and others", 140, left=100), True),
    ],
)
def test_a_line_of_the_same_type_right_under_a_value(
    role: Role, path: str, under: Line, *, cut: bool
) -> None:
    found = codes(segment(role, line("A line that ends here", 100)), segment(Role.BODY, under))
    assert found == ([("field.cut", path)] if cut else [])


@pytest.mark.parametrize(
    ("over", "cut"),
    [
        (line("Efficient", 30, height=58, width=300), True),
        (line("Original article", 30, height=58), False),
        (line("Botany Letters", 50, height=30), False),
        (line("Botany Letters", 30, left=900, height=58), False),
    ],
)
def test_a_line_in_the_large_type_of_a_title_right_over_it(over: Line, *, cut: bool) -> None:
    text = segment(Role.BODY, *(line("What follows in the text.", 900 + 40 * n) for n in range(6)))
    title = segment(Role.TITLE, line("growth of moss on stone", 100, height=64))
    assert codes(segment(Role.RUNNING_HEAD, over), title, text) == (
        [("field.cut", "title.en")] if cut else []
    )


def test_a_line_with_a_role_of_its_own_is_no_rest() -> None:
    assert (
        codes(segment(Role.TITLE, line("A title", 100)), segment(Role.AUTHORS, line("Ann Smith", 140))) == []
    )


@pytest.mark.parametrize(("last", "cut"), [("analyse des", True), ("linguis-", True), ("analyse", False)])
def test_keywords_that_break_off(last: str, cut: bool) -> None:
    words = tuple(Field(value=word, origin=Origin.PRINTED) for word in ("syntaxe", last))
    article = Article(kind=Kind.ARTICLE, language="fr", keywords={"fr": words})
    found = check_cut(article, Segments(language="fr", origin=TextOrigin.TEXT_LAYER, segments=()))[1]
    assert [f.path for f in found] == (["keywords.fr"] if cut else [])
