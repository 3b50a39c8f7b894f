"""Received, revised, accepted, published: labels of every language, dates as ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.languages import languages
from pipeline.languages.alternatives import branches
from pipeline.languages.families import ENGLISH
from pipeline.languages.few_words import every_language
from pipeline.languages.scripts import EAST_ASIAN
from pipeline.records.article import Field, Flag, Severity
from pipeline.records.base import BBox
from pipeline.records.paths import FieldPath
from pipeline.records.segment import Role, Segments
from pipeline.stages.extract.calendar import (
    PrintedDate,
    date_at,
    date_before,
    days_come_first,
    may_be_turned,
    months_come_first,
    turned,
)
from pipeline.stages.extract.digits import mended
from pipeline.stages.extract.passages import Passage, Zone, fold, passages
from pipeline.stages.extract.witness import Witness, settle, witness

KINDS = ("received", "revised", "accepted", "published")
_TAIL = re.compile(r"(?:^|\n)\s*([\u4e00-\u9fff가-힣]{2,4})\s*[:;]")
_CLOSED = re.compile(r"\s*(?:[,;)\]]|$)")
"""What follows a label that stands after its date: `2020年1月14日受付，2020年4月28日受理`."""
_OPENED = re.compile(r"[(\[]\s*$")
"""What such a list of dates begins with: `(2019-04-02 收稿 2019-08-20 修回)`."""
_EARLY, _EARLY_TRUST = re.compile(r"网络|網路|網絡|online|優先|优先|早期公開", re.IGNORECASE), 0.9
"""What tells a publication ahead of the issue, and how much less it counts beside the date of the issue."""
_CUT = 0.75
"""How far a date is trusted whose label has lost its beginning."""
_GAP = re.compile(
    r"[\s:\])(,.]*(?:(?:on|am|le|el|em|il|la|в редакцию|в редколлегию|до редакції|до редколегії)\s+)?",
    re.IGNORECASE,
)
"""What stands between a label and its date at most."""
_BETWEEN = re.compile(r"[\s:/,、|;]*")
_HISTORY = {"received", "revised", "accepted"}
_SHORT = 60
"""Characters of a passage that is a label by itself, at most."""
_LINE_END = re.compile(r"[\s.,;)\]]*(?:гг?|рр?|року|года)?[\s.,;)\]]*")
"""What a line of a date may end in: `15 ноября 2022 г.`"""
_AMBIGUOUS = {Role.ABSTRACT, Role.TITLE, Role.KEYWORDS}


@dataclass(frozen=True)
class PrintedDates:
    """The dates in the life of an article, ISO 8601 (a day, or a month where no day is printed)."""

    received: Field | None
    revised: Field | None
    accepted: Field | None
    published: Field | None


def find_dates(segments: Segments) -> PrintedDates:
    """All dates that stand beside one of their labels."""
    votes: dict[str, list[Witness]] = {kind: [] for kind in KINDS}
    read = passages(segments)
    american = months_come_first(passage.text[a:b] for passage in read for _, _, a, b in _believed(passage))
    for passage in read:
        for kind, value, start, end, tail in cut_labels_in(passage.text):
            votes[kind].append(witness(passage, (start, end), value, _CUT, repairs=(f"…{tail}",)))
        for kind, value, start, end in _believed(passage):
            trust = 0.8 if passage.zone is Zone.BODY else 0.95
            printed = passage.text[start:end]
            trust *= _EARLY_TRUST if _EARLY.search(printed) else 1.0
            told = turned(value, printed) if american else value
            votes[kind].append(witness(passage, (start, end), told, trust, repairs=mended(printed)))
    for passage, following in pairwise(read):
        if led := _ends_in_label(passage):
            for where, at in filter(None, (_right_of(passage, read), (following, 0))):
                said = date_at(where.text, _first_sign(where.text, at))
                if said and said.value:
                    votes[led].append(witness(where, (said.start, said.end), said.value, 0.9))
                    break
    return PrintedDates(**{kind: settle(found, about=kind) for kind, found in votes.items()})


def impossible_dates(segments: Segments) -> tuple[Flag, ...]:
    """A flag for every label that is followed by what looks like a date and is no day of the calendar."""
    found = {
        (kind, passage.text[start:end])
        for passage in passages(segments)
        if not passage.second
        for kind, value, start, end in labelled_in(passage.text)
        if value is None
    }
    return tuple(
        _doubt("dates.impossible", kind, f"'{printed}' is no day of the calendar.")
        for kind, printed in sorted(found)
    )


def ambiguous_dates(segments: Segments) -> tuple[Flag, ...]:
    """A flag for every date of an English article of which nothing tells whether day or month comes first: `3/4/2021`.

    Another date of the article may tell it; in other languages the day does.
    """
    if segments.language != ENGLISH:
        return ()
    told = [(kind, p.text[a:b]) for p in passages(segments) if not p.second for kind, _, a, b in _believed(p)]
    printed = [text for _, text in told]
    if months_come_first(printed) or days_come_first(printed):
        return ()
    said = "Nothing tells whether {!r} has its day or its month first; the day is taken."
    return tuple(
        _doubt("dates.ambiguous", kind, said.format(text))
        for kind, text in sorted({(kind, text) for kind, text in told if may_be_turned(text)})
    )


def _doubt(code: str, kind: str, message: str) -> Flag:
    return Flag(code=code, path=FieldPath.of(kind), severity=Severity.WARNING, message=message)


def _believed(passage: Passage) -> list[tuple[str, str, int, int]]:
    """The dates of a passage; in running text only where two kinds stand together, as `received ... accepted`."""
    found = list(dates_in(passage.text))
    if len({kind for kind, *_ in found} & _HISTORY) > 1:
        return found
    return [said for said in found if not _in_prose(passage, said[2], said[3])]


def _in_prose(passage: Passage, start: int, end: int) -> bool:
    """Whether a label that is also an everyday word stands in running text: not at the begin of a line that the date ends."""
    printed = passage.text[start:end]
    letter = re.search(r"[^\W\d_]", printed)
    everyday = letter is not None and letter[0] <= EAST_ASIAN and not re.match(r"[^\d:]*:", printed)
    if not everyday or not (passage.role in _AMBIGUOUS or passage.zone is Zone.BODY):
        return False
    before = passage.text[:start].rpartition("\n")[2]
    after = passage.text[end:].partition("\n")[0]
    ends = after.lstrip().startswith(";") or _LINE_END.fullmatch(after)
    return bool(re.search(r"\w", before)) or not ends


def _right_of(label: Passage, read: Sequence[Passage]) -> tuple[Passage, int] | None:
    """The nearest line to the right of a label's, in its row, as the passage that holds it and where it begins there."""
    if not label.lines:
        return None
    box = label.lines[-1].bbox
    right = [
        (line.bbox.left, n, passage, start)
        for n, passage in enumerate(read)
        if passage.page == label.page and not passage.second
        for line, start in zip(passage.lines, passage.starts, strict=False)
        if line.bbox.left >= box.right - box.height
        and 2 * abs(_middle(line.bbox) - _middle(box)) < box.height
    ]
    return min(right, key=lambda found: found[:2])[2:] if right else None


def _middle(box: BBox) -> float:
    return (box.top + box.bottom) / 2


def _first_sign(text: str, at: int) -> int:
    return at + len(text[at:]) - len(text[at:].lstrip())


def _ends_in_label(passage: Passage) -> str | None:
    """The kind of date whose label ends a short passage: the date stands in the next one."""
    if len(passage.text) > _SHORT or passage.second:
        return None
    last = next(reversed(_labels_in(passage.text)), None)
    return last.kind if last and not passage.text[last.end :].strip(" :\n") else None


def dates_in(text: str) -> Iterator[tuple[str, str, int, int]]:
    """(kind, ISO date, start, end) for every label with its date in a folded text."""
    for kind, value, start, end in labelled_in(text):
        if value is not None:
            yield kind, value, start, end


def labelled_in(text: str) -> Iterator[tuple[str, str | None, int, int]]:
    """(kind, ISO date or None where the calendar has no such day, start, end) for every label with its date."""
    shared = list(_shared(text))
    yield from ((kind, value, start, end) for kind, value, start, end in shared)
    end_of_last = 0
    for label in _labels_in(text):
        if any(start <= label.start < end for _, _, start, end in shared):
            continue
        before = date_before(text, end_of_last, label.start)
        turned = before is not None and (
            _CLOSED.match(text, label.end) or _OPENED.search(text, end_of_last, before.start)
        )
        found = before if turned else _date_after(text, label.end) or before
        if found:
            end_of_last = max(found.end, label.end)
            yield label.kind, found.value, min(found.start, label.start), end_of_last


def _shared(text: str) -> Iterator[tuple[str, str | None, int, int]]:
    """Several labels, then as many dates: `收稿/录用/修回：2021-05-06/2021-08-20/2021-11-18`."""
    run: list[_Found] = []
    for label in _labels_in(text):
        joined = run and re.fullmatch(r"\s*[/,、|]\s*", text[run[-1].end : label.start])
        run = [*run, label] if joined else [label]
        if len(run) <= 1:
            continue
        dates: list[PrintedDate] = []
        at = label.end
        while (
            len(dates) < len(run) and (gap := _BETWEEN.match(text, at)) and (said := date_at(text, gap.end()))
        ):
            dates.append(said)
            at = said.end
        if len(dates) == len(run):
            for one, said in zip(run, dates, strict=True):
                yield one.kind, said.value, run[0].start, at


def cut_labels_in(text: str) -> Iterator[tuple[str, str, int, int, str]]:
    """(kind, ISO date, start, end, what is left) for every line that begins with the end of a label: `수일: 2020-05-19`.

    Only where all labels that end so stand for the same kind of date.
    """
    for match in _TAIL.finditer(text):
        kinds = {kind for form, kind in _eastern_labels() if form != match[1] and form.endswith(match[1])}
        found = _date_after(text, match.end())
        if len(kinds) == 1 and found and found.value and not _is_label(match[1]):
            yield kinds.pop(), found.value, match.start(1), found.end, match[1]


def _is_label(form: str) -> bool:
    return any(form == other for other, _ in _eastern_labels())


@cache
def _eastern_labels() -> tuple[tuple[str, str], ...]:
    """(label without spaces, kind) of the labels in Han and Hangul, of which a cut one is still known."""
    return tuple(
        (label.replace(" ", ""), kind)
        for kind in KINDS
        for found in languages().values()
        for label in found.labels.get(kind, ())
        if _is_eastern(label)
    )


class _Found(NamedTuple):
    """A label in a text: which kind of date it announces, and its span."""

    kind: str
    start: int
    end: int


@lru_cache(maxsize=256)
def _labels_in(text: str) -> tuple[_Found, ...]:
    """The labels of dates in a text, in order, the longest at each place."""
    small = text.lower()
    pattern, kinds = _labels()
    return tuple(
        _Found(kinds[re.sub(r"\s", "", match[0])], match.start(), match.end())
        for match in pattern.finditer(small if len(small) == len(text) else text)
    )


@cache
def _labels() -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern for all labels in small letters, and the kind of date of each, by its form without spaces."""
    forms = {
        fold(label): kind
        for kind in KINDS
        for found in every_language()
        for label in found.labels.get(kind, ())
    }
    eastern = [
        [c if n == 0 else rf"\s?{re.escape(c)}" for n, c in enumerate(f.replace(" ", ""))]
        for f in forms
        if _is_eastern(f)
    ]
    others = [[r"\s+" if c == " " else re.escape(c) for c in f] for f in forms if not _is_eastern(f)]
    pattern = rf"{branches(eastern)}|(?<!\w){branches(others)}(?!\w)"
    return re.compile(pattern), {form.replace(" ", ""): kind for form, kind in forms.items()}


def _is_eastern(label: str) -> bool:
    return label[0] > EAST_ASIAN


def _date_after(text: str, start: int) -> PrintedDate | None:
    """The date that follows a place, over at most a colon, a bracket and a word such as `am`, `le`, `el`."""
    gap = _GAP.match(text, start)
    return date_at(text, gap.end() if gap else start)
