"""A person's edit, laid over a record: one path, one new value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from pydantic import ValidationError

from pipeline.errors import StoreError
from pipeline.records.base import Frozen
from pipeline.records.catalogue import Shape, named
from pipeline.records.record import Record
from pipeline.store.contents import contents, under

Content = dict[str, Any]

_LANGUAGE = r"([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)"
_LIST = re.compile(r"\s*[;；\n]\s*")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class Edit(Frozen):
    """A new value for a path; with `start`, only the stretch of the value that reads `expected` is replaced."""

    path: str
    value: str
    start: int | None = None
    expected: str = ""


def apply(record: Record, edit: Edit) -> Record:
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


def _settle(content: Content, edit: Edit) -> None:
    """A whole new value answers the flags on it; a stretch of an abstract leaves them standing."""
    if edit.start is None:
        flags = content["quality"]["flags"]
        content["quality"]["flags"] = [f for f in flags if f["path"] != edit.path]
    if edit.path == "doi":
        doi = content["doi"]
        content["id"] = f"doi:{doi}" if doi else f"sha256:{(content['source']['sha256'] or '0' * 16)[:16]}"
    present = [p for p in content["translated"] if p != edit.path or edit.value.strip()]
    content["translated"] = present


def _stretch(whole: str, edit: Edit, value: str) -> str:
    """The whole value with one stretch replaced; the stretch may have moved since it was shown."""
    start = edit.start or 0
    if whole[start : start + len(edit.expected)] != edit.expected:
        if not edit.expected or whole.count(edit.expected) != 1:
            raise StoreError(f"that part of {edit.path} is no longer there.", cure="Reload the page.")
        start = whole.index(edit.expected)
    return whole[:start] + value + whole[start + len(edit.expected) :]


def _single(content: Content, steps: tuple[str, ...], value: str) -> None:
    content[steps[0]] = value or None


def _year(content: Content, steps: tuple[str, ...], value: str) -> None:
    if value and not (value.isdecimal() and len(value) == 4):
        raise StoreError(f"'{value}' is not a year.", cure="Write four digits.")
    content[steps[0]] = int(value) if value else None


def _date(content: Content, steps: tuple[str, ...], value: str) -> None:
    if value and not _DATE.fullmatch(value):
        raise StoreError(f"'{value}' is not a date.", cure="Write it as 2023-02-15.")
    content["dates"][steps[1]] = value or None


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
    old = content[name].get(code, {"sections": []})
    content[name][code] = {"text": value, "sections": _sections(value, old["sections"])}


def _sections(text: str, old: list[Content]) -> list[Content]:
    """The sections anew from the text: the same headings in the same order, or none."""
    if not old:
        return []
    starts: list[tuple[int, int]] = []
    at = 0
    for section in old:
        found = text.find(section["heading"], at) if section["heading"] else -1
        if found < 0:
            return []
        at = found + len(section["heading"])
        starts.append((found, at))
    ends = [start for start, _ in starts[1:]] + [len(text)]
    return [
        section | {"text": text[after:end].lstrip(" :：　】]\n").rstrip()}
        for section, (_, after), end in zip(old, starts, ends, strict=True)
    ]


def _part(content: Content, steps: tuple[str, ...], value: str) -> None:
    """A plain part of a member of a list: an author's e-mail, a section's heading."""
    member = _member(content, steps[0], steps[1])
    member[steps[2]] = value if steps[0] == "sections" else value or None


def _numbers(content: Content, steps: tuple[str, ...], value: str) -> None:
    try:
        wanted = [int(part) for part in re.split(r"[\s,，;；]+", value) if part]
    except ValueError:
        raise StoreError(f"'{value}' is no list of numbers.", cure="Write 1, 2.") from None
    known = {a["id"] for a in content["affiliations"]}
    if unknown := set(wanted) - known:
        raise StoreError(f"there is no affiliation {min(unknown)}.", cure="Add the affiliation first.")
    _member(content, steps[0], steps[1])["affiliations"] = wanted


def _yes(content: Content, steps: tuple[str, ...], value: str) -> None:
    _member(content, steps[0], steps[1])["corresponding"] = value.casefold() in {"yes", "true", "1", "on"}


def _member_name(content: Content, steps: tuple[str, ...], value: str) -> None:
    _by_language(_member(content, steps[0], steps[1]), ("name", steps[2]), value)


def _member(content: Content, name: str, number: str) -> Content:
    try:
        found: Content = content[name][int(number)]
    except IndexError:
        raise StoreError(f"there is no {name} {number}.", cure="Reload the page.") from None
    return found


def _add(content: Content, steps: tuple[str, ...], value: str) -> None:
    name = steps[0]
    known = content[name]
    code = content["language"] or "en"
    if name == "authors":
        author = {"affiliations": [], "corresponding": False, "email": None, "orcid": None}
        known.append({"name": {code: value}, **author})
    elif name == "affiliations":
        known.append({"id": max((a["id"] for a in known), default=0) + 1, "name": {code: value}})
    else:
        known.append({"label": "other", "heading": value, "text": ""})


def _remove(content: Content, steps: tuple[str, ...], value: str) -> None:
    name, number = steps
    if value:
        raise StoreError(f"{name}.{number} is edited part by part.", cure="Reload the page.")
    member = _member(content, name, number)
    content[name].remove(member)
    if name == "affiliations":
        for author in content["authors"]:
            author["affiliations"] = [i for i in author["affiliations"] if i != member["id"]]
    _renumber(content, name, int(number))


def _renumber(content: Content, name: str, gone: int) -> None:
    """Let evidence, machine marks and flags follow the members that moved up."""

    def moved(path: str) -> str | None:
        if not under(path, name) or path == name:
            return path
        first, *rest = path.removeprefix(name + ".").split(".")
        if not first.isdecimal() or int(first) < gone:
            return path
        return None if int(first) == gone else ".".join([name, str(int(first) - 1), *rest])

    content["evidence"] = {new: e for path, e in content["evidence"].items() if (new := moved(path))}
    content["translated"] = [new for path in content["translated"] if (new := moved(path))]
    flags = content["quality"]["flags"]
    content["quality"]["flags"] = [f | {"path": new} for f in flags if (new := moved(f["path"])) is not None]


_Setter = Callable[[Content, tuple[str, ...], str], None]
_SETTERS: tuple[tuple[re.Pattern[str], _Setter], ...] = tuple(
    (re.compile(pattern), setter)
    for pattern, setter in (
        ("(year)", _year),
        (f"({'|'.join((*named(Shape.ONE), 'language', 'kind'))})", _single),
        (rf"(title|journal)\.{_LANGUAGE}", _by_language),
        (rf"(abstract)\.{_LANGUAGE}", _abstract),
        (rf"(keywords)\.{_LANGUAGE}", _keywords),
        (rf"(dates)\.({'|'.join(named(Shape.DATE))})", _date),
        (f"({'|'.join(named(Shape.MANY))})", _list),
        (rf"(authors|affiliations)\.(\d+)\.name\.{_LANGUAGE}", _member_name),
        (r"(authors)\.(\d+)\.(email|orcid)", _part),
        (r"(authors)\.(\d+)\.affiliations", _numbers),
        (r"(authors)\.(\d+)\.corresponding", _yes),
        (r"(sections)\.(\d+)\.(heading|text)", _part),
        (r"(authors|affiliations|sections)\.\+", _add),
        (r"(authors|affiliations|sections)\.(\d+)", _remove),
    )
)
