"""Labels and names that all languages' files tell, as patterns: what stands before a title or an article number, who publishes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from pipeline.languages import languages

BROUGHT_OVER = r".{0,3}(?:上接\s?第?\s?\d|\(?continued from p)"
"""What brings text over from another page: `（上接第94页）`."""
REPRINTED = re.compile(
    r"abdruck (?:in|aus)\b|(?:abgedruckt|erschienen|veröffentlicht) in\b|(?:re)?printed (?:in|from)\b|"
    r"(?:first|originally|previously) published (?:in|as)\b|paru (?:d’abord|d'abord|initialement) dans|publicado (?:originalmente|por primera vez|pela primeira vez) (?:en|em)\b|"
    r"apparso originariamente in|впервые опубликован\w* в\b|初出\s?[:：]|原载|原載",
    re.IGNORECASE,
)
"""What says where a text was printed before."""
CHAPTER = re.compile(
    r"\s*(?:chapter|kapitel|kapitola|chapitre|cap[íi]tulo|capitolo|capitolul|capítol|hoofdstuk|rozdział|poglavlje|poglavje"
    r"|fejezet|bölüm|bab|chương|luku|глава|розділ|раздел)\s+(?:\d{1,2}|[IVXL]{1,7})\s?[.:]?\s*",
    re.IGNORECASE,
)
"""A line that counts the chapters of a book and says nothing else: `Rozdział VII`."""


@cache
def title_label() -> re.Pattern[str]:
    """Matches a title's label at the beginning of a line, with its colon and the white about it."""
    labels = _any(form for found in languages().values() for form in found.title_labels)
    return re.compile(rf"\A\s*{labels}\s?[:：]\s*", re.IGNORECASE)


@cache
def before_number() -> str:
    """A pattern of the labels that stand before an article number."""
    return _any(
        form
        for found in languages().values()
        for form in (*found.labels.get("article_number", ()), *found.number_labels)
    )


@cache
def publishers() -> str:
    """A pattern of what names a publisher, and no journal."""
    return "|".join(dict.fromkeys(form for found in languages().values() for form in found.publishers))


@cache
def sponsored() -> re.Pattern[str]:
    """Matches the sentence that names a grant where no label does."""
    forms = (form for found in languages().values() for form in found.sponsored)
    return re.compile("|".join(f"(?:{form})" for form in forms), re.IGNORECASE)


@cache
def heads() -> str:
    """A pattern of what running heads and mastheads print."""
    return _each(found.heads for found in languages().values())


@cache
def caption() -> re.Pattern[str]:
    """Matches the number of a figure or table at the beginning of its caption: `Fig. 2`, `图 1`, `Table 1.`."""
    words = _any(form for found in languages().values() for form in found.captions)
    return re.compile(rf"\s*{words}\s?\.?\s?\d{{1,2}}(?!\d)", re.IGNORECASE)


@cache
def present_place() -> re.Pattern[str]:
    """Matches what says at the beginning of a place that somebody works there now: `Presently with`, `現在，`."""
    known = languages().values()
    spelt = _any(form for found in known if found.spaced for form in found.present_places)
    bound = _any(form for found in known if not found.spaced for form in found.present_places)
    return re.compile(rf"\s*(?:{spelt}(?!\w)|{bound}(?=\s?[,，、:：]))\s*[,，、:：]?\s*", re.IGNORECASE)


@cache
def notices() -> str:
    """A pattern of notes to the reader."""
    return _each(found.notices for found in languages().values())


@cache
def around_page_number() -> tuple[str, str]:
    """The characters that stand before and after a bare page number."""
    words = [found.page_number for found in languages().values() if found.page_number]
    before, after = (sorted({pair[side] for pair in words}) for side in (0, 1))
    return "".join(before), "".join(after)


@cache
def manuscript() -> re.Pattern[str]:
    """Matches what ends the line of a title over a thesis's abstract: `. – Manuscript.`"""
    forms = {form for each in languages().values() for form in each.manuscript}
    any_form = "|".join(
        r"\s+".join(map(re.escape, form.split())) for form in sorted(forms, key=len, reverse=True)
    )
    return re.compile(rf"\s*[^\w\s]?\s*[^\w\s]\s*(?:{any_form})\s*\.?\s*$", re.IGNORECASE)


@cache
def groups() -> str:
    """A pattern of the names of groups that sign as authors, in lower case."""
    return _each(found.groups for found in languages().values())


@cache
def patronymics() -> str:
    """A pattern of how patronymics end."""
    return _each(found.patronymics for found in languages().values())


@cache
def place_parts(kind: str) -> str:
    """A pattern of a part of an affiliation, by its name in `place_parts`."""
    return _each(found.place_parts.get(kind, ()) for found in languages().values())


@cache
def regions() -> str:
    """A pattern of a province, with or without what it ends in."""
    ends = _each(found.region_ends for found in languages().values())
    return f"(?:{_each(found.regions for found in languages().values())})(?:{ends})?"


def _each(forms: Iterable[Iterable[str]]) -> str:
    """Any of the regular expressions of all languages."""
    return "|".join(dict.fromkeys(form for own in forms for form in own))


def _any(forms: Iterable[str]) -> str:
    """Any of the forms, the longest first; spaces may be lost or stand between wide characters, hyphens and a last point be left out."""
    found = sorted(set(forms), key=lambda form: (-len(form), form))
    return f"(?:{'|'.join(map(_loose, found))})"


def _loose(form: str) -> str:
    if not form.isascii():
        return r"\s*".join(map(re.escape, form)) if form[0] >= "\u2e80" else re.escape(form)
    loose = "".join({" ": r"\s*", "-": "-?"}.get(c, re.escape(c)) for c in form)
    return f"{loose}?" if form.endswith(".") else loose


@cache
def open_end() -> re.Pattern[str]:
    """A line that breaks off after a word with which no title ends."""
    words = "|".join(sorted({re.escape(w) for known in languages().values() for w in known.open_words}))
    return re.compile(rf"(?<![\w.-])(?:{words})$", re.IGNORECASE)
