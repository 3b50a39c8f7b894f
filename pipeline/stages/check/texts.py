"""What an article must have, and whether the parts of the two languages have the same shape."""

from __future__ import annotations

from pipeline.records.article import Article, Flag
from pipeline.records.paths import FieldPath
from pipeline.stages.check.codes import flag


def check_texts(article: Article) -> tuple[Article, tuple[Flag, ...]]:
    """Flags missing title and abstract, and sections and keywords that differ between the languages."""
    found = []
    if not article.title:
        found.append(flag("title.missing", FieldPath.of("title")))
    if not article.abstract:
        found.append(flag("abstract.missing", FieldPath.of("abstract")))
    found += _keywords(article)
    found += _sections(article)
    return article, tuple(found)


def _keywords(article: Article) -> list[Flag]:
    counts = {
        language: len(words)
        for language, words in article.keywords.items()
        if words and all(word.origin == "printed" for word in words)
    }
    if len(set(counts.values())) <= 1:
        return []
    said = ", ".join(f"{count} {language}" for language, count in counts.items())
    return [flag("keywords.count_mismatch", FieldPath.of("keywords"), f"{said}.")]


def _sections(article: Article) -> list[Flag]:
    labels = {
        language: [section.label for section in abstract.sections]
        for language, abstract in article.abstract.items()
        if abstract.text.origin == "printed"
    }
    if len({tuple(found) for found in labels.values()}) <= 1:
        return []
    said = "; ".join(f"{language}: {', '.join(found) or 'none'}" for language, found in labels.items())
    return [flag("abstract.sections_mismatch", FieldPath.of("abstract"), f"{said}.")]
