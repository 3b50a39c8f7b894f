"""Places in the address at the end of an article, and in notes that several marks together lead to."""

from __future__ import annotations

from pipeline.records.segment import Role, Segment
from pipeline.stages.extract import extract
from tests.stages.extract.printed import segment, segments


def places(*found: Segment, language: str) -> list[str]:
    return [
        n.value for p in extract(segments(*found, language=language)).affiliations for n in p.name.values()
    ]


def test_the_address_of_the_only_author_says_where_he_works() -> None:
    address = "Anschrift des Autors\nJan Moor\nInstitut für Schilfkunde\nSeestraße 58\n10117 Lagune\njan@moor.example"
    assert places(
        segment("Der Einfluss des Wassers auf das Schilf", Role.TITLE, language="de"),
        segment("Jan Moor", Role.AUTHORS, language="de"),
        segment(address, Role.CORRESPONDENCE, page=9, language="de"),
        language="de",
    ) == ["Institut für Schilfkunde Seestraße 58 10117 Lagune"]


def test_what_stands_right_above_a_mail_address_is_where_he_works() -> None:
    place = "Université des Lacs, Institut des Roseaux, 4 Place du Marais, 75005 Lagune, France"
    assert places(
        segment("Les roseaux des lacs du nord", Role.TITLE, language="fr"),
        segment("ALAIN MARAIS", Role.AUTHORS, language="fr"),
        segment(place, Role.BODY, page=9, language="fr"),
        segment("Email address: alain@marais.example", Role.CORRESPONDENCE, page=9, language="en"),
        language="fr",
    ) == [place]


def test_several_marks_together_lead_to_one_place_in_the_language_of_the_names() -> None:
    note = "¹,²,³Program Studi Rawa, Universitas Danau, Jalan Rawa 24, INDONESIA (tlp: (0265) 32; e-mail: r@danau.example)"
    found = extract(
        segments(
            segment("Layanan air untuk danau di utara", Role.TITLE, language="id"),
            segment("Ana Sari¹*, Heni Mawar², Rizal Melati³", Role.AUTHORS, language="id"),
            segment(note, Role.BODY, language="id"),
            language="id",
        )
    )
    assert [dict(p.name)["id"].value for p in found.affiliations] == [
        "Program Studi Rawa, Universitas Danau, Jalan Rawa 24, INDONESIA"
    ]
