"""What we do not read well, and say so: vertical text, handwriting, poor or broken pages, pages without text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.errors import ScanglotError
from pipeline.records.article import Flag, Severity
from pipeline.records.page import Complaint, Document, RenderedPage
from pipeline.records.paths import FieldPath
from pipeline.records.readers import reader
from pipeline.records.text import PageText, TextOrigin, length_of

_NAMED = 5
"""Files inside that are named."""
_GREY = 2
"""Dimensions of a picture without colour."""

_FAINT, _SHARE = 0.72, 0.5
"""Lines read with less confidence than this, as a share of the page's text, make it illegible."""

_MOSTLY = 0.6
"""The share of text that a reader is less sure of than it ever is of print (see `records/readers.py`)."""

_FEW = 4
"""With fewer lines than this a page says nothing of how the document was printed, unless it is all there is."""

_CONTRAST, _DARK, _SPARSE = 40, 128, 3
"""Grey levels between the darkest and the lightest of a page below which nothing can be read on it, and below which it is
dark; one pixel of so many, both ways, tells."""

_NO_TEXT = Flag(
    code="text.none",
    path=FieldPath(),
    severity=Severity.ERROR,
    message="No text was found on the pages that were read: they are blank, hold only pictures, or are too poor.",
)


def doubts(pages: Sequence[PageText]) -> tuple[Flag, ...]:
    """Flags for pages whose text cannot be relied on: `page.vertical`, `page.illegible` (handwriting, very poor print),
    `page.script`; `text.marks`.

    `text.none` where no page has any text; a stroke is often read as a single letter or digit.
    """
    signs = sum(sign.isalnum() for page in pages for line in page.lines for sign in line.text)
    found = [_in_script(page.number, page.script) for page in pages if page.script]
    found += [_marked(page.number, page.marks) for page in pages if page.marks]
    if signs <= 1:
        return (_NO_TEXT, *found)
    for page in pages:
        if page.origin is not TextOrigin.OCR or len(page.lines) < _FEW < sum(len(p.lines) for p in pages):
            continue
        if page.vertical:
            found.append(
                Flag(
                    code="page.vertical",
                    path=FieldPath.page(page.number),
                    severity=Severity.ERROR,
                    message=f"Page {page.number} is set in vertical lines, of which marks are lost and the order is unsure: check all of it.",
                )
            )
        elif is_illegible(page):
            found.append(
                Flag(
                    code="page.illegible",
                    path=FieldPath.page(page.number),
                    severity=Severity.ERROR,
                    message=f"Page {page.number} is handwritten or too poor to be read: scan it again, or type it.",
                )
            )
    return tuple(found)


def _in_script(number: int, script: str) -> Flag:
    return Flag(
        code="page.script",
        path=FieldPath.page(number),
        severity=Severity.ERROR,
        message=f"Page {number} is printed in {script} letters, which are not read: catalogue it by hand.",
    )


def _marked(number: int, marks: Sequence[str]) -> Flag:
    told = ", ".join(repr(mark) for mark in marks)
    return Flag(
        code="text.marks",
        path=FieldPath.page(number),
        severity=Severity.INFO,
        message=f"Page {number}: what was written, stamped or stuck on it was left out: {told}.",
    )


def enclosed(document: Document) -> tuple[Flag, ...]:
    """`document.attachments`: files inside a PDF, which are not read."""
    if not document.attached:
        return ()
    names = ", ".join(document.attached[:_NAMED]) + (", ..." if len(document.attached) > _NAMED else "")
    pdfs = any(name.lower().endswith(".pdf") for name in document.attached)
    return (
        Flag(
            code="document.attachments",
            path=FieldPath.of("source"),
            severity=Severity.WARNING if pdfs else Severity.INFO,
            message=f"{len(document.attached)} file(s) inside the PDF were not read: {names}. Take them out with: pdfdetach -saveall.",
        ),
    )


def unread(error: ScanglotError) -> Flag:
    """`page.unreadable`: a page could not be read though others could."""
    return Flag(code="page.unreadable", path=FieldPath(), severity=Severity.ERROR, message=str(error))


_HARMLESS = frozenset(
    {"document.copy_forbidden", "text.unseen", "text.oblique", "text.overlaid", "text.pictured"}
)
"""Complaints that cost no text."""


def complained(complaints: Sequence[Complaint], number: int) -> tuple[Flag, ...]:
    """What a page's reader or renderer lost: `page.glyphs_missing`, `page.damaged`."""
    return tuple(
        _of_page(
            number,
            c.code,
            Severity.INFO if c.code in _HARMLESS else Severity.ERROR,
            f"Page {number}: {c.what}. {c.cure}".strip(),
        )
        for c in complaints
    )


def seen_wrong(page: RenderedPage) -> tuple[Flag, ...]:
    """What is wrong with a page's picture: its complaints; `page.dark` where it is one dark area, `page.blank` where light."""
    number = page.number
    found = complained(page.complaints, number)
    some = page.pixels[::_SPARSE, ::_SPARSE]
    low, high = np.percentile(some if some.ndim == _GREY else some.mean(axis=2), (0.05, 99.95))
    if high - low > _CONTRAST:
        return found
    if high < _DARK:
        told = "is dark all over, as a scan with an open lid is: scan it again."
        return (*found, _of_page(number, "page.dark", Severity.WARNING, f"Page {number} {told}"))
    return (*found, _of_page(number, "page.blank", Severity.INFO, f"Page {number} is blank."))


def _of_page(number: int, code: str, severity: Severity, message: str) -> Flag:
    return Flag(code=code, path=FieldPath.page(number), severity=severity, message=message)


def is_illegible(page: PageText) -> bool:
    """Whether most of a page's text was read without confidence."""
    lines = page.lines
    telling = [line for line in lines if reader(line.engine).unsure]
    unsure = [line for line in telling if line.confidence < reader(line.engine).unsure]
    faint = [line for line in lines if line.confidence < _FAINT]
    most = 2 * length_of(telling) > length_of(lines)
    return length_of(faint) > _SHARE * length_of(lines) or (
        most and length_of(unsure) > _MOSTLY * length_of(telling)
    )
