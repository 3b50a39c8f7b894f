"""Kinds of article by the lines that tell them: a tag over the title, the title's own words, a thesis's or a volume's heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.languages import languages

_ORDER = (
    "retraction",
    "correction",
    "thesis",
    "letter",
    "editorial",
    "case-report",
    "review",
    "conference-paper",
    "book-chapter",
    "document",
)
"""The first that a page tells counts: the retraction of a review is a retraction."""
_WITHIN = "…"
_DRESS = " \t\u3000·•・.:：*＊[]【】〔〕()（）<>《》—-–|/"


def kinds_told(line: str) -> frozenset[str]:
    """Every kind of article that a line tells in any language; none for most lines."""
    plain = _undressed(line)
    return frozenset(kind for kind, pattern in _patterns() if pattern.fullmatch(plain))


def first_told(lines: Iterator[str]) -> str | None:
    """The weightiest kind that some of the lines tell, or None."""
    told = {kind for line in lines for kind in kinds_told(line)}
    return next((kind for kind in _ORDER if kind in told), None)


def after_author_label(line: str) -> str | None:
    """What stands after the label that theses print before their author (`作者姓名：`), or None."""
    found = _author().match(line.strip())
    return found["rest"].strip() if found and found["rest"].strip() else None


def after_thesis_date(line: str) -> str | None:
    """What stands after the label of the day on which a thesis was handed in (`论文提交日期 2024年3月`), or None."""
    found = _handed_in().match(line.strip())
    return found["rest"].strip() if found and found["rest"].strip() else None


def _undressed(text: str) -> str:
    return " ".join(text.strip(_DRESS).split()).casefold().replace("’", "'")


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    forms: dict[str, list[str]] = {}
    for language in languages().values():
        for kind, phrases in language.kinds.items():
            forms.setdefault(kind, []).extend(map(_pattern, phrases))
    return tuple((kind, re.compile("|".join(forms[kind]))) for kind in _ORDER if kind in forms)


def _pattern(phrase: str) -> str:
    """A phrase as a pattern: its spaces may be missing, and an ellipsis is any text (not one that goes on with a letter)."""
    parts = [re.sub(r"(?:\\ )+", r"\\s*", re.escape(part.casefold())) for part in phrase.split(_WITHIN)]
    bounded = [
        rf"(?<![^\W\d_]){part}" if part[:1].isascii() and part[:1].isalpha() else part for part in parts
    ]
    ends = rf"{_WITHIN}" if phrase.endswith(_WITHIN) else ""
    text = ".*".join(bounded)
    last = phrase.rstrip(_WITHIN)[-1:]
    if ends and last.isascii() and last.isalpha():
        text = text.removesuffix(".*") + r"(?![^\W\d_]).*"
    return text


def is_supervised(line: str) -> bool:
    """Whether a line begins with the label of who guided a thesis or a student's paper: `指導教員 花田次郎`, `(지도교수: …)`."""
    return _supervisor().match(line.strip(_DRESS)) is not None


def before_supervisor(text: str) -> str:
    """A text as far as the label that leads to who guided the work; all of it without one."""
    starts = (m.start() for m in _supervisor().finditer(text))
    start = next((n for n in starts if n and not text[n - 1].isalnum()), len(text))
    return text[:start].rstrip(" ,;(（") if start < len(text) else text


def without_supervisors(text: str) -> str:
    """A list of people without the bracket that says who guided them."""
    return _supervised().sub("", text)


@cache
def _supervisor() -> re.Pattern[str]:
    return _labelled({form for found in languages().values() for form in found.supervisors}, r"[:：]?")


@cache
def _supervised() -> re.Pattern[str]:
    return re.compile(
        rf"\s*[(（]\s*{_supervisor().pattern.split('(?P<rest>')[0]}[^()（）\n]*[)）]?", re.IGNORECASE
    )


@cache
def _author() -> re.Pattern[str]:
    return _labelled({form for found in languages().values() for form in found.thesis_author}, r"[:：]")


@cache
def _handed_in() -> re.Pattern[str]:
    return _labelled({form for found in languages().values() for form in found.thesis_date}, r"[:：]?")


def _labelled(labels: set[str], colon: str) -> re.Pattern[str]:
    """One of the labels, its letters set apart or not, and the rest of the line."""
    spread = [
        r"[\s\u3000]*".join(map(re.escape, re.sub(r"\s", "", form))) for form in sorted(labels, key=len)[::-1]
    ]
    return re.compile(rf"(?:{'|'.join(spread)})[\s\u3000]*{colon}[\s\u3000]*(?P<rest>[^\n]*)", re.IGNORECASE)
