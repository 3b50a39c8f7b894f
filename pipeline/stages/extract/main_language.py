"""The language that a document is written in, by its body where enough of that was read."""

from __future__ import annotations

from pipeline.languages import languages
from pipeline.languages.families import family, is_chinese
from pipeline.languages.scripts import Script, language_of, main_script, script_counts
from pipeline.records.segment import Role, Segments

_LEAST = 700
"""Letters of text from which on the body says more than the title; a Han character or syllable counts three."""
_ENOUGH = 6000
"""Characters that are looked at."""


def in_its_language(segments: Segments) -> Segments:
    """The segments with the body's language as the document's own, where that is another than the title's.

    A language without a file stays: the body would pass for its neighbour.
    """
    if segments.language not in languages():
        return segments
    body = " ".join(s.text for s in segments.of(Role.BODY) if not s.garbled)[:_ENOUGH]
    script = main_script(body)
    if (
        script is None
        or script_counts(body)[script] * (3 if script.value not in {"Latin", "Cyrillic"} else 1) < _LEAST
    ):
        return segments
    code = language_of(body, segments.language)
    if code == segments.language or (is_chinese(code) and is_chinese(segments.language)):
        return segments
    if family(code) == Script.LATIN != family(segments.language) and _has_front(segments, code):
        return segments
    return segments.model_copy(update={"language": code})


def _has_front(segments: Segments, code: str) -> bool:
    """Whether title and abstract stand there in the document's language, and no abstract in the other one.

    Its text is an abstract then, of which nothing told what it is.
    """
    titles = {s.language for s in segments.of(Role.TITLE)}
    told = {s.language for s in segments.of(Role.ABSTRACT)}
    return segments.language in titles & told and code not in told
