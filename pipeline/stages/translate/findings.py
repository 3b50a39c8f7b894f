"""What a guard may find in a translation, and how grave each is."""

from __future__ import annotations

from pipeline.records.article import Severity
from pipeline.records.base import Frozen

SEVERITIES = {
    "translation.empty": Severity.ERROR,
    "translation.withheld": Severity.ERROR,
    "translation.unrelated": Severity.ERROR,
    "translation.numbers": Severity.ERROR,
    "translation.negation": Severity.ERROR,
    "translation.opposite": Severity.ERROR,
    "translation.population": Severity.ERROR,
    "translation.drug": Severity.ERROR,
    "translation.dropped": Severity.ERROR,
    "translation.nonword": Severity.ERROR,
    "translation.repetition": Severity.ERROR,
    "translation.words": Severity.ERROR,
    "translation.unsure": Severity.ERROR,
    "translation.codes": Severity.WARNING,
    "translation.untranslated": Severity.WARNING,
    "translation.copied": Severity.WARNING,
    "translation.length": Severity.WARNING,
    "translation.cut": Severity.WARNING,
}


NONSENSE = frozenset(
    f"translation.{name}" for name in ("empty", "unrelated", "numbers", "nonword", "repetition")
)
"""After these a sentence is not even kept for a reviewer."""


class Finding(Frozen):
    """One thing that a translation did wrong: the flag's code, what exactly, and how many times."""

    code: str
    message: str
    times: int = 1


class LanguagePair(Frozen):
    """From which language into which."""

    source: str
    target: str
