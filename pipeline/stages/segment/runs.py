"""The lines without a label: front matter where they stand before an abstract, running text elsewhere."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.languages.families import ENGLISH, UNKNOWN, same_family
from pipeline.languages.scripts import language_of
from pipeline.records.segment import Role
from pipeline.stages.segment.front import front_roles
from pipeline.stages.segment.heads import head_likeness, says_issue
from pipeline.stages.segment.names import author_likeness, place_likeness
from pipeline.stages.segment.tongue import LATIN
from pipeline.stages.segment.walk import Marked

_SECOND = -5
"""The run of an English title under the one in the article's own language."""
_RAISED = re.compile(r"\s*(?:[¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰ]|[1-9a-h]\s+(?=[A-ZÀ-ÞА-Я]))")
_PLACED = 0.6
"""How much a line looks like an affiliation, at least."""
_SHORTEST = 60
"""Characters that an abstract has at least."""
_HEADED = 4
"""Lines that a title alone has at most."""
_WORDS = 3
"""Words of the first line of a title, at least; the last line of one may be a single word."""
_SMALLER = 1.15
"""How much larger than a masthead's a title's type is, at least."""
_LONGEST = 24
"""Lines that the front matter of one language may have."""


def resolved(marked: Sequence[Marked]) -> list[Marked]:
    """The pieces, each with a role."""
    found = list(marked)
    met_abstract = met_body = False
    for run in _runs(found):
        before = found[: run[0]]
        met_abstract = met_abstract or any(m.role is Role.ABSTRACT for m in before)
        met_body = met_body or any(m.role is Role.BODY for m in before)
        front = _front_part(found, run, met_abstract=met_abstract, met_body=met_body)
        roles = front_roles([found[n].piece for n in front])
        for n, role in zip(front, roles, strict=True):
            found[n] = replace(found[n], role=_over_title(found[n], role), run=found[n].run)
        for n in run:
            if n not in front:
                found[n] = replace(found[n], role=_at_the_foot(found, n))
    return _with_places_below(_with_unlabelled_abstract(_with_second_titles(_without_mastheads(found))))


def _with_second_titles(found: list[Marked]) -> list[Marked]:
    """A title in Latin letters that is followed at once, in smaller type, by the English one: parted."""
    for n in range(1, len(found)):
        above, below = found[n - 1], found[n]
        titles = above.role is below.role is Role.TITLE and above.run == below.run == 0
        if not titles or above.piece.tongue != LATIN or below.piece.tongue != LATIN:
            continue
        titled = [*itertools.takewhile(lambda m: m.role is Role.TITLE, reversed(found[:n]))]
        if below.piece.size > max(m.piece.size for m in titled) / _SMALLER:
            continue
        before = " ".join(m.piece.text for m in titled[::-1])
        if len(below.piece.text.split()) < _WORDS:
            continue
        if language_of(before) not in {ENGLISH, UNKNOWN} and language_of(below.piece.text) == ENGLISH:
            for later in range(n, len(found)):
                if found[later].role is not Role.TITLE:
                    break
                found[later] = replace(found[later], run=_SECOND)
            break
    return found


def _with_places_below(found: list[Marked]) -> list[Marked]:
    """Affiliations at the foot of the page, each with the raised mark that the names bear, where none stand above."""
    if any(m.role is Role.AFFILIATIONS for m in found) or not any(m.role is Role.AUTHORS for m in found):
        return found
    return [
        replace(m, role=Role.AFFILIATIONS, run=-4)
        if m.role is Role.BODY and _RAISED.match(m.piece.text) and place_likeness(m.piece.text) > _PLACED
        else m
        for m in found
    ]


def _without_mastheads(found: list[Marked]) -> list[Marked]:
    """A journal's name above the identifiers is no title: smaller type than the title that people follow."""
    groups: list[list[int]] = []
    for n, m in enumerate(found):
        if m.role is Role.ABSTRACT:
            break
        if m.role is Role.TITLE:
            if groups and groups[-1][-1] == n - 1:
                groups[-1].append(n)
            else:
                groups.append([n])
    peopled = next((g for g in groups if _people_follow(found, g[-1])), None)
    if peopled is None:
        return found
    least = max(found[n].piece.size for n in peopled) / _SMALLER
    for group in groups[: groups.index(peopled)]:
        if max(found[n].piece.size for n in group) <= least:
            for n in group:
                found[n] = replace(found[n], role=Role.RUNNING_HEAD)
    return found


def _people_follow(found: Sequence[Marked], n: int) -> bool:
    after = (m for m in found[n + 1 :] if m.role not in {Role.OTHER, Role.RUNNING_HEAD, Role.IDENTIFIERS})
    following = next(after, None)
    return following is not None and following.role is Role.AUTHORS


def _with_unlabelled_abstract(found: list[Marked]) -> list[Marked]:
    """Text between the front matter and the keywords of a language is its abstract, though its label was not read."""
    labelled = {m.piece.tongue for m in found if m.role is Role.ABSTRACT}
    for n, m in enumerate(found):
        if m.role is not Role.KEYWORDS or m.piece.label is None or m.piece.tongue in labelled:
            continue
        start = n
        while (
            start
            and (found[start - 1].role in {Role.BODY, Role.RUNNING_HEAD, Role.OTHER, Role.CITATION})
            and found[start - 1].piece.page == m.piece.page
        ):
            start -= 1
        own = [
            i
            for i in range(start, n)
            if found[i].role is Role.BODY and found[i].piece.tongue in {m.piece.tongue, None}
        ]
        if sum(len(found[i].piece.text) for i in own) >= _SHORTEST:
            for i in own:
                found[i] = replace(found[i], role=Role.ABSTRACT, run=-3)
        labelled.add(m.piece.tongue)
    return found


def _at_the_foot(found: Sequence[Marked], n: int) -> Role:
    """Running head for one of the last lines of a page that says volume and issue, else body."""
    piece = found[n].piece
    if not says_issue(piece.text):
        return Role.BODY
    lowest = max(m.piece.line.bbox.bottom for m in found if m.piece.page == piece.page)
    return Role.RUNNING_HEAD if piece.line.bbox.bottom > lowest - 4 * piece.size else Role.BODY


def _over_title(marked: Marked, role: Role) -> Role:
    if role is Role.OTHER and head_likeness(marked.piece.text) > 0.5:
        return Role.RUNNING_HEAD
    return role


def _runs(found: Sequence[Marked]) -> list[list[int]]:
    """Runs of pieces without a role, of one script and page; heads and garbled lines do not part them."""
    runs: list[list[int]] = []
    last: int | None = None
    for n, m in enumerate(found):
        if m.role in {Role.RUNNING_HEAD} or m.piece.garbled:
            continue
        if m.role is not None:
            last = None
            continue
        same = last is not None and _one_run(found[last], m)
        if same:
            runs[-1].append(n)
        else:
            runs.append([n])
        last = n
    return runs


def _one_run(last: Marked, m: Marked) -> bool:
    a, b = last.piece, m.piece
    if a.page != b.page:
        return False
    return a.tongue is None or b.tongue is None or a.tongue == b.tongue or same_family(a.tongue, b.tongue)


def _front_part(found: Sequence[Marked], run: list[int], *, met_abstract: bool, met_body: bool) -> list[int]:
    """The lines of a run that are front matter: all, its end, its beginning, or none."""
    if not met_abstract and not met_body:
        return run[: 2 * _LONGEST]
    following = next(
        (
            m
            for m in found[run[-1] + 1 :]
            if m.role
            not in {
                Role.RUNNING_HEAD,
                None,
                Role.CORRESPONDENCE,
                Role.AFFILIATIONS,
                Role.IDENTIFIERS,
                Role.DATES,
                Role.FUNDING,
            }
        ),
        None,
    )
    nearest = next((m for m in found[run[-1] + 1 :] if m.role is None), None)
    tongue = next((found[n].piece.tongue for n in run if found[n].piece.tongue), None)
    if (
        following
        and following.role is Role.ABSTRACT
        and following.piece.tongue == tongue
        and nearest is not following
    ):
        if len(run) > _HEADED and not _larger(found, run) and not _peopled(found, run):
            return []
        return run[-_LONGEST:] if len(run) <= _LONGEST else _after_paragraph(found, run)
    if len(run) <= 12 and _holds_people(found, run):
        return run
    return []


def _after_paragraph(found: Sequence[Marked], run: list[int]) -> list[int]:
    """The end of a run that running text begins: from the last block of larger or centred type on."""
    tallest = max(found[n].piece.size for n in run[-_LONGEST:])
    starts = [n for n in run[-_LONGEST:] if found[n].piece.size > 0.9 * tallest]
    return [n for n in run if n >= starts[0]] if starts else []


def _holds_people(found: Sequence[Marked], run: list[int]) -> bool:
    return _larger(found, run) and any(author_likeness(found[n].piece.text) > 0.75 for n in run[1:])


def _larger(found: Sequence[Marked], run: list[int]) -> bool:
    """Whether a line of the run is set larger than the text of the page."""
    body = [m.piece.size for m in found if m.role in {Role.BODY, Role.ABSTRACT}]
    return bool(body) and max(found[n].piece.size for n in run) > 1.15 * sorted(body)[len(body) // 2]


def _peopled(found: Sequence[Marked], run: list[int]) -> bool:
    return any(author_likeness(found[n].piece.text) > 0.5 for n in run)
