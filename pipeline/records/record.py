"""The public record: what a run writes for each document (see docs/record.md).

A field is added freely; renamed or retyped only with a new `schema_version`. Keys are never missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from pydantic import Field, model_validator

from pipeline.records.article import (
    ArticleType,
    Flag,
    Kind,
    MachineSentence,
    Origin,
    Section,
    Severity,
    Span,
    Status,
)
from pipeline.records.base import BBox, ByKey, Confidence, Frozen, PageNumber, Transform, no_keys
from pipeline.records.catalogue import Contributor, Dated, Institution, Printed
from pipeline.records.edits import Edit, edited, log, unedited
from pipeline.records.page import MediaType
from pipeline.records.paths import FieldPath
from pipeline.records.text import TextOrigin

SCHEMA_VERSION: Literal["1.0"] = "1.0"


class PageSource(Frozen):
    """A page that was read: size in pixels of the upright page that boxes refer to, its dpi, where its text is from.

    `transform` takes those pixels to pixels of the page as rendered from the file. Of the lines found on it so many were
    read; None in records older than this field.
    """

    number: PageNumber
    width: int
    height: int
    dpi: float
    origin: TextOrigin
    transform: Transform
    lines_found: int | None = None
    lines_read: int | None = None


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


class RecordAuthor(Contributor[str]):
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
    worked out from another printed one, or `reviewer`. `raw` is what the engine gave, `spans` the stretches of the page
    texts' lines that it is made of, one a line (none for a second engine's reading). `edits`, applied to `raw`, give the
    value: rule, place in the value, before, after; a list is joined by `; `. `repairs` are those by
    which a rule wrote more than spaces.
    """

    page: PageNumber
    bbox: BBox
    raw: str
    confidence: Confidence
    engine: str
    origin: Origin
    repairs: tuple[str, ...]
    spans: tuple[Span, ...] = ()
    edits: tuple[Edit, ...] = ()

    @property
    def text(self) -> str:
        """What the log makes of the raw text: the value, in a record that bears a log."""
        return edited(self.raw, self.edits)

    def saying(self, value: str, rule: str = "") -> RecordEvidence:
        """The same place, with the log that leads to a value; `rule` is what wrote it where the log knows no other."""
        if self.text == value:
            return self
        return self.model_copy(update={"edits": log(self.raw, value, rule, self.edits)})

    @property
    def unmended(self) -> str:
        """The value without its repairs: what the engine gave there, within the line ends, spaces and choices of the value."""
        return unedited(self.text, [edit for edit in self.edits if edit.mends]).strip()


MODEL_MISSING = "translation.model_missing"
"""The flag of a field that stays untranslated for want of a model: no doubt about what was read."""


def reading_of(flags: Sequence[Flag]) -> Status:
    """What the flags say of everything that is printed."""
    doubtful = any(f.severity is not Severity.INFO for f in flags if not f.code.startswith("translation."))
    return Status.NEEDS_REVIEW if doubtful else Status.OK


def translation_of(flags: Sequence[Flag]) -> Literal["ok", "needs_review", "missing"]:
    """What the flags say of the machine text: `missing` where only a model is wanting."""
    own = [f.code for f in flags if f.severity is not Severity.INFO and f.code.startswith("translation.")]
    if not own:
        return "ok"
    return "missing" if set(own) == {MODEL_MISSING} else "needs_review"


def doubtful(flags: Sequence[Flag]) -> bool:
    """Whether a reader must look: a model that is missing alone makes no well-read record doubtful."""
    return reading_of(flags) is not Status.OK or translation_of(flags) == "needs_review"


class Quality(Frozen):
    """How far the record can be trusted; `reading` and `translation` follow from the flags."""

    score: Confidence
    grade: Literal["excellent", "good", "fair", "poor"]
    reading: Literal["ok", "needs_review"] = "ok"
    translation: Literal["ok", "needs_review", "missing"] = "ok"
    flags: tuple[Flag, ...]

    @model_validator(mode="before")
    @classmethod
    def _statuses(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        flags = [Flag.model_validate(flag) for flag in given.get("flags", ())]
        return given | {"reading": reading_of(flags).value, "translation": translation_of(flags)}

    def with_flags(self, flags: Sequence[Flag]) -> Quality:
        """The same with other flags, and what follows from them."""
        return Quality(score=self.score, grade=self.grade, flags=tuple(flags))


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
    translated: tuple[FieldPath, ...] = ()
    sentences: tuple[MachineSentence, ...] = ()
    evidence: ByKey[RecordEvidence] = Field(default_factory=no_keys)
    quality: Quality
    provenance: Provenance
    error: ErrorInfo | None = None
    review: Review | None = None
