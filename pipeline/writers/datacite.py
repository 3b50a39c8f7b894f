"""DataCite metadata 4.5 as JSON: a deposit, so no machine text enters it."""

from __future__ import annotations

import json
import re
from typing import Any

from pipeline.languages.families import ENGLISH, UNKNOWN
from pipeline.records.record import Record, RecordAuthor
from pipeline.writers.characters import json_line
from pipeline.writers.names import author_name, is_group, person
from pipeline.writers.trust import note
from pipeline.writers.views import affiliations, classes, missing, others, printed, source, source_language

SCHEMA = "http://datacite.org/schema/kernel-4"
_DOI = re.compile(r"10\.[0-9]{4,9}/\S+")


def lacks(record: Record) -> str:
    """What a deposit must have and the record has not: DOI, printed title, year."""
    titles = printed(record, "title", record.title)
    return missing({"DOI": _DOI.fullmatch(record.doi or ""), "printed title": titles, "year": record.year})


def datacite(record: Record) -> str:
    """One record as DataCite attributes on one JSON line; empty where it lacks what a deposit must have."""
    if lacks(record):
        return ""
    titles = printed(record, "title", record.title)
    prefix, _, suffix = (record.doi or "").partition("/")
    content: dict[str, Any] = {
        "schemaVersion": SCHEMA,
        "doi": record.doi,
        "prefix": prefix,
        "suffix": suffix,
        "types": {"resourceTypeGeneral": "JournalArticle", "resourceType": "Journal article"},
        "creators": [_creator(author, record) for author in record.authors] or [{"name": ":unkn"}],
        "titles": _titles(record, titles),
        "publisher": {"name": source(record, "journal", record.journal) or ":unkn"},
        "publicationYear": f"{record.year:04d}",
        "descriptions": [
            {"description": a.text, "descriptionType": "Abstract", "lang": language}
            for language, a in printed(record, "abstract", record.abstract).items()
        ]
        + [{"description": note(record), "descriptionType": "TechnicalInfo", "lang": ENGLISH}],
        "subjects": _subjects(record),
        "dates": [{"date": value, "dateType": kind} for kind, value in _dates(record) if value],
    }
    if record.funding:
        content["fundingReferences"] = [{"funderName": text} for text in dict.fromkeys(record.funding)]
    if record.language:
        content["language"] = record.language
    if record.journal or record.issn:
        content["relatedItems"] = [_container(record)]
    return json_line(json.dumps(content, ensure_ascii=False))


def _dates(record: Record) -> tuple[tuple[str, str | None], ...]:
    return (
        ("Submitted", record.dates.received),
        ("Updated", record.dates.revised),
        ("Accepted", record.dates.accepted),
        ("Issued", record.dates.published),
    )


def _creator(author: RecordAuthor, record: Record) -> dict[str, Any]:
    name = author_name(author, record.language)
    parts = person(author, record.language)
    creator: dict[str, Any] = {"name": name or ":unkn"}
    if is_group(name):
        creator["nameType"] = "Organizational"
    elif parts.given:
        creator = {
            "name": parts.inverted,
            "nameType": "Personal",
            "familyName": parts.family,
            "givenName": parts.given,
        }
    language = next((code for code, value in author.name.items() if value == name), None)
    if language:
        creator["lang"] = language
    if author.orcid:
        creator["nameIdentifiers"] = [
            {
                "nameIdentifier": f"https://orcid.org/{author.orcid}",
                "nameIdentifierScheme": "ORCID",
                "schemeUri": "https://orcid.org",
            }
        ]
    places = affiliations(record, author, record.language)
    return creator | ({"affiliation": [{"name": place} for place in places]} if places else {})


def _titles(record: Record, titles: dict[str, str]) -> list[dict[str, str]]:
    own = {
        "title": source(record, "title", titles) or "",
        "lang": source_language(record, "title", titles) or UNKNOWN,
    }
    return [
        own,
        *(
            {"title": title, "titleType": "TranslatedTitle", "lang": language}
            for language, title in others(record, "title", titles).items()
        ),
    ]


def _subjects(record: Record) -> list[dict[str, str]]:
    words = printed(record, "keywords", record.keywords)
    return [
        {"subject": w, "lang": language} for language, many in words.items() for w in dict.fromkeys(many)
    ] + [
        {"subject": number, "subjectScheme": scheme.upper()}
        for scheme, number in dict.fromkeys(classes(record))
    ]


def _container(record: Record) -> dict[str, Any]:
    container: dict[str, Any] = {
        "relatedItemType": "Journal",
        "relationType": "IsPublishedIn",
        "titles": [{"title": source(record, "journal", record.journal) or ":unkn"}],
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
