"""Further articles of a file, as of a whole issue, or one that begins on the last page of another: told, so that none is lost unseen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.languages.labels import leading_label
from pipeline.ports import Pdf
from pipeline.records.article import Flag, Severity
from pipeline.records.page import Document, MediaType
from pipeline.records.paths import FieldPath

MOST = 300
"""Pages of a file that are looked through."""
_UNDER, _LETTERS = 3, 60
"""Lines from the label of an abstract on that hold so many letters at least: the heads of a table do not."""
_NAMED = 12
"""Pages that the message names."""


def further(document: Document, read: Mapping[int, str], pdf: Pdf, *, whole: bool) -> tuple[Flag, ...]:
    """`document.further_articles`: the pages on which further articles begin, by the text of the pages that were `read`.

    Of the `whole` file where the pages were not chosen: then by the text layers of the others too. Unread pages of scans do
    not tell. Raises InputError, ToolError.
    """
    count = min(len(document.pages), MOST)
    texts = [""] * count
    if (
        whole
        and document.source.media_type is MediaType.PDF
        and not document.copy_forbidden
        and len(read) < count
    ):
        laid = pdf.texts(Path(document.source.path), count)[:count]
        texts[: len(laid)] = laid
    for number, text in read.items():
        if number <= count and not texts[number - 1].strip():
            texts[number - 1] = text
    pages = begun(texts)
    if not pages:
        return ()
    told = ", ".join(map(str, pages[:_NAMED])) + (", ..." if len(pages) > _NAMED else "")
    return (
        Flag(
            code="document.further_articles",
            path=FieldPath(),
            severity=Severity.WARNING,
            message=f"Further articles seem to begin on these pages: {told}. "
            f"Read them apart, as with --pages {pages[0]}-.",
        ),
    )


def begun(texts: Sequence[str]) -> list[int]:
    """The numbers of the pages, from 1, on which an article begins that is not the first of the file.

    An article has one abstract in a language: where a page prints a second one over its keywords, the next begins.
    """
    seen: set[str] = set()
    found = []
    for number, text in enumerate(texts, start=1):
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        labels = [(n, label) for n, line in enumerate(lines) if (label := leading_label(line))]
        if not any(label.field == "keywords" for _, label in labels):
            continue
        languages = {
            label.languages[0]
            for n, label in labels
            if label.field == "abstract"
            and sum(c.isalpha() for c in "".join(lines[n : n + _UNDER])) >= _LETTERS
        }
        if languages & seen:
            found.append(number)
        seen |= languages
    return found
