"""The lines without a label: front matter where they stand before an abstract, running text elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from pipeline.languages.serials import says_serial
from pipeline.records.segment import Role
from pipeline.stages.segment.bare_abstracts import (
    with_later_paragraphs,
    with_text_before_keywords,
    with_titles_over_labels,
    with_titles_under_labels,
    with_told_abstracts,
    without_places_amid_text,
)
from pipeline.stages.segment.counted_abstracts import with_counted_abstracts
from pipeline.stages.segment.first_title import is_whole, with_first_title
from pipeline.stages.segment.foot import foot_runs, whole_places, with_cited_feet
from pipeline.stages.segment.front import LinePart, front_parts
from pipeline.stages.segment.front_words import is_article_type
from pipeline.stages.segment.heads import head_likeness, says_issue
from pipeline.stages.segment.logos import without_logos
from pipeline.stages.segment.mastheads import without_mastheads
from pipeline.stages.segment.named import local_parts
from pipeline.stages.segment.names import author_likeness
from pipeline.stages.segment.pieces import Piece
from pipeline.stages.segment.repeats import without_repeats
from pipeline.stages.segment.set_off import with_text_before_heading
from pipeline.stages.segment.surroundings import Surroundings, bare
from pipeline.stages.segment.title_lines import with_whole_titles
from pipeline.stages.segment.title_names import with_names_under_titles
from pipeline.stages.segment.title_tongues import with_parted_titles
from pipeline.stages.segment.upper_titles import with_upper_title
from pipeline.stages.segment.walk import Marked

_HEAD, _PEOPLE, _NAMES, _FEW = 0.5, 0.5, 0.75, 12
"""From where a line is like a head, or holds people, or nothing but names; and lines of people at most."""

_HEADED = 4
"""Lines that a title alone has at most."""
_LONGEST = 24
"""Lines that the front matter of one language may have."""
_BEGUN = 3000
"""Letters of running text after which no front matter is looked for but before an abstract."""
_TELLING = {Role.TITLE, Role.AUTHORS, Role.AFFILIATIONS, Role.ABSTRACT, Role.KEYWORDS}
_NOTES = 2000
"""Runs of notes at the foot are numbered downwards from here."""
_BETWEEN = {
    Role.RUNNING_HEAD,
    None,
    Role.CORRESPONDENCE,
    Role.AFFILIATIONS,
    Role.IDENTIFIERS,
    Role.DATES,
    Role.FUNDING,
}
"""Roles that may stand between front matter and its abstract."""


Judge = Callable[[Sequence[Piece], Surroundings], list[LinePart]]


def resolved(marked: Sequence[Marked], judge: Judge = front_parts) -> list[Marked]:
    """The pieces, each with a role; `judge` tells the lines of front matter apart."""
    found = list(marked)
    said, own = _Said(found), _own(found)
    for run in _runs(found):
        before = found[: run[0]]
        front = _front_part(found, run, met_body=_met_body(marked, before))
        around = replace(
            own,
            following=_following(found, run),
            after=_preceding(before),
            met=_met(before),
            said=said.until(run[0]),
        )
        _tell(found, front, judge([found[n].piece for n in front], around))
        for n in run:
            if n not in front:
                found[n] = replace(found[n], role=_at_the_foot(found, n))
    for note in foot_runs(found):
        _tell_note(found, note, judge, own)
    found = with_upper_title(without_places_amid_text(found), own.text_size)
    found = without_repeats(with_told_abstracts(found, marked))
    found = with_text_before_keywords(without_mastheads(without_logos(with_cited_feet(found))))
    found = with_names_under_titles(with_whole_titles(with_first_title(found, own.text_size)))
    found = with_titles_over_labels(with_titles_under_labels(with_text_before_heading(found)))
    return with_parted_titles(with_counted_abstracts(with_later_paragraphs(found)))


def _tell(found: list[Marked], front: Sequence[int], parts: Sequence[LinePart]) -> None:
    """Give each line of a run the part that was told."""
    met_abstract = any(m.role is Role.ABSTRACT for m in found[: front[0]]) if front else False
    title, titles, people = 0, 0, False
    for n, part in zip(front, parts, strict=True):
        people = people or part.role is Role.AUTHORS
        if part.begins:
            titles, title = titles + 1, -10 - n if titles else 0
        own = title if part.role is Role.TITLE else found[n].run
        above = not titles and not met_abstract
        role = _over_title(found[n], part.role, above=above)
        if role is Role.RUNNING_HEAD and people and _mailed(found[n].piece.text):
            role = Role.CORRESPONDENCE
        found[n] = replace(found[n], role=role, run=own, sure=part.sure)


def _mailed(text: str) -> bool:
    """Whether a line holds a mail address and is no head: below names it is theirs, also over the title."""
    return "@" in text and head_likeness(text) < _HEAD


def _tell_note(found: list[Marked], note: Sequence[int], judge: Judge, own: Surroundings) -> None:
    """Take people, places and a second title out of a note at the foot of a page; a title is one in a language without.

    What stands over the people of such a note is their title, whatever the weights say.
    """
    before = found[: note[0]]
    around = replace(own, foot=True, after=_preceding(before), met=_met(before))
    parts = judge([found[n].piece for n in note], around)
    roles = [part.role for part in parts]
    titled = {m.piece.tongue for m in found if m.role is Role.TITLE}
    over = roles.index(Role.AUTHORS) if Role.AUTHORS in roles else 0
    if 0 < over <= _HEADED and set(roles[:over]) == {Role.BODY} and is_whole(found, note[:over]):
        roles[:over] = [Role.TITLE] * over
    roles = whole_places([found[n].piece for n in note], roles)
    for n, role, part in zip(note, roles, parts, strict=True):
        second = role is Role.TITLE and found[n].piece.tongue not in titled
        if second or role in {Role.AUTHORS, Role.AFFILIATIONS}:
            found[n] = replace(found[n], role=role, run=-_NOTES - note[0], sure=part.sure)


def _own(found: Sequence[Marked]) -> Surroundings:
    """What is the same for all runs of a document."""
    bottoms: dict[int, int] = {}
    for m in found:
        bottoms[m.piece.page] = max(bottoms.get(m.piece.page, 0), m.piece.line.bbox.bottom)
    mails = local_parts(m.piece.text for m in found)
    return Surroundings(_text_size(found), "none", _heads(found), mails=mails, bottoms=bottoms)


class _Said:
    """The letters of the lines up to a piece, gathered as the runs go on."""

    def __init__(self, found: Sequence[Marked]) -> None:
        self._texts = [bare(m.piece.text) for m in found]
        self._met: frozenset[str] = frozenset()
        self._at = 0

    def until(self, n: int) -> frozenset[str]:
        """The letters of each line before a piece; `n` never falls."""
        self._met |= frozenset(self._texts[self._at : n])
        self._at = n
        return self._met


def _met_body(marked: Sequence[Marked], before: Sequence[Marked]) -> bool:
    """Whether the article has begun: by a heading of its own, or by much text without any."""
    return any(m.role is Role.BODY for m in marked[: len(before)]) or _letters_of_body(before) > _BEGUN


def _letters_of_body(before: Sequence[Marked]) -> int:
    return sum(len(m.piece.text) for m in before if m.role is Role.BODY)


def _met(before: Sequence[Marked]) -> frozenset[str]:
    """The roles of front matter that came before, and `text` where the article may have begun."""
    roles = {m.role.value for m in before if m.role in _TELLING}
    return frozenset({*roles, "text"} if _letters_of_body(before) > _BEGUN / 4 else roles)


def _preceding(before: Sequence[Marked]) -> str:
    """The role of what stands before a run."""
    return next((m.role.value for m in reversed(before) if m.role not in {None, Role.RUNNING_HEAD}), "none")


def _text_size(found: Sequence[Marked]) -> float:
    """The size of type that most letters of a document are set in."""
    sizes = sorted((m.piece.size, len(m.piece.text)) for m in found)
    half, seen = sum(length for _, length in sizes) / 2, 0
    for size, length in sizes:
        seen += length
        if seen >= half:
            return size
    return 1.0


def _heads(found: Sequence[Marked]) -> frozenset[str]:
    """The letters of lines at the edges of pages."""
    return frozenset(bare(m.piece.text) for m in found if m.role is Role.RUNNING_HEAD)


def _following(found: Sequence[Marked], run: Sequence[int]) -> str:
    """The role of what follows a run, as far as labels tell it."""
    return next(
        (
            m.role.value
            for m in found[run[-1] + 1 :]
            if m.role is not None and m.role is not Role.RUNNING_HEAD
        ),
        "none",
    )


def _at_the_foot(found: Sequence[Marked], n: int) -> Role:
    """Running head for one of the last lines of a page that says volume and issue, else body."""
    piece = found[n].piece
    if not says_issue(piece.text):
        return Role.BODY
    lowest = max(m.piece.line.bbox.bottom for m in found if m.piece.page == piece.page)
    return Role.RUNNING_HEAD if piece.line.bbox.bottom > lowest - 4 * piece.size else Role.BODY


def _over_title(marked: Marked, role: Role, *, above: bool) -> Role:
    """Running head for what stands above the first title, unless it says what kind of article follows."""
    text = marked.piece.text
    if above and role is not Role.TITLE and says_serial(text):
        return Role.RUNNING_HEAD
    if role is Role.OTHER and (head_likeness(text) > _HEAD or (above and not is_article_type(text))):
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
    return last.piece.page == m.piece.page


def _front_part(found: Sequence[Marked], run: list[int], *, met_body: bool) -> list[int]:
    """The lines of a run that may be front matter: before the article begins all, later its end, or none."""
    if not met_body:
        return run[: 2 * _LONGEST]
    following = next((m for m in found[run[-1] + 1 :] if m.role not in _BETWEEN), None)
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
    if len(run) <= _FEW and _holds_people(found, run):
        return run
    return []


def _after_paragraph(found: Sequence[Marked], run: list[int]) -> list[int]:
    """The end of a run that running text begins: from the last block of larger or centred type on."""
    tallest = max(found[n].piece.size for n in run[-_LONGEST:])
    starts = [n for n in run[-_LONGEST:] if found[n].piece.size > 0.9 * tallest]
    return [n for n in run if n >= starts[0]] if starts else []


def _holds_people(found: Sequence[Marked], run: list[int]) -> bool:
    return _larger(found, run) and any(author_likeness(found[n].piece.text) > _NAMES for n in run[1:])


def _larger(found: Sequence[Marked], run: list[int]) -> bool:
    """Whether a line of the run is set larger than the text of the page."""
    body = [m.piece.size for m in found if m.role in {Role.BODY, Role.ABSTRACT}]
    return bool(body) and max(found[n].piece.size for n in run) > 1.15 * sorted(body)[len(body) // 2]


def _peopled(found: Sequence[Marked], run: list[int]) -> bool:
    return any(author_likeness(found[n].piece.text) > _PEOPLE for n in run)
