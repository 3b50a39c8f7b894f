"""The whole way through the house, one line an arrow: read this first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from pipeline.errors import InputError, ScanglotError, StageError, ToolFailed, ToolTimeout
from pipeline.languages.families import ENGLISH
from pipeline.page_ranges import AUTO, PagePlan, plan
from pipeline.pages import Laid, PageReader
from pipeline.ports import Engines
from pipeline.records.article import Flag
from pipeline.records.base import BBox
from pipeline.records.outcome import Outcome
from pipeline.records.page import Document
from pipeline.records.record import Record
from pipeline.records.text import PageText
from pipeline.settings import Settings
from pipeline.stages.check import check
from pipeline.stages.clean import clean
from pipeline.stages.extract import OTHER_ARTICLE, extract, with_closing, with_notes, with_sheets
from pipeline.stages.inspect import inspect
from pipeline.stages.layer import further, tells_abstract
from pipeline.stages.layout import (
    doubts,
    enclosed,
    is_cover,
    layout,
    to_read_again,
    unread,
)
from pipeline.stages.mend import mend
from pipeline.stages.recognize import recognize
from pipeline.stages.region import cut_out
from pipeline.stages.render import render
from pipeline.stages.segment import (
    ahead,
    closing_numbers,
    complete,
    ended,
    ending,
    inner,
    lacks_english,
    segment,
)
from pipeline.stages.segment.closing import closing, own_pages, without_notes
from pipeline.stages.translate import translate
from pipeline.trace import Trace
from pipeline.writers.record_json import failed_record, to_record

LOOKED_AT = 2
"""Last pages of a scan that are looked at for the English that its first ones lack."""


def read(path: Path, settings: Settings, engines: Engines, name: str | None = None) -> Outcome:
    """Read one source document into its record, with page texts and pictures beside it.

    `name` is how the record calls the file (default: its last part). Raises ScanglotError for what kills the
    document; all that is only doubtful is a flag on the record.
    """
    trace = Trace(name or str(path))
    with trace("inspect"):
        document = inspect(path, engines.pdf, settings.limits)
    flags: list[Flag] = [*enclosed(document)]
    pages = PageReader(document, settings, engines, trace)
    read_pages = list(_wanted(pages, flags))
    with trace("inspect"):
        found = {text.number: "\n".join(line.text for line in text.lines) for text, _ in read_pages}
        flags += further(document, found, engines.pdf, whole=settings.pages.pages == AUTO)
    read_pages = _read_again(pages, read_pages)
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
    sheets, own = [page for page in pages if page.cover], [page for page in pages if not page.cover]
    end, pages = [page for page in own if page.closing], [page for page in own if not page.closing]
    with trace("segment"):
        segments = segment(pages, settings.segment)
        if end and (mine := own_pages(pages, segments, segment(without_notes(end)[0], settings.segment))):
            segments, flags = segment(mine, settings.segment), (*flags, OTHER_ARTICLE)
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
    return to_record(checked, document, own, engines, settings, trace.seconds, name)


def lay_out(
    path: Path,
    settings: Settings,
    engines: Engines,
    flags: list[Flag] | None = None,
    *,
    covers: bool = False,
) -> Iterator[Laid]:
    """The way as far as the layout: each page's text in reading order, with its picture (None for a text file).

    `flags`, where given, takes in what is wrong with pages; cover sheets come along where `covers` are wanted.
    """
    trace = Trace(str(path))
    with trace("inspect"):
        document = inspect(path, engines.pdf, settings.limits)
    read_pages = _wanted(PageReader(document, settings, engines, trace), [] if flags is None else flags)
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


def _wanted(pages: PageReader, flags: list[Flag]) -> Iterator[Laid]:
    """The pages that are wanted, one at a time; `auto` stops when the front matter is complete.

    A page that cannot be read is left out. `flags` takes in what is wrong with pages; where none could be read, the
    first page's error is raised.
    """
    count, settings = len(pages.document.pages), pages.settings
    wanted: PagePlan = plan(settings.pages, count)
    seen: list[PageText] = []
    lost: list[ScanglotError] = []
    for number in wanted.numbers:
        try:
            text, shown = pages.read(number, seen, flags)
        except (InputError, ToolFailed, ToolTimeout, StageError) as error:
            lost.append(error)
            flags.append(unread(error))
            continue
        if wanted.auto and not seen and number < count and is_cover(text):
            yield text.model_copy(update={"cover": True}), shown
            continue
        yield text, shown
        seen.append(text)
        if wanted.auto and complete(seen, settings.segment):
            break
    if lost and not seen:
        raise lost[0]
    if wanted.auto:
        yield from _inner(pages, seen)
        yield from _closing(pages, seen)


def _inner(pages: PageReader, seen: list[PageText]) -> Iterator[Laid]:
    """The pages of a thesis that print its abstracts behind its first ones, as their text layers tell."""
    found = _layers(pages, ahead(seen, len(pages.document.pages)))
    kept = [text.number for text in inner([text for text, _ in found.values()], seen)]
    for number in range(kept[0], kept[-1] + 1) if kept else ():
        with suppress(InputError, ToolFailed, ToolTimeout, StageError):
            read = found.get(number) or pages.read(number, seen)
            seen.append(read[0])
            yield read


def _closing(pages: PageReader, seen: Sequence[PageText]) -> Iterator[Laid]:
    """What the last pages print of the front matter that the pages read lack: by their text layers, or by OCR where these say so.

    Where pages have no layer, the very last ones are looked at for English, which journals print there.
    """
    document, settings = pages.document, pages.settings
    numbers = closing_numbers(seen, len(document.pages), settings.segment)
    found = _layers(pages, numbers)
    blank: list[int] = []
    for number in sorted(set(numbers) - set(found)):
        with suppress(InputError, ToolFailed, ToolTimeout, StageError):
            told = tells_abstract(document, number, pages.engines.pdf, settings.render.dpi)
            if told:
                found[number] = pages.whole().read(number)
            elif told is None:
                blank.append(number)
    looked: list[PageText] = []
    while len(looked) < LOOKED_AT and blank and lacks_english([*seen, *looked], settings.segment):
        number = blank.pop()
        with suppress(InputError, ToolFailed, ToolTimeout, StageError):
            found[number] = pages.read(number, seen)
            looked.insert(0, found[number][0])
    ends = ending(seen, [found[n][0] for n in sorted(found)], settings.segment) if found else ()
    yield from ((text, found[text.number][1]) for text in ends)


def _layers(pages: PageReader, numbers: Sequence[int]) -> dict[int, Laid]:
    """Those of some pages whose text layers can be trusted."""
    found: dict[int, Laid] = {}
    for number in numbers:
        with suppress(InputError, ToolFailed, ToolTimeout, StageError):
            if read := pages.layer(number):
                found[number] = read
    return found


def _read_again(pages: PageReader, laid: list[Laid]) -> list[Laid]:
    """The pages, illegible ones read once more in the language of the others where nobody said one."""
    poor, language = to_read_again([text for text, _ in laid])
    ocr = pages.settings.ocr
    if language is None or ocr.languages:
        return laid
    told = pages.whole(ocr.model_copy(update={"languages": (language, ENGLISH)}))
    found = dict.fromkeys(poor)
    for number in poor:
        with suppress(InputError, ToolFailed, ToolTimeout, StageError):
            found[number] = told.read(number)
    return [found.get(text.number) or (text, shown) for text, shown in laid]
