"""A sentence with its translation, how it came to be, and the tools that make it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.languages.terms import Glossary, Term
from pipeline.ports import Match, Memory, Translator
from pipeline.records.article import Severity
from pipeline.records.base import Frozen
from pipeline.stages.translate.findings import NONSENSE, SEVERITIES, Finding, LanguagePair


class Way(StrEnum):
    """How a sentence came to be."""

    MODEL = "model"
    GLOSSARY = "glossary"
    MEMORY = "memory"
    KEPT = "kept"


class Translated(Frozen):
    """One sentence and its translation, with all that is wrong with it and the glossary's terms that it lacks.

    `read` is what the model looked at (`Hypothesis.read`). `figures` are the numbers, codes and terms of the source in the target's words, for when nothing better can be shown;
    `heading` is a section's heading that begins the source, in the target language.
    """

    source: str
    target: str
    way: Way
    score: float = 0.0
    read: tuple[tuple[str, float], ...] = ()
    findings: tuple[Finding, ...] = ()
    lacking: tuple[Term, ...] = ()
    match: Match | None = None
    figures: str = ""
    heading: str = ""

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings after which the sentence must not be taken for what the source says."""
        return tuple(f for f in self.findings if SEVERITIES[f.code] is Severity.ERROR)

    @property
    def shown(self) -> str:
        """The translation; after errors only the figures in `[? ...]`, for what may mislead is not shown."""
        text = f"[? {self.figures}".rstrip() + "]" if self.errors else self.target
        return f"{self.heading} {text}".strip()

    @property
    def nonsense(self) -> bool:
        """Whether it is not even worth keeping for a reviewer."""
        return any(f.code in NONSENSE for f in self.errors)


@dataclass(frozen=True)
class Tools:
    """What sentences are translated with."""

    translator: Translator
    pair: LanguagePair
    glossary: Glossary = field(default_factory=Glossary)
    memory: Memory | None = None
    n_best: int = 4
