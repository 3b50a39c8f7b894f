"""recognize: the lines of a page, each read by the engine that reads it best."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.errors import ToolMissing
from pipeline.ports import Recognizer
from pipeline.records.page import CleanPage
from pipeline.records.text import Line, PageLines, TextOrigin
from pipeline.settings import OcrSettings
from pipeline.stages.recognize.foreign import foreign_language
from pipeline.stages.recognize.fusing import read_into

DEFAULT = ("zh", "en")


def recognize(
    page: CleanPage, tesseract: Recognizer | None, rapidocr: Recognizer | None, settings: OcrSettings
) -> PageLines:
    """Read a page's lines, in no particular order. Raises ToolError."""
    return PageLines(
        number=page.number,
        width=page.pixels.shape[1],
        height=page.pixels.shape[0],
        dpi=page.dpi,
        origin=TextOrigin.OCR,
        lines=_lines(page, tesseract, rapidocr, settings),
        transform=page.transform,
    )


def _lines(
    page: CleanPage, tesseract: Recognizer | None, rapidocr: Recognizer | None, settings: OcrSettings
) -> tuple[Line, ...]:
    if rapidocr is None:
        if tesseract is None:
            raise ToolMissing("no OCR engine is open.", cure="Use --ocr auto.")
        return tesseract.read_page(page.pixels, settings.languages or DEFAULT)
    lines = rapidocr.read_page(page.pixels, settings.languages)
    if tesseract is None:
        return lines
    language = _unread(settings.languages, rapidocr) or foreign_language(page.pixels, lines, tesseract)
    if language is None:
        return lines
    return read_into(lines, tesseract.read_page(page.pixels, (language, "en")))


def _unread(languages: Sequence[str], rapidocr: Recognizer) -> str | None:
    """The first language asked for that RapidOCR has no models for."""
    return next((code for code in languages if not rapidocr.reads(code)), None)
