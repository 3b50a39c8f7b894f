"""What the neighbours of a line in the title block tell: places and names that look like something else by themselves."""

import pytest

from pipeline.languages.people import split_people
from pipeline.records.base import BBox
from pipeline.records.segment import Role, Segment, Segments
from pipeline.stages.extract.people.affiliations import find_affiliations
from pipeline.stages.extract.people.authors import find_authors
from pipeline.stages.extract.people.marked_places import split_places
from pipeline.stages.extract.people.parted_places import without_station
from pipeline.stages.extract.roles.foot_places import with_foot_places
from pipeline.stages.extract.roles.named_lines import is_named, with_named_lines
from pipeline.stages.extract.roles.place_tongues import with_place_tongues
from pipeline.stages.extract.roles.title_block import with_block_roles
from pipeline.stages.extract.texts.keywords import split_keywords
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


def test_an_address_with_its_postcode_and_country_below_a_name_is_a_place() -> None:
    found = _block(
        ("Jane Roe", Role.AUTHORS, "en"),
        ("MOSSA, Rocquefort, 78153 Le Chêne, France", Role.OTHER, "en"),
        ("AND", Role.OTHER, "en"),
        ("J. NIGEL DOE", Role.AUTHORS, "en"),
        ("Fern Development Laboratory, Winchester, Northern Ireland", Role.AFFILIATIONS, "en"),
    )
    assert _people(found) == ["Jane Roe", "J. NIGEL DOE"]
    assert _homes(found) == [
        "MOSSA, Rocquefort, 78153 Le Chêne, France",
        "Fern Development Laboratory, Winchester, Northern Ireland",
    ]


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


def test_places_below_names_in_the_documents_language_are_in_it_too() -> None:
    found = _block(
        ("Ana Pérez Ruiz¹", Role.AUTHORS, "es"),
        ("¹ Universidad de Musgo", Role.AFFILIATIONS, "en"),
        language="es",
    )
    assert _homes(found) == ["Universidad de Musgo"]


def test_single_words_in_a_row_are_captions() -> None:
    found = _block(("Jane Roe, John Doe", Role.AUTHORS, "en"), ("Person|Garment|Flow", Role.AUTHORS, "en"))
    rows = [s.model_copy(update={"role": Role.AUTHORS}) for s in found.segments[1:]]
    assert _people(found.model_copy(update={"segments": (found.segments[0], *rows)})) == [
        "Jane Roe",
        "John Doe",
    ]
    assert [p.name for p in split_people("張小琪 撰", "zh-Hant")] == ["張小琪"]


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


def test_a_link_behind_a_place_is_no_part_of_it() -> None:
    assert split_places("IRM, 2 rue des Mousses, France http://www.example.org/irm") == [
        ("", "IRM, 2 rue des Mousses, France")
    ]


def test_a_comma_before_a_mark_parts_nothing() -> None:
    people = split_people("Jane Roe,¹,² John Doe,³ Ann Poeª", "en")
    assert [(p.name, p.marks) for p in people] == [
        ("Jane Roe", ("1", "2")),
        ("John Doe", ("3",)),
        ("Ann Poe", ("a",)),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("何大草，石¹\n松，李小方²", [("何大草", ()), ("石松", ()), ("李小方", ("2",))]),
        ("何 草¹ 石 松²", [("何草", ("1",)), ("石松", ("2",))]),
    ],
)
def test_a_mark_inside_a_chinese_name_is_nobodys(text: str, names: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(p.name, p.marks) for p in split_people(text, "zh")] == names


def test_names_in_a_second_script_bear_the_marks_of_the_first() -> None:
    found = _block(
        ("何草†", Role.AUTHORS, "zh"),
        ("石松††¹", Role.AUTHORS, "zh"),
        ("† Cao He,|Example University of Mires", Role.AUTHORS, "en"),
        ("††1 Song Shi,|Moss Works", Role.AUTHORS, "en"),
        language="zh",
    )
    authors = find_authors(with_block_roles(found))
    assert [a.name["en"].value for a in authors] == ["Cao He", "Song Shi"]


def test_places_by_their_country_and_below_names() -> None:
    found = _block(
        ("Jane Roe", Role.AUTHORS, "en"),
        ("School of Ferns", Role.AFFILIATIONS, "en"),
        ("San Lorenzo, Paraguay", Role.AUTHORS, "en"),
        ("John Doe", Role.AUTHORS, "en"),
        ("Joint Centre of Moss", Role.OTHER, "en"),
    )
    assert _people(found) == ["Jane Roe", "John Doe"]
    assert _homes(found) == ["School of Ferns San Lorenzo, Paraguay", "Joint Centre of Moss"]


def test_notes_that_the_marks_of_names_lead_to() -> None:
    notes = [
        ("Keywords: ferns", Role.KEYWORDS, "en"),
        ("¹ Institute of Ferns, Av. Prado", Role.BODY, "en"),
        ("632, Salvador, Brasil. Correspondence to: J. Roe. Tel. +7 12", Role.BODY, "en"),
        ("² Moss Works, Fernton", Role.OTHER, "en"),
        ("³ Roe Mary Ann – student", Role.OTHER, "en"),
    ]
    found = with_foot_places(_block(("Jane Roe¹, John Doe²", Role.AUTHORS, "en"), *notes))
    assert [p.name["en"].value for p in find_affiliations(found)] == [
        "Institute of Ferns, Av. Prado 632, Salvador, Brasil",
        "Moss Works, Fernton",
    ]
    bare = _block(("Jane Roe, John Doe", Role.AUTHORS, "en"), *notes[:1])
    assert with_foot_places(bare) == bare


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Associate Professor Michael FARN, Jane Roe", ["Michael FARN", "Jane Roe"]),
        ("Rezension von Peter Farn", ["Peter Farn"]),
    ],
)
def test_what_leads_to_a_name_is_none_of_it(text: str, names: list[str]) -> None:
    assert [p.name for p in split_people(text, "en")] == names


def test_names_go_on_below_a_joiner_whatever_letters_they_hold() -> None:
    found = _block(("Jane Roe & John Doe &", Role.AUTHORS, "en"), ("Isabelle Farn", Role.OTHER, "en"))
    assert _people(found) == ["Jane Roe", "John Doe", "Isabelle Farn"]


def test_a_line_between_two_marked_places_goes_on_with_the_first() -> None:
    found = _block(
        ("Jane Roe¹, John Doe²", Role.AUTHORS, "en"),
        ("1. Ministry of Ferns, Centre for the counting and planting of", Role.AFFILIATIONS, "en"),
        ("urgent mosses, Senlis, France", Role.OTHER, "en"),
        ("2. Institute of Moss, Senlis, France", Role.AFFILIATIONS, "en"),
        ("3. The members of the team are listed at the end of the article", Role.AFFILIATIONS, "en"),
    )
    assert _homes(found) == [
        "Ministry of Ferns, Centre for the counting and planting of urgent mosses, Senlis, France",
        "Institute of Moss, Senlis, France",
    ]


def test_notes_that_say_who_somebody_is_before_the_place() -> None:
    found = _block(
        ("Ana Lima¹, Rui Prato², Eva Silva³", Role.AUTHORS, "pt"),
        ("¹ Engª Agrônoma, Prof. Doutora, Departamento de Musgos, UFS, Senlis - PE, Fone:", Role.BODY, "pt"),
        ("(0XX81)3320.6261, ana@example.org", Role.BODY, "pt"),
        ("² Estudante de Musgos - FERNSELVA - rui@example.org", Role.BODY, "pt"),
        ("³ Professora Instituto de Musgos - Campus Senlis - eva@example.org", Role.AFFILIATIONS, "pt"),
        language="pt",
    )
    told = with_foot_places(found)
    assert [p.name["pt"].value for p in find_affiliations(told)] == [
        "Departamento de Musgos, UFS, Senlis - PE",
        "FERNSELVA",
        "Instituto de Musgos - Campus Senlis",
    ]
    assert len(find_authors(told)) == 3


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("JOZEF MOOR U. GEORGIA FARN", ["JOZEF MOOR", "GEORGIA FARN"]),
        ("A. Moor u. F. Farn", ["A. Moor", "F. Farn"]),
        ("HANS U. MOOR FARN", ["HANS U. MOOR FARN"]),
        ("Hans U. Moor, Peter Farn", ["Hans U. Moor", "Peter Farn"]),
    ],
)
def test_the_short_form_of_und_parts_names(text: str, names: list[str]) -> None:
    assert [p.name for p in split_people(text, "de")] == names


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


@pytest.mark.parametrize(
    ("text", "below", "named"),
    [
        ("JOHANNA PRATO UND THOMAS LINDE", [], True),
        ("© 2021 г. В. В. Орлова", [], True),
        ("2nd Maria de la Torre Prado", [], True),
        ("Xyw Qzorn", ["xyw.qzorn@moss.org"], True),
        ("Xyw Qzorn", ["office@moss.org"], False),
        ("Fern Growth Methods", [], False),
        ("Maria Prado studies ferns", [], False),
    ],
)
def test_lines_that_name_people_by_more_than_their_shape(text: str, below: list[str], named: bool) -> None:
    assert is_named(text, below) is named


def test_names_that_no_line_was_given_the_role_of() -> None:
    found = _block(
        ("Maria Prado, Thomas Linde", Role.OTHER, "en"),
        ("School of Ferns and Mosses", Role.AUTHORS, "en"),
        ("Growth of ferns is slow.", Role.BODY, "en"),
    )
    told = with_named_lines(found)
    assert [(s.role, s.text) for s in told.segments[1:3]] == [
        (Role.AUTHORS, "Maria Prado, Thomas Linde"),
        (Role.OTHER, "School of Ferns and Mosses"),
    ]
    named = _block(("Jane Roe", Role.AUTHORS, "en"), ("Maria Prado", Role.OTHER, "en"))
    assert with_named_lines(named) is named


def test_a_name_with_a_mark_among_the_names_is_one_and_names_said_again_are_not() -> None:
    found = _block(
        ("Maria Prado¹", Role.AUTHORS, "en"),
        ("Thomas Linde²", Role.TITLE, "en"),
        ("Ana Ruiz³", Role.AUTHORS, "en"),
        ("Maria Prado, Thomas Linde", Role.AUTHORS, "en"),
    )
    assert _people(found) == ["Maria Prado", "Thomas Linde", "Ana Ruiz"]


@pytest.mark.parametrize(
    ("rows", "places"),
    [
        (
            ["Center of Ferns, University of Moss", "iFern Joint Centre of Lichens"],
            ["Center of Ferns, University of Moss", "iFern Joint Centre of Lichens"],
        ),
        (
            ["Institute of Ferns, 1399 Bog Road, USA", "Lichen Hub - Lange Strasse 3, 1080 Vienna, Austria"],
            ["Institute of Ferns, 1399 Bog Road, USA", "Lichen Hub - Lange Strasse 3, 1080 Vienna, Austria"],
        ),
        (
            ["Department of Ferns, Faculty of Botany", "University of Moss"],
            ["Department of Ferns, Faculty of Botany University of Moss"],
        ),
        (
            ["1st Jane Roe", "School of Ferns", "2nd John Doe", "School of Ferns", "3rd Ann Poe", "School of Moss"],
            ["School of Ferns", "School of Moss"],
        ),
    ],
)  # fmt: skip
def test_where_a_place_ends_another_begins(rows: list[str], places: list[str]) -> None:
    found = _block(
        ("Jane Roe, John Doe, Ann Poe", Role.AUTHORS, "en"), *((row, Role.AFFILIATIONS, "en") for row in rows)
    )
    assert [p.name["en"].value for p in find_affiliations(found)] == places


def test_a_place_printed_under_two_marks_is_one_that_both_lead_to() -> None:
    found = _block(
        ("Jane Roe¹, John Doe², Ann Poe³", Role.AUTHORS, "en"),
        ("1. School of Ferns; 2. School of Moss; 3. School of Ferns", Role.AFFILIATIONS, "en"),
    )
    assert [p.name["en"].value for p in find_affiliations(found)] == ["School of Ferns", "School of Moss"]
    assert [a.affiliations for a in find_authors(found)] == [(1,), (2,), (1,)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Орлов Иван Петрович – студент, факультет ботаники, Университет", "факультет ботаники, Университет"),
        ("кандидат наук (Институт папоротников)", "Институт папоротников"),
        ("Associate Professor, Institute of Ferns", "Institute of Ferns"),
        ("Institute of Ferns (Moss Branch)", "Institute of Ferns (Moss Branch)"),
    ],
)
def test_what_somebody_is_at_a_place_is_no_part_of_it(text: str, place: str) -> None:
    assert without_station(text) == place


def test_a_line_without_a_mark_under_a_place_goes_on_with_it_where_all_names_bear_marks() -> None:
    found = _block(
        ("Jane Roe¹, John Doe²", Role.AUTHORS, "en"),
        ("1. University of Moss, Fernby; 2. Department of", Role.AFFILIATIONS, "en"),
        ("Speech Therapy,|The Third Hospital of Fernby", Role.AUTHORS, "en"),
    )
    assert _people(found) == ["Jane Roe", "John Doe"]


def test_marked_names_above_the_names_are_names() -> None:
    found = _block(
        ("何草¹，石松²，卷柏³，", Role.BODY, "zh"),
        ("沼泽研究协作组⁴", Role.AUTHORS, "zh"),
        language="zh",
    )
    assert _people(found)[:3] == ["何草", "石松", "卷柏"]


def test_lines_within_a_bracket_that_a_line_below_the_names_opens_are_places() -> None:
    found = _block(
        (
            "Jane Roe*, John Doe, Ann Poe|(School of|Information & Computer Science, Fernby|Moss Town)",
            Role.AUTHORS,
            "en",
        ),
    )
    assert _people(found) == ["Jane Roe", "John Doe", "Ann Poe"]


def test_a_place_in_two_scripts_and_where_somebody_works_now() -> None:
    found = _block(
        ("湿原太郎1,†1", Role.AUTHORS, "ja"),
        ("b)", Role.AFFILIATIONS, "en"),
        ("1 湿原学会", Role.BODY, "ja"),
        ("Mire Society, Tokyo 100-0000, Japan", Role.BODY, "en"),
        ("†1 現在，湿原大学", Role.BODY, "ja"),
        ("Presently with Mire University", Role.BODY, "en"),
        language="ja",
    )
    places = find_affiliations(with_place_tongues(with_foot_places(found)))
    assert [{code: field.value for code, field in p.name.items()} for p in places] == [
        {"ja": "湿原学会", "en": "Mire Society, Tokyo 100-0000, Japan"},
        {"ja": "湿原大学", "en": "Mire University"},
    ]


def test_a_note_with_all_figures_of_the_names_outweighs_one_with_some() -> None:
    found = _block(
        ("Jane Roe¹*, John Doe²", Role.AUTHORS, "en"),
        ("¹ Institute of Ferns, Salvador, Brasil", Role.AFFILIATIONS, "en"),
        ("Keywords: ferns", Role.KEYWORDS, "en"),
        ("¹ Institute of Ferns, Salvador, Brasil. ² Institute of", Role.BODY, "en"),
        ("Moss, Fernton, Brasil", Role.BODY, "en"),
    )
    places = [p.name["en"].value for p in find_affiliations(with_foot_places(found))]
    assert places == ["Institute of Ferns, Salvador, Brasil", "Institute of Moss, Fernton, Brasil"]


def test_of_lists_of_unlike_length_those_stand_together_that_sound_alike() -> None:
    found = _block(
        ("Орлов Иван Петрович, Мохова Анна Ивановна", Role.AUTHORS, "ru"),
        ("Mokhova Anna Ivanovna", Role.AUTHORS, "en"),
        language="ru",
    )
    names = [{code: f.value for code, f in a.name.items()} for a in find_authors(found)]
    assert names == [
        {"ru": "Орлов Иван Петрович"},
        {"ru": "Мохова Анна Ивановна", "en": "Mokhova Anna Ivanovna"},
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Орлов И.П Мохова А.И.", ["Орлов И.П", "Мохова А.И."]),
        ("И. П. Орлов А. И. Мохова", ["И. П. Орлов", "А. И. Мохова"]),
        ("J. R. R. Roe", ["J. R. R. Roe"]),
    ],
)
def test_names_with_initials_need_no_commas(text: str, names: list[str]) -> None:
    assert [p.name for p in split_people(text, "ru")] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ana Roe a,b,*, Ben Poe a,d, Eva Farn ᵃ", [("Ana Roe", ("a", "b", "*")), ("Ben Poe", ("a", "d")), ("Eva Farn", ("a",))]),
        ("Siti Pakis, M.T., Dr.Eng¹, Budi Lumut, S.Kom.²", [("Siti Pakis", ("1",)), ("Budi Lumut", ("2",))]),
        ("Ana B. Roe¹ ● Ben C. Poe²", [("Ana B. Roe", ("1",)), ("Ben C. Poe", ("2",))]),
    ],
    ids=["letters behind a comma", "Indonesian degrees", "discs part names"],
)  # fmt: skip
def test_marks_of_names(text: str, names: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(p.name, p.marks) for p in split_people(text, "en")] == names


def test_a_postal_code_that_a_wide_gap_parts_from_its_town_is_part_of_the_place() -> None:
    found = _block(
        ("庭小花¹，苔大树²", Role.AUTHORS, "zh"),
        ("1.某某大学食品学院，江苏无锡", Role.AFFILIATIONS, "zh"),
        ("214122；", Role.OTHER, "en"),
        ("2.某某大学网络学院，湖北武汉 430072", Role.AFFILIATIONS, "zh"),
        language="zh",
    )
    assert _homes(found) == ["某某大学食品学院，江苏无锡214122", "某某大学网络学院，湖北武汉 430072"]


@pytest.mark.parametrize(
    "text",
    [
        "¹)（某某研究所 苏州 215123）\n²)（某某大学 北京 100049）",
        "¹) 某某研究所 苏州 215123 ²) 某某大学 北京 100049",
        "¹⁾ (某某研究所 苏州 215123)\n²⁾ (某某大学 北京 100049)",
        "⁽¹⁾某某研究所 苏州 215123；⁽²⁾某某大学 北京 100049",
    ],
)
def test_raised_marks_with_a_bracket_behind_them(text: str) -> None:
    assert split_places(text) == [("1", "某某研究所 苏州 215123"), ("2", "某某大学 北京 100049")]


def test_a_town_and_its_country_go_on_with_the_place_whose_comma_waits_for_them() -> None:
    found = _block(
        ("И. И. Соколов", Role.AUTHORS, "ru"),
        ("Институт болот имени В. Тростникова,", Role.BODY, "ru"),
        ("Тверь, Россия, sokolov@mires.example", Role.BODY, "ru"),
        language="ru",
    )
    (place,) = find_affiliations(with_place_tongues(with_block_roles(found)))
    assert place.name["ru"].value == "Институт болот имени В. Тростникова, Тверь, Россия"


def test_a_small_letter_behind_capitals_is_a_mark() -> None:
    people = split_people("A. B. ROEa, C. D. POEb and E. Doe", "en")
    assert [(p.name, p.marks) for p in people] == [
        ("A. B. ROE", ("a",)),
        ("C. D. POE", ("b",)),
        ("E. Doe", ()),
    ]


def test_keywords_parted_by_a_sign_that_its_font_does_not_explain() -> None:
    assert split_keywords("Ferns \ufffd Mosses of moors \ufffd Gardens") == [
        "Ferns",
        "Mosses of moors",
        "Gardens",
    ]
