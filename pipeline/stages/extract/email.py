"""E-mail addresses, mended where the recognition broke them, given to the authors that they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.languages.confusions import as_digits, read_for
from pipeline.languages.romanize import in_ascii, is_login_of
from pipeline.records.article import Author, Flag, Severity
from pipeline.records.hosts import mail_hosts
from pipeline.records.paths import FieldPath
from pipeline.records.segment import Role, Segments
from pipeline.stages.extract.digits import nearest
from pipeline.stages.extract.passages import Passage, Zone, passages
from pipeline.stages.extract.witness import Witness, settle, witness

_NATIONAL = 2
"""Parts of a host of a firm or school (`a.cn`); more, and the first may be a person."""
_WHOLE, _HALF = 3, 2
"""How an address fits a name: the whole of it, or the family name and initials."""
_LONG_NAME = 4
"""Letters of a name from which it is found in an address by no chance."""

_COUNTRIES = re.compile("cn|tw|hk|au|br|mx|ar|sg|my")
"""Domains of countries below which addresses of theirs have a second end (`.com.cn`)."""
_MISREAD_ENDS = dict(
    pair.split(":") for pair in ["en:cn", "eom:com", "corn:com", "c0m:com", "con:com", "nel:net", "arg:org"]
)
_ENDS = r"(?:com|net|org|edu|gov|info|mil|int|biz|name|[a-z]{2})"
_AT = r"\s?(?:[(\[]?\s?[@©®]\s?[)\]]?|[(\[]\s?(?:at|a)\s?[)\]])\s?"
_LOCAL = r"(?P<local>(?<![A-Za-z0-9._-])[A-Za-z0-9][A-Za-z0-9._%+-]*(?:(?:\s?[._-](?!\s)|(?<!\s)[._-]\s|(?<=[._-])\n)[A-Za-z0-9][A-Za-z0-9._%+-]*)*)"
_SENTENCE = re.compile(r"^.*(?:[A-Z][a-z]{2,}|\d{5,6})\.\s")
"""The end of a sentence that stands before an address: `Hangzhou, China. chen@...`."""
_AMID = re.compile(r"(?:^|\s)[a-z]{2,}\s$")
_LAST_WORD = re.compile(r"^[a-z]{4,}\.\n")
"""The last word of a sentence that an address follows on the next line: `..., faculty of physics. / roe@...`."""
_PIECES = re.compile(r"[:：]\s?(?P<pieces>(?:[a-z0-9._-]{1,10} ){1,2})$")
"""Beginnings of an address that spaces part from it, right behind a label."""
_LABEL = r"[A-Za-z0-9][A-Za-z0-9-]*(?:(?<=-)\s?\n\s?[A-Za-z0-9-]+)?(?![A-Za-z0-9._-]*\s?@)"
_DOMAIN = (
    rf"(?P<domain>[A-Za-z0-9][A-Za-z0-9-]*(?:(?<=-)\s?\n\s?[A-Za-z0-9-]+)?(?:\s?\n?[.,。·]\s?\n?{_LABEL})+)"
)
_ADDRESS = re.compile(_LOCAL + r"[(\[]?" + _AT + _DOMAIN)
_NO_SIGN = re.compile(
    r"e\s?-?\s?mail\s*\]?\s*[:.]?\s*(?P<local>[A-Za-z0-9][A-Za-z0-9._-]{2,30}?)"
    rf"[{read_for('@')}]?(?P<domain>" + "|".join(map(re.escape, mail_hosts()[:12])) + r")",
    re.IGNORECASE,
)
_SHARED = re.compile(
    r"[{(\[]\s*(?P<locals>[A-Za-z0-9._+-]+(?:\s*[,;|/]\s*[A-Za-z0-9._+-]+)+)\s*[})\]]\s?@\s?" + _DOMAIN
)
_SURE = 0.7
"""How sure an address is its owner's, at least, before it says that he answers letters."""
_LABELLED = 14
"""Characters of a label such as `, E-mail:` between a name and its address, at most."""
_ORDERED = 0.85
"""How sure the owners are where as many addresses as authors are printed, in one order."""
_SPELT = 3
"""Letters of a name in an address above which it is its owner's, whoever is named before it."""
_OFFICE = re.compile(r"(?:编辑部|編輯部|杂志社|投稿|editorial)[^@]{0,60}$", re.IGNORECASE)


@dataclass(frozen=True)
class FoundEmail:
    """An address in a text, its span, and what was mended."""

    value: str
    start: int
    end: int
    repairs: tuple[str, ...]
    trust: float


def emails_in(text: str) -> list[FoundEmail]:
    """Every e-mail address in a folded text; `{anna,bert}@example.org` holds two."""
    found = list(_shared(text))
    for match in _ADDRESS.finditer(text):
        if any(mail.start <= match.start() < mail.end for mail in found):
            continue
        parted = _PIECES.search(text[: match.start()])
        start = parted.start("pieces") if parted else match.start()
        printed = _SENTENCE.sub("", match["local"])
        if _AMID.search(text[: match.start()]):
            printed = _LAST_WORD.sub("", printed)
        local = re.sub(r"\s", "", text[start : match.start()] + printed)
        domain = host(match["domain"])
        if not domain:
            continue
        value = _lowered(f"{local}@{domain}")
        end = (
            match.end() - len(re.sub(r"[\s]", "", match["domain"])) + len(domain)
            if match["domain"].startswith(domain)
            else match.end()
        )
        as_read = text[start : match.end()].strip()
        repairs = () if value.casefold() == as_read[: len(value)].casefold() else (f"{as_read}→{value}",)
        found.append(
            FoundEmail(value, start, max(end, match.start() + 1), repairs, 0.95 if not repairs else 0.9)
        )
    if not found:
        for match in _NO_SIGN.finditer(text):
            value = f"{match['local']}@{match['domain'].lower()}"
            found.append(FoundEmail(value, match.start("local"), match.end(), ("@ put in",), 0.6))
    return found


def _shared(text: str) -> Iterator[FoundEmail]:
    """The addresses of several people that name their host once."""
    for match in _SHARED.finditer(text):
        domain = host(match["domain"])
        for local in re.split(r"[,;|/\s]+", match["locals"].strip()) if domain else ():
            if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._+-]*", local):
                yield FoundEmail(f"{local}@{domain}", match.start(), match.end(), (), 0.93)


def _lowered(address: str) -> str:
    """An address in small letters with an `l` where one capital I stands alone among them."""
    others = address.replace("I", "")
    return address.replace("I", "l") if others == others.lower() else address


def host(domain: str) -> str:
    """A mail host as it must be: dots for commas, no spaces, nothing after the top-level domain; empty if it is none."""
    bare = re.sub(r"[,。·]", ".", re.sub(r"\s", "", _one_host(domain))).strip(".-")
    if known := _known(bare):
        return known
    labels = bare.split(".")
    labels[-1] = _MISREAD_ENDS.get(labels[-1].lower(), labels[-1])
    while len(labels) > 1 and not re.fullmatch(_ENDS, labels[-1], re.IGNORECASE):
        glued = re.match(r"(com|net|org|edu|cn|jp|kr|tw|ru|de|fr|es)(?=[A-Z(]|tel|e-?mail)", labels[-1])
        if glued:
            labels[-1] = glued[1]
            break
        labels.pop()
    if (
        len(labels) > _NATIONAL
        and labels[-2] in {"com", "cn", "net"}
        and not _COUNTRIES.fullmatch(labels[-1])
    ):
        labels.pop()
    cut = ".".join(labels)
    return _known(cut) or (cut if len(labels) > 1 else "")


def _one_host(domain: str) -> str:
    """Without a word that follows after a full stop and a space: `pku.edu.cn. In` is `pku.edu.cn`."""
    kept = ""
    for piece in re.split(r"(?<=[.,。·])(?=\s)", domain):
        if re.search(rf"[.,·]\s?{_ENDS}[.,。·]$", kept) and re.match(r"\s[A-Z]", piece):
            break
        kept += piece
    return kept


def _known(domain: str) -> str:
    """The well-known host that the domain is, after letters that look alike are taken for one another."""
    for candidate in (domain, domain[1:] if domain[:1] in read_for("@") else ""):
        for known in mail_hosts():
            if candidate and _shape(candidate) == _shape(known):
                return known
    return ""


def _shape(text: str) -> str:
    return (
        as_digits(text.replace("rn", "m").replace("eom", "com").replace("c0m", "com"))
        .casefold()
        .replace("0", "o")
    )


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
    owned = _in_order(_one_owner_each(owned), len(authors))
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


def _in_order(owned: dict[int, list[Witness]], count: int) -> dict[int, list[Witness]]:
    """As many addresses as authors, some of them given to one author: in the order of the authors, as they are printed."""
    found = sorted(
        (w for witnesses in owned.values() for w in witnesses),
        key=lambda w: (w.evidence.page, w.evidence.bbox.top, w.evidence.bbox.left),
    )
    values = list(dict.fromkeys(w.value for w in found))
    if len(values) != count or len(owned) == count:
        return owned
    return {
        n: [replace(w, reliability=max(w.reliability, _ORDERED)) for w in found if w.value == value]
        for n, value in enumerate(values)
    }


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
