"""One spelling of a gene, drug or trial in all fields: `sFIt-1` beside eleven `sFlt-1` was misread."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from pipeline.languages.confusions import shape
from pipeline.records.article import Abstract, Article, Field, Flag, Origin
from pipeline.records.paths import FieldPath
from pipeline.records.segment import Segments
from pipeline.stages.mend.telling import told

RULE = "one spelling of a term"
_TERM = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*(?![A-Za-z0-9])")
_SHORTEST = 5
_AGAINST_ONE = 3
"""How many times a spelling must stand for each that looks like it, before it is the right one."""


def in_one_spelling(text: str, witnesses: Sequence[str]) -> str:
    """The text with its terms as they stand much more often in all the texts."""
    return _put(text, _spellings(" ".join(witnesses)))


def mend_terms(article: Article, _: Segments) -> tuple[Article, tuple[Flag, ...]]:
    """Mends Latin terms that differ from a much commoner spelling only in l, I, 1 or in O, 0."""
    right = _spellings(" ".join(field.value for _, field in _texts(article)))
    mended = [(path, field, _respelt(field, right)) for path, field in _texts(article)]
    changed = {path: new for path, old, new in mended if new.value != old.value}
    if not changed:
        return article, ()
    title = {
        language: changed.get(FieldPath.of("title", language), field)
        for language, field in article.title.items()
    }
    abstract = {
        language: _respelt_abstract(found, changed.get(FieldPath.of("abstract", language)), right)
        for language, found in article.abstract.items()
    }
    keywords = {
        language: tuple(
            changed.get(FieldPath.of("keywords", language, n), word) for n, word in enumerate(words)
        )
        for language, words in article.keywords.items()
    }
    flags = tuple(told(RULE, path, f"Mended: {'; '.join(new.repairs)}.") for path, new in changed.items())
    return article.model_copy(update={"title": title, "abstract": abstract, "keywords": keywords}), flags


def _texts(article: Article) -> Iterator[tuple[FieldPath, Field]]:
    """(record path, field) of every printed title, abstract and keyword."""
    for language, field in article.title.items():
        yield FieldPath.of("title", language), field
    for language, abstract in article.abstract.items():
        yield FieldPath.of("abstract", language), abstract.text
    for language, words in article.keywords.items():
        yield from ((FieldPath.of("keywords", language, n), word) for n, word in enumerate(words))


def _spellings(text: str) -> dict[str, str]:
    """For each rare spelling the common one that looks the same."""
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for term in _TERM.findall(text):
        if len(term) >= _SHORTEST and not term.isdigit():
            groups[shape(term)][term] += 1
    right: dict[str, str] = {}
    for counts in groups.values():
        (best, most), *others = counts.most_common()
        right |= {term: best for term, count in others if most >= _AGAINST_ONE * count}
    return right


def _respelt(field: Field, right: dict[str, str]) -> Field:
    if field.origin is not Origin.PRINTED:
        return field
    found = [term for term in dict.fromkeys(_TERM.findall(field.value)) if term in right]
    if not found:
        return field
    changes = (f"{term}→{right[term]}" for term in found)
    return field.mended(_put(field.value, right), RULE, *changes)


def _put(text: str, right: dict[str, str]) -> str:
    return _TERM.sub(lambda match: right.get(match[0], match[0]), text)


def _respelt_abstract(abstract: Abstract, text: Field | None, right: dict[str, str]) -> Abstract:
    if text is None:
        return abstract
    sections = tuple(s.model_copy(update={"text": _put(s.text, right)}) for s in abstract.sections)
    return abstract.model_copy(update={"text": text, "sections": sections})
