"""What is fuzzed: every parser of text that comes from outside, as a function of bytes that must not raise.

Errors of our own tree are answers. A target also asserts what holds of every answer.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from itertools import cycle
from pathlib import Path
from xml.sax.saxutils import escape

from pipeline.engines.bbox import layer_of, pages_of
from pipeline.engines.hocr import tokens_of
from pipeline.engines.poppler import colourless, covered, page_sizes
from pipeline.errors import ScanglotError
from pipeline.languages import numerals, quantities, romanize, sentences, terms
from pipeline.languages.printed_numbers import numbers
from pipeline.page_ranges import plan
from pipeline.ports import Drawn, LayerText, PdfFacts
from pipeline.records.article import Bilingual
from pipeline.records.base import BBox
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import Line, TextOrigin
from pipeline.settings import Limits, PageSettings
from pipeline.stages.check import check
from pipeline.stages.extract import dates, extract
from pipeline.stages.extract.codes import clc, document_code, doi
from pipeline.stages.extract.people import email, orcid
from pipeline.stages.extract.serials import article_number, issn, issue, journal, pages
from pipeline.stages.inspect import inspect
from pipeline.stages.layout import layout
from pipeline.stages.mend import mend
from pipeline.stages.segment import segment
from pipeline.stages.textfile import read_text
from pipeline.writers.record_files import read_record

Target = Callable[[bytes], None]

_ROLES = (Role.RUNNING_HEAD, Role.IDENTIFIERS, Role.CITATION, Role.CORRESPONDENCE, Role.DATES, Role.ABSTRACT)


def text_of(data: bytes) -> str:
    """Bytes as text of any kind."""
    return data.decode("utf-8", "replace")


def segments_of(text: str) -> Segments:
    """Lines of text as segments of changing roles, alternately Chinese and English."""
    found = []
    for number, (line, role) in enumerate(zip(text.splitlines()[:40], cycle(_ROLES), strict=False)):
        box = BBox(100, 40 * number, 2000, 40 * number + 30)
        read = Line(text=line, bbox=box, confidence=0.9, engine="tesseract")
        found.append(
            Segment(
                text=line,
                language=("zh", "en")[number % 2],
                role=role,
                page=1,
                bbox=box,
                confidence=0.9,
                lines=(read,),
            )
        )
    return Segments(language="zh", origin=TextOrigin.OCR, segments=tuple(found))


def layer(data: bytes) -> None:
    """The XML of a text layer."""
    for line in (line for page in pages_of(data) for line in layer_of(page, 300).lines):
        assert line.text.strip()
        assert line.bbox.width >= 0


def listings(data: bytes) -> None:
    """What pdfinfo and pdfimages print of pages and pictures."""
    text = text_of(data)
    assert all(width >= 0 and height >= 0 for width, height in page_sizes(text))
    assert covered(text) >= 0
    colourless(text)


def tesseract_hocr(data: bytes) -> None:
    """Tesseract's hOCR, or what is left of it."""
    text = text_of(data)
    span = "<span class='ocrx_cinfo' title='x_bboxes 1 2 9 20; x_conf 95'>{}</span>"
    glyphs = "".join(span.format(escape(char)) for char in text[:40] if char.isprintable())
    word = f"<span class='ocrx_word' title='bbox 1 2 9 20; x_wconf 90'>{glyphs}</span>"
    for document in (data, f"<div><span class='ocr_line'>{word}</span></div>".encode()):
        with suppress(ValueError):
            for tokens in tokens_of(document):
                assert all(token.text for token in tokens)


def fields(data: bytes) -> None:
    """Identifiers and dates in the text of a page."""
    read = segments_of(text_of(data))
    found = doi.find_doi(read)
    assert found is None or found.value.startswith("10.")
    dates.find_dates(read)
    for find in (
        article_number.find_article_number,
        clc.find_clc,
        document_code.find_document_code,
        issn.find_issn,
        issue.find_issue,
        journal.find_journal,
        pages.find_pages,
    ):
        find(read)
    email.with_emails((), read)
    orcid.with_orcids((), read)


def language(data: bytes) -> None:
    """Sentences, numbers, names and glossaries."""
    text = text_of(data)
    for code in ("zh", "en", "ja"):
        assert "".join("".join(sentences.split(text, code)).split()) == "".join(text.split())
        quantities.quantities(text, code)
        numerals.numeral_values(text, code)
    numbers(text)
    romanize.same_person(text[:8], text[8:40])
    with suppress(ScanglotError):
        terms.parse_glossary(text, "fuzz")


def article(data: bytes) -> None:
    """A text file all the way to a checked article, as a page of text goes."""
    path = _folder() / "article.txt"
    path.write_bytes(data)
    with suppress(ScanglotError):
        page = layout(read_text(inspect(path, NoPdf(), Limits())))
        segments = segment((page,))
        checked = check(Bilingual(article=mend(extract(segments), segments), target="en"), segments)
        assert 0 <= checked.score <= 1


def page_ranges(data: bytes) -> None:
    """The option --pages."""
    with suppress(ScanglotError):
        assert all(1 <= number <= 30 for number in plan(PageSettings(pages=text_of(data)[:200]), 30).numbers)


class NoPdf:
    """A PDF engine that knows of one page."""

    def facts(self, path: Path) -> PdfFacts:
        return PdfFacts(pages=((595.0, 842.0),))

    def render(self, path: Path, page: int, dpi: int) -> Drawn:
        raise NotImplementedError

    def glance(self, path: Path, page: int, dpi: int) -> Drawn:
        raise NotImplementedError

    def layer(self, path: Path, page: int, dpi: int) -> LayerText:
        raise NotImplementedError


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="scanglot-fuzz-"))


def files(data: bytes) -> None:
    """A file of any content, as a source and as a record."""
    path = _folder() / f"input.{'pdf' if data[:1] < b'a' else 'txt'}"
    path.write_bytes(data)
    with suppress(ScanglotError):
        assert inspect(path, NoPdf(), Limits()).pages
    with suppress(ScanglotError):
        read_record(path)


TARGETS: dict[str, Target] = {
    target.__name__: target
    for target in (layer, listings, tesseract_hocr, fields, language, article, page_ranges, files)
}
