"""Whose reading of a stretch counts: Latin print between Hangul or Cyrillic, or letters of these that look like Latin."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.languages import languages
from pipeline.languages.scripts import TWINS, UKRAINIAN_TWINS, Script, script_of
from pipeline.records.text import Line
from pipeline.stages.recognize.glyphs import Glyph, glyphs_of
from pipeline.stages.recognize.hangul import is_drawn, is_syllable
from pipeline.stages.recognize.leftward import is_leftward
from pipeline.stages.recognize.votes import words_in

BELIEVED = 0.8
"""Confidence from which the first engine's reading of a stretch is believed."""
LATIN = 0.93
"""The same where the second engine reads letters of its language, or nothing."""
WHOLE = 0.75
"""And it has at least this share of the letters that the second engine read."""
APART = 0.2
"""A letter that was left out is a word's first if it stands so far, as a share of the line's height, from the last."""
_CAPITALS = {cyrillic: latin for latin, cyrillic in TWINS.items() if latin.isupper()}
_TWINS = str.maketrans(_CAPITALS)
"""Cyrillic capitals that look like Latin ones: a word of these alone stays Cyrillic."""
_CYRILLIC = str.maketrans(TWINS)
"""What stands alone on a page of Cyrillic is Cyrillic."""
_ALL_TWINS = re.compile(f"[{''.join(_CAPITALS)}]{{2,}}")
_LOOKS = {
    **{cyrillic: latin for latin, cyrillic in (TWINS | UKRAINIAN_TWINS).items() if latin != "i"},
    **dict(zip("бгзклмнпчьяёш", "6r3knmHn4bRew", strict=True)),
    "в": "Bv",
    "и": "uni",
    "й": "un",
    "т": "Tm",
    "д": "gA",
    "ы": "bl",
    "Ю": "FIO",
    "Ш": "IWL",
    "П": "ITn",
    "Ы": "bIlH",
    "Б": "6BE",
    "В": "B",
    "Г": "FTIr",
    "Д": "AJI",
    "Ж": "XK",
    "З": "3",
    "И": "NUMH",
    "Й": "NUH",
    "Л": "JIAn",
    "У": "Yy",
    "Ц": "ULI",
    "Ч": "4YHU",
    "Щ": "WUL",
    "Я": "RAH",
    "Є": "CEG",
    "є": "ceE",
    "Ґ": "FTIr",
    "ґ": "r",
    "Ї": "IT",
    "ї": "i",
}
"""Latin letters that an eye for Latin sees in Cyrillic ones."""
_FORMULA = re.compile(r"[^\W\d_]\d+[^\W\d_]")
"""Letters about a digit: such names (HbA1c) are Latin."""
_NUMBER = re.compile(r"[\d.,]+")
_STROKES = {"Ю": 2, "П": 2, "Ы": 2, "Ш": 3, "Щ": 3, "Д": 2, "Л": 2, "Ц": 2}
"""Letters that may be taken for so many Latin ones."""
_PLAIN = dict(zip("，；（）！？", ",;()!?", strict=True))
_WIDE = frozenset([Script.HAN, Script.KANA])


def share_in(text: str, language: str) -> float:
    """The share of the text's letters that are in the language's own script."""
    letters = [script for script in map(script_of, text) if script is not None]
    mine = languages()[language].scripts
    return sum(script.value in mine for script in letters) / len(letters) if letters else 0.0


def chosen(mine: Sequence[Glyph], answer: Line, language: str, pitch: float) -> Sequence[Glyph]:
    """The second engine's glyphs of a stretch, or the first engine's answer where that is believed."""
    text = "".join(glyph.text for glyph in mine)
    theirs = [
        glyph for glyph in _glyphs(answer, spaced=mine[0].spaced if mine else False) if not _wide(glyph)
    ]
    sure = sum(glyph.word.confidence for glyph in theirs) / max(1, len(theirs))
    if sure < (BELIEVED if mine else LATIN) or (is_leftward(language) and _cuts(theirs, text)):
        return mine
    if "Hangul" in languages()[language].scripts:
        return _with_syllables(theirs, [glyph for glyph in mine if is_syllable(glyph.text)], pitch)
    if share_in(text, language) == 0 or _is_stray(text, answer, language):
        return theirs
    return (
        _with_twins(theirs, mine)
        if len(theirs) == len(answer.words) and _surely_latin(text, answer)
        else mine
    )


def _cuts(theirs: Sequence[Glyph], number: str) -> bool:
    """Whether a number has fewer digits in an answer: boxes of joined script are rough, and may cut one off."""
    digits = sum(glyph.text.isdigit() for glyph in theirs)
    return bool(_NUMBER.fullmatch(number)) and digits < sum(map(str.isdigit, number))


def _is_stray(text: str, answer: Line, language: str) -> bool:
    """Whether the only letter of a leftward language among figures is a figure or a Latin one that was misread."""
    letters = [char for char in text if char.isalpha()]
    other = any(char.isdigit() or script_of(char) is Script.LATIN for char in answer.text)
    return other and is_leftward(language) and len(letters) == 1


def missed(answer: Line, beside: Sequence[Glyph]) -> list[Glyph]:
    """Letters of a Cyrillic line that the second engine left out, unless they are its own with a box that is off."""
    theirs = [glyph.written(glyph.text.translate(_CYRILLIC)) for glyph in _glyphs(answer, spaced=False)]
    text = "".join(glyph.text for glyph in theirs)
    again = text.casefold() in {glyph.text.translate(_CYRILLIC).casefold() for glyph in beside} or any(
        _imitates(answer.text, glyph.text) for glyph in beside
    )
    if answer.confidence < LATIN or again or not theirs or any(map(_wide, theirs)):
        return []
    before = [glyph.word.bbox.right for glyph in beside if glyph.middle < theirs[0].middle]
    apart = bool(before) and answer.bbox.left - max(before) > APART * answer.bbox.height
    return [theirs[0]._replace(spaced=apart), *theirs[1:]]


def _wide(glyph: Glyph) -> bool:
    """Whether it is Han or Kana: strokes of the other script taken for a character."""
    return script_of(glyph.text) in _WIDE


def _with_syllables(theirs: Sequence[Glyph], syllables: Sequence[Glyph], pitch: float) -> Sequence[Glyph]:
    """The first engine's glyphs, with those syllables of the second that stand where it read nothing or one stroke."""
    out = list(theirs)
    for syllable in syllables:
        box = syllable.word.bbox
        inside = [glyph for glyph in out if box.left < glyph.middle < box.right]
        if not inside or (len(inside) == 1 and is_drawn(syllable, pitch)):
            out = sorted(
                [*(glyph for glyph in out if glyph not in inside), syllable], key=lambda glyph: glyph.middle
            )
    return out


def _surely_latin(text: str, answer: Line) -> bool:
    """Whether the answer is Latin print and not the letters of `text` seen with an eye for Latin."""
    theirs, mine = (sum(char.isalpha() for char in t) for t in (answer.text, text))
    latin = not any(script_of(char) not in {None, Script.LATIN} for char in answer.text)
    whole = theirs >= max(2, WHOLE * mine)
    least = BELIEVED if _FORMULA.search(text) else LATIN
    return latin and whole and answer.confidence >= least and not _imitates(answer.text, text)


def _imitates(answer: str, text: str) -> bool:
    """Whether every letter of the answer looks like one of the text's, in the same order."""
    rest = iter("".join(char * _STROKES.get(char, 1) for char in text))
    return all(
        any(letter in _LOOKS.get(char, char) for char in rest) for letter in answer if letter.isalpha()
    )


def _with_twins(theirs: list[Glyph], mine: Sequence[Glyph]) -> list[Glyph]:
    """The answer with those words in Cyrillic letters that the second engine read in them and that look the same."""
    texts = ["".join(glyph.text for glyph in word) for word in words_in(mine)]
    read = {word.translate(_TWINS): word for text in texts for word in re.findall(_ALL_TWINS, text)}
    out: list[Glyph] = []
    for word in words_in(theirs):
        latin = "".join(glyph.text for glyph in word)
        found = re.search("[A-Z]{2,}", latin)
        if found and found[0] in read:
            latin = latin.replace(found[0], read[found[0]])
        out.extend(glyph.written(char) for glyph, char in zip(word, latin, strict=True))
    return out


def _glyphs(line: Line, *, spaced: bool) -> list[Glyph]:
    """A line's characters; whether a space stands before the first, who asks must know."""
    glyphs = [glyph.written(_PLAIN.get(glyph.text, glyph.text)) for glyph in glyphs_of(line)]
    return [glyphs[0]._replace(spaced=spaced), *glyphs[1:]] if glyphs else []
