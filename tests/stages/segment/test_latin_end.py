"""The end of an article in Latin letters: English below its label, dates and addresses are taken, references are not."""

from __future__ import annotations

from pipeline.records.base import BBox
from pipeline.records.text import Block, BlockKind, Line, PageText, TextOrigin
from pipeline.stages.extract import extract, with_closing
from pipeline.stages.segment import closing_numbers, ended, ending, segment
from tests.stages.segment.printed import page

FIRST = page(
    ["Factores que modifican el crecimiento del carrizo en los lagos del sur"],
    "Ana Moreno Ruiz, Luis Prado Gil",
    "Universidad de los Lagos, Laguna, México",
    [
        "Resumen",
        "Se midió el agua de doce lagos durante nueve años en tres valles, con los mismos aparatos y por las",
        "mismas personas, y se compararon las sequías con los años de lluvia que les siguieron en cada valle.",
    ],
    "Palabras clave: agua; carrizo; sequía",
    [
        "El agua de los lagos baja en verano y sube en otoño, y nadie sabe cuánto tarda en llegar desde las",
        "lomas hasta el fondo de los valles, porque nadie lo ha medido durante más de dos veranos seguidos.",
    ]
    * 4,
    sizes={0: 60},
)
TITLE = ["Factors that modify the growth", "of reeds in the southern lakes"]
SAID = [
    "We measured the water of twelve lakes over nine years in three valleys, with the same instruments",
    "and by the same people, and compared the droughts with the years of rain that followed them in",
    "each valley. The reeds grew where the water was low in spring and high in autumn of the same year.",
]
RECEIVED = "Manuscrito recibido el 23 de febrero de 2001. Aceptado"
ACCEPTED = "para publicación, tras revisión, el 31 de mayo de 2001."


def block(*lines: tuple[str, int, int, int], column: int = 1) -> Block:
    """A block of lines, each with its left, top and right edge."""
    made = tuple(
        Line(text=text, bbox=BBox(left, top, right, top + 34), confidence=1, engine="hand")
        for text, left, top, right in lines
    )
    box = made[0].bbox
    for line in made:
        box = box.union(line.bbox)
    return Block(lines=made, bbox=box, kind=BlockKind.BODY, column=column)


def last(*blocks: Block) -> PageText:
    return PageText(
        number=7, width=2500, height=3200, dpi=300, origin=TextOrigin.TEXT_LAYER, blocks=tuple(blocks)
    )


BESIDE = last(
    block(("27. Moor A. Reeds of the north. Fenton: Mire Press; 1999. pp. 27–33.", 225, 300, 900)),
    block(("ABSTRACT", 712, 604, 900)),
    block((TITLE[0], 256, 722, 900), (TITLE[1], 349, 776, 900)),
    block(
        ("28. Fenn B. Sedges of the lakes. Mires 1997;2:3–5.", 962, 300, 1500),
        (RECEIVED, 1650, 340, 2300),
        (ACCEPTED, 1650, 382, 2300),
        column=2,
    ),
    block(*((text, 963, 604 + 44 * n, 2375) for n, text in enumerate(SAID)), column=2),
    block(
        ("The Ninth Conference on Reeds will be held in Fenton in the autumn of the year.", 642, 1100, 2038),
        column=0,
    ),
)


def test_the_end_is_looked_at_where_the_first_pages_lack_english_or_dates() -> None:
    assert closing_numbers([FIRST], 7) == (4, 5, 6, 7)


def test_english_beside_its_label_and_dates_behind_the_references_are_taken() -> None:
    english, dates = ending([FIRST], [BESIDE])
    assert [line.text for line in english.lines] == [*TITLE, "ABSTRACT", *SAID]
    assert [line.text for line in dates.lines] == [RECEIVED, ACCEPTED]
    assert english.closing
    assert dates.closing
    own = extract(segment([FIRST]))
    found = with_closing(own, extract(ended([english, dates], own.authors)))
    assert found.title["en"].value == " ".join(TITLE)
    assert found.abstract["en"].text.value.startswith("We measured the water")
    assert (
        found.received.value if found.received else "",
        found.accepted.value if found.accepted else "",
    ) == (
        "2001-02-23",
        "2001-05-31",
    )
    assert all(set(author.name) == {"es"} for author in found.authors)


def test_references_alone_are_none_of_it() -> None:
    cited = block(("Abstract book of the Ninth Conference on Reeds, Fenton, 1999.", 225, 300, 1500))
    assert ending([FIRST], [last(cited)]) == []


def test_an_address_at_the_end_is_read_as_if_it_stood_on_the_first_pages() -> None:
    address = block(
        ("Universidad de los Lagos, Facultad de Ciencias, Laguna, México", 300, 700, 1500),
        ("Correo electrónico: ana@lagos.example", 300, 750, 1100),
    )
    (found,) = ending([FIRST], [last(address)])
    assert not found.closing
    assert found.lines == address.lines
