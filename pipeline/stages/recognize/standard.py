"""A page's Han characters in one standard, where the page follows one."""

from __future__ import annotations

from pipeline.languages.variants import in_standard, standard_of
from pipeline.records.text import Line


def in_one_standard(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Lines of a page in traditional Chinese or Japanese without the few simplified or foreign variants misread into it."""
    language = standard_of(line.text for line in lines)
    if language is None:
        return lines
    return tuple(_settled(line, language) for line in lines)


def _settled(line: Line, language: str) -> Line:
    text = in_standard(line.text, language)
    if text == line.text:
        return line
    words = tuple(w.model_copy(update={"text": in_standard(w.text, language)}) for w in line.words)
    return line.rewritten(text, "one standard of Han").model_copy(update={"words": words})
