"""What each format says, read back with other people's readers, in the terms of `said`.

A reader returns only the keys that its format can hold; docs/formats.md has the same table in words.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterator

import rispy
from pybtex.database import parse_string

from pipeline.records.record import Record, RecordAbstract
from tests.writers import readback_xml as xml
from tests.writers.readback_xml import Said, letters, one

NOTE = "[Machine translation] "
SINGLE = ("doi", "issn", "volume", "issue", "first_page", "last_page")


def said(record: Record) -> Said:
    """What the record says: the same keys as the readers give."""
    mine = record.language or ""
    return {
        **{key: getattr(record, key) for key in (*SINGLE, "article_number", "document_code", "language")},
        "year": str(record.year),
        "clc": list(record.clc),
        "funding": list(record.funding),
        "dates": {key: value for key, value in record.dates.model_dump().items() if value},
        "title": record.title,
        "journal": record.journal,
        "keywords": {code: list(words) for code, words in record.keywords.items()},
        "abstract": {code: one(a.text) for code, a in record.abstract.items()},
        "sections": {code: _parts(a) for code, a in record.abstract.items()},
        "authors": {
            code: [letters(a.name[code]) for a in record.authors]
            for code in {code for author in record.authors for code in author.name}
        },
        "places": [one(n) for n in _places(record, mine)],
        "orcid": [a.orcid for a in record.authors if a.orcid],
        "email": [a.email for a in record.authors if a.email],
        "machine": sorted(path for path in record.translated if path.split(".")[0] in ("title", "abstract")),
        "machine_words": sorted(path for path in record.translated if path.startswith("keywords")),
    }


def printed_only(said: Said) -> Said:
    """The same without machine text, as deposits have it."""
    gone = [*said["machine"], *said["machine_words"]]
    kept = dict(said)
    for path in gone:
        field, code = path.split(".")
        for key in (field, "sections") if field == "abstract" else (field,):
            kept[key] = {k: v for k, v in kept[key].items() if k != code}
    return kept | {"machine": [], "machine_words": []}


def _parts(abstract: RecordAbstract) -> list[tuple[str, str]]:
    found = [(one(s.heading), one(s.text)) for s in abstract.sections]
    return found or [("", one(abstract.text))]


def _places(record: Record, code: str) -> Iterator[str]:
    known = {a.id: a.name for a in record.affiliations}
    found = [known[n] for author in record.authors for n in author.affiliations]
    yield from dict.fromkeys(name.get(code) or next(iter(name.values())) for name in found)


def jsonl(text: str) -> Said:
    """A line is the record with its machine text under keys of its own, which go back to where they came from."""
    content = json.loads(text)
    for path in content["translated"]:
        field, code = path.split(".")
        content[field][code] = content.pop(f"{field}_machine_{code}")
    rest = {key: value for key, value in content.items() if not (value is None and "_machine_" in key)}
    return said(Record.model_validate(rest))


def datacite(text: str) -> Said:
    item = json.loads(text)
    journal = item["relatedItems"][0]
    words: dict[str, list[str]] = {}
    for subject in item["subjects"]:
        if "lang" in subject:
            words.setdefault(subject["lang"], []).append(subject["subject"])
    kinds = {"Submitted": "received", "Updated": "revised", "Accepted": "accepted", "Issued": "published"}
    return {
        "doi": item["doi"],
        "language": item["language"],
        "year": item["publicationYear"],
        "issn": journal.get("relatedItemIdentifier", {}).get("relatedItemIdentifier"),
        "volume": journal.get("volume"),
        "issue": journal.get("issue"),
        "first_page": journal.get("firstPage"),
        "last_page": journal.get("lastPage"),
        "clc": [s["subject"] for s in item["subjects"] if s.get("subjectScheme") == "CLC"],
        "funding": [f["funderName"] for f in item.get("fundingReferences", ())],
        "dates": {kinds[d["dateType"]]: d["date"] for d in item["dates"]},
        "title": {t["lang"]: t["title"] for t in item["titles"]},
        "abstract": {
            d["lang"]: one(d["description"])
            for d in item["descriptions"]
            if d["descriptionType"] == "Abstract"
        },
        "keywords": words,
        "authors": {item["language"]: [letters(c["name"]) for c in item["creators"]]},
        "orcid": [i["nameIdentifier"][-19:] for c in item["creators"] for i in c.get("nameIdentifiers", ())],
        "places": list(
            dict.fromkeys(one(p["name"]) for c in item["creators"] for p in c.get("affiliation", ()))
        ),
    }


def csl(text: str) -> Said:
    item = json.loads(text)[0]
    mine = item["language"]
    custom = item.get("custom", {})

    def both(name: str, own: str | None) -> dict[str, str]:
        found = {mine: one(own)} if own else {}
        pattern = re.compile(rf"(?:machine-)?{name}-(.+)")
        return found | {m[1]: one(v) for k, v in custom.items() if (m := pattern.fullmatch(k))}

    people = {k: v.split("; ") for k, v in both("author", None).items()}
    people[mine] = [a.get("literal") or a["family"] + a["given"] for a in item.get("author", ())]
    first, _, last = item.get("page", "").partition("-")
    made = [k.removeprefix("machine-").replace("-", ".", 1) for k in custom if k.startswith("machine-")]
    return {
        "doi": item.get("DOI"),
        "issn": item.get("ISSN"),
        "language": mine,
        "year": str(item["issued"]["date-parts"][0][0]),
        "volume": item.get("volume"),
        "issue": item.get("issue"),
        "first_page": first or None,
        "last_page": last or None,
        "title": both("title", item.get("title")),
        "journal": both("container-title", item.get("container-title")),
        "abstract": both("abstract", item.get("abstract")),
        "keywords": {k: v.split("; ") for k, v in both("keyword", item.get("keyword")).items()},
        "authors": {k: [letters(n) for n in v] for k, v in people.items()},
        "machine": sorted(p for p in made if not p.startswith("keyword")),
        "machine_words": sorted(p.replace("keyword.", "keywords.") for p in made if p.startswith("keyword")),
    }


def ris(text: str) -> Said:
    entry = rispy.loads(text)[0]
    notes = entry.get("notes", [])
    other = {m[1]: m[2] for n in notes if (m := re.fullmatch(r"Abstract \((.+?)\): (.*)", n))}
    people = {m[1]: m[2].split("; ") for n in notes if (m := re.fullmatch(r"Authors \((.+?)\): (.*)", n))}
    mine = entry.get("language", "")
    people[mine] = entry.get("authors", [])
    return {
        "doi": entry.get("doi"),
        "issn": entry.get("issn"),
        "language": mine,
        "year": entry.get("year"),
        "volume": entry.get("volume"),
        "issue": entry.get("number"),
        "first_page": entry.get("start_page"),
        "last_page": entry.get("end_page"),
        "funding": [n.removeprefix("Funding: ") for n in notes if n.startswith("Funding: ")],
        "abstract": {mine: entry["abstract"]} | {k: v.removeprefix(NOTE) for k, v in other.items()},
        "authors": {k: [letters(n) for n in v] for k, v in people.items()},
    }


_LATEX = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
}


_ACCENT = re.compile(r"\{\\(.)\{(\w)\}\}")
_MARKS = dict(
    zip(
        "`'^~=u.\"rHvck",
        "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u0327\u0328",
        strict=True,
    )
)


def _letter(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", match[2] + _MARKS[match[1]])


def bibtex(text: str) -> Said:
    entry = next(iter(parse_string(text, "bibtex").entries.values()))
    fields = {str(k): _plain(str(v)) for k, v in entry.fields.items()}
    mine = fields["x-language"]

    def both(name: str) -> dict[str, str]:
        found = {mine: fields[name]} if name in fields else {}
        pattern = re.compile(rf"(?:machine)?{name}-(.+)")
        rest = {m[1]: v for k, v in fields.items() if (m := pattern.fullmatch(k))}
        return found | {k: v.removeprefix(NOTE) for k, v in rest.items()}

    people = {k: v.split("; ") for k, v in both("author").items()}
    people[mine] = [
        _plain(re.sub(r"[{}]", "", _ACCENT.sub(_letter, str(p)))) for p in entry.persons.get("author", [])
    ]
    first, _, last = fields.get("pages", "").partition("--")
    made = [m[1] for k in fields if (m := re.fullmatch(r"machine(.+)", k))]
    made += [k for k, v in fields.items() if v.startswith(NOTE)]
    return {
        "doi": fields.get("doi"),
        "issn": fields.get("issn"),
        "language": mine,
        "year": fields.get("year"),
        "volume": fields.get("volume"),
        "issue": fields.get("number"),
        "first_page": first or None,
        "last_page": last or None,
        "title": both("title"),
        "journal": both("journal"),
        "abstract": both("abstract"),
        "keywords": {k: v.split("; ") for k, v in both("keywords").items()},
        "authors": {k: [letters(n) for n in v] for k, v in people.items()},
        "machine": sorted(k.replace("-", ".", 1) for k in made if not k.startswith("keywords")),
        "machine_words": sorted(k.replace("-", ".", 1) for k in made if k.startswith("keywords")),
    }


def _plain(text: str) -> str:
    for latex, character in _LATEX.items():
        text = text.replace(latex, character)
    return re.sub(r"\\([%#$&_])", r"\1", text)


def table(text: str) -> Said:
    row = next(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    single = (*SINGLE, "article_number", "document_code", "language")
    return {
        **{key: row[key].removeprefix("'") or None for key in single},
        "year": row["year"],
        "clc": row["clc"].split("; ") if row["clc"] else [],
        "funding": row["funding"].split("; ") if row["funding"] else [],
        "dates": {k: row[k] for k in ("received", "revised", "accepted", "published") if row[k]},
        "email": row["email"].split("; ") if row["email"] else [],
    }


READERS: dict[str, Callable[[str], Said]] = {
    "jsonl": jsonl,
    "jats": xml.jats,
    "jats-1.4": xml.jats,
    "tei": xml.tei,
    "pubmed": xml.pubmed,
    "crossref": xml.crossref,
    "datacite": datacite,
    "csl-json": csl,
    "ris": ris,
    "bibtex": bibtex,
    "marcxml": xml.marcxml,
    "csv": table,
}
