"""Booklets of institutes: cover, title page and the card with both abstracts are one front matter."""

from __future__ import annotations

import pytest

from pipeline.records.base import BBox, around
from pipeline.records.segment import Role
from pipeline.records.text import Block, BlockKind, Line, PageText, TextOrigin
from pipeline.stages.extract import extract
from pipeline.stages.segment import segment
from pipeline.stages.segment.booklet import with_booklet
from pipeline.stages.segment.pieces import all_pieces
from pipeline.stages.segment.walk import Walk

Placed = tuple[int, int, str]


def page(number: int, placed: list[Placed], kind: BlockKind = BlockKind.BODY, sure: float = 0.95) -> PageText:
    """A page of lines (left, top, text) in one block."""
    lines = tuple(
        Line(text=text, bbox=BBox(left, top, left + 24 * len(text), top + 44), confidence=sure, engine="hand")
        for left, top, text in placed
    )
    block = Block(lines=lines, bbox=around([line.bbox for line in lines]), kind=kind, column=0)
    return PageText(number=number, width=1700, height=2500, dpi=300, origin=TextOrigin.OCR, blocks=(block,))


COVER = page(
    1,
    [(60, 120, "Б-601"), (1180, 860, "10 - 1234"), (190, 1150, "И.И.Петров, П.П.Сидорова,"),
     (190, 1250, "А.Б.Лесная"), (190, 1450, "ПРИБОРЫ ДЛЯ УЧЕТА ПОЧВ")],
    sure=0.8,
)  # fmt: skip
TITLE = page(
    2,
    [(1180, 700, "10 - 1234"), (190, 980, "И.И.Петров, П.П.Сидорова,"), (190, 1080, "А.Б.Лесная"),
     (190, 1300, "ПРИБОРЫ ДЛЯ УЧЕТА ПОЧВ"), (190, 1400, "В ЗАСУШЛИВЫХ РАЙОНАХ"),
     (190, 1800, "Направлено на совещание по почвам")],
)  # fmt: skip
CARD = [
    (330, 480, "Петров И.И. и др."), (1160, 480, "10 - 1234"),
    (420, 540, "Приборы для учета почв в засушливых районах"),
    (360, 600, "Описываются приборы, которые построены для учета"),
    (270, 650, "почв в засушливых районах. Дано краткое описание"),
    (270, 700, "приборов и приведены результаты измерений."),
    (350, 760, "Работа выполнена в Лаборатории почв."),
    (270, 1170, "Сообщение Института почв. Лесной 1977"),
]  # fmt: skip
ENGLISH = [
    (330, 1270, "Petrov I.I. et al."), (1160, 1270, "10 - 1234"),
    (420, 1330, "Devices for Soil Surveys in Dry Regions"),
    (360, 1390, "Devices which were built for surveys of soils"),
    (270, 1440, "in dry regions are described. A short account of"),
    (270, 1490, "them is given, and the measurements are listed."),
    (350, 1550, "The investigation has been performed at the Laboratory of Soils."),
]  # fmt: skip


@pytest.mark.parametrize("kind", [BlockKind.BOXED, BlockKind.BODY])
def test_cover_title_page_and_card_are_one_front_matter(kind: BlockKind) -> None:
    found = extract(segment([COVER, TITLE, page(3, [*CARD, *ENGLISH], kind)]))
    assert found.language == "ru"
    assert {code: field.value for code, field in found.title.items()} == {
        "ru": "Приборы для учета почв в засушливых районах",
        "en": "Devices for Soil Surveys in Dry Regions",
    }
    assert [author.name["ru"].value for author in found.authors] == [
        "И.И.Петров",
        "П.П.Сидорова",
        "А.Б.Лесная",
    ]
    abstracts = {code: one.text.value for code, one in found.abstract.items()}
    assert abstracts["ru"][:19] + abstracts["ru"][-10:] == "Описываются приборыизмерений."
    assert abstracts["en"][:13] + abstracts["en"][-11:] == "Devices whichare listed."


@pytest.mark.parametrize(
    ("carded", "wanted"),
    [
        ("Приборы для учета почв в засушливых районах", "Приборы для учета почв в засушливых районах"),
        ("Прибор для учета почв в засушливых районах", "ПРИБОРЫ ДЛЯ УЧЕТА ПОЧВ В ЗАСУШЛИВЫХ РАЙОНАХ"),
        ("0 приборах для учета почв", "ПРИБОРЫ ДЛЯ УЧЕТА ПОЧВ В ЗАСУШЛИВЫХ РАЙОНАХ"),
    ],
)
def test_the_title_page_words_the_title_and_a_card_of_the_same_letters_tells_the_capitals(
    carded: str, wanted: str
) -> None:
    card = [(left, top, carded if "Приборы" in text else text) for left, top, text in CARD]
    found = extract(segment([COVER, TITLE, page(3, [*card, *ENGLISH], BlockKind.BOXED)]))
    assert found.title["ru"].value == wanted
    assert found.title["en"].value == "Devices for Soil Surveys in Dry Regions"


def test_a_title_page_alone_has_the_people_over_the_title() -> None:
    text = page(
        3, [(190, 100 + 60 * n, "Почвы засушливых районов изучались много лет подряд") for n in range(12)]
    )
    found = extract(segment([COVER, TITLE, text]))
    assert found.title["ru"].value == "ПРИБОРЫ ДЛЯ УЧЕТА ПОЧВ В ЗАСУШЛИВЫХ РАЙОНАХ"
    assert len(found.authors) == 3


@pytest.mark.parametrize(
    "lines",
    [
        [(100, 300, "ПОЧВЫ РАЙОНОВ"), (100, 400, "И.И.Петров, П.П.Сидорова"), (100, 500, "Аннотация. Описываются почвы."), (100, 560, "Ключевые слова: почвы")],
        [(100, 300, "Petrov I.I., Sidorova P.P."), (100, 360, "Soils of dry regions. J. Soils, 1970, 3, 1.")],
        [(100, 300, "The Soils of Dry Regions"), (100, 400, "I. I. Petrov and P. P. Sidorova"), (100, 500, "Institute of Soils")],
    ],
)  # fmt: skip
def test_other_pages_stay_as_they_are(lines: list[Placed]) -> None:
    marked = Walk(all_pieces([page(1, lines)])).marked()
    assert with_booklet(marked) == marked


def test_marks_on_a_cover_are_no_title() -> None:
    found = segment([COVER, TITLE, page(3, CARD, BlockKind.BOXED)])
    assert all("Б-601" not in s.text and "1234" not in s.text for s in found.of(Role.TITLE, Role.AUTHORS))


@pytest.mark.parametrize(
    "imprint",
    [
        "Сообщение Института почв. Лесной 1977",
        "Препринт Института почв, 1977 г.",
        "© Институт почв АН, 1977 г.",
        "Подписано в печать 17.10.77. Формат 60х90/16. Тираж 465.",
        "Підписано до друку 17.10.1977",
    ],
)
def test_the_year_of_a_booklet_is_that_of_its_imprint(imprint: str) -> None:
    card = [(left, top, text) for left, top, text in CARD if "1977" not in text]
    sent = page(2, [(190, 1800, "Направлено на совещание по почвам, 24-29 ноября 1976 г.")])
    booklet = [COVER, sent, page(3, [*card, (270, 1170, imprint), *ENGLISH], BlockKind.BOXED)]
    year = extract(segment(booklet)).year
    assert year is not None
    assert year.value == "1977"
