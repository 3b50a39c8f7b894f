"""What a text layer that cannot be trusted tells all the same: whether an abstract in English stands on the page."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from pipeline.ports import Pdf
from pipeline.records.page import Document, MediaType

_LABEL = re.compile(r"abstract\W?[:.—-]|key\W?words?\W?[:.—-]", re.IGNORECASE)


def tells_abstract(document: Document, number: int, pdf: Pdf, dpi: int) -> bool | None:
    """Whether the label of an abstract or of keywords in English stands in the page's layer, whatever else that says.

    Letters may be full-width, or set apart, or laid under a scan. None where there is no layer that could tell. Raises
    InputError, ToolError.
    """
    if document.source.media_type is not MediaType.PDF or document.copy_forbidden:
        return None
    layer = pdf.layer(Path(document.source.path), number, dpi)
    if not layer.lines:
        return None
    text = unicodedata.normalize("NFKC", "".join(line.text for line in layer.lines))
    return _LABEL.search(re.sub(r"\s", "", text)) is not None
