"""The public record: what a run writes for each document (see docs/record.md).

A field is added freely; renamed or retyped only with a new `schema_version`. Keys are never missing.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from pipeline.records.article import ArticleType, Flag, Kind, MachineSentence, Origin, Section, Status
from pipeline.records.base import BBox, ByKey, Confidence, Frozen, PageNumber, Transform, no_keys
from pipeline.records.catalogue import Dated, Institution, Person, Printed
from pipeline.records.page import MediaType
from pipeline.records.text import TextOrigin

SCHEMA_VERSION: Literal["1.0"] = "1.0"


class PageSource(Frozen):
    """A page that was read: size in pixels of the upright page that boxes refer to, its dpi, where its text is from.

    `transform` takes those pixels to pixels of the page as rendered from the file.
    """

    number: PageNumber
    width: int
    height: int
    dpi: float
    origin: TextOrigin
    transform: Transform


class SourceInfo(Frozen):
    """The file a record was read from."""

    file: str
    sha256: str | None
    media_type: MediaType | None
    page_count: int | None
    pages_read: tuple[PageNumber, ...]
    text_origin: TextOrigin | None
    pages: tuple[PageSource, ...] = ()


class Dates(Dated[str]):
    """ISO 8601 dates, as far as printed."""


class RecordAuthor(Person[str]):
    """One author; names by BCP 47 language as printed, affiliations by id."""


class RecordAffiliation(Institution[str]):
    """One affiliation; names by language."""


class RecordAbstract(Frozen):
    """A whole abstract, and its sections (empty if unstructured)."""

    text: str
    sections: tuple[Section, ...]


class RecordEvidence(Frozen):
    """Where a printed value stands on the page and how it was read.

    A value over several pages has the first page's box. `origin` is `printed`, or `inferred` where the value was
    worked out from another printed one, or `reviewer`.
    """

    page: PageNumber
    bbox: BBox
    raw: str
    confidence: Confidence
    engine: str
    origin: Origin
    repairs: tuple[str, ...]


class Quality(Frozen):
    """How far the record can be trusted."""

    score: Confidence
    grade: Literal["excellent", "good", "fair", "poor"]
    flags: tuple[Flag, ...]


class TranslationInfo(Frozen):
    """Weights and engine of the machine text."""

    model: str
    revision: str
    engine: str


class Provenance(Frozen):
    """What made the record. Only `seconds` differs between two runs over the same input and settings."""

    scanglot: str
    settings_sha256: str
    ocr: tuple[str, ...]
    translation: TranslationInfo | None
    seconds: ByKey[float]


class ErrorInfo(Frozen):
    """Why a document failed."""

    code: str
    message: str
    stage: str | None


class Correction(Frozen):
    """Who gave a value and when, how sure it is now, and what it replaced: the machine's value and its evidence."""

    by: str
    at: str
    confidence: Confidence
    was: str
    evidence: RecordEvidence | None = None


class Review(Frozen):
    """What people have said about the record at the review desk; a run never writes it.

    `corrected` lists the record paths whose value a person changed, `confirmed` those found right as they stood.
    `corrections` says of each corrected path who, when, and what the machine had. `at` is an ISO 8601 time in UTC.
    """

    state: Literal["pending", "approved", "rejected"]
    revision: int
    by: str
    at: str
    corrected: tuple[str, ...] = ()
    confirmed: tuple[str, ...] = ()
    corrections: ByKey[Correction] = Field(default_factory=no_keys)


def released(record: Record) -> bool:
    """Whether a record may be used: approved, or in order as it was read and not rejected."""
    state = record.review.state if record.review else "pending"
    return state == "approved" or (state != "rejected" and record.status is Status.OK)


class _Head(Frozen):
    schema_version: Literal["1.0"] = SCHEMA_VERSION
    id: str
    kind: Kind
    article_type: ArticleType = ArticleType.DOCUMENT
    status: Status
    language: str | None
    source: SourceInfo


class Record(Printed[str, int, RecordAbstract, RecordAuthor, RecordAffiliation, Section], _Head):
    """One source document as an indexer reads it."""

    dates: Dates = Dates()
    translated: tuple[str, ...] = ()
    sentences: tuple[MachineSentence, ...] = ()
    evidence: ByKey[RecordEvidence] = Field(default_factory=no_keys)
    quality: Quality
    provenance: Provenance
    error: ErrorInfo | None = None
    review: Review | None = None
