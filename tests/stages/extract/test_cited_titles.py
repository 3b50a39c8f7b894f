"""Titles at the head of abstracts, and lines that print nothing but an issue."""

from __future__ import annotations

import pytest

from pipeline.records.base import BBox
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import Line, TextOrigin
from pipeline.stages.extract.roles.cited_titles import (
    is_issue_line,
    with_cited_titles,
    without_issue_lines,
)

_TEXT = (
    "The paper describes how the two papers were founded and what they were good for in those years.",
    "It ends with a list of the persons and the places that are named in them, and of their topics.",
)


def _segment(role: Role, language: str, *lines: str) -> Segment:
    made = tuple(
        Line(text=text, bbox=BBox(0, 20 * n, 800, 20 * n + 16), confidence=1.0, engine="test")
        for n, text in enumerate(lines)
    )
    box = BBox(0, 0, 800, 20 * len(lines))
    return Segment(
        text=" ".join(lines), language=language, role=role, page=1, bbox=box, confidence=1.0, lines=made
    )


def _told(*segments: Segment) -> list[tuple[Role, str, str]]:
    whole = Segments(segments=segments, language="de", origin=TextOrigin.TEXT_LAYER)
    return [(s.role, s.language, s.text) for s in with_cited_titles(whole).segments]


def test_a_quoted_sentence_at_the_head_of_an_abstract_is_its_title() -> None:
    lines = (
        "Abstract: »Official Press in Prussia. Building Access to",
        "the Papers of Berlin«. It was short.",
    )
    title, abstract = _told(_segment(Role.ABSTRACT, "en", *lines, *_TEXT))
    assert title == (Role.TITLE, "en", "Official Press in Prussia. Building Access to the Papers of Berlin")
    assert abstract == (Role.ABSTRACT, "en", " ".join(("Abstract: It was short.", *_TEXT)))


def test_a_title_cited_with_its_author_and_pages_leaves_the_abstract() -> None:
    head = "Jane Doe: »Cultural Learning« by Means of Training (pp. 297–317)"
    printed = _segment(Role.TITLE, "en", "Cultural Learning by Means of Training")
    told = _told(_segment(Role.ABSTRACT, "en", head, *_TEXT))
    assert [t[0] for t in told] == [Role.TITLE, Role.ABSTRACT]
    assert told[1][2] == " ".join(_TEXT)
    assert [t[0] for t in _told(printed, _segment(Role.ABSTRACT, "en", head, *_TEXT))][1] is Role.OTHER


@pytest.mark.parametrize(
    "head",
    [
        "»Learning« is a word that has many senses.",
        "Methods: The cultural learning of many people was looked at (pp. 12–14) in two towns.",
        "“Official press” and “party press” were the two great words of these years.",
    ],
)
def test_a_text_that_quotes_or_cites_stays_whole(head: str) -> None:
    assert len(_told(_segment(Role.ABSTRACT, "en", head, *_TEXT))) == 1


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("ZQF 13. Jg., Heft 1-2/2012, S. 93–109", True),
        ("SWS-Rundschau (50.Jg.) Heft 3/ 2010: 297–317", True),
        ("Die Wahl zum Volkstag in der Stadt und auf dem Lande, Band 2, Heft 3, 1920", False),
        ("Press in Prussia 1863–1884", False),
    ],
)
def test_a_line_that_is_an_issue_is_no_title(text: str, is_one: bool) -> None:
    assert is_issue_line(text) is is_one


def test_web_address_and_issue_below_keywords_are_none() -> None:
    words = "Keywords: training, coaching, reflection"
    foot = ("www.example.org", "SWS-Rundschau (50.Jg.) Heft 3/ 2010: 297–317")
    whole = Segments(
        segments=(_segment(Role.KEYWORDS, "en", words, *foot),), language="de", origin=TextOrigin.TEXT_LAYER
    )
    assert [(s.role, s.text) for s in without_issue_lines(whole).segments] == [
        (Role.KEYWORDS, words),
        (Role.RUNNING_HEAD, foot[0]),
        (Role.RUNNING_HEAD, foot[1]),
    ]
