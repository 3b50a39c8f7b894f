"""recognize: the lines of a page, each read by the engine that reads it best."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.errors import ToolMissing
from pipeline.languages.scripts import Script, language_of, script_of
from pipeline.ports import Recognizer
from pipeline.records.base import BBox
from pipeline.records.page import CleanPage
from pipeline.records.text import Line, PageLines, PageText, TextOrigin
from pipeline.settings import OcrSettings
from pipeline.stages.recognize.alone import read_alone
from pipeline.stages.recognize.fine import finished
from pipeline.stages.recognize.lookalikes import in_context
from pipeline.stages.recognize.marks import without_marks
from pipeline.stages.recognize.panel import first_and_others
from pipeline.stages.recognize.promise import Order, read_front
from pipeline.stages.recognize.reading import PageReading
from pipeline.stages.recognize.rules import ruled_lines
from pipeline.stages.recognize.standard import in_one_standard
from pipeline.stages.recognize.strange import read_strange, strange_script
from pipeline.stages.recognize.upright import is_set_vertically, may_lie

__all__ = ["Order", "recognize"]


def recognize(
    page: CleanPage,
    readers: Sequence[Recognizer],
    settings: OcrSettings,
    before: Sequence[PageText] = (),
    order: Order | None = None,
) -> PageLines:
    """Read a page's lines, in no particular order; a line keeps the second reading where it differs.

    The reader that leads reads first; each script that it lacks, and second opinions, go to the first of the others that
    reads the language. Where none leads, one reads alone.

    With an `order` only what can matter to the front matter is read, and the rest is counted. The pages `before` tell how
    far that has come, and one engine that reads alone which language to try first.
    Raises ToolMissing where no engine is open or one lacks a language's data, ToolFailed and ToolTimeout.
    """
    rules = ruled_lines(page.pixels)

    def so_far(lines: tuple[Line, ...], unread: tuple[BBox, ...] = ()) -> PageLines:
        return PageLines(
            number=page.number,
            width=page.pixels.shape[1],
            height=page.pixels.shape[0],
            dpi=page.dpi,
            origin=TextOrigin.OCR,
            lines=lines,
            transform=page.transform,
            rules=rules,
            unread=unread,
        )

    first, others = first_and_others(readers)
    if first is None:
        return so_far(in_one_standard(in_context(_alone(page, others, settings, before))))
    reading = PageReading(page.pixels, first, others, settings, begins=not before, before=_language(before))
    if order is None or may_lie(page):
        reading.read(reading.found)
    else:
        read_front(reading, lambda: so_far(reading.lines, reading.unread), order, before)
    whole = so_far(in_one_standard(in_context(reading.decided())), reading.unread)
    tried = [box for box in reading.found if box not in set(reading.unread)]
    if script := strange_script(page.pixels, tried, whole.lines, readers):
        read = read_strange(page.pixels, reading.found, script, others)
        return so_far(finished(read, page.pixels, None)).model_copy(update={} if read else {"script": script})
    own, marks = without_marks(page, whole.lines)
    whole = whole.model_copy(update={"lines": own, "marks": marks})
    upright = not may_lie(page) or not is_set_vertically(page.pixels, whole.lines, first)
    return whole if upright else whole.model_copy(update={"vertical": True})


def _alone(
    page: CleanPage, reader: Recognizer | None, settings: OcrSettings, before: Sequence[PageText]
) -> tuple[Line, ...]:
    if reader is None:
        raise ToolMissing("no OCR engine is open.", cure="Use --ocr auto.")
    return finished(read_alone(page.pixels, reader, settings.languages, _language(before)), page.pixels, None)


def _language(pages: Sequence[PageText]) -> str | None:
    """The language of what is not in Latin letters on the pages; None where there is no such text."""
    text = "".join(line.text for page in pages for line in page.lines)
    own = "".join(char for char in text if script_of(char) not in {None, Script.LATIN, Script.GREEK})
    return language_of(own) if own else None
