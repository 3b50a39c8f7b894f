"""What an identifier says by itself: a DOI that holds an ISSN, a year, an issue; an article number; check digits."""

from __future__ import annotations

import re

from stdnum import issn as issn_standard
from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_11_2

from pipeline.records.base import Frozen

_ISSN_IN_DOI = re.compile(
    r"(?:issn[.:]?\s?|/S?|[./])(\d{4}-\d{3}[\dX])(?:(?![\d])|(?<=S\d{4}-\d{4})(?=(?:19|20)\d{2}0))",
    re.IGNORECASE,
)
"""With its tag, between points, or as SciELO writes it, before year and article: `S0716-82412020000400487`."""
_YEAR_IN_DOI = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_DATE_IN_DOI = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:0[1-9]|1[0-2])(?:[0-3]\d)?(?!\d)")
_ARTICLE_NUMBER = re.compile(
    r"(?P<issn>\d{4}-?\d{3}[\dX])\((?P<year>\d{4})\)(?P<issue>[A-Z]?\d{1,3}[A-Z]?|S\d|Z\d)"
    r"[-.]?(?P<page>[A-Z]?\d{3,5})-(?P<count>\d{1,3})",
    re.IGNORECASE,
)

YEARS = range(1900, 2101)
"""Years that are printed for an article; a number outside them is none."""


def valid_issn(text: str) -> bool:
    """Whether the check digit of `NNNN-NNNC` is right (ISO 3297)."""
    try:
        issn_standard.validate(text)
    except ValidationError:
        return False
    return True


def valid_orcid(text: str) -> bool:
    """Whether the check character of `NNNN-NNNN-NNNN-NNNC` is right (ISO 7064 mod 11-2)."""
    digits = text.replace("-", "").upper()
    return len(digits) == 16 and bool(mod_11_2.is_valid(digits))


class Doi(Frozen):
    """A digital object identifier, prefix and suffix as printed."""

    prefix: str
    suffix: str

    @classmethod
    def parse(cls, text: str) -> Doi | None:
        """The DOI that the text is, or None where it has not the shape of one."""
        found = re.fullmatch(r"(10\.\d{4,9})/(\S+)", text)
        return cls(prefix=found[1], suffix=found[2]) if found else None

    @property
    def issn(self) -> str | None:
        """The ISSN inside the suffix, its check digit not yet proved."""
        found = _ISSN_IN_DOI.search("/" + self.suffix)
        return found[1].upper() if found else None

    @property
    def years(self) -> tuple[int, ...]:
        """Years that the suffix may speak of: of the issue, or of the day the paper came in."""
        rest = self.suffix.replace(self.issn or "\n", " ")
        found = _YEAR_IN_DOI.findall(rest) + _DATE_IN_DOI.findall(rest)
        return tuple(dict.fromkeys(int(year) for year in found))

    @property
    def numbers(self) -> tuple[str, ...]:
        """The runs of digits after the year, leading zeros taken off: issue, sequence, page."""
        rest = self.suffix.replace(self.issn or "\n", " ")
        tail = _YEAR_IN_DOI.split(rest, maxsplit=1)[-1]
        return tuple(run.lstrip("0") or "0" for run in re.findall(r"\d+", tail))


class ArticleNumber(Frozen):
    """A Chinese article number (CAJ-CD B/T 1): `1007-3841(2023)09-0842-07`."""

    issn: str
    year: int
    issue: str
    first_page: int
    page_count: int

    @classmethod
    def parse(cls, text: str) -> ArticleNumber | None:
        """The article number that the text is, or None."""
        found = _ARTICLE_NUMBER.fullmatch(text)
        if not found:
            return None
        page = re.sub(r"\D", "", found["page"])
        issn = found["issn"].upper()
        return cls(
            issn=issn if "-" in issn else f"{issn[:4]}-{issn[4:]}",
            year=int(found["year"]),
            issue=found["issue"].lstrip("0") or "0",
            first_page=int(page),
            page_count=int(found["count"]),
        )

    @property
    def filled(self) -> bool:
        """Whether issue and pages are known: a template prints `00-0000-00` in their place."""
        return self.first_page > 0

    @property
    def last_page(self) -> int:
        """The page that the article ends on, if its pages run through."""
        return self.first_page + max(self.page_count, 1) - 1


_ELECTRONIC = re.compile(r"[eE]\d{4,9}")


def is_electronic(number: str) -> bool:
    """Whether a number stands in the place of the pages of an article that has none: `e200057`."""
    return _ELECTRONIC.fullmatch(number) is not None
