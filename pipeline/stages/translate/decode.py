"""Sentences into sentences, as many out as in: memory, glossary, n-best, a second and third decoding, each checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.languages import languages
from pipeline.languages.sentences import clauses, cut
from pipeline.languages.terms import Glossary, Term, holds_term
from pipeline.ports import Hypothesis, Match, Memory, Translator
from pipeline.records.base import Frozen
from pipeline.stages.translate.guards import SEVERITIES, Finding, Pair, findings
from pipeline.stages.translate.headings import split_heading
from pipeline.stages.translate.masking import mask, restore_powers, unmask

MAX_LETTERS = 400
MAX_HAN = 160
"""Characters of a sentence that a Marian model can hold in its 512 positions, whatever its pieces."""


DRAFT_LENGTH = 40
"""Characters up to which a small model keeps what it reads; longer sentences go clause by clause."""
_LARGEST_TERM = 0.6
"""Share of a sentence up to which the model's wording of a term is believed: a poor model says one thing for all."""

Decoding = Callable[[Sequence[str], "Tools"], list[list[Hypothesis]]]


class Way(StrEnum):
    """How a sentence came to be."""

    MODEL = "model"
    GLOSSARY = "glossary"
    MEMORY = "memory"
    KEPT = "kept"


class Translated(Frozen):
    """One sentence and its translation, with all that is wrong with it and the glossary's terms that it lacks."""

    source: str
    target: str
    way: Way
    score: float = 0.0
    findings: tuple[Finding, ...] = ()
    lacking: tuple[Term, ...] = ()
    match: Match | None = None


@dataclass(frozen=True)
class Tools:
    """What sentences are translated with."""

    translator: Translator
    pair: Pair
    glossary: Glossary = field(default_factory=Glossary)
    memory: Memory | None = None
    n_best: int = 4


def translate_sentences(sentences: Sequence[str], tools: Tools) -> list[Translated]:
    """Each sentence translated and checked; equal sentences once, headings that begin one apart from the model.

    Raises ToolError where the engine fails.
    """
    split = [split_heading(sentence, tools.pair.source, tools.pair.target) for sentence in sentences]
    done = _translate_once([rest for _, rest in split], tools)
    return [
        done[rest].model_copy(update={"source": sentence, "target": f"{name} {done[rest].target}".strip()})
        if name
        else done[rest]
        for sentence, (name, rest) in zip(sentences, split, strict=True)
    ]


def _translate_once(sentences: Sequence[str], tools: Tools) -> dict[str, Translated]:
    done: dict[str, Translated] = {}
    waiting: list[str] = []
    for sentence in dict.fromkeys(sentences):
        known = _without_model(sentence, tools)
        if known is None:
            waiting.append(sentence)
        else:
            done[sentence] = known
    return done | _with_model(waiting, tools)


def _without_model(sentence: str, tools: Tools) -> Translated | None:
    """A sentence that needs no model: nothing to translate in it, a glossary's term, or in the memory."""
    if not _translatable(sentence, tools.pair):
        return Translated(source=sentence, target=_half_width(sentence, tools.pair), way=Way.KEPT)
    term = tools.glossary.exact(sentence)
    if term:
        return Translated(source=sentence, target=term.target, way=Way.GLOSSARY)
    matches = tools.memory.matches(tools.pair.source, tools.pair.target, sentence) if tools.memory else ()
    if matches and matches[0].similarity == 1.0:
        found = findings(sentence, matches[0].target, tools.pair)
        if not found:
            return Translated(source=sentence, target=matches[0].target, way=Way.MEMORY, match=matches[0])
    return None


def _translatable(sentence: str, pair: Pair) -> bool:
    """Whether there are letters of the source's own script in it; a code or a number needs no translation."""
    file = languages().get(pair.source)
    if file is None or "Latin" in file.scripts:
        return any(c.isalpha() for c in sentence)
    return any(c.isalpha() and not c.isascii() and not "\u0370" <= c <= "\u03ff" for c in sentence)


def _half_width(text: str, pair: Pair) -> str:
    """Full-width punctuation as the target prints it."""
    file = languages().get(pair.target)
    if file is None or not file.spaced:
        return text
    text = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text)
    return text.translate({ord("。"): ".", ord("、"): ", ", ord("“"): '"', ord("”"): '"'}).strip()


def _with_model(sentences: Sequence[str], tools: Tools) -> dict[str, Translated]:
    """The ladder: best of n; where numbers are wrong, once more with simple numbers; where anything is, by clauses."""
    best = _best_in_two_ways(sentences, tools)
    _again(best, tools, _by_clauses, lambda t: bool(t.findings))
    _put_terms(best, tools)
    return best


def _best_in_two_ways(sentences: Sequence[str], tools: Tools) -> dict[str, Translated]:
    best = {
        s: _choose(s, found, tools) for s, found in zip(sentences, _decode(sentences, tools), strict=True)
    }
    _again(best, tools, _masked, _wrong_numbers)
    return best


def _again(
    best: dict[str, Translated], tools: Tools, decode: Decoding, fails: Callable[[Translated], bool]
) -> None:
    """Decode the sentences that fail in another way, and keep the better of both."""
    failed = [s for s, t in best.items() if fails(t)]
    for sentence, found in zip(failed, decode(failed, tools), strict=True):
        best[sentence] = min(best[sentence], _choose(sentence, found, tools), key=_badness)


def _wrong_numbers(translated: Translated) -> bool:
    return any(f.code == "translation.numbers" for f in translated.findings)


def _decode(sentences: Sequence[str], tools: Tools) -> list[list[Hypothesis]]:
    """Hypotheses for each sentence; an over-long one is cut, and its parts' hypotheses are joined rank by rank."""
    parts = [_parts(sentence, tools.translator) for sentence in sentences]
    flat = [part for group in parts for part in group]
    found = tools.translator.translate(flat, tools.n_best)
    joined: list[list[Hypothesis]] = []
    position = 0
    for group in parts:
        joined.append(_join(found[position : position + len(group)]))
        position += len(group)
    return joined


def _parts(sentence: str, translator: Translator) -> tuple[str, ...]:
    """What is decoded at once: the sentence if it fits the model, for a draft model a clause or a few short ones."""
    fitting = cut(sentence, _limit(sentence)).parts or (sentence,)
    if not translator.draft:
        return fitting
    return tuple(piece for part in fitting for piece in clauses(part, DRAFT_LENGTH))


def _limit(sentence: str) -> int:
    return MAX_LETTERS if sum(c.isascii() for c in sentence) > len(sentence) / 2 else MAX_HAN


def _join(parts: list[list[Hypothesis]]) -> list[Hypothesis]:
    ranks = range(max(len(part) for part in parts))
    rows = [[part[min(rank, len(part) - 1)] for part in parts] for rank in ranks]
    return [
        Hypothesis(text=" ".join(h.text for h in row if h.text), score=sum(h.score for h in row) / len(row))
        for row in rows
    ]


def _choose(sentence: str, hypotheses: Sequence[Hypothesis], tools: Tools) -> Translated:
    """The hypothesis with the fewest faults, then the most of the glossary's terms, then the best score."""
    return min((_checked(sentence, h, tools) for h in hypotheses), key=_badness)


def _checked(sentence: str, hypothesis: Hypothesis, tools: Tools) -> Translated:
    text = restore_powers(sentence, hypothesis.text)
    found = findings(sentence, text, tools.pair)
    if cut(sentence, _limit(sentence)).forced:
        found = (*found, Finding(code="translation.cut", message="too long, and nothing to cut it at"))
    return Translated(
        source=sentence,
        target=text,
        way=Way.MODEL,
        score=hypothesis.score,
        findings=found,
        lacking=tuple(t for t in tools.glossary.find(sentence) if not holds_term(text, t)),
    )


def _badness(translated: Translated) -> tuple[bool, int, int, int, float]:
    """Nothing at all is worst; then errors, findings, lacking terms, and a low score."""
    errors = sum(SEVERITIES[f.code] == "error" for f in translated.findings)
    empty = not any(c.isalnum() for c in translated.target)
    return empty, errors, len(translated.findings), len(translated.lacking), -translated.score


def _masked(sentences: Sequence[str], tools: Tools) -> list[list[Hypothesis]]:
    """Second decoding: every long number stands as a plain two-digit one, which a model copies more surely."""
    masks = [mask(sentence) for sentence in sentences]
    usable = [i for i, m in enumerate(masks) if m.numbers]
    found = _decode([masks[i].text for i in usable], tools)
    results = [[Hypothesis(text="", score=-100.0)] for _ in sentences]
    for i, hypotheses in zip(usable, found, strict=True):
        put_back = [(unmask(h.text, masks[i], tools.pair.target), h.score) for h in hypotheses]
        kept = [Hypothesis(text=text, score=score) for text, score in put_back if text is not None]
        results[i] = kept or results[i]
    return results


def _by_clauses(sentences: Sequence[str], tools: Tools) -> list[list[Hypothesis]]:
    """Third decoding: clause by clause, each with the best of its own hypotheses, so that nothing is lost whole."""
    groups = [[c for c in re.split(r"(?<=[；;，,])(?!\d)", s) if c.strip()] for s in sentences]
    flat = list(dict.fromkeys(clause for group in groups for clause in group))
    best = {c: done for c in flat if (done := _without_model(c, tools)) is not None}
    best |= _best_in_two_ways([c for c in flat if c not in best], tools)
    return [[_together([best[clause] for clause in group])] for group in groups]


def _together(parts: Sequence[Translated]) -> Hypothesis:
    if not parts:
        return Hypothesis(text="", score=-100.0)
    text = " ".join(part.target for part in parts if part.target)
    return Hypothesis(text=text, score=sum(part.score for part in parts) / len(parts))


def _put_terms(best: dict[str, Translated], tools: Tools) -> None:
    """Checked replacement: where the model's own wording of a lacking term stands once, the glossary's replaces it."""
    terms = list({t.source: t for found in best.values() for t in found.lacking}.values())
    own = tools.translator.translate([t.source for t in terms]) if terms else []
    wording = {t.source: h[0].text.strip(" .") for t, h in zip(terms, own, strict=True)}
    for sentence, translated in best.items():
        text = translated.target
        for term in translated.lacking:
            phrase = wording[term.source]
            matches = list(re.finditer(rf"(?<![^\W_]){re.escape(phrase)}(?![^\W_])", text, re.IGNORECASE))
            if 2 < len(phrase) <= len(text) * _LARGEST_TERM and len(matches) == 1:
                text = text[: matches[0].start()] + term.target + text[matches[0].end() :]
        if text != translated.target:
            better = _checked(sentence, Hypothesis(text=text, score=translated.score), tools)
            best[sentence] = min(translated, better, key=_badness)
