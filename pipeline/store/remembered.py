"""What the librarian wants kept for later translations: sentence pairs in the memory, terms in the glossary."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from pipeline.languages.terms import COLUMNS, read_glossary
from pipeline.store.memory import SentencePair, SqliteMemory

ORIGIN = "review"
"""The origin of sentence pairs that a person wrote."""


def keep_sentence(file: Path, source: str, target: str, source_language: str, target_language: str) -> None:
    """Add a sentence pair to a translation memory, made where there is none. Raises StoreError."""
    memory = SqliteMemory(file)
    try:
        memory.add(
            [
                SentencePair(
                    source_language=source_language,
                    target_language=target_language,
                    source=source,
                    target=target,
                    origin=ORIGIN,
                )
            ]
        )
    finally:
        memory.close()


def keep_term(file: Path, source: str, target: str, _source_language: str, _target_language: str) -> None:
    """Add a term to a glossary, in place of an older one of the same source. Raises SettingsError."""
    terms = [term for term in read_glossary(file) if term.source != source] if file.exists() else []
    rows = [(t.source, "|".join((t.target, *t.accepted)), t.domain) for t in terms]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([COLUMNS, *rows, (source, target, ORIGIN)])
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_suffix(".part")
    aside.write_text(text.getvalue(), encoding="utf-8")
    aside.replace(file)
