"""A language is a file: a page in it gives its fields; a language without a file is named, not taken for another."""

from __future__ import annotations

import pytest

from pipeline.languages import languages
from pipeline.languages.few_words import few_words
from pipeline.languages.strangers import strangers
from pipeline.records.article import Article
from pipeline.records.text import PageText
from pipeline.stages.extract import extract
from pipeline.stages.segment import segment
from tests.languages.pages import (
    ARABIC,
    DUTCH,
    GREEK,
    INDONESIAN,
    ITALIAN,
    PERSIAN,
    POLISH,
    PORTUGUESE,
    TURKISH,
    UKRAINIAN,
)


def article(page: PageText) -> Article:
    return extract(segment((page,)))


def test_a_portuguese_page() -> None:
    found = article(PORTUGUESE)
    assert found.language == "pt"
    assert {code: field.value for code, field in found.title.items()} == {
        "pt": "Prevalência de hipertensão arterial em idosos atendidos na atenção básica",
        "en": "Prevalence of arterial hypertension in older adults seen in primary care",
    }
    assert [a.name["pt"].value for a in found.authors] == [
        "João Carlos da Silva",
        "Maria Aparecida dos Santos",
        "Antônio Ferreira",
    ]
    assert [s.label for s in found.abstract["pt"].sections] == [
        "objective",
        "methods",
        "results",
        "conclusions",
    ]
    assert found.abstract["en"].text.value.startswith("Objective: To estimate")
    assert [k.value for k in found.keywords["pt"]] == ["hipertensão", "idoso", "atenção primária à saúde"]
    assert found.received is not None
    assert found.received.value == "2021-03-12"
    assert found.accepted is not None
    assert found.accepted.value == "2021-06-08"
    assert not [flag for flag in found.flags if flag.code == "language.unknown"]


def test_a_ukrainian_page() -> None:
    found = article(UKRAINIAN)
    assert found.language == "uk"
    assert {code: field.value for code, field in found.title.items()} == {
        "uk": "Ефективність лікування артеріальної гіпертензії у пацієнтів похилого віку"
    }
    assert [a.name["uk"].value for a in found.authors] == ["Шевчук О.І.", "Коваленко Н.П.", "Їжакевич Г.В."]
    assert [s.label for s in found.abstract["uk"].sections] == [
        "objective",
        "methods",
        "results",
        "conclusions",
    ]
    assert [k.value for k in found.keywords["uk"]] == ["артеріальна гіпертензія", "похилий вік", "лікування"]
    assert (found.year and found.year.value, found.volume and found.volume.value) == ("2020", "7")
    assert found.received is not None
    assert found.received.value == "2020-01-12"
    assert found.accepted is not None
    assert found.accepted.value == "2020-03-03"


@pytest.mark.parametrize(
    ("page", "code", "title", "names", "keywords", "volume"),
    [
        (
            DUTCH,
            "nl",
            "Behandeling van hypertensie bij ouderen in de huisartsenpraktijk",
            ["Jan van den Berg", "Marieke de Vries", "Pieter Jansen"],
            ["hypertensie", "ouderen", "huisartsgeneeskunde"],
            ("46", "2", "71", "78"),
        ),
        (
            ITALIAN,
            "it",
            "Prevalenza dell'ipertensione arteriosa negli anziani assistiti sul territorio",
            ["Giovanni Rossi", "Maria Luisa De Santis", "Antonio Ferri"],
            ["ipertensione", "anziani", "medicina generale"],
            ("14", "3", "211", "218"),
        ),
        (
            ARABIC,
            "ar",
            "فعالية علاج ارتفاع ضغط الدم الشرياني لدى المرضى المسنين في الرعاية الأولية",
            ["أحمد علي الحسن", "فاطمة محمود الزهراء", "عمر خالد السيد"],
            ["ارتفاع ضغط الدم", "المسنون", "الرعاية الأولية"],
            ("14", "3", "211", "218"),
        ),
    ],
    ids=["nl", "it", "ar"],
)
def test_a_page_in_a_language_of_its_neighbours(
    page: PageText, code: str, title: str, names: list[str], keywords: list[str], volume: tuple[str, ...]
) -> None:
    found = article(page)
    assert found.language == code
    assert found.title[code].value == title
    assert found.title["en"].value.endswith(("in general practice", "in primary care"))
    assert [author.name[code].value for author in found.authors] == names
    assert [section.label for section in found.abstract[code].sections] == [
        "objective",
        "methods",
        "results",
        "conclusions",
    ]
    assert found.abstract["en"].text.value.startswith("Objective: To ")
    assert [keyword.value for keyword in found.keywords[code]] == keywords
    numbers = (found.volume, found.issue, found.first_page, found.last_page)
    assert tuple(number and number.value for number in numbers) == volume
    assert (found.received and found.received.value) == "2021-03-12"
    assert (found.accepted and found.accepted.value) == "2021-06-08"
    assert not [flag for flag in found.flags if flag.code == "language.unknown"]


@pytest.mark.parametrize(
    ("page", "code", "name"),
    [(POLISH, "pl", "Polish"), (GREEK, "el", "Greek"), (PERSIAN, "fa", "Persian")],
    ids=["pl", "el", "fa"],
)
def test_a_language_without_a_file_is_named(page: PageText, code: str, name: str) -> None:
    found = article(page)
    assert found.language == code
    assert set(found.title) <= {code, "en"}
    assert "en" not in found.title
    assert any(flag.code == "language.unknown" and name in flag.message for flag in found.flags)


def test_greek_that_was_read_is_writing() -> None:
    lines = [
        line for segment_ in segment((GREEK,)).segments if not segment_.garbled for line in segment_.lines
    ]
    assert len(lines) == len(GREEK.lines)


@pytest.mark.parametrize(
    ("page", "code", "names", "places", "keywords", "begin", "issue"),
    [
        (
            INDONESIAN,
            "id",
            ["Budi Santoso", "Siti Rahmawati", "Agus Wijaya"],
            2,
            ["hipertensi", "lanjut usia", "puskesmas"],
            "Penelitian ini",
            ("8", "2", "163"),
        ),
        (
            TURKISH,
            "tr",
            ["Ahmet Yılmaz", "Ayşe Demir", "Mehmet Kaya"],
            2,
            ["hipertansiyon", "yaşlı", "birinci basamak"],
            "Bu çalışmanın",
            ("5", "2", "12"),
        ),
    ],
    ids=["id", "tr"],
)
def test_few_words_of_a_language_tell_what_its_page_labels(
    page: PageText,
    code: str,
    names: list[str],
    places: int,
    keywords: list[str],
    begin: str,
    issue: tuple[str, ...],
) -> None:
    found = article(page)
    assert found.language == code
    assert [a.name[code].value for a in found.authors] == names
    assert len(found.affiliations) == places
    assert [k.value for k in found.keywords[code]] == keywords
    assert found.abstract[code].text.value.startswith(begin)
    assert tuple(v.value for v in (found.volume, found.issue, found.first_page) if v) == issue
    assert "language.unknown" in {flag.code for flag in found.flags}


def test_days_beside_labels_of_a_language_without_a_file() -> None:
    found = article(TURKISH)
    assert (found.received and found.received.value, found.accepted and found.accepted.value) == (
        "2021-01-12",
        "2021-03-03",
    )


def test_few_words_are_of_languages_without_a_file_and_give_every_month() -> None:
    assert not set(few_words()) & set(languages())
    for code, words in few_words().items():
        assert code in strangers(), code
        assert len(words.months) in {0, 12}, code
        told = [
            *words.institutions,
            *words.volume,
            *words.issue,
            *(f for own in words.labels.values() for f in own),
        ]
        assert all(word == word.lower() for word in told), code
