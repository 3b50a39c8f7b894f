"""Lines in a script that the first engine's models do not have (Hangul, Cyrillic): the second engine reads them.

The first engine leaves such characters out, so its reading is unsure or thin for the width of the line. Digits and
signs between them it reads better than the second, which has no `±` or `β`: these runs stay its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.languages import languages
from pipeline.languages.scripts import Script, script_of
from pipeline.languages.syllables import joined_syllables
from pipeline.languages.writing import join_pieces
from pipeline.ports import Recognizer
from pipeline.records.base import BBox
from pipeline.records.page import Pixels
from pipeline.records.text import Line, Reading, Word

SURE = 0.97
"""Lines of a script that the models have are mostly read with at least this confidence."""
DENSE = 2.0
"""Characters that a stretch of a line as wide as it is high holds at least, in Latin print."""
SHARE = 0.12
"""Share of a page's text, by width, that must be weakly read before the second engine is asked."""
TRIED = 4
ENOUGH = 0.25
"""Share of a line's letters that must be of the foreign script."""
BELIEVED = 0.8
PLAIN = 0.9
"""Words of the language that are read with less confidence may be Latin ones."""
LATIN = 0.93
"""Confidence from which the first engine's Latin reading of such a word is believed."""
_TWINS = str.maketrans("АВЕКМНОРСТУХаеорсух", "ABEKMHOPCTYXaeopcyx")
"""Cyrillic letters that look like Latin ones: a word of these alone stays Cyrillic."""
CLOSE = 1.0
"""Words without letters of the language that stand closer than this share of their height are read as one."""


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
    lines: Sequence[Line], pixels: Pixels, first: Recognizer, second: Recognizer, language: str
) -> tuple[Line, ...]:
    """The lines with those in `language` read by the second engine, and by the first what holds none of its letters."""
    places = [number for number, line in enumerate(lines) if _weak(line)]
    read = second.read_lines(pixels, [lines[number].bbox for number in places], (language,))
    mine = [
        (number, _runs(line.words, language))
        for number, line in zip(places, read, strict=True)
        if _share(line.text, language) >= ENOUGH
    ]
    asked = [run for _, runs in mine for run in runs if _doubtful(run, language)]
    answers = iter(first.read_lines(pixels, [_roomy(run.bbox) for run in asked], ()) if asked else ())
    out = list(lines)
    for number, runs in mine:
        words = [
            _decided(run, next(answers), lines[number], language) if _doubtful(run, language) else run
            for run in runs
        ]
        out[number] = _line(words, lines[number], second.name)
    return tuple(out)


def _runs(words: Sequence[Word], language: str) -> list[Word]:
    """The words, with neighbours that hold no letter of the language made one as far as they touch."""
    out: list[Word] = []
    for word in words:
        last = out[-1] if out else None
        foreign = last is not None and _share(last.text, language) == 0 and _share(word.text, language) == 0
        if last is not None and foreign and word.bbox.left - last.bbox.right < CLOSE * last.bbox.height:
            out[-1] = Word(
                text=f"{last.text} {word.text}",
                bbox=last.bbox.union(word.bbox),
                confidence=min(last.confidence, word.confidence),
            )
        else:
            out.append(word)
    return out


def _roomy(box: BBox) -> BBox:
    """A word's box with the air that a detected line has."""
    air = max(3, round(0.22 * box.height))
    return BBox(box.left - air // 2, box.top - air, box.right + air // 2, box.bottom + air)


def _doubtful(word: Word, language: str) -> bool:
    """Whether the first engine is asked too: no letter of the language, or one read with doubt, which may be Latin."""
    return _share(word.text, language) == 0 or word.confidence < PLAIN


def _decided(word: Word, alone: Line, line: Line, language: str) -> Word:
    """Of a word in the language's letters the first engine's reading counts only where it is surely Latin."""
    if _share(word.text, language) == 0:
        return _surer(word, alone, line)
    latin = alone.text.isascii() and sum(char.isalpha() for char in alone.text) >= 2
    whole = len(alone.text) >= 0.75 * len(word.text)
    if latin and whole and alone.confidence >= LATIN and word.text.translate(_TWINS) != alone.text:
        return word.model_copy(update={"text": alone.text, "confidence": alone.confidence})
    return word


def _surer(word: Word, alone: Line, line: Line) -> Word:
    """What the first engine reads in the word alone, or in its place in the line, where it is sure; else the word."""
    if alone.text and alone.confidence >= BELIEVED:
        return word.model_copy(update={"text": alone.text, "confidence": alone.confidence})
    inside = [
        glyph
        for glyph in line.words
        if word.bbox.left <= (glyph.bbox.left + glyph.bbox.right) / 2 < word.bbox.right
    ]
    text = "".join(glyph.text for glyph in inside)
    confidence = min((glyph.confidence for glyph in inside), default=0.0)
    if confidence < BELIEVED or abs(len(text) - len(word.text)) > 2:
        return word
    return word.model_copy(update={"text": text, "confidence": confidence})


def _line(words: Sequence[Word], before: Line, engine: str) -> Line:
    whole = joined_syllables(words)
    return Line(
        text=join_pieces([word.text for word in whole]),
        bbox=before.bbox,
        confidence=sum(word.confidence for word in whole) / len(whole) if whole else 0.0,
        engine=engine,
        words=whole,
        other=Reading(engine=before.engine, text=before.text, confidence=before.confidence),
    )


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
