"""The citation on the page (引用本文, Cite this article as) as a second witness of the title."""

from __future__ import annotations

from pipeline.languages.scripts import letters_alone
from pipeline.records.article import Article, Evidence, Field, Flag, Origin
from pipeline.records.printed import Print
from pipeline.records.segment import Role, Segment, Segments

_SHORTEST = 8
"""Letters of a title that are no chance in a citation."""
_PROOF = 10.0
"""How much likelier a text is right that a second place prints letter for letter (odds)."""
_SUREST = 0.999


def confirm_title(article: Article, segments: Segments) -> tuple[Article, tuple[Flag, ...]]:
    """Raises the confidence of a title that the citation repeats, and names the place."""
    citations = segments.of(Role.CITATION)
    cited = letters_alone(" ".join(s.text for s in citations))
    titles = {
        language: _proved(title, citations[0])
        for language, title in article.title.items()
        if cited and title.origin is Origin.PRINTED
        if len(letters_alone(title.value)) >= _SHORTEST and letters_alone(title.value) in cited
    }
    return article.model_copy(update={"title": article.title | titles}), ()


def _proved(title: Field, citation: Segment) -> Field:
    sure = min(title.confidence, _SUREST)
    odds = sure / (1 - sure) * _PROOF
    return title.model_copy(update={"confidence": odds / (1 + odds), "also": (*title.also, _place(citation))})


def _place(citation: Segment) -> Evidence:
    return Print(citation.page, citation.lines).evidence(citation.bbox)
