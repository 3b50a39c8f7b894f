"""TMX 1.4: sentence pairs for any translation tool, each with the record that it was printed in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from pipeline import __version__
from pipeline.writers.characters import legal

Unit = tuple[str, str, str, str, str]
"""Source language, source sentence, target language, target sentence, origin."""


def tmx(rows: Iterable[Unit], source_language: str) -> Iterator[str]:
    """The lines of a TMX 1.4 file; `source_language` is the header's, `*all*` where rows differ."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
    yield (
        f'<header creationtool="scanglot" creationtoolversion={quoteattr(__version__)} segtype="sentence" '
        f'o-tmf="scanglot" adminlang="en" srclang={quoteattr(source_language)} datatype="plaintext"/>\n<body>\n'
    )
    for source, sentence, target, translation, origin in rows:
        yield (
            f'<tu><prop type="x-origin">{_text(origin)}</prop>'
            f"<tuv xml:lang={quoteattr(source)}><seg>{_text(sentence)}</seg></tuv>"
            f"<tuv xml:lang={quoteattr(target)}><seg>{_text(translation)}</seg></tuv></tu>\n"
        )
    yield "</body>\n</tmx>\n"


def _text(text: str) -> str:
    return escape(legal(text))
