"""The article as printed, then with machine translation, then checked. Three types, so that no stage can be skipped."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field as Default

from pipeline.records.base import BBox, Confidence, Frozen, PageNumber


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


class Flag(Frozen):
    """A doubt written down: a stable code, the record path it is about, and a message for people."""

    code: str
    path: str
    severity: Severity
    message: str


class Evidence(Frozen):
    """Where a printed value stands: page, box in pixels of the cleaned page, the raw text, the engine that read it."""

    page: PageNumber
    bbox: BBox
    raw: str
    engine: str


class Field(Frozen):
    """One value with all that is known about it.

    `evidence` is where the value stands, part by part; `also` names other places that print the same. `rivals` are
    other values that the pages print for the same thing: a conflict that the check stage judges.
    """

    value: str
    language: str | None = None
    confidence: Confidence = 1.0
    origin: Origin = Origin.PRINTED
    evidence: tuple[Evidence, ...] = ()
    repairs: tuple[str, ...] = ()
    also: tuple[Evidence, ...] = ()
    rivals: tuple[str, ...] = ()

    def mended(self, value: str) -> Field:
        """The field with another value, the repair recorded."""
        return self.model_copy(update={"value": value, "repairs": (*self.repairs, f"{self.value}→{value}")})


class Section(Frozen):
    """One part of a structured abstract; `label` is an NLM category or `other`, `heading` as printed."""

    label: str
    heading: str
    text: str


class Abstract(Frozen):
    """The whole abstract with headings as printed, and its sections (none if unstructured)."""

    text: Field
    sections: tuple[Section, ...] = ()


class Author(Frozen):
    """One author; names by language as printed, without superscripts. Affiliations are Affiliation ids."""

    name: dict[str, Field]
    affiliations: tuple[int, ...] = ()
    corresponding: bool = False
    email: Field | None = None
    orcid: Field | None = None


class Affiliation(Frozen):
    """One affiliation; names by language."""

    id: int
    name: dict[str, Field]


class Article(Frozen):
    """What the pages print, field by field; nothing here was made by a machine translation.

    `first_page` ... `document_code` and the dates hold normalised values (ISO dates, bare DOI).
    `sections` holds the parts of a `document` that is no article: (heading, text).
    """

    kind: Kind
    language: str
    title: dict[str, Field] = Default(default_factory=dict)
    authors: tuple[Author, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    abstract: dict[str, Abstract] = Default(default_factory=dict)
    keywords: dict[str, tuple[Field, ...]] = Default(default_factory=dict)
    journal: dict[str, Field] = Default(default_factory=dict)
    doi: Field | None = None
    issn: Field | None = None
    year: Field | None = None
    volume: Field | None = None
    issue: Field | None = None
    first_page: Field | None = None
    last_page: Field | None = None
    article_number: Field | None = None
    clc: tuple[Field, ...] = ()
    document_code: Field | None = None
    received: Field | None = None
    revised: Field | None = None
    accepted: Field | None = None
    published: Field | None = None
    funding: tuple[Field, ...] = ()
    sections: tuple[Section, ...] = ()
    flags: tuple[Flag, ...] = ()


class TranslationProvenance(Frozen):
    """Which weights made the machine text, and which engine ran them."""

    model: str
    revision: str
    engine: str


class Bilingual(Frozen):
    """An article in which every field that the target language lacks was translated, or flagged as missing.

    `article` holds printed and machine values together; `translated` lists the record paths of machine text.
    """

    article: Article
    target: str
    translated: tuple[str, ...] = ()
    translation: TranslationProvenance | None = None
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
