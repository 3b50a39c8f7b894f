"""The article as printed, then with machine translation, then checked. Three types, so that no stage can be skipped."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from pipeline.records.base import BBox, Confidence, Frozen, PageNumber
from pipeline.records.catalogue import Contributor, Dated, Institution, Printed
from pipeline.records.edits import Edit, log
from pipeline.records.paths import FieldPath


class Origin(StrEnum):
    """How a value came to be."""

    PRINTED = "printed"
    TRANSLATED = "translated"
    INFERRED = "inferred"
    REVIEWER = "reviewer"


class Severity(StrEnum):
    """How much a flag weighs: only `info` leaves a record fit for use unseen."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Kind(StrEnum):
    """An article of a journal, or anything else."""

    ARTICLE = "journal-article"
    DOCUMENT = "document"


class ArticleType(StrEnum):
    """What kind of article or document it is, in the words that the field uses."""

    ARTICLE = "journal-article"
    CONFERENCE = "conference-paper"
    EDITORIAL = "editorial"
    LETTER = "letter"
    CASE_REPORT = "case-report"
    REVIEW = "review"
    CORRECTION = "correction"
    RETRACTION = "retraction"
    THESIS = "thesis"
    CHAPTER = "book-chapter"
    DOCUMENT = "document"


class Flag(Frozen):
    """A doubt written down: a stable code, the record path it is about, and a message for people."""

    code: str
    path: FieldPath
    severity: Severity
    message: str


class Span(NamedTuple):
    """A stretch of what the engine gave for a line: page, number of the line on it from 0, first and last offset."""

    page: int
    line: int
    start: int
    end: int


class Evidence(Frozen):
    """Where a printed value stands: page, box in pixels of the cleaned page, the raw text, the engine that read it.

    `spans` are the stretches of the page's lines that are the raw text, one a line; none for a second engine's reading.
    """

    page: PageNumber
    bbox: BBox
    raw: str
    engine: str
    spans: tuple[Span, ...] = ()


class Field(Frozen):
    """One value with all that is known about it.

    `evidence` is where the value stands, part by part; `also` names other places that print the same. `rivals` are
    other values that the pages print for the same thing: a conflict that the check stage judges. `edits` are those of the
    lines that it was taken from, and of rules that mended it: the record's log names them.
    """

    value: str
    language: str | None = None
    confidence: Confidence = 1.0
    origin: Origin = Origin.PRINTED
    evidence: tuple[Evidence, ...] = ()
    repairs: tuple[str, ...] = ()
    also: tuple[Evidence, ...] = ()
    rivals: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()

    def mended(self, value: str, rule: str, *repairs: str) -> Field:
        """The field with another value that a rule gave it, the repair recorded: whole, or as `repairs` tell it."""
        told = repairs or (f"{self.value}→{value}",)
        edits = (*self.edits, *log(self.value, value, rule))
        return self.model_copy(update={"value": value, "repairs": (*self.repairs, *told), "edits": edits})


class Section(Frozen):
    """One part of a structured abstract; `label` is an NLM category or `other`, `heading` as printed."""

    label: str
    heading: str
    text: str


class Abstract(Frozen):
    """The whole abstract with headings as printed, and its sections (none if unstructured)."""

    text: Field
    sections: tuple[Section, ...] = ()


class Author(Contributor[Field]):
    """One author; names by language as printed, without superscripts. Affiliations are Affiliation ids."""


class Affiliation(Institution[Field]):
    """One affiliation; names by language."""


class _Kind(Frozen):
    kind: Kind
    article_type: ArticleType = ArticleType.DOCUMENT
    language: str


class Article(Dated[Field], Printed[Field, Field, Abstract, Author, Affiliation, Section], _Kind):
    """What the pages print, field by field; nothing here was made by a machine translation.

    `first_page` ... `document_code` and the dates hold normalised values (ISO dates, bare DOI).
    `sections` holds the parts of a `document` that is no article: (heading, text).
    """

    flags: tuple[Flag, ...] = ()


class TranslationProvenance(Frozen):
    """Which weights made the machine text, and which engine ran them."""

    model: str
    revision: str
    engine: str


class MachineSentence(Frozen):
    """A sentence made for the field at `path`, with its source, its confidence and the codes of its flags.

    A sentence passed where `flags` is empty: an index takes only those. Where `confidence` is 0 it failed: the field shows
    `figures` instead (the numbers, codes and terms of its source), and `text` is for a reviewer alone, empty where it is
    no sense at all. The sentences stand here, too, where the field itself was withheld.
    """

    path: FieldPath
    source: str
    text: str
    confidence: Confidence
    flags: tuple[str, ...] = ()
    figures: str = ""


class Bilingual(Frozen):
    """An article in which every field that the target language lacks was translated, or flagged as missing.

    `article` holds printed and machine values together; `translated` lists the record paths of machine text,
    `sentences` that text sentence by sentence.
    """

    article: Article
    target: str
    translated: tuple[FieldPath, ...] = ()
    translation: TranslationProvenance | None = None
    sentences: tuple[MachineSentence, ...] = ()
    flags: tuple[Flag, ...] = ()


class Status(StrEnum):
    """What an indexer may do with the record."""

    OK = "ok"
    NEEDS_REVIEW = "needs_review"
    FAILED = "failed"


class Checked(Frozen):
    """A bilingual article with every flag, its score 0..1, grade and status."""

    bilingual: Bilingual
    flags: tuple[Flag, ...]
    score: Confidence
    grade: str
    status: Status
