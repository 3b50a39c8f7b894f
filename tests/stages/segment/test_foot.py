"""Notes at the foot of the first page, titles under the label of an abstract, a name and a place on one line."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.records.segment import Role
from pipeline.records.text import PageText
from pipeline.stages.segment import segment
from pipeline.stages.segment.foot import foot_runs, whole_places
from pipeline.stages.segment.front import LinePart
from pipeline.stages.segment.garbled import marked
from pipeline.stages.segment.pieces import Piece, all_pieces
from pipeline.stages.segment.runs import resolved
from pipeline.stages.segment.surroundings import Surroundings
from pipeline.stages.segment.walk import Walk
from tests.stages.segment.printed import page

LARGE, TEXT, SMALL = 70, 40, 30
FRONT = ["Soil moisture of northern meadows", "Anna Smith¹, Peter Brown²"]
SUMMARY = [
    "Abstract",
    "We measured the moisture of soils in northern meadows over six years and found it falling.",
    "Wet years were rare, and dry ones came in pairs after warm winters without any snow at all.",
]
BODY = [
    "1. Introduction",
    *["Meadows of the north have been mown for centuries by those who live there."] * 18,
]


def notes(text: PageText) -> list[list[str]]:
    def judge(run: Sequence[Piece], around: Surroundings) -> list[LinePart]:
        return [LinePart(Role.TITLE, begins=True) if p.size > TEXT + 1 else LinePart(Role.BODY) for p in run]

    found = resolved(Walk(marked(all_pieces([text]))).marked(), judge)
    return [[found[n].piece.text for n in run] for run in foot_runs(found)]


def test_a_note_begins_at_the_first_marked_place_in_the_lower_half_of_the_page() -> None:
    own = [
        "¹ Department of Botany, University of Nordland, Norway",
        "² Institute of Soils, Upsala",
        "a) anna@example.org",
    ]
    assert notes(page(*FRONT, SUMMARY, BODY, own, sizes={0: LARGE, 4: SMALL})) == [own]


@pytest.mark.parametrize(
    "foot",
    [
        pytest.param(
            ["The meadows were mown again in the years after the war by the same people."], id="text"
        ),
        pytest.param(["2. Methods", "Plots were laid out along the river and the lake."], id="heading"),
    ],
)
def test_text_at_the_foot_is_no_note(foot: list[str]) -> None:
    assert notes(page(*FRONT, SUMMARY, BODY, foot, sizes={0: LARGE})) == []


def test_places_at_the_foot_are_affiliations() -> None:
    own = [
        "¹ Department of Botany, University of Nordland, Norway",
        "² Institute of Soils, Upsala University, Sweden",
    ]
    found = segment([page(*FRONT, SUMMARY, BODY, own, sizes={0: LARGE, 4: SMALL})])
    places = " ".join(s.text for s in found.of(Role.AFFILIATIONS))
    assert "University of Nordland" in places
    assert "Institute of Soils" in places


def test_a_paragraph_between_label_and_abstract_is_the_title_in_that_language() -> None:
    found = segment(
        [
            page(
                *FRONT,
                SUMMARY,
                "Resumo",
                ["A umidade do solo dos prados do norte"],
                [
                    "Medimos a umidade dos solos nos prados do norte durante seis anos e vimos que ela diminui.",
                    "Anos úmidos foram raros, e os secos vieram em pares depois de invernos quentes e sem neve.",
                ],
                "Palavras-chave: solo; umidade; prados",
                sizes={0: LARGE},
            )
        ]
    )
    assert {s.language: s.text for s in found.of(Role.TITLE)} == {
        "en": FRONT[0],
        "pt": "A umidade do solo dos prados do norte",
    }
    assert next(s for s in found.of(Role.ABSTRACT) if s.language == "pt").text.startswith(
        ("Resumo", "Medimos")
    )


@pytest.mark.parametrize(
    ("line", "name", "place"),
    [
        (
            "† Taro Yamano, Graduate School of Information Science",
            "† Taro Yamano,",
            "Graduate School of Information Science",
        ),
        ("Li Ming, School of Life, Peking University", "Li Ming,", "School of Life, Peking University"),
        ("² 王大明，花園市立大學教育學系", "² 王大明，", "花園市立大學教育學系"),
        ("Lin, Mei-Lan, Department of Education", "Lin, Mei-Lan,", "Department of Education"),
    ],
)
def test_a_line_with_one_name_and_a_place_is_cut_between_the_two(line: str, name: str, place: str) -> None:
    assert [p.text for p in all_pieces([page(line)])] == [name, place]


@pytest.mark.parametrize(
    "line",
    [
        "Stanford University, Department of Physics",
        "Department of Surgery, University of Calgary",
        "Anna Smith, Peter Brown, John Miller",
    ],
)
def test_a_line_of_places_or_of_names_is_not_cut(line: str) -> None:
    assert [p.text for p in all_pieces([page(line)])] == [line]


@pytest.mark.parametrize(
    ("first", "goes_on"),
    [
        ("¹ Instituto de Helechos y Musgos", True),
        ("¹ Instituto de Helechos, farn@helechos.example", False),
    ],
)
def test_a_place_of_a_note_goes_on_to_the_end_of_its_sentence(first: str, *, goes_on: bool) -> None:
    note = [
        first,
        "“Tobías Farn”, Apdo. 17, Avenida Norte, Exemplo, Ecuador.",
        "Tel.: (02) 257689",
    ]
    text = page(FRONT[0], FRONT[1], SUMMARY, BODY, note, sizes={0: LARGE, 4: SMALL})
    pieces = [p for p in all_pieces([text]) if p.text in note]
    roles = [Role.AFFILIATIONS, Role.BODY, Role.BODY]
    after = Role.AFFILIATIONS if goes_on else Role.BODY
    assert whole_places(pieces, roles) == [Role.AFFILIATIONS, after, Role.BODY]
