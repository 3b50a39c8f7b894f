"""Classes of the Universal Decimal Classification: `УДК 616.12-008.331.1`, `UDC: 616.24; 616-006`."""

from __future__ import annotations

import re

from pipeline.records.article import Field
from pipeline.records.segment import Segments
from pipeline.stages.extract.passages import passages
from pipeline.stages.extract.witness import Witness, settle, witness

_LABEL = re.compile(r"(?<![^\W_])(?:УДК|UDC|UDK|CDU)\b\s*\]?\s*[:.]?\s*")
_CLASS = re.compile(
    r"\d{1,3}(?:[.-]\d{1,3}|\.\s\d{3}(?!\d))*(?:[(\"'][\d.:=/-]+[)\"'])*(?:\s?[+:/]\s?\d{1,3}(?:[.-]\d{1,3})*(?:[(\"'][\d.:=/-]+[)\"'])*)*"
)
_BETWEEN = re.compile(r"\s*[;,]\s*")


def find_udc(segments: Segments) -> tuple[Field, ...]:
    """The classes in the order printed, each as printed; a line that breaks inside a class ends it."""
    votes: dict[str, list[Witness]] = {}
    for passage in passages(segments):
        for label in _LABEL.finditer(passage.text):
            for start, end in _classes_at(passage.text, label.end()):
                value = re.sub(r"\s", "", passage.text[start:end])
                votes.setdefault(value, []).append(witness(passage, (start, end), value, 0.9, exact=True))
    return tuple(field for group in votes.values() if (field := settle(group, about="udc")))


def _classes_at(text: str, start: int) -> list[tuple[int, int]]:
    """Where the classes stand that follow one another from a place on."""
    found = []
    while match := _CLASS.match(text, start):
        found.append(match.span())
        between = _BETWEEN.match(text, match.end())
        if between is None:
            break
        start = between.end()
    return found
