"""Every engine that a run uses, opened from its settings."""

from __future__ import annotations

from pipeline.engines.poppler import Poppler
from pipeline.engines.rapidocr import RapidOcr, open_scouts
from pipeline.engines.tesseract import Tesseract
from pipeline.engines.weights import open_translators
from pipeline.ports import Engines, Recognizer
from pipeline.settings import OcrEngine, OcrSettings, Settings


def open_engines(settings: Settings) -> Engines:
    """Open the engines of a run. Raises ToolMissing where one that every document needs is not installed."""
    seconds = settings.limits.tool_seconds
    return Engines(
        pdf=Poppler(seconds),
        readers=_readers(settings.ocr, seconds),
        translators=open_translators(settings.translate),
    )


def _readers(settings: OcrSettings, seconds: float) -> tuple[Recognizer, ...]:
    if settings.engine is OcrEngine.TESSERACT:
        return (Tesseract(seconds, *open_scouts()),)
    return (RapidOcr(settings.threads), Tesseract(seconds))
