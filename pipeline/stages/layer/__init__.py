"""Text layers, page by page: good ones are used as they are, shifted ones decoded, garbled and absent ones left to OCR."""

from __future__ import annotations

from pathlib import Path

from pipeline.ports import LayerText, Pdf
from pipeline.records.page import Complaint, Document, PageInfo
from pipeline.records.text import Layer, PageLines, TextLayer, TextOrigin
from pipeline.stages.layer.coded import decoder as cyrillic_decoder
from pipeline.stages.layer.further import further
from pipeline.stages.layer.overlaid import without_overlaid
from pipeline.stages.layer.recoded import with_signs
from pipeline.stages.layer.runs import printed_lines
from pipeline.stages.layer.shifted import decode_shifted, is_shifted
from pipeline.stages.layer.sight import in_sight
from pipeline.stages.layer.symbols import with_symbols
from pipeline.stages.layer.tells import tells_abstract
from pipeline.stages.layer.typed import as_meant
from pipeline.stages.layer.verdict import (
    is_good,
    is_there,
    runs_sideways,
    runs_together,
    stands_in_columns,
    turns_ligatures,
)

__all__ = ["further", "in_sight", "read_layer", "tells_abstract"]

FORBIDDEN = Complaint(
    code="document.copy_forbidden",
    what="the owner of the PDF forbids to take out its text, so it was read from the picture",
    cure="Ask for a copy that allows it, or take the restriction off where you may: qpdf --decrypt.",
)

OVERLAID = Complaint(
    code="text.overlaid", what="text laid over other text, as a stamp is, was left out", cure=""
)

SIGNS_LOST = Complaint(
    code="page.glyphs_missing",
    what="the font of its signs is lost, and figures stand for them: a 2 may be a hyphen or a minus",
    cure="Compare numbers with another copy.",
)


def read_layer(document: Document, number: int, pdf: Pdf, dpi: int) -> TextLayer:
    """The text layer of one page of a PDF and the verdict on it; boxes in pixels at `dpi`. Raises InputError, ToolError.

    Only a good or an exactly decoded layer comes with its lines.
    """
    page = document.pages[number - 1]
    if document.copy_forbidden:
        return TextLayer(verdict=Layer.ABSENT, complaints=(FORBIDDEN,))
    layer = pdf.layer(Path(document.source.path), number, dpi)
    verdict, layer = _judged(layer, page, dpi)
    if verdict not in (Layer.GOOD, Layer.SHIFTED):
        return TextLayer(verdict=verdict, complaints=layer.complaints)
    own = without_overlaid(layer.lines)
    complaints = (*layer.complaints, OVERLAID) if len(own) < len(layer.lines) else layer.complaints
    stored = tuple(printed_lines(own))
    signed = with_signs(stored)
    complaints = (*complaints, SIGNS_LOST) if signed != stored else complaints
    printed = as_meant(signed)
    if runs_together(printed) or turns_ligatures(printed):
        return TextLayer(verdict=Layer.GARBLED, complaints=complaints)
    lines = PageLines(
        number=number,
        width=round(page.width * dpi / 72),
        height=round(page.height * dpi / 72),
        dpi=float(dpi),
        origin=TextOrigin.TEXT_LAYER,
        lines=(*printed, *layer.upright),
    )
    return TextLayer(verdict=verdict, page=lines, complaints=complaints)


def _judged(layer: LayerText, page: PageInfo, dpi: int) -> tuple[Layer, LayerText]:
    layer = layer.model_copy(update={"lines": tuple(map(with_symbols, layer.lines))})
    if runs_sideways(layer) or stands_in_columns(layer):
        return Layer.GARBLED, layer
    if not is_there(layer, page, dpi):
        return Layer.ABSENT, layer
    text = "\n".join(line.text for line in layer.lines)
    if decode := decode_shifted if is_shifted(text) else cyrillic_decoder(text):
        decoded = tuple(line.model_copy(update={"text": decode(line.text)}) for line in layer.lines)
        layer = layer.model_copy(update={"lines": decoded})
        return (Layer.SHIFTED if is_good(layer) else Layer.GARBLED), layer
    return (Layer.GOOD if is_good(layer) else Layer.GARBLED), layer
