"""recognize: the lines of a page, each read by the engine that reads it best."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.errors import ToolMissing
from pipeline.languages.scripts import Script, language_of, script_of
from pipeline.ports import Recognizer
from pipeline.records.page import CleanPage
from pipeline.records.text import Line, PageLines, PageText, TextOrigin
from pipeline.settings import OcrSettings
from pipeline.stages.recognize.alone import read_alone
from pipeline.stages.recognize.fine import finished
from pipeline.stages.recognize.foreign import foreign_language, with_foreign
from pipeline.stages.recognize.lookalikes import in_context
from pipeline.stages.recognize.missed import with_missed
from pipeline.stages.recognize.rules import ruled_lines
from pipeline.stages.recognize.second import with_second
from pipeline.stages.recognize.standard import in_one_standard
from pipeline.stages.recognize.upright import is_set_vertically, may_lie


def recognize(
    page: CleanPage,
    tesseract: Recognizer | None,
    rapidocr: Recognizer | None,
    settings: OcrSettings,
    before: Sequence[PageText] = (),
) -> PageLines:
    """Read a page's lines, in no particular order; a line keeps the second reading where it differs.

    The pages `before` tell one engine that reads alone which language to try first.
    Raises ToolMissing where no engine is open or one lacks a language's data, ToolFailed and ToolTimeout.
    """
    lines = in_one_standard(in_context(_lines(page, tesseract, rapidocr, settings, before)))
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
    page: CleanPage,
    tesseract: Recognizer | None,
    rapidocr: Recognizer | None,
    settings: OcrSettings,
    before: Sequence[PageText],
) -> tuple[Line, ...]:
    if rapidocr is None:
        if tesseract is None:
            raise ToolMissing("no OCR engine is open.", cure="Use --ocr auto.")
        lines = read_alone(page.pixels, tesseract, settings.languages, _language(before))
        return finished(lines, page.pixels, None)
    lines = with_missed(rapidocr.read_page(page.pixels, settings.languages), page.pixels, rapidocr)
    if tesseract is None:
        return finished(lines, page.pixels, rapidocr)
    language = foreign_language(page.pixels, lines, tesseract, rapidocr, settings.languages)
    if language is not None:
        lines = with_foreign(lines, page.pixels, rapidocr, tesseract, language)
    return with_second(finished(lines, page.pixels, rapidocr), page.pixels, tesseract)


def _language(pages: Sequence[PageText]) -> str | None:
    """The language of what is not in Latin letters on the pages; None where there is no such text."""
    text = "".join(line.text for page in pages for line in page.lines)
    own = "".join(char for char in text if script_of(char) not in {None, Script.LATIN, Script.GREEK})
    return language_of(own) if own else None
