"""Whether the pages print anything like a value that the record lacks: if not, nothing is left to look for."""

from __future__ import annotations

import re
from functools import cache

from pipeline.languages import languages
from pipeline.languages.labels import article_key, article_types, leading_label
from pipeline.languages.scripts import EAST_ASIAN, letters_alone
from pipeline.languages.serials import says_serial
from pipeline.records.article import Article, Flag, Severity
from pipeline.records.segment import Role, Segments

_SHORT_WORD = 4
"""Letters of a word for an institution that other words hold by chance."""

_HEADS = (Role.RUNNING_HEAD, Role.IDENTIFIERS, Role.CITATION)
_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d\d(?![\d/])")
_ADDRESS = re.compile(r"https?:\S+|www\.\S+|\S+@\S+|10\.\d{4,}/\S+")
_LONGEST_PLACE = 160
"""Characters of a line that may be an affiliation; a longer one that names an institution is text."""
_LEAST = 6
"""Letters of a head that may be a journal's name (Han characters count twice)."""


def quiet(flag: Flag, article: Article, segments: Segments) -> Flag:
    """The flag as mere information where it tells of a missing value of which the pages show no trace."""
    traced = {"year.missing": _year, "journal.missing": _journal, "affiliations.missing": _places}
    look = traced.get(flag.code)
    if look is None or not segments.segments or look(article, segments):
        return flag
    message = f"{flag.message} Nothing on the pages looks like one."
    return flag.model_copy(update={"severity": Severity.INFO, "message": message})


def _year(_: Article, segments: Segments) -> bool:
    """Whether heads, feet, citations or a copyright line print a year."""
    return any(
        _YEAR.search(_ADDRESS.sub("", line.text)) and (s.role in _HEADS or "©" in line.text)
        for s in segments.segments
        for line in s.lines
    )


def _journal(article: Article, segments: Segments) -> bool:
    """Whether a head or foot holds a line that is neither title, name, label, number nor kind of article."""
    if segments.of(Role.CITATION):
        return True
    known = [letters_alone(field.value) for field in article.title.values()]
    known += [letters_alone(name.value) for author in article.authors for name in author.name.values()]
    lines = [line.text for s in segments.of(Role.RUNNING_HEAD) if not s.garbled for line in s.lines]
    return any(says_serial(text) or _is_name(text, known) for text in lines)


def _is_name(text: str, known: list[str]) -> bool:
    bare = letters_alone(_ADDRESS.sub("", text))
    letters = sum(2 if c > EAST_ASIAN else 1 for c in bare if c.isalpha())
    if letters < _LEAST or leading_label(text) or article_key(text) in article_types():
        return False
    return not any(k and (k in bare or bare in k) for k in known)


def _places(_: Article, segments: Segments) -> bool:
    """Whether the names have marks, or a short line of the first page names an institution."""
    first = min((s.page for s in segments.segments), default=1)
    marked = any(re.search(r"[\d¹²³⁴⁵*†‡]", s.text) for s in segments.of(Role.AUTHORS))
    return marked or any(
        _institution().search(line.text.casefold())
        for s in segments.segments
        if s.page == first and s.role not in {Role.ABSTRACT, Role.TITLE, Role.KEYWORDS}
        for line in s.lines
        if len(line.text) <= _LONGEST_PLACE
    )


@cache
def _institution() -> re.Pattern[str]:
    spaced = {w for k in languages().values() if k.spaced for w in k.institutions if len(w) > _SHORT_WORD}
    close = {w for k in languages().values() if not k.spaced for w in k.institutions if len(w) > 1}
    words = "|".join(map(re.escape, sorted(spaced)))
    return re.compile(rf"\b(?:{words})\b|{'|'.join(map(re.escape, sorted(close)))}")
