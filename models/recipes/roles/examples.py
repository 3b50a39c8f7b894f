"""Front matters drawn at random as examples for the fitting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from typesetter import Typesetter

from pipeline.records.segment import Role
from pipeline.stages.segment.aligned import Example, examples
from pipeline.stages.segment.features import Surroundings, features
from pipeline.stages.segment.front import Part, part_of
from pipeline.stages.segment.garbled import marked
from pipeline.stages.segment.pieces import Piece, all_pieces
from pipeline.stages.segment.runs import resolved
from pipeline.stages.segment.walk import Walk

__all__ = ["Example", "drawn", "examples"]


def drawn(typesetter: Typesetter, count: int) -> Iterator[Example]:
    """The runs of so many pages drawn at random, a group each."""
    for number in range(count):
        page, labels = typesetter.page()
        found: list[Example] = []

        def judge(run: Sequence[Piece], around: Surroundings) -> list[Part]:
            told = [labels.get(piece.line.bbox.top, Role.BODY.value) for piece in run]  # noqa: B023
            if run:
                lines, texts = tuple(features(run, around)), tuple(piece.text for piece in run)
                found.append(Example(f"drawn {number}", lines, tuple(told), texts))  # noqa: B023
            return [part_of(label) for label in told]

        resolved(Walk(marked(all_pieces([page]))).marked(), judge)
        yield from found
