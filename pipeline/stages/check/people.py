"""Authors of the two languages against one another by pinyin, and e-mail addresses against their owners' names."""

from __future__ import annotations

import re

from pipeline.languages.families import CHINESE, ENGLISH, in_chinese, is_chinese
from pipeline.languages.romanize import full_logins, is_login_of, same_person
from pipeline.records.article import Article, Author, Field, Flag
from pipeline.records.hosts import real_host
from pipeline.stages.check.codes import flag

_HAN = re.compile(r"[\u3400-\u9fff]")
_LETTERS = str.maketrans("lI|iOoSsBZz", "11110055822")
_MAILBOX = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_READ_FOR_MARKS = tuple("l1I|'*,tfjir!")
"""What a raised figure or mark behind a name is read as."""

_UNSURE = 0.6
_MERGED = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("|", "I"))
_LONGEST_HAN = 5
"""Han characters that a person's name has at most."""
_LONG_NAME = 6
_ALIKE = frozenset(
    pair
    for a, b in ("uv", "nm", "ce", "ao", "li", "l1", "i1", "o0", "gq", "hn", "s5", "ij")
    for pair in ((a, b), (b, a))
)

_THIN = "ijl"
"""Letters that are lost between others."""


def check_people(article: Article) -> tuple[Article, tuple[Flag, ...]]:
    """Matches the names of the two languages, mends what the reading proves, and flags the rest."""
    if not article.authors:
        return article, (flag("authors.missing", "authors"),)
    authors, found = _matched(article.authors)
    found += _uneven(article.authors)
    mended = []
    for n, author in enumerate(authors):
        person, flags = _email(author, f"authors.{n}.email")
        mended.append(person)
        found += flags
    return article.model_copy(update={"authors": tuple(mended)}), tuple(found)


def _uneven(authors: tuple[Author, ...]) -> list[Flag]:
    """A flag where one language names fewer authors than another (Chinese and Latin names are compared elsewhere)."""
    counts: dict[str, int] = {}
    for author in authors:
        for language, name in author.name.items():
            if name.origin == "printed":
                counts[language] = counts.get(language, 0) + 1
    if len(set(counts.values())) < 2 or any(map(is_chinese, counts)):
        return []
    return [flag("authors.count_mismatch", "authors", f"Names by language: {counts}.")]


def _chinese(author: Author) -> Field | None:
    return in_chinese(author.name)


def _matched(authors: tuple[Author, ...]) -> tuple[list[Author], list[Flag]]:
    """The authors with each Latin name beside the Chinese one that it is the reading of."""
    named = [a for a in authors if (own := _chinese(a)) is None or _is_personal(own.value)]
    han = [name for a in named if (name := _chinese(a))]
    latin = [a.name[ENGLISH] for a in named if ENGLISH in a.name and a.name[ENGLISH].origin == "printed"]
    if not han or not latin:
        return list(authors), []
    if len(han) != len(latin):
        return list(authors), [
            flag("authors.count_mismatch", "authors", f"{len(han)} Chinese and {len(latin)} Latin names.")
        ]
    pairs = [(h, _reader(h, latin)) for h in han]
    if all(reader for _, reader in pairs) and len({r.value for _, r in pairs if r}) == len(han) == len(
        authors
    ):
        if [r.value for _, r in pairs if r] == [name.value for name in latin]:
            return list(authors), []
        moved = [
            a.model_copy(update={"name": a.name | {ENGLISH: r}})
            for a, (_, r) in zip(authors, pairs, strict=True)
            if r
        ]
        return moved, [flag("authors.reordered", "authors")]
    return _one_by_one(authors)


def _is_personal(han: str) -> bool:
    """Whether a name is a person's in Han: not one in Latin letters, nor that of a group."""
    return bool(_HAN.search(han)) and len(re.sub(r"\s", "", han)) <= _LONGEST_HAN


def _reads_so(han: str, latin: str) -> bool:
    return not _is_personal(han) or same_person(han, latin)


def _reader(han: Field, latin: list[Field]) -> Field | None:
    return next((name for name in latin if same_person(han.value, name.value)), None)


def _one_by_one(authors: tuple[Author, ...]) -> tuple[list[Author], list[Flag]]:
    kept: list[Author] = []
    found: list[Flag] = []
    if not _in_pinyin(authors):
        return list(authors), []
    for n, author in enumerate(authors):
        han, latin = _chinese(author), author.name.get(ENGLISH)
        path = f"authors.{n}.name.en"
        if han is None or latin is None or latin.origin != "printed" or _reads_so(han.value, latin.value):
            kept.append(author)
        elif mended := _look_alike(han.value, latin.value):
            name = latin.mended(mended, "pinyin of the Chinese name")
            kept.append(author.model_copy(update={"name": author.name | {ENGLISH: name}}))
            found.append(
                flag("authors.repaired", path, f"{latin.value} → {mended}, the reading of {han.value}.")
            )
        else:
            kept.append(author)
            found.append(flag("authors.name_mismatch", path, f"{latin.value} is no reading of {han.value}."))
    return kept, found


def _in_pinyin(authors: tuple[Author, ...]) -> bool:
    """Whether the Latin names are in pinyin at all: Taiwan and Hong Kong spell otherwise."""
    fits = [
        same_person(h.value, a.name[ENGLISH].value)
        for a in authors
        if (h := _chinese(a)) and ENGLISH in a.name
    ]
    return not any(is_chinese(c) and c != CHINESE for c in authors[0].name) or sum(fits) * 2 >= len(fits)


def _look_alike(han: str, latin: str) -> str:
    """The Latin name with one letter put right, or put in, if it then is the reading of the Chinese."""
    tries = [latin.replace(odd, letter) for odd, letter in _MERGED if odd in latin]
    tries += [latin[:-1]] if latin[-1:] in _READ_FOR_MARKS else []
    for at, letter in enumerate(latin):
        for a, b in _ALIKE:
            if letter.casefold() == a:
                tries.append(latin[:at] + (b.upper() if letter.isupper() else b) + latin[at + 1 :])
    tries += [latin[:at] + letter + latin[at:] for at in range(1, len(latin) + 1) for letter in _THIN]
    return next((tried for tried in tries if same_person(han, tried)), "")


def _email(author: Author, path: str) -> tuple[Author, list[Flag]]:
    if author.email is None:
        return author, []
    email, found = _spelt_alike(author.email, author), []
    local, _, domain = email.value.partition("@")
    name = _login(local, author)
    mended = _year_digits(local, name) or _by_reading(local, author)
    if mended != local:
        email = email.mended(f"{mended}@{domain}", "name in the address", f"{local}→{mended}")
    if email.repairs:
        found.append(flag("email.repaired", path, f"Mended: {'; '.join(email.repairs)}."))
    odd = not _MAILBOX.fullmatch(email.value) or not real_host(domain)
    if odd or (email.confidence < _UNSURE and not name):
        found.append(
            flag(
                "email.suspect",
                path,
                f"Read as '{email.evidence[0].raw if email.evidence else email.value}'.",
            )
        )
    return author.model_copy(update={"email": email}), found


def _login(local: str, author: Author) -> str:
    """The longest form of the author's name that the local part of an address holds."""
    return max((is_login_of(local, name.value) for name in author.name.values()), key=len, default="")


def _spelt_alike(email: Field, author: Author) -> Field:
    """The address as another place prints it, where that differs by one letter and holds more of the owner's name."""

    def held(value: str) -> int:
        return len(_login(value.partition("@")[0], author))

    for rival in sorted(email.rivals, key=held, reverse=True):
        if _differ_alike(email.value, rival) and held(rival) > held(email.value):
            return email.mended(rival, "address as printed elsewhere")
    return email


def _differ_alike(text: str, other: str) -> bool:
    """Whether two texts differ in one letter, and that by one it looks like."""
    odd = [(a, b) for a, b in zip(text, other, strict=False) if a != b]
    return len(text) == len(other) and len(odd) == 1 and odd[0] in _ALIKE


def _year_digits(local: str, name: str) -> str:
    """The local part with letters put right where a number follows the name: `gongxiaomeil981` is `gongxiaomei1981`."""
    at = local.casefold().find(name) if name else -1
    if at < 0:
        return ""
    head, tail = local[: at + len(name)], local[at + len(name) :]
    if re.fullmatch(r"[._-]?[\dlI|OoSBZ]*\d[\dlI|OoSBZ]*", tail) and re.search(
        r"\d{2}", tail.translate(_LETTERS)
    ):
        return head + tail.translate(_LETTERS)
    return ""


def _by_reading(local: str, author: Author) -> str:
    """The local part with one look-alike letter put right by the owner's whole name in pinyin."""
    han = _chinese(author)
    if han is None or not _HAN.search(han.value):
        return local
    forms = sorted(full_logins(han.value), key=len, reverse=True)
    if any(form in local.casefold() for form in forms):
        return local
    for form in forms:
        for at in range(len(local) - len(form) + 1):
            piece = local[at : at + len(form)].casefold()
            if len(form) >= _LONG_NAME and _differ_alike(piece, form):
                return local[:at] + form + local[at + len(form) :]
    return local
