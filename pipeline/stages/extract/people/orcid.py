"""ORCID iDs, by their check character, given to the authors whose names stand before them."""

from __future__ import annotations

import re

from pipeline.languages.confusions import as_digits
from pipeline.records.article import Author, Field
from pipeline.records.identifiers import valid_orcid
from pipeline.records.segment import Segments
from pipeline.stages.extract.digits import CODE
from pipeline.stages.extract.passages import passages
from pipeline.stages.extract.people.email import named_before
from pipeline.stages.extract.witness import settle, witness

_SHAPE = re.compile(
    rf"(?<![\d-])(?:[1-9](?=000[09]-000))?(?P<id>{CODE}{{4}}\s?-\s?{CODE}{{4}}\s?-\s?{CODE}{{4}}\s?-\s?{CODE}{{3}}(?:{CODE}|[Xx]))(?![\d-])"
)
"""An iD; the raised figure of a name may stand right before it."""


def with_orcids(authors: tuple[Author, ...], segments: Segments) -> tuple[Author, ...]:
    """The authors with the ORCID iDs that the pages print; an iD with a wrong check character is left out."""
    owners: dict[int, Field] = {}
    for passage in passages(segments):
        for match in _SHAPE.finditer(passage.text):
            as_read = re.sub(r"\s", "", match["id"])
            value = as_digits(as_read[:-1]) + ("X" if as_read[-1] in "Xx" else as_digits(as_read[-1]))
            owner = named_before(authors, passage.text, match.start())
            if owner is None and len(authors) == 1:
                owner = 0
            if owner is None or not valid_orcid(value):
                continue
            repairs = () if value == as_read.upper() else (f"{as_read}→{value}",)
            field = settle([witness(passage, match.span(), value, 0.97, repairs=repairs)])
            if field:
                owners.setdefault(owner, field)
    return tuple(
        author.model_copy(update={"orcid": owners[n]}) if n in owners else author
        for n, author in enumerate(authors)
    )
