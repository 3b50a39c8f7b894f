"""Articles that begin on pages of a file that are not read, as in a whole issue: told, so that none is lost unseen."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from pipeline.languages.labels import leading_label
from pipeline.ports import Pdf
from pipeline.records.article import Flag, Severity
from pipeline.records.page import Document, MediaType
from pipeline.records.paths import FieldPath

ARTICLE, MOST = 16, 300
"""Pages of an article, mostly: longer files are looked through, so far."""
_UNDER, _LETTERS = 3, 60
"""Lines from the label of an abstract on that hold so many letters at least: the heads of a table do not."""
_NAMED = 12
"""Pages that the message names."""


def further(document: Document, read: Collection[int], pdf: Pdf) -> tuple[Flag, ...]:
    """`document.further_articles`: pages beside those that were read on which further articles begin, by their text layers, in a file longer than an article.

    Scans without a text layer do not tell. Raises InputError, ToolError.
    """
    count = min(len(document.pages), MOST)
    if document.source.media_type is not MediaType.PDF or document.copy_forbidden or count <= ARTICLE:
        return ()
    pages = [n for n in begun(pdf.texts(Path(document.source.path), count)) if n not in read]
    if not pages:
        return ()
    told = ", ".join(map(str, pages[:_NAMED])) + (", ..." if len(pages) > _NAMED else "")
    return (
        Flag(
            code="document.further_articles",
            path=FieldPath(),
            severity=Severity.WARNING,
            message=f"Further articles seem to begin on pages that were not read: {told}. "
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
