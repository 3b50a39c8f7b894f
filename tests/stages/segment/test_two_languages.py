"""Title blocks in several languages, labels beside their text, abstracts that only their place tells."""

from __future__ import annotations

import pytest

from pipeline.records.base import BBox
from pipeline.records.segment import Role
from pipeline.records.text import Block, BlockKind, Line, PageText, TextOrigin
from pipeline.stages.extract import extract
from pipeline.stages.segment import segment
from tests.stages.segment.printed import page

SAID = [
    "Se midió el agua de doce pozos durante nueve años en tres valles, con los mismos aparatos y por las",
    "mismas personas, y se compararon las sequías con los años de lluvia que les siguieron en cada valle.",
]
TOLD = [
    "We measured the water of twelve wells over nine years in three valleys, with the same instruments and",
    "by the same people, and compared the droughts with the years of rain that followed them in each valley.",
]
TEXT = [
    "El agua de los pozos baja en verano y sube en otoño, y nadie sabe cuánto tarda en llegar desde las",
    "lomas hasta el fondo de los valles, porque nadie lo ha medido durante más de dos veranos seguidos.",
]


def line(text: str, left: int, top: int, right: int, height: int = 34) -> Line:
    return Line(text=text, bbox=BBox(left, top, right, top + height), confidence=1.0, engine="hand")


def set_page(*blocks: tuple[int, list[Line]]) -> PageText:
    """A page of blocks given by their column and lines, in reading order."""
    made = []
    for column, lines in blocks:
        box = lines[0].bbox
        for each in lines:
            box = box.union(each.bbox)
        made.append(Block(lines=tuple(lines), bbox=box, kind=BlockKind.BODY, column=column))
    return PageText(
        number=1, width=2500, height=3200, dpi=300, origin=TextOrigin.TEXT_LAYER, blocks=tuple(made)
    )


def down(texts: list[str], left: int, top: int, right: int) -> list[Line]:
    return [line(text, left, top + 44 * n, right) for n, text in enumerate(texts)]


def test_a_title_between_keywords_and_the_next_abstract_is_that_of_the_next_language() -> None:
    found = extract(
        segment(
            [
                page(
                    "Las aguas de los valles del sur",
                    "Ana Moreno Ruiz",
                    ["Resumen", *SAID],
                    "Palabras clave: agua, pozos, sequía",
                    "Waters of the southern valleys in years of drought",
                    ["Abstract", *TOLD],
                    "Keywords: water, wells, drought",
                    "1. Introducción",
                    TEXT,
                    sizes={0: 62},
                )
            ]
        )
    )
    assert found.title["es"].value == "Las aguas de los valles del sur"
    assert found.title["en"].value == "Waters of the southern valleys in years of drought"
    assert found.abstract["en"].text.value.startswith("We measured")


@pytest.mark.parametrize("gap", [0, 36])
def test_text_beside_its_label_is_read_with_it(gap: int) -> None:
    found = segment(
        [
            set_page(
                (0, [line("Las aguas de los valles del sur", 200, 300, 1800, 70)]),
                (0, [line("Ana Moreno Ruiz y Juan Pérez Soto", 200, 420, 1000, 44)]),
                (0, [line("RESUMEN", 700, 600, 870)]),
                (0, [line("Palabras clave", 600, 1000, 870)]),
                (0, down([t[:40] for t in TEXT * 3], 200, 1300, 860)),
                (1, down(SAID * 2, 940, 600, 2300)),
                (1, [line("Agua, pozos, sequía, valles.", 940, 1000 + gap, 1700)]),
                (1, down([t[-40:] for t in TEXT * 3], 940, 1300, 1600)),
            )
        ]
    )
    assert [s.text for s in found.of(Role.KEYWORDS)] == ["Palabras clave Agua, pozos, sequía, valles."]
    assert extract(found).abstract["es"].text.value == " ".join(SAID * 2)


def test_sentences_between_a_notice_and_the_first_heading_are_the_abstract() -> None:
    found = extract(
        segment(
            [
                page(
                    "Waters of the southern valleys",
                    "Anna Moreau and Jean Petit",
                    "Department of Waters, University of Hills, 12 Hill Street, Hilltown, United Kingdom",
                    "Received 9 November 2010; Accepted 25 December 2010",
                    "Copyright © 2010 Anna Moreau et al. This is an open access article that may be copied.",
                    ["Objectives. " + TOLD[0], *TOLD[1:]],
                    "1. Introduction",
                    [
                        "Water in wells falls in summer, and nobody knows for how long it is on its way down from"
                    ]
                    * 3,
                    sizes={0: 62, 1: 44},
                )
            ]
        )
    )
    assert found.abstract["en"].text.value == " ".join(["Objectives. " + TOLD[0], *TOLD[1:]])
    assert ("abstract.unlabelled", "abstract.en") in {(f.code, f.path) for f in found.flags}


def test_a_title_in_each_of_three_languages_is_kept_in_each() -> None:
    found = extract(
        segment(
            [
                page(
                    "Tecnología en la educación de los valles, logros y problemas",
                    [
                        "Technology in the schools of the valleys, achievements and problems",
                        "Tecnologia na educação dos vales, realizações e problemas",
                    ],
                    "Carlos José Mendoza Ruiz",
                    ["Resumen", *SAID],
                    "Palabras clave: agua, pozos",
                    "Introducción",
                    TEXT * 2,
                    sizes={0: 60, 1: 58},
                )
            ]
        )
    )
    assert {code: field.value[:14] for code, field in found.title.items()} == {
        "es": "Tecnología en ",
        "en": "Technology in ",
        "pt": "Tecnologia na ",
    }


def test_two_titles_in_one_block_part_where_the_type_changes() -> None:
    one = set_page(
        (
            0,
            [
                line("Sombras de agujeros negros que giran", 400, 300, 1700, 60),
                line("Shadows of black holes that rotate", 500, 390, 1500, 46),
            ],
        ),
        (0, [line("Uriel Chávez Flores", 400, 600, 800, 40)]),
        (0, down(["Resumen", *SAID], 300, 800, 2200)),
        (0, [line("Palabras clave: agujeros negros, sombra", 300, 1000, 1400)]),
        (0, down(TEXT * 3, 300, 1200, 2200)),
    )
    title = extract(segment([one])).title
    assert title["es"].value == "Sombras de agujeros negros que giran"
    assert title["en"].value == "Shadows of black holes that rotate"


def test_the_last_line_of_a_title_that_begins_small_is_no_title_of_another_language() -> None:
    one = set_page(
        (
            0,
            [
                line("Falling levels of water in northern peatlands:", 300, 300, 1900, 100),
                line("six years of measurements, diagnostic and prognostic", 300, 420, 1900, 97),
            ],
        ),
        (0, [line("variation in coastal moss", 700, 540, 1500, 84)]),
        (0, [line("Uriel Chávez Flores", 400, 700, 800, 50)]),
        (0, down(["Abstract", *TOLD], 300, 800, 2200)),
        (0, [line("Keywords: water, mires", 300, 1000, 1400)]),
        (0, down(TOLD * 3, 300, 1200, 2200)),
    )
    title = extract(segment([one])).title
    assert list(title) == ["en"]
    assert title["en"].value.endswith("prognostic variation in coastal moss")


def test_a_label_in_capitals_and_figures_with_little_words_are_writing_beside_lines_that_are_none() -> None:
    found = segment(
        [
            page(
                "Waters of the southern valleys",
                "Anna Moreau and Jean Petit",
                ["pmj.bmj.com/xkq/zzt/", "unlckd.xhtml."],
                "ABSTRACT",
                [
                    *TOLD,
                    "p<0.00001); the WMD of SF was 10.05 mg/l (95% CI",
                    "5.48 to 14.63 mg/l, p<0.00001).",
                ],
                "1. Introduction",
                ["Water in wells falls in summer, and nobody knows for how long it is on its way down from"]
                * 3,
                sizes={0: 62, 1: 44},
            )
        ]
    )
    text = extract(found).abstract["en"].text.value
    assert text.startswith("We measured")
    assert text.endswith("14.63 mg/l, p<0.00001).")


def test_an_editor_is_no_author_and_a_portrait_names_nobody_twice() -> None:
    found = extract(
        segment(
            [
                page(
                    "Waters of the southern valleys",
                    "Anna Moreau",
                    "Anna Moreau",
                    "Academic Editor: Karl S. Berg",
                    ["Abstract", *TOLD],
                    "1. Introduction",
                    [
                        "Water in wells falls in summer, and nobody knows for how long it is on its way down from"
                    ]
                    * 3,
                    sizes={0: 62, 1: 44},
                )
            ]
        )
    )
    assert [field.value for author in found.authors for field in author.name.values()] == ["Anna Moreau"]


def test_a_citation_at_the_foot_of_a_page_tells_the_issue() -> None:
    found = extract(
        segment(
            [
                page(
                    "Die Wälder der südlichen Täler",
                    "Anna Moreau",
                    [
                        "Zusammenfassung – Der Beitrag fasst zusammen, wie Wälder durch neun Jahre gegangen sind, und nennt",
                        "die Grenzen der Übertragung auf andere Wälder, die nicht in diesen Tälern stehen.",
                    ],
                    "1. Einleitung",
                    [
                        "Wälder halten Wasser, und sie lassen es gehen. Wer wissen will, wie viel bleibt, muss messen"
                    ]
                    * 5,
                    "Forstliche Beziehungen, 18(3): 143-166",
                    sizes={0: 62, 1: 44},
                )
            ]
        )
    )
    said = (found.journal["de"], found.volume, found.issue, found.first_page, found.last_page)
    assert [field and field.value for field in said] == ["Forstliche Beziehungen", "18", "3", "143", "166"]


def test_what_stands_under_a_title_in_smaller_type_goes_on_with_it() -> None:
    one = set_page(
        (0, [line("Banden und Gewalt an den Schulen", 500, 300, 1700, 62)]),
        (0, [line("Ergebnisse einer Befragung in neun Tälern des Südens", 400, 430, 1800, 52)]),
        (0, [line("von Marek Fuchs", 900, 600, 1300, 44)]),
        (
            0,
            down(
                [
                    "Zusammenfassung",
                    "Der Beitrag fasst zusammen, was in neun Tälern gefragt wurde, und was nicht.",
                ],
                300,
                800,
                2200,
            ),
        ),
        (0, down(["1. Einleitung"], 300, 1000, 800)),
        (
            0,
            down(
                ["Ein Kontext, in dem das Verhalten von Jugendlichen derzeit mehr als sonst beobachtet wird,"]
                * 4,
                300,
                1100,
                2200,
            ),
        ),
    )
    found = extract(segment([one]))
    whole = "Banden und Gewalt an den Schulen: Ergebnisse einer Befragung in neun Tälern des Südens"
    assert found.title["de"].value == whole
    assert [author.name["de"].value for author in found.authors] == ["Marek Fuchs"]


def test_a_title_larger_than_the_text_that_passed_for_a_running_head_is_the_title() -> None:
    body = [
        "Het gaat over volgende week en volgend jaar, over jou en je kind, je ouder of je baas, en heel"
    ] * 4
    found = extract(
        segment(
            [
                set_page(
                    (0, [line("Slimme metgezellen", 900, 500, 1500, 66)]),
                    (0, [line("Anna van den Berg", 950, 640, 1400, 44)]),
                    (0, [line("27/07/2025", 1050, 740, 1300, 44)]),
                    (0, [line("Inleiding", 200, 900, 500, 50)]),
                    (0, down(body, 200, 1000, 2200)),
                )
            ]
        )
    )
    assert [field.value for field in found.title.values()] == ["Slimme metgezellen"]
    assert [field.value for author in found.authors for field in author.name.values()] == [
        "Anna van den Berg"
    ]


def test_a_place_under_a_raised_mark_is_no_title_where_lines_stand_above_the_people() -> None:
    found = segment(
        [
            page(
                ["Forests of the southern valleys and their water", "in years of drought"],
                ["Anna Moreau¹, Jean Petit²"],
                ["¹ Institute of Forests, University of Hills, Hilltown, United Kingdom"],
                ["Abstract", *TOLD],
                "1. Introduction",
                ["Water in wells falls in summer, and nobody knows for how long it is on its way down from"]
                * 3,
            )
        ]
    )
    assert [s.text for s in found.of(Role.TITLE)] == [
        "Forests of the southern valleys and their water in years of drought"
    ]


@pytest.mark.parametrize(
    ("said", "below", "doubted"),
    [
        (TOLD, "Keywords: water, wells, drought", False),
        (["Objectives. " + TOLD[0], TOLD[1], "Methods. Wells were dug. Results. Water came."], "", False),
        (TOLD, "", True),
    ],
)
def test_an_abstract_without_a_label_is_no_doubt_above_its_keywords_or_in_its_sections(
    said: list[str], below: str, *, doubted: bool
) -> None:
    found = extract(
        segment(
            [
                page(
                    "Waters of the southern valleys",
                    "Anna Moreau and Jean Petit",
                    said,
                    *([below] if below else []),
                    "1. Introduction",
                    [
                        "Water in wells falls in summer, and nobody knows for how long it is on its way down from"
                    ]
                    * 3,
                    sizes={0: 62, 1: 44},
                )
            ]
        )
    )
    assert found.abstract["en"].text.value == " ".join(said)
    assert any(flag.code == "abstract.unlabelled" for flag in found.flags) is doubted


def test_an_abstract_goes_on_to_the_keywords_of_the_next_page() -> None:
    first = page(
        "УДК 631.4",
        "ВПЛИВ ВОЛОГОСТІ ҐРУНТУ НА РІСТ ОЧЕРЕТУ",
        "І. Є. Соколенко, аспірант, А. Ї. Вітренко, канд. біол. наук, доц.",
        "Інститут боліт, м. Суми",
        [
            "Вивчено вплив вологості ґрунту на ріст очерету в трьох водоймах області за два роки спостережень,",
            "показано, що біомаса рослин залежить від рівня води навесні та влітку, а також від",
        ],
        sizes={1: 60},
    )
    second = page(
        ["температури повітря над водою."],
        "Ключові слова: очерет; вологість; ґрунт",
        ["Очерет росте по берегах водойм і на болотах, де його коріння тримає пухкий ґрунт увесь рік."] * 5,
        number=2,
    )
    found = segment([first, second])
    abstract = " ".join(s.text for s in found.of(Role.ABSTRACT))
    assert abstract.startswith("Вивчено")
    assert abstract.endswith("над водою.")
