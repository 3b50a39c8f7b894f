"""Notes on authors at the end of an article in Han or Cyrillic letters: who they are, and their addresses.

In Han they begin with the name and the year of birth, in Cyrillic letters with family name, given name and patronymic.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.languages.families import CHINESE
from pipeline.languages.scripts import Script, language_of, main_script
from pipeline.languages.told import patronymics
from pipeline.languages.writing import join_lines
from pipeline.records.base import around
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import Line, PageText, TextOrigin
from pipeline.stages.segment.end_parts import by_identity, left

_ADDRESS = re.compile(r"\S@\s?\S")
_LED = re.compile(r"e-?mail\s?[:：]\s*$", re.IGNORECASE)
"""What leads to an address on the next line."""
_BROKEN, _REST = re.compile(r"@[\w. -]*[.-]\s*$"), re.compile(r"\s*[\w.-]{2,20}\s*[;；。.]?\s*")
"""An address that a line breaks, and the rest of it."""
_PERSON = re.compile(r"\W*[\u3400-\u9fff](?:\s?[\u3400-\u9fff]){1,3}\s*[(（]\s*(?:18|19|20)\d\d")
"""How such a note begins: `温雨（1969—），女，...`."""
_NOTE = 10
"""Lines of a note down to its address, at most."""
_WORD = r"[\u0400-\u042f][\u0400-\u045f\u0491’'-]+"
_FULL_NAME = re.compile(rf"\W*{_WORD}\s+{_WORD}\s+(?P<own>{_WORD})")


def _begins(text: str) -> bool:
    """Whether a note begins with a line: `温雨（1990—）`, `Соколов Иван Ильич – доцент`."""
    full = _FULL_NAME.match(text)
    return bool(_PERSON.match(text)) or (
        full is not None and re.search(rf"(?:{patronymics()})$", full["own"].casefold()) is not None
    )


def tells_address(text: str) -> bool:
    """Whether a text holds an e-mail address, if one with a space."""
    return bool(_ADDRESS.search(text))


def notes_in(lines: Sequence[Line]) -> set[int]:
    """The numbers of the lines of notes that tell an address, each from its name to there."""
    return {n for note in _spans(lines) for n in note}


def without_notes(pages: Sequence[PageText]) -> tuple[list[PageText], Segments]:
    """The last pages of an article without such notes, and each of these as one segment."""
    found = [(page, [page.lines[n] for n in note]) for page in pages for note in _spans(page.lines)]
    taken = by_identity(line for _, lines in found for line in lines)
    origin = pages[0].origin if pages else TextOrigin.TEXT_LAYER
    made = tuple(_segment(page.number, lines) for page, lines in found)
    rest = by_identity(line for page in pages for line in page.lines if id(line) not in taken)
    return left(pages, rest), Segments(language=CHINESE, origin=origin, segments=made)


def _spans(lines: Sequence[Line]) -> list[range]:
    spans: list[range] = []
    for n, line in enumerate(lines):
        if not tells_address(line.text) and not (n and _LED.search(lines[n - 1].text)):
            continue
        least = max(n - _NOTE, spans[-1].stop - 1 if spans else -1)
        above = range(n, least, -1)
        if (start := next((at for at in above if _begins(lines[at].text)), None)) is not None:
            following = lines[n + 1].text if n + 1 < len(lines) else ""
            broken = _BROKEN.search(line.text) and _REST.fullmatch(following)
            spans.append(range(start, n + 2 if broken else n + 1))
    return spans


def _segment(number: int, lines: Sequence[Line]) -> Segment:
    han = main_script(lines[0].text) is Script.HAN
    text = "".join(line.text for line in lines) if han else join_lines(line.text for line in lines)
    return Segment(
        text=text,
        language=CHINESE if han else language_of(text),
        role=Role.CORRESPONDENCE,
        page=number,
        bbox=around([line.bbox for line in lines]),
        confidence=min(line.confidence for line in lines),
        lines=tuple(lines),
    )
