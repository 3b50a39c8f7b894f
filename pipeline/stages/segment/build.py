"""Marked pieces to segments: joined text, and the language of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.languages import languages
from pipeline.languages.families import ENGLISH, family
from pipeline.languages.scripts import language_of, main_script
from pipeline.languages.strangers import is_long, likelier, stranger
from pipeline.languages.writing import join_lines, words_of
from pipeline.records.base import around
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import TextOrigin
from pipeline.stages.segment.heads import is_lone_head
from pipeline.stages.segment.names import place_likeness
from pipeline.stages.segment.tongue import LATIN
from pipeline.stages.segment.walk import Marked

_BOTH = 2
"""Languages of a page in two."""

_PEOPLE = {Role.AUTHORS, Role.AFFILIATIONS}
_DOUBTFUL = 0.75
"""How likely the role of a line is, at least, for it to be no matter of doubt."""
_SURE = 80
"""Characters from which on the words of a Latin text outweigh its label."""
_RAISED = frozenset("¹²³⁴⁵⁶⁷⁸⁹*†‡§")
"""What a note at the foot of the page begins with, which is no text of the article."""
_NAMED = 30
"""Characters of a title at least that its words tell the language of."""
_PLACED = 0.25
"""How much a segment looks like a place for it to be an address."""
_TELLING = 200
"""Characters of an article's own text from which on they tell which of its titles is its own."""


def build(marked: Sequence[Marked], origin: TextOrigin) -> Segments:
    """The segments of a document whose pieces all have roles."""
    groups = [tuple(group) for _, group in groupby(_with_tongues(marked), key=_key)]
    words = words_of(m.piece.text for m in marked)
    texts = [join_lines((m.piece.text for m in group), words) for group in groups]
    codes = _languages(groups, texts)
    segments = tuple(
        _segment(group, text, code) for group, text, code in zip(groups, texts, codes, strict=True)
    )
    segments = _under_own_code(segments)
    return Segments(language=_main(segments), origin=origin, segments=segments)


def _under_own_code(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """The segments, those in a language that we have no file for under that language's own code.

    A few words look like many languages: in the script of that language they are in it too, unless they are rather English,
    or in another language that a long text of the document is in.
    """
    strange = [stranger(s.text, s.language) for s in segments]
    found = Counter(code for code in strange if code).most_common(1)
    if not found:
        return segments
    main = found[0][0]
    script = main_script(next(s.text for s, code in zip(segments, strange, strict=True) if code == main))
    known = {ENGLISH} | {
        s.language for s, code in zip(segments, strange, strict=True) if not code and is_long(s.text)
    }

    def own(segment: Segment) -> str:
        if segment.language not in known and main_script(segment.text) is script:
            return main
        return main if likelier(segment.text, main, segment.language) else segment.language

    return tuple(
        s.model_copy(update={"language": code or own(s)}) for s, code in zip(segments, strange, strict=True)
    )


def _with_tongues(marked: Sequence[Marked]) -> Iterator[Marked]:
    """The pieces, those of people and places without letters (a postal code that runs over) in the tongue of the one before."""
    last: Marked | None = None
    for m in marked:
        goes_on = last is not None and m.role in _PEOPLE and (m.role, m.run) == (last.role, last.run)
        if goes_on and last is not None and m.piece.tongue is None:
            last = replace(m, piece=replace(m.piece, tongue=last.piece.tongue))
        else:
            last = m
        yield last


def _key(m: Marked) -> tuple[object, ...]:
    block = m.piece.block if m.role in {Role.BODY, Role.RUNNING_HEAD, Role.OTHER} else None
    tongue = m.piece.tongue if m.role in _PEOPLE and not m.run else None
    return (m.role, m.run, m.piece.page, block, m.piece.garbled, tongue)


def _segment(group: Sequence[Marked], text: str, code: str) -> Segment:
    lines = tuple(m.piece.line for m in group)
    letters = sum(len(line.text) for line in lines) or 1
    return Segment(
        text=text,
        language=code,
        role=group[0].role or Role.OTHER,
        page=group[0].piece.page,
        bbox=around([line.bbox for line in lines]),
        confidence=_certainty(group) * sum(line.confidence * len(line.text) for line in lines) / letters,
        lines=lines,
        garbled=group[0].piece.garbled,
    )


def _certainty(group: Sequence[Marked]) -> float:
    """How sure the role of a segment is, by its least sure line; 1 where it is not in doubt."""
    least = min(m.sure for m in group)
    return least if least < _DOUBTFUL else 1.0


def _languages(groups: Sequence[Sequence[Marked]], texts: Sequence[str]) -> list[str]:
    """The language of each group: by script, by its words, by its label, or by the abstract that it leads to."""
    codes = [_by_itself(group, text) for group, text in zip(groups, texts, strict=True)]
    codes = [code or _by_label(group, codes) for group, code in zip(groups, codes, strict=True)]
    known = [c for g, c in zip(groups, codes, strict=True) if c and g[0].role is Role.ABSTRACT]
    eastern = any(
        c and family(c) != LATIN
        for g, c in zip(groups, codes, strict=True)
        if g[0].role in {Role.TITLE, Role.ABSTRACT}
    )
    titled = [] if eastern else _two_titles(groups, texts) or _told_titles(groups, texts, codes)
    codes = [code or dict(titled).get(n) for n, code in enumerate(codes)]
    native = ENGLISH if eastern else next((code for _, code in titled), next(iter(known), None))
    native = native or language_of(
        " ".join(t for g, t in zip(groups, texts, strict=True) if not g[0].piece.garbled), ENGLISH
    )
    titles = 0  # without a language so far
    for n, group in enumerate(groups):
        if group[0].role is Role.TITLE and codes[n] is None:
            titles += 1
        if codes[n] is None and titled and group[0].role in _PEOPLE:
            before = [code for at, code in titled if at < n] or [titled[0][1]]
            after_text = _of_text(
                groups[:n], texts, codes, max((at for at, _ in titled if at < n), default=0)
            )
            codes[n] = after_text or (before[-1] if _met_people(groups[:n]) else before[0])
        if codes[n] is None:
            second = titles > 1 and (group[0].role is Role.TITLE or _met_people(groups[:n]))
            codes[n] = _led_to(groups, codes, n, second=second) or native
    return [code or native for code in codes]


def _two_titles(groups: Sequence[Sequence[Marked]], texts: Sequence[str]) -> list[tuple[int, str]]:
    """(group, language) of a title and its English one, where their words tell the two apart."""
    found = [(n, language_of(texts[n])) for n, group in enumerate(groups) if group[0].role is Role.TITLE]
    codes = {code for _, code in found}
    told = len(found) == len(codes) == _BOTH and ENGLISH in codes
    return found if told and {family(code) for code in codes} == {LATIN} else []


def _told_titles(
    groups: Sequence[Sequence[Marked]], texts: Sequence[str], codes: Sequence[str | None]
) -> list[tuple[int, str]]:
    """(group, language) of each title whose words are in the language of an abstract or of the article's text.

    Which abstract follows says nothing then: many a journal prints the English one first.
    """
    own = " ".join(t for g, t in zip(groups, texts, strict=True) if g[0].role is Role.BODY)
    told = {c for g, c in zip(groups, codes, strict=True) if c and g[0].role is Role.ABSTRACT}
    told |= {language_of(own, ENGLISH)} if len(own) >= _TELLING else set()
    found = [
        (n, language_of(texts[n], ENGLISH))
        for n, group in enumerate(groups)
        if group[0].role is Role.TITLE and len(texts[n]) >= _NAMED and codes[n] is None
    ]
    return [(n, code) for n, code in found if code in told and family(code) == LATIN]


def _of_text(
    groups: Sequence[Sequence[Marked]], texts: Sequence[str], codes: Sequence[str | None], title: int
) -> str | None:
    """The language of the article's text between the last title and a note at the foot, which is in it; None where none stands there."""
    running = (
        n for n in range(len(groups) - 1, title, -1) if groups[n][0].role in {Role.ABSTRACT, Role.BODY}
    )
    long = (n for n in running if len(texts[n]) >= _TELLING and not groups[n][0].piece.label)
    return next((code for n in long if (code := codes[n] or language_of(texts[n], ENGLISH))), None)


def _met_people(groups: Sequence[Sequence[Marked]]) -> bool:
    """Whether people stood between the first title and the next: else both titles share those that follow."""
    roles = [g[0].role for g in groups]
    titles = [n for n, role in enumerate(roles) if role is Role.TITLE]
    return Role.AUTHORS in roles[titles[0] : titles[-1]] if titles else False


def _by_itself(group: Sequence[Marked], text: str) -> str | None:
    tongues = [m.piece.tongue for m in group if m.piece.tongue]
    tongue = (
        max(
            set(tongues),
            key=lambda t: (
                sum(len(m.piece.text) * (1 if t == LATIN else 3) for m in group if m.piece.tongue == t),
                t,
            ),
        )
        if tongues
        else None
    )
    if tongue and tongue != LATIN:
        return tongue
    label = group[0].piece.label
    said = [c for c in (label.languages if label else ()) if family(c) == LATIN]
    if tongue is None and not said:
        return None
    if len(text) >= _SURE and group[0].role in {Role.ABSTRACT, Role.BODY}:
        return language_of(text, said[0] if said else ENGLISH)
    return said[0] if len(said) == 1 else None


def _by_label(group: Sequence[Marked], codes: Sequence[str | None]) -> str | None:
    """The language of the label over terms in Latin letters, where that is none written so and other text is in it: `キーワード：LuaTeX, PDF`."""
    label = group[0].piece.label
    said = label.languages if label and group[0].role is Role.KEYWORDS else ()
    return next((c for c in codes if c in said), None) if all(family(c) != LATIN for c in said) else None


def _led_to(
    groups: Sequence[Sequence[Marked]], codes: Sequence[str | None], n: int, *, second: bool
) -> str | None:
    """The language of the Latin abstract that follows a piece of front matter."""
    if groups[n][0].role not in {Role.TITLE, Role.AUTHORS, Role.AFFILIATIONS, Role.CORRESPONDENCE}:
        return None
    ahead = [
        c
        for g, c in zip(groups[n:], codes[n:], strict=True)
        if g[0].role is Role.ABSTRACT and family(c) == LATIN
    ]
    if not ahead:
        return ENGLISH if second else None
    return ahead[min(int(second), len(ahead) - 1)] if _both_ahead(groups, n) else ahead[0]


def _both_ahead(groups: Sequence[Sequence[Marked]], n: int) -> bool:
    return not any(g[0].role is Role.ABSTRACT for g in groups[:n])


def _of_abstract(readable: Sequence[Segment], first: str, told: str | None) -> str | None:
    """The language of the only abstract, not in Latin letters, where the `first` title is in it or no text tells another.

    An English abstract of which nothing tells what it is looks like text under a title and an abstract in Han; and a title
    block in Latin letters may stand over a page of Hangul.
    """
    led = {s.language for s in readable if s.role is Role.ABSTRACT}
    only = next(iter(led), "")
    alone = len(led) == 1 and only in languages() and family(only) != LATIN
    return only if alone and (first == only or told is None) else None


def _is_own_text(segment: Segment) -> bool:
    """Whether a segment is text of the article and no head, note or address, which may be in another language."""
    note = segment.text[:1] in _RAISED or "@" in segment.text or place_likeness(segment.text) > _PLACED
    return segment.role is Role.BODY and not note and not is_lone_head(segment)


def _main(segments: Sequence[Segment]) -> str:
    """The document's language: that of its title, the first of several where its own text does not tell; else of most text.

    Some journals print the English title first, and a title in Latin letters may be the only one over a page of Han.
    """
    readable = [s for s in segments if not s.garbled] or [
        s for s in segments if s.language not in languages()
    ]
    titles = [s.language for s in readable if s.role is Role.TITLE]
    if titles:
        own = " ".join(s.text for s in readable if _is_own_text(s))
        known = titles[0] in languages() and len(own) >= _TELLING
        told = language_of(own, titles[0]) if known else None
        if code := _of_abstract(readable, titles[0], told):
            return code
        if told and family(told) != family(titles[0]) and len(own) >= 2 * _TELLING:
            return told
        abstracts = [s.language for s in readable if s.role is Role.ABSTRACT and titles[0] == ENGLISH]
        first = next((code for code in abstracts if code in titles), titles[0])
        return told if told in titles else titles[0] if told else first
    if readable and all(s.language not in languages() for s in readable):
        return readable[0].language
    return language_of(" ".join(s.text for s in readable), ENGLISH)
