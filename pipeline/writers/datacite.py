"""DataCite metadata 4.5 as JSON: a deposit, so no machine text enters it."""

from __future__ import annotations

import json
from typing import Any

from pipeline.records.record import Record
from pipeline.writers.views import author_name, others, printed, source, source_language, split_name

SCHEMA = "http://datacite.org/schema/kernel-4"


def datacite(record: Record) -> str:
    """One record as DataCite attributes on one JSON line; empty where DOI, title or year is missing."""
    titles = printed(record, "title", record.title)
    if not (record.doi and titles and record.year):
        return ""
    content: dict[str, Any] = {
        "schemaVersion": SCHEMA,
        "doi": record.doi,
        "prefix": record.doi.partition("/")[0],
        "suffix": record.doi.partition("/")[2],
        "types": {"resourceTypeGeneral": "JournalArticle", "resourceType": "Journal article"},
        "creators": [_creator(author_name(a, record.language), a.name) for a in record.authors]
        or [{"name": ":unkn"}],
        "titles": _titles(record, titles),
        "publisher": {"name": source(record, record.journal) or ":unkn"},
        "publicationYear": str(record.year),
        "descriptions": [
            {"description": a.text, "descriptionType": "Abstract", "lang": language}
            for language, a in printed(record, "abstract", record.abstract).items()
        ],
        "subjects": _subjects(record),
        "dates": [
            {"date": value, "dateType": kind}
            for kind, value in (("Submitted", record.dates.received), ("Accepted", record.dates.accepted))
            if value
        ],
    }
    if record.language:
        content["language"] = record.language
    if record.journal or record.issn:
        content["relatedItems"] = [_container(record)]
    return json.dumps(content, ensure_ascii=False) + "\n"


def _creator(name: str, names: dict[str, str]) -> dict[str, Any]:
    parts = split_name(name)
    if not parts.given:
        return {"name": name}
    creator = {
        "name": f"{parts.family}, {parts.given}",
        "nameType": "Personal",
        "familyName": parts.family,
        "givenName": parts.given,
    }
    language = next((code for code, value in names.items() if value == name), None)
    return creator | ({"lang": language} if language else {})


def _titles(record: Record, titles: dict[str, str]) -> list[dict[str, str]]:
    own = {"title": source(record, titles) or "", "lang": source_language(record, titles) or "und"}
    return [
        own,
        *(
            {"title": title, "titleType": "TranslatedTitle", "lang": language}
            for language, title in others(record, titles).items()
        ),
    ]


def _subjects(record: Record) -> list[dict[str, str]]:
    words = printed(record, "keywords", record.keywords)
    return [{"subject": w, "lang": language} for language, many in words.items() for w in many] + [
        {"subject": number, "subjectScheme": "CLC"} for number in record.clc
    ]


def _container(record: Record) -> dict[str, Any]:
    container: dict[str, Any] = {
        "relatedItemType": "Journal",
        "relationType": "IsPublishedIn",
        "titles": [{"title": source(record, record.journal) or ":unkn"}],
    }
    if record.issn:
        container["relatedItemIdentifier"] = {
            "relatedItemIdentifier": record.issn,
            "relatedItemIdentifierType": "ISSN",
        }
    for key, value in (
        ("volume", record.volume),
        ("issue", record.issue),
        ("firstPage", record.first_page),
        ("lastPage", record.last_page),
    ):
        if value:
            container[key] = value
    return container
