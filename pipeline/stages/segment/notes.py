"""Notes on authors at the end of an article in Han: who they are, since when they live, and their addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.languages.families import CHINESE
from pipeline.records.base import around
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import Line, PageText, TextOrigin

_ADDRESS = re.compile(r"\S@\s?\S")
_LED = re.compile(r"e-?mail\s?[:：]\s*$", re.IGNORECASE)
"""What leads to an address on the next line."""
_BROKEN, _REST = re.compile(r"@[\w. -]*[.-]\s*$"), re.compile(r"\s*[\w.-]{2,20}\s*[;；。.]?\s*")
"""An address that a line breaks, and the rest of it."""
_PERSON = re.compile(r"\W*[\u3400-\u9fff](?:\s?[\u3400-\u9fff]){1,3}\s*[(（]\s*(?:18|19|20)\d\d")
"""How such a note begins: `温雨（1969—），女，...`."""
_NOTE = 6
"""Lines of a note down to its address, at most."""


def tells_address(text: str) -> bool:
    """Whether a text holds an e-mail address, if one with a space."""
    return bool(_ADDRESS.search(text))


def notes_in(lines: Sequence[Line]) -> set[int]:
    """The numbers of the lines of notes that tell an address, each from its name to there."""
    return {n for note in _spans(lines) for n in note}


def without_notes(pages: Sequence[PageText]) -> tuple[list[PageText], Segments]:
    """The last pages of an article without such notes, and each of these as one segment."""
    found = [(page, [page.lines[n] for n in note]) for page in pages for note in _spans(page.lines)]
    taken = {id(line) for _, lines in found for line in lines}
    origin = pages[0].origin if pages else TextOrigin.TEXT_LAYER
    made = tuple(_segment(page.number, lines) for page, lines in found)
    return list(_left(pages, taken)), Segments(language=CHINESE, origin=origin, segments=made)


def _spans(lines: Sequence[Line]) -> list[range]:
    spans: list[range] = []
    for n, line in enumerate(lines):
        if not tells_address(line.text) and not (n and _LED.search(lines[n - 1].text)):
            continue
        least = max(n - _NOTE, spans[-1].stop - 1 if spans else -1)
        above = range(n, least, -1)
        if (start := next((at for at in above if _PERSON.match(lines[at].text)), None)) is not None:
            following = lines[n + 1].text if n + 1 < len(lines) else ""
            broken = _BROKEN.search(line.text) and _REST.fullmatch(following)
            spans.append(range(start, n + 2 if broken else n + 1))
    return spans


def _segment(number: int, lines: Sequence[Line]) -> Segment:
    return Segment(
        text="".join(line.text for line in lines),
        language=CHINESE,
        role=Role.CORRESPONDENCE,
        page=number,
        bbox=around([line.bbox for line in lines]),
        confidence=min(line.confidence for line in lines),
        lines=tuple(lines),
    )


def _left(pages: Sequence[PageText], taken: set[int]) -> list[PageText]:
    kept = []
    for page in pages:
        blocks = []
        for block in page.blocks:
            lines = tuple(line for line in block.lines if id(line) not in taken)
            if lines:
                box = around([line.bbox for line in lines])
                blocks.append(block.model_copy(update={"lines": lines, "bbox": box}))
        if blocks:
            kept.append(page.model_copy(update={"blocks": tuple(blocks)}))
    return kept
