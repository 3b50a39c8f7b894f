"""A sentence with its translation, how it came to be, and the tools that make it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.languages.terms import Glossary, Term
from pipeline.ports import Match, Memory, Translator
from pipeline.records.base import Frozen
from pipeline.stages.translate.guards import Finding, Pair


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
