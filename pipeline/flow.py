"""The whole way through the house, one line an arrow: read this first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from pipeline.errors import InputError, ScanglotError, StageError, ToolFailed, ToolTimeout
from pipeline.languages.families import ENGLISH
from pipeline.page_ranges import AUTO, PagePlan, plan
from pipeline.ports import Engines
from pipeline.records.article import Flag
from pipeline.records.base import BBox
from pipeline.records.outcome import Outcome, PagePicture
from pipeline.records.page import Document, MediaType, RenderedPage
from pipeline.records.record import Record
from pipeline.records.text import PageLines, PageText
from pipeline.settings import PageSettings, RenderSettings, Settings
from pipeline.stages.check import check
from pipeline.stages.clean import clean
from pipeline.stages.extract import OTHER_ARTICLE, extract, with_closing, with_notes, with_sheets
from pipeline.stages.inspect import inspect
from pipeline.stages.layer import further, in_sight, read_layer, tells_abstract
from pipeline.stages.layout import (
    complained,
    doubts,
    enclosed,
    is_cover,
    layout,
    seen_wrong,
    sketch,
    to_read_again,
    unread,
)
from pipeline.stages.mend import mend
from pipeline.stages.picture import picture
from pipeline.stages.recognize import Order, recognize
from pipeline.stages.region import cut_out
from pipeline.stages.render import glance, render
from pipeline.stages.segment import ahead, closing_numbers, complete, ended, ending, front_of, inner, segment
from pipeline.stages.segment.closing import closing, own_pages, without_notes
from pipeline.stages.textfile import read_text
from pipeline.stages.translate import translate
from pipeline.trace import Trace
from pipeline.writers.record_json import failed_record, to_record

PICTURE = RenderSettings(dpi=110)


def read(path: Path, settings: Settings, engines: Engines, name: str | None = None) -> Outcome:
    """Read one source document into its record, with page texts and pictures beside it.

    `name` is how the record calls the file (default: its last part). Raises ScanglotError for what kills the
    document; all that is only doubtful is a flag on the record.
    """
    trace = Trace(name or str(path))
    with trace("inspect"):
        document = inspect(path, engines.pdf, settings.limits)
    flags: list[Flag] = [*enclosed(document)]
    read_pages = list(_pages(document, settings, engines, trace, flags))
    with trace("inspect"):
        found = {text.number: "\n".join(line.text for line in text.lines) for text, _ in read_pages}
        flags += further(document, found, engines.pdf, whole=settings.pages.pages == AUTO)
    read_pages = _read_again(document, read_pages, settings, engines, trace)
    record = understand(document, [text for text, _ in read_pages], flags, settings, engines, trace, name)
    own = [(text, shown) for text, shown in read_pages if not text.cover]
    return Outcome(record, tuple(t for t, _ in own), tuple(shown for _, shown in own if shown is not None))


def understand(
    document: Document,
    pages: Sequence[PageText],
    flags: Sequence[Flag],
    settings: Settings,
    engines: Engines,
    trace: Trace,
    name: str | None = None,
) -> Record:
    """The second half of the way: the record of pages that are laid out; `flags` are those of their reading.

    Cover sheets among the pages, and its end, are witnesses of what they print of the article.
    """
    sheets, end = [page for page in pages if page.cover], [page for page in pages if page.closing]
    pages = [page for page in pages if not page.cover and not page.closing]
    with trace("segment"):
        segments = segment(pages, settings.segment)
        if end and (own := own_pages(pages, segments, segment(without_notes(end)[0], settings.segment))):
            segments, flags = segment(own, settings.segment), (*flags, OTHER_ARTICLE)
    with trace("extract"):
        article = with_sheets(
            extract(segments), [extract(segment([sheet], settings.segment)) for sheet in sheets]
        )
        end, notes = without_notes(end or ([] if ENGLISH in article.title else closing(pages, segments)))
        told = extract(ended(end, article.authors, settings.segment)) if end else None
        article = with_notes(with_closing(article, told) if told else article, notes)
        article = article.model_copy(update={"flags": article.flags + doubts(pages) + tuple(flags)})
    with trace("mend"):
        article = mend(article, segments)
    with trace("translate"):
        bilingual = translate(article, engines.translators, settings.translate, engines.memory)
    with trace("check"):
        checked = check(bilingual, segments)
    return to_record(checked, document, pages, engines, settings, trace.seconds, name)


def lay_out(
    path: Path,
    settings: Settings,
    engines: Engines,
    flags: list[Flag] | None = None,
    *,
    covers: bool = False,
) -> Iterator[tuple[PageText, PagePicture | None]]:
    """The way as far as the layout: each page's text in reading order, with its picture (None for a text file).

    `flags`, where given, takes in what is wrong with pages; cover sheets come along where `covers` are wanted.
    """
    trace = Trace(str(path))
    with trace("inspect"):
        document = inspect(path, engines.pdf, settings.limits)
    read_pages = _pages(document, settings, engines, trace, [] if flags is None else flags)
    yield from ((text, shown) for text, shown in read_pages if covers or not text.cover)


def read_region(path: Path, number: int, region: BBox, settings: Settings, engines: Engines) -> str:
    """The lines of a region of one page, top to bottom, whatever its text layer says. Raises ScanglotError.

    `region` is in pixels of the upright page, as a record's boxes are; the rotation of the settings turns only the region.
    """
    trace = Trace(path.name)
    upright = settings.clean.model_copy(update={"rotation": None})
    with trace("inspect"):
        document = inspect(path, engines.pdf, settings.limits)
    with trace("render"):
        rendered = render(document, number, engines.pdf, settings.render, settings.limits)
    with trace("clean"):
        page = cut_out(clean(rendered, upright, *engines.readers), region, settings.clean.rotation or 0)
    with trace("recognize"):
        lines = recognize(page, engines.readers, settings.ocr)
    with trace("layout"):
        return "\n".join(line.text for line in layout(lines).lines)


def failed(path: Path, error: ScanglotError, settings: Settings, name: str | None = None) -> Record:
    """The record of a document that could not be read: its code, message and stage."""
    return failed_record(path, error, settings, name)


def _pages(
    document: Document, settings: Settings, engines: Engines, trace: Trace, flags: list[Flag]
) -> Iterator[tuple[PageText, PagePicture | None]]:
    """The pages that are wanted, one at a time; `auto` stops when the front matter is complete.

    A page that cannot be read is left out. `flags` takes in what is wrong with pages; where none could be read, the
    first page's error is raised.
    """
    wanted: PagePlan = plan(settings.pages, len(document.pages))
    seen: list[PageText] = []
    lost: list[ScanglotError] = []
    for number in wanted.numbers:
        try:
            text, shown = _page(document, number, settings, engines, trace, flags, seen)
        except (InputError, ToolFailed, ToolTimeout, StageError) as error:
            lost.append(error)
            flags.append(unread(error))
            continue
        if wanted.auto and not seen and number < len(document.pages) and is_cover(text):
            yield text.model_copy(update={"cover": True}), shown
            continue
        yield text, shown
        seen.append(text)
        if wanted.auto and complete(seen, settings.segment):
            break
    if lost and not seen:
        raise lost[0]
    if wanted.auto:
        yield from _inner(document, seen, settings, engines, trace)
        yield from _closing(document, seen, settings, engines, trace)


def _inner(
    document: Document, seen: list[PageText], settings: Settings, engines: Engines, trace: Trace
) -> Iterator[tuple[PageText, PagePicture | None]]:
    """The pages of a thesis that print its abstracts behind its first ones, as their text layers tell."""
    found = _layers(document, ahead(seen, len(document.pages)), settings, engines, trace)
    kept = [text.number for text in inner([text for text, _ in found.values()], seen)]
    for number in range(kept[0], kept[-1] + 1) if kept else ():
        with suppress(InputError, ToolFailed, ToolTimeout, StageError):
            read = found.get(number) or _page(document, number, settings, engines, trace, [], seen)
            seen.append(read[0])
            yield read


def _closing(
    document: Document, seen: Sequence[PageText], settings: Settings, engines: Engines, trace: Trace
) -> Iterator[tuple[PageText, PagePicture | None]]:
    """What the last pages print of the front matter that the pages read lack: by their text layers, or by OCR where these say so."""
    numbers = closing_numbers(seen, len(document.pages), settings.segment)
    found = _layers(document, numbers, settings, engines, trace)
    whole = settings.model_copy(update={"pages": PageSettings(pages="all")})
    for number in sorted(set(numbers) - set(found)):
        with suppress(InputError, ToolFailed, ToolTimeout, StageError):
            if tells_abstract(document, number, engines.pdf, settings.render.dpi):
                found[number] = _page(document, number, whole, engines, trace, [], ())
    ends = ending(seen, [found[n][0] for n in sorted(found)], settings.segment) if found else ()
    yield from ((text, found[text.number][1]) for text in ends)


def _layers(
    document: Document, numbers: Sequence[int], settings: Settings, engines: Engines, trace: Trace
) -> dict[int, tuple[PageText, PagePicture | None]]:
    """Those of some pages whose text layers can be trusted."""
    found: dict[int, tuple[PageText, PagePicture | None]] = {}
    for number in numbers:
        with suppress(InputError, ToolFailed, ToolTimeout, StageError):
            if read := _layer_page(document, number, settings, engines, trace, []):
                found[number] = read
    return found


def _read_again(
    document: Document,
    read_pages: list[tuple[PageText, PagePicture | None]],
    settings: Settings,
    engines: Engines,
    trace: Trace,
) -> list[tuple[PageText, PagePicture | None]]:
    """The pages, illegible ones read once more in the language of the others where nobody said one."""
    poor, language = to_read_again([text for text, _ in read_pages])
    if language is None or settings.ocr.languages:
        return read_pages
    spoken = settings.ocr.model_copy(update={"languages": (language, ENGLISH)})
    told = settings.model_copy(update={"ocr": spoken, "pages": PageSettings(pages="all")})
    found = dict.fromkeys(poor)
    for number in poor:
        with suppress(InputError, ToolFailed, ToolTimeout, StageError):
            found[number] = _page(document, number, told, engines, trace, [], ())
    return [found.get(text.number) or (text, shown) for text, shown in read_pages]


def _page(
    document: Document,
    number: int,
    settings: Settings,
    engines: Engines,
    trace: Trace,
    flags: list[Flag],
    before: Sequence[PageText],
) -> tuple[PageText, PagePicture | None]:
    """One page, from its text layer where that can be trusted, else by OCR, by which an `auto` run reads what can be front matter."""
    if document.source.media_type is MediaType.TEXT:
        with trace("recognize", number):
            return layout(read_text(document)), None
    if laid := _layer_page(document, number, settings, engines, trace, flags):
        return laid
    with trace("render", number):
        rendered = render(document, number, engines.pdf, settings.render, settings.limits)
    flags += seen_wrong(rendered)
    with trace("clean", number):
        cleaned = clean(rendered, settings.clean, *engines.readers)
    order = Order(sketch, layout, lambda pages: front_of(pages, settings.segment))
    with trace("recognize", number):
        wanted = order if settings.pages.pages == AUTO else None
        lines = recognize(cleaned, engines.readers, settings.ocr, before, wanted)
    with trace("layout", number):
        text = layout(lines)
    return text, picture(cleaned.picture, number, text.width)


def _layer_page(
    document: Document, number: int, settings: Settings, engines: Engines, trace: Trace, flags: list[Flag]
) -> tuple[PageText, PagePicture] | None:
    """One page from its text layer; None where that cannot be trusted."""
    with trace("inspect", number):
        layer = read_layer(document, number, engines.pdf, settings.render.dpi)
    flags += complained(layer.complaints, number)
    if layer.page is None:
        return None
    seen, small = _in_sight(layer.page, document, settings, engines, trace, flags)
    if seen is None:
        return None
    with trace("layout", number):
        text = layout(seen)
        return text, picture(small.pixels, number, text.width)


def _in_sight(
    page: PageLines, document: Document, settings: Settings, engines: Engines, trace: Trace, flags: list[Flag]
) -> tuple[PageLines | None, RenderedPage]:
    """The lines of a text layer that a reader sees, and the page as it was looked at: at a glance, with care where that misses any."""
    for draw in (glance, render):
        with trace("render", page.number):
            small = draw(document, page.number, engines.pdf, PICTURE, settings.limits)
        with trace("layout", page.number):
            seen, unseen = in_sight(page, small.pixels)
        if not unseen:
            break
    flags += complained(unseen, page.number)
    return seen, small
