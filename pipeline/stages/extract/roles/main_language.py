"""The language that a document is written in, by its body where enough of that was read."""

from __future__ import annotations

import re

from pipeline.languages import languages
from pipeline.languages.families import ENGLISH, family, is_chinese
from pipeline.languages.labels import leading_label
from pipeline.languages.scripts import Script, language_of, main_script, script_counts
from pipeline.records.segment import Role, Segments

_LEAST = 700
"""Letters of text from which on the body says more than the title; a Han character or syllable counts three."""
_BLOCK = frozenset({Role.TITLE, Role.AUTHORS, Role.AFFILIATIONS, Role.CORRESPONDENCE})
_SPELT = 20
"""Letters of keywords that tell their language."""
_ENOUGH = 6000
"""Characters that are looked at."""


def in_its_language(segments: Segments) -> Segments:
    """The segments with the body's language as the document's own, where that is another than the title's.

    A language without a file stays: the body would pass for its neighbour. The only title is in the document's language
    where its words say so, whatever abstract comes first: many a Portuguese paper prints the English one above its own.
    """
    if segments.language not in languages():
        return segments
    return _keyworded(_abstracted(_titled(_by_body(segments))))


def in_main_language(segments: Segments) -> Segments:
    """The segments with lists of people in the document's language where it has none but in another, and of places likewise.

    Places stay in a language in which people are named.
    """
    main = segments.language
    if family(main) != Script.LATIN:
        return segments
    for role in (Role.AUTHORS, Role.AFFILIATIONS):
        own = segments.of(role)
        named = {s.language for s in segments.of(Role.AUTHORS)} if role is Role.AFFILIATIONS else set()
        if any(s.language == main for s in own):
            continue
        moved = {id(s) for s in own if family(s.language) == Script.LATIN and s.language not in named}
        told = (s.model_copy(update={"language": main}) if id(s) in moved else s for s in segments.segments)
        segments = segments.model_copy(update={"segments": tuple(told)}) if moved else segments
    return segments


def _by_body(segments: Segments) -> Segments:
    """The segments with the body's language as the document's own."""
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


def _titled(segments: Segments) -> Segments:
    """The segments, the title block before the first abstract in the document's language where only its words are."""
    code = segments.language
    if (
        family(code) != Script.LATIN
        or code == ENGLISH
        or any(s.language == code for s in segments.of(Role.TITLE))
    ):
        return segments
    end = next(
        (n for n, s in enumerate(segments.segments) if s.role is Role.ABSTRACT), len(segments.segments)
    )
    front, rest = segments.segments[:end], segments.segments[end:]
    title = " ".join(
        s.text for s in front if s.role is Role.TITLE and s.language == ENGLISH and not s.garbled
    )
    if not title or not _rather(title, code):
        return segments
    turned = (
        s.model_copy(update={"language": code}) if s.role in _BLOCK and s.language == ENGLISH else s
        for s in front
    )
    return segments.model_copy(update={"segments": (*turned, *rest)})


def _rather(text: str, code: str) -> bool:
    """Whether a text has more small words and letters of a Latin-script language than English words."""
    known = languages()
    words = re.findall(r"[^\W\d_]+", text.casefold())
    own, english = (sum(w in known[c].function_words for w in words) for c in (code, ENGLISH))
    return own + len(re.findall(r"[À-ÖØ-öø-ÿœßŒ]", text)) > english


def _abstracted(segments: Segments) -> Segments:
    """The segments with the only abstract, under an English label, in the document's language where its words are."""
    code, texts = segments.language, segments.of(Role.ABSTRACT)
    titled = any(s.language == code for s in segments.of(Role.TITLE))
    if (
        family(code) != Script.LATIN
        or code == ENGLISH
        or not titled
        or {s.language for s in texts} != {ENGLISH}
    ):
        return segments
    label = leading_label(texts[0].text)
    said = " ".join(s.text for s in texts)[label.end if label else 0 :]
    if sum(c.isalpha() for c in said) < _SPELT or language_of(said, code) != code or not _rather(said, code):
        return segments
    turned = (s.model_copy(update={"language": code}) if s in texts else s for s in segments.segments)
    return segments.model_copy(update={"segments": tuple(turned)})


def _keyworded(segments: Segments) -> Segments:
    """The segments with the only keywords, under an English label, in the document's language where their words are.

    Templates print `Abstract` and `Keywords` over whatever language the article is in.
    """
    code, lists = segments.language, segments.of(Role.KEYWORDS)
    english = any(s.language == ENGLISH for s in segments.of(Role.TITLE, Role.ABSTRACT))
    if family(code) != Script.LATIN or code == ENGLISH or english or {s.language for s in lists} != {ENGLISH}:
        return segments
    label = leading_label(lists[0].text)
    words = lists[0].text[label.end if label else 0 :].casefold()
    if sum(c.isalpha() for c in words) < _SPELT or language_of(words, code) != code:
        return segments
    turned = (s.model_copy(update={"language": code}) if s in lists else s for s in segments.segments)
    return segments.model_copy(update={"segments": tuple(turned)})
