"""Year, volume and issue of the article: from running heads, mastheads, citation footers and the article number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.records.article import Field
from pipeline.records.identifiers import ArticleNumber
from pipeline.records.segment import Role, Segments
from pipeline.stages.extract.calendar import months_in, school_years_in
from pipeline.stages.extract.digits import mended
from pipeline.stages.extract.passages import Passage, Zone, passages, split_lines, without_addresses
from pipeline.stages.extract.serials.article_number import article_number_witnesses
from pipeline.stages.extract.serials.imprint import imprint_years
from pipeline.stages.extract.serials.statements import Statement, number_of, numbered_issues, statements
from pipeline.stages.extract.witness import Witness, settle, witness

_YEAR = re.compile(r"(?:19|20)\d\d")
_SPRING = 0.5
"""How far a school year is the year of what is printed in it: its last months are the next year's."""
_LONE, _EDGE = 0.8, " \t,.;:|-"
_RELIABILITY = {Zone.HEAD: 0.95, Zone.CITATION: 0.93, Zone.FRONT: 0.6}


@dataclass(frozen=True)
class Issue:
    """In which issue the article appeared, as far as printed."""

    year: Field | None
    volume: Field | None
    issue: Field | None


def find_issue(segments: Segments) -> Issue:
    """Year, volume and issue."""
    read = passages(segments)
    found: dict[str, list[Witness]] = {"year": [], "volume": [], "issue": []}
    for passage, said in said_in(read):
        for name, votes in found.items():
            value = getattr(said, name)
            if value and not (name == "issue" and _YEAR.fullmatch(value)):
                span = (said.start, said.end)
                repairs = tuple(r for r in mended(passage.text[slice(*span)]) if r.endswith(f"→{value}"))
                votes.append(witness(passage, span, value, _RELIABILITY[passage.zone], repairs=repairs))
    found["issue"] += _lone_issues(read)
    found["year"] += [*_dated_heads(read), *imprint_years(read)]
    for number in article_number_witnesses(read):
        if (parsed := ArticleNumber.parse(number.value)) and parsed.filled:
            for name, value in (("year", str(parsed.year)), ("issue", parsed.issue)):
                found[name].append(Witness(value, number.evidence, min(number.reliability, 0.93)))
    return Issue(**{name: settle(votes, about=name) for name, votes in found.items()})


def _dated_heads(read: tuple[Passage, ...]) -> list[Witness]:
    """The month that a head prints apart from the volume: `2023年9月`, `令和5年3月10日`; a school year is in doubt."""
    return [
        witness(line, (start, end), date[:4], trust)
        for passage in read
        if passage.zone is Zone.HEAD and not passage.later
        for line in split_lines(passage)
        if not any(said.year for said in statements(line.text))
        for dates, trust in ((months_in, 0.85), (school_years_in, _SPRING))
        for date, start, end in dates(line.text)
    ]


def _lone_issues(read: tuple[Passage, ...]) -> list[Witness]:
    """The number of an issue in a line of its own over or under the title, as mastheads set volume, number and year apart."""
    return [
        witness(line, match.span(), number_of(match), _LONE)
        for passage in read
        if passage.zone is Zone.HEAD and not passage.later
        for line in split_lines(passage)
        if (match := next(numbered_issues(line.text), None)) and match[0].strip() == line.text.strip(_EDGE)
    ]


def said_in(read: tuple[Passage, ...]) -> list[tuple[Passage, Statement]]:
    """What heads, the history and the citation footer say of the issue, with the passage that says it."""
    found = []
    for passage in read:
        if passage.zone not in {Zone.HEAD, Zone.CITATION} and passage.role is not Role.DATES:
            continue
        pieces = split_lines(passage) if passage.zone is Zone.HEAD else (passage,)
        said = [(piece, said) for piece in pieces for said in statements(without_addresses(piece.text))]
        found += [(piece, one) for piece, one in said if one.volume or passage.role is not Role.DATES]
    return found
