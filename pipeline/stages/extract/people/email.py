"""E-mail addresses given to the authors that they belong to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.languages.romanize import in_ascii, is_login_of
from pipeline.records.article import Author, Flag, Severity
from pipeline.records.paths import FieldPath
from pipeline.records.segment import Role, Segments
from pipeline.stages.extract.digits import nearest
from pipeline.stages.extract.passages import Passage, Zone, passages
from pipeline.stages.extract.people.addresses import FoundEmail, emails_in
from pipeline.stages.extract.witness import Witness, settle, witness

_WHOLE, _HALF = 3, 2
"""How an address fits a name: the whole of it, or the family name and initials."""
_LONG_NAME = 4
"""Letters of a name from which it is found in an address by no chance."""

_FULL = 3
"""Words of a name in full: family name, given name, patronymic."""
_SURE = 0.7
"""How sure an address is its owner's, at least, before it says that he answers letters."""
_LABELLED = 14
"""Characters of a label such as `, E-mail:` between a name and its address, at most."""
_ORDERED = 0.85
"""How sure the owners are where as many addresses as authors are printed, in one order."""
_HALF_SURE = 0.5
"""How sure they are where others of the addresses stand in no order."""
_SPELT = 3
"""Letters of a name in an address above which it is its owner's, whoever is named before it."""
_OFFICE = re.compile(r"(?:编辑部|編輯部|杂志社|投稿|editorial)[^@]{0,60}$", re.IGNORECASE)


def with_emails(authors: tuple[Author, ...], segments: Segments) -> tuple[Author, ...]:
    """The authors with the addresses that the pages print, each with the author named before it or spelt in it.

    An address whose owner nothing names goes to the corresponding author, else to the last one, at half the
    confidence. Addresses of the editorial office, in running heads, are nobody's. Where nothing else says who answers
    letters, the one author with an address does.
    """
    owned: dict[int, list[Witness]] = {}
    for passage in passages(segments):
        if passage.zone is Zone.HEAD or (passage.zone is Zone.BODY and passage.later):
            continue
        for mail in emails_in(passage.text):
            if _OFFICE.search(passage.text[: mail.start]):
                continue
            owner, sure = _owner(authors, passage, mail)
            if owner is not None:
                found = witness(
                    passage, (mail.start, mail.end), mail.value, mail.trust * sure, repairs=mail.repairs
                )
                owned.setdefault(owner, []).append(found)
    owned = _in_order(_one_owner_each(owned), authors)
    sure = max((w.reliability for found in owned.values() for w in found), default=0.0) > _SURE
    answers = not any(author.corresponding for author in authors) and len(owned) == 1 and sure
    return tuple(
        author.model_copy(
            update={"email": settle(owned[n]), "corresponding": author.corresponding or answers}
        )
        if n in owned
        else author
        for n, author in enumerate(authors)
    )


def with_noted_emails(authors: tuple[Author, ...], notes: Segments) -> tuple[Author, ...]:
    """The authors, where none has an address, with those of notes at the end that name them."""
    if any(author.email for author in authors):
        return authors
    owned: dict[int, list[Witness]] = {}
    for passage in passages(notes):
        for mail in emails_in(passage.text):
            owner = named_before(authors, passage.text, mail.start)
            owner = _in_full(authors, passage.text[: mail.start]) if owner is None else owner
            if owner is not None:
                found = witness(passage, (mail.start, mail.end), mail.value, mail.trust, repairs=mail.repairs)
                owned.setdefault(owner, []).append(found)
    return tuple(
        author.model_copy(update={"email": settle(owned[n])}) if n in owned else author
        for n, author in enumerate(authors)
    )


def _in_full(authors: Sequence[Author], text: str) -> int | None:
    """The one author whose family name and initials are those of the full name that a note begins with: `Соколов Иван Ильич`."""
    words = re.findall(r"[^\W\d_][\w’'-]*", text)[:_FULL]
    if len(words) < _FULL:
        return None
    family, *given = (word.casefold() for word in words)
    initials = [word[0] for word in given]
    named = []
    for n, author in enumerate(authors):
        for name in author.name.values():
            parts = [part.casefold() for part in re.findall(r"[^\W\d_][\w’'-]*", name.value)]
            rest = [part[0] for part in parts if part != family]
            if family in parts and rest and rest == initials[: len(rest)]:
                named.append(n)
    return named[0] if len(set(named)) == 1 else None


def _one_owner_each(owned: dict[int, list[Witness]]) -> dict[int, list[Witness]]:
    """Every address with the author for whom the better witnesses speak."""
    owners: dict[str, int] = {}
    for owner in sorted(owned, key=lambda n: -max(w.reliability for w in owned[n])):
        for found in owned[owner]:
            owners.setdefault(found.value, owner)
    moved: dict[int, list[Witness]] = {}
    for witnesses in owned.values():
        for found in witnesses:
            moved.setdefault(owners[found.value], []).append(found)
    return moved


def _in_order(owned: dict[int, list[Witness]], authors: Sequence[Author]) -> dict[int, list[Witness]]:
    """As many addresses as authors, some of them given to one author: in the order of the authors, as they are printed.

    Addresses that spell another author's name say that they are printed in no order: they are his, and the others are in doubt.
    """
    found = sorted(
        (w for witnesses in owned.values() for w in witnesses),
        key=lambda w: (w.evidence.page, w.evidence.bbox.top, w.evidence.bbox.left),
    )
    values = list(dict.fromkeys(w.value for w in found))
    if len(values) != len(authors) or len(owned) == len(authors):
        return owned
    spelt = {value: n for value in values if (n := _spelt(authors, value)) is not None}
    ordered = all(spelt.get(value, n) == n for n, value in enumerate(values))
    if not ordered and len(set(spelt.values())) < len(spelt):
        return owned
    free = [n for n in range(len(authors)) if n not in spelt.values()]
    left = [value for value in values if value not in spelt]
    rest = (
        dict(zip(values, range(len(authors)), strict=True)) if ordered else dict(zip(left, free, strict=True))
    )
    told = rest if ordered else spelt | rest
    sure = _ORDERED if ordered or len(left) <= 1 else _HALF_SURE
    return {
        n: [
            replace(w, reliability=sure if value in left and not ordered else max(w.reliability, _ORDERED))
            for w in found
            if w.value == value
        ]
        for value, n in told.items()
    }


def _spelt(authors: Sequence[Author], address: str) -> int | None:
    """The one author whose name an address spells; None where none does, or several may."""
    local = address.split("@", maxsplit=1)[0]
    fits = [max((len(is_login_of(local, f.value)) for f in a.name.values()), default=0) for a in authors]
    best = max(fits, default=0)
    return fits.index(best) if best > _SPELT and fits.count(best) == 1 else None


def unowned(authors: Sequence[Author], segments: Segments) -> tuple[Flag, ...]:
    """A flag with the number of addresses that the front matter prints and that no author has."""
    given = {a.email.value.casefold() for a in authors if a.email} | {
        rival.casefold() for a in authors if a.email for rival in a.email.rivals
    }
    seen = {
        mail.value.casefold()
        for passage in passages(segments)
        if passage.zone is not Zone.HEAD and not passage.later and not passage.second
        for mail in emails_in(passage.text)
        if not _OFFICE.search(passage.text[: mail.start])
    }
    kept = {a.email.value.casefold() for a in authors if a.email}
    lost = (seen - kept) if len(kept) < len(authors) else seen - given
    lost = {address for address in lost if not nearest(address, kept | given)}
    if not lost:
        return ()
    message = f"Printed, but no author's: {', '.join(sorted(lost)[:4])}."
    return (
        Flag(code="email.unowned", path=FieldPath.of("authors"), severity=Severity.WARNING, message=message),
    )


def _owner(authors: tuple[Author, ...], passage: Passage, mail: FoundEmail) -> tuple[int | None, float]:
    """Whose address it is, and how sure that is."""
    if not authors:
        return None, 0.0
    local = mail.value.split("@")[0]
    fits = [max((len(is_login_of(local, f.value)) for f in a.name.values()), default=0) for a in authors]
    named = named_before(authors, passage.text, mail.start)
    spelt = max(fits) > _SPELT and fits.count(max(fits)) == 1
    if named is not None and (
        not spelt or fits[named] or _close_before(authors[named], passage.text, mail.start)
    ):
        return named, 1.0
    if max(fits) >= _WHOLE or (max(fits) == _HALF and passage.role is Role.CORRESPONDENCE):
        return fits.index(max(fits)), 0.98
    corresponding = [n for n, a in enumerate(authors) if a.corresponding]
    if corresponding:
        return corresponding[0], 0.9
    return len(authors) - 1, 0.95 if len(authors) == 1 else 0.5


def _close_before(author: Author, text: str, end: int) -> bool:
    """Whether nothing but a label stands between an author's name and a place in a folded text."""
    flat = re.sub(r"\s", "", text[max(0, end - 120) : end])
    names = [re.sub(r"\s", "", name.value) for name in author.name.values()]
    return any(name and name in flat[-len(name) - _LABELLED :] for name in names)


def named_before(authors: Sequence[Author], text: str, end: int) -> int | None:
    """The author whose name stands nearest before a place in a folded text, in the same passage."""
    before = text[max(0, end - 200) : end]
    flat = re.sub(r"\s", "", before)
    best: tuple[int, int | None] = (-1, None)
    for n, author in enumerate(authors):
        for name in author.name.values():
            bare = re.sub(r"\s", "", name.value)
            at = flat.rfind(bare) if bare else -1
            if at < 0 and bare.isascii() and len(in_ascii(bare)) > _LONG_NAME:
                at = flat.casefold().rfind(bare.casefold())
            if at > best[0]:
                best = (at, n)
    return best[1]
