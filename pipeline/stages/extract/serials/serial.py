"""ISSNs that stand under their label, mended where only digits can stand."""

from __future__ import annotations

import re

from pipeline.languages.confusions import as_digits, loose
from pipeline.records.identifiers import ArticleNumber, valid_issn
from pipeline.stages.extract.digits import CODE, nearest
from pipeline.stages.extract.passages import Passage, Zone
from pipeline.stages.extract.serials.article_number import article_number_witnesses
from pipeline.stages.extract.witness import Witness, witness

_PRINTED = re.compile(
    rf"(?<![a-z./])(?P<kind>e-?|p-?|online\s|print\s|l-?)?{loose('iss')}n(?:\s*\((?P<note>[^)]{{1,12}})\))?(?:-L)?\s*\]?\s*[:.]?\s*"
    rf"(?P<left>{CODE}{{4}})\s?[-.·]?\s?(?P<right>{CODE}{{3}}(?:{CODE}|[Xx]))(?![\d-])(?:\s?\((?P<after>[A-Za-z]{{5,10}})\))?",
    re.IGNORECASE,
)


_LETTERSPACED = re.compile(
    r"(?<![a-z])i\s?s\s?s\s?n\s?:?\s?(?P<left>(?:\d\s?){4})-\s?(?P<right>(?:\d\s?){3}[\dx])(?![\d-])",
    re.IGNORECASE,
)
"""One in letters set apart, as mastheads set them: `IS SN 2 39 5 -979 7`."""
_OTHERS = re.compile(r"[^\W\d_]》?\s*\(\s*$")
"""What stands before an ISSN in brackets in running text, which may be another serial's: `出版物（ISSN 2096-4188）`."""
_BRACKETED = 0.8
_COPYRIGHT = re.compile(r"(?<![\d-])(?P<left>\d{4})-(?P<right>\d{3}[\dXx])\s?/\s?(?:\d\d\s?[/$]|©|\$|[-~]\s)")
"""An ISSN without label before the copyright line: `0248-8663/© 2019`, `0932-0784 / 99 / 0300-0272 $ 06.00`, `0022-1236/85 $3.00`."""


def printed_issns(read: tuple[Passage, ...]) -> tuple[str, ...]:
    """Every ISSN with a right check digit that stands under its label or in an article number."""
    numbers = [
        parsed.issn for w in article_number_witnesses(read) if (parsed := ArticleNumber.parse(w.value))
    ]
    labelled = [w.value for _, w in issn_witnesses(read, ())]
    return tuple(dict.fromkeys(issn for issn in labelled + numbers if valid_issn(issn)))


def issn_witnesses(read: tuple[Passage, ...], known: tuple[str, ...]) -> list[tuple[bool, Witness]]:
    """(is the electronic edition's, witness) for every labelled ISSN."""
    found = []
    for passage in read:
        if passage.zone is Zone.BODY and passage.later:
            continue
        for match in _PRINTED.finditer(passage.text):
            last = match["right"][3]
            as_read = f"{match['left']}-{match['right']}"
            value = f"{as_digits(match['left'])}-{as_digits(match['right'][:3])}" + (
                "X" if last in "Xx" else as_digits(last)
            )
            if not valid_issn(value):
                value = nearest(value, known) or value
            repairs = () if as_read.upper() == value else (f"{as_read}→{value}",)
            trust = 0.97 if valid_issn(value) else 0.3
            if _OTHERS.search(passage.text[: match.start()]):
                trust *= _BRACKETED
            electronic = (
                (match["kind"] or match["note"] or match["after"] or "").casefold().startswith(("e", "o"))
            )
            found.append((electronic, witness(passage, match.span(), value, trust, repairs=repairs)))
        for match in _LETTERSPACED.finditer(passage.text):
            value = re.sub(r"\s", "", f"{match['left']}-{match['right']}").upper()
            if valid_issn(value) and all(value != w.value for _, w in found):
                found.append((False, witness(passage, match.span(), value, 0.93)))
        for match in _COPYRIGHT.finditer(passage.text):
            value = f"{match['left']}-{match['right'].upper()}"
            if valid_issn(value):
                found.append((False, witness(passage, match.span(), value, 0.93)))
    return found
