"""Text layers, page by page: good ones are used as they are, shifted ones decoded, garbled and absent ones left to OCR."""

from __future__ import annotations

from pathlib import Path

from pipeline.ports import LayerText, Pdf
from pipeline.records.page import Document, PageInfo
from pipeline.records.text import Layer, PageLines, TextLayer, TextOrigin
from pipeline.stages.layer.runs import printed_lines
from pipeline.stages.layer.shifted import decode_shifted, is_shifted
from pipeline.stages.layer.verdict import is_good, is_there

__all__ = ["read_layer"]


def read_layer(document: Document, number: int, pdf: Pdf, dpi: int) -> TextLayer:
    """The text layer of one page of a PDF and the verdict on it; boxes in pixels at `dpi`. Raises InputError, ToolError.

    Only a good or an exactly decoded layer comes with its lines.
    """
    page = document.pages[number - 1]
    layer = pdf.layer(Path(document.source.path), number, dpi)
    verdict, layer = _judged(layer, page, dpi)
    if verdict not in (Layer.GOOD, Layer.SHIFTED):
        return TextLayer(verdict=verdict, complaints=layer.complaints)
    lines = PageLines(
        number=number,
        width=round(page.width * dpi / 72),
        height=round(page.height * dpi / 72),
        dpi=float(dpi),
        origin=TextOrigin.TEXT_LAYER,
        lines=printed_lines(layer.lines),
    )
    return TextLayer(verdict=verdict, page=lines, complaints=layer.complaints)


def _judged(layer: LayerText, page: PageInfo, dpi: int) -> tuple[Layer, LayerText]:
    if not is_there(layer, page, dpi):
        return Layer.ABSENT, layer
    if is_shifted("".join(line.text for line in layer.lines)):
        decoded = tuple(line.model_copy(update={"text": decode_shifted(line.text)}) for line in layer.lines)
        layer = layer.model_copy(update={"lines": decoded})
        return (Layer.SHIFTED if is_good(layer) else Layer.GARBLED), layer
    return (Layer.GOOD if is_good(layer) else Layer.GARBLED), layer
