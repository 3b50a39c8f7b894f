"""What a search asks for: words, "phrases", beginnings*, -exclusions, OR, field:word; DOIs also as addresses."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.errors import StoreError
from pipeline.store.folding import READ, syllables
from pipeline.store.words import EAST, FIELDS, in_field, words

_CHUNK = re.compile(r'(-?)(?:([A-Za-z]+):)?(?:"([^"]*)"|(\S+))')
_BREAK = re.compile(r"[，。；、：！？（）【】《》“”,;]+")
_RESOLVER = re.compile(r"(?:https?://)?(?:dx\.)?doi\.org/", re.IGNORECASE)
_MOST = 20


class QueryFault(StoreError):
    """A query that means something we cannot do; said in words."""


class Phrase(NamedTuple):
    """Index terms that must stand one after another; the last is only a beginning where `prefix` is set."""

    words: tuple[str, ...]
    prefix: bool = False


class QueryTerm(NamedTuple):
    """What one word of the query may be found as, and how it was written."""

    any_of: tuple[Phrase, ...]
    text: str


class Clause(NamedTuple):
    """Terms of which one must be found, or none where `without` is set."""

    terms: tuple[QueryTerm, ...]
    without: bool = False


def parse(query: str) -> tuple[Clause, ...]:
    """The clauses of a query, each of which must hold.

    Raises QueryFault where it only excludes, begins or ends with OR, or names a field that cannot be searched alone.
    """
    found: list[Clause] = []
    either = False
    for minus, field, quoted, bare in _CHUNK.findall(_RESOLVER.sub("", query[:400])):
        if bare == "OR" and not field and not minus:
            either = _or(found, either)
            continue
        for term in _terms(field, quoted, bare):
            if either and not minus:
                found[-1] = Clause((*found[-1].terms, term))
            else:
                found.append(Clause((term,), bool(minus)))
            either = False
    if either:
        raise QueryFault("OR stands between two words.", cure="Write: lung OR liver.")
    if found and all(clause.without for clause in found):
        raise QueryFault("a search cannot only leave out.", cure="Add a word that is to be found.")
    return tuple(found[:_MOST])


def wanted(clauses: tuple[Clause, ...]) -> tuple[str, ...]:
    """What is looked for, as it was written, for showing it in texts."""
    return tuple(term.text for clause in clauses if not clause.without for term in clause.terms)


def _or(found: list[Clause], either: bool) -> bool:
    if not found or either or found[-1].without:
        raise QueryFault("OR stands between two words.", cure="Write: lung OR liver.")
    return True


def _terms(field: str, quoted: str, bare: str) -> list[QueryTerm]:
    name = field.lower()
    if name in {"abstract", "text", "year", "language"}:
        raise QueryFault(
            f"'{field}:' cannot be searched by itself.",
            cure=f"Fields: {', '.join(FIELDS)}; the year and the language are filters.",
        )
    if field and name not in FIELDS:
        quoted, bare = (f"{field} {quoted}", "") if quoted else ("", f"{field}:{bare}")
        name = ""
    if name == "doi":
        quoted, bare = quoted or bare, ""
    pieces = [quoted] if quoted else _BREAK.split(bare)
    return [term for piece in pieces if (term := _term(piece, name, bool(quoted)))]


def _term(piece: str, field: str, whole: bool) -> QueryTerm | None:
    stem = piece.rstrip("*")
    parts = list(words(stem))
    if not parts:
        return None
    single = len(parts[-1]) == 1 and re.fullmatch(f"[{EAST}]", parts[-1]) is not None
    tail = len(parts) > 1 and single and parts[-2].endswith(parts[-1]) and len(parts[-2]) == 2
    if tail:
        parts.pop()
    # Classes stand under classes: R73 holds R734.2.
    prefix = (single and not tail) or stem != piece or field == "clc"
    ways = [Phrase(tuple(parts), prefix)]
    if len(parts) == 1 and not whole and not prefix:
        ways += [Phrase(tuple(READ + s for s in cut)) for cut in syllables(parts[0])]
    if field:
        ways = [Phrase(tuple(in_field(field, way.words)), way.prefix) for way in ways]
    return QueryTerm(tuple(ways), stem.strip())
