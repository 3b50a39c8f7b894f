"""The Translators port: the best weights for a pair, opened when first needed, run by the engine of the settings."""

from __future__ import annotations

from pathlib import Path

from pipeline.engines.forms import Form
from pipeline.engines.manifest import Weights, best, fits, installed, named
from pipeline.errors import ToolFailed
from pipeline.ports import Translator, Translators
from pipeline.settings import MtEngine, TranslateSettings


class InstalledTranslators:
    """Finds models by the rule of `manifest.py` and keeps each opened one."""

    def __init__(self, settings: TranslateSettings) -> None:
        self._settings = settings
        self._named = named(settings.model) if settings.model else None
        self._open: dict[Path, Translator] = {}

    def find(self, source: str, target: str) -> Translator | None:
        """The best translator that is here for the pair, or None. Raises ToolFailed on broken weights."""
        weights = self._choose(source, target)
        if weights is None:
            return None
        if weights.folder not in self._open:
            self._open[weights.folder] = open_translator(weights, self._settings)
        return self._open[weights.folder]

    def _choose(self, source: str, target: str) -> Weights | None:
        if self._named and (not self._named.entry.source or fits(self._named.entry, source, target)):
            return self._named
        return best(installed(), source, target)


def open_translators(settings: TranslateSettings) -> Translators:
    """The translators of a run; nothing is loaded yet. Raises ToolMissing where the named model is not here."""
    return InstalledTranslators(settings)


def open_translator(weights: Weights, settings: TranslateSettings) -> Translator:
    """One model in the engine that its form wants; for Marian's the one of the settings.

    `auto` is CTranslate2, or transformers where that fails.
    """
    if weights.files.form is Form.FIREFOX:
        from pipeline.engines.firefox import FirefoxEngine

        return FirefoxEngine(weights)
    from pipeline.engines.marian import MarianEngine, reference_here

    if settings.engine is MtEngine.TRANSFORMERS:
        return MarianEngine(weights, settings.beam, settings.threads)
    try:
        from pipeline.engines.ctranslate2 import CTranslate2Engine

        return CTranslate2Engine(weights, settings.beam, settings.threads)
    except (ToolFailed, ImportError):
        if settings.engine is MtEngine.CTRANSLATE2 or not reference_here():
            raise
        return MarianEngine(weights, settings.beam, settings.threads)
