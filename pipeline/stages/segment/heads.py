"""Running heads, mastheads and page numbers: what journals print at the edge of a page."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipeline.languages import languages

_LINE = 80
"""Characters of a line that may say more than a head does."""

_SURE = re.compile(
    r"^\s*(?:УДК|UDC|UDK|ББК)\b|\bISSN\b|\bCN\s?\d\d-|https?\s?[:：](?!\s?//orcid)|\bwww\.|10\.\d{4,5}/|\bvol(?:ume)?[.\s]\s?\d|第\s?\d+\s?[卷巻期号]|\d{4}\s?年\s?\d{1,2}\s?月"
    r"|(?:19|20)\d\d\s?[;；·]\s?\d+\s?[:：]\s?[eE]?\d+|[(（](?:19|20)\d\d[)）]\s?\d+\s?[:：]\s?[eE]?\d+"
    r"|(?:19|20)\d\d\s?[:：∶,，–-]\s?\d{1,4}\s?[:：∶]\s?[eE]?\d+\s?[-–—―~]\s?\d"
    r"|\d{1,4}\s?[(（]\d{1,4}[)）]\s?[:：]?\s?\d{1,6}\s?[-–‒]\s?\d"
    r"|\d{4}\s?[;；]\s?\d+\s?[(（]\d+[)）]|\bno[.\s]\s?\d+\s*$|©|copyright|제\s?\d+\s?권",
    re.IGNORECASE,
)
_CITED = re.compile(
    r"\s*[^\W\d_][^\d;:]{4,70}[,.]?\s+\d{1,4}\s?[(（]\d{1,4}(?:[-–/]\d{1,2})?[)）]\s?[:：,]\s?\d{1,6}\s?[-–‒]\s?\d{1,6}\W*(?:(?:19|20)\d\d\W*)?"
)
"""A line that is nothing but name, volume, issue and pages."""
_NUMBER_ONLY = re.compile(
    r"^[\s·•\-–—.,'‘’|第]*[A-Za-z]?\d{1,5}[\s·•\-–—.,'‘’|页頁]*(?:[-–—~]\s*[A-Za-z]?\d{1,5}[\s·•\-–—.]*)?$"
)
_NOISE = re.compile(
    r"扫描二维码|查看原文|(?<![a-z])OSID(?![a-z])|扫码|微信扫|阅读全文|开放科学|open access|^\W*(?:check for\W*)?(?:updates?)?\W*$",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def head_likeness(text: str) -> float:
    """How much a line looks like a running head, masthead, page number or notice, 0..1."""
    bare = text.strip()
    if is_notice(bare):
        return 0.95
    hits = len(_SURE.findall(bare))
    if hits:
        return 0.97 if hits > 1 or len(bare) < _LINE else 0.8
    if says_issue(bare):
        return 0.95
    return 0.02


def cited(text: str) -> bool:
    """Whether a line is nothing but the journal's name, volume, issue and pages."""
    return bool(_CITED.fullmatch(text))


def is_notice(text: str) -> bool:
    """Whether a line is a bare page number or a note to the reader (`扫描二维码`)."""
    return bool(_NUMBER_ONLY.match(text.strip()) or _NOISE.search(text))


def says_issue(text: str) -> bool:
    """Whether a line states a volume or an issue in one of the printed forms (`第9期`, `No. 9`, `№ 2`)."""
    return bool(_issue_forms().search(text.casefold()))


@cache
def _issue_forms() -> re.Pattern[str]:
    forms = {form for found in languages().values() for form in (*found.volume, *found.issue)}
    alternatives = "|".join(
        re.escape(f).replace(r"\{\}", r"\s?\d+").replace("{}", r"\s?\d+") for f in sorted(forms)
    )
    return re.compile(rf"(?<!\w)(?:{alternatives})")
