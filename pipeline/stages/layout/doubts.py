"""What we do not read well, and say so: vertical text, handwriting, poor or broken pages, pages without text."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.errors import ScanglotError
from pipeline.records.article import Flag, Severity
from pipeline.records.page import RenderedPage
from pipeline.records.text import Line, PageText, TextOrigin
from pipeline.stages.layout.rows import is_vertical

_FAINT, _SHARE = 0.72, 0.5
"""Lines read with less confidence than this, as a share of the page's text, make it illegible."""

_FEW = 4
"""With fewer lines than this a page says nothing of how the document was printed, unless it is all there is."""

_NO_TEXT = Flag(
    code="text.none",
    path="",
    severity=Severity.ERROR,
    message="No text was found on the pages that were read: they are blank, hold only pictures, or are too poor.",
)


def doubts(pages: Sequence[PageText]) -> tuple[Flag, ...]:
    """Flags for pages whose text cannot be relied on: `page.vertical`, `page.illegible` (handwriting, very poor print).

    `text.none` where no page has any text; a stroke is often read as a single letter or digit.
    """
    signs = sum(sign.isalnum() for page in pages for line in page.lines for sign in line.text)
    found: list[Flag] = [] if signs > 1 else [_NO_TEXT]
    for page in pages:
        if page.origin is not TextOrigin.OCR or len(page.lines) < _FEW < sum(len(p.lines) for p in pages):
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


def unread(error: ScanglotError) -> Flag:
    """`page.unreadable`: a page could not be read though others could."""
    return Flag(code="page.unreadable", path="", severity=Severity.ERROR, message=str(error))


def damaged(page: RenderedPage) -> tuple[Flag, ...]:
    """`page.damaged`: a picture of which a part is lost, and with it perhaps text."""
    if not page.damage:
        return ()
    message = (
        f"A picture on page {page.number} is damaged ({page.damage}): text may be missing. Scan it again."
    )
    return (
        Flag(
            code="page.damaged",
            path=f"source.pages.{page.number}",
            severity=Severity.ERROR,
            message=message,
        ),
    )


def _share(page: PageText, lines: Sequence[Line]) -> float:
    return sum(len(line.text) for line in lines) / max(1, sum(len(line.text) for line in page.lines))
