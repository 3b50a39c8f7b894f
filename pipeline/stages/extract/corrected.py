"""What a correction or retraction is about: the DOI, title or citation of another article that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.records.article import Field
from pipeline.records.segment import Segments
from pipeline.stages.extract.codes.doi import dois_in
from pipeline.stages.extract.passages import Passage, passages
from pipeline.stages.extract.witness import Witness, settle, witness

_QUOTED = re.compile(r"《([^》]{6,200})》|[“\"„«「『]([^”\"“»」』]{15,300})[”\"“»」』]")
_LABEL = re.compile(r"(?:https?://|(?:dx\.)?doi\.org/?|doi|[\s:.;,/])*", re.IGNORECASE)
_OWN, _OTHER, _TITLED = 0.95, 0.9, 0.8


def find_own_doi(segments: Segments) -> Field | None:
    """The DOI of the correction itself: one that stands by itself in its line, never one within the text."""
    return settle(_dois(segments, alone=True), about="doi")


def find_corrected(segments: Segments, own: Field | None) -> Field | None:
    """The DOI within the text, else the title that stands in quotation marks there; None where neither is named."""
    named = [
        w for w in _dois(segments, alone=False) if own is None or w.value.casefold() != own.value.casefold()
    ]
    return settle(named, about="corrects") or settle(_titles(segments), about="corrects")


def _dois(segments: Segments, *, alone: bool) -> Iterator[Witness]:
    for passage in passages(segments):
        for doi in dois_in(passage.text):
            if _stands_alone(passage, doi.start, doi.end) is alone:
                yield witness(passage, (doi.start, doi.end), doi.value, _OWN if alone else _OTHER, exact=True)


def _stands_alone(passage: Passage, start: int, end: int) -> bool:
    """Whether a DOI shares its line with nothing but its label."""
    first = passage.text.rfind("\n", 0, start) + 1
    last = passage.text.find("\n", end)
    after = passage.text[end : last if last >= 0 else len(passage.text)]
    return bool(_LABEL.fullmatch(passage.text[first:start])) and bool(_LABEL.fullmatch(after))


def _titles(segments: Segments) -> Iterator[Witness]:
    for passage in passages(segments):
        if match := _QUOTED.search(passage.raw):
            yield witness(passage, match.span(), (match[1] or match[2]).replace("\n", "").strip(), _TITLED)
            return
