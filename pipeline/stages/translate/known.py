"""Sentences that need no model: nothing to translate in them, a term of the glossary, or printed once already."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.languages import languages
from pipeline.stages.translate.guards import LanguagePair, findings
from pipeline.stages.translate.translated import Tools, Translated, Way


def all_without_model(sentences: Iterable[str], tools: Tools) -> dict[str, Translated]:
    """Those of the sentences that need no model, each with its translation."""
    return {s: known for s in dict.fromkeys(sentences) if (known := _without_model(s, tools)) is not None}


def _without_model(sentence: str, tools: Tools) -> Translated | None:
    """A sentence that needs no model: nothing to translate in it, a glossary's term, or in the memory."""
    if not _translatable(sentence, tools.pair):
        return Translated(source=sentence, target=half_width(sentence, tools.pair), way=Way.KEPT)
    term = tools.glossary.exact(sentence)
    if term:
        return Translated(source=sentence, target=term.target, way=Way.GLOSSARY)
    matches = tools.memory.matches(tools.pair.source, tools.pair.target, sentence) if tools.memory else ()
    if matches and matches[0].similarity == 1.0:
        found = findings(sentence, matches[0].target, tools.pair)
        if not found:
            return Translated(source=sentence, target=matches[0].target, way=Way.MEMORY, match=matches[0])
    return None


def _translatable(sentence: str, pair: LanguagePair) -> bool:
    """Whether there are letters of the source's own script in it; a code or a number needs no translation."""
    file = languages().get(pair.source)
    if file is None or "Latin" in file.scripts:
        return any(c.isalpha() for c in sentence)
    return any(c.isalpha() and not c.isascii() and not "\u0370" <= c <= "\u03ff" for c in sentence)


def half_width(text: str, pair: LanguagePair) -> str:
    """Full-width punctuation as the target prints it."""
    file = languages().get(pair.target)
    if file is None or not file.spaced:
        return text
    text = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text)
    return text.translate({ord("。"): ".", ord("、"): ", ", ord("“"): '"', ord("”"): '"'}).strip()
