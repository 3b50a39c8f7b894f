"""hOCR 1.2: pages, areas, lines and words with boxes and confidences, as XHTML."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from pipeline import __version__
from pipeline.records.base import BBox
from pipeline.records.record import Record
from pipeline.records.text import Block, BlockKind, Line, PageText
from pipeline.writers.page_words import picture_of, spaced_words
from pipeline.writers.trust import AGENT, note
from pipeline.writers.views import source
from pipeline.writers.xml import add, document, in_language, root_element

_X = "{http://www.w3.org/1999/xhtml}"
_AREAS = {BlockKind.HEADER: "ocr_header", BlockKind.FOOTER: "ocr_footer"}
DOCTYPE = (
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" '
    '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">'
)


def hocr(record: Record, pages: Sequence[PageText], stem: str) -> str:
    """All pages of a record; boxes in pixels of the upright page, `x_wconf` 0..100."""
    root = root_element(_X + "html", {None: _X[1:-1]})
    for key, value in in_language(record.language).items():
        root.set(key, value)
    head = add(root, _X + "head")
    add(head, _X + "title", source(record, "title", record.title) or stem)
    for name, content in (
        ("ocr-system", f"{AGENT} {__version__}"),
        ("ocr-capabilities", "ocr_page ocr_carea ocr_header ocr_footer ocr_par ocr_line ocrx_word"),
        ("ocr-number-of-pages", str(len(pages))),
        ("description", note(record)),
    ):
        add(head, _X + "meta", None, {"name": name, "content": content})
    body = add(root, _X + "body")
    for page in pages:
        _page(body, page, picture_of(stem, page))
    return document(root, DOCTYPE)


def _page(body: Element, page: PageText, picture: str) -> None:
    title = f'image "{picture}"; bbox 0 0 {page.width} {page.height}; ppageno {page.number - 1}'
    title += f"; scan_res {page.dpi:.0f} {page.dpi:.0f}"
    name = f"p{page.number}"
    root = add(body, _X + "div", None, {"class": "ocr_page", "id": name, "title": title})
    for number, block in enumerate(page.blocks, start=1):
        _block(root, block, f"{name}b{number}")


def _block(page: Element, block: Block, name: str) -> None:
    kind = _AREAS.get(block.kind, "ocr_carea")
    area = add(page, _X + "div", None, {"class": kind, "id": name, "title": _bbox(block.bbox)})
    par = add(area, _X + "p", None, {"class": "ocr_par", "id": f"{name}p", "title": _bbox(block.bbox)})
    for number, line in enumerate(block.lines, start=1):
        _line(par, line, f"{name}l{number}")


def _line(par: Element, line: Line, name: str) -> None:
    title = f"{_bbox(line.bbox)}; x_wconf {100 * line.confidence:.0f}"
    row = add(par, _X + "span", None, {"class": "ocr_line", "id": name, "title": title})
    last: Element | None = None
    for number, (word, space) in enumerate(spaced_words(line), start=1):
        if space and last is not None:
            last.tail = " "
        title = f"{_bbox(word.bbox)}; x_wconf {100 * word.confidence:.0f}"
        last = add(
            row, _X + "span", word.text, {"class": "ocrx_word", "id": f"{name}w{number}", "title": title}
        )
    row.tail = "\n"


def _bbox(box: BBox) -> str:
    return "bbox " + " ".join(str(max(0, edge)) for edge in box)
