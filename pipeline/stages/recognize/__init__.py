"""recognize: the lines of a page, each read by the engine that reads it best."""

from __future__ import annotations

from pipeline.errors import ToolMissing
from pipeline.ports import Recognizer
from pipeline.records.page import CleanPage
from pipeline.records.text import Line, PageLines, TextOrigin
from pipeline.settings import OcrSettings
from pipeline.stages.recognize.alone import read_alone
from pipeline.stages.recognize.fine import finished
from pipeline.stages.recognize.foreign import foreign_language, with_foreign
from pipeline.stages.recognize.lookalikes import in_context, unmistaken
from pipeline.stages.recognize.missed import with_missed
from pipeline.stages.recognize.rules import ruled_lines
from pipeline.stages.recognize.second import with_second
from pipeline.stages.recognize.standard import in_one_standard
from pipeline.stages.recognize.upright import is_set_vertically, may_lie


def recognize(
    page: CleanPage, tesseract: Recognizer | None, rapidocr: Recognizer | None, settings: OcrSettings
) -> PageLines:
    """Read a page's lines, in no particular order; a line keeps the second reading where it differs.

    Raises ToolMissing where no engine is open or one lacks a language's data, ToolFailed and ToolTimeout.
    """
    lines = in_one_standard(
        in_context(tuple(unmistaken(line) for line in _lines(page, tesseract, rapidocr, settings)))
    )
    return PageLines(
        number=page.number,
        width=page.pixels.shape[1],
        height=page.pixels.shape[0],
        dpi=page.dpi,
        origin=TextOrigin.OCR,
        lines=lines,
        transform=page.transform,
        rules=ruled_lines(page.pixels),
        vertical=rapidocr is not None and may_lie(page) and is_set_vertically(page.pixels, lines, rapidocr),
    )


def _lines(
    page: CleanPage, tesseract: Recognizer | None, rapidocr: Recognizer | None, settings: OcrSettings
) -> tuple[Line, ...]:
    if rapidocr is None:
        if tesseract is None:
            raise ToolMissing("no OCR engine is open.", cure="Use --ocr auto.")
        return finished(read_alone(page.pixels, tesseract, settings.languages), page.pixels, None)
    lines = with_missed(rapidocr.read_page(page.pixels, settings.languages), page.pixels, rapidocr)
    if tesseract is None:
        return finished(lines, page.pixels, rapidocr)
    language = foreign_language(page.pixels, lines, tesseract, rapidocr, settings.languages)
    if language is not None:
        lines = with_foreign(lines, page.pixels, rapidocr, tesseract, language)
    return with_second(finished(lines, page.pixels, rapidocr), page.pixels, tesseract)
