"""schema.org JSON-LD: a `ScholarlyArticle` within its issue, volume and periodical; machine text is a translation of it."""

from __future__ import annotations

import json
from typing import Any

from pipeline.languages.countries import country_code
from pipeline.records.article import Kind
from pipeline.records.record import Record, RecordAuthor
from pipeline.writers.characters import safe_json
from pipeline.writers.names import author_name, is_group, parts_in
from pipeline.writers.places import part, parts_of
from pipeline.writers.trust import AGENT, note
from pipeline.writers.views import (
    MACHINE_NOTE,
    affiliations,
    classes,
    made,
    page_range,
    printed,
    type_of,
    unlinked,
)

CONTEXT = "https://schema.org"
HEAD = f'{{"@context": "{CONTEXT}", "@graph": [\n'
BETWEEN, TAIL = ",\n", "\n]}\n"


def schema_org(record: Record) -> str:
    """One record as a node of the graph."""
    node: dict[str, Any] = {
        "@type": "ScholarlyArticle" if record.kind is Kind.ARTICLE else "CreativeWork",
        "@id": f"https://doi.org/{record.doi}" if record.doi else f"urn:{record.id}",
        "identifier": _identifiers(record),
        "name": _tagged(printed(record, "title", record.title)),
        "author": [_author(author, record) for author in record.authors if author.name],
        "sourceOrganization": [_organization(place) for place in unlinked(record, record.language)],
        "isPartOf": _part_of(record),
        "pageStart": record.first_page,
        "pageEnd": record.last_page,
        "pagination": page_range(record),
        "datePublished": record.dates.published or (str(record.year) if record.year else None),
        "inLanguage": record.language,
        "abstract": _tagged({k: a.text for k, a in printed(record, "abstract", record.abstract).items()}),
        "keywords": [
            _word(w, k) for k, ws in printed(record, "keywords", record.keywords).items() for w in ws
        ],
        "about": [_code(number, scheme.upper()) for scheme, number in classes(record)],
        "funding": [{"@type": "Grant", "name": text} for text in record.funding],
        "genre": type_of(record).value,
        "isBasedOn": record.corrects,
        "creativeWorkStatus": record.status.value,
        "sdPublisher": {"@type": "Organization", "name": AGENT},
        "usageInfo": {"@type": "CreativeWork", "text": note(record)},
        "workTranslation": [_translation(record, code) for code in _machine_languages(record)],
    }
    kept = {key: value for key, value in node.items() if value}
    return safe_json(json.dumps(kept, ensure_ascii=False))


def _identifiers(record: Record) -> list[dict[str, str]]:
    return [
        {"@type": "PropertyValue", "propertyID": name, "value": value}
        for name, value in (("doi", record.doi), ("article-number", record.article_number))
        if value
    ]


def _tagged(values: dict[str, str]) -> list[dict[str, str]]:
    return [{"@value": text, "@language": language} for language, text in values.items()]


def _word(word: str, language: str) -> dict[str, str]:
    return {"@type": "DefinedTerm", "name": word, "inLanguage": language}


def _code(number: str, scheme: str) -> dict[str, str]:
    return {"@type": "DefinedTerm", "termCode": number, "inDefinedTermSet": scheme}


def _author(author: RecordAuthor, record: Record) -> dict[str, Any]:
    own = record.language if record.language in author.name else next(iter(author.name))
    if is_group(author_name(author, own)):
        return {"@type": "Organization", "name": _tagged(author.name)}
    parts = {code: parts_in(author, code) for code in author.name}
    given = {code: name.given for code, name in parts.items() if name.given}
    found = {
        "@type": "Person",
        "@id": f"https://orcid.org/{author.orcid}" if author.orcid else None,
        "name": _tagged(author.name),
        "familyName": _tagged({code: parts[code].family for code in given}),
        "givenName": _tagged(given),
        "email": author.email,
        "affiliation": [_organization(place) for place in affiliations(record, author, record.language)],
    }
    return {key: value for key, value in found.items() if value}


def _organization(place: str) -> dict[str, Any]:
    """The institution with its address where these are plain, else the whole as its name."""
    parts = parts_of(place)
    country = part(parts, "country")
    address = {
        "addressLocality": part(parts, "city"),
        "addressRegion": part(parts, "region"),
        "postalCode": part(parts, "postcode"),
        "addressCountry": country_code(country or "") or country,
    }
    known = {key: value for key, value in address.items() if value}
    found: dict[str, Any] = {"@type": "Organization", "name": part(parts, "institution") or place}
    if found["name"] != place:
        found["description"] = place
    if department := part(parts, "department"):
        found["department"] = {"@type": "Organization", "name": department}
    return found | ({"address": {"@type": "PostalAddress"} | known} if known else {})


def _part_of(record: Record) -> dict[str, Any] | None:
    """The issue in its volume in its journal, as far as each is known."""
    found: dict[str, Any] | None = None
    if record.journal or record.issn:
        journal = {"@type": "Periodical", "name": _tagged(record.journal), "issn": record.issn}
        found = {key: value for key, value in journal.items() if value}
    for kind, key, value in (
        ("PublicationVolume", "volumeNumber", record.volume),
        ("PublicationIssue", "issueNumber", record.issue),
    ):
        if value:
            found = {"@type": kind, key: value} | ({"isPartOf": found} if found else {})
    return found


def _machine_languages(record: Record) -> list[str]:
    return list(
        dict.fromkeys(path.language for path in record.translated if path.language and path.member is None)
    )


def _translation(record: Record, code: str) -> dict[str, Any]:
    abstract = made(record, "abstract", record.abstract, code)
    found = {
        "@type": "CreativeWork",
        "inLanguage": code,
        "creativeWorkStatus": MACHINE_NOTE,
        "name": made(record, "title", record.title, code),
        "abstract": abstract.text if abstract else None,
        "keywords": "; ".join(made(record, "keywords", record.keywords, code) or ()),
    }
    return {key: value for key, value in found.items() if value}
