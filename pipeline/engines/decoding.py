"""What engines on weights share: the facts of the weights, and sentences in, as many results out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Generic, TypeVar

from pipeline.engines.batching import LONGEST, batches, padded
from pipeline.engines.manifest import ModelQuality, Weights
from pipeline.languages.families import CHINESE
from pipeline.languages.normal import normalised
from pipeline.languages.variants import simplified
from pipeline.ports import Floors, Hypothesis
from pipeline.trace import tell

NOTHING = Hypothesis(text="", score=0.0)

Piece = TypeVar("Piece", int, str)


class WeightsTranslator:
    """What a Translator says of the weights that it runs."""

    def __init__(self, weights: Weights, engine: str) -> None:
        self._weights, self._engine = weights, engine

    @property
    def model(self) -> str:
        """The weights' name in the manifest."""
        return self._weights.entry.name

    @property
    def revision(self) -> str:
        """The weights' revision."""
        return self._weights.revision

    @property
    def engine(self) -> str:
        """What runs the weights, and in which type."""
        return self._engine

    @property
    def draft(self) -> bool:
        """Whether the weights are only good for a first look."""
        return self._weights.entry.quality is ModelQuality.DRAFT

    @property
    def floors(self) -> Floors:
        """Those of the weights' card, else the usual ones."""
        entry, usual = self._weights.entry, Floors()
        return Floors(
            score=usual.score if entry.score_floor is None else entry.score_floor,
            read=usual.read if entry.read_floor is None else entry.read_floor,
        )


class MarianTranslator(ABC, WeightsTranslator, Generic[Piece]):
    """A Translator on Marian weights; an engine says how a sentence becomes pieces and how a batch is decoded."""

    def __init__(self, weights: Weights, beam: int, engine: str) -> None:
        super().__init__(weights, engine)
        self._beam = beam

    def translate(self, sentences: Sequence[str], n_best: int = 1) -> list[list[Hypothesis]]:
        """For each sentence its best hypotheses, best first; an empty one for blanks and over-long sentences."""
        tell("engines.translation", "%d sentences by %s", len(sentences), self.engine)
        pieces = [self._pieces(self._as_trained(s)) if s.strip() else [] for s in sentences]
        results = [[NOTHING] for _ in sentences]
        for batch in batches([len(p) for p in pieces]):
            rows = [pieces[i] for i in batch]
            width = min(padded(max(len(row) for row in rows)), LONGEST)
            found = self._decode(rows, width, min(n_best, self._beam))
            for i, hypotheses in zip(batch, found, strict=True):
                results[i] = hypotheses
        return results

    def _as_trained(self, sentence: str) -> str:
        """A sentence in the form of the training: a model of Chinese also takes traditional characters, as simplified."""
        found = normalised(sentence)
        return simplified(found) if self._weights.entry.source == CHINESE else found

    @abstractmethod
    def _pieces(self, sentence: str) -> list[Piece]:
        """A sentence that is not blank as the model's pieces, ended."""

    @abstractmethod
    def _decode(self, rows: list[list[Piece]], width: int, n_best: int) -> list[list[Hypothesis]]:
        """The `n_best` hypotheses of each row; `width` is the padded length of the longest."""
