"""Abstracts without a label, front matter that is printed twice, names with what somebody is after them."""

from __future__ import annotations

import pytest

from pipeline.languages.labels import leading_label
from pipeline.records.segment import Role
from pipeline.records.text import PageText
from pipeline.stages.extract import extract
from pipeline.stages.segment import segment
from pipeline.stages.segment.aligned import examples
from tests.stages.segment.printed import page

TITLE, NAME = "Wege des Wassers in alten Böden", "Anna Moreau"
SAID = (
    "Der Beitrag fasst zusammen, wie Wasser durch Böden geht, die seit hundert Jahren niemand mehr",
    "gepflügt hat. Vorgestellt werden Messungen in drei Tälern und ein Modell, das sie erklärt, und",
    "die Grenzen der Übertragung auf andere Böden werden benannt und gezählt.",
)
TEXT = (
    "Böden halten Wasser, und sie lassen es gehen. Wer wissen will, wie viel davon bleibt, muss graben",
    "und messen, und das haben wir getan, in drei Tälern und über neun Jahre, bei jedem Wetter.",
)


def chapter(*, number: int = 1) -> PageText:
    return page(TITLE, NAME, SAID, "1 Grundlagen", TEXT, number=number, sizes={0: 60, 1: 44, 3: 46})


def test_a_text_between_people_and_the_first_heading_is_the_abstract_and_that_is_said() -> None:
    found = segment([chapter()])
    assert [s.text for s in found.of(Role.ABSTRACT)] == [" ".join(SAID)]
    article = extract(found)
    assert article.abstract["de"].text.value.startswith("Der Beitrag")
    assert ("abstract.unlabelled", "abstract.de") in {(f.code, f.path) for f in article.flags}


def test_a_label_before_an_abstract_raises_no_doubt() -> None:
    labelled = page(
        TITLE, NAME, ["Zusammenfassung: " + SAID[0], *SAID[1:]], "1 Grundlagen", TEXT, sizes={0: 60}
    )
    article = extract(segment([labelled]))
    assert article.abstract["de"].text.value.startswith("Der Beitrag")
    assert not [f for f in article.flags if f.code == "abstract.unlabelled"]


def test_a_cover_that_is_printed_again_names_nobody_twice() -> None:
    cover = page("Institut für Böden", NAME, TITLE, number=1, sizes={2: 60})
    found = segment([cover, chapter(number=2)])
    assert [s.text for s in found.of(Role.AUTHORS)] == [NAME]
    assert [s.text for s in found.of(Role.TITLE)] == [TITLE]


def test_lines_of_an_abstract_are_labelled_by_how_it_begins_and_ends() -> None:
    known = {
        "title": {"src": TITLE},
        "authors": {"src": [NAME]},
        "abstract": {"src": {"begin": SAID[0][:15], "end": SAID[-1][-15:], "chars": 230}, "en": None},
    }
    (example,) = examples([chapter()], known, "a journal")
    told = dict(zip(example.texts, example.labels, strict=True))
    assert {told[line] for line in SAID} == {Role.ABSTRACT.value}
    assert {told[line] for line in TEXT} == {Role.BODY.value}


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Я. О. Барибина, кандидат экономических наук", "Я. О. Барибина,"),
        ("Ana García López, profesora titular", "Ana García López,"),
    ],
)
def test_what_somebody_is_stands_apart_from_the_name(line: str, name: str) -> None:
    found = segment([page(TITLE, line, "Abstract", TEXT, sizes={0: 60})])
    assert [s.text.rstrip(",") for s in found.of(Role.AUTHORS)] == [name.rstrip(",")]


@pytest.mark.parametrize("rule", ["________________", " ____", "----"])
def test_a_rule_after_a_label_belongs_to_the_label(rule: str) -> None:
    found = leading_label(f"RESUME{rule}")
    assert found is not None
    assert (found.field, found.end) == ("abstract", len(f"RESUME{rule}"))


RUSSIAN = (
    "Приведены группы чисел, от которых зависит рост тростника. Описаны способы их измерения",
    "в прудах и старицах. Показано, что рост тростника зависит от уровня воды весной,",
    "и не зависит от возраста пруда.",
)


@pytest.mark.parametrize("place", ["Тверской государственный университет", "ᵃИнститут болот, Тверь, Россия"])
def test_names_behind_a_year_of_rights_sign_the_abstract_below_them(place: str) -> None:
    names = (
        "© 2012 г. И. И. Соколовᵃ, А. П. Ветроваᵃ"
        if place[0] == "ᵃ"
        else "© 2012 А. У Соколов, А. П. Ветрова"
    )
    listed = ["Тростник, влажная почва, уровень воды, старицы и пруды,", "измерения."]
    text = [
        "Регулярная оценка роста тростника позволяет вовремя узнавать, что происходит в пруду и на его берегах,",
        "и решать, когда его косить. До сих пор её делали на глаз, и сравнить пруды между собой было нельзя.",
    ]
    first = page(
        "УДК 631.4",
        ["РОСТ ТРОСТНИКА", "НА ВЛАЖНОЙ ПОЧВЕ"],
        names,
        place,
        RUSSIAN,
        listed,
        "1. Введение",
        text,
        sizes={1: 46},
    )
    found = segment([first])
    article = extract(found)
    assert article.title["ru"].value.casefold() == "рост тростника на влажной почве"
    assert [a.name["ru"].value.split()[-1] for a in article.authors] == ["Соколов", "Ветрова"]
    assert [s.text for s in found.of(Role.ABSTRACT)] == [" ".join(RUSSIAN)]
    assert [s.text for s in found.of(Role.AFFILIATIONS)] == [place]
    assert [word.value for word in article.keywords["ru"]][:2] == ["Тростник", "влажная почва"]
