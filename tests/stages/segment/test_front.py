"""Lines of front matter are told apart by fitted weights: over ways of printing, not over journals."""

from __future__ import annotations

import pytest

from pipeline.records.base import BBox, around
from pipeline.records.segment import Role
from pipeline.records.text import Block, Line, PageText, TextOrigin
from pipeline.stages.segment import segment
from pipeline.stages.segment.front import LABELS, RoleWeights, best_labels, weights

ABSTRACT = "Abstract: We measured the yield of maize under three kinds of tillage over nine years. No till gave most."
SMALL, TEXT, LARGE = 30, 40, 80


def page(*parts: tuple[str, int]) -> PageText:
    """A page of paragraphs, each (text, type size), one under the other; lines of a paragraph parted by `|`."""
    top, blocks = 150, []
    for text, size in parts:
        lines = []
        for line in text.split("|"):
            width = round(0.42 * size * len(line)) if line.isascii() else round(0.5 * size * len(line))
            lines.append(
                Line(text=line, bbox=BBox(300, top, 300 + width, top + size), confidence=0.98, engine="t")
            )
            top += round(1.25 * size)
        blocks.append(Block(lines=tuple(lines), bbox=around([line.bbox for line in lines])))
        top += size
    return PageText(
        number=1, width=2480, height=3508, dpi=300, origin=TextOrigin.TEXT_LAYER, blocks=tuple(blocks)
    )


def of(role: Role, *parts: tuple[str, int]) -> list[str]:
    return [s.text for s in segment([page(*parts)]).of(role)]


@pytest.mark.parametrize(
    ("parts", "title", "authors"),
    [
        pytest.param(
            (
                ("Revista de Suelos 2021, 14(2)", SMALL),
                ("Rendimiento del maíz bajo tres sistemas de|labranza en suelos de ladera", LARGE),
                ("Laura Núñez¹, Pedro de la Cruz²", TEXT),
                ("¹ Universidad del Valle, Facultad de Agronomía|² Instituto de Suelos, Cali", SMALL),
                (ABSTRACT, TEXT),
            ),
            ["Rendimiento del maíz bajo tres sistemas de labranza en suelos de ladera"],
            ["Laura Núñez¹, Pedro de la Cruz²"],
            id="a running head stands over the title",
        ),
        pytest.param(
            (
                ("SOIL SCIENCE | ORIGINAL ARTICLE".replace("|", "/"), SMALL),
                ("Yield of maize under three kinds of tillage|on sloping land", LARGE),
                ("Laura Brown and Peter Walker", TEXT),
                ("Institute of Soils, University of Leeds", SMALL),
                (ABSTRACT, TEXT),
            ),
            ["Yield of maize under three kinds of tillage on sloping land"],
            ["Laura Brown and Peter Walker"],
            id="a section's name stands over the title",
        ),
        pytest.param(
            (
                ("Ertrag von Mais bei drei Arten der Bodenbearbeitung", LARGE),
                ("Sven Hoffmann", TEXT),
                ("Institut für Bodenkunde, Universität Kiel", SMALL),
                (ABSTRACT, TEXT),
            ),
            ["Ertrag von Mais bei drei Arten der Bodenbearbeitung"],
            ["Sven Hoffmann"],
            id="a lone author in his own line",
        ),
        pytest.param(
            (
                ("УДК 631.51", SMALL),
                ("УРОЖАЙНОСТЬ КУКУРУЗЫ ПРИ ТРЁХ СПОСОБАХ|ОБРАБОТКИ ПОЧВЫ", LARGE),
                ("А. П. Лебедев, О. И. Морозова", TEXT),
                ("Институт почвоведения, Казань", SMALL),
                (
                    "Аннотация: Измерена урожайность кукурузы при трёх способах обработки почвы за девять лет.",
                    TEXT,
                ),
            ),
            ["УРОЖАЙНОСТЬ КУКУРУЗЫ ПРИ ТРЁХ СПОСОБАХ ОБРАБОТКИ ПОЧВЫ"],
            ["А. П. Лебедев, О. И. Морозова"],
            id="initials before Cyrillic names",
        ),
    ],
)
def test_title_and_people(parts: tuple[tuple[str, int], ...], title: list[str], authors: list[str]) -> None:
    assert of(Role.TITLE, *parts) == title
    assert of(Role.AUTHORS, *parts) == authors


def test_two_titles_that_meet_are_parted() -> None:
    titles = of(
        Role.TITLE,
        ("Rendimiento del maíz bajo tres sistemas de|labranza en suelos de ladera", LARGE),
        ("Yield of maize under three kinds of tillage|on sloping land", 64),
        ("Laura Núñez, Pedro Silva", TEXT),
        (ABSTRACT, TEXT),
    )
    assert titles == [
        "Rendimiento del maíz bajo tres sistemas de labranza en suelos de ladera",
        "Yield of maize under three kinds of tillage on sloping land",
    ]


def test_marks_after_names_are_no_broken_writing() -> None:
    found = segment(
        [
            page(
                ("The new normal of maize", LARGE),
                ("Laura Brown **, ***|Peter Walker ****", TEXT),
                (ABSTRACT, TEXT),
            )
        ]
    )
    assert not any(s.garbled for s in found.segments)


def test_the_likeliest_sequence_minds_what_comes_after_what() -> None:
    known = RoleWeights(
        {"big": {"begin title": 1.0}, "names": {"authors": 1.0, "affiliations": 1.2}},
        {("begin title", "authors"): 1.0},
    )
    assert best_labels([["big"], ["names"]], known) == ["begin title", "authors"]


def test_the_weights_know_every_label_and_hold_no_word() -> None:
    known = weights()
    assert {label for labels in known.states.values() for label in labels} == set(LABELS)
    assert all(feature.isascii() and len(feature) < 30 for feature in known.states)
