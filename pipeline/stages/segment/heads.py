"""Running heads, mastheads and page numbers: what journals print at the edge of a page."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipeline.languages import languages
from pipeline.languages.told import around_page_number, heads, notices
from pipeline.records.segment import Segment

_LINE = 80
"""Characters of a line that may say more than a head does."""
_HEAD = 0.9
"""From where a line is a running head."""

_CODES = (
    r"\bvol\.?\s?[*＊×#]|^\s*UD[CK]\b|\bISSN\b|\bCN\s?\d\d-|https?\s?[:：](?!\s?//orcid)|\bwww\.|10\.\d{4,5}/|©"
    r"|(?:19|20)\d\d\s?[;；·]\s?\d+\s?[:：]\s?[eE]?\d+|[(（](?:19|20)\d\d[)）]\s?\d+\s?[:：]\s?[eE]?\d+"
    r"|(?:19|20)\d\d\s?[:：∶,，–-]\s?\d{1,4}\s?[:：∶]\s?[eE]?\d+\s?[-–—―~]\s?\d"
    r"|\d{1,4}\s?[(（]\d{1,4}[)）]\s?[:：]?\s?\d{1,6}\s?[-–‒]\s?\d|\d{4}\s?[;；]\s?\d+\s?[(（]\d+[)）]"
)
"""What heads print in any language: codes, addresses, and the year, volume and pages in figures."""
_CITED = re.compile(
    r"\s*[^\W\d_][^\d;:]{4,70}[,.]?\s+\d{1,4}\s?[(（]\d{1,4}(?:[-–/]\d{1,2})?[)）]\s?[:：,]\s?\d{1,6}\s?[-–‒]\s?\d{1,6}\W*(?:(?:19|20)\d\d\W*)?"
)
"""A line that is nothing but name, volume, issue and pages."""


@lru_cache(maxsize=4096)
def head_likeness(text: str) -> float:
    """How much a line looks like a running head, masthead, page number or notice, 0..1."""
    bare = text.strip()
    if is_notice(bare):
        return 0.95
    hits = len(_sure().findall(bare))
    if hits:
        return 0.97 if hits > 1 or len(bare) < _LINE else 0.8
    if says_issue(bare):
        return 0.95
    return 0.02


def is_lone_head(segment: Segment) -> bool:
    """Whether a segment is one line of a running head, whatever its role: such a line may stand in the type area."""
    return len(segment.lines) == 1 and head_likeness(segment.text) > _HEAD


def cited(text: str) -> bool:
    """Whether a line is nothing but the journal's name, volume, issue and pages."""
    return bool(_CITED.fullmatch(text))


def is_code(text: str) -> bool:
    """Whether a line is what heads of its language begin with and figures: `УДК 02 : 002.5`, `ББК 78.38`."""
    found = _begins().match(text)
    return found is not None and not any(char.isalpha() for char in text[found.end() :])


def is_notice(text: str) -> bool:
    """Whether a line is a bare page number or a note to the reader (`扫描二维码`)."""
    return bool(_number_only().match(text.strip()) or _notice().search(text))


def says_issue(text: str) -> bool:
    """Whether a line states a volume or an issue in one of the printed forms (`第9期`, `No. 9`, `№ 2`)."""
    return bool(_issue_forms().search(text.casefold()))


@cache
def _sure() -> re.Pattern[str]:
    return re.compile(f"{_CODES}|{heads()}", re.IGNORECASE)


@cache
def _begins() -> re.Pattern[str]:
    return re.compile(heads(), re.IGNORECASE)


@cache
def _number_only() -> re.Pattern[str]:
    before, after = around_page_number()
    return re.compile(
        rf"^[\s·•\-–—.,'‘’|{before}]*[A-Za-z]?\d{{1,5}}[\s·•\-–—.,'‘’|{after}]*(?:[-–—~]\s*[A-Za-z]?\d{{1,5}}[\s·•\-–—.]*)?$"
    )


@cache
def _notice() -> re.Pattern[str]:
    return re.compile(rf"{notices()}|^\W*$", re.IGNORECASE)


@cache
def _issue_forms() -> re.Pattern[str]:
    forms = {form for found in languages().values() for form in (*found.volume, *found.issue)}
    alternatives = "|".join(
        re.escape(f).replace(r"\{\}", r"\s?\d+").replace("{}", r"\s?\d+") for f in sorted(forms)
    )
    return re.compile(rf"(?<!\w)(?:{alternatives})")
