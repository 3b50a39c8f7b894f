"""Glossaries: which term of one language is which of another, by subject. Ours are the CSV files in `glossaries/`."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import resources
from pathlib import Path

from pydantic import ValidationError

from pipeline.errors import SettingsError
from pipeline.records.base import Frozen

_HAN = re.compile(r"[\u3400-\u9fff]")
COLUMNS = ("source", "target", "domain")


class Term(Frozen):
    """A term; `target` is the translation to use, `accepted` others that are right too (`first|second` in the CSV)."""

    source: str
    target: str
    accepted: tuple[str, ...] = ()
    domain: str = ""
    row: int = 0


class Glossary:
    """Terms of one language pair; of two with the same source the later one wins."""

    def __init__(self, terms: Iterable[Term] = ()) -> None:
        self._terms = {_key(term.source): term for term in terms}
        longest_first = sorted(self._terms, key=len, reverse=True)
        self._pattern = (
            re.compile("|".join(_bounded(key) for key in longest_first)) if longest_first else None
        )

    def __len__(self) -> int:
        return len(self._terms)

    def __iter__(self) -> Iterator[Term]:
        return iter(self._terms.values())

    def exact(self, source: str) -> Term | None:
        """The term that is the whole text, or None."""
        return self._terms.get(_key(source))

    def find(self, source: str) -> tuple[Term, ...]:
        """The terms in a sentence, in order, once each; the longest wins where they overlap."""
        if self._pattern is None:
            return ()
        found = (self._terms[match[0]] for match in self._pattern.finditer(_key(source)))
        return tuple(dict.fromkeys(found))


def holds_term(text: str, term: Term) -> bool:
    """Whether a translation holds a term or an accepted form of it, in the singular or plural, in any letter case."""
    return any(re.search(_inflected(form), text, re.IGNORECASE) for form in (term.target, *term.accepted))


def read_glossary(path: Path) -> list[Term]:
    """The terms of a CSV file with the columns source, target, domain. Raises SettingsError where it is none."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SettingsError(f"the glossary cannot be read: {error.strerror}.", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise SettingsError("the glossary is no UTF-8.", where=str(path)) from error
    return parse_glossary(text, str(path))


def parse_glossary(text: str, where: str) -> list[Term]:
    """The terms of a CSV text. Raises SettingsError where the columns source and target are missing."""
    rows = csv.DictReader(text.splitlines())
    names = [name.strip().lower() for name in rows.fieldnames or ()]
    if not {"source", "target"} <= set(names):
        raise SettingsError(
            "this is no glossary.", where=where, cure=f"The first line must be: {','.join(COLUMNS)}"
        )
    rows.fieldnames = names
    return [term for row in rows if (term := _term(row, rows.line_num, where)) is not None]


def _term(row: dict[str, str], number: int, where: str) -> Term | None:
    source, target = (row.get("source") or "").strip(), (row.get("target") or "").strip()
    if not source and not target:
        return None
    first, *others = [form.strip() for form in target.split("|")]
    try:
        return Term(
            source=source,
            target=first,
            accepted=tuple(others),
            domain=(row.get("domain") or "").strip(),
            row=number,
        )
    except ValidationError as error:
        raise SettingsError(f"row {number} is broken: {error}.", where=where) from error


@cache
def own_glossary(source: str, target: str) -> tuple[Term, ...]:
    """The terms that come with scanglot for a pair; none for most."""
    file = resources.files(__package__) / "glossaries" / f"{source}-{target}.csv"
    return tuple(parse_glossary(file.read_text(encoding="utf-8"), file.name)) if file.is_file() else ()


@cache
def glossary(source: str, target: str, extra: Path | None = None) -> Glossary:
    """Our terms for a pair, and over them those of a file. Raises SettingsError where the file is no glossary."""
    return Glossary([*own_glossary(source, target), *(read_glossary(extra) if extra else ())])


def lint(terms: Sequence[Term]) -> list[str]:
    """What is wrong with a glossary, one line each: empty sides, duplicates, conflicts, one-character sources."""
    faults: list[str] = []
    seen: dict[str, Term] = {}
    for term in terms:
        where = f"row {term.row}: {term.source or '(empty)'}"
        if not term.source or not term.target or not all(term.accepted):
            faults.append(f"{where}: empty source or target")
            continue
        if len(term.source) == 1:
            faults.append(f"{where}: one character fits in too many words")
        if _HAN.search(term.target) and _HAN.search(term.source):
            faults.append(f"{where}: the target {term.target} is not translated")
        earlier = seen.setdefault(_key(term.source), term)
        if earlier is not term:
            same = earlier.target == term.target
            faults.append(
                f"{where}: {'duplicate of' if same else f'conflict ({earlier.target}) with'} row {earlier.row}"
            )
    return faults


def _key(source: str) -> str:
    return re.sub(r"\s+", " ", source.strip()).lower()


def _bounded(key: str) -> str:
    """A Latin term is found as a whole word only; a Han term anywhere."""
    left = r"(?<![a-z0-9])" if key[0].isascii() and key[0].isalnum() else ""
    right = r"(?![a-z0-9])" if key[-1].isascii() and key[-1].isalnum() else ""
    return left + re.escape(key) + right


def _inflected(form: str) -> str:
    words = [re.escape(word) for word in re.split(r"[\s-]+", form) if word]
    if not words:
        return r"(?!)"
    last = words[-1]
    ending = rf"(?:{last[:-1]}(?:y|ies|ied))" if last.endswith("y") else rf"{last}(?:s|es|al|ed|d)?"
    if last.endswith("is"):
        ending = rf"(?:{last}|{last[:-2]}es)"
    return r"(?<![^\W_])" + r"[\s-]*".join([*words[:-1], ending]) + r"(?![^\W_])"
