"""E-mail addresses in a text, mended where the recognition broke them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.languages.confusions import as_digits, read_for
from pipeline.records.hosts import mail_hosts

_NATIONAL = 2
"""Parts of a host of a firm or school (`a.cn`); more, and the first may be a person."""
_COUNTRIES = re.compile(
    "cn|tw|hk|au|br|mx|ar|sg|my|ec|pe|co|ve|uy|py|bo|cu|gt|hn|ni|sv|pa|pr|tr|pl|ua|ru|kr|id|ph|th|vn|pk|bd|lk|np|za|ng|eg|gr|cy|nz"
)
"""Domains of countries below which addresses of theirs have a second end (`.com.cn`)."""
_MISREAD_ENDS = dict(
    pair.split(":") for pair in ["en:cn", "eom:com", "corn:com", "c0m:com", "con:com", "nel:net", "arg:org"]
)
_ENDS = r"(?:com|net|org|edu|gov|info|mil|int|biz|name|[a-z]{2})"
_AT = r"\s?(?:[(\[]?\s?[@©®]\s?[)\]]?|[(\[]\s?(?:at|a)\s?[)\]])\s?"
_LOCAL = r"(?P<local>(?<![A-Za-zﬀ-ﬄ0-9._-])[A-Za-zﬀ-ﬄ0-9][A-Za-zﬀ-ﬄ0-9._%+-]*(?:(?:\s?[._-](?!\s)|(?<!\s)[._-]\s|(?<=[._-])\n)[A-Za-zﬀ-ﬄ0-9][A-Za-zﬀ-ﬄ0-9._%+-]*)*)"
_SENTENCE = re.compile(r"^.*(?:[A-Z][a-z]{2,}|\d{5,6})\.\s")
"""The end of a sentence that stands before an address: `Hangzhou, China. chen@...`."""
_AMID = re.compile(r"(?:^|\s)[a-z]{2,}\s$")
_TORN = 0.5
"""How far an address of one letter behind a word in small letters is trusted: the reading may have parted it."""
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
_WORDS = 3
"""Words before an address in a line of running text, more than."""


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
        if within := _within_text(text, match.start(), match["local"]):
            start, local = within, re.sub(r"\s", "", text[within : match.end("local")])
        local = unicodedata.normalize("NFKC", local)
        value = _lowered(f"{local}@{domain}")
        end = (
            match.end() - len(re.sub(r"[\s]", "", match["domain"])) + len(domain)
            if match["domain"].startswith(domain)
            else match.end()
        )
        as_read = text[start : match.end()].strip()
        repairs = () if value.casefold() == as_read[: len(value)].casefold() else (f"{as_read}→{value}",)
        torn = len(local) == 1 and _AMID.search(text[: match.start()])
        trust = _TORN if torn else 0.9 if repairs else 0.95
        found.append(FoundEmail(value, start, max(end, match.start() + 1), repairs, trust))
    if not found:
        for match in _NO_SIGN.finditer(text):
            value = f"{match['local']}@{match['domain'].lower()}"
            found.append(FoundEmail(value, match.start("local"), match.end(), ("@ put in",), 0.6))
    return found


def _within_text(text: str, start: int, local: str) -> int:
    """Where an address begins whose first part is the end of a line of running text, broken at a hyphen; 0 where none is.

    A list of addresses has an `@` or a label in such a line.
    """
    at = local.find("-\n")
    line = text[text.rfind("\n", 0, start) + 1 : start]
    words = re.findall(r"[^\W\d_]{2,}", line)
    return start + at + 2 if at >= 0 and len(words) > _WORDS and not re.search(r"[@:：]", line) else 0


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
