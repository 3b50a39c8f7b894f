"""Title pages and abstracts of dissertations in Cyrillic letters, whose order is laid down."""

from __future__ import annotations

import pytest

from pipeline.records.segment import Role
from pipeline.stages.extract import extract
from pipeline.stages.extract.roles.degree_abstracts import with_degree_abstracts
from pipeline.stages.extract.roles.degree_page import with_degree_page
from tests.stages.extract.printed import segment, segments

TITLE = "Рост папоротника\nна почвах степей"
FOR = "диссертации на соискание учёной степени\nкандидата биологических наук"


@pytest.mark.parametrize(
    ("name", "code", "read"),
    [
        ("Соколов Иван Ильич", "Специальность 03.02.01 – Ботаника", "Соколов Иван Ильич"),
        ("СОКОЛОВА АННА ИЛЬИНИЧНА", "03.02.01 – ботаника", "СОКОЛОВА АННА ИЛЬИНИЧНА"),
        ("Соколов Иван Ильич", "Шифр 091", "Соколов Иван Ильич"),
    ],
)
def test_the_title_stands_between_the_name_and_the_speciality(name: str, code: str, read: str) -> None:
    found = segments(
        segment("На правах рукописи", Role.RUNNING_HEAD, language="ru"),
        segment(name, Role.TITLE, language="ru"),
        segment("УДК 582.3", Role.OTHER, language="ru"),
        segment(TITLE.split("\n", maxsplit=1)[0], Role.TITLE, language="ru"),
        segment(TITLE.split("\n")[1], Role.BODY, language="ru"),
        segment(code, Role.AFFILIATIONS, language="ru"),
        segment("АВТОРЕФЕРАТ\n" + FOR, Role.BODY, language="ru"),
        segment("Учёный секретарь Мохов П. П.", Role.AUTHORS, page=2, language="ru"),
        language="ru",
    )
    article = extract(found)
    assert article.title["ru"].value == TITLE.replace("\n", " ")
    assert [a.name["ru"].value for a in article.authors] == [read]


def test_an_article_that_speaks_of_a_dissertation_stays_as_it_is() -> None:
    found = segments(
        segment("О требованиях к автореферату", Role.TITLE, language="ru"),
        segment("Соколов Иван Ильич", Role.AUTHORS, language="ru"),
        segment("Автореферат диссертации печатают до защиты.", Role.BODY, language="ru"),
        language="ru",
    )
    assert with_degree_page(found) == found


@pytest.mark.parametrize(
    ("head", "author", "title"),
    [
        (
            "Sokolov I. I. Growth of ferns on the soils\nof dry steppes. – Manuscript.\nThesis for a candidate's degree in biology by speciality 03.02.01 – botany. –\nInstitute of Ferns, Kyiv, 2011.",
            "Sokolov I. I.",
            "Growth of ferns on the soils of dry steppes",
        ),
        (
            "Sokolov I.I. Growth of ferns. — Qualifying scientific work on\nthe rights of manuscript.\nThesis for the degree of Doctor of Philosophy. Institute of Ferns, Kyiv, 2019.",
            "Sokolov I.I.",
            "Growth of ferns",
        ),
    ],
)
def test_the_head_of_such_an_abstract_is_its_author_and_title(head: str, author: str, title: str) -> None:
    first, last = "Ferns were watched for four years.", "They grew well on wet soils."
    found = with_degree_abstracts(
        segments(
            segment("ABSTRACT", Role.ABSTRACT, language="en"),
            segment(f"{head}\n{first}", Role.RUNNING_HEAD, language="en"),
            segment(last, Role.BODY, language="en"),
            segment("Key words: fern, soil, growth.", Role.KEYWORDS, language="en"),
            language="en",
        )
    )
    assert [s.text for s in found.of(Role.AUTHORS)] == [author]
    assert [s.text for s in found.of(Role.TITLE)] == [title]
    assert " ".join(s.text for s in found.of(Role.ABSTRACT)) == f"ABSTRACT {first} {last}"


def test_a_sentence_that_begins_with_a_name_is_no_such_head() -> None:
    found = segments(segment("Sokolov I. I. Found ferns in 2011.\nThey grew.", Role.ABSTRACT, language="en"))
    assert with_degree_abstracts(found) == found


def test_text_below_a_head_goes_on_to_the_end_of_its_page_without_keywords() -> None:
    head = "Sokolov I.I. Growth of ferns. – Manuscript.\nThesis for the degree in biology. – Kyiv, 2011."
    found = with_degree_abstracts(
        segments(
            segment(head, Role.OTHER, language="en"),
            segment("Ferns were watched for four years.", Role.BODY, language="en"),
            segment("Папороті ростуть.", Role.BODY, language="uk"),
            language="uk",
        )
    )
    assert [s.text for s in found.of(Role.ABSTRACT)] == ["Ferns were watched for four years."]
