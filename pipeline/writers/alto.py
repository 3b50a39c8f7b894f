"""ALTO 4.4: one page a file, with its blocks in reading order, lines with baselines, words with confidences."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from pipeline import __version__
from pipeline.records.base import BBox
from pipeline.records.record import Record
from pipeline.records.text import Block, BlockKind, Line, PageText
from pipeline.writers.page_words import baseline, picture_of, wholes_of
from pipeline.writers.trust import AGENT, note
from pipeline.writers.xml import add, document, root_element

NAMESPACE = "http://www.loc.gov/standards/alto/ns-v4#"
_A = f"{{{NAMESPACE}}}"
_SCHEMA = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"


def alto(record: Record, page: PageText, stem: str) -> str:
    """One page; positions in pixels of the upright page, `WC` 0..1."""
    root = root_element(_A + "alto", {None: NAMESPACE, "xsi": "http://www.w3.org/2001/XMLSchema-instance"})
    root.set(_SCHEMA, f"{NAMESPACE} http://www.loc.gov/standards/alto/v4/alto.xsd")
    _description(root, record, picture_of(stem, page))
    kinds = sorted({block.kind for block in page.blocks} - {BlockKind.BODY})
    if kinds:
        tags = add(root, _A + "Tags")
        for kind in kinds:
            add(tags, _A + "LayoutTag", None, {"ID": f"tag_{kind.value}", "LABEL": kind.value})
    size = {"WIDTH": str(page.width), "HEIGHT": str(page.height)}
    place = {"ID": f"p{page.number}", "PHYSICAL_IMG_NR": str(page.number)}
    sheet = add(add(root, _A + "Layout"), _A + "Page", None, place | size)
    space = add(sheet, _A + "PrintSpace", None, {"HPOS": "0", "VPOS": "0"} | size)
    for number, block in enumerate(page.blocks, start=1):
        _block(space, block, f"b{number}")
    return document(root)


def _description(root: Element, record: Record, picture: str) -> None:
    description = add(root, _A + "Description")
    add(description, _A + "MeasurementUnit", "pixel")
    add(add(description, _A + "sourceImageInformation"), _A + "fileName", picture)
    step = add(description, _A + "Processing", None, {"ID": "scanglot"})
    add(step, _A + "processingStepDescription", note(record))
    software = add(step, _A + "processingSoftware")
    add(software, _A + "softwareName", AGENT)
    add(software, _A + "softwareVersion", __version__)


def _block(space: Element, block: Block, name: str) -> None:
    marks = {} if block.kind is BlockKind.BODY else {"TAGREFS": f"tag_{block.kind.value}"}
    element = add(space, _A + "TextBlock", None, {"ID": name} | _place(block.bbox) | marks)
    for number, line in enumerate(block.lines, start=1):
        _line(element, line, f"{name}l{number}")


def _line(block: Element, line: Line, name: str) -> None:
    """The baseline as `x y x y`: both ways of the schema are read by kraken, this one by eScriptorium."""
    marks = {"ID": name} | _place(line.bbox) | {"BASELINE": " ".join(map(str, baseline(line.bbox)))}
    element = add(block, _A + "TextLine", None, marks)
    end = line.bbox.left
    for number, (word, signs) in enumerate(wholes_of(line), start=1):
        if number > 1:
            gap = {"HPOS": str(max(0, end)), "VPOS": str(max(0, line.bbox.top))}
            add(element, _A + "SP", None, gap | {"WIDTH": str(max(0, word.bbox.left - end))})
        place = {"ID": f"{name}s{number}"} | _place(word.bbox)
        string = add(
            element, _A + "String", None, {"CONTENT": word.text, "WC": f"{word.confidence:.2f}"} | place
        )
        for sign in signs:
            add(
                string,
                _A + "Glyph",
                None,
                {"CONTENT": sign.text, "GC": f"{sign.confidence:.2f}"} | _place(sign.bbox),
            )
        end = word.bbox.right


def _place(box: BBox) -> dict[str, str]:
    return {
        "HPOS": str(max(0, box.left)),
        "VPOS": str(max(0, box.top)),
        "WIDTH": str(max(0, box.width)),
        "HEIGHT": str(max(0, box.height)),
    }
