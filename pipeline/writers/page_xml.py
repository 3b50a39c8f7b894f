"""PAGE-XML (2019-07-15): one page a file, with reading order, regions, lines with baselines, words."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from pipeline import __version__
from pipeline.records.record import Record
from pipeline.records.text import Block, BlockKind, Line, PageText
from pipeline.writers.page_words import baseline, picture_of, points, wholes_of
from pipeline.writers.trust import AGENT, note
from pipeline.writers.xml import add, document, root_element

NAMESPACE = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"
_P = f"{{{NAMESPACE}}}"
_SCHEMA = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
UNKNOWN_TIME = "1970-01-01T00:00:00"
"""PAGE wants the time of making; the same input gives the same file, so none is told."""

_REGIONS = {
    BlockKind.BODY: "paragraph",
    BlockKind.HEADER: "header",
    BlockKind.FOOTER: "footer",
    BlockKind.FOOTNOTE: "footnote",
    BlockKind.MARGIN: "marginalia",
    BlockKind.BOXED: "other",
}


def page_xml(record: Record, page: PageText, stem: str) -> str:
    """One page; coordinates in pixels of the upright page, `conf` 0..1."""
    root = root_element(_P + "PcGts", {None: NAMESPACE, "xsi": "http://www.w3.org/2001/XMLSchema-instance"})
    root.set(_SCHEMA, f"{NAMESPACE} {NAMESPACE}/pagecontent.xsd")
    about = add(root, _P + "Metadata")
    add(about, _P + "Creator", f"{AGENT} {__version__}")
    add(about, _P + "Created", UNKNOWN_TIME)
    add(about, _P + "LastChange", UNKNOWN_TIME)
    add(about, _P + "Comments", note(record))
    size = {"imageWidth": str(page.width), "imageHeight": str(page.height)}
    sheet = add(root, _P + "Page", None, {"imageFilename": picture_of(stem, page)} | size)
    if page.blocks:
        order = add(add(sheet, _P + "ReadingOrder"), _P + "OrderedGroup", None, {"id": "order"})
        for number in range(len(page.blocks)):
            place = {"index": str(number), "regionRef": f"r{number + 1}"}
            add(order, _P + "RegionRefIndexed", None, place)
    for number, block in enumerate(page.blocks, start=1):
        _region(sheet, block, f"r{number}")
    return document(root)


def _region(sheet: Element, block: Block, name: str) -> None:
    kind = _REGIONS[block.kind]
    marks = {"id": name, "type": kind, "custom": f"structure {{type:{kind};}}"}
    region = add(sheet, _P + "TextRegion", None, marks)
    add(region, _P + "Coords", None, {"points": points(block.bbox)})
    for number, line in enumerate(block.lines, start=1):
        _line(region, line, f"{name}l{number}", number - 1)
    _text(region, "\n".join(line.text for line in block.lines), None)


def _line(region: Element, line: Line, name: str, index: int) -> None:
    element = add(region, _P + "TextLine", None, {"id": name, "custom": f"readingOrder {{index:{index};}}"})
    add(element, _P + "Coords", None, {"points": points(line.bbox)})
    left, y, right, _ = baseline(line.bbox)
    add(element, _P + "Baseline", None, {"points": f"{left},{y} {right},{y}"})
    for number, (word, signs) in enumerate(wholes_of(line), start=1):
        part = add(element, _P + "Word", None, {"id": f"{name}w{number}"})
        add(part, _P + "Coords", None, {"points": points(word.bbox)})
        for place, sign in enumerate(signs, start=1):
            glyph = add(part, _P + "Glyph", None, {"id": f"{name}w{number}g{place}"})
            add(glyph, _P + "Coords", None, {"points": points(sign.bbox)})
            _text(glyph, sign.text, sign.confidence)
        _text(part, word.text, word.confidence)
    _text(element, line.text, line.confidence)


def _text(parent: Element, text: str, confidence: float | None) -> None:
    sure = {} if confidence is None else {"conf": f"{confidence:.2f}"}
    add(add(parent, _P + "TextEquiv", None, sure), _P + "Unicode", text)
