"""The DOI against everything else that the page says."""

from __future__ import annotations

import re

from pipeline.languages import languages
from pipeline.languages.confusions import code_signs, loose
from pipeline.languages.families import ENGLISH
from pipeline.records.article import Article, Flag
from pipeline.records.identifiers import Doi, valid_issn
from pipeline.records.paths import FieldPath
from pipeline.records.segment import Role, Segments
from pipeline.records.text import TextOrigin
from pipeline.stages.check.codes import flag

_PADDED = 2
"""Digits of an issue in a DOI."""

_LABEL = re.compile(rf"(?<![a-z])d{loose('oi')}[\s号號:：]*1?0?[.,]?\d{{2,}}", re.IGNORECASE)
_HEADS = (Role.RUNNING_HEAD, Role.IDENTIFIERS, Role.CITATION, Role.DATES)
_LETTERS = "".join(c for c in code_signs() if c.isalpha())
_MISREAD = re.compile(
    rf"\d{{2,}}[{code_signs()}bgqAT]\d{{2,}}|\d[{_LETTERS}]\d|(?<=\.)(?=\d*[{_LETTERS}])[\d{_LETTERS}]{{4}}(?=\.\d)"
    r"|[a-z]{2}I[a-z]|[a-z]I[a-z]{2}|[a-z]{2}[0-9][a-z]{2}|j\.issn\d"
    rf"|(?:19|20)[A-Za-z]\d\b|[./]{loose('i')}(?:ss[a-mo-z]|[s5]5n|5sn)|^S\d{{4}}-\D"
    r"|-[A-Z]\d(?:-|$)|\d{2}[A-Z]\d|\bj\.(?!cnki\.)c[a-z]k[a-z]\."
)
"""What misreadings leave in a DOI: letters among digits, digits among letters, a broken known form."""
_UNFINISHED = re.compile(
    r"^\D+$|issn\.?\d{4}-\d{3}[\dXx](?:\.(?:19|20)\d\d(?:\.\d{1,2})?)?$|cma\.j\.cn\d{6}(?!-\d{8}-\d{5}$).*$"
)
"""A known form that breaks off."""
_LETTERED = re.compile(r"(?<!\d)\d{4}-?\d{3}[Xx](?=\d{4})|(?<![^\W\d_])v\d+(?:n\d+)?i\d+")
"""Letters that stand among digits: in a serial number before a year (SciELO), before volume, number and issue (OJS)."""
_CMA = ("10.3760", "10.3877")
"""The prefixes of the Chinese Medical Association, whose suffixes begin with `cma.j`."""
_TAGS = frozenset({"issn", "cnki"})
_LONG = 4
"""Figures that a page has at least to be known again in a DOI."""
_CLEAR = 0.9
_YEARS_APART = 2


def check_doi(article: Article, segments: Segments) -> tuple[Article, tuple[Flag, ...]]:
    """Flags where the DOI is missing, contested, mended or at odds with the ISSN or the year."""
    if article.doi is None:
        heads = " ".join(s.text for s in segments.of(*_HEADS))
        return article, (
            flag("doi.unreadable" if _LABEL.search(heads) else "doi.missing", FieldPath.of("doi")),
        )
    value, doi = article.doi.value, Doi.parse(article.doi.value)
    drawn = segments.origin is TextOrigin.OCR
    found = (
        list(_against_the_rest(article, doi, drawn=drawn))
        if doi
        else [flag("doi.unreadable", FieldPath.of("doi"))]
    )
    close = [r for r in article.doi.rivals if Doi.parse(r)]
    if close and article.doi.confidence < _CLEAR:
        found.append(flag("doi.conflict", FieldPath.of("doi"), f"Read as {value} and as {', '.join(close)}."))
    if article.doi.repairs:
        sure = bool(article.doi.also) or (doi is not None and _agrees_with_page(article, doi))
        found.append(
            flag(
                "doi.repaired" if sure else "doi.guessed",
                FieldPath.of("doi"),
                f"Mended: {'; '.join(article.doi.repairs)}.",
            )
        )
    return article, tuple(found)


def _against_the_rest(article: Article, doi: Doi, *, drawn: bool) -> list[Flag]:
    """Flags of a DOI; only of a `drawn` page, which was read by OCR, may a character be another."""
    found = []
    printed = article.issn.value if article.issn else None
    if doi.issn and not valid_issn(doi.issn):
        found.append(
            flag(
                "doi.check_digit", FieldPath.of("doi"), f"{doi.issn} inside the DOI has a wrong check digit."
            )
        )
    elif doi.issn and printed and doi.issn != printed:
        found.append(
            flag("doi.issn_mismatch", FieldPath.of("doi"), f"The DOI says {doi.issn}, the page {printed}.")
        )
    year = int(article.year.value) if article.year and article.year.value.isdigit() else None
    if year and doi.years and not any(0 <= year - said <= _YEARS_APART for said in doi.years):
        found.append(
            flag("doi.year_mismatch", FieldPath.of("doi"), f"The DOI says {doi.years[0]}, the issue {year}.")
        )
    if doi.suffix.startswith("cma.j") and doi.prefix not in _CMA:
        found.append(
            flag("doi.odd_shape", FieldPath.of("doi"), f"'{doi.prefix}' is not the prefix of such a suffix.")
        )
    suffix = _LETTERED.sub("", doi.suffix)
    if odd := _UNFINISHED.search(suffix) or (_MISREAD.search(suffix) if drawn else None):
        found.append(flag("doi.odd_shape", FieldPath.of("doi"), f"'{odd[0]}' in the DOI looks misread."))
    if initials := _near_initials(article, doi):
        found.append(
            flag(
                "doi.odd_shape",
                FieldPath.of("doi"),
                f"'{initials[0]}' looks like '{initials[1]}', the journal's initials.",
            )
        )
    if last := _near_page(article, doi):
        found.append(
            flag("doi.odd_shape", FieldPath.of("doi"), f"'{last[0]}' looks like '{last[1]}', the page.")
        )
    issue = article.issue.value.zfill(2) if article.issue else ""
    said = re.search(r"(?:19|20)\d\d\.(\d\d)\.\d", doi.suffix)
    if doi.issn and said and len(issue) == _PADDED and sum(map(str.__ne__, issue, said[1])) == 1:
        found.append(
            flag(
                "doi.issue_mismatch", FieldPath.of("doi"), f"The DOI says {said[1]}, the page issue {issue}."
            )
        )
    return found


def _near_initials(article: Article, doi: Doi) -> tuple[str, str] | None:
    """Letters of the DOI that differ in one from the initials of the journal's name: `kjclm`, `kjcim`."""
    small = frozenset(languages()[ENGLISH].function_words) - {"journal"}
    known = set()
    for name in article.journal.values():
        words = re.findall(r"[^\W\d_]+", name.value)
        for kept in (words, [w for w in words if w.casefold() not in small]):
            known.add("".join(w[0] for w in kept).casefold())
    for letters in set(re.findall(r"[a-z]{4,}", doi.suffix.casefold())) - _TAGS:
        begins = {initials[: len(letters)] for initials in known if len(initials) >= len(letters)}
        near = [begin for begin in begins if _one_off(letters, begin)]
        if near and letters not in begins:
            return letters, near[0]
    return None


def _near_page(article: Article, doi: Doi) -> tuple[str, str] | None:
    """A part of four signs or more that differs in one from a page, where no part is that page: `10A2`, 1042."""
    parts = set(re.findall(r"[A-Za-z\d]{4,}", doi.suffix.replace(doi.issn or "\n", " "))) - set(
        map(str, doi.years)
    )
    for field in (article.first_page, article.last_page):
        page = field.value if field else ""
        if len(page) < _LONG or page in parts or page.zfill(len(page) + 1) in parts:
            continue
        for part in parts:
            if len(part) == len(page) and _one_off(part, page):
                return part, page
    return None


def _one_off(text: str, other: str) -> bool:
    return sum(map(str.__ne__, text, other)) == 1


def _agrees_with_page(article: Article, doi: Doi) -> bool:
    """Whether the ISSN and the year inside the DOI are those of the page."""
    issn = article.issn is not None and doi.issn == article.issn.value and valid_issn(article.issn.value)
    year = article.year is not None and article.year.value in map(str, doi.years)
    return issn and year
