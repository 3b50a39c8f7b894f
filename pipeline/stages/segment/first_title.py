"""A page whose title the weights did not find: the largest lines over its text, or the first ones, passed for a running head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import inf

from pipeline.languages.asides import is_led
from pipeline.languages.scripts import Script, is_wide, main_script
from pipeline.languages.serials import says_serial
from pipeline.records.segment import Role
from pipeline.stages.segment.front_words import is_article_type
from pipeline.stages.segment.going import END
from pipeline.stages.segment.heads import head_likeness
from pipeline.stages.segment.names import author_likeness, place_likeness
from pipeline.stages.segment.walk import Marked

_RUN = -11000
"""The run of a title that its place tells."""
_LARGER, _DOUBTED, _ALIKE = 1.12, 1.2, 0.84
"""How much larger than the text a title is that its size tells, one that is in doubt at most, and how alike sizes of its lines are."""
_PLAIN, _OUTDONE = 1.05, 1.15
"""How large a title is to the text, at most, that larger lines above it belie, and how much larger than it these are."""
_LETTERS, _WORDS, _LINES = 10, 2, 5
"""Letters (Han count twice) and words of a title at least, and lines at most."""
_LONG = 3
"""Words of a title that only its place tells, at least."""
_PARAGRAPH = 4
"""Lines of text that follow in its block a line that is no title but the first of a paragraph."""
_WHITE = 1.5
"""White between two of its lines at most, in heights."""
_TEXT = 150
"""Characters of running text in a row that end what may be a title block."""
_HEAD, _PEOPLED, _PLACED = 0.5, 0.3, 0.4
"""From where a line is like a head, people, or a place."""
_HUGE = 1.8
"""How much larger than the text a line is that is no head or place, whatever its words are like."""
_HEADING = re.compile(r"\s*\d{1,2}(?:\.\d{1,2})*\s?[.．、)]?\s*(?=[^\W\d_a-zа-я])")
"""The number of a heading of the article."""
_WITHIN = re.compile(r"[;；。，]")
"""What running text has and no title."""
_DAY = re.compile(
    r"\W*\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:19|20)\d\d\W*|\W*(?:19|20)\d\d\W*"
    r"|\W*[^\W\d_]{0,4}\s?\d{1,4}\s?[年년]\s?\d{1,2}\s?[月월](?:\s?\d{1,2}\s?[日일])?\W*"
)
_RAISED = re.compile(r"\s*[¹²³⁴-⁹ᵃᵇᶜᵈᵉ*†‡]\s*\w")
"""A raised mark, with which a place begins and no title."""
_LOOSE = frozenset({Role.RUNNING_HEAD, Role.OTHER, Role.BODY, Role.TITLE})


def with_first_title(found: list[Marked], text_size: float) -> list[Marked]:
    """The pieces, the title of the first page told by size or place where no line is one, or only one that reads like text or a place."""
    page = found[0].piece.page if found else 0
    found = _with_places_below_people(found)
    titles = [n for n, m in enumerate(found) if m.role is Role.TITLE]
    led = any(is_led(found[n].piece.text) for n in titles)
    groups = list(_groups(found, page, (_LARGER if led else _HUGE) * text_size))
    if any(found[n].piece.page != page for n in titles) or not (
        _is_doubtful(found, titles, text_size) or _is_outdone(found, titles, groups, text_size)
    ):
        return found
    groups = [g for g in groups if not set(g) & set(titles) or found[g[0]].piece.size > _LARGER * text_size]
    large = [g for g in groups if found[g[0]].piece.size > _LARGER * text_size]
    placed = [g for g in groups if sum(_words(found[n].piece.text) for n in g) >= _LONG]
    own = max(large, key=lambda g: found[g[0]].piece.size) if large else next(iter(placed), None)
    if own is None or (not large and not titles and not _signed(found, own)):
        return found
    for n in titles:
        found[n] = replace(found[n], role=_instead(found[n].piece.text))
    for n in own:
        found[n] = replace(found[n], role=Role.TITLE, run=_RUN)
    return found


def _with_places_below_people(found: list[Marked]) -> list[Marked]:
    """The pieces, a paragraph of one line right below people that reads like a place as one, where it passed for text or a further title."""
    out = list(found)
    first = next((m for m in found if m.role is Role.TITLE), None)
    for n in range(1, len(found)):
        m, text = found[n], found[n].piece.text
        free = m.role is Role.BODY or (m.role is Role.TITLE and first is not None and m.run != first.run)
        alone = all(
            other.piece.block != m.piece.block for other in (*found[n - 1 : n], *found[n + 1 : n + 2])
        )
        if free and alone and found[n - 1].role is Role.AUTHORS and place_likeness(text) > _PLACED:
            out[n] = m if END.search(text) else replace(m, role=Role.AFFILIATIONS, run=0)
    return out


def _is_doubtful(found: Sequence[Marked], titles: Sequence[int], text_size: float) -> bool:
    """Whether there is no title, or only one in the type of the text that is a place or the beginning of a paragraph."""
    if not titles or _DAY.fullmatch(found[titles[0]].piece.text):
        return True
    if max(found[n].piece.size for n in titles) > _DOUBTED * text_size:
        return False
    last = titles[-1]
    below = found[last + 1 : last + 1 + _PARAGRAPH]
    paragraph = all(m.role is Role.BODY and m.piece.block == found[last].piece.block for m in below)
    runs_on = len(below) == _PARAGRAPH and paragraph and not END.search(found[last].piece.text)
    texts = [found[n].piece.text for n in titles]
    placed = [text for text in texts if place_likeness(text) > _PLACED]
    is_place = 2 * sum(map(len, placed)) > sum(map(len, texts))
    return runs_on or is_place or _RAISED.match(texts[0]) is not None


def _is_outdone(
    found: Sequence[Marked], titles: Sequence[int], groups: Sequence[Sequence[int]], text_size: float
) -> bool:
    """Whether a title in the type of the text, or in smaller one, stands below lines in larger type that may be one."""
    largest = max((found[n].piece.size for n in titles), default=inf)
    least = max(_LARGER * text_size, _OUTDONE * largest)
    above = [g for g in groups if titles and g[-1] < titles[0] and found[g[0]].piece.size > least]
    return largest <= _PLAIN * text_size and bool(above)


def _instead(text: str) -> Role:
    """What a line is that only passed for a title."""
    if place_likeness(text) > _PLACED:
        return Role.AFFILIATIONS
    return Role.AUTHORS if is_led(text) or author_likeness(text) > _PEOPLED else Role.BODY


def _groups(found: Sequence[Marked], page: int, huge: float) -> Iterator[list[int]]:
    """Lines of one type below one another over the text of a page that may be a title."""
    group: list[int] = []
    letters = 0
    for n, m in enumerate(found):
        ends = m.role in {Role.ABSTRACT, Role.KEYWORDS} or m.piece.page != page or letters > _TEXT
        letters = letters + len(m.piece.text) if m.role is Role.BODY and m.piece.full else 0
        may = not ends and may_be_title(m, huge)
        if group and not (
            may and right_below(found[group[-1]], m) and not _turns_back([found[g] for g in group], m)
        ):
            if is_whole(found, group):
                yield group
            group = []
        if ends:
            return
        if may:
            group.append(n)


def may_be_title(m: Marked, huge: float = inf) -> bool:
    """Whether a line without a label is no head, place, date or name, as far as its words tell; in huge type these do not count."""
    text = m.piece.text
    if m.role not in _LOOSE or m.piece.garbled or m.piece.label is not None or _DAY.fullmatch(text):
        return False
    if m.piece.size > huge:
        return not is_article_type(text)
    if _HEADING.match(text):
        return False
    told = head_likeness(text) > _HEAD or says_serial(text) or is_article_type(text) or "@" in text
    return not told and author_likeness(text) < _PEOPLED and place_likeness(text) < _PLACED


def _turns_back(group: Sequence[Marked], m: Marked) -> bool:
    """Whether a line is in the writing of a title's first line below the title's translation: names, or a heading."""
    tongue, last = m.piece.tongue, group[-1].piece
    return tongue != last.tongue and _words(last.text) >= _LONG and group[0].piece.tongue == tongue


def is_whole(found: Sequence[Marked], group: Sequence[int]) -> bool:
    """Whether lines have the letters and words of a title and are no sentences."""
    text = " ".join(found[n].piece.text for n in group)
    said = sum(1 + is_wide(c) for c in text if c.isalpha()) >= _LETTERS and _words(text) >= _WORDS
    spoken = END.search(text.rstrip("?!")) or _WITHIN.search(text) or text[:1].islower()
    return said and len(group) <= _LINES and not spoken


def _words(text: str) -> int:
    """Words of a text; of one in a script that parts none, pairs of characters."""
    wide = sum(is_wide(c) for c in text)
    return max(len(text.split()), wide // 2)


def right_below(last: Marked, m: Marked) -> bool:
    """Whether a line stands right below another in the same type and case."""
    one, two = last.piece, m.piece
    small, large = sorted((max(one.size, 1), two.size))
    white = two.line.bbox.top - one.line.bbox.bottom
    near = -small / 2 < white < _WHITE * small and one.line.bbox.shares_columns(two.line.bbox) > 0
    return (
        one.page == two.page
        and small > _ALIKE * large
        and near
        and _capitals(one.text) is _capitals(two.text)
    )


def _capitals(text: str) -> bool:
    """Whether a text is in capitals, in a script that has such."""
    return text.isupper() and main_script(text) in {Script.LATIN, Script.CYRILLIC, Script.GREEK}


def _signed(found: Sequence[Marked], own: Sequence[int]) -> bool:
    """Whether people are named right above or below such lines, as over a title without larger type."""
    near = [*found[max(0, own[0] - 2) : own[0]], *found[own[-1] + 1 : own[-1] + 3]]
    return any(m.role is Role.AUTHORS or author_likeness(m.piece.text) > _PEOPLED for m in near)
