"""Values that have a form: what is typed is brought to it, and what has none of it is refused in words."""

from __future__ import annotations

import re
from datetime import date as day
from typing import Any

from pipeline.errors import StoreError
from pipeline.records.identifiers import Doi

Content = dict[str, Any]

_RESOLVER = re.compile(r"^(?:https?://)?(?:dx\.)?doi\.org/|^doi\s*[:：]\s*", re.IGNORECASE)
_TAG = re.compile(r"([A-Za-z]{2,3})(?:-([A-Za-z]{4}))?(?:-([A-Za-z]{2}|\d{3}))?")
_OLDEST, _LATEST = 1600, 2100


def doi(content: Content, steps: tuple[str, ...], value: str) -> None:
    """A DOI, also from its address; its case is kept."""
    bare = _RESOLVER.sub("", value).strip().rstrip("。，、；;,.")
    if bare and Doi.parse(bare) is None:
        raise StoreError(f"'{value}' has not the form of a DOI.", cure="Write it as 10.1234/abc.")
    content[steps[0]] = bare or None


def issn(content: Content, steps: tuple[str, ...], value: str) -> None:
    """An ISSN, with its hyphen; a wrong check digit is flagged, not refused: the page may print it so."""
    bare = re.sub(r"[\s\-–—]|^ISSN[:：]?", "", value.upper())
    if bare and not re.fullmatch(r"\d{7}[\dX]", bare):
        raise StoreError(f"'{value}' has not the form of an ISSN.", cure="Write it as 1234-567X.")
    content[steps[0]] = f"{bare[:4]}-{bare[4:]}" if bare else None


def year(content: Content, steps: tuple[str, ...], value: str) -> None:
    """A year of four digits in which something may have been printed."""
    if value and not (value.isascii() and value.isdecimal() and len(value) == 4):
        raise StoreError(f"'{value}' is not a year.", cure="Write four digits.")
    if value and not _OLDEST <= int(value) <= _LATEST:
        raise StoreError(f"{value} is not a year in which journals were printed.", cure="Check the year.")
    content[steps[0]] = int(value) if value else None


def date(content: Content, steps: tuple[str, ...], value: str) -> None:
    """A year, a month or a day of the calendar."""
    if value:
        try:
            if not re.fullmatch(r"\d{4}(-\d\d){0,2}", value):
                raise ValueError
            day.fromisoformat(value + "-01-01"[len(value) - 4 :] if len(value) < 10 else value)
        except ValueError:
            raise StoreError(f"'{value}' is not a date.", cure="Write it as 2023-02-15.") from None
    content["dates"][steps[1]] = value or None


def language(content: Content, steps: tuple[str, ...], value: str) -> None:
    """A BCP 47 code in its usual spelling: `zh-hant` is `zh-Hant`."""
    found = _TAG.fullmatch(value)
    if not found:
        raise StoreError(f"'{value}' is no language code.", cure="Write it as zh, zh-Hant or en.")
    parts = (found[1].lower(), (found[2] or "").title(), (found[3] or "").upper())
    content[steps[0]] = "-".join(part for part in parts if part)
