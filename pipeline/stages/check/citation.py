"""The citation footer (引用本文, Cite this article as) as a second witness of title and authors."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from pipeline.languages.families import in_chinese
from pipeline.records.article import Article, Evidence, Field, Flag, Origin
from pipeline.records.segment import Role, Segment, Segments
from pipeline.stages.check.codes import flag

_LETTERS = re.compile(r"[^\w]|_")
_SHORTEST = 8
_SAME, _LIKE = 100.0, 80.0
_PROOF = 10.0
"""How much likelier a text is right that a second place prints letter for letter (odds)."""


def check_citation(article: Article, segments: Segments) -> tuple[Article, tuple[Flag, ...]]:
    """Raises the confidence of a title that the citation repeats, and flags one that it prints otherwise."""
    citations = segments.of(Role.CITATION)
    cited = _bare(" ".join(s.text for s in citations))
    if not cited:
        return article, ()
    titles: dict[str, Field] = dict(article.title)
    found = []
    for language, title in article.title.items():
        bare = _bare(title.value)
        if title.origin is not Origin.PRINTED or len(bare) < _SHORTEST:
            continue
        likeness = fuzz.partial_ratio(bare, cited)
        if likeness == _SAME:
            odds = min(title.confidence, 0.999) / (1 - min(title.confidence, 0.999)) * _PROOF
            titles[language] = title.model_copy(
                update={"confidence": odds / (1 + odds), "also": (*title.also, _place(citations[0]))}
            )
        elif likeness >= _LIKE:
            found.append(flag("title.citation_mismatch", f"title.{language}"))
    missing = [n for n, name in _first_authors(article) if _bare(name.value) not in cited]
    if missing and len(missing) < len(_first_authors(article)):
        found += [flag("authors.citation_mismatch", f"authors.{n}.name") for n in missing]
    return article.model_copy(update={"title": titles}), tuple(found)


def _place(citation: Segment) -> Evidence:
    engine = citation.lines[0].engine if citation.lines else "text"
    return Evidence(page=citation.page, bbox=citation.bbox, raw=citation.text, engine=engine)


def _first_authors(article: Article) -> list[tuple[int, Field]]:
    """The first three authors in Han characters: citations print these in full."""
    names = [(n, in_chinese(a.name)) for n, a in enumerate(article.authors[:3])]
    return [(n, name) for n, name in names if name]


def _bare(text: str) -> str:
    """Letters and digits only, lower case."""
    return _LETTERS.sub("", text).casefold()
