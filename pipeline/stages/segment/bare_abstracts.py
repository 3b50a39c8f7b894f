"""Abstracts without a label: what the weights take for one, and text that keywords follow; titles under a label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.languages.families import ENGLISH
from pipeline.languages.scripts import language_of
from pipeline.records.segment import Role
from pipeline.stages.segment.going import END, breaks_off, is_heading
from pipeline.stages.segment.heads import head_likeness
from pipeline.stages.segment.names import author_likeness, place_likeness
from pipeline.stages.segment.pieces import Piece
from pipeline.stages.segment.tongue import LATIN
from pipeline.stages.segment.walk import Marked

_SHORTEST = 60
"""Characters that an abstract has at least."""
_SENTENCES = re.compile(r"[,，、;；]\s*$|。\s*\w")
"""What no title ends in or holds: a comma, the end of a sentence before another."""
_HEAD, _WORDS, _SHARE, _PEOPLED = 3, 18, 0.34, 0.5
"""Lines of a title under the label of an abstract at most, its letters at least and their share, and its likeness to people."""
_MASTHEAD = 0.9
"""From where a line is a head of its page or says whose rights it holds."""
_LINES = 30
"""Lines of an abstract at most."""
_TITLED = -3000
"""Runs of titles under the label of an abstract are numbered downwards from here."""
_OVER, _LONGEST = -7000, 300
"""Runs of titles over the label of an abstract are numbered downwards from here; characters that such a title has at most."""
_ABOVE = -5000
"""Runs of abstracts that keywords follow are numbered downwards from here."""
_RUN = -1000
"""Runs of abstracts that the weights tell are numbered downwards from here."""


_PEOPLED_ROLES = frozenset({Role.AUTHORS, Role.AFFILIATIONS})
_RUNNING, _NO_PLACE = 60, 0.1
"""Characters of a line of running text at least, and how much a line looks like a place that is none, at most."""
"""What stands above an abstract and does not run over to its first line, though it ends without a stop."""


def without_places_amid_text(found: list[Marked]) -> list[Marked]:
    """Lines told to be people or places that begin in the midst of a sentence of running text are text."""
    out = list(found)
    for n in range(1, len(out)):
        above, m = out[n - 1], out[n]
        text = above.role is Role.BODY or (above.role is Role.OTHER and len(above.piece.text) >= _RUNNING)
        inside = text and (above.piece.page, above.piece.block) == (m.piece.page, m.piece.block)
        lowly = m.role is Role.AFFILIATIONS and place_likeness(m.piece.text) < _NO_PLACE
        small = m.piece.text[:1].islower() or (lowly and len(above.piece.text) >= _RUNNING)
        amid = m.piece.label is None and small and breaks_off(above.piece, m.piece)
        if m.role in _PEOPLED_ROLES and inside and amid:
            out[n] = replace(m, role=Role.BODY)
    return out


def with_told_abstracts(found: list[Marked], marked: Sequence[Marked]) -> list[Marked]:
    """Lines that the weights take for an abstract are one where its language has none with a label, or go on with it.

    `marked` are the same pieces with the roles of their labels only. What is neither is text of the article, and so is
    what names nobody before it (many a text that is no article begins with a title and a paragraph), or begins in mid-sentence.
    """
    labelled = {code: m.run for m, code in _labelled(marked)}
    for told in _groups(found, marked):
        group = _whole_paragraph(found, told)
        code, before = _language([found[n] for n in group]), _before(found, group[0])
        own = labelled.get(code)
        goes_on = own is not None and before is not None and before.run == own
        long = sum(len(found[n].piece.text) for n in group) >= _SHORTEST
        signed = any(m.role is Role.AUTHORS for m in found[: group[0]])
        begins = (
            before is None
            or before.role in _PEOPLED_ROLES
            or not breaks_off(before.piece, found[group[0]].piece)
        )
        run = own if goes_on else _RUN - group[0] if long and signed and begins and own is None else None
        for n in group:
            own_role, own_run = (Role.BODY, found[n].run) if run is None else (Role.ABSTRACT, run)
            found[n] = replace(found[n], role=own_role, run=own_run)
        if run is not None:
            labelled[code] = run
    return found


def _whole_paragraph(found: Sequence[Marked], group: list[int]) -> list[int]:
    """The lines, and those of their last one's paragraph that follow, where that has no more lines than an abstract."""
    last = found[group[-1]].piece
    end = group[-1] + 1
    while end < len(found) and _goes_on(last, found[end]):
        end += 1
    return [*group, *range(group[-1] + 1, end)] if end - group[0] <= _LINES else group


def _goes_on(last: Piece, m: Marked) -> bool:
    own = (m.piece.page, m.piece.block, m.piece.tongue) == (last.page, last.block, last.tongue)
    return own and m.role is Role.BODY and m.piece.label is None


def _groups(found: Sequence[Marked], marked: Sequence[Marked]) -> Iterator[list[int]]:
    """Lines of abstracts without a label that follow one another, of one language."""
    group: list[int] = []
    for n, m in enumerate(found):
        told = (m.role is Role.ABSTRACT and marked[n].role is None) or _amid(found, n)
        other = group and m.piece.tongue not in {None, found[group[0]].piece.tongue}
        if group and (not told or other):
            if m.role is Role.RUNNING_HEAD:
                continue
            yield group
            group = []
        if told:
            group.append(n)
    if group:
        yield group


def _amid(found: Sequence[Marked], n: int) -> bool:
    """Whether a line stands between two of an abstract in their block: no running head does."""
    around = [*found[max(0, n - 1) : n], *found[n + 1 : n + 2]]
    here = (found[n].piece.page, found[n].piece.block)
    inside = [m for m in around if m.role is Role.ABSTRACT and (m.piece.page, m.piece.block) == here]
    return found[n].role is Role.RUNNING_HEAD and found[n].piece.label is None and len(inside) > 1


def _labelled(marked: Sequence[Marked]) -> Iterator[tuple[Marked, str]]:
    runs: dict[int, list[Marked]] = {}
    for m in marked:
        if m.role is Role.ABSTRACT:
            runs.setdefault(m.run, []).append(m)
    for run in runs.values():
        yield run[-1], _language(run)


def _language(lines: Sequence[Marked]) -> str:
    """The language of an abstract's lines."""
    tongue = next((m.piece.tongue for m in lines if m.piece.tongue), LATIN)
    return language_of(" ".join(m.piece.text for m in lines), ENGLISH) if tongue == LATIN else tongue


def _before(found: Sequence[Marked], n: int) -> Marked | None:
    """What stands before a piece, heads of pages left out."""
    return next((m for m in reversed(found[:n]) if m.role is not Role.RUNNING_HEAD), None)


def with_text_before_keywords(found: list[Marked]) -> list[Marked]:
    """Text between the front matter and the keywords of a language is its abstract, though its label was not read."""
    labelled = {code for _, code in _labelled(found)}
    for n, m in enumerate(found):
        if m.role is not Role.KEYWORDS or m.piece.label is None:
            continue
        own = _text_above(found, n)
        code = _language([found[i] for i in own] or [m])
        told = code not in labelled and code in m.piece.label.languages
        if told and sum(len(found[i].piece.text) for i in own) >= _SHORTEST:
            for i in own:
                found[i] = replace(found[i], role=Role.ABSTRACT, run=_ABOVE - n)
        labelled.add(code)
    return found


def _text_above(found: Sequence[Marked], n: int) -> list[int]:
    """The running text above a list of keywords on its page, in its language."""
    start, m = n, found[n]
    while (
        start
        and (found[start - 1].role in {Role.BODY, Role.RUNNING_HEAD, Role.OTHER, Role.CITATION})
        and found[start - 1].piece.page == m.piece.page
    ):
        start -= 1
    return [
        i
        for i in range(start, n)
        if found[i].role is Role.BODY and found[i].piece.tongue in {m.piece.tongue, None}
    ]


def with_later_paragraphs(found: list[Marked]) -> list[Marked]:
    """Paragraphs between the beginning of an abstract and its next page's head or its keywords are the abstract's, as in theses."""
    begun: int | None = None
    for n, m in enumerate(found):
        if m.role in {Role.ABSTRACT, Role.KEYWORDS} and m.piece.label is not None:
            if begun is not None and found[begun].piece.tongue == m.piece.tongue:
                for i in _paragraphs(found, begun, n):
                    found[i] = replace(found[i], role=Role.ABSTRACT, run=found[begun].run)
            begun = None
            continue
        if m.role is Role.ABSTRACT and m.piece.label is None:
            begun = n
        elif m.role not in {Role.BODY, Role.RUNNING_HEAD} or m.piece.garbled:
            begun = None
    return found


def _paragraphs(found: Sequence[Marked], begun: int, end: int) -> list[int]:
    """The running text between two lines of an abstract, but heads; none where it begins the article, or is in another language."""
    bodies = (n for n in range(begun + 1, end) if found[n].role is Role.BODY)
    texts = [n for n in bodies if head_likeness(found[n].piece.text) < _MASTHEAD]
    told = found[begun].piece.tongue
    other = any(is_heading(found[n].piece) or found[n].piece.tongue not in {told, None} for n in texts)
    far = found[end].piece.page - found[begun].piece.page > 1
    return [] if other or far else texts


def with_titles_under_labels(found: list[Marked]) -> list[Marked]:
    """The first lines under a lone label of an abstract are its title in that language, where a paragraph of their own says so.

    Many a journal prints the second language so: `ABSTRACT`, the title, the abstract, the keywords.
    """
    runs: dict[int, list[int]] = {}
    for n, m in enumerate(found):
        if m.role is Role.ABSTRACT:
            runs.setdefault(m.run, []).append(n)
    for run in runs.values():
        for n in _title_of(found, run):
            found[n] = replace(found[n], role=Role.TITLE, run=_TITLED - run[0])
    return found


def with_titles_over_labels(found: list[Marked]) -> list[Marked]:
    """The lines between the keywords of one language and the label of the next abstract are its title.

    Journals in two languages print them so: abstract, keywords, then title, abstract, keywords of the second language.
    """
    begun = False
    for n, m in enumerate(found):
        opens = m.role is Role.ABSTRACT and m.piece.label is not None
        if opens and begun:
            for i in _title_over(found, n):
                found[i] = replace(found[i], role=Role.TITLE, run=_OVER - n)
        begun = begun or m.role is Role.ABSTRACT
    return found


def _title_over(found: Sequence[Marked], n: int) -> list[int]:
    """The lines right above the label of an abstract, in one block below what belongs to another; none where it is no title."""
    above = n
    while above and found[above - 1].role in {Role.BODY, Role.OTHER} and n - above <= _HEAD:
        above -= 1
    lines = [m.piece for m in found[above:n]]
    if (
        not 0 < len(lines) <= _HEAD
        or not above
        or found[above - 1].role not in {Role.KEYWORDS, Role.ABSTRACT}
    ):
        return []
    text = " ".join(p.text for p in lines)
    alike = all(
        (p.page, p.block, p.column) == (lines[0].page, lines[0].block, lines[0].column) and p.label is None
        for p in lines
    )
    told = END.search(text) or is_heading(lines[0]) or author_likeness(lines[0].text) > _PEOPLED
    low = text[:1].islower() or re.search(r"@|https?:|www\.", text)
    return [] if told or low or not alike or not _WORDS <= len(text) <= _LONGEST else list(range(above, n))


def _title_of(found: Sequence[Marked], run: Sequence[int]) -> list[int]:
    """The lines of the title of a labelled abstract; none where its text begins at once."""
    label, rest = found[run[0]].piece, list(run[1:])
    if label.label is None or any(c.isalpha() for c in label.text[label.label.end :]):
        return []
    head = [n for n in rest if found[n].piece.block == found[rest[0]].piece.block][: _HEAD + 1]
    letters = sum(len(found[n].piece.text) for n in rest)
    lines = [found[n].piece for n in head]
    own = sum(len(p.text) for p in lines)
    if not 0 < len(head) <= _HEAD or not _WORDS <= own <= _SHARE * letters:
        return []
    told = END.search(lines[-1].text) or is_heading(lines[0]) or author_likeness(lines[0].text) > _PEOPLED
    told = told or _SENTENCES.search("\n".join(line.text for line in lines)) is not None
    begins = found[rest[len(head)]].piece.text[:1]
    return [] if told or begins.islower() else head
