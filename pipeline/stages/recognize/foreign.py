"""Lines in a script that the first engine's models do not have (Hangul, Cyrillic): the second engine reads them.

The first engine leaves such characters out, so its reading is unsure or thin for the width of the line. Digits and
signs between them it reads better than the second, which has no `±` or `β`: these runs stay its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.languages import languages
from pipeline.languages.scripts import Script, script_of
from pipeline.languages.writing import join_pieces
from pipeline.ports import Recognizer
from pipeline.records.page import Pixels
from pipeline.records.text import Line, Reading, Word

SURE = 0.97
"""Lines of a script that the models have are mostly read with at least this confidence."""
DENSE = 1.15
"""Characters that a stretch of a line as wide as it is high holds at least, in Latin print."""
SHARE = 0.12
"""Share of a page's text, by width, that must be weakly read before the second engine is asked."""
TRIED = 4
ENOUGH = 0.25
"""Share of a line's letters that must be of the foreign script."""
BELIEVED = 0.8


def foreign_language(
    pixels: Pixels, lines: Sequence[Line], second: Recognizer, first: Recognizer, wanted: Sequence[str]
) -> str | None:
    """The language among those `first` cannot read that the page's weakly read lines are in, or None."""
    asked = [code for code in wanted if not first.reads(code) and second.reads(code)]
    if asked:
        return asked[0]
    if wanted:
        return None
    weak = sorted((line for line in lines if _weak(line)), key=lambda line: -line.bbox.width)
    if sum(line.bbox.width for line in weak) < SHARE * sum(line.bbox.width for line in lines):
        return None
    unread = [code for code in languages() if not first.reads(code) and second.reads(code)]
    if not unread or not weak:
        return None
    tried = weak[:TRIED]
    read = second.read_lines(pixels, [line.bbox for line in tried], (*unread, "en"))
    text = "".join(line.text for line in read)
    return max(
        (code for code in unread if _share(text, code) > 2 * ENOUGH),
        key=lambda code: _share(text, code),
        default=None,
    )


def with_foreign(
    lines: Sequence[Line], pixels: Pixels, second: Recognizer, language: str
) -> tuple[Line, ...]:
    """The lines with those in `language` read by the second engine."""
    places = [number for number, line in enumerate(lines) if _weak(line)]
    read = second.read_lines(pixels, [lines[number].bbox for number in places], (language, "en"))
    out = list(lines)
    for number, line in zip(places, read, strict=True):
        if _share(line.text, language) >= ENOUGH:
            out[number] = _merged(lines[number], line, language)
    return tuple(out)


def _weak(line: Line) -> bool:
    if line.confidence < SURE:
        return True
    wide = sum(script_of(char) in {Script.HAN, Script.KANA} for char in line.text)
    if wide * 4 > len(line.text):
        return False
    return len(line.text) < DENSE * line.bbox.width / max(1, line.bbox.height)


def _share(text: str, language: str) -> float:
    letters = [script for script in map(script_of, text) if script is not None]
    mine = languages()[language].scripts
    return sum(script.value in mine for script in letters) / len(letters) if letters else 0.0


def _merged(first: Line, second: Line, language: str) -> Line:
    """The second engine's words, with the first one's characters in those that hold no letter of the language."""
    words = [_word(word, first, language) for word in second.words]
    return Line(
        text=join_pieces([word.text for word in words]),
        bbox=first.bbox,
        confidence=sum(word.confidence for word in words) / len(words) if words else 0.0,
        engine=second.engine,
        words=tuple(words),
        other=Reading(engine=first.engine, text=first.text, confidence=first.confidence),
    )


def _word(word: Word, first: Line, language: str) -> Word:
    if _share(word.text, language) > 0:
        return word
    inside = [
        glyph
        for glyph in first.words
        if word.bbox.left <= (glyph.bbox.left + glyph.bbox.right) / 2 < word.bbox.right
    ]
    text = "".join(glyph.text for glyph in inside)
    confidence = min((glyph.confidence for glyph in inside), default=0.0)
    if confidence < BELIEVED or abs(len(text) - len(word.text)) > 2:
        return word
    return word.model_copy(update={"text": text, "confidence": confidence})
