"""Front matters drawn at random as examples for the fitting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from typesetter import Labels, Typesetter
from writer import WORDS

from pipeline.records.segment import Role
from pipeline.stages.segment.aligned import Example, examples
from pipeline.stages.segment.features import Surroundings, features
from pipeline.stages.segment.front import Part, part_of
from pipeline.stages.segment.garbled import marked
from pipeline.stages.segment.pieces import Piece, all_pieces
from pipeline.stages.segment.runs import resolved
from pipeline.stages.segment.walk import Walk

_DEGREES = {degree for own in WORDS["degrees"].values() for degree in own}

__all__ = ["Example", "drawn", "examples"]


def drawn(typesetter: Typesetter, count: int) -> Iterator[Example]:
    """The runs of so many documents drawn at random, a group each."""
    for number in range(count):
        document = typesetter.document()
        found: list[Example] = []

        def judge(run: Sequence[Piece], around: Surroundings) -> list[Part]:
            told = [_told(piece, document.labels) for piece in run]  # noqa: B023
            if run:
                lines, texts = tuple(features(run, around)), tuple(piece.text for piece in run)
                found.append(Example(f"drawn {number}", lines, tuple(told), texts))  # noqa: B023
            return [part_of(label) for label in told]

        resolved(Walk(marked(all_pieces(document.pages))).marked(), judge)
        yield from found


def _told(piece: Piece, labels: Labels) -> str:
    label = labels.get((piece.page, piece.line.bbox.top), Role.BODY.value)
    return Role.OTHER.value if label == Role.AUTHORS.value and piece.text in _DEGREES else label
