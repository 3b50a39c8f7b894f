"""The article number of Chinese journals: `文章编号：1007-3841(2023)09-0842-07`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.languages.confusions import as_digits
from pipeline.languages.told import before_number
from pipeline.records.article import Field
from pipeline.records.identifiers import YEARS, ArticleNumber, valid_issn
from pipeline.records.segment import Segments
from pipeline.stages.extract.digits import CODE
from pipeline.stages.extract.passages import Passage, Zone, passages, split_lines, without_addresses
from pipeline.stages.extract.serials.margins import counts_sheet
from pipeline.stages.extract.serials.statements import statements
from pipeline.stages.extract.witness import Witness, settle, witness

_SHAPE = re.compile(
    rf"(?P<label>{before_number()}\s*\]?\s*[:.]?\s*)?"
    rf"(?<![\d-])(?P<left>{CODE}{{4}})\s?-?\s?(?P<right>{CODE}{{3}}(?:{CODE}|[Xx]))\s*[(\[]\s*(?P<year>{CODE}{{4}})\s*[)\]]\s*-?\s*"
    rf"(?P<issue>[A-Z]?{CODE}{{2,3}}[A-Z]?|[SZ]\d)\s*(?:增\s*)?[-.]\s*(?P<page>[A-Z]?{CODE}{{3,5}})\s*-\s*(?P<count>{CODE}{{2,3}})(?!\d)",
    re.IGNORECASE,
)
_YEARED = re.compile(rf"[(\[]\s*{CODE}{{4}}\s*[)\]]", re.IGNORECASE)
"""What every article number of that shape has, and few texts, which are soon told by it."""

_AFTER_VOLUME = re.compile(
    r"(?:\bv(?:ol)?\.?\s?\d{1,4}(?:\s?\(?\s?[,:]?\s?(?:n|no|supl|suppl)?\.?\s?\d{1,3}\s?\)?){0,2}|\b\d{1,4}\s?(?:\(\s?[\w.\s]{1,8}\))?)\s*[,:|I]\s*"
    r"(?:pii\s?[=:]\s?)?(?P<number>[eE]\d{4,9}|(?:(?<=pii[=:])|(?<=pii[=:]\s))\d{5,9})(?!\w)"
)

LONG_NUMBER = 6
"""Figures of a number after the volume that no page has: no volume has a hundred thousand."""
_LABELLED = re.compile(
    rf"(?<!\w){before_number()}\s?[:.]?\s?(?P<number>[A-Za-z]?\d{{3,9}})(?![\w(（-])",
    re.IGNORECASE,
)
"""An article number under its label, which no journal's number and year go before: `Article ID 157939`."""
CALLED = re.compile(
    r"(?<!\w)art(?:icle|ikel|ículo|igo|icolo)?\.?\s(?P<number>\d{1,5})(?![\w-])", re.IGNORECASE
)
_SHEETED = re.compile(r"(?P<number>[01]?\d{6,7})\s?-\s?\d{1,2}")


def find_article_number(segments: Segments) -> Field | None:
    """The article number: `ISSN(year)issue-page-count`, or that of an article without pages (`e200057`)."""
    read = passages(segments)
    printed = [
        w for w in article_number_witnesses(read) if (found := ArticleNumber.parse(w.value)) and found.filled
    ]
    return settle(printed or _electronic(read), about="article_number")


def _electronic(read: tuple[Passage, ...]) -> Iterator[Witness]:
    """The number after the volume in heads and citations: `v. 33, e200057, 2021`, `33:e200057`.

    Where the sheets are counted within the article (`Page 2 of 10`), a single number after the volume is one too, and so is
    any that is longer than a page's: `729 (2020) 138817`.
    """
    counted = counts_sheets(read)
    for passage in read:
        for match in _LABELLED.finditer(passage.text):
            yield witness(passage, match.span(), match["number"], 0.92)
        if passage.zone in {Zone.HEAD, Zone.CITATION}:
            for match in _AFTER_VOLUME.finditer(passage.text):
                yield witness(passage, match.span(), match["number"], 0.93)
            yield from _called_so(passage)
            for said in statements(without_addresses(passage.text)):
                alone = said.volume and said.first and not said.last and said.first.isdigit()
                if said.first and alone and (counted or len(said.first) >= LONG_NUMBER):
                    yield witness(passage, (said.start, said.end), said.first, 0.85)
    yield from _before_dash(read)


def _called_so(passage: Passage) -> Iterator[Witness]:
    """The number of an article behind the volume in a line: `Volume 13, No. 3, Art. 22`, `Volume 5 | Article 123`."""
    for line in split_lines(passage):
        for match in CALLED.finditer(line.text):
            if any(said.volume for said in statements(without_addresses(line.text))):
                yield witness(line, match.span("number"), match["number"], 0.92)


def counts_sheets(read: tuple[Passage, ...]) -> bool:
    """Whether heads or feet count the sheets of the article: `Page 2 of 10`, `1 de 19`, `2/7`."""
    return any(counts_sheet(line.text) for p in read if p.zone is Zone.HEAD for line in split_lines(p))


def _before_dash(read: tuple[Passage, ...]) -> Iterator[Witness]:
    """A long number that the sheets print with their own count behind it: `2433001-1`, `2433001-2`."""
    for passage in read:
        for line in split_lines(passage):
            if found := _SHEETED.fullmatch(line.text.strip()):
                yield witness(line, (0, len(line.text)), found["number"], 0.9)


def article_number_witnesses(read: tuple[Passage, ...]) -> list[Witness]:
    """Every place that prints an article number; misread digits mended, as the shape allows only digits.

    What a template prints before issue and pages are known (`1007-3841(2023)00-0000-00`) tells the ISSN alone.
    """
    found = []
    for passage in read:
        for match in _shapes(passage.text):
            value = _normal(match)
            parsed = ArticleNumber.parse(value)
            if parsed is None:
                continue
            printed = re.sub(r"\s+", "", match[0][len(match["label"] or "") :])
            repairs = () if printed.upper() == value.upper() else (f"{printed}→{value}",)
            trust = 0.96 if match["label"] else 0.93
            if not valid_issn(parsed.issn) or parsed.year not in YEARS:
                trust *= 0.5
            found.append(witness(passage, match.span(), value, trust, repairs=repairs))
    return found


def numbers_in(text: str) -> list[tuple[int, int]]:
    """Where a folded text prints article numbers."""
    return [match.span() for match in _shapes(text)]


def _shapes(text: str) -> Iterator[re.Match[str]]:
    return _SHAPE.finditer(text) if _YEARED.search(text) else iter(())


def _normal(match: re.Match[str]) -> str:
    last = match["right"][3]
    right = as_digits(match["right"][:3]) + ("X" if last in "Xx" else as_digits(last))
    issue = match["issue"]
    plain = issue if (issue[0].isalpha() and issue[1:].isdigit()) or issue[-1].isalpha() else as_digits(issue)
    return (
        f"{as_digits(match['left'])}-{right}({as_digits(match['year'])})"
        f"{plain}-{as_digits(match['page'])}-{as_digits(match['count'])}"
    )
