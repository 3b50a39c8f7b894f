"""A title and its translation side by side over the columns of their abstracts."""

from __future__ import annotations

from pipeline.records.base import BBox, around
from pipeline.records.segment import Role
from pipeline.records.text import Block, BlockKind, Line, PageText, TextOrigin
from pipeline.stages.layout.paired_titles import with_pairs_parted
from pipeline.stages.segment import segment

GERMAN = [
    "Der Beitrag untersucht den Einfluss des",
    "Wassers auf das Schilf in neun Seen, die",
    "in drei Tälern liegen, und vergleicht die",
    "trockenen Jahre mit den feuchten, die in",
    "jedem der drei Täler auf sie folgten.",
]
ENGLISH = [
    "This article studies the effect of water",
    "on the reeds of nine lakes that lie in",
    "three valleys, and compares the dry years",
    "with the wet ones that followed them in",
    "each of the three valleys of the north.",
]


def block(column: int, *lines: tuple[str, int, int, int, int]) -> Block:
    """A block of lines, each with its left, top, right edge and height."""
    made = tuple(
        Line(text=text, bbox=BBox(left, top, right, top + height), confidence=1, engine="text_layer")
        for text, left, top, right, height in lines
    )
    return Block(lines=made, bbox=around([n.bbox for n in made]), kind=BlockKind.BODY, column=column)


def down(column: int, left: int, texts: list[str]) -> Block:
    return block(column, *((text, left, 1075 + 46 * n, left + 660, 44) for n, text in enumerate(texts)))


TITLES = block(
    0,
    ("Der Einfluss von", 236, 289, 726, 92),
    ("The Effect of Water", 945, 291, 1543, 92),
    ("Wasserständen", 236, 379, 774, 92),
    ("Levels on the", 945, 381, 1413, 92),
    ("auf den Wuchs des Growth of Reeds", 236, 469, 1500, 92),
    ("Schilfes", 236, 559, 528, 92),
)
BLOCKS = [
    TITLES,
    block(0, ("Ada Moor", 789, 831, 1054, 70)),
    down(1, 236, ["Zusammenfassung", *GERMAN]),
    down(2, 945, ["Abstract", *ENGLISH]),
]


def test_rows_over_two_columns_are_parted_at_the_gutter() -> None:
    left, right, *rest = with_pairs_parted(BLOCKS)
    assert [line.text for line in left.lines] == [
        "Der Einfluss von",
        "Wasserständen",
        "auf den Wuchs des",
        "Schilfes",
    ]
    assert [line.text for line in right.lines] == ["The Effect of Water", "Levels on the", "Growth of Reeds"]
    assert (left.column, right.column) == (1, 2)
    assert rest == BLOCKS[1:]


def test_a_title_over_both_columns_stays_whole() -> None:
    whole = block(
        0,
        ("Der Einfluss von Wasserständen auf", 236, 289, 1600, 92),
        ("den Wuchs des Schilfes", 236, 379, 1100, 92),
    )
    assert with_pairs_parted([whole, *BLOCKS[1:]]) == [whole, *BLOCKS[1:]]


def test_both_are_titles() -> None:
    page = PageText(
        number=1,
        width=1842,
        height=2740,
        dpi=300,
        origin=TextOrigin.TEXT_LAYER,
        blocks=tuple(with_pairs_parted(BLOCKS)),
    )
    found = {s.language: s.text for s in segment([page]).of(Role.TITLE)}
    assert found == {
        "de": "Der Einfluss von Wasserständen auf den Wuchs des Schilfes",
        "en": "The Effect of Water Levels on the Growth of Reeds",
    }
