"""Pages to be read once more: a cover has too few lines to tell its language, which the pages after it tell."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.languages.scripts import Script, language_of, script_of
from pipeline.records.text import PageText, TextOrigin
from pipeline.stages.layout.doubts import is_illegible

_TELLING = 200
"""Letters of other scripts than the Latin one from which on legible pages tell a document's language."""


def to_read_again(pages: Sequence[PageText]) -> tuple[frozenset[int], str | None]:
    """The numbers of illegible pages and the language of the legible ones; none where these are in Latin letters."""
    poor = frozenset(page.number for page in pages if page.origin is TextOrigin.OCR and is_illegible(page))
    if not poor:
        return poor, None
    text = "".join(line.text for page in pages if page.number not in poor for line in page.lines)
    own = "".join(char for char in text if script_of(char) not in {None, Script.LATIN, Script.GREEK})
    return poor, language_of(own) if len(own) >= _TELLING else None
