"""Titles and names that pass for one another, and keywords that only capitals tell."""

from __future__ import annotations

import pytest

from pipeline.languages.people import split_people
from pipeline.records.segment import Role
from pipeline.stages.extract.roles.capital_keywords import with_capital_keywords
from pipeline.stages.extract.roles.turned_lines import with_turned_lines
from pipeline.stages.extract.texts.keywords import find_keywords, split_keywords
from pipeline.stages.segment import segment as segmented
from tests.stages.extract.printed import segment, segments
from tests.stages.segment.printed import page


def test_a_row_of_korean_names_is_no_title() -> None:
    row = "Minji Kim Seojun Lee Haneul Park"
    found = with_turned_lines(segments(segment(row, Role.TITLE, language="en"), language="ko"))
    assert [s.role for s in found.segments] == [Role.AUTHORS]
    assert [p.name for p in split_people(row)] == ["Minji Kim", "Seojun Lee", "Haneul Park"]
    assert [p.name for p in split_people("Kim Minji Lee Seojun")] == ["Kim Minji", "Lee Seojun"]


@pytest.mark.parametrize("title", ["Green Park Blue Pond", "Kim Minji and the Reeds", "The Growth of Reed"])
def test_other_capitals_are_no_row_of_names(title: str) -> None:
    found = segments(segment(title, Role.TITLE, language="en"), language="ko")
    assert with_turned_lines(found) == found


def test_what_names_nobody_over_names_is_their_title() -> None:
    found = with_turned_lines(
        segments(
            segment("Ріст очерету", Role.TITLE, language="uk"),
            segment("Growth of reed in the ponds", Role.AUTHORS, language="en"),
            segment("I. P. Sokolov\nInstitute of Mires, Tver", Role.AFFILIATIONS, language="en"),
            language="uk",
        )
    )
    assert [(s.role, s.text) for s in found.segments[1:]] == [
        (Role.TITLE, "Growth of reed in the ponds"),
        (Role.AUTHORS, "I. P. Sokolov"),
        (Role.AFFILIATIONS, "Institute of Mires, Tver"),
    ]


def test_capitals_that_end_an_abstract_are_keywords() -> None:
    text = "Описан рост тростника.\nТРОСТНИК, ОЗЁРА, РОСТ, ВЛАЖНОСТЬ\nПОЧВЫ"
    found = with_capital_keywords(
        segments(segment(text, Role.ABSTRACT, language="ru"), language="ru"),
    )
    assert [s.text for s in found.of(Role.ABSTRACT)] == ["Описан рост тростника."]
    assert [s.text for s in found.of(Role.KEYWORDS)] == ["ТРОСТНИК, ОЗЁРА, РОСТ, ВЛАЖНОСТЬ ПОЧВЫ"]
    labelled = segments(
        segment(text, Role.ABSTRACT, language="ru"),
        segment("Ключевые слова: тростник", Role.KEYWORDS, language="ru"),
        language="ru",
    )
    assert with_capital_keywords(labelled) == labelled


def test_the_mark_of_a_note_behind_the_last_keyword_is_none_of_it() -> None:
    assert split_keywords("reed, pond, growth of sedge. ¹") == ["reed", "pond", "growth of sedge"]
    assert split_keywords("reed, CO², m²") == ["reed", "CO²", "m²"]


def test_keywords_below_their_label_with_the_mark_of_a_note_are_read_whole() -> None:
    printed = page(
        ["Рост тростника на болотах севера"],
        "И. И. Соколов",
        "Аннотация",
        ["Описан рост тростника в трёх водоёмах за четыре года наблюдений."],
        "Ключевые слова ¹",
        "GIS, тростник, рост, болота",
        "1. Введение",
        sizes={0: 60},
    )
    found = find_keywords(segmented([printed]))
    assert [word.value for word in found["ru"]] == ["GIS", "тростник", "рост", "болота"]
