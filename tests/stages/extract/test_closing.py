"""What an article's last pages print in English fills what its first lack."""

from __future__ import annotations

from pipeline.records.article import Affiliation, Article, Author, Field, Kind
from pipeline.records.segment import Role
from pipeline.stages.extract import with_closing
from pipeline.stages.extract.closing import with_notes
from pipeline.stages.extract.people.names_in_title import with_names_from_title
from tests.stages.extract.printed import segment, segments


def named(language: str, *names: str) -> tuple[Author, ...]:
    return tuple(Author(name={language: Field(value=n)}, affiliations=(1,)) for n in names)


def placed(language: str, *names: str) -> tuple[Affiliation, ...]:
    return tuple(
        Affiliation(id=n, name={language: Field(value=name)}) for n, name in enumerate(names, start=1)
    )


def article(
    language: str, authors: tuple[Author, ...], places: tuple[Affiliation, ...], **more: object
) -> Article:
    return Article(kind=Kind.ARTICLE, language=language, authors=authors, affiliations=places, **more)  # type: ignore[arg-type]


OWN = article(
    "ru",
    named("ru", "И. Соколов", "А. Ветрова"),
    placed("ru", "Институт болот"),
    title={"ru": Field(value="Тростник")},
)


def test_english_names_stand_beside_the_authors_by_their_order() -> None:
    end = article(
        "en",
        named("en", "I. Sokolov", "A. Vetrova"),
        placed("en", "Institute of Mires"),
        title={"en": Field(value="Reed")},
        received=Field(value="2020-03-16"),
        funding=(Field(value="Reed Fund 12345"),),
    )
    found = with_closing(OWN, end)
    assert [f.value for f in found.funding] == ["Reed Fund 12345"]
    assert [{c: f.value for c, f in a.name.items()} for a in found.authors] == [
        {"ru": "И. Соколов", "en": "I. Sokolov"},
        {"ru": "А. Ветрова", "en": "A. Vetrova"},
    ]
    assert {c: f.value for c, f in found.affiliations[0].name.items()} == {
        "ru": "Институт болот",
        "en": "Institute of Mires",
    }
    assert found.title["en"].value == "Reed"
    assert found.received
    assert found.received.value == "2020-03-16"


def test_what_the_first_pages_print_stays() -> None:
    own = OWN.model_copy(update={"title": {"ru": Field(value="Тростник"), "en": Field(value="Reeds")}})
    found = with_closing(
        own, article("en", named("en", "I. Sokolov"), (), title={"en": Field(value="Other")})
    )
    assert found.title["en"].value == "Reeds"


def test_other_numbers_of_authors_are_told_and_none_is_named() -> None:
    for names in (("I. Sokolov",), ("I. Sokolov", "A. Vetrova", "P. Lugovoy")):
        found = with_closing(OWN, article("en", named("en", *names), (), title={"en": Field(value="Reed")}))
        assert [list(a.name) for a in found.authors] == [["ru"], ["ru"]]
        assert [(f.code, str(f.path)) for f in found.flags] == [("authors.count_mismatch", "authors")]


def test_names_at_the_end_of_an_english_title_are_those_of_the_chinese_authors() -> None:
    own = article("zh", named("zh", "陆山", "邱明月"), (), title={"zh": Field(value="芦苇")})
    end = article("en", (), (), title={"en": Field(value="Reeds of the North Lu Shan and Qiu Mingyue")})
    found = with_closing(own, end)
    assert found.title["en"].value == "Reeds of the North"
    assert [a.name["en"].value for a in found.authors] == ["Lu Shan", "Qiu Mingyue"]
    front = own.model_copy(update={"title": end.title})
    assert with_names_from_title(front).title["en"].value == "Reeds of the North"
    other = article("zh", named("zh", "温庭雨"), (), title=end.title)
    assert with_names_from_title(other) == other


def test_notes_give_the_addresses_of_those_whom_they_name() -> None:
    own = article("zh", named("zh", "温雨", "陆小山"), (), title={"zh": Field(value="芦苇")})
    notes = segments(
        segment("陆小山（1969—），男，教授。E-mail：luxs@example.org", Role.CORRESPONDENCE, page=8),
        segment("他人（1970—），男，编辑，other@example.org", Role.CORRESPONDENCE, page=8),
    )
    found = with_notes(own, notes).authors
    assert [a.email and a.email.value for a in found] == [None, "luxs@example.org"]
    assert with_notes(own.model_copy(update={"authors": found}), segments()).authors == found
