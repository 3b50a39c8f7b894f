"""The way of one page: from its source to its text in reading order, with its picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.page_ranges import AUTO
from pipeline.ports import Engines
from pipeline.records.article import Flag
from pipeline.records.outcome import PagePicture
from pipeline.records.page import Document, MediaType, RenderedPage
from pipeline.records.text import PageLines, PageText
from pipeline.settings import OcrSettings, PageSettings, RenderSettings, Settings
from pipeline.stages.clean import clean
from pipeline.stages.layer import in_sight, read_layer
from pipeline.stages.layout import complained, layout, seen_wrong, sketch
from pipeline.stages.picture import picture
from pipeline.stages.recognize import Order, recognize
from pipeline.stages.render import glance, render
from pipeline.stages.segment import front_of
from pipeline.stages.textfile import read_text
from pipeline.trace import Trace

PICTURE = RenderSettings(dpi=110)
Laid = tuple[PageText, PagePicture | None]
"""A page's text in reading order and its picture (None for a text file)."""


@dataclass(frozen=True)
class PageReader:
    """Reads the pages of a document, each when it is asked for. Raises ScanglotError then."""

    document: Document
    settings: Settings
    engines: Engines
    trace: Trace

    def read(self, number: int, before: Sequence[PageText] = (), flags: list[Flag] | None = None) -> Laid:
        """One page, from its text layer where that can be trusted, else by OCR, by which an `auto` run reads what can be front matter.

        The pages `before` tell how far that has come; `flags` takes in what is wrong with the page.
        """
        flags = [] if flags is None else flags
        settings, engines = self.settings, self.engines
        if self.document.source.media_type is MediaType.TEXT:
            with self.trace("recognize", number):
                return layout(read_text(self.document)), None
        if laid := self.layer(number, flags):
            return laid
        with self.trace("render", number):
            rendered = render(self.document, number, engines.pdf, settings.render, settings.limits)
        flags += seen_wrong(rendered)
        with self.trace("clean", number):
            cleaned = clean(rendered, settings.clean, *engines.readers)
        order = Order(sketch, layout, lambda pages: front_of(pages, settings.segment))
        with self.trace("recognize", number):
            wanted = order if settings.pages.pages == AUTO else None
            lines = recognize(cleaned, engines.readers, settings.ocr, before, wanted)
        with self.trace("layout", number):
            text = layout(lines)
        return text, picture(cleaned.picture, number, text.width)

    def layer(self, number: int, flags: list[Flag] | None = None) -> Laid | None:
        """One page from its text layer; None where that cannot be trusted."""
        flags = [] if flags is None else flags
        with self.trace("inspect", number):
            layer = read_layer(self.document, number, self.engines.pdf, self.settings.render.dpi)
        flags += complained(layer.complaints, number)
        if layer.page is None:
            return None
        seen, small = self._in_sight(layer.page, flags)
        if seen is None:
            return None
        with self.trace("layout", number):
            text = layout(seen)
            return text, picture(small.pixels, number, text.width)

    def whole(self, ocr: OcrSettings | None = None) -> PageReader:
        """The same pages, of which OCR reads every line."""
        told = {"pages": PageSettings(pages="all"), "ocr": ocr or self.settings.ocr}
        return replace(self, settings=self.settings.model_copy(update=told))

    def _in_sight(self, page: PageLines, flags: list[Flag]) -> tuple[PageLines | None, RenderedPage]:
        """The lines of a text layer that a reader sees, and the page as it was looked at: at a glance, with care where that misses any."""
        for draw in (glance, render):
            with self.trace("render", page.number):
                small = draw(self.document, page.number, self.engines.pdf, PICTURE, self.settings.limits)
            with self.trace("layout", page.number):
                seen, unseen = in_sight(page, small.pixels)
            if not unseen:
                break
        flags += complained(unseen, page.number)
        return seen, small
