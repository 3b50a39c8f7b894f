"""The public record from a checked article, and its JSON."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic_core import PydanticSerializationError

from pipeline import __version__
from pipeline.errors import ScanglotError
from pipeline.ports import Engines
from pipeline.records.article import (
    Article,
    Bilingual,
    Checked,
    Field,
    Flag,
    Kind,
    Origin,
    Severity,
    Status,
)
from pipeline.records.base import around
from pipeline.records.edits import log
from pipeline.records.page import Document
from pipeline.records.paths import FieldPath
from pipeline.records.record import (
    Dates,
    ErrorInfo,
    PageSource,
    Provenance,
    Quality,
    Record,
    RecordEvidence,
    SourceInfo,
    TranslationInfo,
)
from pipeline.records.text import PageText, TextOrigin
from pipeline.records.values import SEVERAL, dates_of, printed_values, values
from pipeline.settings import Settings
from pipeline.writers.characters import json_line, safe_json
from pipeline.writers.machine_text import NO_MACHINE_TEXT, apart


def record_json(record: Record) -> str:
    """The record as indented UTF-8 JSON with a final newline."""
    return _dumped(record, 1) + "\n"


def record_line(record: Record) -> str:
    """The whole record as JSON on one line; machine text stands under keys of its own (`title_machine_en`, else null)."""
    printed, made = apart(record)
    own = json.dumps(NO_MACHINE_TEXT | made, ensure_ascii=False)
    return json_line(f"{_dumped(printed, None)[:-1]},{own[1:]}")


def _dumped(record: Record, indent: int | None) -> str:
    try:
        return record.model_dump_json(indent=indent)
    except PydanticSerializationError:  # a lone surrogate, which UTF-8 has no place for
        return safe_json(json.dumps(record.model_dump(mode="json"), ensure_ascii=False, indent=indent))


def to_record(
    checked: Checked,
    document: Document,
    pages: Sequence[PageText],
    engines: Engines,
    settings: Settings,
    seconds: dict[str, float],
    name: str | None = None,
) -> Record:
    """The record of a document that was read."""
    bilingual = checked.bilingual
    article = bilingual.article
    contested = any(flag.code == "doi.conflict" for flag in checked.flags)
    doi = article.doi.value if article.doi and not contested else None
    return Record(
        id=f"doi:{doi}" if doi else f"sha256:{document.source.sha256[:16]}",
        kind=article.kind,
        article_type=article.article_type,
        status=checked.status,
        language=article.language if any(page.lines for page in pages) else None,
        source=_source(document, pages, name),
        dates=Dates(**dates_of(article, _text)),
        translated=bilingual.translated,
        sentences=bilingual.sentences,
        evidence=dict(evidence_of(article)),
        quality=Quality.model_validate(
            {"score": round(checked.score, 4), "grade": checked.grade, "flags": checked.flags}
        ),
        provenance=Provenance(
            scanglot=__version__,
            settings_sha256=settings.fingerprint(),
            ocr=_engines_used(pages, engines),
            translation=_translation(bilingual),
            seconds={stage: round(value, 3) for stage, value in seconds.items()},
        ),
        **printed_values(article, _text),
    )


def failed_record(
    path: Path,
    error: ScanglotError,
    settings: Settings,
    name: str | None = None,
    sha256: str | None = None,
) -> Record:
    """The record of a document that could not be read; the file is not touched again, it may be what hangs."""
    file = name or path.name
    digest = sha256 or hashlib.sha256(file.encode(errors="surrogateescape")).hexdigest()
    message = str(error)
    return Record(
        id=f"sha256:{digest[:16]}",
        kind=Kind.DOCUMENT,
        status=Status.FAILED,
        language=None,
        source=SourceInfo(
            file=file, sha256=sha256, media_type=None, page_count=None, pages_read=(), text_origin=None
        ),
        quality=Quality(
            score=0.0,
            grade="poor",
            flags=(Flag(code=error.code, path=FieldPath(), severity=Severity.ERROR, message=message),),
        ),
        provenance=Provenance(
            scanglot=__version__, settings_sha256=settings.fingerprint(), ocr=(), translation=None, seconds={}
        ),
        error=ErrorInfo(code=error.code, message=message, stage=error.stage),
    )


def _text(path: str, field: Field) -> str | int:
    return int(field.value) if path == "year" else field.value


def _source(document: Document, pages: Sequence[PageText], name: str | None) -> SourceInfo:
    origins = [page.origin for page in pages]
    return SourceInfo(
        file=name or document.source.name,
        sha256=document.source.sha256,
        media_type=document.source.media_type,
        page_count=len(document.pages),
        pages_read=tuple(page.number for page in pages),
        text_origin=TextOrigin.OCR if TextOrigin.OCR in origins else next(iter(origins), None),
        pages=tuple(
            PageSource(
                number=page.number,
                width=page.width,
                height=page.height,
                dpi=page.dpi,
                origin=page.origin,
                transform=page.transform,
                lines_found=len(page.lines) + page.unread,
                lines_read=len(page.lines),
            )
            for page in pages
        ),
    )


def _translation(bilingual: Bilingual) -> TranslationInfo | None:
    made = bilingual.translation
    return TranslationInfo(model=made.model, revision=made.revision, engine=made.engine) if made else None


def _engines_used(pages: Sequence[PageText], engines: Engines) -> tuple[str, ...]:
    lines = [line for page in pages if page.origin is TextOrigin.OCR for line in page.lines]
    names = {line.engine for line in lines} | {line.other.engine for line in lines if line.other}
    return tuple(r.version for r in engines.readers if any(r.name in n for n in names))


def evidence_of(article: Article) -> Iterator[tuple[str, RecordEvidence]]:
    """Every printed field by its record path, in the record's order."""
    for path, _, fields in values(article):
        found = _one_evidence(fields)
        if found is not None:
            yield path, found


def _one_evidence(fields: tuple[Field, ...]) -> RecordEvidence | None:
    """The fields' evidence as one raw text with its log, in one box on the first page where it stands."""
    printed = [f for f in fields if f.origin is not Origin.TRANSLATED and f.evidence]
    if not printed:
        return None
    places = tuple(dict.fromkeys(e for f in printed for e in f.evidence))
    raw = "\n".join(e.raw for e in places)
    known = [edit for f in printed for edit in f.edits]
    return RecordEvidence(
        page=places[0].page,
        bbox=around([e.bbox for e in places if e.page == places[0].page]),
        raw=raw,
        confidence=round(min(f.confidence for f in printed), 4),
        engine=places[0].engine,
        origin=printed[0].origin,
        repairs=tuple(repair for f in printed for repair in f.repairs),
        spans=tuple(span for e in places for span in e.spans) if all(e.spans for e in places) else (),
        edits=log(raw, SEVERAL.join(f.value for f in fields), known=known),
    )
