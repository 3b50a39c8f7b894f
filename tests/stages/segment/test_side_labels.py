"""Labels at the side of their text, which may be read before them."""

from __future__ import annotations

from pipeline.languages.labels import leading_label
from pipeline.records.base import BBox
from pipeline.records.text import BlockKind, Line
from pipeline.stages.segment.pieces import Piece
from pipeline.stages.segment.side_labels import with_side_labels


def _piece(text: str, left: int, top: int, width: int) -> Piece:
    line = Line(text=text, bbox=BBox(left, top, left + width, top + 36), confidence=1.0, engine="test")
    return Piece(line, 1, 0, BlockKind.BODY, 0, "en", leading_label(text), 0, False, 36)


def test_a_text_a_hair_above_its_label_goes_behind_it() -> None:
    abstract = _piece("The rarest anemia of all was found in needy children.", 913, 2176, 1400)
    words = _piece("Anemia, iron, child health, Brazil.", 913, 2270, 780)
    label = _piece("Key words", 659, 2272, 190)
    text = _piece("Iron deficiency anemia is a public", 215, 2493, 640)
    told = with_side_labels([abstract, words, label, text])
    assert [p.text for p in told] == [abstract.text, label.text, words.text, text.text]


def test_other_text_beside_a_label_stays_where_it_does_not_end_right_before_it() -> None:
    beside = _piece("The other column goes on here in its own order", 913, 2270, 780)
    last = _piece("and ends far below with another sentence.", 913, 2600, 780)
    label = _piece("Key words", 659, 2272, 190)
    text = _piece("Iron deficiency anemia is a public", 215, 2493, 640)
    given = [beside, last, label, text]
    assert [p.text for p in with_side_labels(given)] == [p.text for p in given]
