"""The catalogue of fields: every field of an article once, with its name, shape, labels, weight and threshold.

`Article` holds its values as `Field`s with their evidence, `Record` as plain values: both inherit the fields from here, so
that conversion, paths, confidence, the review desk, tables and documents cannot know other ones. Adding a field is adding
it here (see CONTRIBUTING.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel
from pydantic import Field as Default

from pipeline.records.base import ByKey, Frozen, no_keys


class Shape(StrEnum):
    """How a field holds its values; `by language` is a map from BCP 47 codes."""

    ONE = "one value"
    DATE = "one date"
    MANY = "a list of values"
    TEXT = "one value by language"
    ABSTRACT = "an abstract by language"
    WORDS = "a list of values by language"
    MEMBERS = "a list of members with parts"
    PLAIN = "no value that is printed as such"


@dataclass(frozen=True)
class About:
    """What is said of a field: its shape, its labels in English and Chinese, and what the JATS Tag Set calls it.

    `weight` is what it counts in the record's score (0: nothing), `least` the confidence below which it is flagged (0:
    never). Values above .77 are right in 99 of 100 cases on the development pages, titles and names above .88
    (benchmarks/fields.py); a DOI has no check digit that shows a wrong character, and is what others link by.
    `also` names export formats that hold it beside those that hold every field.
    """

    shape: Shape
    label: str
    label_zh: str
    jats: str = ""
    weight: float = 0.0
    least: float = 0.0
    also: str = ""

    @property
    def formats(self) -> tuple[str, ...]:
        """The export formats that hold the field (a test puts a value in and looks for it)."""
        return (*_EVERYWHERE.split(), *self.also.split()) if self.shape is not Shape.PLAIN else ()


_EVERYWHERE = "jsonl jats jats-1.4 opensearch csv tei"
_ALL = "pubmed csl-json ris bibtex marcxml gbt7714 gbt7714-2015 markdown"
_NOT_CITED = "csl-json ris bibtex marcxml markdown"

ONE, DATE, MANY, TEXT = Shape.ONE, Shape.DATE, Shape.MANY, Shape.TEXT
SURE, STRICT, TEXT_SURE, PROSE_SURE = 0.77, 0.9, 0.88, 0.85

V = TypeVar("V")
"""A value: a `Field` with its evidence, or text."""
Y = TypeVar("Y")
"""A year: a `Field`, or a number."""
A = TypeVar("A")
"""An abstract."""
P = TypeVar("P")
"""An author."""
I = TypeVar("I")  # noqa: E741
"""An affiliation."""
S = TypeVar("S")
"""A section."""


class Contributor(Frozen, Generic[V]):
    """One author; names by BCP 47 language as printed, without superscripts; affiliations by their ids."""

    name: Annotated[ByKey[V], About(TEXT, "name", "姓名", "name", least=TEXT_SURE)]
    affiliations: Annotated[tuple[int, ...], About(Shape.PLAIN, "Affiliations", "单位", "xref")] = ()
    corresponding: Annotated[bool, About(Shape.PLAIN, "Corresponding", "通信作者", "contrib/@corresp")] = (
        False
    )
    email: Annotated[V | None, About(ONE, "E-mail", "电子邮箱", "email", 1.0, SURE)] = None
    orcid: Annotated[V | None, About(ONE, "ORCID", "ORCID", "contrib-id")] = None


class Institution(Frozen, Generic[V]):
    """One affiliation; names by language."""

    id: int
    name: Annotated[ByKey[V], About(TEXT, "name", "单位", "institution")]


class Dated(Frozen, Generic[V]):
    """The days of the article's way to print: ISO 8601 dates, as far as printed."""

    received: Annotated[V | None, About(DATE, "Received", "收稿日期", "date", 1.0, SURE)] = None
    revised: Annotated[V | None, About(DATE, "Revised", "修回日期", "date", 1.0, SURE)] = None
    accepted: Annotated[V | None, About(DATE, "Accepted", "接受日期", "date", 1.0, SURE)] = None
    published: Annotated[V | None, About(DATE, "Published", "出版日期", "pub-date", 1.0, SURE)] = None


class Printed(Frozen, Generic[V, Y, A, P, I, S]):
    """What the pages print, field by field, in the record's order."""

    doi: Annotated[V | None, About(ONE, "DOI", "DOI", "article-id", 4.0, STRICT, also=_ALL)] = None
    issn: Annotated[
        V | None, About(ONE, "ISSN", "ISSN", "issn", 1.5, SURE, also="pubmed csl-json ris bibtex marcxml")
    ] = None
    journal: Annotated[ByKey[V], About(TEXT, "Journal", "期刊", "journal-title", 1.0, SURE, also=_ALL)] = (
        Default(default_factory=no_keys)
    )
    year: Annotated[Y | None, About(ONE, "Year", "年", "pub-date", 2.0, SURE, also=_ALL)] = None
    volume: Annotated[V | None, About(ONE, "Volume", "卷", "volume", 1.5, SURE, also=_ALL)] = None
    issue: Annotated[V | None, About(ONE, "Issue", "期", "issue", 1.5, SURE, also=_ALL)] = None
    first_page: Annotated[V | None, About(ONE, "First page", "首页", "fpage", 2.0, SURE, also=_ALL)] = None
    last_page: Annotated[V | None, About(ONE, "Last page", "末页", "lpage", 1.0, SURE, also=_ALL)] = None
    article_number: Annotated[V | None, About(ONE, "Article number", "文章编号", "article-id", 1.0, SURE)] = (
        None
    )
    clc: Annotated[
        tuple[V, ...], About(MANY, "CLC class", "中图分类号", "subject", 1.0, SURE, also="marcxml")
    ] = ()
    udc: Annotated[
        tuple[V, ...], About(MANY, "UDC class", "国际十进分类号", "subject", 1.0, SURE, also="marcxml")
    ] = ()
    jel: Annotated[
        tuple[V, ...], About(MANY, "JEL code", "JEL分类号", "subject", 1.0, SURE, also="marcxml")
    ] = ()
    msc: Annotated[
        tuple[V, ...], About(MANY, "MSC class", "数学主题分类号", "subject", 1.0, SURE, also="marcxml")
    ] = ()
    pacs: Annotated[
        tuple[V, ...], About(MANY, "PACS code", "PACS分类号", "subject", 1.0, SURE, also="marcxml")
    ] = ()
    document_code: Annotated[
        V | None, About(ONE, "Document code", "文献标识码", "custom-meta", 1.0, SURE)
    ] = None
    corrects: Annotated[V | None, About(ONE, "Corrects", "更正对象", "related-article", 1.0, SURE)] = None
    title: Annotated[ByKey[V], About(TEXT, "Title", "题名", "article-title", 3.0, TEXT_SURE, also=_ALL)] = (
        Default(default_factory=no_keys)
    )
    authors: Annotated[tuple[P, ...], About(Shape.MEMBERS, "Authors", "作者", "contrib", also=_ALL)] = ()
    affiliations: Annotated[
        tuple[I, ...], About(Shape.MEMBERS, "Affiliations", "单位", "aff", also="pubmed ris marcxml")
    ] = ()
    abstract: Annotated[
        ByKey[A],
        About(Shape.ABSTRACT, "Abstract", "摘要", "abstract", 3.0, PROSE_SURE, also=f"pubmed {_NOT_CITED}"),
    ] = Default(default_factory=no_keys)
    keywords: Annotated[
        ByKey[tuple[V, ...]], About(Shape.WORDS, "Keywords", "关键词", "kwd", also=_NOT_CITED)
    ] = Default(default_factory=no_keys)
    funding: Annotated[
        tuple[V, ...], About(MANY, "Funding", "基金项目", "funding-statement", also="ris bibtex marcxml")
    ] = ()
    sections: Annotated[tuple[S, ...], About(Shape.PLAIN, "Sections", "正文", "sec")] = ()


@cache
def catalogue(model: type[BaseModel] = Printed) -> dict[str, About]:
    """The fields of a model that the catalogue describes, by name, in order."""
    found = {
        name: next((m for m in field.metadata if isinstance(m, About)), None)
        for name, field in model.model_fields.items()
    }
    return {name: about for name, about in found.items() if about is not None}


EVERY = catalogue(Contributor) | catalogue(Dated) | catalogue(Printed)
"""Every field and part of an author, by name."""


@cache
def classifications() -> dict[str, About]:
    """The fields that hold classes of a scheme of the field's name (JATS: subjects)."""
    return {name: about for name, about in catalogue(Printed).items() if about.jats == "subject"}


@cache
def named(*shapes: Shape) -> tuple[str, ...]:
    """The names of an article's fields that have one of these shapes, dates last."""
    every = catalogue(Printed) | catalogue(Dated)
    return tuple(name for name, about in every.items() if about.shape in shapes)
