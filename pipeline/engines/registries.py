"""What registries say of a record: suggestions with their source, beside the record's own values, which stay as they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from pipeline.engines.polite import Answer, Polite
from pipeline.records.paths import FieldPath
from pipeline.records.record import Record

ADDRESSES = {
    "doi": "https://doi.org",
    "crossref": "https://api.crossref.org",
    "openalex": "https://api.openalex.org",
    "ror": "https://api.ror.org",
    "issn": "https://portal.issn.org",
}
_ALIKE = 0.9
"""How like two titles are that are one."""


class Suggestion(NamedTuple):
    """A value that a registry has for a path of the record; `have` is the record's own, `agrees` whether they say the same.

    `url` and `at` are where and when it was found; `note` says what cannot be said by a value.
    """

    record: str
    path: str
    value: str | None
    have: str | None
    agrees: bool
    source: str
    url: str
    at: str
    note: str = ""


class Question(NamedTuple):
    """Something to ask a registry, and how to read its answer."""

    url: str
    read: Callable[[Answer], Iterator[Suggestion]]


def questions(registry: str, record: Record, addresses: Mapping[str, str] = ADDRESSES) -> Iterator[Question]:
    """What there is to ask that registry about a record."""
    return _ASK[registry](record, addresses[registry].rstrip("/"))


def suggestions(
    registry: str, record: Record, polite: Polite, addresses: Mapping[str, str]
) -> Iterator[Suggestion]:
    """Everything that a registry suggests for a record. Raises NotReached."""
    for question in questions(registry, record, addresses):
        yield from question.read(polite.ask(question.url))


def _doi(record: Record, at: str) -> Iterator[Question]:
    """The agency that a DOI is registered with: one that Crossref does not know may be known to another."""
    if record.doi:

        def read(answer: Answer) -> Iterator[Suggestion]:
            found = answer.content[0] if isinstance(answer.content, list) and answer.content else {}
            agency = found.get("RA")
            note = f"registered with {agency}" if agency else str(found.get("status", "not known"))
            yield _made(record, "doi", found.get("DOI") if agency else None, "DOI agency", answer, note)

        yield Question(f"{at}/ra/{quote(record.doi, safe='/')}", read)


def _crossref(record: Record, at: str) -> Iterator[Question]:
    if record.doi:

        def read(answer: Answer) -> Iterator[Suggestion]:
            if answer.content is None:
                note = "Crossref does not know this DOI; it may be registered elsewhere"
                yield _made(record, "doi", None, "Crossref", answer, note)
            else:
                yield from _work(record, answer, _of_crossref(answer.content.get("message", {})), "Crossref")

        yield Question(f"{at}/works/{quote(record.doi, safe='')}", read)
        return
    title = next(iter(record.title.values()), "")
    if title:
        asked = urlencode({"query.bibliographic": title, "rows": 1})
        yield Question(f"{at}/works?{asked}", lambda answer: _found(record, answer, title))


def _found(record: Record, answer: Answer, title: str) -> Iterator[Suggestion]:
    """A DOI for a record without one, where title and year are those of the work that was found."""
    items = (answer.content or {}).get("message", {}).get("items", [])
    work = _of_crossref(items[0]) if items else {}
    years = {work.get("year"), str(record.year) if record.year else work.get("year")}
    if (
        work.get("doi")
        and len(years) == 1
        and any(alike(title, t) for t in work.get("titles", "").split("\n"))
    ):
        yield _made(record, "doi", work["doi"], "Crossref", answer, "found by title and year")


def _of_crossref(message: Mapping[str, Any]) -> dict[str, str]:
    issued = (message.get("issued") or {}).get("date-parts") or [[None]]
    titles = [*message.get("title", ()), *message.get("original-title", ())]
    return {
        "doi": message.get("DOI", ""),
        "titles": "\n".join(titles),
        "journals": "\n".join(message.get("container-title", ())),
        "issns": "\n".join(message.get("ISSN", ())),
        "year": str(issued[0][0] or ""),
        "volume": message.get("volume", ""),
        "issue": message.get("issue", ""),
        "pages": message.get("page", ""),
    }


def _openalex(record: Record, at: str) -> Iterator[Question]:
    if record.doi:

        def read(answer: Answer) -> Iterator[Suggestion]:
            if answer.content is None:
                yield _made(record, "doi", None, "OpenAlex", answer, "OpenAlex does not know this DOI")
            else:
                yield from _work(record, answer, _of_openalex(answer.content), "OpenAlex")

        yield Question(f"{at}/works/doi:{quote(record.doi, safe='/')}", read)


def _of_openalex(work: Mapping[str, Any]) -> dict[str, str]:
    place = work.get("biblio") or {}
    journal = (work.get("primary_location") or {}).get("source") or {}
    pages = "-".join(p for p in (place.get("first_page"), place.get("last_page")) if p)
    return {
        "titles": work.get("title") or "",
        "journals": journal.get("display_name") or "",
        "issns": "\n".join(journal.get("issn") or ()),
        "year": str(work.get("publication_year") or ""),
        "volume": place.get("volume") or "",
        "issue": place.get("issue") or "",
        "pages": pages,
    }


def _work(record: Record, answer: Answer, work: Mapping[str, str], source: str) -> Iterator[Suggestion]:
    """What a registry says of a work, field by field, where it says anything."""
    first, _, last = work.get("pages", "").partition("-")
    said = {
        "title": work.get("titles", ""),
        "journal": work.get("journals", ""),
        "issn": work.get("issns", ""),
        "year": work.get("year", ""),
        "volume": work.get("volume", ""),
        "issue": work.get("issue", ""),
        "first_page": first,
        "last_page": last,
    }
    yield from (_made(record, path, value, source, answer) for path, value in said.items() if value)


def _ror(record: Record, at: str) -> Iterator[Question]:
    for number, affiliation in enumerate(record.affiliations):
        for language, name in affiliation.name.items():
            path = FieldPath.of("affiliations", number, "name", language)

            def read(answer: Answer, path: str = path, name: str = name) -> Iterator[Suggestion]:
                for item in (answer.content or {}).get("items", ()):
                    if item.get("chosen"):
                        there = item.get("organization", {})
                        names = [n.get("value", "") for n in there.get("names", ())]
                        note = f"{'; '.join(names[:3])} (score {item.get('score')})"
                        found = _made(record, path, there.get("id"), "ROR", answer, note)
                        yield found._replace(have=name, agrees=True)

            yield Question(f"{at}/v2/organizations?{urlencode({'affiliation': name})}", read)


def _issn(record: Record, at: str) -> Iterator[Question]:
    if record.issn:

        def read(answer: Answer) -> Iterator[Suggestion]:
            graph = (answer.content or {}).get("@graph", ())
            named = [_flat(node.get(key)) for node in graph for key in ("mainTitle", "name") if node.get(key)]
            if not named:
                yield _made(
                    record, "issn", None, "ISSN Portal", answer, "the ISSN Portal does not know this ISSN"
                )
            else:
                yield _made(record, "journal", "\n".join(dict.fromkeys(named)), "ISSN Portal", answer)

        yield Question(f"{at}/resource/ISSN/{record.issn}?format=json", read)


def _flat(value: Any) -> str:
    return str(value[0] if isinstance(value, list) else value).strip().rstrip(".")


_ASK: dict[str, Callable[[Record, str], Iterator[Question]]] = {
    "doi": _doi,
    "crossref": _crossref,
    "openalex": _openalex,
    "ror": _ror,
    "issn": _issn,
}


def _made(
    record: Record, path: str, value: str | None, source: str, answer: Answer, note: str = ""
) -> Suggestion:
    """A suggestion; of several values (a line each) the one that the record has, or the first."""
    own = getattr(record, FieldPath(path).top)
    mine = (
        list(own.values()) if isinstance(own, Mapping) else [str(own)] if isinstance(own, (str, int)) else []
    )
    given = (value or "").split("\n")
    pairs = [(have, one) for one in given for have in mine if _same(path, have, one)]
    have, said = pairs[0] if pairs else (mine[0] if mine else None, given[0] or None)
    return Suggestion(record.id, path, said, have, bool(pairs), source, answer.url, answer.at, note)


def _same(path: str, have: str, one: str) -> bool:
    return alike(have, one) if path in ("title", "journal") else _folded(have) == _folded(one)


def alike(one: str, other: str) -> bool:
    """Whether two titles are one, but for signs, case and a slip."""
    first, second = _folded(one), _folded(other)
    return bool(first and second) and SequenceMatcher(None, first, second, autojunk=False).ratio() >= _ALIKE


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
