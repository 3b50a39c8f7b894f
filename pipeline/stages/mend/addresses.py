"""E-mail addresses put right by their owners' names, and by other places that print them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.languages.confusions import as_digits, differ_alike
from pipeline.languages.namesakes import HAN
from pipeline.languages.romanize import full_logins, is_login_of
from pipeline.records.article import Article, Author, Field, Flag
from pipeline.records.segment import Segments

ELSEWHERE = "address as printed elsewhere"
DIGITS = "digits after the name in an address"
NAME = "name in an address"
_NUMBER = re.compile(r"[._-]?\d+")
_TWO = re.compile(r"\d{2}")
_LONG_NAME = 6
"""Letters of a name from which one that looks alike is no chance."""


def as_elsewhere(address: str, witnesses: Sequence[str]) -> str:
    """The address as another place prints it, where that differs by one letter and holds more of the owner's name."""
    other, *names = witnesses
    more = len(_login(other, names)) > len(_login(address, names))
    return other if more and differ_alike(address, other) else address


def with_digits(address: str, witnesses: Sequence[str]) -> str:
    """Letters put right where a number follows the name: `gongxiaomeil981` is `gongxiaomei1981`."""
    local, _, domain = address.partition("@")
    name = _login(address, witnesses)
    at = local.casefold().find(name) if name else -1
    if at < 0:
        return address
    head, tail = local[: at + len(name)], local[at + len(name) :]
    number = as_digits(tail)
    counts = any(c.isdigit() for c in tail) and _NUMBER.fullmatch(number) and _TWO.search(number)
    return f"{head}{number}@{domain}" if counts else address


def with_name(address: str, witnesses: Sequence[str]) -> str:
    """One look-alike letter put right by the owner's whole name in pinyin."""
    local, _, domain = address.partition("@")
    forms = [form for name in witnesses if HAN.search(name) for form in full_logins(name)]
    forms.sort(key=len, reverse=True)
    if any(form in local.casefold() for form in forms):
        return address
    for form in forms:
        for at in range(len(local) - len(form) + 1):
            if len(form) >= _LONG_NAME and differ_alike(local[at : at + len(form)].casefold(), form):
                return f"{local[:at]}{form}{local[at + len(form) :]}@{domain}"
    return address


def _login(address: str, names: Sequence[str]) -> str:
    """The longest form of a name that the local part of an address holds."""
    local = address.partition("@")[0]
    return max((is_login_of(local, name) for name in names), key=len, default="")


def mend_addresses(article: Article, _: Segments) -> tuple[Article, tuple[Flag, ...]]:
    """Mends each author's address. The check tells of it, as of what the extraction mended in it."""
    return article.model_copy(update={"authors": tuple(map(_mended, article.authors))}), ()


def _mended(author: Author) -> Author:
    email = author.email
    if email is None:
        return author
    names = [name.value for name in author.name.values()]
    rivals = sorted(email.rivals, key=lambda other: len(_login(other, names)), reverse=True)
    for other in rivals:
        email = _by(email, ELSEWHERE, as_elsewhere(email.value, [other, *names]), whole=True)
    digits = with_digits(email.value, names)
    email = (
        _by(email, DIGITS, digits)
        if digits != email.value
        else _by(email, NAME, with_name(email.value, names))
    )
    return author.model_copy(update={"email": email})


def _by(email: Field, rule: str, value: str, *, whole: bool = False) -> Field:
    if value == email.value:
        return email
    parts = (email.value, value) if whole else (email.value.partition("@")[0], value.partition("@")[0])
    return email.mended(value, rule, "→".join(parts))
