"""The parts of a structured abstract: where its headings stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.languages.labels import Heading, headings_in
from pipeline.records.article import Section

_ORDER = {"background": 0, "objective": 1, "methods": 2, "results": 3, "conclusions": 4}
_BEFORE = re.compile(r"(?:^|[.。．!?！？;；\u061b:：)）\]］】”\"])\s*$")


def split_sections(text: str, language: str) -> tuple[Section, ...]:
    """The sections of an abstract, or none where it is unstructured.

    A heading stands at the beginning or after the end of a sentence; headings of one abstract look alike (all in
    brackets, all with a colon, all bare), and there are at least two of different kinds.
    """
    headings = _consistent(_candidates(text, language))
    if len({h.category for h in headings}) <= 1:
        return ()
    ends = [*(h.start for h in headings[1:]), len(text)]
    lead = text[: headings[0].start].strip()
    if len(lead) > 0.4 * len(text):
        return ()
    return tuple(
        Section(label=h.category, heading=h.words.strip(), text=text[h.end : end].strip())
        for h, end in zip(headings, ends, strict=True)
    )


def _candidates(text: str, language: str) -> list[Heading]:
    """Headings where a heading may stand, the first of a style in a row."""
    found = []
    for heading in headings_in(text, language):
        if heading.style != "bracket" and not _BEFORE.search(text[: heading.start]):
            continue
        if heading.style == "bare" and (heading.category == "other" or not _bare_heading(text, heading)):
            continue
        found.append(heading)
    return found


def _bare_heading(text: str, heading: Heading) -> bool:
    """Whether words without bracket or colon are a heading: capitalised and followed by a sentence of its own."""
    rest, words = text[heading.end :], heading.words
    if not rest:
        return False
    if words[0].isascii() or (words[0].isalpha() and words[0].upper() != words[0].lower()):
        return words[0].isupper() and (rest[0].isupper() or rest[0].isdigit() or rest[0] in '①⑴(（“"‘')
    spaced = text[heading.end - 1 : heading.end].isspace()
    return spaced or heading.start == 0 or rest[0] not in "的是学，、,。：究"


def _consistent(headings: Sequence[Heading]) -> list[Heading]:
    """The headings of the style that most have, each kind once, in an order that makes sense."""
    if not headings:
        return []
    styles: dict[str, list[Heading]] = {}
    for heading in headings:
        styles.setdefault(heading.style, []).append(heading)
    best = max(styles.values(), key=lambda found: (len({h.category for h in found}), -found[0].start))
    kept: list[Heading] = []
    for heading in best if len({h.category for h in best}) > 1 else headings:
        if _fits(heading, kept):
            kept.append(heading)
    return kept


def _fits(heading: Heading, kept: Sequence[Heading]) -> bool:
    if any(h.words.casefold() == heading.words.casefold() for h in kept):
        return False
    rank = _ORDER.get(heading.category)
    ranks = [_ORDER[h.category] for h in kept if h.category in _ORDER]
    return rank is None or not ranks or rank >= ranks[-1] or (rank == 0 and ranks[-1] == 1)
