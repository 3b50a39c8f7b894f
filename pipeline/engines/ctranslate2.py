"""The same Marian weights through CTranslate2: the default engine. Several times as fast as the reference."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.engines.batching import output_limit
from pipeline.engines.conversion import compute_type, convert, source_pieces
from pipeline.engines.decoding import MarianTranslator
from pipeline.engines.manifest import Weights
from pipeline.ports import Hypothesis

PATIENCE = 2
"""Times the beam of finished hypotheses that end a search: at 1 it ends before transformers' would, on worse ones."""


class CTranslate2Engine(MarianTranslator[str]):
    """A Translator on converted weights. Converts where the cache has none; raises ToolFailed where that goes wrong."""

    def __init__(self, weights: Weights, beam: int = 4, threads: int = 1) -> None:
        super().__init__(weights, beam, f"ctranslate2 {compute_type(weights)}")
        import ctranslate2
        import sentencepiece

        folder = convert(weights)
        self._source = sentencepiece.SentencePieceProcessor(model_file=str(weights.folder / "source.spm"))
        self._target = sentencepiece.SentencePieceProcessor(model_file=str(weights.folder / "target.spm"))
        self._translator: Any = ctranslate2.Translator(
            str(folder),
            device="cpu",
            compute_type=compute_type(weights),
            inter_threads=1,
            intra_threads=threads,
        )

    def _pieces(self, sentence: str) -> list[str]:
        return source_pieces(self._source, sentence, self._weights.entry.prefix)

    def _decode(self, rows: list[list[str]], width: int, n_best: int) -> list[list[Hypothesis]]:
        found = self._translator.translate_batch(
            rows,
            beam_size=self._beam,
            patience=PATIENCE,
            num_hypotheses=n_best,
            max_decoding_length=output_limit(width),
            max_batch_size=0,
            return_scores=True,
            return_attention=self.draft,
            disable_unk=True,
            use_vmap=True,
        )
        return [
            [
                Hypothesis(text=self._text(tokens), score=score, read=_read(pieces, attention))
                for tokens, score, attention in zip(
                    row.hypotheses, row.scores, row.attention or [[]] * len(row.scores), strict=True
                )
            ]
            for pieces, row in zip(rows, found, strict=True)
        ]

    def _text(self, tokens: list[str]) -> str:
        text: str = self._target.decode_pieces(tokens)
        return text.replace("▁", " ").strip()


def _read(pieces: Sequence[str], attention: Sequence[Sequence[float]]) -> tuple[tuple[str, float], ...]:
    """The source's pieces as they are printed, each with its largest share in a row (a piece of the translation)."""
    columns = zip(*attention, strict=True)
    return tuple((piece.strip("▁"), max(column)) for piece, column in zip(pieces, columns, strict=False))
