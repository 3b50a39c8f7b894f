"""CSL-JSON, for citation processors. One language only, so the other goes to `custom`, with its origin."""

from __future__ import annotations

import json
from typing import Any

from pipeline.records.record import Record
from pipeline.writers.views import abstract_text, author_name, machine, others, page_range, source, split_name


def csl(record: Record) -> str:
    """One record as one CSL-JSON item (without the enclosing array)."""
    return json.dumps(csl_item(record), ensure_ascii=False, indent=1)


def csl_item(record: Record, language: str | None = None) -> dict[str, Any]:
    """The CSL item in the record's language, or in `language` where its title is printed in it."""
    chosen = language if language in record.title else record.language
    item: dict[str, Any] = {
        "id": record.id,
        "type": "article-journal" if record.kind == "journal-article" else "document",
        "title": record.title.get(chosen or "") or source(record, record.title),
        "author": [_name(author_name(a, chosen)) for a in record.authors],
        "container-title": record.journal.get(chosen or "") or source(record, record.journal),
        "volume": record.volume,
        "issue": record.issue,
        "page": page_range(record),
        "DOI": record.doi,
        "ISSN": record.issn,
        "abstract": abstract_text(record.abstract.get(chosen or "") or source(record, record.abstract)),
        "language": chosen,
        "keyword": ", ".join(record.keywords.get(chosen or "") or ()),
    }
    if record.year:
        item["issued"] = {"date-parts": [[record.year]]}
    custom = _other_languages(record)
    if custom:
        item["custom"] = custom
    return {key: value for key, value in item.items() if value}


def _name(name: str) -> dict[str, str]:
    parts = split_name(name)
    return {"family": parts.family, "given": parts.given} if parts.given else {"literal": name}


def _other_languages(record: Record) -> dict[str, str]:
    custom = {}
    for field, values in (
        ("title", record.title),
        ("abstract", {k: a.text for k, a in record.abstract.items()}),
    ):
        for language, value in others(record, values).items():
            origin = "machine-" if machine(record, field, language) else ""
            custom[f"{origin}{field}-{language}"] = value
    return custom
