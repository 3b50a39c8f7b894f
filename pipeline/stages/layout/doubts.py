"""What we do not read well, and say so: vertical text, handwriting, pages that are too poor."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records.article import Flag, Severity
from pipeline.records.text import Line, PageText, TextOrigin
from pipeline.stages.layout.rows import is_vertical

_FAINT, _SHARE = 0.72, 0.5
"""Lines read with less confidence than this, as a share of the page's text, make it illegible."""


def doubts(pages: Sequence[PageText]) -> tuple[Flag, ...]:
    """Flags for pages whose text cannot be relied on: `page.vertical`, `page.illegible` (handwriting, very poor print)."""
    found: list[Flag] = []
    for page in pages:
        if page.origin is not TextOrigin.OCR or len(page.lines) < 4:
            continue
        if _share(page, [line for line in page.lines if is_vertical(line)]) > 0.3:
            found.append(
                Flag(
                    code="page.vertical",
                    path=f"source.pages.{page.number}",
                    severity=Severity.ERROR,
                    message=f"Page {page.number} is set in vertical lines, which we do not read: check everything on it.",
                )
            )
        elif _share(page, [line for line in page.lines if line.confidence < _FAINT]) > _SHARE:
            found.append(
                Flag(
                    code="page.illegible",
                    path=f"source.pages.{page.number}",
                    severity=Severity.ERROR,
                    message=f"Page {page.number} is handwritten or too poor to be read: scan it again, or type it.",
                )
            )
    return tuple(found)


def _share(page: PageText, lines: Sequence[Line]) -> float:
    return sum(len(line.text) for line in lines) / max(1, sum(len(line.text) for line in page.lines))
