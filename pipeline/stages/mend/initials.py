"""Initials in one style: `Хасанов РИ.` among `Жукова Ю.С.` and `Ёлкин П.А.` has lost a point."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.records.article import Article, Author, Field, Flag
from pipeline.records.paths import FieldPath
from pipeline.records.segment import Segments
from pipeline.stages.mend.telling import told

RULE = "points of initials"
_POINTED = re.compile(r"(?:^|\s)([A-ZЀ-ЯҐ])\.\s?([A-ZЀ-ЯҐ])\.(?=\s|$)")
_LOST = re.compile(r"(?<=\s)([A-ZЀ-ЯҐ])\.?([A-ZЀ-ЯҐ])\.?$|^([A-ZЀ-ЯҐ])\.?([A-ZЀ-ЯҐ])\.?(?=\s)")
_FEWEST = 3
"""Names of which a style can be told."""
_MOST = 2 / 3
"""The share of names with both points from which on the others lack one."""


def pointed(name: str, names: Sequence[str]) -> str:
    """The name with both points behind its initials, where nearly all names of a list have them."""
    few = len(names) < _FEWEST or sum(bool(_POINTED.search(other)) for other in names) < _MOST * len(names)
    if few or _POINTED.search(name):
        return name
    return _LOST.sub(lambda m: f"{m[1] or m[3]}.{m[2] or m[4]}.", name)


def mend_initials(article: Article, _: Segments) -> tuple[Article, tuple[Flag, ...]]:
    """Puts in the points that a few initials lost where nearly all names of the list have them."""
    authors, found = list(article.authors), []
    for language in dict.fromkeys(code for author in authors for code in author.name):
        names = [author.name[language].value for author in authors if language in author.name]
        for n, author in enumerate(authors):
            name = author.name.get(language)
            value = pointed(name.value, names) if name else ""
            if name and value != name.value:
                mended = name.mended(value, RULE)
                authors[n] = _with(author, language, mended)
                found.append(
                    told(RULE, FieldPath.of("authors", n, "name", language), f"{mended.repairs[-1]}.")
                )
    return article.model_copy(update={"authors": tuple(authors)}), tuple(found)


def _with(author: Author, language: str, name: Field) -> Author:
    return author.model_copy(update={"name": author.name | {language: name}})
