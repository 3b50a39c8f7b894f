"""CSL-JSON, for citation processors. One language only, so the other goes to `custom`, with its origin."""

from __future__ import annotations

import json
from typing import Any

from pipeline.languages.families import ENGLISH
from pipeline.records.article import Kind
from pipeline.records.record import Record
from pipeline.writers.characters import one_line, safe_json
from pipeline.writers.names import Name, author_lists, author_name, parts_in, person
from pipeline.writers.trust import confidences, flag_text, parts, reviewed
from pipeline.writers.views import abstract_text, machine, others, page_range, printed, source, type_of


def csl(record: Record) -> str:
    """One record as one CSL-JSON item (without the enclosing array), in the record's own language."""
    item: dict[str, Any] = {
        "id": record.id,
        "type": "article-journal" if record.kind is Kind.ARTICLE else "document",
        "title": source(record, "title", record.title),
        "author": [
            _name(person(a, record.language))
            for a in record.authors
            if author_name(a, record.language).strip()
        ],
        "container-title": source(record, "journal", record.journal),
        "volume": record.volume,
        "issue": record.issue,
        "page": page_range(record),
        "DOI": record.doi,
        "ISSN": record.issn,
        "abstract": abstract_text(source(record, "abstract", record.abstract)),
        "language": record.language,
        "keyword": "; ".join(source(record, "keywords", record.keywords) or ()),
        "issued": {"date-parts": [[record.year]]} if record.year else None,
        **_parallel(record),
        "genre": type_of(record).value,
        "custom": _other_languages(record) | _trust(record),
    }
    kept = {key: value for key, value in item.items() if value}
    return safe_json(json.dumps(kept, ensure_ascii=False, indent=1))


def _parallel(record: Record) -> dict[str, Any]:
    """The printed translation as bilingual styles of Chinese journals take it (`original-title`, ...); never machine text.

    CSL's schema has no `original-container-title`: it stands in `note`, from where Zotero and citeproc-js take variables.
    """
    titles = others(record, "title", printed(record, "title", record.title))
    code = ENGLISH if ENGLISH in titles else next(iter(titles), None)
    if code is None:
        return {}
    people = [a for a in record.authors if a.name.get(code, "").strip()]
    journal = record.journal.get(code)
    return {
        "original-title": titles[code],
        "original-author": [_name(parts_in(a, code)) for a in people]
        if len(people) == len(record.authors)
        else [],
        "note": f"original-container-title: {one_line(journal)}" if journal else None,
    }


def _trust(record: Record) -> dict[str, Any]:
    return {
        **({"corrects": record.corrects} if record.corrects else {}),
        "status": record.status.value,
        "score": record.quality.score,
        "grade": record.quality.grade,
        "review": reviewed(record),
        **dict(parts(record)),
        "flags": [flag_text(flag) for flag in record.quality.flags],
        "confidence": confidences(record),
    }


def _name(name: Name) -> dict[str, str]:
    return {"family": name.family, "given": name.given} if name.given else {"literal": name.family}


def _other_languages(record: Record) -> dict[str, str]:
    custom = {}
    for name, field, values in (
        ("title", "title", record.title),
        ("container-title", "journal", record.journal),
        ("abstract", "abstract", {k: a.text for k, a in record.abstract.items()}),
        ("keyword", "keywords", {k: "; ".join(words) for k, words in record.keywords.items()}),
        ("author", "authors", author_lists(record)),
    ):
        for language, value in others(record, field, values).items():
            origin = "machine-" if machine(record, field, language) else ""
            custom[f"{origin}{name}-{language}"] = value
    return custom
