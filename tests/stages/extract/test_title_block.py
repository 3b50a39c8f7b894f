"""What the neighbours of a line in the title block tell: places and names that look like something else by themselves."""

import pytest

from pipeline.languages.people import split_people
from pipeline.records.base import BBox
from pipeline.records.segment import Role, Segment, Segments
from pipeline.stages.extract.affiliations import find_affiliations
from pipeline.stages.extract.authors import find_authors
from pipeline.stages.extract.marked_places import split_places
from pipeline.stages.extract.title_block import with_block_roles
from tests.stages.extract.printed import segment, segments

_ROW = 40


def _block(*parts: tuple[str, Role, str], language: str = "en") -> Segments:
    """A title, and under it lines as (text, role, language) right below one another; `|` parts two pieces of one row."""
    found = [_at("Ferns of the northern moor", Role.TITLE, language, 100, 0)]
    for n, (text, role, code) in enumerate(parts, start=2):
        pieces, left = text.split("|"), 100
        for piece in pieces:
            found.append(_at(piece, role if piece is pieces[0] else Role.AFFILIATIONS, code, left, n))
            left += 12 * len(piece) + 10
    return Segments(language=language, origin=segments().origin, segments=tuple(found))


def _at(text: str, role: Role, language: str, left: int, row: int) -> Segment:
    made = segment(text, role, language=language)
    box = BBox(left, _ROW * row, left + 12 * len(text), _ROW * row + 30)
    return made.model_copy(update={"bbox": box, "lines": (made.lines[0].model_copy(update={"bbox": box}),)})


def _people(found: Segments) -> list[str]:
    return [a.name[found.language].value for a in find_authors(with_block_roles(found))]


def _homes(found: Segments) -> list[str]:
    return [p.name[found.language].value for p in find_affiliations(with_block_roles(found))]


def test_a_mark_that_the_names_bear_leads_to_a_place() -> None:
    found = _block(
        ("Jane Roe†, John Doe‡", Role.AUTHORS, "en"),
        ("†University of Moss", Role.AFFILIATIONS, "en"),
        ("‡Lead Fern Design", Role.AUTHORS, "en"),
    )
    assert _people(found) == ["Jane Roe", "John Doe"]
    assert _homes(found) == ["University of Moss", "Lead Fern Design"]


def test_a_piece_before_a_place_in_its_row_belongs_to_it_unless_it_is_a_name() -> None:
    found = _block(
        ("Jane Roe¹", Role.AUTHORS, "en"),
        ("¹ Ferns and Mosses Group,|School of Botany, University of Moss", Role.AUTHORS, "en"),
    )
    assert _people(found) == ["Jane Roe"]
    assert _homes(found) == ["Ferns and Mosses Group, School of Botany, University of Moss"]
    turned = _block(
        ("¹Chen, Pei-Ming,|Some Elementary School", Role.AUTHORS, "en"),
        ("²Huang, Tzu-Fei,|Another School", Role.AUTHORS, "en"),
    )
    assert _people(turned) == ["Chen, Pei-Ming", "Huang, Tzu-Fei"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Department of Botany, University of Moss, Fernton 7935,", "South Africa"),
        ("Departamento de Botánica, Universidad de Musgo", "Av. Juan Helecho, s/n, esq. Prado,"),
        (
            "Programa de Graduação em Botânica – Universidade",
            "Federal do Musgo (UFM) – Porto Feto – RS – Brasil",
        ),
    ],
)
def test_a_place_goes_on_below(first: str, second: str) -> None:
    found = _block(
        ("Jane Roe", Role.AUTHORS, "en"), (first, Role.AFFILIATIONS, "en"), (second, Role.AUTHORS, "en")
    )
    assert _people(found) == ["Jane Roe"]
    assert _homes(found) == [f"{first} {second}".rstrip(",")]


def test_a_place_in_small_letters_begins_in_the_line_above() -> None:
    found = _block(
        ("И. И. Орлов", Role.AUTHORS, "ru"),
        ("Болотный областной научно-исследовательский", Role.OTHER, "ru"),
        ("институт папоротников, Мохово", Role.AFFILIATIONS, "ru"),
        language="ru",
    )
    assert _homes(found) == ["Болотный областной научно-исследовательский институт папоротников, Мохово"]


@pytest.mark.parametrize(
    ("first", "second", "names"),
    [
        ("Jane Roe, John Doe,", "Sukarno, and Ann Poe", ["Jane Roe", "John Doe", "Sukarno", "Ann Poe"]),
        (
            "Jane Roe, Member, IEEE, John Doe",
            "and Ann Poe, Fellow, IEEE",
            ["Jane Roe", "John Doe", "Ann Poe"],
        ),
        ("Jane Roe, John Doe,", "Ferns and their mosses in the north", ["Jane Roe", "John Doe"]),
    ],
)
def test_a_list_of_names_goes_on_below(first: str, second: str, names: list[str]) -> None:
    assert _people(_block((first, Role.AUTHORS, "en"), (second, Role.OTHER, "en"))) == names


def test_the_only_lists_are_in_the_documents_language() -> None:
    found = _block(
        ("Ana Pérez Ruiz¹", Role.AUTHORS, "en"),
        ("¹ Universidad de Musgo", Role.AFFILIATIONS, "en"),
        language="es",
    )
    assert _people(found) == ["Ana Pérez Ruiz"]
    assert _homes(found) == ["Universidad de Musgo"]


def test_roman_figures_lead_to_places() -> None:
    people = split_people("Ana Lima PratoI,II\nRui de SouzaII\nJohn Roe IV", "pt")
    assert [(p.name, p.marks) for p in people] == [
        ("Ana Lima Prato", ("1", "2")),
        ("Rui de Souza", ("2",)),
        ("John Roe IV", ()),
    ]
    places = "I Instituto de Musgo. Salvador, BA, Brasil II Centro de Fetos, Brasil"
    assert split_places(places) == [
        ("1", "Instituto de Musgo. Salvador, BA, Brasil"),
        ("2", "Centro de Fetos, Brasil"),
    ]


def test_signs_of_fonts_and_inverted_names_at_line_ends() -> None:
    assert [p.name for p in split_people("\ue9d9 Ana Lima¹, \ue9d9 Rui Prato²", "pt")] == [
        "Ana Lima",
        "Rui Prato",
    ]
    assert [p.name for p in split_people("¹Chen, Pei-Ming,\n²Huang, Tzu-Fei,", "en")] == [
        "Chen, Pei-Ming",
        "Huang, Tzu-Fei",
    ]


def test_the_first_sign_may_come_as_a_question_mark() -> None:
    assert split_places("?University of Moss †Fern Works") == [
        ("?", "University of Moss"),
        ("†", "Fern Works"),
    ]
