"""Names that what stands beside them tells: a position right below, a number before, marks between; names at the head of an abstract."""

from __future__ import annotations

import pytest

from pipeline.languages.names import is_full_name
from pipeline.languages.people import split_people
from pipeline.records.segment import Role, Segments
from pipeline.stages.extract.people.affiliations import without_people
from pipeline.stages.extract.people.bylines import bylines
from pipeline.stages.extract.people.parted_places import is_person
from pipeline.stages.extract.roles.led_abstracts import with_led_abstracts
from pipeline.stages.extract.roles.told_names import with_told_names
from pipeline.stages.segment.pieces import all_pieces
from tests.stages.extract.printed import segment, segments
from tests.stages.segment.printed import page

LONG = "Волога ґрунту впливає на ріст очерету, як показали спостереження трьох років у різних водоймах. " * 4


def roles(found: Segments) -> dict[str, Role]:
    return {line.text: s.role for s in found.segments for line in s.lines}


def test_a_name_over_a_position_is_an_author_above_the_title_too() -> None:
    found = roles(
        with_told_names(
            segments(
                segment(
                    "Ганна ВЕРБА,\nзаступник начальника станції,\nІнститут боліт\nм. Тверськ",
                    Role.RUNNING_HEAD,
                    language="uk",
                ),
                segment("Вплив вологи на ріст очерету", Role.TITLE, language="uk"),
                segment(LONG, Role.BODY, language="uk"),
                segment("О. П. Лоза, І. І. Сич", Role.AUTHORS, language="uk"),
                language="uk",
            )
        )
    )
    assert found["Ганна ВЕРБА,"] is Role.AUTHORS
    assert found["заступник начальника станції,"] is Role.RUNNING_HEAD
    assert found["Інститут боліт"] is found["м. Тверськ"] is Role.AFFILIATIONS
    assert found["О. П. Лоза, І. І. Сич"] is Role.OTHER


def test_names_one_below_the_other_over_a_position_are_in_the_language_of_their_letters() -> None:
    found = with_told_names(
        segments(
            segment("Соколов Иван Ильич\nВетрова Анна\nSokolov Ivan\nМагистранты", Role.OTHER, language="ru"),
            segment("Рост тростника", Role.TITLE, language="ru"),
            language="ru",
        )
    )
    assert [(s.language, [line.text for line in s.lines]) for s in found.of(Role.AUTHORS)] == [
        ("ru", ["Соколов Иван Ильич", "Ветрова Анна"]),
        ("en", ["Sokolov Ivan"]),
    ]


def test_names_over_degrees_that_passed_for_an_abstract_or_a_title_are_people() -> None:
    found = roles(
        with_told_names(
            segments(
                segment("ВПЛИВ ВОЛОГИ", Role.TITLE, language="uk"),
                segment("THE MOISTURE OF SOILS:\nAN ASPECT OF GROWTH", Role.TITLE, language="en"),
                segment(
                    "Лоза Ганна Іванівна\nкандидат технічних наук, доцент,\nТверський університет",
                    Role.ABSTRACT,
                    language="uk",
                ),
                segment("Loza Hanna, Sych Ivan\nTversk University", Role.BODY, language="en"),
                segment("У статті описано вологу.", Role.ABSTRACT, language="uk"),
                segment("Сич Іван\nдоцент", Role.BODY, language="uk"),
                language="uk",
            )
        )
    )
    assert found["AN ASPECT OF GROWTH"] is Role.TITLE
    assert found["Лоза Ганна Іванівна"] is found["Loza Hanna, Sych Ivan"] is Role.AUTHORS
    assert found["кандидат технічних наук, доцент,"] is Role.OTHER
    assert found["Тверський університет"] is Role.AFFILIATIONS
    assert found["У статті описано вологу."] is Role.ABSTRACT
    assert found["Сич Іван"] is Role.BODY


def test_a_title_does_not_begin_with_a_name_over_a_position() -> None:
    named = "Лоза Г.І.,\nканд. техн. наук, доцент,\nСич І.І.,\nвикладач кафедри лісу,\nТверський університет,\nм. Тверськ"
    found = with_told_names(
        segments(
            segment(named, Role.TITLE, language="uk"),
            segment("ВПЛИВ ВОЛОГИ", Role.TITLE, language="uk"),
            language="uk",
        )
    )
    assert [s.text for s in found.of(Role.TITLE)] == ["ВПЛИВ ВОЛОГИ"]
    assert [s.text for s in found.of(Role.AUTHORS)] == ["Лоза Г.І.,", "Сич І.І.,"]
    assert [s.text for s in found.of(Role.AFFILIATIONS)] == ["Тверський університет, м. Тверськ"]


def test_a_sentence_over_a_position_is_no_name() -> None:
    found = segments(
        segment("Рост тростника", Role.TITLE, language="ru"),
        segment("Северный Край\nрастёт тростник\nдоцент", Role.BODY, language="ru"),
        language="ru",
    )
    assert with_told_names(found) == found


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("組員一: 0716203 陳文彬", ["陳文彬"]),
        ("613k0017c 林佳慧，613k0018c 張志明", ["林佳慧", "張志明"]),
        ("김민지¹․이서준²․박하늘³", ["김민지", "이서준", "박하늘"]),
        ("김 민 지*⋅이 서 준**", ["김민지", "이서준"]),
    ],
)
def test_numbers_of_students_and_marks_between_korean_names_tell_them(line: str, names: list[str]) -> None:
    found = with_told_names(segments(segment("蘆葦", Role.TITLE), segment(line, Role.TITLE)))
    (authors,) = found.of(Role.AUTHORS)
    assert [p.name for p in split_people(authors.lines[0].text)] == names


def test_names_and_a_title_in_capitals_leave_the_abstract_that_they_lead() -> None:
    found = with_led_abstracts(
        segments(
            segment("Рост тростника", Role.TITLE, language="ru"),
            segment(
                "Ivan Sokolov, Anna Vetrova\nTHE GROWTH OF REED\nReeds were measured in\nthree ponds.",
                Role.ABSTRACT,
                language="en",
            ),
            language="ru",
        )
    )
    assert [s.text for s in found.of(Role.AUTHORS)] == ["Ivan Sokolov, Anna Vetrova"]
    assert [s.text for s in found.of(Role.TITLE)][1:] == ["THE GROWTH OF REED"]
    assert [s.text for s in found.of(Role.ABSTRACT)] == ["Reeds were measured in three ponds."]


@pytest.mark.parametrize(
    ("printed", "place"),
    [
        ("доцент Северный университет", "Северный университет"),
        ("доцент, Институт болот", "Институт болот"),
        ("Professor, Reed College", "Reed College"),
        ("Professor Reed College", "Professor Reed College"),
    ],
)
def test_what_somebody_is_before_his_place_is_none_of_it(printed: str, place: str) -> None:
    assert without_people(printed, []) == place


def test_initials_of_a_double_name_and_classes_of_a_scheme() -> None:
    assert is_full_name("Вербовий Б.-П. О.")
    found = roles(
        with_told_names(
            segments(
                segment("Вербовий Б.-П. О.\nк.е.н., Тверський університет", Role.RUNNING_HEAD, language="uk"),
                segment("Рост тростника", Role.TITLE, language="uk"),
                language="uk",
            )
        )
    )
    assert found["Вербовий Б.-П. О."] is Role.AUTHORS
    (line,) = all_pieces([page("JEL Classification: M 21.")])
    assert line.role is Role.IDENTIFIERS


def test_a_place_and_a_title_in_capitals_leave_the_abstract_that_they_lead() -> None:
    led = "Тверський університет лісу\nВПЛИВ ВОЛОГИ НА РІСТ\nУ статті описано\nріст очерету."
    found = with_led_abstracts(
        segments(
            segment("Олена Лоза, Іван Сич", Role.AUTHORS, language="uk"),
            segment(led, Role.ABSTRACT, language="uk"),
            language="uk",
        )
    )
    assert [s.text for s in found.of(Role.TITLE)] == ["ВПЛИВ ВОЛОГИ НА РІСТ"]
    assert [s.text for s in found.of(Role.AFFILIATIONS)] == ["Тверський університет лісу"]
    assert [s.text for s in found.of(Role.ABSTRACT)] == ["У статті описано ріст очерету."]


def test_a_place_with_an_address_below_names_leaves_the_abstract_that_it_leads() -> None:
    led = "Тверской университет болот, Тверь, e-mail: sok@example.org\nВ статье описан рост\nтростника."
    found = with_led_abstracts(
        segments(
            segment("Соколов И.И.", Role.AUTHORS, language="ru"),
            segment(led, Role.ABSTRACT, language="ru"),
            language="ru",
        )
    )
    assert [s.text for s in found.of(Role.AFFILIATIONS)] == [led.split("\n", maxsplit=1)[0]]
    assert [s.text for s in found.of(Role.ABSTRACT)] == ["В статье описан рост тростника."]


def test_a_title_in_capitals_below_names_leaves_the_abstract_that_it_leads() -> None:
    led = "THE GROWTH OF REED AND THE WATER OF SOILS\nReeds were measured in\nthree ponds."
    found = with_led_abstracts(
        segments(
            segment("Рост тростника", Role.TITLE, language="ru"),
            segment("Ivan Sokolov", Role.AUTHORS, language="en"),
            segment(led, Role.ABSTRACT, language="en"),
            language="ru",
        )
    )
    assert [s.text for s in found.of(Role.TITLE)][1:] == ["THE GROWTH OF REED AND THE WATER OF SOILS"]
    assert [s.text for s in found.of(Role.ABSTRACT)] == ["Reeds were measured in three ponds."]


def test_what_somebody_is_parts_no_list_and_is_no_place() -> None:
    text = "И.И. Соколов /д.т.н./, А.П. Ветрова (канд. техн. наук), О.П. Лоза"
    assert [p.name for p in split_people(text)] == ["И.И. Соколов", "А.П. Ветрова", "О.П. Лоза"]
    (half,) = bylines("доктор техн. наук, Ветрова А. П., канд. техн. наук,")
    assert half.people == "Ветрова А. П."
    assert is_person("Ветрова А. П., канд. техн. наук,")
    assert not is_person("Ветрова А. П., Институт болот")
