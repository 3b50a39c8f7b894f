"""Headings of sections: from the language files and the glossary, never from the model."""

from __future__ import annotations

import re
from functools import cache

from pipeline.languages import languages
from pipeline.languages.terms import glossary

_OTHER = "other"


def heading_in(label: str, printed: str, source: str, target: str) -> str:
    """A section's heading in the target language: by its NLM category, else from the glossary, else none."""
    there = languages().get(target)
    named = there.headings.get(label, ()) if there and label != _OTHER else ()
    term = glossary(source, target).exact(printed.strip(" :：")) if not named else None
    name = named[0] if named else (term.target if term else "")
    return name[:1].upper() + name[1:] if printed.strip() else ""


def split_heading(sentence: str, source: str, target: str) -> tuple[str, str]:
    """A heading that a sentence begins with, in the target language, and the rest; no heading where there is none."""
    match = _leading(source).match(sentence)
    if match is None:
        return "", sentence
    label = _labels(source)[match["heading"].lower()]
    name = heading_in(label, match["heading"], source, target)
    if not name:
        return "", sentence
    return name + (":" if ":" in match[0] or "：" in match[0] else ""), sentence[match.end() :]


@cache
def _labels(source: str) -> dict[str, str]:
    file = languages().get(source)
    return {name: label for label, names in file.headings.items() for name in names} if file else {}


@cache
def _leading(source: str) -> re.Pattern[str]:
    names = sorted((re.escape(name) for name in _labels(source)), key=len, reverse=True)
    return (
        re.compile(rf"(?P<heading>{'|'.join(names)})\s*[:：\s]\s*(?=\S)", re.I)
        if names
        else re.compile(r"(?!)")
    )
