"""The title page of a dissertation, or of its printed summary, in Cyrillic letters: author, title, code of the speciality, what it is for.

Its order is laid down in Russia, Ukraine, Belarus and Kazakhstan, and stands whatever sizes its lines are set in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipeline.languages import languages
from pipeline.languages.families import family
from pipeline.languages.kinds import is_supervised, kinds_told
from pipeline.languages.labels import leading_label
from pipeline.languages.scripts import Script
from pipeline.languages.told import heads, patronymics
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import Line
from pipeline.stages.extract.parts import cut, part

_CODE = re.compile(r"\W*\d{1,2}\.\d{1,2}\.\d{1,2}\b")
_NAME = re.compile(r"[^\W\d_][\w’'-]+\s+[^\W\d_][\w’'-]+\s+(?P<own>[^\W\d_][\w’'-]+)")
_GIVEN = re.compile(r"[^\W\d_][\w’'-]+\s+(?P<own>[^\W\d_][\w’'-]+)")
_FAMILY = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]{2,})?")
_FRONT = frozenset({Role.TITLE, Role.AUTHORS, Role.AFFILIATIONS, Role.ABSTRACT, Role.CORRESPONDENCE})
_LABELLED = 3
"""Words of a line among which the label of the speciality stands."""
_TITLE = 8
"""Lines of a title at most."""


def with_degree_page(segments: Segments) -> Segments:
    """The segments with name and title of such a page as author and title, and nobody and no title beside them.

    What stands on the pages behind it is no abstract but below the label of one: it names who guided the work and who judges it.
    """
    found = segments.segments
    if family(segments.language) != Script.CYRILLIC or not found:
        return segments
    page = found[0].page
    lines = [(s, line) for s in found if s.page == page and not s.garbled for line in s.lines]
    named, titled = _block([line for _, line in lines])
    if not named or not titled:
        return segments
    head = [*_whole(named, lines, Role.AUTHORS), *_whole(titled, lines, Role.TITLE)]
    taken = {id(line) for line in (*named, *titled)}
    labelled = {s.page for s in found if _is_abstract(s)}
    parts: list[Segment] = []
    for segment in found:
        rest = tuple(line for line in segment.lines if id(line) not in taken)
        role = segment.role
        if role in _FRONT and (segment.page == page or segment.page not in labelled):
            role = Role.OTHER
        parts += cut(segment, rest, role) if segment.lines else [segment]
    return segments.model_copy(update={"segments": (*head, *parts)})


def _block(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The author's name and the title among the lines of a title page; empty where it is none."""
    told = next((n for n, line in enumerate(lines) if "thesis" in kinds_told(line.text)), None)
    if told is None:
        return [], []
    end = next((n for n, line in enumerate(lines[:told]) if _is_speciality(line.text)), told)
    at = next((n for n in range(end - 1, -1, -1) if _is_name(lines[n].text)), None)
    if at is None or is_supervised(lines[at].text):
        return [], []
    two = _GIVEN.fullmatch(lines[at].text.strip()) is not None
    named = list(lines[at - 1 : at + 1] if two and at else lines[at : at + 1])
    if two and not (at and _FAMILY.fullmatch(lines[at - 1].text.strip())):
        return [], []
    title = [
        line for line in lines[at + 1 : end] if not re.match(heads(), line.text) and not _is_said(line.text)
    ]
    return (named, title) if len(title) <= _TITLE else ([], [])


def _is_speciality(text: str) -> bool:
    """Whether a line gives the speciality: its code, or a label before it."""
    words = text.casefold().split()[:_LABELLED]
    return _CODE.match(text) is not None or any(
        word.startswith(form) for word in words for form in _forms("speciality")
    )


def _is_said(text: str) -> bool:
    """Whether a line says that the thesis is a manuscript."""
    return " ".join(text.casefold().split()) in _forms("manuscript")


@cache
def _forms(name: str) -> frozenset[str]:
    return frozenset(form for each in languages().values() for form in getattr(each, name))


def _is_name(text: str) -> bool:
    """Whether a line is family name, given name and patronymic, or the last two below the first."""
    bare = text.strip()
    found = _NAME.fullmatch(bare) or _GIVEN.fullmatch(bare)
    return found is not None and re.search(rf"(?:{patronymics()})$", found["own"].casefold()) is not None


def _whole(lines: Sequence[Line], owners: Sequence[tuple[Segment, Line]], role: Role) -> list[Segment]:
    owner = next(s for s, line in owners if line is lines[0])
    return [part(owner, tuple(lines), role)]


def _is_abstract(segment: Segment) -> bool:
    label = leading_label(segment.text)
    return label is not None and label.field == "abstract"
