"""The article number with misread digits put right by what it is made of: ISSN, year, issue, page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.records.article import Article, Flag
from pipeline.records.identifiers import ArticleNumber
from pipeline.records.segment import Segments

RULE = "article number by its parts"
_CLEAR = 0.9
_MOST_MENDED = 2
"""Digits that may have been misread; a number that differs in more is another's."""


def by_its_parts(number: str, parts: Sequence[str]) -> str:
    """The number with up to two digits as ISSN, year, issue and page have them."""
    if ArticleNumber.parse(number) is None:
        return number
    issn, year, issue, page = parts
    page = re.sub(r"\D", "", page)
    issue_width, page_width = map(len, re.findall(r"\)(.+?)-(\w+)-", number)[0])
    must = f"{issn}({year}){issue.zfill(issue_width)}-{page.zfill(page_width)}"
    odd = sum(map(str.__ne__, number, must))
    if len(must) != len(number.rpartition("-")[0]) or odd > _MOST_MENDED:
        return number
    return must + number[len(must) :]


def mend_article_number(article: Article, _: Segments) -> tuple[Article, tuple[Flag, ...]]:
    """Mends it where the parts were read well. The check tells of it, as of what the extraction mended in it."""
    read = article.article_number
    parts = (article.issn, article.year, article.issue, article.first_page)
    if read is None or any(part is None or part.confidence < _CLEAR for part in parts):
        return article, ()
    value = by_its_parts(read.value, [part.value for part in parts if part])
    if value == read.value:
        return article, ()
    return article.model_copy(update={"article_number": read.mended(value, RULE)}), ()
