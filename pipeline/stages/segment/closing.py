"""The end of an article whose front matter goes on there: title, names and abstract in English, when it was received, who its authors are.

Many journals in Cyrillic letters, and in Han, print these behind the references, pages after the rest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from rapidfuzz import fuzz

from pipeline.languages import languages
from pipeline.languages.families import ENGLISH, family
from pipeline.languages.labels import leading_label
from pipeline.languages.names import of_institution
from pipeline.languages.romanize import in_ascii, spelt
from pipeline.languages.scripts import Script, letters_alone, main_script
from pipeline.languages.strangers import written_in
from pipeline.languages.told import BROUGHT_OVER
from pipeline.records.catalogue import Shape, named
from pipeline.records.segment import Role, Segments
from pipeline.records.text import Block, BlockKind, Line, PageText
from pipeline.stages.segment.end_parts import by_identity, cropped, left, prints_english
from pipeline.stages.segment.ends_below import COUNTED, card_in, in_order, is_apart
from pipeline.stages.segment.latin_end import latin_end, wanted
from pipeline.stages.segment.names import author_likeness
from pipeline.stages.segment.notes import notes_in, tells_address, without_notes
from pipeline.stages.segment.thesis_end import is_headed, of_its_own
from pipeline.stages.segment.tongue import LATIN

__all__ = ["closing", "closing_of", "ends_of", "last_numbers", "own_pages", "without_notes"]

_LAST = 4
"""Pages at the end that may hold it: it stands before the references as often as behind them."""
_ARTICLE = 40
"""Pages of an article at most."""
_BROUGHT_OVER = re.compile(BROUGHT_OVER, re.IGNORECASE)
_TELLS = frozenset(("abstract", "keywords"))
_DATES = frozenset(named(Shape.DATE))
_HEADS = frozenset((BlockKind.HEADER, BlockKind.FOOTER))
_SEVERAL = 2
"""English of so many articles on the last pages tells that one must be chosen."""
_HIGHEST = 60
"""Lines of it at most."""
_NAMED, _BELOW, _SPOKEN = 0.6, 8, 5
"""How much a line is like names that stands below its title where no label tells the abstract; lines below the names that are
looked at, and their small words at least."""
_LISTED = re.compile(r"\b(?:19|20)\d\d\b|\b(?:pp?|vol|no)\.|//|@", re.IGNORECASE)
"""What a line of the references has and an abstract has not."""
_FRONT = (Role.TITLE, Role.AUTHORS, Role.AFFILIATIONS, Role.ABSTRACT, Role.KEYWORDS)
_DATED = frozenset((Script.CYRILLIC, Script.HAN))
"""Writing whose journals print at the end when an article was received, and who its authors are."""
_ALIKE = 60
"""Percent of the letters of two titles that agree from which on they may be one."""


def last_numbers(found: Segments, read: int, count: int) -> tuple[int, ...]:
    """The last pages of an article, of so many in all, whose first ones print no English abstract, date or address, as far as its writing's journals do."""
    script = family(found.language)
    dated = script not in _DATED or found.of(Role.DATES)
    told = script not in _DATED or any(tells_address(s.text) for s in found.segments)
    whole = prints_english(found) and dated and told
    if written_in(found.language) == LATIN:
        whole = not any(wanted(found))
    if not found.of(Role.TITLE) or whole or count > _ARTICLE:
        return ()
    return tuple(range(max(read, count - _LAST) + 1, count + 1))


def own_pages(pages: Sequence[PageText], found: Segments, end: Segments) -> list[PageText] | None:
    """The pages without the end of another article over the title, where that prints its English and the article its own, with an abstract, at its end.

    None where the English above the title is the article's own, or there is none. What stood above is left out whole.
    """
    title = next((s for s in reversed(found.of(Role.TITLE)) if s.language == found.language), None)
    own = [s for s in end.of(Role.TITLE) if s.language == ENGLISH]
    if title is None or not own or not prints_english(end) or not title.lines:
        return None
    top = title.lines[0].bbox.top
    over = [s for s in found.of(*_FRONT) if s.page == title.page and s.language == ENGLISH]
    over = [s for s in over if s.lines and s.lines[-1].bbox.bottom <= top]
    titles = [s for s in over if s.role is Role.TITLE]
    abstracts = [s for s in over if s.role is Role.ABSTRACT]
    if not titles or not abstracts or any(_alike(a.text, b.text) for a in titles for b in own):
        return None
    bottom = max(line.bbox.bottom for s in over for line in s.lines)
    return [_below(page, bottom) if page.number == title.page else page for page in pages]


def _alike(one: str, other: str) -> bool:
    return fuzz.ratio(letters_alone(one), letters_alone(other)) > _ALIKE


def _below(page: PageText, bottom: int) -> PageText:
    """A page without what stands above a row, but for its heads."""
    wanted = by_identity(
        line
        for block in page.blocks
        for line in block.lines
        if block.kind in _HEADS or line.bbox.top >= bottom - line.bbox.height // 2
    )
    return cropped(page, wanted)


def ends_of(pages: Sequence[PageText], found: Segments, own: str | None = None) -> list[PageText]:
    """What of the last pages of an article, whose first ones have the segments `found`, these lack; `own` as in `closing`."""
    return latin_end(pages, found) if written_in(found.language) == LATIN else closing(pages, own=own)


def closing(
    pages: Sequence[PageText], found: Segments | None = None, own: str | None = None
) -> list[PageText]:
    """What of the last pages of an article in another script is front matter in English, under its label, or a date.

    Of a thesis also its abstract in its `own` language, from the heading to the keywords.

    On a page that another article fills up it stands below the words that bring it over. With the segments `found` on the
    pages, only those behind the page of the title are looked at.
    """
    pages = pages if found is None else _behind_title(pages, found)
    if found is not None and written_in(found.language) == LATIN:
        return [page for page in latin_end(pages, found) if page.closing]
    lines = [
        (page, block, line)
        for page in pages
        for block in page.blocks
        if block.kind not in _HEADS
        for line in block.lines
    ]
    lines = lines[
        max((n for n, (*_, line) in enumerate(lines) if _BROUGHT_OVER.match(line.text)), default=0) :
    ]
    lines = in_order(lines)
    plain = [line for _, _, line in lines]
    tops = (n for n in range(1, len(lines)) if lines[n][0] is not lines[n - 1][0])
    heads = frozenset(n for n in tops if not _is_latin(plain[n]))
    told = [n for n, line in enumerate(plain) if _is_told(line) or is_headed(line)]
    first = None if told else _unlabelled(plain)
    first = card_in(plain) if first is None and not told else first
    kept = {at for n in (told if first is None else [first]) for at in _around(n, plain, heads)} - heads
    if not _of_others(plain):
        dates = (n for n in range(len(lines)) if _is_date(plain[n]))
        kept |= {at for n in dates for at in _with_day(lines[n : n + 2], n)} | notes_in(plain)
    kept |= set(of_its_own(plain, own)) if own else set()
    return _as_closing(left(pages, by_identity(lines[n][2] for n in kept)))


def _behind_title(pages: Sequence[PageText], found: Segments) -> list[PageText]:
    """The pages behind the one with the first title, which is the first one where none has any."""
    first = min((s.page for s in found.of(Role.TITLE)), default=pages[0].number if pages else 0)
    return [page for page in pages if page.number > first]


def closing_of(names: Sequence[str], pages: Sequence[PageText], segmented: Segments) -> list[PageText]:
    """The closing pages without the English of other articles beside the one by these people, as journals print it on one page.

    `segmented` are the segments of the pages. Where the English of several articles names none of them, none of it is left.
    """
    listed = [s for s in segmented.of(Role.KEYWORDS) if s.lines and s.language == ENGLISH]
    ends = [(s.page, max(line.bbox.bottom for line in s.lines)) for s in listed]
    parts: dict[int, list[Line]] = {}
    for page in pages:
        for line in page.lines:
            middle = (line.bbox.top + line.bbox.bottom) / 2
            above = sum(end < (page.number, middle) for end in ends)
            parts.setdefault(above, []).append(line)
    english = {n: part for n, part in parts.items() if any(_is_told(line) for line in part)}
    han = [name for name in names if main_script(name) is Script.HAN]
    if len(english) < _SEVERAL or not han:
        return list(pages)
    named = {n: sum(_names(part, name) for name in han) for n, part in english.items()}
    own = max(named, key=lambda n: named[n])
    others = {n for n in named if n != own or not named[n]}
    wanted = by_identity(line for n, part in parts.items() if n not in others for line in part)
    return _as_closing(left(pages, wanted))


def _as_closing(pages: Sequence[PageText]) -> list[PageText]:
    return [page.model_copy(update={"closing": True}) for page in pages]


def _names(part: Sequence[Line], name: str) -> bool:
    """Whether lines name a person of a Chinese name in Latin letters, in either order."""
    return any(form in in_ascii(line.text) for line in part for form in spelt(name))


def _around(told: int, lines: Sequence[Line], heads: frozenset[int]) -> range:
    """The lines above and below a label that go on with what it stands in: in its letters, as far as the heading of the references.

    The first lines of pages that are in other letters, `heads`, are running heads.
    """
    first = last = told
    while first and told - first < _HIGHEST and (_is_latin(lines[first - 1]) or first - 1 in heads):
        first -= 1
    listed = max((n + 1 for n in range(first, told) if _is_reference(lines[n])), default=first)
    while first < listed < told and not lines[listed - 1].text.rstrip().endswith("."):
        if is_apart(lines[listed - 1], lines[listed]):
            break
        listed += 1
    first = listed
    while last + 1 < len(lines) and _goes_on(lines[last + 1]):
        last += 1
    return range(first, last + 1 + any(map(_is_references, lines[last + 1 : last + 2])))


def _is_reference(line: Line) -> bool:
    """Whether a line begins a work cited; a numbered place below the names (`2. Institute of Mires, ...`) is none."""
    return bool(COUNTED.match(line.text)) and (
        bool(_LISTED.search(line.text)) or not of_institution(line.text)
    )


def _of_others(lines: Sequence[Line]) -> bool:
    """Whether pages print the abstract of another article in Han, or when several were received: dates and notes may be theirs."""
    told = [label for line in lines if (label := leading_label(line.text))]
    received = [label for label in told if label.field == "received" and ENGLISH not in label.languages]
    abstracts = [line for line in lines if _is_told_in_han(line)]
    return bool(abstracts) or (len(received) > 1 and main_script(lines[0].text) is Script.HAN)


def _is_told_in_han(line: Line) -> bool:
    label = leading_label(line.text)
    return label is not None and label.field == "abstract" and main_script(line.text) is Script.HAN


def _unlabelled(lines: Sequence[Line]) -> int | None:
    """The line of names that stands between a title and an abstract in English, of which no label tells; None where none does.

    Works cited that follow one another are neither.
    """
    for n, line in enumerate(lines):
        above, below = lines[n - 1] if n else None, lines[n + 1 : n + 1 + _BELOW]
        titled = above is not None and _is_latin(above) and not _is_listed(above)
        if titled and not _is_listed(line) and author_likeness(line.text) > _NAMED:
            latin = list(takewhile(lambda line: _is_latin(line) and not _is_references(line), below))
            if sum(map(_small_words, latin)) >= _SPOKEN and not any(map(_is_reference, latin)):
                return n
    return None


def _is_listed(line: Line) -> bool:
    return COUNTED.match(line.text) is not None or line.text.rstrip().endswith((".", ",", ";"))


def _small_words(line: Line) -> int:
    """Small words of English in a line that is none of a list of references."""
    small = languages()[ENGLISH].function_words
    return sum(w in small for w in re.findall(r"[a-z]+", line.text)) if not _LISTED.search(line.text) else 0


def _is_told(line: Line) -> bool:
    label = leading_label(line.text)
    return label is not None and label.field in _TELLS and ENGLISH in label.languages and _is_latin(line)


def _is_latin(line: Line) -> bool:
    return main_script(line.text) in {Script.LATIN, None}


def _goes_on(line: Line) -> bool:
    return _is_latin(line) and not COUNTED.match(line.text) and not _is_references(line)


def _is_references(line: Line) -> bool:
    label = leading_label(line.text)
    return label is not None and label.field == "references"


def _is_date(line: Line) -> bool:
    label = leading_label(line.text)
    return label is not None and label.field in _DATES


def _with_day(lines: Sequence[tuple[PageText, Block, Line]], at: int) -> list[int]:
    """The number of a line of a date, and of the next one where the day stands there."""
    text = lines[0][2].text
    beside = (
        len(lines) > 1 and not any(c.isdigit() for c in text) and lines[1][2].text[:2].strip(" .").isdigit()
    )
    return [at, at + 1] if beside else [at]
