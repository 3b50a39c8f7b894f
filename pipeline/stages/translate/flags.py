"""What the guards found, as flags of the record: one for each field and guard, with the first sentence named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.records.article import Flag, Severity
from pipeline.records.paths import FieldPath
from pipeline.stages.translate.fields import withheld
from pipeline.stages.translate.guards import SEVERITIES, Finding
from pipeline.stages.translate.translated import Translated, Way

_SHOWN = 120
"""Characters of a sentence that a message shows."""

_WHAT = {
    "translation.empty": "no translation came out",
    "translation.numbers": "numbers or units differ",
    "translation.codes": "codes or names are missing",
    "translation.negation": "a negation was lost or added",
    "translation.untranslated": "text was left untranslated",
    "translation.copied": "the source was copied",
    "translation.repetition": "the translation repeats itself",
    "translation.length": "the length does not fit the source",
    "translation.unrelated": "the translation is of something else",
    "translation.opposite": "a word stands for its opposite or another degree",
    "translation.population": "another population is named",
    "translation.drug": "drugs differ",
    "translation.words": "another organ or disease is named",
    "translation.unsure": "the draft is not to be believed",
    "translation.dropped": "a part was left out",
    "translation.nonword": "words that are none",
    "translation.cut": "an over-long sentence was cut to be translated",
}


def flags_of(path: FieldPath, done: Sequence[Translated], *, draft: bool) -> Iterator[Flag]:
    """The flags of one translated field. `draft` says that the flag for a draft model belongs here."""
    if draft:
        yield Flag(
            code="translation.draft_model",
            path=path,
            severity=Severity.WARNING,
            message="translated by a draft model: good for finding out what the paper is about, not for use unread.",
        )
    yield from _withheld(path, done)
    for code in SEVERITIES:
        found = [(t, f) for t in done for f in t.findings if f.code == code]
        if found:
            yield _flag(path, code, found, len(done))
    lacking = [(t, term) for t in done for term in t.lacking]
    if lacking:
        first = lacking[0][1]
        yield Flag(
            code="translation.term",
            path=path,
            severity=Severity.INFO,
            message=f"{len(lacking)} terms are not worded as in the glossary; the first: {first.source} = {first.target}.",
        )
    remembered = [t.match for t in done if t.way is Way.MEMORY and t.match is not None]
    if remembered:
        yield Flag(
            code="translation.memory",
            path=path,
            severity=Severity.INFO,
            message=f"{len(remembered)} of {len(done)} sentences are from the translation memory; "
            f"the first was printed in {remembered[0].origin}.",
        )


def _withheld(path: FieldPath, done: Sequence[Translated]) -> Iterator[Flag]:
    failed, name = sum(bool(t.errors) for t in done), path.top
    if not failed:
        return
    if withheld(name, done):
        what = f"not given: {failed} of {len(done)} sentences failed the checks; `sentences` has them one by one."
    elif name == "abstract":
        what = f"{failed} of {len(done)} sentences failed the checks: only their numbers and terms are given."
    else:
        what = f"{failed} of {len(done)} are not given: their translations failed the checks."
    yield Flag(
        code="translation.withheld", path=path, severity=SEVERITIES["translation.withheld"], message=what
    )


def _flag(path: FieldPath, code: str, found: list[tuple[Translated, Finding]], total: int) -> Flag:
    first, finding = found[0]
    return Flag(
        code=code,
        path=path,
        severity=SEVERITIES[code],
        message=f"{_WHAT[code]} in {len(found)} of {total} sentences; the first: {finding.message} — "
        f"“{_short(first.source)}” → “{_short(first.target)}”.",
    )


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
