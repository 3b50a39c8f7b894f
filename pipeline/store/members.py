"""Edits of lists: authors, affiliations and sections that are added, removed, moved, split, joined, pasted as a list."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from pipeline.errors import StoreError
from pipeline.languages.families import CHINESE, ENGLISH, is_chinese
from pipeline.languages.people import split_people
from pipeline.store.contents import under

Content = dict[str, Any]

_HAN = r"[\u3400-\u9fff]"
_TURNED_LIST = re.compile(r"\s*[;；\n]\s*|\s+and\s+|\s*&\s*")
_INITIALS = r"[^,;&]+,\s*(?:[^\W\d_]\.[\s-]?)+"
_CITED = re.compile(rf"(?:{_INITIALS}(?:,\s*)?(?:(?:and|&)\s+)?)+")


def names_of(text: str, language: str = "") -> list[str]:
    """The names of a pasted list, parted as the list of a page is, without the raised figures and marks behind them.

    A comma between a family and a given name stays (`Li, Peng; Wu, Wei` or `Li, P., & Wu, W.`).
    """
    whole = text.strip()
    if _CITED.fullmatch(whole):
        return [name.strip() for name in re.findall(_INITIALS, re.sub(r"(?:^|,)\s*(?:and|&)\s", ",", whole))]
    parts = [part for part in _TURNED_LIST.split(whole) if part]
    if all(_is_turned(part) for part in parts):
        return parts
    return [person.name for line in whole.splitlines() for person in split_people(line, language)]


def _is_turned(part: str) -> bool:
    """Whether one name is printed as `Li, Peng`: two names with a comma between them have a space in each."""
    pieces = part.split(",")
    return len(pieces) == 2 and not re.search(_HAN, part) and not all(" " in p.strip() for p in pieces)


def member(content: Content, name: str, number: str) -> Content:
    """One member of a list. Raises StoreError where there is none."""
    try:
        found: Content = content[name][int(number)]
    except IndexError:
        raise StoreError(f"there is no {name} {number}.", cure="Reload the page.") from None
    return found


def name_member(content: Content, steps: tuple[str, ...], value: str) -> None:
    """Name a member in a language; a list of authors goes on over those after it, or makes new ones."""
    top, number, code = steps
    one = member(content, top, number)
    names = names_of(value, code) if top == "authors" and value else [value]
    if len(names) < 2:
        _put(one, code, value)
        return
    at, known = int(number), content[top]
    after = known[at + 1 : at + len(names)]
    fits = at + len(names) == len(known) or (
        len(after) == len(names) - 1 and not any(code in a["name"] for a in after)
    )
    if not fits:
        for place in range(at + 1, at + len(names)):
            _insert(content, top, place, _author({}))
    for author, name in zip(content[top][at:], names, strict=False):
        _put(author, code, name)


def _put(one: Content, code: str, value: str) -> None:
    if value:
        one["name"][code] = value
    else:
        one["name"].pop(code, None)


def _author(names: dict[str, str]) -> Content:
    return {"name": names, "affiliations": [], "corresponding": False, "email": None, "orcid": None}


def add(content: Content, steps: tuple[str, ...], value: str) -> None:
    """Add a member at the end, or a whole list of authors, in the language that the names are written in."""
    name = steps[0]
    known = content[name]
    code = _written_in(value, content["language"] or ENGLISH)
    if name == "authors":
        known += [_author({code: one}) for one in names_of(value, code)]
    elif name == "affiliations":
        known.append({"id": max((a["id"] for a in known), default=0) + 1, "name": {code: value}})
    else:
        known.append({"label": "other", "heading": value, "text": ""})


def _written_in(value: str, own: str) -> str:
    if is_chinese(own) and not re.search(_HAN, value):
        return ENGLISH
    return CHINESE if own == ENGLISH and re.search(_HAN, value) else own


def remove(content: Content, steps: tuple[str, ...], value: str) -> None:
    """Take a member away."""
    name, number = steps
    if value:
        raise StoreError(f"{name}.{number} is edited part by part.", cure="Reload the page.")
    gone = member(content, name, number)
    content[name].pop(int(number))
    if name == "affiliations":
        for author in content["authors"]:
            author["affiliations"] = [i for i in author["affiliations"] if i != gone["id"]]
    at = int(number)
    _follow(content, name, lambda n: None if n == at else n - (n > at))


def move(content: Content, steps: tuple[str, ...], value: str) -> None:
    """Put a member in another place of its list: `value` is its new number, from 0."""
    name, number = steps
    moved = member(content, name, number)
    start = int(number)
    end = min(max(int(value), 0), len(content[name]) - 1) if value.isascii() and value.isdecimal() else -1
    if end < 0:
        raise StoreError(f"'{value}' is no place in the list.", cure="Reload the page.")
    content[name].pop(start)
    content[name].insert(end, moved)
    order = list(range(len(content[name])))
    order.insert(end, order.pop(start))
    _follow(content, name, lambda n: order.index(n) if n in order else n)


def split(content: Content, steps: tuple[str, ...], _value: str) -> None:
    """Make two authors of one whose name holds two names, in every language in which it does."""
    name, number = steps
    one = member(content, name, number)
    parts = {code: names_of(text, code) for code, text in one["name"].items()}
    if not any(len(found) > 1 for found in parts.values()):
        raise StoreError("this name does not look like two.", cure="Write ； between the two names.")
    second = _author({code: "; ".join(found[1:]) for code, found in parts.items() if len(found) > 1})
    second["affiliations"] = list(one["affiliations"])
    one["name"] = {code: found[0] for code, found in parts.items() if found}
    _insert(content, name, int(number) + 1, second)


def join(content: Content, steps: tuple[str, ...], _value: str) -> None:
    """Make one author of this and the next."""
    name, number = steps
    one, other = member(content, name, number), member(content, name, str(int(number) + 1))
    for code, text in other["name"].items():
        mine = one["name"].get(code, "")
        one["name"][code] = mine + ("" if re.search(_HAN, mine) or not mine else " ") + text
    one["affiliations"] = list(dict.fromkeys([*one["affiliations"], *other["affiliations"]]))
    one["corresponding"] = one["corresponding"] or other["corresponding"]
    for part in ("email", "orcid"):
        one[part] = one[part] or other[part]
    remove(content, (name, str(int(number) + 1)), "")


def _insert(content: Content, name: str, at: int, one: Content) -> None:
    content[name].insert(at, one)
    _follow(content, name, lambda n: n + (n >= at))


def _follow(content: Content, name: str, place: Callable[[int], int | None]) -> None:
    """Let evidence, machine marks and flags follow the members of a list to where they stand now."""

    def moved(path: str) -> str | None:
        if not under(path, name) or path == name:
            return path
        first, *rest = path.removeprefix(name + ".").split(".")
        if not first.isdecimal():
            return path
        to = place(int(first))
        return None if to is None else ".".join([name, str(to), *rest])

    content["evidence"] = {new: e for path, e in content["evidence"].items() if (new := moved(path))}
    content["translated"] = [new for path in content["translated"] if (new := moved(path))]
    flags = content["quality"]["flags"]
    content["quality"]["flags"] = [f | {"path": new} for f in flags if (new := moved(f["path"])) is not None]
