"""Front matters drawn at random as examples for the fitting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sheet import Labels
from typesetter import Typesetter
from writer import WORDS

from pipeline.records.segment import Role
from pipeline.stages.segment.aligned import LabelledRun, examples, with_text_told
from pipeline.stages.segment.features import features
from pipeline.stages.segment.front import LinePart, part_of
from pipeline.stages.segment.garbled import marked
from pipeline.stages.segment.pieces import Piece, all_pieces
from pipeline.stages.segment.runs import resolved
from pipeline.stages.segment.surroundings import Surroundings
from pipeline.stages.segment.walk import Walk

_DEGREES = {degree for own in WORDS["degrees"].values() for degree in own}

__all__ = ["LabelledRun", "drawn", "examples"]


def drawn(typesetter: Typesetter, count: int) -> Iterator[LabelledRun]:
    """The runs of so many documents drawn at random, a group each."""
    for number in range(count):
        document = typesetter.document()
        found: list[LabelledRun] = []

        def judge(run: Sequence[Piece], around: Surroundings) -> list[LinePart]:
            told = [_told(piece, document.labels) for piece in run]  # noqa: B023
            with_text_told(told, run, begun=Role.TITLE.value in around.met)
            if run:
                lines, texts = tuple(features(run, around)), tuple(piece.text for piece in run)
                found.append(LabelledRun(f"drawn {number}", lines, tuple(told), texts))  # noqa: B023
            return [part_of(label) for label in told]

        resolved(Walk(marked(all_pieces(document.pages))).marked(), judge)
        yield from found


def _told(piece: Piece, labels: Labels) -> str:
    """The label of a line, or of the part that is cut off it."""
    label, left = labels.get((piece.page, piece.line.bbox.top), (Role.BODY.value, 0))
    first, _, rest = label.partition(">")
    own = rest if rest and piece.line.bbox.left > left + piece.size else first
    return Role.OTHER.value if own == Role.AUTHORS.value and piece.text in _DEGREES else own
