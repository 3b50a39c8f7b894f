"""The document code of Chinese journals, one letter A to E: `文献标识码：A`."""

from __future__ import annotations

import re

from pipeline.records.article import Field
from pipeline.records.segment import Segments
from pipeline.stages.extract.passages import passages
from pipeline.stages.extract.witness import settle, witness

_PRINTED = re.compile(
    r"(?:文\s*[献獻]\s*[标標识識]\s*[识識志]?\s*[码碼]|document\s*code)\s*\]?\s*[:.;]?\s*\[?(?P<code>[A-Ea-e])(?![A-Za-z])",
    re.IGNORECASE,
)


def find_document_code(segments: Segments) -> Field | None:
    """The document code as a capital letter."""
    votes = [
        witness(passage, match.span(), match["code"].upper(), 0.96)
        for passage in passages(segments)
        for match in _PRINTED.finditer(passage.text)
    ]
    return settle(votes, about="document_code")
