"""A sentence's numbers, codes and glossary terms in the target's words: what is left where no translation holds."""

from __future__ import annotations

from pipeline.stages.translate.islands import islands
from pipeline.stages.translate.translated import Tools


def figures(sentence: str, tools: Tools) -> str:
    """Numbers with their units, codes and terms, in the order of the source, set apart by semicolons."""
    pieces = islands(sentence, tools.pair)
    found = [
        text
        for piece in pieces
        for text in (
            [piece.text.strip(" ,;.")] if piece.kept else [t.target for t in tools.glossary.find(piece.text)]
        )
    ]
    if not pieces:
        found = [term.target for term in tools.glossary.find(sentence)]
    return "; ".join(dict.fromkeys(text for text in found if text))
