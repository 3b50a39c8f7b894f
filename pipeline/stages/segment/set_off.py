"""An abstract that no label tells: whole sentences set off between the people and the first heading of the article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.languages.scripts import CAPITALS
from pipeline.records.segment import Role
from pipeline.stages.segment.going import END
from pipeline.stages.segment.heads import head_likeness
from pipeline.stages.segment.names import author_likeness, place_likeness
from pipeline.stages.segment.walk import Marked

_RUN = -9000
"""Runs of abstracts that their place tells are numbered downwards from here."""
_FIRST = re.compile(rf"\s*(?:1|I)\s?[.．]?\s+(?=[{CAPITALS}\u3400-\u9fff\uac00-\ud7af])")
"""The number of the first heading."""
_HEADED = 60
"""Characters that such a heading has at most."""
_LEAST, _MOST = 120, 3000
"""Characters that an abstract has at least and at most."""
_ALIKE, _EDGE, _WHITE, _OVER = 0.68, 5, 0.75, 0.8
"""How alike the boxes of two lines of a paragraph are (raised marks make them higher), how far their left edges may differ,
the white that parts paragraphs, and how far boxes may overlap, in heights of the smaller one."""
_BRACKETS = re.compile(r"[共兲关兴]")
"""What the brackets of a font that many a physics journal is set in come as."""
_PARTED = 2.0
"""White between two paragraphs of one abstract, in heights of a line, at most."""
_HEAD, _PEOPLED, _PLACED, _SHARE = 0.6, 0.5, 0.6, 0.6
"""From where a line is like a head, people or a place, and the share of a paragraph that passes for text at least."""
_NOTICE = re.compile(
    r"\W*(?:copyright\b|©|\([cC]\)\s|licen[sc]e[de]?\b|received\b|accepted\b|corresponden|e-?mail\b|tel\b|reprint|doi\b"
    r"|permission|this (?:article|work|paper) is (?:licen[sc]ed|distributed|freely)|read online|to cite)|\S@\S",
    re.IGNORECASE,
)
_ITEMS, _WORDED = 4, 5
"""Keywords of a list without a label at least, and words of one at most."""
_TEXT = frozenset({Role.BODY, Role.ABSTRACT, Role.OTHER})


def with_text_before_heading(found: list[Marked]) -> list[Marked]:
    """Whole sentences between the people and the first heading are the abstract where no label tells one.

    What the weights took for one there is then a place, or text; a list in a paragraph right below it are the keywords.
    """
    if any(m.role is Role.ABSTRACT and m.piece.label for m in found):
        return found
    title = next((n for n, m in enumerate(found) if m.role is Role.TITLE), None)
    head = _first_heading(found, title) if title is not None else None
    if title is None or head is None or not any(m.role is Role.AUTHORS for m in found[:head]):
        return found
    texts = [
        group for group in _texts(found, range(title + 1, head)) if _LEAST <= _letters(found, group) <= _MOST
    ]
    for tongue in dict.fromkeys(_tongue(found, group) for group in texts):
        here = [group for group in texts if _tongue(found, group) == tongue]
        told = [n for n in range(title + 1, head) if _is_told(found[n], tongue)]
        own = max(here, key=lambda group: (any(n in told for n in group), _letters(found, group)))
        if any(n in own for n in told) and END.search(found[told[-1]].piece.text):
            continue
        for n in told:
            place = place_likeness(found[n].piece.text) > _PEOPLED
            found[n] = replace(found[n], role=Role.AFFILIATIONS if place else Role.BODY)
        for n in own:
            found[n] = replace(found[n], role=Role.ABSTRACT, run=_RUN - own[0], sure=1.0)
        for n in _list_below(found, range(own[-1] + 1, head)):
            found[n] = replace(found[n], role=Role.KEYWORDS, run=_RUN - n, sure=1.0)
    return found


def _list_below(found: Sequence[Marked], span: range) -> list[int]:
    """The first paragraph of a span where it is a list."""
    first = next(_paragraphs(found, span), [])
    text = " ".join(found[n].piece.text for n in first)
    return (
        first if first[:1] == list(span[:1]) and _is_list(text) and found[first[0]].role is Role.BODY else []
    )


def _is_list(text: str) -> bool:
    """Whether a text is a list of short words and no sentence."""
    items = re.split(r"[,;]\s", text.rstrip(". "))
    short = all(0 < len(item.split()) <= _WORDED and not re.search(r"[.!?:]\s", item) for item in items)
    return len(items) >= _ITEMS and short


def _tongue(found: Sequence[Marked], group: Sequence[int]) -> str | None:
    return next((found[n].piece.tongue for n in group if found[n].piece.tongue), None)


def _is_told(m: Marked, tongue: str | None) -> bool:
    return m.role is Role.ABSTRACT and m.piece.tongue in {tongue, None}


def _first_heading(found: Sequence[Marked], title: int) -> int | None:
    """Where the first heading of the article stands on the page of its title: `Introduction`, a numbered one, or that of the references."""
    for n in range(title + 1, len(found)):
        piece = found[n].piece
        if piece.page != found[title].piece.page:
            return None
        lone = (
            piece.label is not None
            and piece.label.field in {"body", "references"}
            and not piece.text[piece.label.end :].strip(" .:")
        )
        numbered = (
            found[n].role is Role.BODY and len(piece.text) < _HEADED and _FIRST.match(piece.text) is not None
        )
        if lone or numbered:
            return n
    return None


def _letters(found: Sequence[Marked], group: Sequence[int]) -> int:
    return sum(len(found[n].piece.text) for n in group)


def _texts(found: Sequence[Marked], span: range) -> Iterator[list[int]]:
    """Runs of paragraphs of whole sentences that stand below one another at one edge."""
    group: list[int] = []
    for paragraph in _paragraphs(found, span):
        if not _is_text(found, paragraph):
            continue
        if group and not _below(found[group[-1]], found[paragraph[0]], _PARTED):
            yield group
            group = []
        group = [*group, *paragraph]
    if group:
        yield group


def _paragraphs(found: Sequence[Marked], span: range) -> Iterator[list[int]]:
    """Lines of one type below one another, those with a label or of a title left out."""
    group: list[int] = []
    for n in span:
        m = found[n]
        plain = (
            m.piece.label is None and m.role not in {Role.TITLE, Role.RUNNING_HEAD} and not m.piece.garbled
        )
        if group and not (plain and _below(found[group[-1]], m, _WHITE)):
            yield group
            group = []
        if plain:
            group.append(n)
    if group:
        yield group


def _below(last: Marked, m: Marked, white: float) -> bool:
    """Whether a line stands right below another in its column, in its type, or beside it in its row."""
    one, two = last.piece.line.bbox, m.piece.line.bbox
    small, large = sorted((max(last.piece.size, 1), m.piece.size))
    if last.piece.page != m.piece.page or one.shares_columns(two) <= 0:
        return two.left >= one.right and two.shares_rows(one) > 0.5 * small
    edge = abs(one.left - two.left) < _EDGE * small
    return small > _ALIKE * large and edge and -_OVER * small < two.top - one.bottom < white * small


def _is_text(found: Sequence[Marked], paragraph: Sequence[int]) -> bool:
    """Whether a paragraph is made of whole sentences, and speaks of no people, places, rights or dates."""
    text = " ".join(found[n].piece.text for n in paragraph)
    first = found[paragraph[0]].piece.text
    whole = text.lstrip("“\"'‘(«")[:1].isupper() and END.search(_BRACKETS.sub("", text)) is not None
    own = sum(len(found[n].piece.text) for n in paragraph if found[n].role in _TEXT)
    if (
        not whole
        or _is_list(text)
        or own < _SHARE * len(text)
        or _NOTICE.match(_BRACKETS.sub("", text))
        or "@" in text
    ):
        return False
    return (
        author_likeness(first) < _PEOPLED and place_likeness(first) < _PLACED and head_likeness(first) < _HEAD
    )
