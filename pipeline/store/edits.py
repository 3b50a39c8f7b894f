"""A person's edit, laid over a record: one path, one new value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from pydantic import ValidationError

from pipeline.errors import StoreError
from pipeline.records.base import Frozen
from pipeline.records.catalogue import Shape, named
from pipeline.records.record import Record
from pipeline.store import values
from pipeline.store.contents import contents
from pipeline.store.members import Content, add, join, member, move, name_member, remove, split
from pipeline.store.sectioning import label, resectioned

_LANGUAGE = r"([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)"
_LIST = re.compile(r"\s*[;；\n]\s*")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class NewValue(Frozen):
    """A new value for a path; with `start`, only the stretch of the value that reads `expected` is replaced."""

    path: str
    value: str
    start: int | None = None
    expected: str = ""


_DEED = re.compile(r"(authors|affiliations|sections)\.(\d+|\+)(?:\.(move|split|join))?")


def deed(edit: NewValue) -> str:
    """What an edit does to a list, for the history: `move authors 2 0`, `split authors 2`; "" for a plain value."""
    found = _DEED.fullmatch(edit.path)
    if found is None:
        return ""
    act = found[3] or ("add" if found[2] == "+" else "remove")
    return (
        f"{act} {found[1]} {found[2]} {edit.value}".strip()
        if act in {"move", "add"}
        else f"{act} {found[1]} {found[2]}"
    )


def apply(record: Record, edit: NewValue) -> Record:
    """The record after an edit. Raises StoreError where the path or value makes no sense."""
    content: Content = record.model_dump(mode="json")
    value = unicodedata.normalize("NFC", _CONTROLS.sub("", edit.value)).strip()
    for pattern, setter in _SETTERS:
        if found := pattern.fullmatch(edit.path):
            if edit.start is not None:
                value = _stretch(contents(record).get(edit.path, ""), edit, value)
            setter(content, found.groups(), value)
            break
    else:
        raise StoreError(f"no field '{edit.path}' can be edited.", cure="Reload the page.")
    _settle(content, edit)
    try:
        return Record.model_validate(content)
    except ValidationError as error:
        raise StoreError(
            f"'{value}' does not fit {edit.path} ({error.errors()[0]['msg']}).", cure="Correct the value."
        ) from error


def _settle(content: Content, edit: NewValue) -> None:
    """A whole new value answers the flags on it; a stretch of an abstract leaves them standing."""
    if edit.start is None:
        flags = content["quality"]["flags"]
        content["quality"]["flags"] = [f for f in flags if f["path"] != edit.path]
    if edit.path == "doi":
        doi = content["doi"]
        content["id"] = f"doi:{doi}" if doi else f"sha256:{(content['source']['sha256'] or '0' * 16)[:16]}"
    present = [p for p in content["translated"] if p != edit.path or edit.value.strip()]
    content["translated"] = present


def _stretch(whole: str, edit: NewValue, value: str) -> str:
    """The whole value with one stretch replaced; the stretch may have moved since it was shown."""
    start = edit.start or 0
    if whole[start : start + len(edit.expected)] != edit.expected:
        if not edit.expected or whole.count(edit.expected) != 1:
            raise StoreError(f"that part of {edit.path} is no longer there.", cure="Reload the page.")
        start = whole.index(edit.expected)
    return whole[:start] + value + whole[start + len(edit.expected) :]


def _single(content: Content, steps: tuple[str, ...], value: str) -> None:
    content[steps[0]] = value or None


def _by_language(content: Content, steps: tuple[str, ...], value: str) -> None:
    name, code = steps
    if value:
        content[name][code] = value
    else:
        content[name].pop(code, None)


def _keywords(content: Content, steps: tuple[str, ...], value: str) -> None:
    name, code = steps
    content[name][code] = words = [word for word in _LIST.split(value) if word]
    if not words:
        del content[name][code]


def _list(content: Content, steps: tuple[str, ...], value: str) -> None:
    content[steps[0]] = [item for item in _LIST.split(value) if item]


def _abstract(content: Content, steps: tuple[str, ...], value: str) -> None:
    name, code = steps
    if not value:
        content[name].pop(code, None)
        return
    old = content[name].get(code, {"text": "", "sections": []})
    sections = resectioned(old["text"], value, old["sections"])
    content[name][code] = {"text": value, "sections": sections}


def _part(content: Content, steps: tuple[str, ...], value: str) -> None:
    """A plain part of a member of a list: an author's e-mail, a section's heading."""
    member(content, steps[0], steps[1])[steps[2]] = value if steps[0] == "sections" else value or None


def _numbers(content: Content, steps: tuple[str, ...], value: str) -> None:
    try:
        wanted = [int(part) for part in re.split(r"[\s,，;；]+", value) if part]
    except ValueError:
        raise StoreError(f"'{value}' is no list of numbers.", cure="Write 1, 2.") from None
    known = {a["id"] for a in content["affiliations"]}
    if unknown := set(wanted) - known:
        raise StoreError(f"there is no affiliation {min(unknown)}.", cure="Add the affiliation first.")
    member(content, steps[0], steps[1])["affiliations"] = wanted


def _yes(content: Content, steps: tuple[str, ...], value: str) -> None:
    member(content, steps[0], steps[1])["corresponding"] = value.casefold() in {"yes", "true", "1", "on"}


_Setter = Callable[[Content, tuple[str, ...], str], None]
_SETTERS: tuple[tuple[re.Pattern[str], _Setter], ...] = tuple(
    (re.compile(pattern), setter)
    for pattern, setter in (
        ("(year)", values.year),
        ("(doi)", values.doi),
        ("(issn)", values.issn),
        ("(language)", values.language),
        (f"({'|'.join((*named(Shape.ONE), 'kind'))})", _single),
        (rf"(title|journal)\.{_LANGUAGE}", _by_language),
        (rf"(abstract)\.{_LANGUAGE}", _abstract),
        (rf"(keywords)\.{_LANGUAGE}", _keywords),
        (rf"(dates)\.({'|'.join(named(Shape.DATE))})", values.date),
        (f"({'|'.join(named(Shape.MANY))})", _list),
        (rf"(abstract)\.{_LANGUAGE}\.sections\.(\d+)\.label", label),
        (rf"(authors|affiliations)\.(\d+)\.name\.{_LANGUAGE}", name_member),
        (r"(authors)\.(\d+)\.(email|orcid)", _part),
        (r"(authors)\.(\d+)\.affiliations", _numbers),
        (r"(authors)\.(\d+)\.corresponding", _yes),
        (r"(sections)\.(\d+)\.(heading|text)", _part),
        (r"(authors|affiliations|sections)\.\+", add),
        (r"(authors|affiliations|sections)\.(\d+)", remove),
        (r"(authors|affiliations|sections)\.(\d+)\.move", move),
        (r"(authors)\.(\d+)\.split", split),
        (r"(authors)\.(\d+)\.join", join),
    )
)
