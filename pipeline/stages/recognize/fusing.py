"""One engine's words in the other engine's lines: detection and reading need not come from the same engine."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records.base import around
from pipeline.records.text import Line, Reading, Word


def read_into(lines: Sequence[Line], read: Sequence[Line]) -> tuple[Line, ...]:
    """Each line with the words of `read` that stand in it; words that stand in no line stay in lines of their own."""
    rows: dict[int, list[Word]] = {}
    loose: list[Line] = []
    for line in read:
        left_over = [word for word in line.words if not _claim(word, lines, rows)]
        if left_over:
            loose.append(_line(left_over, None))
    return tuple(
        _line(sorted(words, key=lambda w: w.bbox.left), lines[n]) for n, words in rows.items()
    ) + tuple(loose)


def _claim(word: Word, lines: Sequence[Line], rows: dict[int, list[Word]]) -> bool:
    x, y = (word.bbox.left + word.bbox.right) / 2, (word.bbox.top + word.bbox.bottom) / 2
    for number, line in enumerate(lines):
        box = line.bbox
        if box.left <= x <= box.right and box.top <= y <= box.bottom:
            rows.setdefault(number, []).append(word)
            return True
    return False


def _line(words: Sequence[Word], before: Line | None) -> Line:
    return Line(
        text=" ".join(word.text for word in words),
        bbox=before.bbox if before else around([word.bbox for word in words]),
        confidence=sum(word.confidence for word in words) / len(words),
        engine="tesseract",
        words=tuple(words),
        other=Reading(engine=before.engine, text=before.text, confidence=before.confidence)
        if before
        else None,
    )
