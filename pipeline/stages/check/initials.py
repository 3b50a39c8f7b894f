"""Initials in one style: `Хасанов РИ.` among `Жукова Ю.С.` and `Ёлкин П.А.` has lost a point."""

from __future__ import annotations

import re

from pipeline.records.article import Article, Author, Field, Flag
from pipeline.stages.check.codes import flag

_POINTED = re.compile(r"(?:^|\s)([A-ZА-ЯЁ])\.\s?([A-ZА-ЯЁ])\.(?=\s|$)")
_LOST = re.compile(r"(?<=\s)([A-ZА-ЯЁ])\.?([A-ZА-ЯЁ])\.?$|^([A-ZА-ЯЁ])\.?([A-ZА-ЯЁ])\.?(?=\s)")
_MOST = 2 / 3
"""The share of names with both points from which on the others lack one."""


def check_initials(article: Article) -> tuple[Article, tuple[Flag, ...]]:
    """Puts in the points that a few initials lost where nearly all names of the list have them."""
    authors, found = list(article.authors), []
    for language in dict.fromkeys(code for author in authors for code in author.name):
        names = [author.name[language].value for author in authors if language in author.name]
        if len(names) < 3 or sum(bool(_POINTED.search(name)) for name in names) < _MOST * len(names):
            continue
        for n, author in enumerate(authors):
            mended = _mended(author.name.get(language))
            if mended is not None:
                authors[n] = _with(author, language, mended)
                found.append(
                    flag("authors.repaired", f"authors.{n}.name.{language}", f"{mended.repairs[-1]}.")
                )
    return article.model_copy(update={"authors": tuple(authors)}), tuple(found)


def _with(author: Author, language: str, name: Field) -> Author:
    return author.model_copy(update={"name": author.name | {language: name}})


def _mended(name: Field | None) -> Field | None:
    if name is None or _POINTED.search(name.value):
        return None
    value = _LOST.sub(lambda m: f"{m[1] or m[3]}.{m[2] or m[4]}.", name.value)
    return name.mended(value, "points of initials") if value != name.value else None
