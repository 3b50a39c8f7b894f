"""Abstracts that are the first of an article's counted parts: `一、摘要` to `二、緣起`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from pipeline.records.segment import Role
from pipeline.stages.segment.walk import Marked

_COUNTED = re.compile(r"\s*(?P<count>[一二三四])\s*[、.．,，]\s*[^\W\d_][^。,，;；]{1,14}\Z")
"""A heading that counts in Han, alone on its line."""
_LINES = 60
"""Lines of such an abstract at most."""


def with_counted_abstracts(found: list[Marked]) -> list[Marked]:
    """The running text from such a label to the heading that counts on is the abstract's, all its paragraphs."""
    for n, m in enumerate(found):
        count = _COUNTED.match(m.piece.text) if m.role is Role.ABSTRACT and m.piece.label else None
        if count is None:
            continue
        for i in range(n + 1, _end(found, n, count["count"])):
            if found[i].role is Role.BODY and not found[i].piece.garbled:
                found[i] = replace(found[i], role=Role.ABSTRACT, run=m.run)
    return found


def _end(found: Sequence[Marked], n: int, count: str) -> int:
    """Where the next part begins; the label itself where none does, or another label stands between."""
    for i in range(n + 1, min(len(found), n + _LINES)):
        heading = _COUNTED.match(found[i].piece.text)
        if heading and unicodedata.numeric(heading["count"]) == unicodedata.numeric(count) + 1:
            return i
        if found[i].piece.label is not None:
            break
    return n
