"""Places that names lead to: name and place in turns, initials at the foot, and text that passes for a place."""

import pytest

from pipeline.records.base import BBox
from pipeline.records.segment import Role, Segment, Segments
from pipeline.stages.extract import extract
from tests.stages.extract.printed import segment, segments

_ROW = 40


def _column(*parts: tuple[str, Role], left: int = 100) -> list[Segment]:
    """Segments right below one another; a line that begins with `_` is set smaller, as journals set places."""
    found, row = [], 0
    for text, role in parts:
        rows = text.split("\n")
        made = segment("\n".join(line.lstrip("_") for line in rows), role, language="en")
        boxes = [
            BBox(
                left,
                _ROW * (row + n),
                left + 12 * len(line),
                _ROW * (row + n) + (26 if line[0] == "_" else 32),
            )
            for n, line in enumerate(rows)
        ]
        lines = tuple(
            line.model_copy(update={"bbox": box}) for line, box in zip(made.lines, boxes, strict=True)
        )
        found.append(made.model_copy(update={"lines": lines, "bbox": boxes[0].union(boxes[-1])}))
        row += len(rows) + (role in {Role.TITLE, Role.ABSTRACT})
    return found


def _read(*found: Segment) -> Segments:
    return Segments(language="en", origin=segments().origin, segments=tuple(found))


def _people(read: Segments) -> list[str]:
    return [a.name["en"].value for a in extract(read).authors]


def _homes(read: Segments) -> list[str]:
    return [p.name["en"].value for p in extract(read).affiliations]


def test_names_and_places_in_turns() -> None:
    rows = "_University of Moss, Senlis\nTobias Farn\n_University of Fern, Oberwald\nAndreas Ahorn\n_University of Moss, Senlis"
    read = _read(
        *_column(
            ("Ferns of the northern moor", Role.TITLE),
            ("Peter Moor", Role.AUTHORS),
            (rows, Role.AFFILIATIONS),
        )
    )
    assert _people(read) == ["Peter Moor", "Tobias Farn", "Andreas Ahorn"]
    assert _homes(read) == ["University of Moss, Senlis", "University of Fern, Oberwald"]


def test_a_line_of_a_place_that_looks_like_a_name_stays_in_it() -> None:
    rows = "_University of Moss\n_Peter Moor Campus\n_University of Fern"
    read = _read(*_column(("Ferns", Role.TITLE), ("Peter Moor", Role.AUTHORS), (rows, Role.AFFILIATIONS)))
    assert _people(read) == ["Peter Moor"]


def test_initials_at_the_foot_lead_to_places_and_leave_the_abstract() -> None:
    foot = "F.-A. Farn (*)\nDepartment of Ferns, Moor Institute,\n21000 Senlis, France"
    read = _read(
        *_column(
            ("Ferns of the northern moor", Role.TITLE),
            ("François-André Farn & Antoine Moor &\nIsabelle Ahorn", Role.AUTHORS),
            ("Abstract Ferns were counted in the moor, and none of them was found.", Role.ABSTRACT),
            (foot, Role.ABSTRACT),
            ("e-mail: farn@example.org", Role.CORRESPONDENCE),
            ("A. Moor : I. Ahorn\nFern and Sons,\nLyon, France", Role.AUTHORS),
        )
    )
    found = extract(read)
    assert [a.name["en"].value for a in found.authors] == [
        "François-André Farn",
        "Antoine Moor",
        "Isabelle Ahorn",
    ]
    assert [p.name["en"].value for p in found.affiliations] == [
        "Department of Ferns, Moor Institute, 21000 Senlis, France",
        "Fern and Sons, Lyon, France",
    ]
    assert "Moor Institute" not in found.abstract["en"].text


def test_an_author_by_his_initials_over_his_place_is_no_note_on_himself() -> None:
    read = _read(
        *_column(
            ("Ferns of the northern moor", Role.TITLE),
            ("PETER MOOR", Role.AUTHORS),
            ("_Institute of Moss, Senlis, France", Role.AFFILIATIONS),
            ("AND", Role.OTHER),
            ("G. NIGEL FARN", Role.AUTHORS),
            ("_Laboratory of Ferns, Winchester, United Kingdom", Role.AFFILIATIONS),
            ("Ferns grow on the moor, and we counted them.", Role.ABSTRACT),
        )
    )
    assert _people(read) == ["PETER MOOR", "G. NIGEL FARN"]


def test_initials_of_others_lead_nowhere() -> None:
    read = _read(
        *_column(
            ("Ferns of the northern moor", Role.TITLE),
            ("Jane Roe", Role.AUTHORS),
            ("Abstract Ferns were counted.", Role.ABSTRACT),
            ("A. Ahorn\nDrawings of the northern moor", Role.BODY),
        )
    )
    assert _homes(read) == []


def test_running_text_that_names_places_is_none() -> None:
    read = _read(
        *_column(
            ("Ferns of the northern moor", Role.TITLE),
            ("Jane Roe", Role.AUTHORS),
            ("University of Moss, Senlis, France", Role.AFFILIATIONS),
            ("Over the past years devastating fires in the", Role.BODY),
            ("woods of Senlis, the European Union (and the", Role.AFFILIATIONS),
        )
    )
    assert _homes(read) == ["University of Moss, Senlis, France"]


def test_a_place_with_its_address_behind_it_and_white_above() -> None:
    below = _column(("Moor University, Leeds, UK; E-Mail: jane@example.org", Role.BODY))[0]
    box = BBox(100, 160, 900, 192)
    below = below.model_copy(
        update={"bbox": box, "lines": (below.lines[0].model_copy(update={"bbox": box}),)}
    )
    read = _read(*_column(("Ferns of the moor", Role.TITLE), ("Jane Roe", Role.AUTHORS)), below)
    assert _homes(read) == ["Moor University, Leeds, UK"]


def test_places_at_the_foot_under_roman_figures() -> None:
    """What stood as a place without a mark is none where all marks of the names lead to others."""
    read = _read(
        *_column(
            ("Ferns in school gardens", Role.TITLE),
            ("Samambaias em jardins: análise da Pesquisa Nacional", Role.AFFILIATIONS),
            ("Ana Lima PratoI,II, Rui de SouzaII", Role.AUTHORS),
            ("Abstract: Ferns were counted in six school gardens of two towns for a year.", Role.ABSTRACT),
            ("I Department of Ferns, Ministry of Gardens – Exemplo, Brazil.", Role.BODY),
            ("IIUniversidade de Exemplo, Brazil – Jardim Novo, Brazil.", Role.AFFILIATIONS),
        )
    )
    assert _homes(read) == [
        "Department of Ferns, Ministry of Gardens – Exemplo, Brazil",
        "Universidade de Exemplo, Brazil – Jardim Novo, Brazil",
    ]


def test_places_at_the_foot_beside_another_column() -> None:
    """A piece of the same row goes on with a place only where a space parts them, not the gutter."""
    found = _column(
        ("Ferns at the edge of the moor", Role.TITLE),
        ("Ana Roe¹, Ben Poe²", Role.AUTHORS),
        ("Abstract: Ferns were counted at the edge of the northern moor for a year.", Role.ABSTRACT),
        ("1 Institute of Ferns, Senlis, France", Role.AFFILIATIONS),
    )
    note = _column(
        ("2 Fern Company,\nInc., Oberwald, Germany\nwhich binds the leaves of the", Role.RUNNING_HEAD)
    )[0]
    boxes = [BBox(100, 900, 300, 932), BBox(310, 900, 600, 932), BBox(640, 900, 1000, 932)]
    lines = tuple(x.model_copy(update={"bbox": b}) for x, b in zip(note.lines, boxes, strict=True))
    read = _read(*found, note.model_copy(update={"lines": lines, "bbox": BBox(100, 900, 1000, 932)}))
    assert _homes(read) == ["Institute of Ferns, Senlis, France", "Fern Company, Inc., Oberwald, Germany"]


@pytest.mark.parametrize(
    ("note", "flagged"),
    [
        ("2 Company of Mosses and Ferns of the North", False),
        ("2. Corresponding author: roe@ferns.example.org", False),
        ("We counted ferns.", True),
    ],
)
def test_a_mark_that_leads_nowhere_is_said(note: str, flagged: bool) -> None:
    read = _read(
        *_column(
            ("Ferns at the edge of the moor", Role.TITLE),
            ("Ana Roe¹, Ben Poe¹,²", Role.AUTHORS),
            ("¹ Institute of Ferns, Senlis, France", Role.AFFILIATIONS),
            ("Abstract: Ferns were counted at the edge of the northern moor for a year.", Role.ABSTRACT),
            (note, Role.BODY),
        )
    )
    assert ("affiliations.unreached" in {f.code for f in extract(read).flags}) is flagged
