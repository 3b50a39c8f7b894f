"""The citation footer (引用本文, Cite this article as) as a second witness of title and authors."""

from __future__ import annotations

from rapidfuzz import fuzz

from pipeline.languages.families import in_chinese
from pipeline.languages.scripts import letters_alone
from pipeline.records.article import Article, Field, Flag, Origin
from pipeline.records.paths import FieldPath
from pipeline.records.segment import Role, Segments
from pipeline.stages.check.codes import flag

_SHORTEST = 8
_SAME, _LIKE = 100.0, 80.0


def check_citation(article: Article, segments: Segments) -> tuple[Article, tuple[Flag, ...]]:
    """Flags a title that the citation prints otherwise, and authors whom it names otherwise."""
    cited = letters_alone(" ".join(s.text for s in segments.of(Role.CITATION)))
    if not cited:
        return article, ()
    found = []
    for language, title in article.title.items():
        bare = letters_alone(title.value)
        if title.origin is not Origin.PRINTED or len(bare) < _SHORTEST:
            continue
        if _LIKE <= fuzz.partial_ratio(bare, cited) < _SAME:
            found.append(flag("title.citation_mismatch", FieldPath.of("title", language)))
    missing = [n for n, name in _first_authors(article) if letters_alone(name.value) not in cited]
    if missing and len(missing) < len(_first_authors(article)):
        found += [flag("authors.citation_mismatch", FieldPath.of("authors", n, "name")) for n in missing]
    return article, tuple(found)


def _first_authors(article: Article) -> list[tuple[int, Field]]:
    """The first three authors in Han characters: citations print these in full."""
    names = [(n, in_chinese(a.name)) for n, a in enumerate(article.authors[:3])]
    return [(n, name) for n, name in names if name]
