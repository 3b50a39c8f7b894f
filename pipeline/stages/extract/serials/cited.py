"""The journal's name where a page cites its own article: between the title and the volume, in the styles of many countries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.languages.countries import country_code
from pipeline.languages.scripts import CAPITALS, letters_alone
from pipeline.languages.serials import without_series
from pipeline.stages.extract.passages import Passage, lone_name, without_addresses
from pipeline.stages.extract.serials.statements import statements
from pipeline.stages.extract.witness import Witness, witness

_EDGE = " \t\n,.，\u060c。、;；\u061b:：·*|/\\-~()<>《》\"'“”«»"
_MARKED = re.compile(r"//\s*|\bIn:\s*|\[\s*[JＪCMN](?:/OL)?\s*\]\s*[.,:/]*\s*")
"""What parts the title from the journal in GOST and GB/T 7714."""
_BREAK = re.compile(r"[.?!]['\"”»)]*\s+|[。?！]\s*")
_YEAR_LAST = re.compile(r"[\s,.;:(]*(?:19|20)\d\d[a-z]?[\s).,;:]*$")
_PLACE = re.compile(
    rf"(?P<name>.{{4,}}?)\s*[,|]\s+(?P<place>[{CAPITALS}][\w’'-]+(?:\s(?:(?:de|do|da|del|di|du|la|le|los|las)\s)?[{CAPITALS}][\w’'-]+){{0,3}})"
)
_SHORTEST, _LONGEST, _FULL = 3, 120, 5
"""Letters of a name, and of a capitalised word that is no abbreviation where the name holds none."""


_TITLE = 12
"""Letters and figures of a title, at least, that is known again in a passage."""


def cited_names(passage: Passage, titles: Sequence[str]) -> Iterator[Witness]:
    """The name before each statement of an issue in a citation; `titles` are those of the article, which it may repeat."""
    text, ends = (
        without_addresses(passage.text).replace("\n", " "),
        [_after(title, passage.text) for title in titles],
    )
    for said in statements(text):
        stop = said.start
        if year := _YEAR_LAST.search(text[:stop]):
            stop = year.start()
        begin = max([0, *(m.end() for m in _MARKED.finditer(text[:stop])), *(e for e in ends if e <= stop)])
        begin = _last_sentence(text, begin, stop) if begin == 0 and not lone_name(passage.text) else begin
        name = without_place(re.sub(r"\s+", " ", passage.raw[begin:stop]).strip(_EDGE))
        if re.search(r"[\u3400-\u9fff]", name):
            name = name.replace(" ", "")
        if name and passage.raw[:stop].strip() == f"{name}.":
            name = f"{name}."
        if _SHORTEST <= len(name) <= _LONGEST and (begin or not re.search(r"\d", name)):
            yield witness(passage, (begin, max(stop, begin + 1)), name, 0.9)


def repeats(passage: Passage, titles: Sequence[str]) -> bool:
    """Whether a passage goes on behind one of the titles that it repeats, as a citation does wherever it stands."""
    long = [title for title in titles if len(letters_alone(title)) >= _TITLE]
    return any(0 <= _after(title, passage.text) < len(passage.text.rstrip()) for title in long)


def without_place(name: str) -> str:
    """A name without the town behind it, as Latin American journals print it (`Transinformação, Campinas`), or the word series.

    More than one word behind commas are the name's own, but for a country: `Folklore: Texts, Types, Tales`.
    """
    name = without_series(name)
    found = _PLACE.fullmatch(name)
    if found and country_code(found["place"]):
        name = found["name"]
        found = _PLACE.fullmatch(name)
    return found["name"] if found and "," not in found["name"] else name


def _after(title: str, text: str) -> int:
    """Where a text goes on behind a title that it repeats, letters and figures counted; -1 where it does not."""
    wanted = letters_alone(title)
    places = [n for n, c in enumerate(text) if c.isalnum()]
    at = "".join(text[n].casefold()[:1] for n in places).find(wanted) if len(wanted) > _SHORTEST else -1
    return places[at + len(wanted) - 1] + 1 if at >= 0 else -1


def _last_sentence(text: str, begin: int, stop: int) -> int:
    """Where the last sentence before a place begins; the points of abbreviations (`Z. Naturforsch.`) end none."""
    for match in reversed(list(_BREAK.finditer(text[:stop].rstrip(_EDGE)))):
        words = re.findall(r"[^\W\d_]+", text[max(begin, match.start() - 40) : match.start()])
        word, rest = words[-1] if words else "", text[match.end() : stop].strip(_EDGE)
        if match[0][0] in "?!。！" or not word or (not word[0].isupper() and len(word) > 1):
            return match.end()
        if len(word) >= _FULL and "." not in rest:
            return match.end()
    return stop
