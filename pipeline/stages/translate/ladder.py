"""The ladder of decodings: whole sentences, best of n; with simple numbers; clause by clause; each is checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from pipeline.languages.sentences import clauses, cut
from pipeline.languages.terms import holds_term
from pipeline.ports import Hypothesis
from pipeline.stages.translate.guards import Finding, findings
from pipeline.stages.translate.joining import as_sentence, joined
from pipeline.stages.translate.known import all_without_model
from pipeline.stages.translate.masking import mask, restore_powers, unmask
from pipeline.stages.translate.strict import doubts
from pipeline.stages.translate.translated import Tools, Translated, Way

_SHORTEST_TERM = 2
"""Characters of a phrase that may be anything."""

MAX_LETTERS = 400
MAX_HAN = 160
"""Characters of a sentence that a Marian model can hold in its 512 positions, whatever its pieces."""

DRAFT_LENGTH = 40
"""Characters up to which a small model keeps what it reads: a clause that is longer is cut."""
_LARGEST_TERM = 0.6
"""Share of a sentence up to which the model's wording of a term is believed: a poor model says one thing for all."""

_CLAUSE = re.compile(r"(?<=[；\u061b;，\u060c,])(?!\d)")

Decoding = Callable[[Sequence[str], Tools], list[list[Hypothesis]]]


def with_model(sentences: Sequence[str], tools: Tools) -> dict[str, Translated]:
    """The ladder: whole sentences; where numbers are wrong, once more with simple numbers; where anything is, by clauses.

    What is still wrong is not shown (`Translated.shown`).
    """
    best = _best_in_two_ways(sentences, tools)
    _again(best, tools, _by_clauses, _has_faulty_clauses)
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


def _has_faulty_clauses(translated: Translated) -> bool:
    return bool(translated.findings) and len(_clauses(translated.source)) > 1


def _wrong_numbers(translated: Translated) -> bool:
    return any(f.code == "translation.numbers" for f in translated.findings)


def _decode(sentences: Sequence[str], tools: Tools) -> list[list[Hypothesis]]:
    """Hypotheses for each sentence; an over-long one is cut, and its parts' hypotheses are joined rank by rank."""
    groups = [cut(sentence, _limit(sentence)).parts or (sentence,) for sentence in sentences]
    parts = list(dict.fromkeys(part for group in groups for part in group))
    found = dict(zip(parts, tools.translator.translate(parts, tools.n_best), strict=True))
    return [_join(group, [found[part] for part in group]) for group in groups]


def _limit(sentence: str) -> int:
    return MAX_LETTERS if sum(c.isascii() for c in sentence) > len(sentence) / 2 else MAX_HAN


def _join(sources: Sequence[str], parts: Sequence[Sequence[Hypothesis]]) -> list[Hypothesis]:
    ranks = range(max(len(part) for part in parts))
    rows = [[part[min(rank, len(part) - 1)] for part in parts] for rank in ranks]
    if len(parts) == 1:
        return list(parts[0])
    return [
        Hypothesis(
            text=joined(sources, [h.text for h in row]),
            score=sum(h.score for h in row) / len(row),
            read=tuple(piece for h in row for piece in h.read),
        )
        for row in rows
    ]


def _choose(sentence: str, hypotheses: Sequence[Hypothesis], tools: Tools) -> Translated:
    """The hypothesis with the fewest faults, then the most of the glossary's terms, then the best score."""
    return min((_checked(sentence, h, tools) for h in hypotheses), key=_badness)


def _checked(sentence: str, hypothesis: Hypothesis, tools: Tools) -> Translated:
    text = as_sentence(sentence, restore_powers(sentence, hypothesis.text))
    found = findings(sentence, text, tools.pair)
    if tools.translator.draft:
        made = hypothesis.model_copy(update={"text": text})
        found = (*found, *doubts(sentence, made, tools.pair, tools.translator.floors))
    if cut(sentence, _limit(sentence)).forced:
        found = (*found, Finding(code="translation.cut", message="too long, and nothing to cut it at"))
    return Translated(
        source=sentence,
        target=text,
        way=Way.MODEL,
        score=hypothesis.score,
        read=hypothesis.read,
        findings=found,
        lacking=tuple(t for t in tools.glossary.find(sentence) if not holds_term(text, t)),
    )


def _badness(translated: Translated) -> tuple[bool, int, int, int, int, float]:
    """Nothing at all is worst; then errors, their number, all faults, lacking terms, and a low score."""
    empty = not any(c.isalnum() for c in translated.target)
    return (
        empty,
        len(translated.errors),
        sum(f.times for f in translated.errors),
        sum(f.times for f in translated.findings),
        len(translated.lacking),
        -translated.score,
    )


def _masked(sentences: Sequence[str], tools: Tools) -> list[list[Hypothesis]]:
    """Second decoding: every long number stands as a plain two-digit one, which a model copies more surely."""
    masks = [mask(sentence) for sentence in sentences]
    usable = [i for i, m in enumerate(masks) if m.numbers]
    found = _decode([masks[i].text for i in usable], tools)
    results = [[Hypothesis(text="", score=-100.0)] for _ in sentences]
    for i, hypotheses in zip(usable, found, strict=True):
        put_back = [(unmask(h.text, masks[i], tools.pair.target), h) for h in hypotheses]
        kept = [h.model_copy(update={"text": text}) for text, h in put_back if text is not None]
        results[i] = kept or results[i]
    return results


def _by_clauses(sentences: Sequence[str], tools: Tools) -> list[list[Hypothesis]]:
    """Third decoding: clause by clause, each with the best of its own hypotheses, so that nothing is lost whole."""
    groups = [_clauses(sentence) for sentence in sentences]
    flat = list(dict.fromkeys(clause for group in groups for clause in group))
    done = all_without_model(flat, tools)
    done |= _best_in_two_ways([c for c in flat if c not in done], tools)
    return [[_together([done[clause] for clause in group])] for group in groups]


def _clauses(sentence: str) -> list[str]:
    return [
        piece
        for clause in _CLAUSE.split(sentence)
        if clause.strip()
        for piece in clauses(clause, DRAFT_LENGTH)
    ]


def _together(parts: Sequence[Translated]) -> Hypothesis:
    if not parts:
        return Hypothesis(text="", score=-100.0)
    text = joined([part.source for part in parts], [part.target for part in parts])
    return Hypothesis(
        text=text,
        score=sum(part.score for part in parts) / len(parts),
        read=tuple(piece for part in parts for piece in part.read),
    )


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
            if _SHORTEST_TERM < len(phrase) <= len(text) * _LARGEST_TERM and len(matches) == 1:
                text = text[: matches[0].start()] + term.target + text[matches[0].end() :]
        if text != translated.target:
            made = Hypothesis(text=text, score=translated.score, read=translated.read)
            better = _checked(sentence, made, tools)
            best[sentence] = min(translated, better, key=_badness)
