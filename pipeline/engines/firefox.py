"""Firefox Translations models through fxtranslate: small, fast, greedy, one hypothesis a sentence."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

from pipeline.engines.decoding import NOTHING, WeightsTranslator
from pipeline.engines.manifest import Weights
from pipeline.errors import ToolFailed, ToolMissing
from pipeline.languages.normal import normalised
from pipeline.ports import Hypothesis

WINDOW = 127
"""Pieces that a sentence may have: what is longer, the engine would tear apart without a word."""

_MOST_WRITTEN = 256


class FirefoxEngine(WeightsTranslator):
    """A Translator on a Firefox model. Loads at once; raises ToolMissing without fxtranslate, ToolFailed on broken files.

    fxtranslate ties a loaded model to its thread, so each thread that translates loads its own.
    """

    def __init__(self, weights: Weights) -> None:
        super().__init__(weights, "fxtranslate")
        import sentencepiece

        files = weights.files
        read = {name: (weights.folder / name).read_bytes() for name in files.names}
        self._given = (read[files.weights], read[files.source], read[files.target])
        self._shortlist = read[files.shortlist] if files.shortlist else None
        self._source = sentencepiece.SentencePieceProcessor(model_proto=read[files.source])
        self._target = sentencepiece.SentencePieceProcessor(model_proto=read[files.target])
        self._threads = threading.local()
        self._try()

    def translate(self, sentences: Sequence[str], n_best: int = 1) -> list[list[Hypothesis]]:
        """One hypothesis a sentence, without a score; an empty one for blanks and what the window cannot hold."""
        return [[self._hypothesis(normalised(sentence))] for sentence in sentences]

    def _try(self) -> None:
        """One word through the model: where a layer is missing, the engine's own panic would end a whole run."""
        try:
            self._loaded().translate("1")
        except (Exception, KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:
            raise self._broken(str(error)) from error

    def _hypothesis(self, sentence: str) -> Hypothesis:
        length = len(self._source.encode(sentence))
        if not 0 < length <= WINDOW:
            return NOTHING
        text = str(self._loaded().translate(sentence)).strip()
        cut_off = len(self._target.encode(text)) >= min(2 * length + 6, _MOST_WRITTEN)
        return NOTHING if cut_off else Hypothesis(text=text, score=0.0)

    def _loaded(self) -> Any:
        if not hasattr(self._threads, "engine"):
            self._threads.engine = self._load()
        return self._threads.engine

    def _load(self) -> Any:
        try:
            from fxtranslate import Translator
        except ImportError as error:
            raise ToolMissing(
                f"the model {self.model} needs fxtranslate.",
                where=str(self._weights.folder),
                cure="pip install fxtranslate",
            ) from error
        try:
            return Translator(*self._given, shortlist=self._shortlist)
        except ValueError as error:
            raise self._broken(str(error)) from error

    def _broken(self, reason: str) -> ToolFailed:
        return ToolFailed(
            f"the model {self.model} does not load: {reason}.",
            where=str(self._weights.folder),
            cure="`scanglot models verify` says whether its files are whole.",
        )
