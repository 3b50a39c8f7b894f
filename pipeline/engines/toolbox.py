"""Every engine that a run uses, opened from its settings."""

from __future__ import annotations

from pipeline.engines.poppler import Poppler
from pipeline.engines.rapidocr import RapidOcr, open_scouts
from pipeline.engines.tesseract import Tesseract
from pipeline.engines.weights import open_translators
from pipeline.ports import Engines
from pipeline.settings import OcrEngine, Settings


def open_engines(settings: Settings) -> Engines:
    """Open the engines of a run. Raises ToolMissing where one that every document needs is not installed."""
    seconds = settings.limits.tool_seconds
    wants_rapid = settings.ocr.engine is not OcrEngine.TESSERACT
    return Engines(
        pdf=Poppler(seconds),
        tesseract=Tesseract(seconds) if wants_rapid else Tesseract(seconds, *open_scouts()),
        rapidocr=RapidOcr(settings.ocr.threads) if wants_rapid else None,
        translators=open_translators(settings.translate),
    )
